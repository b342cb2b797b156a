"""Lengths of time in clauses: "ninety (90) days", "five-year", "another year", "annually"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.agreements.records import Period
from detente.agreements.wording import numbers

_DAYS_A_WEEK = 7
_MONTHS_HALF_A_YEAR = 6
# Years; a longer time is no term of an agreement, and calendars end.
_LONGEST = 999
_SIZES = r"(?:further|additional|consecutive|successive|calendar|full|more|whole|extra|subsequent|working|like|such)"
_YEARLY = {"annual": 1, "annually": 1, "yearly": 1, "biennial": 2, "biennially": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length of time and where it stands, half-open, in the text that was searched.

    Attributes:
        compound: It qualifies the word after it: "five-year agreement".
    """

    start: int
    end: int
    period: Period
    compound: bool


@cache
def _pattern() -> re.Pattern[str]:
    counts = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(numbers(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<n>\d{{1,4}}|{counts})(?:\s*\((?:[a-z-]+|\d{{1,4}})\))?"
        rf"(?P<gap>\s+|-)(?:{_SIZES}\s+)?(?P<unit>day|week|month|year|decade)(?P<plural>s)?(?![a-z])"
        r"(?:\s*(?:,|and)\s+(?P<n2>\d{1,2}|six|three|a\s+half|one)(?:\s*\((?:\d{1,2})\))?(?:\s+(?P<unit2>months?|days?))?(?![a-z]))?"
        r"(?P<old>[\s-]old)?"
        r"|(?P<half>half\s+a\s+year|half-yearly|every\s+half\s+year|six-monthly)"
        r"|(?P<yearly>annual(?:ly)?|yearly|biennial(?:ly)?)(?![a-z])"
        r"|(?P<yearby>year\s+by\s+year|from\s+year\s+to\s+year|year\s+to\s+year|year-to-year|year\s+after\s+year))"
    )


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the lengths of time in `text` (in the form that `wording.plain` gives), ages and nothing at all left out."""
    for match in _pattern().finditer(text):
        if match["old"]:
            continue
        period = _period(match)
        if (
            not period.empty
            and period.years <= _LONGEST
            and period.months <= 12 * _LONGEST
            and period.days <= 366 * _LONGEST
        ):
            yield Quantity(match.start(), match.end(), period, match["gap"] == "-" and not match["plural"])


def _period(match: re.Match[str]) -> Period:
    if match["half"]:
        return Period(months=_MONTHS_HALF_A_YEAR)
    if match["yearly"]:
        return Period(years=_YEARLY[match["yearly"]])
    if match["yearby"]:
        return Period(years=1)
    period = _of(_count(match["n"]), match["unit"])
    more = match["n2"]
    if more is None:
        return period
    if more.startswith("a"):
        return (
            Period(period.years, period.months + _MONTHS_HALF_A_YEAR, period.days)
            if match["unit"] == "year"
            else period
        )
    if match["unit2"] is None:
        return period
    other = _of(_count(more), match["unit2"].rstrip("s"))
    return Period(period.years + other.years, period.months + other.months, period.days + other.days)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else numbers()[" ".join(word.split())]


def _of(count: int, unit: str) -> Period:
    if unit == "day":
        return Period(days=count)
    if unit == "week":
        return Period(days=_DAYS_A_WEEK * count)
    if unit == "month":
        return Period(months=count)
    return Period(years=count * (10 if unit == "decade" else 1))
