"""What one edition shows of each country: its place, what it is called, how warmly it is spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.editions.changes import edition_label
from detente.editions.labels import labels_of
from detente.editions.order import Ordering, order_of
from detente.editions.records import Edition, Label, Tone
from detente.editions.tone import tones_of


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an edition shows of the countries.

    Attributes:
        tones: Empty where tone was not asked for.
    """

    edition: Edition
    name: str
    order: Ordering
    labels: tuple[Label, ...]
    tones: tuple[Tone, ...]


def portrait_of(
    edition: Edition, *, part: str | None = None, leave_out: Iterable[str] = (), tone: bool = False
) -> Portrait:
    """Return what an edition shows of each country.

    Args:
        edition: The edition.
        part: The part to rank in; None takes the part that is found to be about partners.
        leave_out: Countries that are not ranked, such as the ally.
        tone: Whether to find tone, which codes the edition and takes a while.

    Raises:
        DetenteError: If the edition has no such part.
    """
    return Portrait(
        edition,
        edition_label(edition),
        order_of(edition, part, leave_out),
        tuple(labels_of(edition)),
        tuple(tones_of(edition)) if tone else (),
    )
