"""UCDP GED: deaths in organised violence (ucdp.uu.se), CSV with a header.

Violence between states or groups (types 1 and 2) has two sides and no direction, so a row gives two that mirror each
other; one-sided violence (type 3) goes from side A to civilians. All of it is PLOVER's ASSAULT; UCDP has no CAMEO codes.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from detente.measuring.formats.base import Format, optional, text

_ONE_SIDED: Final = "3"


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    kind = text("type_of_violence")
    one_sided = kind == _ONE_SIDED
    start, end = text("date_start"), text("date_end")
    return frame.select(
        text("id"),
        start.alias("date"),
        end.alias("date_end"),
        text("side_a").alias("source_name"),
        optional(frame, "gwnoa").alias("source_place"),
        _role("side_a", optional(frame, "gwnoa"), kind).alias("source_roles"),
        text("side_b").alias("target_name"),
        # Civilians are of the country in which they were killed.
        pl.when(one_sided).then(text("country_id")).otherwise(optional(frame, "gwnob")).alias("target_place"),
        pl.when(one_sided)
        .then(pl.lit("civilians"))
        .otherwise(_role("side_b", optional(frame, "gwnob"), kind))
        .alias("target_roles"),
        pl.lit("ASSAULT").alias("type"),
        text("country").alias("place"),
        optional(frame, "number_of_sources").alias("reports"),
        text("best").alias("deaths"),
        optional(frame, "source_office").alias("publisher"),
        pl.when(one_sided).then(None).otherwise(pl.lit("yes")).alias("undirected"),
        "file",
        "line",
    )


def _role(side: str, number: pl.Expr, kind: pl.Expr) -> pl.Expr:
    """Return a side's role: a government's forces have a state's number or say so, all others are armed groups."""
    state = number.is_not_null() | text(side).str.to_lowercase().str.starts_with("government of")
    return pl.when(kind.is_null()).then(None).when(state).then(pl.lit("military")).otherwise(pl.lit("rebels"))


FORMAT: Final = Format(
    name="ucdp-ged",
    separator=None,
    quoted=True,
    required=("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "country", "country_id", "best"),
    rows=_rows,
    scheme="gw",
)
