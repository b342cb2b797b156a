"""POLECAT: the tab-separated files of the Harvard Dataverse, already in PLOVER's classes.

A side may name several countries (`USA; GBR`): each pair of countries becomes a row of its own. Countries are ISO
alpha-3 codes.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from detente.measuring.formats.base import Format, optional, text


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    rows = frame.select(
        text("event_id").alias("id"),
        text("event_date").alias("date"),
        text("event_type").str.to_uppercase().alias("type"),
        optional(frame, "event_mode").str.to_lowercase().alias("mode"),
        optional(frame, "intensity", "event_intensity").alias("score"),
        text("actor_name").alias("source_name"),
        text("actor_country").alias("source_place"),
        optional(frame, "primary_actor_sector", "actor_sectors").alias("source_roles"),
        text("recipient_name").alias("target_name"),
        text("recipient_country").alias("target_place"),
        optional(frame, "primary_recipient_sector", "recipient_sectors").alias("target_roles"),
        optional(frame, "country").alias("place"),
        optional(frame, "source").alias("publisher"),
        "file",
        "line",
    )
    pieces = {side: pl.col(f"{side}_place").fill_null("").str.split(";") for side in ("source", "target")}
    several = pl.any_horizontal(pl.col(f"{side}_place").str.contains(";", literal=True) for side in pieces)
    rows = rows.with_columns(several.fill_null(False).alias("several"))
    for side, piece in pieces.items():
        rows = rows.with_columns(piece.alias(f"{side}_place")).explode(f"{side}_place", empty_as_null=True)
        rows = rows.with_columns(text(f"{side}_place"))
    pair = pl.concat_str([pl.col(f"{side}_place").fill_null("?") for side in pieces], separator=">")
    own = pl.when("several").then(pl.concat_str(["id", pair], separator=":")).otherwise("id")
    return rows.with_columns(own.alias("id")).drop("several")


FORMAT: Final = Format(
    name="polecat",
    separator="\t",
    quoted=False,
    required=("event_id", "event_date", "event_type", "actor_country", "recipient_country"),
    rows=_rows,
    scheme="iso",
)
