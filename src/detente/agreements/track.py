"""The verb: documents in, agreements out, with their terms, steps, positions and deadlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from detente.actors import Resolver
from detente.agreements.acts import Acts
from detente.agreements.deadlines import deadlines
from detente.agreements.known import Known
from detente.agreements.ledger import Ledger, load_ledger
from detente.agreements.merging import Gathered, with_days, with_steps, with_terms
from detente.agreements.notices import Notice, notice_of, series_of
from detente.agreements.passages import Passage, Reading, read_passages
from detente.agreements.positions import positions_of
from detente.agreements.records import Agreement, Deadline, Position, Quoted
from detente.agreements.references import Reference
from detente.agreements.signing import done_at
from detente.agreements.stated import Stated
from detente.agreements.steps import steps_of
from detente.agreements.terms import read_terms
from detente.agreements.wording import words
from detente.coding import not_coded
from detente.records import Actor, DateValue, Document

# A text that says when an agreement ends may mean its last day or the day after.
_SAME_DAY = ({"last_day_for_notice"}, {"lapse"}, {"lapse", "term_end"}, {"lapse", "last_day_in_force"})
# A sentence that names no agreement says when one ends only where "it" stands for it.
_OF_IT = frozenset({"lapse", "term"})


def track(
    documents: Iterable[Document],
    ledger: Ledger | None = None,
    on: date | None = None,
    within: int | None = None,
    resolver: Resolver | None = None,
) -> tuple[Agreement, ...]:
    """Return the agreements that documents speak of.

    Args:
        documents: Those in languages that are not coded are passed over (`detente.coding.not_coded` says which).
        ledger: The reviewed facts, and the user's own; the shipped ledger by default.
        on: Day from which deadlines count: what fell due before is left out. By default, for each agreement, the day on
            which the last document that speaks of it came out, and the days that texts name are all kept.
        within: How many days ahead of it deadlines are computed; None for a year.
        resolver: Tables of actors; the shipped ones by default.

    Returns:
        Agreements in the order of their first mention; those of the ledger with its facts, those only told of with what
        the texts tell, then the series of renewals that notices form.
    """
    resolver = resolver or Resolver.default()
    bases = known_agreements(ledger or load_ledger(), resolver)
    known = Known(bases.values())
    gathered: dict[str, Gathered] = {}
    coming: set[str] = set()
    notices: dict[tuple[str, ...], list[Notice]] = defaultdict(list)
    for document in documents:
        if not_coded(document) is not None:
            continue
        notice = notice_of(document)
        if notice is not None:
            notices[_issuer(document, resolver)].append(notice)
            continue
        reading = read_passages(document, resolver, known)
        coming |= reading.referents.coming
        _take(reading, gathered, bases)
    found = [_made(bases[ident], what, on, within) for ident, what in _joined(gathered, bases, coming).items()]
    for parties, given in notices.items():
        found += [_from(series, on) for series in series_of(given, parties)]
    return tuple(found)


def known_agreements(ledger: Ledger, resolver: Resolver) -> dict[str, Agreement]:
    """Return the agreements of the ledger and those that only the tables of things name, by id."""
    found = {agreement.id: agreement for agreement in ledger}
    for thing in resolver.tables.things.values():
        if thing.kind != "agreement":
            continue
        names = (thing.name, *thing.aliases)
        listed = found.get(thing.id)
        if listed is None:
            found[thing.id] = Agreement(thing.id, names, None, thing.parties)
        else:
            found[thing.id] = replace(listed, names=tuple(dict.fromkeys((*listed.names, *names))))
    return found


def _take(reading: Reading, gathered: dict[str, Gathered], bases: dict[str, Agreement]) -> None:
    """Add what one document tells to what is gathered."""
    document, referents = reading.document, reading.referents
    for ident, agreement in referents.introduced.items():
        bases.setdefault(ident, agreement)
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


def _at_home(position: Position, ident: str, homes: dict[str, set[str]], bases: dict[str, Agreement]) -> Position:
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


def _joined(gathered: dict[str, Gathered], bases: dict[str, Agreement], coming: Collection[str]) -> dict[str, Gathered]:
    """Join what is told of agreements that only differ in that one text names no year."""
    joined: dict[str, Gathered] = {}
    for ident, what in gathered.items():
        base = bases[ident]
        same = ident
        if base.signed is None and ident.startswith("agr-") and ident not in coming:
            years = [
                other for other in gathered
                if other != ident and other.startswith("agr-") and bases[other].signed is not None
                and bases[other].parties == base.parties and bases[other].kind == base.kind
            ]  # fmt: skip
            same = years[0] if len(years) == 1 else ident
        into = joined.setdefault(same, Gathered())
        into.stated += what.stated
        into.steps += what.steps
        into.positions += what.positions
        into.seen = max((d for d in (into.seen, what.seen) if d is not None), default=None)
    return joined


def _made(base: Agreement, what: Gathered, on: date | None, within: int | None) -> Agreement:
    found = with_steps(base, what.steps)
    found = _signed_as_told(found)
    found = with_terms(found, what.stated)
    found = with_days(found, what.stated)
    found = replace(found, positions=tuple(_once(what.positions)))
    day = on or what.seen
    computed = deadlines(found, day, within) if day is not None else ()
    kept = [d for d in found.deadlines if on is None or d.date >= on]
    return replace(found, deadlines=tuple(sorted(_together(kept, computed), key=lambda d: (d.date, d.kind))))


def _signed_as_told(agreement: Agreement) -> Agreement:
    """Fill signature and entry into force from the steps that texts tell, where nothing else gives them."""
    signed, in_force = (_one_date(agreement, kind) for kind in ("signed", "in_force"))
    return replace(agreement, signed=agreement.signed or signed, in_force=agreement.in_force or in_force)


def _one_date(agreement: Agreement, kind: str) -> DateValue | None:
    """Return the date of a step that all did, where all accounts give the same."""
    done = (s.date for s in agreement.steps if s.kind == kind and s.status == "happened" and s.party is None)
    dates = {(d.start, d.end): d for d in done if d.start is not None}
    return replace(next(iter(dates.values())), span=None) if len(dates) == 1 else None


def _once(positions: Iterable[Position]) -> Iterator[Position]:
    """Join the accounts of one position: same actor, same stance, same condition, same day."""
    kept: dict[tuple[object, ...], Position] = {}
    for position in positions:
        key = (position.actor, position.stance, position.condition, position.date.start, position.date.end)
        if key in kept:
            evidence = tuple(dict.fromkeys((*kept[key].evidence, *position.evidence)))
            kept[key] = replace(kept[key], evidence=evidence)
        else:
            kept[key] = position
    yield from kept.values()


def _together(told: Iterable[Deadline], computed: Iterable[Deadline]) -> Iterator[Deadline]:
    """Yield each deadline once; one that both the terms give and a text states has both as evidence."""
    left = list(told)
    for deadline in computed:
        same = [d for d in left if d.date == deadline.date and {d.kind, deadline.kind} in _SAME_DAY]
        left = [d for d in left if d not in same]
        evidence = tuple(dict.fromkeys((*deadline.evidence, *(e for d in same for e in d.evidence))))
        yield replace(deadline, evidence=evidence)
    yield from left


def _issuer(document: Document, resolver: Resolver) -> tuple[str, ...]:
    day = document.published.start
    actor = resolver.resolve(document.publisher, date=day) if document.publisher else None
    return (actor.country,) if isinstance(actor, Actor) and actor.country and actor.sector != "media" else ()


def _from(series: Agreement, on: date | None) -> Agreement:
    kept = tuple(d for d in series.deadlines if on is None or d.date >= on)
    return replace(series, deadlines=kept)
