"""By which runs records came about, and what stood in the way of coding."""

from __future__ import annotations

from detente.records import Skipped
from detente.store import Run, Store


def run_of_event(store: Store, event_id: str) -> Run | None:
    """Return the run that coded an event, or None where that is not known any more."""
    return _run(store, "SELECT run_id FROM event WHERE id = ?", event_id)


def runs_of_document(store: Store, document_id: str) -> tuple[Run | None, Run | None]:
    """Return the runs that read and that coded a document, None for one that is not known or was not."""
    return (
        _run(store, "SELECT read_run FROM document WHERE id = ?", document_id),
        _run(store, "SELECT coded_run FROM document WHERE id = ?", document_id),
    )


def skips_of_document(store: Store, document_id: str) -> tuple[Skipped, ...]:
    """Return why a document could not be coded, as of the latest run that met it."""
    rows = store._connection.execute(
        "SELECT place, reason, remedy FROM skipped_current WHERE document_id = ? ORDER BY id", (document_id,)
    )
    return tuple(Skipped(row["place"], row["reason"], row["remedy"]) for row in rows)


def _run(store: Store, query: str, name: str) -> Run | None:
    row = store._connection.execute(query, (name,)).fetchone()
    number = row[0] if row else None
    return next((run for run in store.runs() if run.id == number), None) if number is not None else None
