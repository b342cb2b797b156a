"""What a brief is made from: the documents and events of a dyad, and what else there was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from detente.measuring import Copies, incidents_of
from detente.records import Document, Event, Skipped
from detente.store import Run, Store


@dataclass(frozen=True, slots=True)
class Other:
    """A document without any event of the dyad; named, not shown."""

    id: str
    path: str
    title: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Material:
    """The documents and events of one dyad, and what else there was.

    Attributes:
        dyad: The two countries.
        documents: Documents that report an event of the dyad, by the day of their publication.
        events: Events of the dyad, and no others.
        others: Every other document that was read.
        groups: Groups of copies, which may name documents of both kinds.
        skipped: What could not be used.
        places: Every path at which a document was seen, by its id.
        versions: How many texts the page of a document has had, by its id.
        runs: Runs that made the events, where a store recorded them.
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
        return cls(
            dyad=dyad,
            documents=_by_day(document for document in every if document.id in used),
            events=of_dyad,
            others=tuple(Other(one.id, one.path, one.title, one.language) for one in every if one.id not in used),
            groups=tuple(groups),
            skipped=tuple(skipped),
        )

    @classmethod
    def from_store(cls, store: Store, dyad: tuple[str, str]) -> Material:
        """Gather the material from a store; only the documents that report the dyad are loaded as a whole."""
        of_dyad = _of_dyad(store.events(dyad=dyad), dyad)
        used = {event.document for event in of_dyad}
        documents = [document for one in sorted(used) if (document := store.document(one))]
        return cls(
            dyad=dyad,
            documents=_by_day(documents),
            events=of_dyad,
            others=tuple(
                Other(one.id, one.path, one.title, one.language) for one in store.summaries() if one.id not in used
            ),
            groups=tuple(store.groups()),
            skipped=tuple(store.skipped()),
            places={one: tuple(store.places(one)) for one in sorted(used)},
            versions={one: len(store.versions(one)) for one in sorted(used)},
            runs=tuple(store.runs()),
        )


def _of_dyad(events: Iterable[Event], dyad: tuple[str, str]) -> tuple[Event, ...]:
    found = {report.id: report for incident in incidents_of(events, dyad) for report in incident.reports}
    return tuple(found.values())


def _by_day(documents: Iterable[Document]) -> tuple[Document, ...]:
    def order(document: Document) -> tuple[bool, str, str]:
        start = document.published.start
        return start is None, start.isoformat() if start else "", document.path

    return tuple(sorted(documents, key=order))
