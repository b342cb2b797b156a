"""Pages of events, incidents and documents that fit a filter."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from detente.records import Event
from detente.store import events, search
from detente.store.documents import Summary, summaries_of
from detente.store.filters import ORDERS, EventFilter, Found, Order, check_page, plus, where_of
from detente.store.judgements import verdicts
from detente.store.judging import judged as left_of
from detente.store.rows import Where, chunks, day_from, view
from detente.store.search import Hit

DocumentOrder = Literal["newest", "oldest", "events", "path"]


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """An incident, with what a list shows of it.

    Attributes:
        best: Its most confident report.
        reports: How many events report it.
        documents, publishers: How many documents, and how many publishers of these that are known.
        first, last: First and last day among its dated reports; None where none is dated.
    """

    id: str
    best: Event
    reports: int
    documents: int
    publishers: int
    first: date | None
    last: date | None


def find_events(
    connection: sqlite3.Connection, chosen: EventFilter, *, order: Order, offset: int, limit: int, judged: bool
) -> Found[Event]:
    """Return a page of the events that fit."""
    check_page(offset, limit)
    where = where_of(chosen, judged=judged)
    total = connection.execute(f"SELECT count(*) FROM listing WHERE {where.sql}", where.values).fetchone()[0]
    rows = connection.execute(
        f"SELECT event_id FROM listing WHERE {where.sql} ORDER BY {ORDERS[order].format(plus=plus(chosen))} LIMIT ? OFFSET ?",
        (*where.values, limit, offset),
    )
    ids = [row["event_id"] for row in rows]
    as_judged = judged and chosen.decision != "rejected"
    return Found(tuple(fetch(connection, ids, judged=as_judged)), total, offset, limit)


def fetch(connection: sqlite3.Connection, ids: Sequence[str], *, judged: bool) -> list[Event]:
    """Return the events with these ids, as people left them or as the machine has them; rejected ones are left out."""
    found = events.fetch(connection, ids)
    if not judged:
        return found
    decided = verdicts(connection, ids)
    return [left for event in found if (left := left_of(event, decided.get(event.id)))]


def incident(connection: sqlite3.Connection, incident_id: str, *, judged: bool) -> list[Event]:
    """Return the reports of an incident, the most confident first; none where there is no such incident."""
    ids = connection.execute("SELECT DISTINCT event_id FROM listed WHERE incident_id = ?", (incident_id,)).fetchall()
    found = fetch(connection, [row["event_id"] for row in ids], judged=judged)
    return sorted(found, key=lambda event: (-event.confidence, event.id))


# What incidents are sorted by, of those of their reports that fit the filter.
_INCIDENT_ORDERS: dict[Order, str] = {
    "newest": "max(date_start) DESC, incident",
    "oldest": "min(date_start) NULLS LAST, incident",
    "confidence": "max(confidence) DESC, incident",
    "intensity": "max(abs(intensity)) DESC, incident",
}


def find_incidents(
    connection: sqlite3.Connection, chosen: EventFilter, *, order: Order, offset: int, limit: int, judged: bool
) -> Found[IncidentSummary]:
    """Return a page of the incidents of which a report fits; each is summed up over all its reports."""
    check_page(offset, limit)
    where = where_of(chosen, judged=judged)
    total = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM listing WHERE {where.sql} GROUP BY incident)", where.values
    ).fetchone()[0]
    rows = connection.execute(
        f"SELECT incident FROM listing WHERE {where.sql} GROUP BY incident "
        f"ORDER BY {_INCIDENT_ORDERS[order]} LIMIT ? OFFSET ?",
        (*where.values, limit, offset),
    )
    ids = [row["incident"] for row in rows]
    as_judged = judged and chosen.decision != "rejected"
    return Found(tuple(_summed_up(connection, ids, as_judged)), total, offset, limit)


def _summed_up(connection: sqlite3.Connection, numbers: Sequence[int], judged: bool) -> list[IncidentSummary]:
    column = view(judged)
    found: dict[int, IncidentSummary] = {}
    for some in chunks(numbers):
        rows = connection.execute(
            "SELECT incident, incident_id, count(*) AS reports, count(DISTINCT document) AS documents, "
            "count(DISTINCT publisher) AS publishers, min(date_start) AS first, max(date_end) AS last, "
            f"(SELECT event_id FROM listing AS best WHERE best.incident = listing.incident AND best.{column} = 1 "
            "ORDER BY confidence DESC, event_id LIMIT 1) AS best "
            "FROM listing JOIN listing_kind ON listing_kind.number = kind "
            "JOIN listing_incident ON listing_incident.number = incident "
            f"WHERE {column} = 1 AND incident IN ({', '.join('?' * len(some))}) GROUP BY incident",
            some,
        ).fetchall()
        best = {event.id: event for event in fetch(connection, [row["best"] for row in rows], judged=judged)}
        for row in rows:
            found[row["incident"]] = IncidentSummary(
                id=row["incident_id"],
                best=best[row["best"]],
                reports=row["reports"],
                documents=row["documents"],
                publishers=row["publishers"],
                first=day_from(row["first"]),
                last=day_from(row["last"]),
            )
    return [found[number] for number in numbers]


_DOCUMENT_ORDERS: dict[DocumentOrder, str] = {
    "newest": "published_start DESC, path, id",
    "oldest": "published_start IS NULL, published_start, path, id",
    "events": "(SELECT count(*) FROM event WHERE event.document_id = document.id) DESC, path, id",
    "path": "path, id",
}


def find_documents(
    connection: sqlite3.Connection,
    q: str | None,
    publisher: str | None,
    language: str | None,
    coded: bool | None,
    since: date | None,
    until: date | None,
    *,
    order: DocumentOrder,
    offset: int,
    limit: int,
) -> Found[Summary]:
    """Return a page of the newest documents that fit."""
    check_page(offset, limit)
    parts, values = ["newest = 1"], list[str | int]()
    if q is not None:
        words = search.matching(q)
        parts.append(words.sql)
        values += words.values
    for column, value in (("publisher", publisher), ("language", language)):
        if value is not None:
            parts.append(f"{column} = ?")
            values.append(value)
    if coded is not None:
        parts.append(f"coded_run IS {'NOT ' if coded else ''}NULL")
    for part, day in ((_PUBLISHED_SINCE, since), (_PUBLISHED_UNTIL, until)):
        if day is not None:
            parts.append(part)
            values.append(day.isoformat())
    where = " AND ".join(parts)
    total = connection.execute(f"SELECT count(*) FROM document WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT id FROM document WHERE {where} ORDER BY {_DOCUMENT_ORDERS[order]} LIMIT ? OFFSET ?",
        [*values, limit, offset],
    ).fetchall()
    return Found(tuple(summaries_of(connection, [row["id"] for row in rows])), total, offset, limit)


# Possible days of publication, as those of events in `EventFilter`.
_PUBLISHED_SINCE = (
    "(coalesce(published_end, published_latest) IS NULL OR coalesce(published_end, published_latest) >= ?)"
)
_PUBLISHED_UNTIL = (
    "(coalesce(published_start, published_earliest) IS NULL OR coalesce(published_start, published_earliest) <= ?)"
)


def search_found(
    connection: sqlite3.Connection, query: str, chosen: EventFilter, offset: int, limit: int, *, judged: bool
) -> Found[Hit]:
    """Return a page of the newest documents that have every word of `query` and fit, best first.

    Publishers and the document of `chosen` are those of the document. Where nothing else but days is asked for, it was
    published on one of these; else it has one event that fits all the rest of `chosen`.
    """
    check_page(offset, limit)
    hits, total = search.search(connection, query, limit, offset, fitting_documents(chosen, judged=judged))
    return Found(tuple(hits), total, offset, limit)


def fitting_documents(chosen: EventFilter, *, judged: bool) -> Where:
    """Return the condition on the table `document` that a search narrowed by `chosen` stands for; see `search_found`."""
    parts, values = ["1"], list[str | int]()
    if chosen.publishers:
        parts.append(f"document.publisher IN ({', '.join('?' * len(chosen.publishers))})")
        values += chosen.publishers
    if chosen.document is not None:
        parts.append("document.id = ?")
        values.append(chosen.document)
    rest = replace(chosen, publishers=(), document=None)
    if rest == EventFilter(since=rest.since, until=rest.until):
        for part, day in ((_PUBLISHED_SINCE, rest.since), (_PUBLISHED_UNTIL, rest.until)):
            if day is not None:
                parts.append(part)
                values.append(day.isoformat())
    else:
        where = where_of(rest, judged=judged)
        parts.append(f"number IN (SELECT document FROM listing WHERE {where.sql})")
        values += where.values
    return Where(" AND ".join(parts), tuple(values))
