"""The turning points of the last two years of all dyads of a store, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

import numpy as np
import polars as pl

from detente.measuring.turns import LEAST_ACTS, LEAST_MONTHS, NotEnough, TurningPoint, turning_points
from detente.measuring.turns_acts import from_rows, rows_of
from detente.measuring.turns_features import Direction, weighted
from detente.web.case import Case
from detente.web.views.acts import acts_table
from detente.web.views.addresses import address
from detente.web.views.periods import before, period_name
from detente.web.views.soon import Soon, soon

# Dyads with fewer acts have no month that stands out.
_LEAST_ACTS: Final = 6.0
# Months before the last act of the store that are looked at; a dyad's own page has all of its turns.
RECENT: Final = 24
DIRECTIONS: Final[tuple[Direction, ...]] = ("worse", "better")


@dataclass(frozen=True, slots=True)
class Turned:
    """A turning point of a dyad, its month in words, and the address of the acts that carried it."""

    point: TurningPoint
    name: str
    href: str


def latest_turns(case: Case, wait_s: float) -> Soon[tuple[Turned, ...]]:
    """Return the recent turning points of all dyads, the latest first, if they are there within `wait_s` seconds."""
    return soon(case, "turning points", lambda: _all(case), wait_s)


def _all(case: Case) -> tuple[Turned, ...]:
    table = acts_table(case)
    pair = {
        "a": pl.min_horizontal("source_country", "target_country"),
        "b": pl.max_horizontal("source_country", "target_country"),
    }
    counted = table.filter(pl.col("counts"), pl.col("date").is_not_null()).with_columns(**pair)
    many = (
        counted.group_by("a", "b")
        .agg(acts=pl.col("weight").sum(), days=(pl.col("date").max() - pl.col("date").min()).dt.total_days())
        .filter(pl.col("acts") >= _LEAST_ACTS, pl.col("days") > LEAST_MONTHS * 27)
    )
    last = counted["date"].max()
    if not isinstance(last, date):
        return ()
    since = before(last.replace(day=1), "month", RECENT - 1)
    chosen = counted.join(many, on=["a", "b"], how="semi")
    found: list[TurningPoint] = []
    for dyad, rows in groupby(_monthly(chosen).iter_rows(), key=lambda row: (row[0], row[1])):
        acts = from_rows((row[2:] for row in rows), dyad)
        if acts is None:
            continue
        recent = np.array([month >= since for month in acts.months])
        for direction in DIRECTIONS:
            # Months with fewer acts are no turns, which is quickly told; most dyads have none with so many of late.
            if recent.any() and weighted(acts, direction)[recent].max() >= LEAST_ACTS:
                points = turning_points(acts, direction=direction)
                found += [] if isinstance(points, NotEnough) else [one for one in points if one.month >= since]
    found.sort(key=lambda one: one.probability, reverse=True)
    found.sort(key=lambda one: one.month, reverse=True)
    return tuple(Turned(one, period_name(one.month, "month"), _href(case, one)) for one in found)


def _monthly(chosen: pl.DataFrame) -> pl.DataFrame:
    """Return the acts of many dyads as `turns_acts.from_rows` takes those of one: `a`, `b`, month, direction, root, weight.

    `rows_of` knows one dyad, so each country of a pair is called by its place in it.
    """
    placed = chosen.lazy().with_columns(
        source_country=pl.when(pl.col("source_country") == pl.col("a")).then(pl.lit("A")).otherwise(pl.lit("B")),
        target_country=pl.when(pl.col("target_country") == pl.col("a")).then(pl.lit("A")).otherwise(pl.lit("B")),
    )
    month = pl.col("date").dt.year().cast(pl.Int64) * 12 + pl.col("date").dt.month() - 1
    return (
        rows_of(placed, ("A", "B"))
        .group_by("a", "b", month=month, back=pl.col("source_country") == "B", root=pl.col("root"))
        .agg(pl.col("weight").sum())
        .sort("a", "b", "month", "back", "root")
        .collect()
    )


def _href(case: Case, point: TurningPoint) -> str:
    a, b = point.dyad
    return address(case, f"/dyads/{a}-{b}/acts", turn=point.direction, period=point.month.isoformat())
