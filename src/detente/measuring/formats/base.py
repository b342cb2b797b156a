"""What a format says about its files, and the columns that every format gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import polars as pl

# How the column of countries is written: names, ISO alpha-3, CAMEO's codes, or Gleditsch–Ward numbers.
CountryScheme = Literal["name", "iso", "cameo", "gw"]

# What a format makes of its columns; all text, and null where there is nothing. `date` is the first day or, where `span` says
# "week" or "month", a day in the middle; an act before that and after `reported` is an error of the data set;
# `undirected` is "yes" for an act that has no direction.
RAW: Final = (
    "id",
    "date",
    "date_end",
    "span",
    "reported",
    "source_name",
    "source_place",
    "source_roles",
    "target_name",
    "target_place",
    "target_roles",
    "cameo",
    "type",
    "mode",
    "score",
    "place",
    "reports",
    "deaths",
    "publisher",
    "url",
    "story",
    "undirected",
)
_NOTHING: Final = ["", "NA", "N/A", "NULL", "None", "NaN", "nan", "---"]


@dataclass(frozen=True, slots=True)
class Format:
    """A data set's files.

    Attributes:
        name: As in `detente import NAME`; the column `dataset` has it.
        separator: Between fields; None where the header shows it (a comma, a semicolon or a tab).
        quoted: Whether fields may stand in quotation marks and hold separators and line breaks.
        required: Columns without which a file is none of this format, in the spelling of `heading`.
        layouts: Column names of files without a header line, by their number.
        rows: Makes of a batch of text columns the columns of `RAW`, or those of them that the data set has.
        scheme: How countries are written.
        place_scheme: How the country of the place is written.
        untyped: Whether a row may be of no type; else a row without one has lost it.
    """

    name: str
    separator: str | None
    quoted: bool
    required: tuple[str, ...]
    rows: Callable[[pl.DataFrame], pl.DataFrame]
    scheme: CountryScheme = "name"
    place_scheme: Literal["name", "iso", "fips"] = "name"
    layouts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    untyped: bool = False


def heading(names: Sequence[str]) -> list[str]:
    """Return column names in one spelling: small letters, one underscore for whatever else stands between them."""
    words = ["".join(c if c.isalnum() else " " for c in name.strip('\ufeff" ').casefold()).split() for name in names]
    return ["_".join(parts) for parts in words]


def text(name: str) -> pl.Expr:
    """Return a column as text without blanks around it, null where the data set writes nothing."""
    column = pl.col(name).str.strip_chars()
    return pl.when(column.is_in(_NOTHING).not_()).then(column)


def optional(frame: pl.DataFrame, *names: str) -> pl.Expr:
    """Return the first of the columns that the files of some years have, or nulls."""
    there = [text(name) for name in names if name in frame.columns]
    return pl.coalesce(there) if there else pl.lit(None, dtype=pl.String)


def complete(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with every column of `RAW`, and with `file` and `line`, in one order."""
    lacking = [pl.lit(None, dtype=pl.String).alias(name) for name in RAW if name not in frame.columns]
    return frame.with_columns(lacking).select(*RAW, "file", "line")
