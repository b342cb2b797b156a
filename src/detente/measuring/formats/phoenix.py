"""Phoenix: the Cline Center's historical files (CSV with a header) and the daily files of the Open Event Data Alliance.

The daily files have no header, a tab between fields, and 26 columns. Both write an actor as CAMEO codes.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from detente.measuring.formats.base import Format, optional, text

_DAILY: Final = (
    *("eid", "story_date", "year", "month", "day"),
    *("source", "source_root", "source_agent", "source_others"),
    *("target", "target_root", "target_agent", "target_others"),
    *("code", "root_code", "quad_class", "goldstein", "joined_issues", "lat", "lon"),
    *("placename", "statename", "countryname", "sentence", "urls", "publishers"),
)


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    columns = {
        "id": text("eid"),
        "date": _day(frame),
        "cameo": text("code"),
        "score": optional(frame, "goldstein"),
        "place": optional(frame, "countryname"),
        "publisher": optional(frame, "publishers", "aid_source", "process"),
        "url": optional(frame, "urls", "url"),
        "story": optional(frame, "sentence", "aid"),
    }
    for side in ("source", "target"):
        # The root is the country's code, or that of an organisation; the whole code tells who it is where it is missing.
        columns[f"{side}_name"] = text(side)
        columns[f"{side}_place"] = optional(frame, f"{side}_root").str.slice(0, 3)
        agents = optional(frame, f"{side}_agent").str.replace_all(";", ",", literal=True)
        columns[f"{side}_roles"] = agents
    return frame.select(*(value.alias(name) for name, value in columns.items()), "file", "line")


def _day(frame: pl.DataFrame) -> pl.Expr:
    parts = ("year", "month", "day")
    if not all(name in frame.columns for name in parts):
        return text("story_date")
    written = [text("year"), text("month").str.zfill(2), text("day").str.zfill(2)]
    return pl.coalesce(pl.concat_str(written, separator="-"), text("story_date"))


FORMAT: Final = Format(
    name="phoenix",
    separator=None,
    quoted=True,
    required=("eid", "code", "source", "target"),
    rows=_rows,
    scheme="cameo",
    layouts={len(_DAILY): _DAILY},
)
