"""Check judgements, and that lists and sums are what events and judgements make of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from detente.errors import StoreError
from detente.evidence import holds
from detente.records import Document, Event
from detente.store import acts, judgements
from detente.store.judging import judged
from detente.store.listing import countries, views, words_of
from detente.store.rows import chunks

_LISTED = (
    "event_id, document_id, incident_id, machine, judged, decision, date_start, date_end, type, status, contested, "
    "intensity, confidence, publisher, source_countries, target_countries"
)


def failing_judgements(connection: sqlite3.Connection, document: Document) -> Iterator[tuple[str, str]]:
    """Yield the judgements on a document that do not hold, by id, each with why."""
    rows = connection.execute("SELECT * FROM judgement WHERE document_id = ? ORDER BY number", (document.id,))
    for row in rows.fetchall():
        try:
            one = judgements.from_row(row)
            again = judgements.judgement(
                one.event,
                one.document,
                one.decision,
                reviewer=one.reviewer,
                evidence=one.evidence,
                made=one.made,
                reason=one.reason,
                correction=one.correction,
            )
        except (StoreError, ValueError) as error:
            yield row["id"], f"is no judgement: {error}"
            continue
        if again.id != one.id:
            yield one.id, "is not what its id stands for"
        if not holds(document.text, one.evidence):
            yield one.id, f"the sentence at {one.evidence.start}–{one.evidence.end} is another"


def failing_lists(connection: sqlite3.Connection, document: Document, events: Sequence[Event]) -> Iterator[str]:
    """Yield the ids of those events of a document that are not listed as they are and as people left them."""
    newest = connection.execute("SELECT newest FROM document WHERE id = ?", (document.id,)).fetchone()[0]
    there: dict[str, list[tuple[Any, ...]]] = {}
    number_of = {}
    for number, *row in connection.execute(
        f"SELECT number, {_LISTED} FROM listed "
        "WHERE number IN (SELECT number FROM listing WHERE document = (SELECT number FROM document WHERE id = ?))",
        (document.id,),
    ):
        there.setdefault(row[0], []).append(tuple(row))
        number_of[row[0], row[3], row[4]] = number
    decided = judgements.verdicts(connection, [event.id for event in events])
    for event in events:
        verdict = decided.get(event.id)
        shown = views(event, judged(event, verdict)) if newest else []
        outcome = verdict.outcome if verdict else None
        expected = [_row(one, outcome, document.publisher, flags) for one, flags in shown]
        same = sorted(there.pop(event.id, []), key=repr) == sorted(expected, key=repr)
        if not same or any(_sides(connection, number_of[event.id, *flags]) != _sides_of(one) for one, flags in shown):
            yield event.id
    yield from there


def _row(event: Event, outcome: str | None, publisher: str | None, flags: tuple[int, int]) -> tuple[Any, ...]:
    start, end = event.date.start, event.date.end
    return (
        event.id,
        event.document,
        event.incident,
        *flags,
        outcome,
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        event.type,
        event.status,
        int(event.contested),
        event.intensity,
        event.confidence,
        publisher,
        " ".join(countries(event.source)),
        " ".join(countries(event.target)),
    )


def _sides(connection: sqlite3.Connection, number: int) -> tuple[Any, ...]:
    sides = connection.execute(
        "SELECT actor_id, roles FROM listing_side JOIN listing_actor ON listing_actor.number = actor "
        "WHERE listing_side.number = ?",
        (number,),
    )
    words = connection.execute("SELECT text, names FROM listing_words WHERE rowid = ?", (number,)).fetchone()
    return dict(tuple(row) for row in sides), tuple(words or ())


def _sides_of(event: Event) -> tuple[Any, ...]:
    roles: dict[str, int] = {}
    for role, side in ((1, event.source), (2, event.target)):
        for one in side:
            roles[one.id] = roles.get(one.id, 0) | role
    return roles, words_of(event)


def failing_sums(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the ids of incidents whose acts are not what their events make of them."""
    every = connection.execute("SELECT incident_id FROM event UNION SELECT incident_id FROM act ORDER BY 1").fetchall()
    for some in chunks([row[0] for row in every]):
        marks = ", ".join("?" * len(some))
        stored = connection.execute(f"SELECT {acts.COLUMNS} FROM act WHERE incident_id IN ({marks})", some).fetchall()
        found, expected = {tuple(row) for row in stored}, set(acts.rows(connection, some))
        yield from sorted({row[0] for row in found ^ expected})
