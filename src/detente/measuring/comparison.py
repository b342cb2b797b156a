"""Several dyads side by side: a table, a star or triangle of states, the periods that moved most of them, and peers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from detente.measuring.index import LEAST_INCIDENTS, LEAST_PERIODS
from detente.measuring.normalise import period_start
from detente.measuring.periods import Frequency, periods

Floats = npt.NDArray[np.float64]
Dyad = tuple[str, str]

# Periods before one that it is compared with, and how many of them must have acts.
_BEFORE: Final = 12
_LEAST_BEFORE: Final = 6
# Robust deviations from which a period counts as a move.
_MOVE: Final = 1.0
# Periods over which paths are smoothed before they are likened, and common periods that it takes.
_SMOOTH: Final = 3
_LEAST_COMMON: Final = 24

NETS: Final[dict[str, pl.DataType]] = {
    "country_a": pl.String(),
    "country_b": pl.String(),
    "period_start": pl.Date(),
    "cooperation": pl.Float64(),
    "conflict": pl.Float64(),
    "net": pl.Float64(),
    "acts": pl.Float64(),
}
TABLE: Final[dict[str, pl.DataType]] = {
    "country_a": pl.String(),
    "country_b": pl.String(),
    "acts": pl.Float64(),
    "periods": pl.UInt32(),
    "first": pl.Date(),
    "last": pl.Date(),
    "cooperation": pl.Float64(),
    "conflict": pl.Float64(),
    "net": pl.Float64(),
    "recent": pl.Float64(),
    "before": pl.Float64(),
    "change": pl.Float64(),
    "worst": pl.Date(),
    "best": pl.Date(),
    "not_enough": pl.String(),
}
MOVES: Final[dict[str, pl.DataType]] = {
    "period_start": pl.Date(),
    "dyads": pl.UInt32(),
    "improved": pl.UInt32(),
    "worsened": pl.UInt32(),
    "balance": pl.Float64(),
    "worsened_most": pl.List(pl.String()),
    "improved_most": pl.List(pl.String()),
}
PEERS: Final[dict[str, pl.DataType]] = {
    "country_a": pl.String(),
    "country_b": pl.String(),
    "periods": pl.UInt32(),
    "correlation": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
}


def triangle(first: str, second: str, third: str) -> tuple[Dyad, ...]:
    """Return the three dyads of three states."""
    return tuple(combinations((first, second, third), 2))


def star(middle: str, others: Iterable[str]) -> tuple[Dyad, ...]:
    """Return the dyads of one state with each of several: Seoul between Tokyo, Beijing and Washington."""
    return tuple((middle, other) for other in others)


def nets(
    table: pl.DataFrame | pl.LazyFrame,
    dyads: Sequence[Dyad] | None = None,
    *,
    freq: Frequency = "month",
    scale: str = "plover",
) -> pl.DataFrame:
    """Return the sums of dyads by period, both directions together, each mirrored pair counting once.

    Args:
        table: An event table.
        dyads: Which, in any order of their countries; None takes every dyad of the table.
        freq: Length of a period.
        scale: Column of scores.

    Returns:
        A frame with the columns of `NETS`: every period of the table for each dyad asked for, or with an act,
        countries and periods in order; `country_a` and `country_b` as asked for, else in the order of the alphabet.
    """
    a, b = pl.min_horizontal("source_country", "target_country"), pl.max_horizontal("source_country", "target_country")
    value = pl.col(scale) * pl.col("weight")
    rows = (
        table.lazy()
        .filter(pl.col("counts"), pl.col("date").is_not_null())
        .filter(
            period_start("date", freq) == period_start("date_end", freq),
            pl.col("source_country") != pl.col("target_country"),
        )
        .with_columns(low=a, high=b)
    )
    if dyads is not None:
        wanted = pl.DataFrame(
            [(*sorted(dyad), *dyad) for dyad in dyads],
            schema=dict.fromkeys(("low", "high", "country_a", "country_b"), pl.String),
            orient="row",
        )
        rows = rows.join(wanted.lazy(), on=["low", "high"])
    else:
        rows = rows.with_columns(country_a="low", country_b="high")
    found = (
        rows.group_by("country_a", "country_b", period_start=period_start("date", freq))
        .agg(
            cooperation=value.filter(value > 0).sum(),
            conflict=value.filter(value < 0).sum(),
            acts=pl.col("weight").sum(),
        )
        .collect()
    )
    if found.is_empty():
        return pl.DataFrame(schema=NETS)
    starts = found["period_start"]
    spans = pl.DataFrame(
        {"period_start": [start for start, _ in periods(starts.min(), starts.max(), freq)]}  # type: ignore[arg-type]
    )
    keys = ["country_a", "country_b"]
    asked = found.select(keys).unique() if dyads is None else pl.DataFrame(list(dyads), schema=keys, orient="row")
    every = asked.join(spans, how="cross").join(found, on=[*keys, "period_start"], how="left")
    return (
        every.with_columns(pl.col("cooperation", "conflict", "acts").fill_null(0.0))
        .with_columns(net=pl.col("cooperation") + pl.col("conflict"))
        .select(pl.col(name).cast(kind) for name, kind in NETS.items())
        .sort(*keys, "period_start")
    )


def compare(found: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each dyad of `nets`, in the columns of `TABLE`.

    - `acts`, `periods` with acts, `first` and `last` of them.
    - `cooperation`, `conflict`, `net`: means of a period. `recent`: mean net of the last twelve periods, `before` of the
      twelve before these, `change` their difference.
    - `worst`, `best`: the periods with the lowest and the highest net.
    - `not_enough`: why the figures say nothing, with the numbers; the figures are then null.
    """
    rows = []
    for (a, b), part in found.group_by("country_a", "country_b", maintain_order=True):
        active = part.filter(pl.col("acts") > 0)
        acts = float(active["acts"].sum())
        row: dict[str, object] = {
            "country_a": a,
            "country_b": b,
            "acts": acts,
            "periods": active.height,
            "first": active["period_start"].min(),
            "last": active["period_start"].max(),
        }
        if active.height < LEAST_PERIODS or acts < LEAST_INCIDENTS:
            row["not_enough"] = (
                f"not enough: {acts:g} acts in {active.height} periods, where a line takes {LEAST_INCIDENTS} acts in "
                f"{LEAST_PERIODS} periods"
            )
        else:
            net = part["net"].to_numpy()
            recent, before = net[-_BEFORE:], net[-2 * _BEFORE : -_BEFORE]
            row |= {name: part[name].mean() for name in ("cooperation", "conflict", "net")}
            row["recent"] = float(recent.mean())
            if len(before):
                row |= {"before": float(before.mean()), "change": float(recent.mean() - before.mean())}
            row["worst"] = part["period_start"][int(np.argmin(net))]
            row["best"] = part["period_start"][int(np.argmax(net))]
        rows.append(row)
    return pl.DataFrame(rows, schema=TABLE)


def moves(found: pl.DataFrame) -> pl.DataFrame:
    """Return how many dyads of `nets` improved and worsened in each period, in the columns of `MOVES`.

    A dyad worsens in a period whose net lies more than one robust deviation (1.4826 × the median absolute deviation, at
    least one point of the scale) below the median of the twelve before, and improves likewise. A dyad counts where half of
    these twelve have acts.

    - `dyads`: that count. `improved`, `worsened`: of them. `balance`: improved less worsened over dyads, −1 to 1.
    - `worsened_most`, `improved_most`: the three that moved furthest, `KOR-JPN`.
    """
    away: list[pl.DataFrame] = []
    for (a, b), part in found.group_by("country_a", "country_b", maintain_order=True):
        values = _deviations(part["net"].to_numpy(), part["acts"].to_numpy())
        away.append(
            pl.DataFrame({"period_start": part["period_start"], "dyad": f"{a}-{b}", "z": values}).filter(
                pl.col("z").is_not_nan()
            )
        )
    if not away:
        return pl.DataFrame(schema=MOVES)
    z = pl.col("z")
    worse, better = z < -_MOVE, z > _MOVE
    return (
        pl.concat(away)
        .group_by("period_start")
        .agg(
            dyads=pl.len(),
            improved=better.sum(),
            worsened=worse.sum(),
            worsened_most=pl.col("dyad").filter(worse).sort_by(z.filter(worse)).head(3),
            improved_most=pl.col("dyad").filter(better).sort_by(-z.filter(better)).head(3),
        )
        .with_columns(
            balance=(pl.col("improved").cast(pl.Float64) - pl.col("worsened").cast(pl.Float64)) / pl.col("dyads")
        )
        .select(pl.col(name).cast(kind) for name, kind in MOVES.items())
        .sort("period_start")
    )


def peers(found: pl.DataFrame, dyad: Dyad) -> pl.DataFrame:
    """Return the other dyads of `nets` by how like their paths are, in the columns of `PEERS`, the likest first.

    Paths are nets on a scale that draws in extremes (inverse hyperbolic sine), as means of three periods. `correlation` is
    Pearson's over the `periods` in which both dyads had begun to have acts; `low` and `high` are its interval of 90 % by
    Fisher's transformation, for as many independent periods as the autocorrelation of both leaves (Bartlett 1946).
    Dyads with acts in fewer than 24 periods, or with fewer common ones, are left out.

    Raises:
        ValueError: If the dyad is not among them.
    """
    paths = {
        (a, b): _path(part["net"].to_numpy(), part["acts"].to_numpy())
        for (a, b), part in found.group_by("country_a", "country_b", maintain_order=True)
        if part.filter(pl.col("acts") > 0).height >= _LEAST_COMMON or {a, b} == set(dyad)
    }
    mine = paths.get(dyad, paths.get((dyad[1], dyad[0])))
    if mine is None:
        raise ValueError(f"there are no acts between {dyad[0]} and {dyad[1]}")
    rows = []
    for (a, b), other in paths.items():
        if {a, b} == set(dyad):
            continue
        both = ~np.isnan(mine) & ~np.isnan(other)
        if both.sum() < _LEAST_COMMON or mine[both].std() == 0 or other[both].std() == 0:
            continue
        rows.append((a, b, int(both.sum()), *_correlation(mine[both], other[both])))
    return pl.DataFrame(rows, schema=PEERS, orient="row").sort("correlation", descending=True)


def _deviations(net: Floats, acts: Floats) -> Floats:
    found = np.full(len(net), np.nan)
    for at in range(_BEFORE, len(net)):
        before = net[at - _BEFORE : at]
        if np.count_nonzero(acts[at - _BEFORE : at]) < _LEAST_BEFORE:
            continue
        middle = np.median(before)
        found[at] = (net[at] - middle) / max(1.4826 * float(np.median(np.abs(before - middle))), 1.0)
    return found


def _path(net: Floats, acts: Floats) -> Floats:
    """Return the smoothed path, not a number before the first act."""
    drawn_in = np.arcsinh(net)
    smooth = np.convolve(drawn_in, np.full(_SMOOTH, 1 / _SMOOTH), mode="same")
    begun = np.cumsum(acts) > 0
    return np.where(begun, smooth, np.nan)


def _correlation(first: Floats, second: Floats) -> tuple[float, float, float]:
    value = float(np.corrcoef(first, second)[0, 1])
    again = [max(float(np.corrcoef(x[:-1], x[1:])[0, 1]), 0.0) for x in (first, second)]
    shared = again[0] * again[1]
    independent = max(len(first) * (1 - shared) / (1 + shared), 4.0)
    middle, width = np.arctanh(np.clip(value, -0.9999, 0.9999)), 1.645 / np.sqrt(independent - 3)
    return value, float(np.tanh(middle - width)), float(np.tanh(middle + width))
