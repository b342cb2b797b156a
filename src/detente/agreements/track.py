"""The verb: documents in, agreements out, with their terms, steps, positions and deadlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from detente.actors import Resolver
from detente.agreements.deadlines import deadlines
from detente.agreements.known import Known
from detente.agreements.ledger import Ledger, load_ledger
from detente.agreements.merging import Gathered, add, with_days, with_steps, with_terms
from detente.agreements.notices import Notice, series_of
from detente.agreements.records import Agreement, Deadline, Position
from detente.agreements.reported import Reported, reported
from detente.records import DateValue, Document

# A text that says when an agreement ends may mean its last day or the day after.
_SAME_DAY = ({"last_day_for_notice"}, {"lapse"}, {"lapse", "term_end"}, {"lapse", "last_day_in_force"})


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
    reports = (reported(document, resolver, known, bases) for document in documents)
    return combined((report for report in reports if report is not None), bases, on, within)


def combined(
    reports: Iterable[Reported], bases: Mapping[str, Agreement], on: date | None = None, within: int | None = None
) -> tuple[Agreement, ...]:
    """Return the agreements that documents speak of, from what each of them tells; see `track`.

    Args:
        reports: What `reported` gives for each document, in their order; they stay as they are.
        bases: The agreements that were known when the documents were read.
        on, within: As of `track`.
    """
    known = dict(bases)
    gathered: dict[str, Gathered] = {}
    coming: set[str] = set()
    notices: dict[tuple[str, ...], list[Notice]] = defaultdict(list)
    for report in reports:
        if report.notice is not None:
            notices[report.issuer].append(report.notice)
        for ident, agreement in report.introduced.items():
            known.setdefault(ident, agreement)
        coming |= report.coming
        for ident, what in report.gathered.items():
            add(gathered.setdefault(ident, Gathered()), what)
    found = [_made(known[ident], what, on, within) for ident, what in _joined(gathered, known, coming).items()]
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


def _joined(
    gathered: Mapping[str, Gathered], bases: Mapping[str, Agreement], coming: Collection[str]
) -> dict[str, Gathered]:
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
        add(joined.setdefault(same, Gathered()), what)
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


def _from(series: Agreement, on: date | None) -> Agreement:
    kept = tuple(d for d in series.deadlines if on is None or d.date >= on)
    return replace(series, deadlines=kept)
