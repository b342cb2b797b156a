"""ACLED: armed conflict and protest (acleddata.com), CSV with a header, separated by commas or semicolons.

Its event types become PLOVER's by the table `acled_types.csv`; it has no CAMEO codes. An actor's country stands in the
name, in brackets or after "of" ("Military Forces of Mali (2021-)"), and else protesters, rioters and civilians are of
the country of the event. `inter1` and `inter2` say what an actor is, as a number or in words.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import polars as pl

from detente.data.tables import read_rows
from detente.measuring.formats.base import Format, optional, text

# Of these actors ACLED codes only that they were there, in the country of the event.
_LOCAL: Final = ["5", "6", "7", "Rioters", "Protesters", "Civilians"]
_INTER: Final = {
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
# The years that a regime's name carries: "(2021-)", "(1999-2010)".
_YEARS: Final = r"\s*\((\d{4}-(?:\d{4})?)\)"


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    rows = frame.select(
        optional(frame, "event_id_cnty", "event_id", "data_id").alias("id"),
        text("event_date").alias("date"),
        pl.concat_str([text("event_type"), text("sub_event_type")], separator="/", ignore_nulls=True).alias("kind"),
        *_side(frame, "source", "actor1", "inter1"),
        *_side(frame, "target", "actor2", "inter2"),
        text("country").alias("place"),
        optional(frame, "fatalities").alias("deaths"),
        optional(frame, "source").alias("publisher"),
        optional(frame, "time_precision").alias("precision"),
        "file",
        "line",
    )
    kinds = pl.DataFrame(_kinds(), schema={"kind": pl.String, "type": pl.String, "mode": pl.String}, orient="row")
    joined = rows.join(kinds, on="kind", how="left", maintain_order="left")
    # Time precision 2 is a week, of which the date is the middle; 3 is a month.
    span = pl.col("precision").replace_strict({"2": "week", "3": "month"}, default=None, return_dtype=pl.String)
    return joined.with_columns(span.alias("span")).drop("kind", "precision")


def _side(frame: pl.DataFrame, side: str, actor: str, inter: str) -> list[pl.Expr]:
    name = text(actor).str.replace_all(_YEARS, "")
    role = optional(frame, inter)
    local = role.is_in(_LOCAL) & ~name.str.contains("(", literal=True)
    return [
        name.alias(f"{side}_name"),
        pl.when(local).then(text("country")).alias(f"{side}_place"),
        role.replace(_INTER).alias(f"{side}_roles"),
    ]


@cache
def _kinds() -> tuple[tuple[str, str | None, str | None], ...]:
    rows = read_rows("measuring/acled_types.csv")
    return tuple((f"{r['event_type']}/{r['sub_event_type']}", r["type"] or None, r["mode"] or None) for r in rows)


FORMAT: Final = Format(
    name="acled",
    separator=None,
    quoted=True,
    required=("event_date", "event_type", "sub_event_type", "actor1", "actor2", "country"),
    rows=_rows,
    untyped=True,
)
