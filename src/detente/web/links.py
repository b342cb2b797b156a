"""Addresses of pages about single records."""

from __future__ import annotations

from urllib.parse import quote


def event_url(event_id: str) -> str:
    """Return the address of the page of an event."""
    return f"/events/{quote(event_id, safe='')}"


def incident_url(incident_id: str) -> str:
    """Return the address of the page of an incident."""
    return f"/incidents/{quote(incident_id, safe='')}"


def document_url(document_id: str) -> str:
    """Return the address of the page of a document."""
    return f"/documents/{quote(document_id, safe='')}"


def passage_url(document_id: str, start: int, end: int | None = None) -> str:
    """Return the address of a passage of a document: the page of a long text that holds it, and its anchor there.

    Args:
        document_id: Id of the document.
        start: First character of the passage in the clean text.
        end: One past its last, where the passage is to be marked although no event rests on it.
    """
    to = f"&to={end}" if end is not None else ""
    return f"{document_url(document_id)}?at={start}{to}#c{start}"


def actor_url(actor_id: str) -> str:
    """Return the address of the page of an actor."""
    return f"/actors/{quote(actor_id, safe='/')}"


def own(target: str, otherwise: str = "/") -> str:
    """Return an address if it is one of this app, else `otherwise`: nobody may use a form to send a visitor elsewhere."""
    fine = target.startswith("/") and not target.startswith("//") and target.isprintable() and "\\" not in target
    return target if fine else otherwise
