"""ICEWS: the yearly, weekly and daily `.tab` files of the Harvard Dataverse, and tables of named triples made of them.

The columns have been the same from the files of 1995 to those of 2023; a table of triples has the columns date, source,
relation, target and cameo, and no ids, countries or sectors.
"""

from __future__ import annotations

import hashlib
from typing import Final

import polars as pl

from detente.measuring.formats.base import Format, optional, text

_COLUMNS: Final = (
    "event_id",
    "event_date",
    "source_name",
    "source_sectors",
    "source_country",
    "event_text",
    "cameo_code",
    "intensity",
    "target_name",
    "target_sectors",
    "target_country",
    "story_id",
    "sentence_number",
    "publisher",
    "city",
    "district",
    "province",
    "country",
    "latitude",
    "longitude",
)


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    if "event_date" not in frame.columns:
        return _triples(frame)
    story = pl.concat_str([optional(frame, "story_id"), optional(frame, "sentence_number")], separator=":")
    return frame.select(
        optional(frame, "event_id").alias("id"),
        text("event_date").alias("date"),
        text("source_name"),
        optional(frame, "source_country").alias("source_place"),
        optional(frame, "source_sectors").alias("source_roles"),
        text("target_name"),
        optional(frame, "target_country").alias("target_place"),
        optional(frame, "target_sectors").alias("target_roles"),
        text("cameo_code").alias("cameo"),
        optional(frame, "intensity").alias("score"),
        optional(frame, "country").alias("place"),
        optional(frame, "publisher").alias("publisher"),
        story.alias("story"),
        "file",
        "line",
    )


def _triples(frame: pl.DataFrame) -> pl.DataFrame:
    rows = frame.select(
        text("date"),
        text("source").alias("source_name"),
        text("target").alias("target_name"),
        text("cameo"),
        optional(frame, "goldstein", "intensity").alias("score"),
        "file",
        "line",
    )
    whole = rows.select(
        pl.concat_str(["date", "source_name", "target_name", "cameo"], separator="\x1f", ignore_nulls=True)
    )
    ids = [hashlib.sha256(row.encode()).hexdigest()[:16] for row in whole.to_series()]
    return rows.with_columns(id=pl.Series(ids, dtype=pl.String))


FORMAT: Final = Format(
    name="icews",
    separator="\t",
    quoted=False,
    required=(),
    rows=_rows,
    layouts={len(_COLUMNS): _COLUMNS},
)
