"""Judgements: what people decided about events, kept beside them."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from detente.errors import StoreError
from detente.records import DECISIONS, Correction, Decision, Judgement, Span, content_id
from detente.store.judging import Verdict, checked, correction_from, correction_to_plain, verdict_of
from detente.store.rows import chunks, insert, span_columns, span_from, to_json

_LONGEST_NAME, _LONGEST_REASON = 200, 4000


def make(
    connection: sqlite3.Connection,
    event_id: str,
    decision: Decision,
    *,
    reviewer: str,
    reason: str | None,
    correction: Correction | None,
) -> Judgement:
    """Store a judgement on an event that the store has, made now.

    Raises:
        StoreError: If there is no such event, or something of the judgement does not fit.
    """
    row = connection.execute("SELECT * FROM event WHERE id = ?", (event_id,)).fetchone()
    if row is None:
        raise StoreError(f"{event_id}: no such event in the store")
    made = judgement(
        event_id,
        row["document_id"],
        decision,
        reviewer=reviewer,
        evidence=span_from(row, "evidence"),
        made=datetime.now(UTC),
        reason=reason,
        correction=correction,
    )
    add(connection, made)
    return made


def judgement(
    event_id: str,
    document_id: str,
    decision: str,
    *,
    reviewer: str,
    evidence: Span,
    made: datetime,
    reason: str | None = None,
    correction: Correction | None = None,
    undone: datetime | None = None,
) -> Judgement:
    """Return a judgement with its id, made of all but the document and `undone`.

    Raises:
        StoreError: If the decision is none, the reviewer has no name, a correction is missing or too much, or cannot be.
    """
    if decision not in DECISIONS:
        raise StoreError(f"{decision!r} is no decision (one of {', '.join(DECISIONS)})")
    if (decision == "corrected") != (correction is not None):
        raise StoreError("a correction belongs to the decision corrected, and to no other")
    if correction is not None:
        checked(correction)
    name, why = _tidy(reviewer), _tidy(reason or "") or None
    if not name:
        raise StoreError("a judgement bears the name of who made it")
    if len(name) > _LONGEST_NAME or len(why or "") > _LONGEST_REASON:
        raise StoreError(
            f"a name has at most {_LONGEST_NAME} characters, a reason {_LONGEST_REASON}; shorten what is longer"
        )
    changes = to_json(correction_to_plain(correction)) if correction else ""
    made = made.astimezone(UTC)
    return Judgement(
        id=content_id("j", event_id, decision, name, why or "", changes, _instant(made)),
        event=event_id,
        document=document_id,
        decision=DECISIONS[DECISIONS.index(decision)],
        reviewer=name,
        evidence=evidence,
        made=made,
        reason=why,
        correction=correction,
        undone=undone.astimezone(UTC) if undone else None,
    )


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def add(connection: sqlite3.Connection, one: Judgement) -> bool:
    """Insert a judgement, or note that it was undone if the store has it standing; tell whether anything changed."""
    known = connection.execute("SELECT undone FROM judgement WHERE id = ?", (one.id,)).fetchone()
    undone = _instant(one.undone) if one.undone else None
    if known is not None:
        if undone is None or known["undone"] is not None:
            return False
        connection.execute("UPDATE judgement SET undone = ? WHERE id = ?", (undone, one.id))
        return True
    values: dict[str, Any] = {
        "id": one.id,
        "event_id": one.event,
        "document_id": one.document,
        "decision": one.decision,
        "reviewer": one.reviewer,
        "reason": one.reason,
        "correction": to_json(correction_to_plain(one.correction)) if one.correction else None,
        **span_columns("evidence", one.evidence),
        "made": _instant(one.made),
        "undone": undone,
    }
    insert(connection, "judgement", values)
    return True


def undo(connection: sqlite3.Connection, judgement_id: str) -> Judgement:
    """Take a judgement back; the one that its reviewer made before it, if any, stands again.

    Raises:
        StoreError: If there is none, or it was undone before.
    """
    row = connection.execute("SELECT * FROM judgement WHERE id = ?", (judgement_id,)).fetchone()
    if row is None:
        raise StoreError(f"{judgement_id}: no such judgement in the store")
    if row["undone"] is not None:
        raise StoreError(f"{judgement_id}: was undone before, at {row['undone']}")
    connection.execute("UPDATE judgement SET undone = ? WHERE id = ?", (_instant(datetime.now(UTC)), judgement_id))
    return from_row(connection.execute("SELECT * FROM judgement WHERE id = ?", (judgement_id,)).fetchone())


def select(
    connection: sqlite3.Connection,
    *,
    event: str | None = None,
    document: str | None = None,
    reviewer: str | None = None,
    standing: bool = True,
    orphaned: bool | None = None,
) -> list[Judgement]:
    """Return the judgements that fit every condition, newest first.

    Args:
        event, document: Id of what they are on.
        reviewer: Who made them.
        standing: Only those that stand; with False also undone ones and those that a later one replaced.
        orphaned: True for those whose event the store does not have any more, False for the others, None for both.
    """
    where, values = ["1"], list[str]()
    for column, value in (("event_id", event), ("document_id", document), ("reviewer", reviewer)):
        if value is not None:
            where.append(f"{column} = ?")
            values.append(value)
    if orphaned is not None:
        where.append(f"{'NOT ' if orphaned else ''}EXISTS (SELECT 1 FROM event WHERE event.id = event_id)")
    table = "standing_judgement" if standing else "judgement"
    rows = connection.execute(
        f"SELECT * FROM {table} WHERE {' AND '.join(where)} ORDER BY made DESC, number DESC", values
    )
    return [from_row(row) for row in rows]


def standing(connection: sqlite3.Connection, event_ids: Iterable[str]) -> dict[str, list[Judgement]]:
    """Return the standing judgements on each of the events that has any, by its id; the first made comes first."""
    found: dict[str, list[Judgement]] = {}
    for some in chunks(list(event_ids)):
        marks = ", ".join("?" * len(some))
        rows = connection.execute(
            f"SELECT * FROM standing_judgement WHERE event_id IN ({marks}) ORDER BY event_id, made, number", some
        )
        for key, group in groupby(rows, key=lambda row: str(row["event_id"])):
            found[key] = [from_row(row) for row in group]
    return found


def verdicts(connection: sqlite3.Connection, event_ids: Iterable[str] | None = None) -> dict[str, Verdict]:
    """Return what the standing judgements on each event come to, of the events given or of all in the store."""
    if event_ids is None:
        rows = connection.execute(
            "SELECT DISTINCT event_id FROM judgement WHERE undone IS NULL AND event_id IN (SELECT id FROM event)"
        )
        event_ids = [row["event_id"] for row in rows]
    found = standing(connection, event_ids)
    return {event: verdict for event, all_of_it in found.items() if (verdict := verdict_of(all_of_it))}


def misplaced(connection: sqlite3.Connection, one: Judgement) -> str | None:
    """Return why a judgement that was made elsewhere cannot be kept here, or None where it can."""
    row = connection.execute("SELECT document_id, evidence_quote FROM event WHERE id = ?", (one.event,)).fetchone()
    if row is None:
        return f"event {one.event} is not in this store"
    if row["document_id"] != one.document:
        return f"event {one.event} is of another document here, {row['document_id']}"
    if row["evidence_quote"] != one.evidence.quote:
        return f"event {one.event} rests on another sentence here"
    return None


def reviewers(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all who judged, in alphabetical order."""
    return [row[0] for row in connection.execute("SELECT DISTINCT reviewer FROM judgement ORDER BY reviewer")]


def from_row(row: sqlite3.Row) -> Judgement:
    """Return the judgement of a row.

    Raises:
        StoreError: If its correction is none.
    """
    return Judgement(
        id=row["id"],
        event=row["event_id"],
        document=row["document_id"],
        decision=row["decision"],
        reviewer=row["reviewer"],
        evidence=span_from(row, "evidence"),
        made=datetime.fromisoformat(row["made"]),
        reason=row["reason"],
        correction=correction_from(json.loads(row["correction"])) if row["correction"] else None,
        undone=datetime.fromisoformat(row["undone"]) if row["undone"] else None,
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
