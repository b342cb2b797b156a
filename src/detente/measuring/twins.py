"""Mirrored twins: rows A→B and B→A that are copies of one act.

ICEWS writes an act of two sides that have no direction (a meeting, a talk, an agreement) once each way: the same day,
report and code, with source and target exchanged. So does GDELT now and then. A sum over both directions would count
such an act twice, and a test of who answers whom would find an answer on the same day. Both rows stay in the table; each
points to the other (`twin_of`) and weighs ½, so that a sum over both directions counts the act once while a sum over one
direction, whose weight nobody applies, still has it.
"""

from __future__ import annotations

from typing import Final

import polars as pl

_SAME: Final = ["date", "report", "act", "low", "high"]


def find_twins(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of twins among rows of the event table.

    Two rows are twins where date, report (story and sentence, else address, else none), code and the two actors' names and
    countries are the same with source and target exchanged. Where several rows each way are the same, each finds one
    partner, in the order of the rows; one that finds none has no twin. A row that has a twin already is left alone.

    Args:
        rows: All rows of the days they lie on, with a column `row` that numbers them.

    Returns:
        A frame of the columns `row` and `twin_of`, the partner's id: two rows for each pair.
    """
    source = pl.concat_str(["source_name", "source_country"], separator="\x1f", ignore_nulls=True)
    target = pl.concat_str(["target_name", "target_country"], separator="\x1f", ignore_nulls=True)
    keyed = rows.filter(pl.col("twin_of").is_null()).select(
        "row",
        "id",
        "date",
        pl.coalesce("story", "url", pl.lit("")).alias("report"),
        pl.coalesce("cameo", "type", pl.lit("")).alias("act"),
        source.alias("source"),
        target.alias("target"),
    )
    keyed = keyed.filter(pl.col("source") != pl.col("target"), pl.col("source") != "", pl.col("target") != "")
    keyed = keyed.with_columns(
        low=pl.min_horizontal("source", "target"),
        high=pl.max_horizontal("source", "target"),
        ahead=pl.col("source") < pl.col("target"),
    )
    keyed = keyed.sort("row").with_columns(nth=pl.int_range(pl.len()).over(*_SAME, "ahead"))
    there, back = keyed.filter("ahead"), keyed.filter(~pl.col("ahead"))
    pairs = there.join(back, on=[*_SAME, "nth"], suffix="_back")
    return pl.concat(
        [
            pairs.select("row", pl.col("id_back").alias("twin_of")),
            pairs.select(pl.col("row_back").alias("row"), pl.col("id").alias("twin_of")),
        ]
    )
