"""GDELT's event files, versions 1 (57 columns, from April 2013 on 58) and 2 (61 columns), which have no header line.

Countries are CAMEO's codes in `ActorNCountryCode`; where that is empty, the code of a known group of one country stands
for it. A place has a FIPS 10-4 code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import polars as pl

from detente.measuring.formats.base import Format, text

_ACTOR: Final = ("code", "name", "country", "group", "ethnic", "religion1", "religion2", "type1", "type2", "type3")
_EVENT: Final = ("root", "event", "base", "rootcode", "quad", "goldstein", "mentions", "sources", "articles", "tone")
_GEO_1: Final = ("type", "fullname", "country", "adm1", "lat", "long", "feature")
_GEO_2: Final = ("type", "fullname", "country", "adm1", "adm2", "lat", "long", "feature")


def _layout(geo: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *("id", "day", "monthyear", "year", "fraction"),
        *(f"actor{n}_{name}" for n in (1, 2) for name in _ACTOR),
        *_EVENT,
        *(f"{place}_{name}" for place in ("geo1", "geo2", "place") for name in geo),
        *last,
    )


_EARLY: Final = _layout(_GEO_1, ("added",))
_VERSION_1: Final = _layout(_GEO_1, ("added", "url"))
_VERSION_2: Final = _layout(_GEO_2, ("added", "url"))


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    url = text("url") if "url" in frame.columns else pl.lit(None, dtype=pl.String)
    columns = {
        "id": text("id"),
        "date": text("day"),
        "reported": text("added").str.slice(0, 8),
        "cameo": text("event"),
        "score": text("goldstein"),
        "place": text("place_country"),
        "reports": text("articles"),
        "url": url,
        "story": url,
    }
    for side, actor in (("source", "actor1"), ("target", "actor2")):
        columns[f"{side}_name"] = text(f"{actor}_name")
        # A known group counts where no country stands: "group:" tells the two kinds of code apart.
        group = pl.lit("group:") + text(f"{actor}_group")
        columns[f"{side}_place"] = pl.coalesce(text(f"{actor}_country"), group)
        roles = [text(f"{actor}_type{n}") for n in (1, 2, 3)]
        columns[f"{side}_roles"] = pl.concat_str(roles, separator=",", ignore_nulls=True)
    return frame.select(*(value.alias(name) for name, value in columns.items()), "file", "line")


FORMAT_1: Final = Format(
    name="gdelt1",
    separator="\t",
    quoted=False,
    required=(),
    rows=_rows,
    scheme="cameo",
    place_scheme="fips",
    layouts={len(_EARLY): _EARLY, len(_VERSION_1): _VERSION_1},
)
FORMAT_2: Final = replace(FORMAT_1, name="gdelt2", layouts={len(_VERSION_2): _VERSION_2})
