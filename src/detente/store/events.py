"""Events with their participants, contexts and attributions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from detente.errors import StoreError
from detente.evidence import check_event
from detente.records import Attribution, Event, Participant
from detente.store import documents
from detente.store.documents import Versions
from detente.store.judgements import verdicts
from detente.store.judging import judged as left_of
from detente.store.rows import CHUNK, chunks, date_columns, date_from, insert, span_columns, span_from, to_json


def replace(connection: sqlite3.Connection, document_id: str, events: Sequence[Event], run: int | None) -> None:
    """Put `events` in place of all events of the document.

    Raises:
        StoreError: If the document is not in the store.
        EvidenceError: If an event is of another document or a span does not stand in the text.
    """
    document = documents.get(connection, document_id)
    if document is None:
        raise StoreError(f"{document_id}: no such document in the store (add the document before its events)")
    connection.execute("DELETE FROM event WHERE document_id = ?", (document_id,))
    for position, event in enumerate(events):
        check_event(document, event)
        _insert(connection, event, position, run)
    connection.execute("UPDATE document SET coded_run = ? WHERE id = ?", (run, document_id))


def _insert(connection: sqlite3.Connection, event: Event, position: int, run: int | None) -> None:
    values: dict[str, Any] = {
        "id": event.id,
        "document_id": event.document,
        "position": position,
        "run_id": run,
        "path": event.path,
        **date_columns("date", event.date),
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "intensity": event.intensity,
        "scale": event.scale,
        "status": event.status,
        "contested": int(event.contested),
        **span_columns("evidence", event.evidence),
        **span_columns("trigger", event.trigger),
        "incident_id": event.incident,
        "confidence": event.confidence,
    }
    insert(connection, "event", values)
    for i, context in enumerate(event.context):
        insert(connection, "event_context", {"event_id": event.id, "position": i, "context": context})
    for role, participants in (("source", event.source), ("target", event.target)):
        for i, one in enumerate(participants):
            row = {"event_id": event.id, "role": role, "position": i, "actor_id": one.id, "name": one.name}
            row |= {"country": one.country, "sector": one.sector, **span_columns("mention", one.mention)}
            insert(connection, "participant", row)
    for i, link in enumerate(event.attribution):
        chain = {"event_id": event.id, "position": i, "name": link.name, "kind": link.kind, "country": link.country}
        insert(connection, "attribution", chain | span_columns("span", link.span))


def select(
    connection: sqlite3.Connection,
    *,
    document: str | None = None,
    dyad: tuple[str, str] | None = None,
    start: date | None = None,
    end: date | None = None,
    versions: Versions = "newest",
    judged: bool = False,
) -> Iterator[Event]:
    """Yield events that fit every condition, in the order of their documents and then of the text.

    Where they are taken as people left them, those that somebody corrected fit or not by what they were corrected to.
    """
    decided = verdicts(connection) if judged else {}
    changed = [one for one, verdict in decided.items() if verdict.correction is not None]
    where, values = ["1"], list[Any]()
    if document is not None:
        where.append("event.document_id = ?")
        values.append(document)
    elif versions == "newest":
        where.append("document.newest = 1")
    narrowed = list[str]()
    if dyad is not None:
        side = "event.id IN (SELECT event_id FROM participant WHERE country = ? AND role = ?)"
        narrowed.append(f"(({side} AND {side}) OR ({side} AND {side}))")
        a, b = dyad
        values += [a, "source", b, "target", b, "source", a, "target"]
    if start is not None:
        narrowed.append("event.date_start >= ?")
        values.append(start.isoformat())
    if end is not None:
        narrowed.append("event.date_end <= ?")
        values.append(end.isoformat())
    if narrowed:
        # As JSON, since there may be more than a query has parameters.
        where.append(f"({' AND '.join(narrowed)} OR event.id IN (SELECT value FROM json_each(?)))")
        values.append(to_json(changed))
    cursor = connection.execute(
        "SELECT event.* FROM event JOIN document ON document.id = event.document_id "
        f"WHERE {' AND '.join(where)} ORDER BY document.number, event.position",
        values,
    )
    while rows := cursor.fetchmany(CHUNK):
        for event in _build(connection, rows):
            verdict = decided.get(event.id)
            left = left_of(event, verdict)
            if left is not None and (verdict is None or verdict.correction is None or _fits(left, dyad, start, end)):
                yield left


def _fits(event: Event, dyad: tuple[str, str] | None, start: date | None, end: date | None) -> bool:
    if dyad is not None:
        acting, acted_on = ({one.country for one in side} for side in (event.source, event.target))
        a, b = dyad
        if not ((a in acting and b in acted_on) or (b in acting and a in acted_on)):
            return False
    if start is not None and (event.date.start is None or event.date.start < start):
        return False
    return end is None or (event.date.end is not None and event.date.end <= end)


def fetch(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Event]:
    """Return the events with these ids in their order; those that the store does not have are left out."""
    found: dict[str, Event] = {}
    for some in chunks(ids):
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"SELECT * FROM event WHERE id IN ({marks})", some).fetchall()
        found |= {event.id: event for event in _build(connection, rows)}
    return [found[one] for one in ids if one in found]


def of_incidents(connection: sqlite3.Connection, incidents: Sequence[str]) -> list[Event]:
    """Return the events of some incidents, of the newest versions, in the order of their documents and of the text."""
    found: list[Event] = []
    for some in chunks(incidents):
        marks = ", ".join("?" * len(some))
        # A cross join is done from left to right, which here is from few events to their documents.
        ids = connection.execute(
            "SELECT event.id FROM event CROSS JOIN document ON document.id = document_id "
            f"WHERE newest = 1 AND incident_id IN ({marks}) ORDER BY document.number, event.position",
            some,
        ).fetchall()
        found += fetch(connection, [row["id"] for row in ids])
    return found


def _build(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> Iterator[Event]:
    ids = [row["id"] for row in rows]
    contexts = _parts(connection, "event_context", ids)
    participants = _parts(connection, "participant", ids)
    attributions = _parts(connection, "attribution", ids)
    for row in rows:
        sides = participants.get(row["id"], [])
        yield Event(
            id=row["id"],
            path=row["path"],
            document=row["document_id"],
            date=date_from(row, "date"),
            source=_participants(part for part in sides if part["role"] == "source"),
            target=_participants(part for part in sides if part["role"] == "target"),
            type=row["type"],
            mode=row["mode"],
            context=tuple(part["context"] for part in contexts.get(row["id"], [])),
            cameo=row["cameo"],
            intensity=row["intensity"],
            scale=row["scale"],
            status=row["status"],
            contested=bool(row["contested"]),
            attribution=tuple(
                Attribution(part["name"], part["kind"], part["country"], span_from(part, "span"))
                for part in attributions.get(row["id"], [])
            ),
            evidence=span_from(row, "evidence"),
            trigger=span_from(row, "trigger"),
            incident=row["incident_id"],
            confidence=row["confidence"],
        )


def _participants(parts: Iterable[sqlite3.Row]) -> tuple[Participant, ...]:
    return tuple(
        Participant(part["actor_id"], part["name"], part["country"], part["sector"], span_from(part, "mention"))
        for part in parts
    )


def _parts(connection: sqlite3.Connection, table: str, ids: Sequence[str]) -> dict[str, list[sqlite3.Row]]:
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT * FROM {table} WHERE event_id IN ({marks}) ORDER BY event_id, position", ids)
    return {key: list(group) for key, group in groupby(rows, key=lambda row: str(row["event_id"]))}
