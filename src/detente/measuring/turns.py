"""Turning points: months in which the relations of two states turned worse or better, with what carried them.

Two readings of one question. *Online*: was this month a turn, as far as could be known at its end? *Offline*: looking back
over the whole series, when did relations turn? Both are a small logistic model over a handful of ratios
(`turns_features`), learned from documented turning points and shipped as `data/measuring/turn_models.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

import numpy as np
import polars as pl

from detente.data.tables import read_rows
from detente.measuring.turns_acts import Acts, rows_of
from detente.measuring.turns_features import LEVEL, Direction, Floats, Mode, features, volume, weighted, weights
from detente.measuring.turns_fit import Model, choose

Profile = Literal["dense", "thin"]

# Months of history without which a month is compared with nothing.
LEAST_MONTHS: Final = 12
# Weighted acts below which no month is a turn: one act is one report, and that may be an error.
LEAST_ACTS: Final = 2.0
# Acts of conflict a month from which a dyad's months are judged by the model learned from dense series.
DENSE_FROM: Final = 1.0

SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "country_a": pl.String(),
    "country_b": pl.String(),
    "mode": pl.String(),
    "direction": pl.String(),
    "probability": pl.Float64(),
    "acts": pl.Float64(),
    "usual": pl.Float64(),
    "parts": pl.List(
        pl.Struct({"month": pl.Date(), "source": pl.String(), "root": pl.String(), "share": pl.Float64()})
    ),
}

_ROW: Final = (
    "id", "date", "source_country", "target_country", "type", "cameo", "incident", "publisher", "story", "file", "line",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """Acts of one direction and CAMEO root that carried a turning point.

    Attributes:
        month: First day of their month.
        source: Who acted.
        root: CAMEO root, two figures.
        share: Of the weighted acts of the turn; the shares of all parts sum to one.
    """

    month: date
    source: str
    root: str
    share: float


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A month in which relations turned.

    Attributes:
        dyad: The two countries.
        month: Its first day.
        mode: `online` from that month and those before, `offline` from the whole series.
        direction: `worse` or `better`.
        probability: That a turn that a chronicle would name lies within a month of it (docs/turning_points.md).
        acts: The month's weighted acts that make for such a turn.
        usual: Their mean over the two years before.
        parts: Which acts they were, the largest share first.
    """

    dyad: tuple[str, str]
    month: date
    mode: Mode
    direction: Direction
    probability: float
    acts: float
    usual: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class NotEnough:
    """Why turning points of a dyad cannot be told.

    Attributes:
        dyad: The two countries.
        months: Months of the series.
        acts: Acts in them.
        least_months: How many months it takes.
    """

    dyad: tuple[str, str]
    months: int
    acts: float
    least_months: int = LEAST_MONTHS


@dataclass(frozen=True, slots=True)
class Judged:
    """What the models say of each month of a dyad.

    Attributes:
        probability: Of a turn within a month.
        against: The probability over the threshold of the model that judged the month; from 1 it is a turn.
    """

    probability: Floats
    against: Floats


def turning_points(
    acts: Acts, *, mode: Mode = "offline", direction: Direction = "worse", profile: Profile | None = None
) -> list[TurningPoint] | NotEnough:
    """Return the turning points of a dyad.

    Args:
        acts: Its acts by month (`acts_of`).
        mode: `online` judges each month by itself and those before, `offline` by all.
        direction: Which way relations turned.
        profile: `dense` for data that hold nearly all that was reported, `thin` for a part of it, where fewer acts
            make a turn; None tells each month by the acts of the dyad.

    Returns:
        The turning points in order of time, none where no month stands out; `NotEnough` where the series is too short.
    """
    if len(acts.months) <= LEAST_MONTHS:
        return NotEnough(acts.dyad, len(acts.months), float(acts.counts.sum()))
    judged = judge(acts, load_models(mode, direction), mode, direction, profile)
    values = weighted(acts, direction)
    return [
        TurningPoint(
            dyad=acts.dyad,
            month=acts.months[at],
            mode=mode,
            direction=direction,
            probability=float(judged.probability[at]),
            acts=float(values[at]),
            usual=float(values[max(0, at - LEVEL) : at].mean()) if at else 0.0,
            parts=_parts(acts, at, direction),
        )
        for at in turns_in(judged, mode)
    ]


def judge(
    acts: Acts,
    models: Mapping[Profile, Model],
    mode: Mode,
    direction: Direction,
    profile: Profile | None = None,
) -> Judged:
    """Return what the models say of each month.

    Without a profile it is how many acts of conflict the dyad has that says which model judges a month: online in the
    mean of the five years before, offline of the whole series.
    """
    rows = features(acts, mode, direction)
    dense = volume(acts, mode) >= DENSE_FROM if profile is None else np.full(len(rows), profile == "dense")
    by = {profile: model.probability(rows) for profile, model in models.items()}
    probability = np.where(dense, by["dense"], by["thin"])
    threshold = np.where(dense, models["dense"].threshold, models["thin"].threshold)
    against = np.where(weighted(acts, direction) >= LEAST_ACTS, probability / threshold, 0.0)
    return Judged(probability, against)


def turns_in(judged: Judged, mode: Mode, first: int = LEAST_MONTHS) -> tuple[int, ...]:
    """Return the months that are turns, by their number from the first month of the series.

    Args:
        judged: What the models say.
        mode: Which of months too near to one another stays (`choose`).
        first: The first month that can be one; online none can without history.
    """
    return choose(judged.against, 1.0, mode, first if mode == "online" else 0)


def behind(table: pl.DataFrame | pl.LazyFrame, point: TurningPoint) -> pl.DataFrame:
    """Return the rows of the event table that carried a turning point, the weightiest first.

    Args:
        table: The event table that its acts came from.
        point: The turning point.

    Returns:
        `id`, `date`, `source_country`, `target_country`, `type`, `cameo`, `incident`, `publisher`, `story`, `file` and `line`
        of the table, and `carried`: the row's weight in the turn; these sum to `acts` of the turning point.
    """
    carried = pl.col("root").replace_strict(dict(enumerate(weights(point.direction))), return_dtype=pl.Float64)
    return (
        rows_of(table.lazy(), point.dyad)
        .filter(pl.col("date").dt.truncate("1mo") == point.month)
        .with_columns(carried=carried * pl.col("weight"))
        .filter(pl.col("carried") > 0)
        .select(*_ROW, "carried")
        .sort("carried", "date", "id", descending=[True, False, False])
        .collect()
    )


def frame_of(points: Sequence[TurningPoint]) -> pl.DataFrame:
    """Return turning points as a frame with the columns of `SCHEMA`, which are the attributes of `TurningPoint`."""
    rows = [
        {
            "month": point.month,
            "country_a": point.dyad[0],
            "country_b": point.dyad[1],
            "mode": point.mode,
            "direction": point.direction,
            "probability": point.probability,
            "acts": point.acts,
            "usual": point.usual,
            "parts": [
                {"month": part.month, "source": part.source, "root": part.root, "share": part.share}
                for part in point.parts
            ],
        }
        for point in points
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


@cache
def load_models(mode: Mode, direction: Direction) -> dict[Profile, Model]:
    """Return the shipped models for dense and thin series (`data/measuring/turn_models.csv`)."""
    found: dict[Profile, Model] = {}
    for profile in ("dense", "thin"):
        rows = [
            row
            for row in read_rows("measuring/turn_models.csv")
            if (row["mode"], row["direction"], row["profile"]) == (mode, direction, profile)
        ]
        last = {row["feature"]: row for row in rows}
        named = [row for row in rows if row["feature"] not in ("(intercept)", "(threshold)")]
        found[profile] = Model(
            names=tuple(row["feature"] for row in named),
            centre=tuple(float(row["centre"]) for row in named),
            spread=tuple(float(row["spread"]) for row in named),
            weights=tuple(float(row["weight"]) for row in named),
            intercept=float(last["(intercept)"]["weight"]),
            threshold=float(last["(threshold)"]["weight"]),
        )
    return found


def _parts(acts: Acts, at: int, direction: Direction) -> tuple[Part, ...]:
    """Return the weighted acts of a month by direction and root; they sum to what `weighted` has for it."""
    values = acts.counts[:, at] * weights(direction)
    whole = values.sum()
    parts = [
        Part(acts.months[at], acts.dyad[side], f"{root:02d}", float(values[side, root] / whole))
        for side, root in np.argwhere(values > 0)
    ]
    return tuple(sorted(parts, key=lambda part: (-part.share, part.source, part.root)))
