"""Calendar periods."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Frequency = Literal["day", "week", "month", "quarter", "year"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_of(day: date, freq: Frequency) -> tuple[date, date]:
    """Return the first and the last day of the period that `day` lies in; weeks run from Monday (ISO 8601)."""
    if freq == "day":
        return day, day
    if freq == "week":
        start = day - timedelta(days=day.weekday())
        return start, start + timedelta(days=6)
    months = _MONTHS[freq]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    last = start.month + months - 1
    return start, date(day.year, last, monthrange(day.year, last)[1])


def periods(first: date, last: date, freq: Frequency) -> Iterator[tuple[date, date]]:
    """Yield every period from that of `first` to that of `last`."""
    start, end = period_of(first, freq)
    while start <= last:
        yield start, end
        if end == date.max:
            return
        start, end = period_of(end + timedelta(days=1), freq)
