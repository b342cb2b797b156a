"""The index of a dyad from an event table, and the acts and weights that each of its values is made of.

`parts` is the long form: every act in every value that it counts in, with its weights. `series` sums it. A value is hence
always the sum of its parts, whatever the options.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
import polars as pl

from detente.measuring import latent
from detente.measuring.index import LEAST_INCIDENTS, LEAST_PERIODS
from detente.measuring.index import SCHEMA as INDEX
from detente.measuring.normalise import Normalise, between, by_publisher, coverage, factors, period_start
from detente.measuring.periods import Frequency, periods
from detente.measuring.table import SCALES

PARTS: Final[dict[str, pl.DataType]] = {
    "period_start": pl.Date(),
    "direction": pl.String(),
    "id": pl.String(),
    "date": pl.Date(),
    "source": pl.String(),
    "target": pl.String(),
    "type": pl.String(),
    "cameo": pl.String(),
    "quad": pl.UInt8(),
    "score": pl.Float64(),
    "weight": pl.Float64(),
    "factor": pl.Float64(),
    "decay": pl.Float64(),
    "contribution": pl.Float64(),
    "confidence": pl.Float64(),
    "reports": pl.UInt32(),
    "publisher": pl.String(),
    "incident": pl.String(),
    "story": pl.String(),
    "file": pl.String(),
    "line": pl.UInt32(),
}

_LEVELS: Final = tuple(
    f"{kind}_{part}" for kind in ("cooperation", "conflict", "net") for part in ("level", "low", "high")
)

SCHEMA: Final[dict[str, pl.DataType]] = (
    {name: kind() for name, kind in INDEX.items()}
    | {name: pl.Float64() for name in ("incidents", "unscored")}
    | {
        f"{strength}_{kind}": pl.Float64()
        for strength in ("verbal", "material")
        for kind in ("cooperation", "conflict")
    }
    | {"coverage": pl.Float64()}
    | {name: pl.Float64() for name in _LEVELS}
)

_QUADS: Final = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
# Half-lives after which an act no longer counts: a thousandth is left of it.
_HALF_LIVES: Final = 10


def parts(
    table: pl.DataFrame | pl.LazyFrame,
    *,
    dyad: tuple[str, str],
    freq: Frequency = "month",
    scale: str = "plover",
    normalise: Normalise = "none",
    publishers: Collection[str] = (),
    window: int = 1,
    half_life: float | None = None,
) -> pl.DataFrame:
    """Return every act in every value of the index of a dyad that it counts in.

    Args:
        table: An event table (`detente.measuring.table`).
        dyad: The two countries A and B.
        freq: Length of a period.
        scale: `plover`, `goldstein_icews`, `goldstein_phoenix`, or `score`, the data set's own.
        normalise: `coverage` divides each period by how much was reported of either country with others, against the
            usual; `publishers` divides each publisher's rows by how much it reported in all; see `normalise`.
        publishers: Only rows of these publishers; none means all.
        window: Periods of which a value is the mean: its own and those before.
        half_life: Periods after which an act counts half as much; a value is then the weighted mean of its period and those
            before. Not with a window.

    Returns:
        A frame with the columns of `PARTS`, sorted by period, direction and date:

        - `period_start`, `direction` (`A→B`, `B→A`, `both`): of the value.
        - `id` … `quad`, `confidence`, `reports`, `publisher`, `incident`, `story`, `file`, `line`: of the row of the table.
        - `score` on the scale, null where it has none. `weight`: 1, and ½ in `both` for each row of a mirrored pair.
          `factor`: by how much normalising changes it. `decay`: its share by window or half-life.
        - `contribution`: score × weight × factor × decay; those of one value sum to it.

    Raises:
        ValueError: If the countries are one, the scale is unknown, or the window and the half-life are not above nought.
    """
    a, b = dyad
    if a == b:
        raise ValueError(f"a dyad has two countries, not {a} twice")
    if scale not in SCALES:
        raise ValueError(f"there is no scale {scale}, only {', '.join(SCALES)}")
    if window < 1 or (half_life is not None and (half_life <= 0 or window != 1)):
        raise ValueError("a window is one period or more, a half-life above nought, and not both are given")
    lazy = table.lazy()
    rows = _rows(lazy, dyad, freq, scale, publishers)
    if rows.is_empty():
        return pl.DataFrame(schema=PARTS)
    spans = _periods(rows, freq)
    if normalise == "coverage":
        weighted = rows.join(
            factors(coverage(lazy, dyad, freq), spans).select("period_start", "factor"), on="period_start", how="left"
        )
    elif normalise == "publishers":
        weighted = rows.join(by_publisher(lazy, freq), on=["publisher", "period_start"], how="left")
    else:
        weighted = rows.with_columns(factor=pl.lit(1.0))
    weighted = weighted.with_columns(pl.col("factor").fill_null(1.0))
    spread = _spread(weighted, spans, _decays(window, half_life))
    directed = pl.format("{}→{}", "source", "target")
    together = pl.concat([spread.with_columns(direction=directed, weight=pl.lit(1.0)), _both(spread)])
    contribution = pl.col("score") * pl.col("weight") * pl.col("factor") * pl.col("decay")
    return (
        together.with_columns(contribution=contribution)
        .select(pl.col(name).cast(kind) for name, kind in PARTS.items())
        .sort("period_start", "direction", "date", "id")
    )


def series(
    table: pl.DataFrame | pl.LazyFrame,
    *,
    dyad: tuple[str, str],
    freq: Frequency = "month",
    scale: str = "plover",
    normalise: Normalise = "none",
    publishers: Collection[str] = (),
    window: int = 1,
    half_life: float | None = None,
    levels: bool = True,
) -> pl.DataFrame:
    """Return the index of a dyad: one row for each period and direction, from the first counted act to the last.

    Args:
        table, dyad, freq, scale, normalise, publishers, window, half_life: As of `parts`.
        levels: Whether to estimate the levels, which takes seconds for thousands of periods.

    Returns:
        A frame with the columns of `SCHEMA`, no rows where no act counts: those of `measure` (`incidents`, `unscored` and
        the quad classes are of the period itself and may be halves, since each row of a mirrored pair is ½ of an act in
        `both`; `publishers` is null where no row names one), and

        - `coverage`: how much was reported of either country with others, the mean being 1; null where nothing was.
        - `cooperation_level`, `_low`, `_high`, and the same of `conflict` and `net`: the latent level and its interval
          of 90 %, at mean coverage (`latent`); null in all periods where there are too few acts for a line.

    Raises:
        ValueError: As `parts`.
    """
    every = parts(
        table,
        dyad=dyad,
        freq=freq,
        scale=scale,
        normalise=normalise,
        publishers=publishers,
        window=window,
        half_life=half_life,
    )
    if every.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    a, b = dyad
    directions = pl.DataFrame(
        {"direction": [f"{a}→{b}", f"{b}→{a}", "both"], "source": [a, b, a], "target": [b, a, b], "order": [0, 1, 2]}
    )
    own = every.filter(period_start("date", freq) == pl.col("period_start"))
    spans = _periods(own, freq)
    seen = factors(coverage(table.lazy(), dyad, freq), spans).select(
        "period_start", coverage=pl.when(pl.col("coverage").sum() > 0).then(1 / pl.col("factor"))
    )
    keys = ["period_start", "direction"]
    frame = (
        spans.join(directions, how="cross")
        .join(_sums(every), on=keys, how="left")
        .join(_counts(own), on=keys, how="left")
        .join(seen, on="period_start", how="left")
        .sort("period_start", "order")
    )
    named = own["publisher"].null_count() < own.height
    frame = frame.with_columns(
        pl.col("cooperation", "conflict", "incidents", "events", "unscored", *_QUADS).fill_null(0),
        publishers=pl.col("publishers").fill_null(0) if named else None,
    ).with_columns(net=pl.col("cooperation") + pl.col("conflict"))
    if levels and shortfall(frame) is None:
        frame = pl.concat([_with_levels(frame, own, name) for name in directions["direction"]]).sort(
            "period_start", "order"
        )
    else:
        frame = frame.with_columns(pl.lit(None).alias(name) for name in _LEVELS)
    return frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def shortfall(frame: pl.DataFrame) -> str | None:
    """Return why an index has too few acts for a line, with the number, or None where it has enough."""
    both = frame.filter(pl.col("direction") == "both", pl.col("incidents") > 0)
    acts = float(both["incidents"].sum())
    if both.height >= LEAST_PERIODS and acts >= LEAST_INCIDENTS:
        return None
    return (
        f"not enough: {acts:g} acts in {both.height} periods, where a line takes {LEAST_INCIDENTS} acts in "
        f"{LEAST_PERIODS} periods"
    )


def _rows(
    table: pl.LazyFrame, dyad: tuple[str, str], freq: Frequency, scale: str, publishers: Collection[str]
) -> pl.DataFrame:
    kept = table.filter(
        pl.col("counts"),
        between(dyad),
        pl.col("date").is_not_null(),
        # The last day that one period covers with the first.
        period_start("date", freq) == period_start("date_end", freq),
    )
    if publishers:
        kept = kept.filter(pl.col("publisher").is_in(list(publishers)))
    return (
        kept.with_columns(
            period_start=period_start("date", freq),
            source="source_country",
            target="target_country",
            score=pl.col(scale),
            shared=pl.col("weight"),
        )
        .select("period_start", "shared", *(n for n in PARTS if n not in _MADE))
        .collect()
    )


_MADE: Final = ("period_start", "direction", "weight", "factor", "decay", "contribution")


def _periods(rows: pl.DataFrame, freq: Frequency) -> pl.DataFrame:
    """Return every period from the first to the last of some rows."""
    starts = rows["date"]
    spans = list(periods(starts.min(), starts.max(), freq))  # type: ignore[arg-type]  # polars does not know they are dates
    return pl.DataFrame(spans, schema={"period_start": pl.Date, "period_end": pl.Date}, orient="row")


def _decays(window: int, half_life: float | None) -> np.ndarray:
    """Return the share of a period's sums in the values of that period and of those after it; they sum to one."""
    if half_life is None:
        return np.full(window, 1 / window)
    left = 0.5 ** (np.arange(int(np.ceil(half_life * _HALF_LIVES)) + 1) / half_life)
    return np.asarray(left / left.sum())


def _spread(rows: pl.DataFrame, spans: pl.DataFrame, decays: np.ndarray) -> pl.DataFrame:
    """Return the rows once for each period that they count in."""
    if len(decays) == 1:
        return rows.with_columns(decay=pl.lit(1.0))
    starts = spans["period_start"]
    numbered = pl.DataFrame({"period_start": starts, "number": np.arange(len(starts))})
    lagged = pl.DataFrame({"lag": np.arange(len(decays)), "decay": decays})
    return (
        rows.join(numbered, on="period_start")
        .join(lagged, how="cross")
        .with_columns(number=pl.col("number") + pl.col("lag"))
        .drop("period_start", "lag")
        .join(numbered, on="number")
        .drop("number")
    )


def _both(spread: pl.DataFrame) -> pl.DataFrame:
    return spread.with_columns(direction=pl.lit("both"), weight=pl.col("shared"))


def _sums(every: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("contribution")
    return every.group_by("period_start", "direction").agg(
        cooperation=value.filter(value > 0).sort().sum(), conflict=value.filter(value < 0).sort().sum()
    )


def _counts(own: pl.DataFrame) -> pl.DataFrame:
    weight = pl.col("weight")
    return own.group_by("period_start", "direction").agg(
        incidents=weight.sum(),
        events=(pl.col("reports").fill_null(1) * weight).sum().round(),
        unscored=weight.filter(pl.col("score").is_null()).sum(),
        publishers=pl.col("publisher").drop_nulls().n_unique(),
        **{name: weight.filter(pl.col("quad") == number).sum() for number, name in enumerate(_QUADS, start=1)},
    )


def _with_levels(frame: pl.DataFrame, own: pl.DataFrame, direction: str) -> pl.DataFrame:
    """Return the rows of one direction with the levels of cooperation, conflict and both."""
    rows = frame.filter(pl.col("direction") == direction)
    acts = own.filter(pl.col("direction") == direction, pl.col("score").is_not_null())
    sure = pl.col("confidence").fill_null(1.0)
    size = pl.col("score").abs() * pl.col("weight")
    found: dict[str, latent.Level] = {}
    for kind, sign in (("cooperation", 1), ("conflict", -1)):
        chosen = acts.filter(pl.col("score") * sign > 0)
        sums = rows.select("period_start").join(
            chosen.group_by("period_start").agg(
                sum=(sure * size).sum(),
                doubt=(sure * (1 - sure) * size**2).sum(),
            ),
            on="period_start",
            how="left",
            maintain_order="left",
        )
        unit = chosen["score"].abs().mean()
        seen = rows["coverage"]
        one = latent.level(
            sums["sum"].fill_null(0).to_numpy(),
            doubt=sums["doubt"].fill_null(0).to_numpy(),
            coverage=None if seen.null_count() else seen.to_numpy(),
            unit=float(unit) if isinstance(unit, float) else 1.0,
        )
        found[kind] = one if sign > 0 else latent.Level(-one.level, -one.high, -one.low)
    net = found["cooperation"], found["conflict"]
    found["net"] = latent.together(*net)
    columns = {
        f"{kind}_{part}": getattr(value, part) for kind, value in found.items() for part in ("level", "low", "high")
    }
    return rows.with_columns(pl.Series(name, values) for name, values in columns.items())
