"""Incidents: the events of several reports that are one act, and where those reports contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from detente.coding.likeness import Content, content_of
from detente.coding.ontology import quad_class
from detente.records import RECIPROCAL_TYPES, DateValue, Event, content_id

# Dates wider than this join reports of different documents only where these say the same in the same words.
_WIDE = timedelta(days=45)
# Reports of different documents may give one act two neighbouring days: of the deed and of its announcement, or of two
# time zones. They must then tell of it in much the same words.
_NEXT = timedelta(days=1)
# How much of the shorter sentence's content two reports share: to be of one act, of one act on two days, to be a copy.
_LIKE, _VERY_LIKE, _COPY = 0.2, 0.5, 0.8
# Acts that one side may do to another several times a day; the places that reports name then tell them apart.
_MANY_A_DAY = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
# With how many reports of an incident a new one is compared; many reports of one act say little new.
_COMPARED = 12
# An undated report belongs to an act of so many days before it at most.
_RECENT = timedelta(days=31)


def group_incidents(events: Iterable[Event]) -> list[Event]:
    """Return `events` in their order, each with the id of the incident that it reports.

    Two events report one act where their sides, type and status agree, their dates can be the same and their content is
    alike: in one document the same word or much the same words carry the act, in two neither the modes nor, where there
    may be several such acts a day, the places part them. Spoken acts of one day to one addressee are one act, as one speech makes
    them. What is only planned, threatened, denied or imagined is not the same act as the deed. The id is made from the
    events' own content, so that the same events always give the same incidents.

    Events are compared only within their dyad, type and status, and there only with incidents of their days, so that the
    cost grows with the number of events and not with its square.
    """
    items = list(events)
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, event in enumerate(items):
        blocks[_key(event)].append(index)
    ids = [""] * len(items)
    for members in blocks.values():
        for cluster in _clusters(items, members):
            incident = content_id("i", *sorted(items[i].id for i in cluster.members))
            for i in cluster.members:
                ids[i] = incident
    return [replace(event, incident=ids[i]) for i, event in enumerate(items)]


def _key(event: Event) -> tuple[object, ...]:
    source = frozenset(p.country for p in event.source)
    target = frozenset(p.country for p in event.target)
    sides: object = source | target if event.type in RECIPROCAL_TYPES else (source, target)
    return (sides, event.type, event.status)


@dataclass(slots=True, eq=False)
class _Cluster:
    """Events that are one act.

    Attributes:
        number: Its place among the clusters of its block.
        start, end: Days that all its dates have in common; None while none of them is dated.
        members: Indices of its events.
        contents: What the first of them say, one of each document; `documents` has all their documents.
        modes, stems: Their modes, and the stems of the words that carry the act.
    """

    number: int
    start: date | None
    end: date | None
    members: list[int] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)


class _Shelf:
    """Clusters of one block, found again by day, and by document or by content where the day does not tell."""

    def __init__(self) -> None:
        self._by_day: dict[date, dict[int, _Cluster]] = defaultdict(dict)
        self._by_words: dict[tuple[str, str], dict[int, _Cluster]] = defaultdict(dict)

    def near(self, event: Event, content: Content) -> list[_Cluster]:
        """Return the clusters that an event may belong to."""
        found: dict[int, _Cluster] = {}
        start, end = event.date.start, event.date.end
        if start is not None and end is not None and end - start <= _WIDE:
            for day in _days(start - _NEXT, end + _NEXT):
                found |= self._by_day.get(day, {})
        found |= self._by_words.get((event.document, content.stem), {})
        if content.fingerprint:
            found |= self._by_words.get(("", content.fingerprint), {})
        return sorted(found.values(), key=lambda cluster: cluster.number)

    def put(self, cluster: _Cluster, event: Event, content: Content) -> None:
        """Enter what `event` adds to `cluster`."""
        self._by_words[event.document, content.stem][id(cluster)] = cluster
        self._by_words["", content.fingerprint][id(cluster)] = cluster
        if cluster.start is not None and cluster.end is not None and cluster.end - cluster.start <= _WIDE:
            for day in _days(cluster.start, cluster.end):
                self._by_day[day][id(cluster)] = cluster


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _clusters(items: Sequence[Event], members: Sequence[int]) -> list[_Cluster]:
    """Join what is certain: the narrowest dates first, each event to the first cluster that it fits whole."""
    clusters: list[_Cluster] = []
    shelf = _Shelf()
    for i in sorted(members, key=lambda m: (_width(items[m].date), items[m].id)):
        event, content = items[i], content_of(items[i])
        cluster = next((c for c in shelf.near(event, content) if _fits(event, content, c)), None)
        if cluster is None:
            cluster = _Cluster(len(clusters), event.date.start, event.date.end)
            clusters.append(cluster)
        _join(cluster, i, event, content)
        shelf.put(cluster, event, content)
    return clusters


def _join(cluster: _Cluster, index: int, event: Event, content: Content) -> None:
    start, end = event.date.start, event.date.end
    if start is not None and end is not None and cluster.start is not None and cluster.end is not None:
        if start <= cluster.end and cluster.start <= end:
            cluster.start, cluster.end = max(cluster.start, start), min(cluster.end, end)
    elif start is not None:
        cluster.start, cluster.end = start, end
    cluster.members.append(index)
    cluster.stems.add(content.stem)
    if event.mode is not None:
        cluster.modes.add(event.mode)
    if event.document not in cluster.documents and len(cluster.contents) < _COMPARED:
        cluster.contents.append(content)
    cluster.documents.add(event.document)


def _fits(event: Event, content: Content, cluster: _Cluster) -> bool:
    own = event.document in cluster.documents
    start, end = event.date.start, event.date.end
    if start is None or end is None or cluster.start is None or cluster.end is None:
        if own:
            return content.stem in cluster.stems
        latest = event.date.latest
        if start is None and latest is not None and cluster.end is not None:
            return timedelta(0) <= latest - cluster.end <= _RECENT and _alike(content, cluster, _COPY)
        return _alike(content, cluster, _COPY)
    apart = max(start - cluster.end, cluster.start - end)
    if own:
        return apart <= timedelta(0) and _one_act(event, content, cluster)
    if end - start > _WIDE or cluster.end - cluster.start > _WIDE:
        return apart <= timedelta(0) and _alike(content, cluster, _COPY)
    if apart > timedelta(0):
        return apart <= _NEXT and _alike(content, cluster, _VERY_LIKE)
    return _one_act(event, content, cluster)


def _one_act(event: Event, content: Content, cluster: _Cluster) -> bool:
    """Tell whether two reports of the same days, sides, type and status can be of one act."""
    if quad_class(event.type).startswith("VERBAL"):
        return True
    if event.mode is not None and cluster.modes and event.mode not in cluster.modes:
        return _alike(content, cluster, _VERY_LIKE)
    if event.type in _MANY_A_DAY and all(content.parts_from(other) for other in cluster.contents):
        return _alike(content, cluster, _VERY_LIKE)
    return event.date.precision == "day" or content.stem in cluster.stems or _alike(content, cluster, _LIKE)


def _alike(content: Content, cluster: _Cluster, least: float) -> bool:
    return any(content.alike(other) >= least for other in cluster.contents)


def _width(value: DateValue) -> int:
    if value.start is None or value.end is None:
        return 100_000
    return (value.end - value.start).days
