"""Runs of a command, and what each could not use."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from detente.records import Skipped
from detente.store import documents
from detente.store.rows import insert, to_json

_DUPLICATE = "duplicate of "


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command over the store.

    Attributes:
        id: Number of the run; later runs have higher ones.
        command: What was run.
        code: Version of détente.
        models: Version of each model by its name.
        tables: Version or hash of each table of facts by its name.
        started: Instant of the start, in UTC.
        finished: Instant of the end; None while it runs, and for ever if it was killed.
    """

    id: int
    command: str
    code: str
    models: Mapping[str, str]
    tables: Mapping[str, str]
    started: datetime
    finished: datetime | None = None


def start(connection: sqlite3.Connection, command: str, models: Mapping[str, str], tables: Mapping[str, str]) -> int:
    """Insert a run that starts now and return its number."""
    values = {"command": command, "code": version("detente"), "started": _now()}
    insert(connection, "run", values | {"models": to_json(dict(models)), "tables": to_json(dict(tables))})
    return int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])


def finish(connection: sqlite3.Connection, run: int) -> None:
    """Note that a run ended now."""
    connection.execute("UPDATE run SET finished = ? WHERE id = ?", (_now(), run))


def every(connection: sqlite3.Connection) -> list[Run]:
    """Return all runs, oldest first."""
    return [
        Run(
            id=row["id"],
            command=row["command"],
            code=row["code"],
            models=json.loads(row["models"]),
            tables=json.loads(row["tables"]),
            started=datetime.fromisoformat(row["started"]),
            finished=datetime.fromisoformat(row["finished"]) if row["finished"] else None,
        )
        for row in connection.execute("SELECT * FROM run ORDER BY id")
    ]


def add_skipped(connection: sqlite3.Connection, skipped: Skipped, run: int | None, document_id: str | None) -> None:
    """Note something that was skipped; a duplicate of a stored document becomes one more place of that document."""
    if skipped.reason.startswith(_DUPLICATE):
        original = documents.find(connection, skipped.reason.removeprefix(_DUPLICATE))
        if original:
            documents.see(connection, original[-1], skipped.where, run)
            return
    values = {"run_id": run, "document_id": document_id, "place": skipped.where}
    insert(connection, "skipped", values | {"reason": skipped.reason, "remedy": skipped.remedy})


def skipped(connection: sqlite3.Connection, run: int | None) -> list[Skipped]:
    """Return what the run skipped, or without a run what is still skipped as of the latest."""
    where = ("skipped_current", "1", ()) if run is None else ("skipped", "run_id = ?", (run,))
    rows = connection.execute(f"SELECT place, reason, remedy FROM {where[0]} WHERE {where[1]} ORDER BY id", where[2])
    return [Skipped(row["place"], row["reason"], row["remedy"]) for row in rows]


def of_event(connection: sqlite3.Connection, event_id: str) -> Run | None:
    """Return the run that coded an event, or None where that is not known any more."""
    return _named(connection, "SELECT run_id FROM event WHERE id = ?", event_id)


def of_document(connection: sqlite3.Connection, document_id: str) -> tuple[Run | None, Run | None]:
    """Return the runs that read and that coded a document, None for one that is not known or was not."""
    return (
        _named(connection, "SELECT read_run FROM document WHERE id = ?", document_id),
        _named(connection, "SELECT coded_run FROM document WHERE id = ?", document_id),
    )


def skips_of_document(connection: sqlite3.Connection, document_id: str) -> list[Skipped]:
    """Return why a document could not be coded, as of the latest run that met it."""
    rows = connection.execute(
        "SELECT place, reason, remedy FROM skipped_current WHERE document_id = ? ORDER BY id", (document_id,)
    )
    return [Skipped(row["place"], row["reason"], row["remedy"]) for row in rows]


def _named(connection: sqlite3.Connection, query: str, name: str) -> Run | None:
    row = connection.execute(query, (name,)).fetchone()
    number = row[0] if row else None
    return next((run for run in every(connection) if run.id == number), None) if number is not None else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
