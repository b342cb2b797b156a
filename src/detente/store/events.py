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
from detente.store.rows import date_columns, date_from, insert, span_columns, span_from

# Events fetched at a time; below SQLite's oldest limit of 999 parameters.
_CHUNK = 500


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


def set_incidents(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Give each stored event the incident that it has in `events`."""
    pairs = [(event.incident, event.id) for event in events]
    connection.executemany("UPDATE event SET incident_id = ? WHERE id = ?", pairs)


def select(
    connection: sqlite3.Connection,
    *,
    document: str | None = None,
    dyad: tuple[str, str] | None = None,
    start: date | None = None,
    end: date | None = None,
    versions: Versions = "newest",
) -> Iterator[Event]:
    """Yield events that fit every condition, in the order of their documents and then of the text."""
    where, values = ["1"], list[Any]()
    if document is not None:
        where.append("event.document_id = ?")
        values.append(document)
    elif versions == "newest":
        where.append("document.newest = 1")
    if dyad is not None:
        side = "event.id IN (SELECT event_id FROM participant WHERE country = ? AND role = ?)"
        where.append(f"(({side} AND {side}) OR ({side} AND {side}))")
        a, b = dyad
        values += [a, "source", b, "target", b, "source", a, "target"]
    if start is not None:
        where.append("event.date_start >= ?")
        values.append(start.isoformat())
    if end is not None:
        where.append("event.date_end <= ?")
        values.append(end.isoformat())
    cursor = connection.execute(
        "SELECT event.* FROM event JOIN document ON document.id = event.document_id "
        f"WHERE {' AND '.join(where)} ORDER BY document.number, event.position",
        values,
    )
    while rows := cursor.fetchmany(_CHUNK):
        yield from _build(connection, rows)


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
