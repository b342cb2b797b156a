"""Periods in words, and which length of period suits a span of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from babel.dates import format_date

from detente.measuring.periods import Frequency, period_of
from detente.store.counting import HeatFrequency
from detente.web.charts import Column

# Periods that a chart has room for before a coarser one tells more.
ROOM = 36
FREQUENCIES: tuple[Frequency, ...] = ("week", "month", "quarter", "year")


def period_name(start: date, freq: Frequency) -> str:
    """Return a period in words: "August 2019", "third quarter of 2019", "2019", "week from 5 August 2019"."""
    if freq == "year":
        return str(start.year)
    if freq == "quarter":
        return f"{('first', 'second', 'third', 'fourth')[(start.month - 1) // 3]} quarter of {start.year}"
    if freq == "month":
        return str(format_date(start, "MMMM y", locale="en_GB"))
    day = str(format_date(start, "d MMMM y", locale="en_GB"))
    return f"week from {day}" if freq == "week" else day


def column_of(start: date, freq: Frequency) -> Column:
    """Return a period as the column of a heat map."""
    name = period_name(start, freq)
    if freq == "year":
        return Column(f"’{start:%y}", f"{start.year // 10 * 10}s", name)
    if freq == "quarter":
        return Column(f"Q{(start.month - 1) // 3 + 1}", str(start.year), name)
    return Column(str(format_date(start, "MMM", locale="en"))[:3], str(start.year), name)


def suiting(first: date, last: date) -> HeatFrequency:
    """Return the shortest period, from a month on, of which no more than `ROOM` fill the time between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= ROOM:
        return "month"
    return "quarter" if months <= ROOM * 3 else "year"


def before(start: date, freq: Frequency, count: int = 1) -> date:
    """Return the first day of the period that lies `count` periods before one."""
    for _ in range(count):
        if start == date.min:
            break
        start = period_of(start - timedelta(days=1), freq)[0]
    return start


def starts(last: date, freq: Frequency, count: int) -> list[date]:
    """Return the first days of the `count` periods up to that of `last`, in order."""
    found = [period_of(last, freq)[0]]
    while len(found) < count and found[-1].year > 1:
        found.append(before(found[-1], freq))
    return found[::-1]


def ends(first: list[date], freq: Frequency) -> Iterator[date]:
    """Yield the last day of each period."""
    return (period_of(start, freq)[1] for start in first)
