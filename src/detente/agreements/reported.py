"""What one document tells of agreements: steps, positions, terms, as light records that can be kept for the next time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.actors import Resolver
from detente.agreements.acts import Acts
from detente.agreements.known import Known
from detente.agreements.merging import Gathered
from detente.agreements.notices import Notice, notice_of
from detente.agreements.passages import Passage, Reading, read_passages
from detente.agreements.positions import positions_of
from detente.agreements.records import Agreement, Position, Quoted
from detente.agreements.references import Reference
from detente.agreements.signing import done_at
from detente.agreements.stated import Stated
from detente.agreements.steps import steps_of
from detente.agreements.terms import read_terms
from detente.agreements.wording import words
from detente.coding import not_coded
from detente.records import Actor, Document

# A sentence that names no agreement says when one ends only where "it" stands for it.
_OF_IT = frozenset({"lapse", "term"})


@dataclass(frozen=True, slots=True)
class Reported:
    """What one document tells of agreements.

    Attributes:
        gathered: By id of the agreement, in the order of first mention.
        introduced: Agreements that are known from the document alone, by id.
        coming: Ids of those that it speaks of as yet to come.
        notice: The notice that the document is, or None; then it is read for nothing else.
        issuer: Whose notice it is.
    """

    gathered: Mapping[str, Gathered] = field(default_factory=dict)
    introduced: Mapping[str, Agreement] = field(default_factory=dict)
    coming: frozenset[str] = frozenset()
    notice: Notice | None = None
    issuer: tuple[str, ...] = ()


def reported(document: Document, resolver: Resolver, known: Known, bases: Mapping[str, Agreement]) -> Reported | None:
    """Return what a document tells of agreements, or None where its language is not coded.

    Args:
        document: The document.
        resolver: Tables of actors.
        known: What can be meant; `bases` the same agreements by id.
    """
    if not_coded(document) is not None:
        return None
    notice = notice_of(document)
    if notice is not None:
        return Reported(notice=notice, issuer=_issuer(document, resolver))
    reading = read_passages(document, resolver, known)
    introduced = dict(reading.referents.introduced)
    gathered: dict[str, Gathered] = {}
    _take(reading, gathered, {**introduced, **bases})
    return Reported(gathered, introduced, frozenset(reading.referents.coming))


def _take(reading: Reading, gathered: dict[str, Gathered], bases: Mapping[str, Agreement]) -> None:
    """Add what one document tells to what is gathered."""
    document, referents = reading.document, reading.referents
    homes: dict[str, set[str]] = defaultdict(set)
    for passage in reading.passages:
        for reference in passage.references:
            _of(gathered, reference.agreement, document)
        acts = list(Acts(passage).find())
        for reference, step in steps_of(passage, acts, document):
            _of(gathered, reference.agreement, document).steps.append(step)
        for reference, position in positions_of(passage, acts, document):
            _of(gathered, reference.agreement, document).positions.append(
                _at_home(position, reference.agreement, homes, bases)
            )
    by_start = {passage.sentence.start: passage for passage in reading.passages}
    for stated in read_terms(document.text, reading.times):
        meant = _meant(stated, by_start.get(stated.span.start), referents.subject)
        if meant is not None:
            quote = Quoted(document.id, document.path, stated.span)
            _of(gathered, meant, document).stated.append((stated, quote))
    if referents.subject is not None:
        told = _of(gathered, referents.subject, document)
        told.steps += done_at(document, reading.times)


def _at_home(position: Position, ident: str, homes: dict[str, set[str]], bases: Mapping[str, Agreement]) -> Position:
    """Return a position with the country of "opposition lawmakers": that of the one party whose positions were told before."""
    if position.country in bases[ident].parties:
        homes[ident].add(str(position.country))
    known = next(iter(homes[ident])) if len(homes[ident]) == 1 else None
    domestic = {word.lower().removesuffix("s") for word in position.name.split()} & words("domestic")
    if position.country is None and known is not None and domestic:
        return replace(position, country=known)
    return position


def _of(gathered: dict[str, Gathered], ident: str, document: Document) -> Gathered:
    found = gathered.setdefault(ident, Gathered())
    out = document.published.start or document.published.earliest
    if out is not None and (found.seen is None or out > found.seen):
        found.seen = out
    return found


def _meant(stated: Stated, passage: Passage | None, subject: str | None) -> str | None:
    """Return the agreement that a term is of: the one named nearest before its words, else the one the text goes on about."""
    if passage is None:
        return subject
    named: Sequence[Reference] = passage.references
    if named:
        before = [r for r in named if r.span.start <= stated.words.start]
        return (before[-1] if before else named[0]).agreement
    if subject is not None:
        return subject
    if passage.antecedent is None:
        return None
    own = {str(t.lower_) for t in passage.doc}
    if stated.kind in _OF_IT and not own & {"it", "its"}:
        return None
    return passage.antecedent.agreement


def _issuer(document: Document, resolver: Resolver) -> tuple[str, ...]:
    day = document.published.start
    actor = resolver.resolve(document.publisher, date=day) if document.publisher else None
    return (actor.country,) if isinstance(actor, Actor) and actor.country and actor.sector != "media" else ()
