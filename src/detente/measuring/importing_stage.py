"""The two tasks of an import that workers share: reading a part of a file, and putting a year together.

Between them lie Parquet files of rows with their hashes, which no reader of the table sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from detente.errors import ReadError
from detente.measuring.formats import FORMATS
from detente.measuring.formats.base import CountryScheme
from detente.measuring.importing_read import Piece, batches
from detente.measuring.importing_rows import DROPPED, HASHES, table_rows
from detente.measuring.parties import Parties
from detente.measuring.table import SCHEMA
from detente.measuring.twins import find_twins

# Rows of a year in memory at once; a year with more is put together month by month.
_MOST_ROWS: Final = 1_500_000
_ROW_GROUP: Final = 250_000
# Columns that differ in nearly every row gain nothing from a dictionary.
_PLAIN: Final = frozenset({"id", "twin_of", "url", "story", "line", "incident"})
_FIRST_ROW_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class StageTask:
    """A part of a file to read: its number in the import, its format, and the file to write."""

    piece: Piece
    number: int
    format: str
    out: Path


@dataclass(frozen=True, slots=True)
class Staged:
    """What a part of a file gave.

    Attributes:
        out: Rows, with `row`, which orders all rows of the import, and the hashes; `dropped` the rows left out.
        months: Rows by the first day of their month.
        error: Why the file could not be read, or not to its end.
    """

    number: int
    file: str
    out: Path
    dropped: Path
    counts: Counter[str]
    months: Counter[date]
    error: ReadError | None = None


@dataclass(frozen=True, slots=True)
class YearTask:
    """A year to put together: the files that have rows of it, the list of rows that repeat others, the file to write."""

    year: int
    parts: tuple[Staged, ...]
    repeated: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Year:
    """What a year has: rows, rows between two countries, and mirrored twins, also of the latter."""

    year: int
    out: Path
    counts: Counter[str] = field(default_factory=Counter)


def stage(task: StageTask) -> Staged:
    """Read a part of a file and write its rows as the table has them; a file that cannot be read is told, not raised."""
    form = FORMATS[task.format]
    parties = _parties(form.scheme)
    counts: Counter[str] = Counter()
    months: Counter[date] = Counter()
    dropped: list[pl.DataFrame] = []
    done = Staged(task.number, task.piece.name, task.out, task.out.with_suffix(".dropped"), counts, months)
    error: ReadError | None = None
    row = task.number << _FIRST_ROW_BITS
    kinds: dict[str, pl.DataType] = {"row": pl.UInt64(), **SCHEMA, **HASHES}
    with pq.ParquetWriter(task.out, pl.DataFrame(schema=kinds).to_arrow().schema, compression="zstd") as writer:
        try:
            for batch in batches(task.piece, form):
                counts["broken line"] += len(batch.broken)
                counts["read"] += len(batch.broken)
                names = [(b.file, b.line, None, "broken line", b.reason) for b in batch.broken]
                dropped.append(pl.DataFrame(names, schema=DROPPED, orient="row"))
                if not batch.frame.height:
                    continue
                made = table_rows(batch.frame, form, parties)
                counts.update(made.counts)
                counts.update(dict(made.dropped["reason"].value_counts().iter_rows()))
                dropped.append(made.dropped)
                numbers = pl.Series("row", range(row, row + made.rows.height), dtype=pl.UInt64)
                row += made.rows.height
                rows = made.rows.select(numbers, pl.all()).select(list(kinds))
                months.update(dict(rows["date"].dt.month_start().value_counts().iter_rows()))
                writer.write_table(rows.to_arrow())
        except ReadError as problem:
            error = problem
    left_out = pl.concat(dropped) if dropped else pl.DataFrame(schema=DROPPED)
    left_out.write_parquet(done.dropped)
    return done if error is None else Staged(done.number, done.file, done.out, done.dropped, counts, months, error)


@cache
def _parties(scheme: CountryScheme) -> Parties:
    """Return one cache of names for each process."""
    return Parties(scheme)


def assemble(task: YearTask) -> Year:
    """Write the rows of a year, sorted by date and id, without those that repeat others and with twins marked."""
    counts: Counter[str] = Counter()
    write_rows(task.out, _year(task, counts))
    return Year(task.year, task.out, counts)


def write_rows(place: Path, frames: Iterable[pl.DataFrame]) -> None:
    """Write frames with the columns of the table, in the order in which they come, as one file of the table."""
    schema = _arrow_schema()
    coded = [name for name in SCHEMA if name not in _PLAIN and SCHEMA[name] != pl.Boolean()]
    with pq.ParquetWriter(place, schema, compression="zstd", use_dictionary=coded) as writer:
        for frame in frames:
            writer.write_table(frame.to_arrow().cast(schema), row_group_size=_ROW_GROUP)


def _year(task: YearTask, counts: Counter[str]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a year in order, and count them."""
    repeated = pl.read_parquet(task.repeated, columns=["row"])
    for first, last in _spans(task):
        rows = _rows_between(task, first, last).join(repeated, on="row", how="anti")
        twins = find_twins(rows)
        counts["twins"] += twins.height
        rows = rows.join(twins, on="row", how="left", suffix="_found").with_columns(
            twin_of=pl.coalesce("twin_of", "twin_of_found"),
            weight=pl.when(pl.col("twin_of_found").is_not_null()).then(0.5).otherwise("weight"),
        )
        across = rows.filter(pl.col("source_country") != pl.col("target_country"))
        counts["kept"] += rows.height
        counts["between countries"] += across.height
        counts["twins between countries"] += int(across["twin_of"].is_not_null().sum())
        counts["counting"] += int(rows["counts"].sum())
        yield rows.sort("date", "row").select(list(SCHEMA))


def _spans(task: YearTask) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each stretch of the year that is put together at once."""
    rows = sum(count for part in task.parts for month, count in part.months.items() if month.year == task.year)
    if rows <= _MOST_ROWS:
        yield date(task.year, 1, 1), date(task.year, 12, 31)
        return
    for month in range(1, 13):
        after = date(task.year + month // 12, month % 12 + 1, 1)
        yield date(task.year, month, 1), date.fromordinal(after.toordinal() - 1)


def _rows_between(task: YearTask, first: date, last: date) -> pl.DataFrame:
    files = [part.out for part in task.parts if any(first <= month <= last for month in part.months)]
    kinds: dict[str, pl.DataType] = {"row": pl.UInt64(), **SCHEMA}
    if not files:
        return pl.DataFrame(schema=kinds)
    return pl.scan_parquet(files).filter(pl.col("date").is_between(first, last)).select(list(kinds)).collect()


def _arrow_schema() -> pa.Schema:
    """Return the schema of the files: Arrow's common kind of text, which every reader knows."""
    wide = pl.DataFrame(schema=SCHEMA).to_arrow().schema
    return pa.schema(
        [
            pa.field(f.name, pa.string() if pa.types.is_large_string(f.type) or _is_view(f.type) else f.type)
            for f in wide
        ]
    )


def _is_view(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string_view(kind))
