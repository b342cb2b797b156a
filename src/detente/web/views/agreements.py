"""Agreements: the ledger, and what the documents of a store tell of those in it and of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from detente.actors import Resolver
from detente.agreements.deadlines import deadlines
from detente.agreements.known import Known
from detente.agreements.ledger import load_ledger
from detente.agreements.records import Agreement, Deadline, Evidence, Quoted
from detente.agreements.reported import Reported, reported
from detente.agreements.standing import LIVING, Standing, standing
from detente.agreements.track import combined, known_agreements
from detente.agreements.wording import words
from detente.records import Document
from detente.store import Store
from detente.store.official import naming
from detente.web.case import Case
from detente.web.views.soon import soon
from detente.web.views.workshop import Workshop

# Reading a document for agreements takes about a tenth of a second, so that of a large store only those that fit best are read.
MOST_READ = 300
_A_YEAR = 365
# What single documents tell; it stays right whatever else is added to a store.
_SINGLE = Workshop(10 * MOST_READ)


@dataclass(frozen=True, slots=True)
class Reading:
    """Which documents were read for agreements.

    Attributes:
        read: How many were read; `named` how many have the name of an agreement, or a word such as treaty or pact.
        ready: False while they are being read; what is shown is then from before, or from the ledger alone.
    """

    read: int
    named: int
    ready: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement on a day.

    Attributes:
        agreement: It, with what falls due within a year of the day.
        now: Its state on that day.
        listed: Whether it is in the ledger, and not known from texts alone.
        told: How many documents of the store tell something of it.
    """

    agreement: Agreement
    now: Standing
    listed: bool
    told: int

    @property
    def next(self) -> Deadline | None:
        """What falls due first."""
        return self.agreement.deadlines[0] if self.agreement.deadlines else None


@dataclass(frozen=True, slots=True)
class Agreements:
    """All agreements on a day, by name, those that documents tell of first."""

    on: date
    entries: tuple[Entry, ...]
    reading: Reading

    def get(self, ident: str) -> Entry | None:
        """Return the agreement with this id, or None."""
        return next((entry for entry in self.entries if entry.agreement.id == ident), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which agreements to show; empty or None for all.

    Attributes:
        parties: Codes of parties, all of which it must have.
        states: States of which it must be in one; "living" for signed or in force and not ended.
        kind: Kind of agreement.
        due: Only with something that falls due within so many days.
        told: Only those that documents of the store tell of.
        name: Words of one of its names.
    """

    parties: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kind: str | None = None
    due: int | None = None
    told: bool = False
    name: str | None = None

    def takes(self, entry: Entry, on: date) -> bool:
        """Tell whether an agreement is among them on a day."""
        agreement, first = entry.agreement, entry.next
        state = entry.now.state
        wanted = (self.name or "").casefold()
        return (
            set(self.parties) <= set(agreement.parties)
            and (not self.states or str(state) in self.states or ("living" in self.states and state in LIVING))
            and (self.kind is None or agreement.kind == self.kind)
            and (self.due is None or (first is not None and (first.date - on).days <= self.due))
            and (not self.told or entry.told > 0)
            and (not wanted or any(wanted in name.casefold() for name in agreement.names))
        )


@dataclass(frozen=True, slots=True)
class Between:
    """The agreements to which two states are parties, those that live first; `ready` False while documents are being read."""

    entries: tuple[Entry, ...]
    on: date
    ready: bool


def agreements(case: Case, on: date) -> Agreements:
    """Return all agreements of the ledger and of the store's documents.

    Args:
        case: The case.
        on: Day from which deadlines count and of which the state is.
    """
    path = case.settings.store
    found = soon(case, ("reports of agreements",), partial(_reports, case))
    ids, named, reports = found.value if found.value is not None else ((), 0, ())
    key = ("agreements", on, str(path), ids)
    entries = case.cached(key, lambda: tuple(_entries(reports, on)))
    return Agreements(on, entries, Reading(len(reports), named, found.current))


def between(case: Case, a: str, b: str, on: date | None = None) -> Between:
    """Return the agreements to which two states are parties, on a day; today where none is given."""
    day = on or date.today()
    every = agreements(case, day)
    own = [entry for entry in every.entries if {a, b} <= set(entry.agreement.parties)]
    own.sort(key=lambda entry: (entry.now.state not in LIVING, -entry.told, len(entry.agreement.parties)))
    return Between(tuple(own), day, every.reading.ready)


def due_between(entries: Iterable[Entry], first: date, last: date, on: date) -> list[tuple[Entry, Deadline]]:
    """Return what falls due from `first` to `last`, both included, in order of the days.

    Args:
        entries: The agreements looked at.
        first, last: The days.
        on: What is known on this day counts; not after `first`.
    """
    found = []
    for entry in entries:
        agreement = entry.agreement
        listed = deadlines(agreement, on, (last - on).days)
        stated = [one for one in agreement.deadlines if all(other.date != one.date for other in listed)]
        found += [(entry, one) for one in (*listed, *stated) if first <= one.date <= last]
    return sorted(found, key=lambda pair: (pair[1].date, pair[0].agreement.names[0], pair[1].kind))


def passages(evidence: Iterable[Evidence]) -> list[Quoted]:
    """Return the evidence that stands in documents."""
    return [one for one in evidence if isinstance(one, Quoted)]


@cache
def _known() -> tuple[Resolver, dict[str, Agreement], Known]:
    resolver = Resolver.default()
    bases = known_agreements(load_ledger(), resolver)
    return resolver, bases, Known(bases.values())


def _reports(case: Case) -> tuple[tuple[str, ...], int, tuple[Reported, ...]]:
    """Read the documents that speak of agreements; give their ids, how many there are in all, and what they tell."""
    path = case.settings.store
    _, bases, _ = _known()
    names = [name for agreement in bases.values() for name in agreement.names if len(name) > 3]
    ids, named = naming(path, [*names, *sorted(words("nouns"))], MOST_READ)
    reports: list[Reported] = []
    with Store(path, read_only=True) as store:
        for ident in ids:
            report = _SINGLE.make(ident, partial(_report, store, ident))
            if report is not None:
                reports.append(report)
    return tuple(ids), named, tuple(reports)


def _report(store: Store, ident: str) -> Reported | None:
    document: Document | None = store.document(ident)
    resolver, bases, known = _known()
    return reported(document, resolver, known, bases) if document is not None else None


def _entries(reports: Sequence[Reported], on: date) -> list[Entry]:
    # Loading the tables of actors takes seconds, which a page that has nothing to put together does not wait for.
    bases = _known()[1] if reports else {}
    ledger = load_ledger()
    told = {agreement.id: agreement for agreement in combined(reports, bases, on, _A_YEAR)}
    found = [_entry(agreement, on, listed=agreement.id in ledger) for agreement in told.values()]
    found += [
        _entry(replace(agreement, deadlines=deadlines(agreement, on, _A_YEAR)), on, listed=True)
        for agreement in ledger
        if agreement.id not in told
    ]
    return sorted(found, key=lambda entry: (not entry.told, entry.agreement.names[0].casefold(), entry.agreement.id))


def _entry(agreement: Agreement, on: date, *, listed: bool) -> Entry:
    evidence = [one for step in agreement.steps for one in step.evidence]
    evidence += [one for position in agreement.positions for one in position.evidence]
    evidence += [one for deadline in agreement.deadlines for one in deadline.evidence]
    evidence += agreement.sources
    return Entry(agreement, standing(agreement, on), listed, len({one.document for one in passages(evidence)}))
