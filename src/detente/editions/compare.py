"""Compares editions: all that changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.editions.changes import wording_changes
from detente.editions.country_changes import country_changes
from detente.editions.likeness import Embed
from detente.editions.parallel import Read, pair_of, read_edition
from detente.editions.records import Change, Edition
from detente.editions.series import edition_of
from detente.records import Document


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions and what changed from the first to the second, the weightiest change first."""

    before: Edition
    after: Edition
    changes: tuple[Change, ...]

    @property
    def real(self) -> tuple[Change, ...]:
        """The changes of substance: those that no trivial rule explains."""
        return tuple(change for change in self.changes if change.trivial is None)

    @property
    def trivial(self) -> tuple[Change, ...]:
        """The differences that a rule tells apart from changes of substance."""
        return tuple(change for change in self.changes if change.trivial is not None)


def compare(
    before: Document | Edition | Read,
    after: Document | Edition | Read,
    *,
    part: str | None = None,
    leave_out: Iterable[str] = (),
    tone: bool = False,
    embed: Embed | None = None,
) -> Comparison:
    """Return what changed from `before` to `after`: wording, order, labels, frequency and, if asked for, tone.

    Args:
        before, after: The older and the newer edition, as documents or as editions.
        part: Number or title of the part in which countries are ranked; None takes the part that is found to be about partners.
        leave_out: Countries that are not ranked, such as the ally.
        tone: Whether to compare tone, which codes both editions and takes a while.
        embed: A function from sentences to unit vectors that helps to pair sentences, or None for words alone.

    Raises:
        DetenteError: If an edition has no part called `part`.
    """
    pair = pair_of(_read(before), _read(after), embed)
    first, second = pair.before.edition, pair.after.edition
    found = wording_changes(pair)
    if first.document.text != second.document.text:
        found += country_changes(first, second, part=part, leave_out=leave_out, tone=tone)
    found.sort(key=lambda change: (-change.weight, change.id))
    return Comparison(first, second, tuple(found))


def compare_all(
    pairs: Sequence[tuple[Edition, Edition]],
    *,
    part: str | None = None,
    leave_out: Iterable[str] = (),
    tone: bool = False,
    embed: Embed | None = None,
) -> Iterator[Comparison]:
    """Yield the comparison of each pair, see `compare`; an edition that neighbouring pairs have is read once."""
    last: dict[str, Read] = {}
    out = tuple(leave_out)
    for before, after in pairs:
        known = {edition.id: last.get(edition.id) or read_edition(edition) for edition in (before, after)}
        yield compare(known[before.id], known[after.id], part=part, leave_out=out, tone=tone, embed=embed)
        last = known


def _read(given: Document | Edition | Read) -> Read:
    if isinstance(given, Document):
        given = edition_of(given)
    return read_edition(given) if isinstance(given, Edition) else given
