"""Monthly sums of every dyad from an event table on disk, in one pass.

A row group of a Parquet file is the unit of work. Its countries arrive as codes into a dictionary, so that month and pair
make one small number, and sums are counts of such numbers (`numpy.bincount`); threads decode and count row groups side
by side, and only columns that matter are decoded. A table sorted by date, as `detente import` writes it, has few months
in a row group and is quickest.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from detente.measuring.table import table_files

Twins = Literal["each", "shared", "none"]

SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "source_country": pl.String(),
    "target_country": pl.String(),
    "cooperation": pl.Float64(),
    "conflict": pl.Float64(),
    "acts": pl.Float64(),
    "cooperative": pl.Float64(),
    "conflictual": pl.Float64(),
    "unscored": pl.Float64(),
}
_VALUES: Final = ("cooperation", "conflict", "cooperative", "conflictual", "unscored")
_COUNTRIES: Final = ("source_country", "target_country")
# Above this many months × pairs × signs the cells of a row group are sorted out instead of laid out: 64 MiB of sums.
_MOST_CELLS: Final = 8_000_000
# With fewer rows than that share of cells, sorting the rows is quicker than looking through the cells.
_SPARSE: Final = 8
# Cells of row groups that are kept before they are added up.
_MOST_WAITING: Final = 2_000_000
_FIRST_DAY, _LAST_DAY = np.datetime64("1500-01-01"), np.datetime64("2200-01-01")

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums by month and directed dyad, in order of month, source and target.

    Attributes:
        names: Of countries, sorted; `source` and `target` are numbers in it.
        month: Months since January 1970.
    """

    names: tuple[str, ...]
    month: Ints
    source: Ints
    target: Ints
    cooperation: Floats
    conflict: Floats
    cooperative: Floats
    conflictual: Floats
    unscored: Floats


@dataclass(frozen=True, slots=True)
class _Group:
    """A row group to count."""

    file: Path
    number: int
    scale: str
    twins: Twins
    columns: tuple[str, ...]
    metadata: pq.FileMetaData


def monthly(
    path: Path | Iterable[Path], *, scale: str = "plover", twins: Twins = "each", threads: int | None = None
) -> pl.DataFrame:
    """Return the monthly sums of every directed dyad of an event table.

    Rows count that the table says count (`table`: two countries, actors of state sectors, a status that stands for an
    act) and whose date lies within one month.

    Args:
        path: An event table, or several.
        scale: The column of scores: `plover`, `goldstein_icews`, `goldstein_phoenix` or `score`.
        twins: What the rows of a mirrored pair count: `each` 1, which is right for one direction by itself; `shared` ½, so
            that A→B and B→A sum to each act once; `none` nothing, which leaves acts that have a direction.
        threads: Row groups counted at once; None takes as many as the machine has cores.

    Returns:
        A frame sorted by month, source and target, with the columns of `SCHEMA`; months without acts have no row:

        - `month`: its first day.
        - `cooperation`, `conflict`: sums of the scores of zero and more and of those below zero.
        - `acts`: weight of the acts, `cooperative` of those with a score of zero or more, `conflictual` of those below,
          `unscored` of those without a score, which the sums lack.

    Raises:
        ReadError: If a path holds no event table.
        ValueError: If a file lacks the column of scores.
    """
    groups = list(_groups([path] if isinstance(path, Path) else list(path), scale, twins))
    workers = threads or os.cpu_count() or 1
    parts: list[_Sums] = []
    waiting = 0
    with ThreadPoolExecutor(workers) as pool:
        for part in _ahead(pool, groups, workers * 2):
            parts.append(part)
            waiting += len(part.month)
            if waiting > _MOST_WAITING:
                # A table that is not sorted has every month in every row group: add up before there are too many.
                parts = [_added(parts)]
                waiting = 0
    whole = _added(parts)
    values = {name: getattr(whole, name) for name in _VALUES}
    return pl.DataFrame(
        {
            "month": whole.month.astype("datetime64[M]").astype("datetime64[D]"),
            "source_country": pl.Series(whole.names, dtype=pl.String).gather(whole.source),
            "target_country": pl.Series(whole.names, dtype=pl.String).gather(whole.target),
            "cooperation": values["cooperation"],
            "conflict": values["conflict"],
            "acts": values["cooperative"] + values["conflictual"] + values["unscored"],
            "cooperative": values["cooperative"],
            "conflictual": values["conflictual"],
            "unscored": values["unscored"],
        },
        schema=SCHEMA,
    )


def _ahead(pool: ThreadPoolExecutor, groups: list[_Group], most: int) -> Iterator[_Sums]:
    """Yield the sums of the groups in order, with no more than `most` of them waiting."""
    rest = iter(groups)
    running = deque(pool.submit(_count, group) for group in islice(rest, most))
    while running:
        yield running.popleft().result()
        running.extend(pool.submit(_count, group) for group in islice(rest, 1))


def _added(parts: list[_Sums]) -> _Sums:
    """Return the sums of several parts as one, in order of month and names."""
    names = tuple(sorted({name for part in parts for name in part.names}))
    rank = {name: number for number, name in enumerate(names)}
    width = len(names)
    keys = [np.empty(0, np.int64)]
    for part in parts:
        # Names are sorted in every part, so that the keys of a part stay in order.
        own = np.array([rank[name] for name in part.names], dtype=np.int64)
        keys.append((part.month * width + own[part.source]) * width + own[part.target])
    key = np.concatenate(keys)
    order = None
    if len(key) > 1 and not bool((key[1:] >= key[:-1]).all()):
        order = np.argsort(key, kind="stable")
        key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.empty(0, np.int64)
    sums: dict[str, Floats] = {}
    for name in _VALUES:
        values = np.concatenate([np.empty(0), *(getattr(part, name) for part in parts)])
        values = values if order is None else values[order]
        sums[name] = values if len(starts) == len(values) else np.add.reduceat(values, starts)
    key = key[starts]
    return _Sums(names, key // (width * width or 1), key // (width or 1) % (width or 1), key % (width or 1), **sums)


def _groups(paths: list[Path], scale: str, twins: Twins) -> Iterator[_Group]:
    for file in (file for path in paths for file in table_files(path)):
        metadata = pq.read_metadata(file)
        names = metadata.schema.to_arrow_schema().names
        if scale not in names:
            raise ValueError(f"{file} has no column {scale}")
        for number in range(metadata.num_row_groups):
            columns = ["date", *_COUNTRIES, scale, "counts"]
            if twins != "each":
                columns.append("weight")
            if not _all_days(metadata.row_group(number), names):
                columns.append("date_end")
            yield _Group(file, number, scale, twins, tuple(columns), metadata)


def _all_days(group: pq.RowGroupMetaData, names: list[str]) -> bool:
    """Tell whether every date of a row group is a day, by what its footer says, so that ends need not be read."""
    statistics = group.column(names.index("precision")).statistics
    return bool(statistics is not None and statistics.has_min_max and statistics.min == statistics.max == "day")


def _count(group: _Group) -> _Sums:
    """Return the sums of a row group."""
    with pq.ParquetFile(group.file, metadata=group.metadata, read_dictionary=list(_COUNTRIES)) as parquet:
        table = parquet.read_row_group(group.number, columns=list(group.columns), use_threads=False)
    table = table.unify_dictionaries().combine_chunks()
    if not table.num_rows:
        return _added([])
    days = _values(table, "date", np.int32(0))
    months = _month_numbers()[days - _offset()]
    first = int(months.min())
    source, sources = _codes(table, "source_country")
    target, targets = _codes(table, "target_country")
    pairs = len(sources) * len(targets)
    spread = (int(months.max()) - first + 1) * pairs
    score = table.column(group.scale).chunk(0)
    missing = score.is_null().to_numpy(zero_copy_only=False) if score.null_count else None
    values = _values(table, group.scale, 0.0)
    # Signs side by side: rows at or above zero, rows below.
    cell = (((months - first) * len(sources) + source) * len(targets) + target) * 2 + (values < 0)
    weights = _weights(table, group, months)
    if weights is not None:
        kept = weights > 0
        cell, values, weights = cell[kept], values[kept], weights[kept]
        missing = missing[kept] if missing is not None else None
        if bool((weights == 1).all()):
            weights = None
    number, sums, acts, without = _summed(cell, values, weights, missing, spread)
    month, pair = np.divmod(number, pairs)
    there = (pair // len(targets) < len(sources) - 1) & (pair % len(targets) < len(targets) - 1)
    names = tuple(sorted({*sources[:-1], *targets[:-1]}))
    rank = {name: place for place, name in enumerate(names)}
    own_source = np.array([rank[name] for name in sources[:-1]] or [0], dtype=np.int64)
    own_target = np.array([rank[name] for name in targets[:-1]] or [0], dtype=np.int64)
    return _Sums(
        names,
        first + month[there],
        own_source[pair[there] // len(targets)],
        own_target[pair[there] % len(targets)],
        sums[there, 0],
        sums[there, 1],
        acts[there, 0] - without[there],
        acts[there, 1],
        without[there],
    )


def _weights(table: pa.Table, group: _Group, months: npt.NDArray[np.int32]) -> Floats | None:
    """Return what each row counts, or None where every row counts 1."""
    weights: Floats | None = None
    if group.twins != "each":
        weights = _values(table, "weight", 1.0)
        if group.twins == "none":
            weights = (weights == 1).astype(np.float64)
    counts = table.column("counts")
    if counts.null_count or counts.chunk(0).false_count:
        there = _values(table, "counts", False)
        weights = there.astype(np.float64) if weights is None else weights * there
    if "date_end" in group.columns:
        ends = _values(table, "date_end", np.int32(0)).astype(np.int32, copy=False)
        inside = _month_numbers()[ends - _offset()] == months
        weights = inside.astype(np.float64) if weights is None else weights * inside
    return weights


def _summed(
    cell: Ints, values: Floats, weights: Floats | None, missing: npt.NDArray[np.bool_] | None, cells: int
) -> tuple[Ints, Floats, Floats, Floats]:
    """Return the cells that have rows, each with two sums of scores and of weights, and the weight without a score.

    A row's number is twice its cell and one more where its score is below zero; those without a score count as above.
    """
    used: Ints | None = None
    if cells > min(_MOST_CELLS, _SPARSE * len(cell)):
        used, where = np.unique(cell >> 1, return_inverse=True)
        cell, cells = where * 2 + (cell & 1), len(used)
    acts = _bins(cell, weights, cells * 2)
    sums = _bins(cell, values if weights is None else values * weights, cells * 2)
    without: Floats = np.zeros(cells)
    if missing is not None and missing.any():
        without += _bins(cell[missing] >> 1, None if weights is None else weights[missing], cells)
    there = np.flatnonzero(acts[::2] + acts[1::2])
    numbers = there if used is None else used[there]
    return numbers, sums.reshape(-1, 2)[there], acts.reshape(-1, 2)[there], without[there]


def _bins(cell: Ints, weights: Floats | None, cells: int) -> Floats:
    counted: Floats = np.bincount(cell, weights, cells).astype(np.float64, copy=False)
    return counted


def _codes(table: pa.Table, name: str) -> tuple[Ints, list[str]]:
    """Return each row's number in the sorted names of a column, and those names, the last of which is the missing one."""
    column = table.column(name).chunk(0)
    written: list[str] = column.dictionary.to_pylist()
    order = np.argsort(np.array(written, dtype=object), kind="stable")
    rank = np.empty(len(written) + 1, np.int64)
    rank[order] = np.arange(len(written))
    rank[-1] = len(written)
    indices = column.indices
    if indices.null_count:
        indices = indices.fill_null(len(written))
    return rank[indices.to_numpy(zero_copy_only=False)], [*(written[place] for place in order), ""]


def _values(table: pa.Table, name: str, instead: Any) -> npt.NDArray[Any]:
    """Return a column as an array, nulls as `instead`."""
    column = table.column(name).chunk(0)
    if pa.types.is_date32(column.type):
        column = column.view(pa.int32())
    if column.null_count:
        column = column.fill_null(pa.scalar(instead, column.type))
    return column.to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]  # pyarrow has no types


@cache
def _month_numbers() -> npt.NDArray[np.int32]:
    """Return for each day from `_FIRST_DAY` its month, counted from January 1970."""
    days = np.arange(_FIRST_DAY, _LAST_DAY, dtype="datetime64[D]")
    return days.astype("datetime64[M]").astype(np.int32)


@cache
def _offset() -> int:
    return int(_FIRST_DAY.astype("datetime64[D]").astype(np.int32))
