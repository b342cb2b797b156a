"""The event table of a store, as indices and turning points are measured on it, made from its table of acts.

`measuring.table.from_events` makes the same from events one by one, which takes too long for a page over a large store.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final

import polars as pl

from detente.coding.ontology import SCALE, intensity
from detente.measuring.cameo import quad_number, score_on
from detente.measuring.table import SCHEMA
from detente.records import EVENT_TYPES
from detente.web.case import Case

# The columns of `Store.acts`.
_READ: Final[dict[str, pl.DataType]] = {
    "event": pl.String(),
    "source_country": pl.String(),
    "target_country": pl.String(),
    "reciprocal": pl.Boolean(),
    "date": pl.String(),
    "date_end": pl.String(),
    "type": pl.String(),
    "mode": pl.String(),
    "cameo": pl.String(),
    "intensity": pl.Float64(),
    "scale": pl.String(),
    "status": pl.String(),
    "confidence": pl.Float64(),
    "not_counted": pl.String(),
    "reports": pl.UInt32(),
    "story": pl.String(),
    "incident": pl.String(),
    "file": pl.String(),
}


def acts_table(case: Case, countries: tuple[str, str] | None = None) -> pl.DataFrame:
    """Return the event table of the acts of a store, two rows for a reciprocal act.

    Args:
        case: The case.
        countries: Only acts of one of these with anybody, which are those that an index of the two is measured on.
    """
    key = ("acts", tuple(sorted(countries)) if countries else None)
    return case.cached(
        key, lambda: _made(pl.DataFrame(case.store.acts(countries, judged=case.judged), schema=_READ, orient="row"))
    )


def _made(acts: pl.DataFrame) -> pl.DataFrame:
    there = pl.col("event") + ":" + pl.col("source_country") + ">" + pl.col("target_country")
    back = pl.col("event") + ":" + pl.col("target_country") + ">" + pl.col("source_country")
    both = pl.col("reciprocal")
    rows = acts.with_columns(
        pl.col("date", "date_end").str.to_date("%Y-%m-%d"),
        _by(acts, "type", quad_number, pl.UInt8()).alias("quad"),
        _by(acts, "cameo", lambda code: score_on("goldstein_icews", code), pl.Float64()).alias("goldstein_icews"),
        _by(acts, "cameo", lambda code: score_on("goldstein_phoenix", code), pl.Float64()).alias("goldstein_phoenix"),
        id=there,
        twin_of=pl.when(both).then(back),
        dataset=pl.lit("detente"),
        weight=pl.when(both).then(0.5).otherwise(1.0),
        counts=pl.col("not_counted").is_null() | (pl.col("not_counted") == "undated"),
        plover=pl.when(pl.col("scale") == SCALE).then("intensity").otherwise(_looked_up(acts)),
    )
    twins = rows.filter("reciprocal").with_columns(
        id=pl.col("twin_of"),
        twin_of=pl.col("id"),
        source_country=pl.col("target_country"),
        target_country=pl.col("source_country"),
    )
    whole = pl.concat([rows, twins])
    known = [pl.col(name) if name in whole.columns else pl.lit(None).alias(name) for name in SCHEMA]
    return whole.select(one.cast(kind) for one, kind in zip(known, SCHEMA.values(), strict=True)).sort(
        "date", "id", nulls_last=True
    )


def _by(acts: pl.DataFrame, column: str, of: Callable[[Any], Any], kind: pl.DataType) -> pl.Expr:
    """Return what a function gives for each value of a column, called once for each value."""
    values = acts[column].drop_nulls().unique().to_list()
    return _mapped(pl.col(column), values, [of(value) for value in values], kind)


def _looked_up(acts: pl.DataFrame) -> pl.Expr:
    """Return PLOVER's score of type and mode, for acts that are not scored on its scale."""
    pairs = acts.filter(pl.col("scale").ne_missing(SCALE)).select("type", "mode").unique().rows()
    scores = [intensity(kind, mode) if kind in EVENT_TYPES else None for kind, mode in pairs]
    names = [f"{kind}/{mode or ''}" for kind, mode in pairs]
    return _mapped(pl.col("type") + "/" + pl.col("mode").fill_null(""), names, scores, pl.Float64())


def _mapped(column: pl.Expr, old: Sequence[Hashable], new: Sequence[Any], kind: pl.DataType) -> pl.Expr:
    if not old:
        return pl.lit(None).cast(kind)
    return column.replace_strict(old, pl.Series(new, dtype=kind), default=None, return_dtype=kind)
