"""The acts of a dyad, month by month, as the numbers that turning points are looked for in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from detente.measuring.normalise import between, period_start

ROOTS: Final = 21

# The CAMEO root that stands for a PLOVER type where an act has no CAMEO code (CAMEO and PLOVER correspond root by root).
_ROOT_OF: Final[dict[str, int]] = {
    "AGREE": 3, "CONSULT": 4, "SUPPORT": 5, "COOPERATE": 6, "AID": 7, "CONCEDE": 8, "RETREAT": 8, "REQUEST": 10,
    "ACCUSE": 11, "REJECT": 12, "THREATEN": 13, "PROTEST": 14, "MOBILIZE": 15, "SANCTION": 16, "COERCE": 17,
    "ASSAULT": 19,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of a dyad by direction, month and CAMEO root.

    Attributes:
        dyad: The two countries.
        start: First day of the first month.
        counts: Array of 2 directions (A→B, B→A) × months × 21 roots (index 0 is unused); acts, each row of a mirrored
            pair counting ½.
    """

    dyad: tuple[str, str]
    start: date
    counts: npt.NDArray[np.float64]

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        first = month_number(self.start)
        return tuple(month_day(first + at) for at in range(self.counts.shape[1]))

    def until(self, months: int) -> Acts:
        """Return the first `months` months alone: what was known then."""
        return Acts(self.dyad, self.start, self.counts[:, :months])


def month_number(day: date) -> int:
    """Return the number of a day's month, counted from January of year 0."""
    return day.year * 12 + day.month - 1


def month_day(number: int) -> date:
    """Return the first day of a month by its number."""
    return date(number // 12, number % 12 + 1, 1)


def acts_of(
    table: pl.DataFrame | pl.LazyFrame, dyad: tuple[str, str], *, first: date | None = None, last: date | None = None
) -> Acts | None:
    """Return the acts of a dyad by month from an event table.

    Only rows that count and that lie within one month are taken. An act without CAMEO code stands under the root of its
    PLOVER type; one with neither is left out.

    Args:
        table: An event table (`detente.measuring.table`).
        dyad: The two countries.
        first, last: The months from and to which the series runs; None takes those of the first and last act.

    Returns:
        The series, or None where the dyad has no act.
    """
    rows = (
        rows_of(table.lazy(), dyad)
        .with_columns(
            month=pl.col("date").dt.year().cast(pl.Int64) * 12 + pl.col("date").dt.month() - 1,
            back=pl.col("source_country") == dyad[1],
        )
        .group_by("month", "back", "root")
        .agg(pl.col("weight").sum())
        .collect()
    )
    return from_rows(rows.select("month", "back", "root", "weight").iter_rows(), dyad, first=first, last=last)


def rows_of(table: pl.LazyFrame, dyad: tuple[str, str]) -> pl.LazyFrame:
    """Return the rows of an event table that are counted for a dyad, with their CAMEO `root`."""
    return (
        table.filter(
            pl.col("counts"),
            between(dyad),
            pl.col("date").is_not_null(),
            period_start("date", "month") == period_start("date_end", "month"),
        )
        .with_columns(
            root=pl.coalesce(
                pl.col("cameo").str.slice(0, 2).cast(pl.Int64, strict=False),
                pl.col("type").replace_strict(_ROOT_OF, default=None, return_dtype=pl.Int64),
            )
        )
        .filter(pl.col("root").is_between(1, ROOTS - 1))
    )


def from_rows(
    rows: Iterable[tuple[int, bool, int, float]],
    dyad: tuple[str, str],
    *,
    first: date | None = None,
    last: date | None = None,
) -> Acts | None:
    """Return the acts of a dyad from counts: number of the month, whether B acts on A, CAMEO root, acts."""
    kept = list(rows)
    if not kept:
        return None
    start = min(month for month, *_ in kept) if first is None else month_number(first)
    end = max(month for month, *_ in kept) if last is None else month_number(last)
    counts = np.zeros((2, max(end - start + 1, 0), ROOTS))
    for month, back, root, weight in kept:
        if start <= month <= end:
            counts[int(back), month - start, root] += weight
    return Acts(dyad, month_day(start), counts)
