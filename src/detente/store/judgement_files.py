"""Judgements as JSON lines and CSV: all that is needed to apply them to another copy of the store."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from detente.errors import StoreError
from detente.records import Correction, Judgement, Span
from detente.store.judgements import judgement
from detente.store.judging import correction_from, correction_to_plain

Form = Literal["jsonl", "csv"]

# `source` and `target` hold several countries with a space between; empty cells are parts that were not corrected.
COLUMNS = (
    "id", "event", "document", "path", "decision", "type", "status", "source", "target", "date", "reviewer", "reason",
    "made", "undone", "evidence_start", "evidence_end", "evidence",
)  # fmt: skip
_NEEDED = ("event", "document", "decision", "reviewer", "made", "evidence_start", "evidence_end", "evidence")


def write(given: Iterable[tuple[Judgement, str | None]], form: Form) -> Iterator[str]:
    """Yield the lines of a file of judgements, each given with the path of its document."""
    if form == "csv":
        yield _csv_line(COLUMNS)
    for one, path in given:
        row = _row(one, path)
        yield _csv_line([_cell(row.get(name)) for name in COLUMNS]) if form == "csv" else _json_line(row)


def _row(one: Judgement, path: str | None) -> dict[str, Any]:
    row = {
        "id": one.id,
        "event": one.event,
        "document": one.document,
        "path": path,
        "decision": one.decision,
        **(correction_to_plain(one.correction) if one.correction else {}),
        "reviewer": one.reviewer,
        "reason": one.reason,
        "made": one.made.isoformat(),
        "undone": one.undone.isoformat() if one.undone else None,
        "evidence_start": one.evidence.start,
        "evidence_end": one.evidence.end,
        "evidence": one.evidence.quote,
    }
    return {name: row[name] for name in COLUMNS if row.get(name) is not None}


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _json_line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def read(text: str, form: Form) -> Iterator[tuple[int, Judgement | str]]:
    """Yield each line's number, from 1, with its judgement, or with why it holds none.

    Raises:
        StoreError: If a CSV file lacks a column that judgements need.
    """
    rows = _csv_rows(text) if form == "csv" else _json_rows(text)
    for number, row in rows:
        if isinstance(row, str):
            yield number, row
            continue
        try:
            yield number, _judgement(row)
        except StoreError as error:
            yield number, str(error)


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    # Spreadsheets write a mark of byte order in front; cells of a hand-made sheet may be as long as they like.
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise StoreError(f"the file lacks the columns {', '.join(missing)} (write one by `detente judge export`)")
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, f"is no row of CSV ({error})"
            continue
        filled = {str(name): value for name, value in row.items() if value}
        for side in ("source", "target"):
            if isinstance(filled.get(side), str):
                filled[side] = filled[side].split()
        yield reader.line_num, filled


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"is no JSON ({error})"
            continue
        yield number, row if isinstance(row, dict) else "is no JSON object"


def _judgement(row: Mapping[str, Any]) -> Judgement:
    missing = [name for name in _NEEDED if row.get(name) in (None, "")]
    if missing:
        raise StoreError(f"lacks {', '.join(missing)}")
    unknown = sorted(set(row) - set(COLUMNS))
    if unknown:
        raise StoreError(f"has the unknown fields {', '.join(map(str, unknown))}")
    for name in ("event", "document", "decision", "reviewer", "reason", "evidence"):
        if not isinstance(row.get(name, ""), str):
            raise StoreError(f"{name} is no text")
    made = judgement(
        row["event"],
        row["document"],
        row["decision"],
        reviewer=row["reviewer"],
        evidence=Span(_number(row["evidence_start"]), _number(row["evidence_end"]), row["evidence"]),
        made=_instant(row["made"]),
        reason=row.get("reason"),
        correction=_correction(row),
        undone=_instant(row["undone"]) if row.get("undone") else None,
    )
    if row.get("id") not in (None, made.id):
        raise StoreError("its id belongs to another judgement (leave it empty where the line was changed)")
    return made


def _correction(row: Mapping[str, Any]) -> Correction | None:
    plain = {name: row[name] for name in ("type", "status", "source", "target", "date") if row.get(name) is not None}
    return correction_from(plain) if plain else None


def _number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    raise StoreError(f"{value!r} is no place in a text")


def _instant(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise StoreError(f"{value!r} is no instant; write 2026-01-31T12:00:00+00:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
