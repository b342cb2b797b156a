"""Records to columns and back, where several tables need the same: spans, dates, JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from detente.records import DateValue, Span

T = TypeVar("T")

# Rows asked for at a time; below SQLite's oldest limit of 999 parameters.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Where:
    """A condition in SQL, with its parameters."""

    sql: str
    values: tuple[str | int, ...]


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Insert one row; `table` and the keys are names from our own code, never from a user."""
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))


def plain(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """Return a cursor that gives rows as tuples, which is quicker where there are tens of thousands."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield `items` in pieces that fit the parameters of one query."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def span_columns(prefix: str, span: Span | None) -> dict[str, Any]:
    """Return the columns `prefix_start`, `prefix_end` and `prefix_quote` of a span."""
    return {
        f"{prefix}_start": span.start if span else None,
        f"{prefix}_end": span.end if span else None,
        f"{prefix}_quote": span.quote if span else None,
    }


def span_from(row: sqlite3.Row, prefix: str) -> Span:
    """Return the span of columns that are always filled."""
    return Span(row[f"{prefix}_start"], row[f"{prefix}_end"], row[f"{prefix}_quote"])


def date_columns(prefix: str, value: DateValue) -> dict[str, Any]:
    """Return the nine columns of a date; days as ISO text."""
    return {
        f"{prefix}_start": _iso(value.start),
        f"{prefix}_end": _iso(value.end),
        f"{prefix}_precision": value.precision,
        f"{prefix}_text": value.text,
        **span_columns(f"{prefix}_span", value.span),
        f"{prefix}_earliest": _iso(value.earliest),
        f"{prefix}_latest": _iso(value.latest),
    }


def date_from(row: sqlite3.Row, prefix: str) -> DateValue:
    """Return the date of the columns that `date_columns` wrote."""
    has_span = row[f"{prefix}_span_start"] is not None
    return DateValue(
        start=day_from(row[f"{prefix}_start"]),
        end=day_from(row[f"{prefix}_end"]),
        precision=row[f"{prefix}_precision"],
        text=row[f"{prefix}_text"],
        span=span_from(row, f"{prefix}_span") if has_span else None,
        earliest=day_from(row[f"{prefix}_earliest"]),
        latest=day_from(row[f"{prefix}_latest"]),
    )


def to_json(value: Any) -> str:
    """Return compact JSON.

    Raises:
        TypeError: If `value` holds something that JSON has no word for, such as a date.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def day_from(text: str | None) -> date | None:
    """Return the day of a column that holds ISO text or NULL."""
    return date.fromisoformat(text) if text else None


def view(judged: bool) -> str:
    """Return the column that says whether a row is of the events as people left them, or as the machine coded them."""
    return "judged" if judged else "machine"
