"""The table of series: whose documents news tells of, what they are called, how often they come out, how covers count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.actors.countries import alpha3
from detente.data.tables import read_rows


@dataclass(frozen=True, slots=True)
class Series:
    """A row of the table of series."""

    series: str
    issuer: str
    issuer_body: str
    names: tuple[str, ...]
    marks: tuple[str, ...]
    cadence: str
    cover: str


@cache
def series_table() -> tuple[Series, ...]:
    """Return the table of series."""
    return tuple(
        Series(
            row["series"],
            row["issuer"],
            row["issuer_body"],
            tuple(row["names"].replace("-", " ").split("|")),
            tuple(filter(None, row["marks"].split("|"))),
            row["cadence"],
            row["cover"],
        )
        for row in read_rows("editions/series.csv")
    )


def cover_name(row: Series | None, day: date) -> str:
    """Return the name on the cover of an edition of `row` that came out on `day`.

    South Korea's paper of 2020 came out on 2 February 2021: its covers bear even years.
    """
    cover = row.cover if row else "same"
    if cover == "day":
        return day.isoformat()
    if cover == "month":
        return f"{day:%Y-%m}"
    wanted = {"even": 0, "odd": 1}.get(cover)
    return str(day.year if wanted is None or day.year % 2 == wanted else day.year - 1)


def slug(issuer: str, phrase: str) -> str:
    """Return a name for a series that the table does not have: `au_cyber_strategy`."""
    two = {three: code.lower() for code, three in alpha3().items()}.get(issuer, issuer.lower())
    words = [word for word in re.findall(r"[a-z0-9]+", phrase) if word != "new"]
    if words[:1] == [two] or words[:1] == [issuer.lower()]:
        words = words[1:]
    return "_".join([two, *words])


def edition_before(row: Series | None, edition: str | None) -> str | None:
    """Return the edition before, where the table says how often the series comes out."""
    if row is None or edition is None or not row.cadence.isdigit() or not edition.isdigit():
        return None
    return str(int(edition) - int(row.cadence))


def name_fits(row: Series, phrase: str) -> bool:
    """Tell whether what a text calls a document is a name of the series: all words of the name stand in it."""
    words = set(phrase.split())
    return any(phrase == name or set(name.split()) <= words for name in row.names)


def standing(name: str, text: str) -> float:
    """Return which part of the words of a name stand in a text."""
    words = name.split()
    return sum(word in text for word in words) / len(words)
