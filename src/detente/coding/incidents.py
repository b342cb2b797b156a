"""Incidents: the events of several reports that are one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.records import RECIPROCAL_TYPES, DateValue, Event, content_id

_WIDEST_DAYS = 45


def group_incidents(events: Iterable[Event]) -> list[Event]:
    """Return `events` in their order, each with the id of the incident that it reports.

    Two events report one act where their sides, type and status agree and their dates can be the same: both known and
    overlapping, or, inside one document, one of them unknown while the same word carries the act. What is only planned,
    threatened, denied or imagined is not the same act as the deed. The id is made from the events' own content, so that
    the same events always give the same incidents.
    """
    items = list(events)
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, event in enumerate(items):
        groups[_key(event)].append(index)
    ids = [""] * len(items)
    for members in groups.values():
        for cluster in _clusters(items, members):
            incident = content_id("i", *sorted(items[i].id for i in cluster))
            for i in cluster:
                ids[i] = incident
    return [replace(event, incident=ids[i]) for i, event in enumerate(items)]


def _key(event: Event) -> tuple[object, ...]:
    source = frozenset(p.country for p in event.source)
    target = frozenset(p.country for p in event.target)
    sides: object = source | target if event.type in RECIPROCAL_TYPES else (source, target)
    return (sides, event.type, event.status)


def _clusters(items: Sequence[Event], members: Sequence[int]) -> list[list[int]]:
    """Join what is certain: the narrowest dates first, each event to the first cluster that it fits whole."""
    clusters: list[list[int]] = []
    for i in sorted(members, key=lambda m: (_width(items[m].date), items[m].id)):
        for cluster in clusters:
            if all(_same(items[i], items[j]) for j in cluster):
                cluster.append(i)
                break
        else:
            clusters.append([i])
    return clusters


def _width(value: DateValue) -> int:
    if value.start is None or value.end is None:
        return 100_000
    return (value.end - value.start).days


def _same(a: Event, b: Event) -> bool:
    if a.date.start is None or b.date.start is None:
        return a.document == b.document and a.trigger.quote.lower() == b.trigger.quote.lower()
    assert a.date.end is not None
    assert b.date.end is not None
    if max(_width(a.date), _width(b.date)) > _WIDEST_DAYS and a.document != b.document:
        return False
    return a.date.start <= b.date.end and b.date.start <= a.date.end
