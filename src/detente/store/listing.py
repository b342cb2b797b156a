"""The list of events, from which pages, counts and searches of events come: narrow rows with numbers for what recurs."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from detente.records import Event
from detente.store import acts, events
from detente.store.judgements import verdicts
from detente.store.judging import Outcome, judged
from detente.store.rows import chunks, insert


@contextmanager
def kept(connection: sqlite3.Connection, documents: Sequence[str]) -> Iterator[None]:
    """Run a block that changes the events of some documents, or which of these is the newest, and list them anew."""
    before = _incidents(connection, documents)
    yield
    refresh(connection, _events_of(connection, documents), before)


def refresh(connection: sqlite3.Connection, event_ids: Sequence[str], incidents: Collection[str] = ()) -> None:
    """List some events anew.

    Args:
        connection: An open store, in a transaction.
        event_ids: Events that changed, or on which people decided.
        incidents: Incidents that may have lost events.
    """
    touched = set(incidents)
    numbers = Numbers(connection)
    for some in chunks(event_ids):
        marks = ", ".join("?" * len(some))
        there = connection.execute(f"SELECT DISTINCT incident_id FROM listed WHERE event_id IN ({marks})", some)
        touched |= {row[0] for row in there}
        connection.execute(f"DELETE FROM listing WHERE event_id IN ({marks})", some)
        decided = verdicts(connection, some)
        newest = {
            row["id"]: row
            for row in connection.execute(
                "SELECT event.id, document.number, publisher FROM event CROSS JOIN document ON document.id = document_id "
                f"WHERE newest = 1 AND event.id IN ({marks})",
                some,
            )
        }
        for event in events.fetch(connection, list(newest)):
            touched.add(event.incident)
            verdict = decided.get(event.id)
            row = newest[event.id]
            for shown, flags in views(event, judged(event, verdict)):
                outcome = verdict.outcome if verdict else None
                _insert(connection, numbers, shown, row["number"], row["publisher"], outcome, flags)
    acts.refresh(connection, touched)


def rebuild(connection: sqlite3.Connection) -> None:
    """List all events anew."""
    for table in ("listing", "listing_kind", "listing_pair", "listing_incident", "listing_actor", "act"):
        connection.execute(f"DELETE FROM {table}")
    refresh(connection, [row[0] for row in connection.execute("SELECT id FROM event")])


def set_incidents(connection: sqlite3.Connection, given: Sequence[Event]) -> None:
    """Give each stored event the incident that it has in `given`; only what differs is written."""
    have: dict[str, str] = dict(connection.execute("SELECT id, incident_id FROM event").fetchall())
    changed = [event for event in given if have.get(event.id, event.incident) != event.incident]
    connection.executemany("UPDATE event SET incident_id = ? WHERE id = ?", [(e.incident, e.id) for e in changed])
    numbers = Numbers(connection)
    connection.executemany(
        "UPDATE listing SET incident = ? WHERE event_id = ?", [(numbers.of_incident(e.incident), e.id) for e in changed]
    )
    gone = {have[event.id] for event in changed}
    acts.refresh(connection, {event.incident for event in changed} | gone)
    connection.execute("DELETE FROM listing_incident WHERE number NOT IN (SELECT incident FROM listing)")


def views(event: Event, left: Event | None) -> list[tuple[Event, tuple[int, int]]]:
    """Return the event as the machine has it and as people left it, each with whether machine and people have it so."""
    if left == event:
        return [(event, (1, 1))]
    return [(event, (1, 0))] + ([(left, (0, 1))] if left else [])


class Numbers:
    """Gives what many events have in common its number, and one that is new a new number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, tuple[Any, ...]], int] = {}

    def of_kind(self, event: Event, outcome: Outcome | None, publisher: str | None) -> int:
        """Return the number of type, status, whether contested, decision and publisher of an event."""
        kind = {"type": event.type, "status": event.status, "contested": int(event.contested)}
        return self._of("listing_kind", kind | {"decision": outcome, "publisher": publisher})[0]

    def of_pair(self, event: Event) -> int:
        """Return the number of the countries of both sides of an event."""
        sides = {"source": countries(event.source), "target": countries(event.target)}
        pair, new = self._of(
            "listing_pair", {"sources": " ".join(sides["source"]), "targets": " ".join(sides["target"])}
        )
        if new:
            rows = [(country, role, pair) for role, side in sides.items() for country in side]
            self._connection.executemany("INSERT INTO listing_country VALUES (?, ?, ?)", rows)
        return pair

    def of_incident(self, incident: str) -> int:
        """Return the number of an incident."""
        return self._of("listing_incident", {"incident_id": incident})[0]

    def of_actor(self, actor_id: str, name: str, country: str | None, sector: str | None) -> int:
        """Return the number of an actor, which keeps the name that it was first seen with."""
        known_as = {"name": name, "country": country, "sector": sector}
        return self._of("listing_actor", {"actor_id": actor_id}, known_as)[0]

    def _of(self, table: str, key: dict[str, Any], rest: dict[str, Any] | None = None) -> tuple[int, bool]:
        values = tuple(key.values())
        known = self._known.get((table, values))
        if known is not None:
            return known, False
        where = " AND ".join(f"{name} IS ?" for name in key)
        row = self._connection.execute(f"SELECT number FROM {table} WHERE {where}", values).fetchone()
        if row is None:
            insert(self._connection, table, key | (rest or {}))
            number = int(self._connection.execute("SELECT last_insert_rowid()").fetchone()[0])
        else:
            number = int(row[0])
        self._known[table, values] = number
        return number, row is None


def countries(side: Sequence[Any]) -> list[str]:
    """Return the known countries of a side, in alphabetical order."""
    return sorted({one.country for one in side if one.country is not None})


def _insert(
    connection: sqlite3.Connection,
    numbers: Numbers,
    event: Event,
    document: int,
    publisher: str | None,
    outcome: Outcome | None,
    flags: tuple[int, int],
) -> None:
    value = event.date
    dated = value.start is not None
    row = {
        "event_id": event.id,
        "document": document,
        "incident": numbers.of_incident(event.incident),
        "kind": numbers.of_kind(event, outcome, publisher),
        "pair": numbers.of_pair(event),
        "machine": flags[0],
        "judged": flags[1],
        "date_start": _iso(value.start),
        "date_end": _iso(value.end),
        "first_day": _iso(value.start if dated else value.earliest),
        "last_day": _iso(value.end if dated else value.latest),
        "intensity": event.intensity,
        "confidence": event.confidence,
    }
    insert(connection, "listing", row)
    number = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
    roles: dict[int, int] = {}
    for role, side in ((1, event.source), (2, event.target)):
        for one in side:
            actor = numbers.of_actor(one.id, one.name, one.country, one.sector)
            roles[actor] = roles.get(actor, 0) | role
    connection.executemany(
        "INSERT INTO listing_side VALUES (?, ?, ?)", [(actor, number, both) for actor, both in roles.items()]
    )
    connection.execute("INSERT INTO listing_words (rowid, text, names) VALUES (?, ?, ?)", (number, *words_of(event)))


def words_of(event: Event) -> tuple[str, str]:
    """Return what a search of events looks through: the sentence, and the names of those who act and are acted on."""
    return event.evidence.quote, "; ".join(one.name for one in (*event.source, *event.target))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _events_of(connection: sqlite3.Connection, documents: Sequence[str]) -> list[str]:
    found: list[str] = []
    for some in chunks(documents):
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"SELECT id FROM event WHERE document_id IN ({marks})", some)
        found += [row["id"] for row in rows]
    return found


def _incidents(connection: sqlite3.Connection, documents: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(documents):
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"SELECT DISTINCT incident_id FROM event WHERE document_id IN ({marks})", some)
        found |= {row["incident_id"] for row in rows}
    return found
