"""How much was reported, so that louder months are not taken for worse ones."""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

from detente.measuring.periods import Frequency

Normalise = Literal["none", "coverage", "publishers"]

_TRUNCATE: Final[dict[Frequency, str]] = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
# Rows added to both sides before a month's coverage is compared with the usual: under a handful nothing is usual.
_LEAST: Final = 5.0


def period_start(column: str, freq: Frequency) -> pl.Expr:
    """Return the first day of the period that the date of a column lies in; weeks run from Monday."""
    return pl.col(column).dt.truncate(_TRUNCATE[freq])


def between(dyad: tuple[str, str]) -> pl.Expr:
    """Return what is true of the rows of an event table between the two countries, either way."""
    a, b = dyad
    source, target = pl.col("source_country"), pl.col("target_country")
    return ((source == a) & (target == b)) | ((source == b) & (target == a))


def coverage(table: pl.LazyFrame, dyad: tuple[str, str], freq: Frequency) -> pl.DataFrame:
    """Return how many rows of the table are about either country, but not about the two together.

    The dyad's own rows are left out: a crisis makes its own coverage, and would be divided away by it.

    Returns:
        `period_start` and `coverage`, weighted rows; periods without any have no row.
    """
    about = pl.col("source_country").is_in(dyad) | pl.col("target_country").is_in(dyad)
    return (
        table.filter(about.fill_null(False), ~between(dyad).fill_null(False), pl.col("date").is_not_null())
        .group_by(period_start=period_start("date", freq))
        .agg(coverage=pl.col("weight").sum())
        .sort("period_start")
        .collect()
    )


def by_publisher(table: pl.LazyFrame, freq: Frequency) -> pl.DataFrame:
    """Return what a row of each publisher and period counts: the publisher's usual volume over that of the period.

    Returns:
        `publisher`, `period_start` and `factor`; rows without publisher have none.
    """
    volume = (
        table.filter(pl.col("publisher").is_not_null(), pl.col("date").is_not_null())
        .group_by("publisher", period_start=period_start("date", freq))
        .agg(volume=pl.col("weight").sum())
    )
    usual = pl.col("volume").mean().over("publisher")
    return (
        volume.with_columns(factor=(usual + _LEAST) / (pl.col("volume") + _LEAST))
        .select("publisher", "period_start", "factor")
        .collect()
    )


def factors(found: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """Return what a row of each period counts: usual coverage over that of the period.

    Args:
        found: What `coverage` returns.
        periods: `period_start` of every period of the series.

    Returns:
        `period_start`, `coverage` and `factor`.
    """
    joined = periods.select("period_start").join(found, on="period_start", how="left").fill_null(0.0)
    usual = pl.col("coverage").mean()
    return joined.with_columns(factor=(usual + _LEAST) / (pl.col("coverage") + _LEAST))
