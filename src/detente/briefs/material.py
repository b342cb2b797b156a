"""What a brief is made from: the documents and events of a dyad, and what else there was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from detente.briefs.speaking import speaks_of
from detente.coding import CODED_LANGUAGES
from detente.measuring import Copies, incidents_between
from detente.records import Document, Event, Skipped
from detente.store import Run, Store
from detente.store.judging import verdict_of
from detente.store.official import official

# Documents without an act of the two that are named one by one; of more, only the number and the languages are told.
MOST_NAMED = 2000
# Documents without an act of the two that are looked through for agreements and official documents: the newest.
MOST_LOOKED_AT = 3000


@dataclass(frozen=True, slots=True)
class Other:
    """A document without any event of the dyad; named, not shown."""

    id: str
    path: str
    title: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided about the events of the dyad, and whether the brief goes by it.

    Attributes:
        applied: False where the machine's record alone was asked for.
        accepted, rejected, corrected, disputed: Events; of a disputed one the machine's record stands.
    """

    applied: bool
    accepted: int = 0
    rejected: int = 0
    corrected: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """The documents and events of one dyad, and what else there was.

    Attributes:
        dyad: The two countries.
        documents: Documents that report an event of the dyad, by the day of their publication.
        events: Events of the dyad, and no others.
        others: Every other document that was read, or no more than can be named.
        groups: Groups of copies, which may name documents of both kinds.
        skipped: What could not be used.
        places: Every path at which a document was seen, by its id.
        versions: How many texts the page of a document has had, by its id.
        runs: Runs that made the events, where a store recorded them.
        told: Documents among the others that may speak of agreements of the two or of their official documents.
        papers: Documents that may be editions of official series.
        unnamed: How many other documents are not in `others`, by language.
        judged: What people decided; None where there is no store to hold it.
    """

    dyad: tuple[str, str]
    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    others: tuple[Other, ...] = ()
    groups: tuple[Copies, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    told: tuple[Document, ...] = ()
    papers: tuple[Document, ...] = ()
    unnamed: Mapping[str | None, int] = field(default_factory=dict)
    judged: Judged | None = None

    @property
    def read(self) -> int:
        """How many documents there are in all."""
        return len(self.documents) + len(self.others) + sum(self.unnamed.values())

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        events: Iterable[Event],
        dyad: tuple[str, str],
        *,
        groups: Iterable[Copies] = (),
        skipped: Iterable[Skipped] = (),
    ) -> Material:
        """Gather the material from records.

        Args:
            documents: Every document that was read.
            events: Every event that was coded in them.
            dyad: The two countries.
            groups: Groups of copies among the documents.
            skipped: What could not be read or coded.
        """
        of_dyad = _of_dyad(events, dyad)
        used = {event.document for event in of_dyad}
        every = list(documents)
        rest = [one for one in every if one.id not in used]
        return cls(
            dyad=dyad,
            documents=_by_day(document for document in every if document.id in used),
            events=of_dyad,
            others=tuple(Other(one.id, one.path, one.title, one.language) for one in rest),
            groups=tuple(groups),
            skipped=tuple(skipped),
            told=_by_day(one for one in rest if speaks_of(one, dyad)),
            papers=_by_day(every),
        )

    @classmethod
    def from_store(cls, store: Store, dyad: tuple[str, str], *, judged: bool = True) -> Material:
        """Gather the material from a store; only the documents that have to do with the dyad are loaded as a whole.

        Args:
            store: An open store.
            dyad: The two countries.
            judged: Whether events count as people left them, or as the machine has them.
        """
        of_dyad = _of_dyad(store.events(dyad=dyad, judged=judged), dyad)
        used = {event.document for event in of_dyad}
        documents = [document for one in sorted(used) if (document := store.document(one))]
        others, unnamed, newest = _others(store, used)
        told = (document for one in newest if (document := store.document(one)))
        papers = (document for one in official(store.path) if (document := store.document(one)))
        return cls(
            dyad=dyad,
            documents=_by_day(documents),
            events=of_dyad,
            others=others,
            groups=tuple(store.groups()),
            skipped=tuple(store.skipped()),
            places={one: tuple(store.places(one)) for one in sorted(used)},
            versions={one: len(store.versions(one)) for one in sorted(used)},
            runs=tuple(store.runs()),
            told=_by_day(one for one in told if speaks_of(one, dyad)),
            papers=_by_day(papers),
            unnamed=unnamed,
            judged=_judged(store, dyad, applied=judged),
        )


def _others(store: Store, used: Collection[str]) -> tuple[tuple[Other, ...], dict[str | None, int], list[str]]:
    """Return the documents that are not used: by name, or where they are many, as numbers by language; and the newest.

    The newest are ids of documents worth a look at their words; looking through a text takes a fraction of a millisecond.
    """
    rest = [one for one in store.summaries() if one.id not in used]
    coded = [one for one in rest if one.language in CODED_LANGUAGES]
    newest = sorted(coded, key=lambda one: (one.published.start or date.min, one.id), reverse=True)[:MOST_LOOKED_AT]
    ids = [one.id for one in newest]
    if len(rest) <= MOST_NAMED:
        return tuple(Other(one.id, one.path, one.title, one.language) for one in rest), {}, ids
    return (), dict(Counter(one.language for one in rest)), ids


def _judged(store: Store, dyad: tuple[str, str], *, applied: bool) -> Judged:
    standing = store.standing({one.event for one in store.judgements()})
    outcomes: Counter[str] = Counter()
    for event_id, decided in standing.items():
        event = store.event(event_id)
        verdict = verdict_of(decided)
        if event is not None and verdict is not None and _of_dyad([event], dyad):
            outcomes[verdict.outcome] += 1
    return Judged(applied, outcomes["accepted"], outcomes["rejected"], outcomes["corrected"], outcomes["disputed"])


def _of_dyad(events: Iterable[Event], dyad: tuple[str, str]) -> tuple[Event, ...]:
    found = {report.id: report for incident in incidents_between(events, dyad) for report in incident.reports}
    return tuple(found.values())


def _by_day(documents: Iterable[Document]) -> tuple[Document, ...]:
    def order(document: Document) -> tuple[bool, str, str]:
        start = document.published.start
        return start is None, start.isoformat() if start else "", document.path

    return tuple(sorted(documents, key=order))
