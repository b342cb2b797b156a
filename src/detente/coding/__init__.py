"""From a document to events: clauses, types, status, attribution, time, incidents."""

from __future__ import annotations

from functools import cache

from detente.coding.coder import CODED_LANGUAGES, Coder, not_coded
from detente.coding.contradictions import Contradiction, Incident, contradictions_of, incidents_of
from detente.coding.given import classify
from detente.coding.incidents import group_incidents
from detente.records import Document, Event

__all__ = [
    "CODED_LANGUAGES",
    "Coder",
    "Contradiction",
    "Incident",
    "classify",
    "code",
    "contradictions_of",
    "default_coder",
    "group_incidents",
    "incidents_of",
    "not_coded",
]


@cache
def default_coder() -> Coder:
    """Return the coder over the packaged tables, made once a process."""
    return Coder()


def code(document: Document) -> list[Event]:
    """Return the events that a document reports.

    Args:
        document: A document as `detente.read` gives it.

    Returns:
        Events in the order of their evidence; each span verifies against `document.text`. Empty where the document's
        language is not among `CODED_LANGUAGES` (`not_coded` says why).
    """
    return default_coder().code(document)
