"""Records to columns and back, where several tables need the same: spans, dates, JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.records import DateValue, Span


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Insert one row; `table` and the keys are names from our own code, never from a user."""
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))


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
        start=_day(row[f"{prefix}_start"]),
        end=_day(row[f"{prefix}_end"]),
        precision=row[f"{prefix}_precision"],
        text=row[f"{prefix}_text"],
        span=span_from(row, f"{prefix}_span") if has_span else None,
        earliest=_day(row[f"{prefix}_earliest"]),
        latest=_day(row[f"{prefix}_latest"]),
    )


def to_json(value: Any) -> str:
    """Return compact JSON.

    Raises:
        TypeError: If `value` holds something that JSON has no word for, such as a date.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
