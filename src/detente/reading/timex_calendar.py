"""Stretches of days and the arithmetic that time expressions need."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from detente.records import Precision

Tense = Literal["past", "future"]

# How far ahead of the publication a past date may lie: a page of one time zone reports the next day of another.
ZONE_SLACK = timedelta(days=1)


class Stretch(NamedTuple):
    """Days from `start` to `end`, both inclusive, and what they stand for."""

    start: date
    end: date
    precision: Precision


def day(value: date) -> Stretch:
    """Return the stretch of one day."""
    return Stretch(value, value, "day")


def span(start: date, end: date) -> Stretch | None:
    """Return a range of days, or None where it would end before it starts."""
    if end < start:
        return None
    return Stretch(start, end, "day" if start == end else "range")


def month(year: int, number: int) -> Stretch:
    """Return a calendar month; `number` may lie outside 1–12 and then counts on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Stretch(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> Stretch:
    """Return a calendar year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), "year")


def week(of: date) -> Stretch:
    """Return the week, Monday to Sunday, that holds `of`."""
    monday = of - timedelta(days=of.weekday())
    return Stretch(monday, monday + timedelta(days=6), "range")


def shift_months(value: date, months: int) -> date:
    """Move `value` by calendar months; the 31st becomes the last day of a shorter month."""
    target = month(value.year, value.month + months)
    return target.start.replace(day=min(value.day, target.end.day))


def exact(year_number: int, month_number: int, day_number: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def part(whole: Stretch, name: str) -> Stretch | None:
    """Return the early, middle or late part, the beginning, end or a half of a month, year or longer stretch.

    Months are cut at the 10th and 20th; longer stretches into thirds by months. "Beginning" and "end" are the first
    and last week of a month or shorter, the first and last month of a year, and a fifth of anything longer.
    """
    if (whole.end - whole.start).days < 5:
        return whole
    if name in ("first half", "second half", "latter half", "latter part"):
        return _half(whole, first=name == "first half")
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    if months < 2:
        return _part_of_month(whole, name)
    third, edge = max(months // 3, 1), 1 if months <= 12 else months // 5
    first = {"early": 0, "beginning": 0, "mid": third, "late": months - third, "end": months - edge}[name]
    length = edge if name in ("beginning", "end") else months - 2 * third if name == "mid" else third
    low, high = shift_months(whole.start, first), shift_months(whole.start, first + length) - timedelta(days=1)
    return span(low, min(high, whole.end))


def _half(whole: Stretch, *, first: bool) -> Stretch | None:
    if whole.precision == "year":
        middle = date(whole.start.year, 7, 1)
    elif whole.precision == "month":
        middle = whole.start + timedelta(days=15)
    else:
        middle = whole.start + (whole.end - whole.start + timedelta(days=1)) / 2
    return span(whole.start, middle - timedelta(days=1)) if first else span(middle, whole.end)


def _part_of_month(whole: Stretch, name: str) -> Stretch | None:
    days = (whole.end - whole.start).days + 1
    if days < 28:
        cuts = {"early": (0, 3), "beginning": (0, 2), "mid": (2, 5), "late": (days - 3, days), "end": (days - 2, days)}
    else:
        cuts = {"early": (0, 10), "beginning": (0, 7), "mid": (10, 20), "late": (20, days), "end": (days - 7, days)}
    low, high = cuts[name]
    return span(whole.start + timedelta(days=low), whole.start + timedelta(days=high - 1))


def nearest(
    make: Callable[[int], Stretch | None], anchor: date, tense: Tense | None, *, firm: bool = False
) -> Stretch | None:
    """Choose the year of a date that names none.

    Args:
        make: Gives the stretch in a year, or None where that year has no such day (29 February).
        anchor: Day of publication.
        tense: Past takes the last one that has begun, future the next one that has not ended; None the nearest.
        firm: The tense is certain. Else a candidate in the wrong direction wins where it is far nearer (at most two
            months away against more than seven).
    """
    found = [s for s in (make(anchor.year + step) for step in (-4, -3, -2, -1, 0, 1, 2, 3, 4)) if s is not None]
    if not found:
        return None
    past = [s for s in found if s.start <= anchor + ZONE_SLACK]
    future = [s for s in found if s.end >= anchor]
    last, coming = (past[-1] if past else None), (future[0] if future else None)
    if last is None or coming is None:
        return last or coming
    back, ahead = max((anchor - last.end).days, 0), max((coming.start - anchor).days, 0)
    if tense == "past":
        return coming if not firm and ahead <= 60 and back > 210 else last
    if tense == "future":
        return last if not firm and back <= 60 and ahead > 210 else coming
    return last if back <= ahead else coming


def weekday_near(anchor: date, weekday: int, how: str, tense: Tense | None) -> date:
    """Return the day that a bare weekday means.

    Args:
        anchor: Day of publication.
        weekday: 0 for Monday.
        how: "last" (before the anchor), "next" (in the week after it), "this" (in its week, or the coming one where
            that has passed and the text speaks of the future), or "" (last one up to the anchor, or from it on in the
            future tense).
        tense: Tense of the clause where known; unknown counts as past, the habit of news.
    """
    back = (anchor.weekday() - weekday) % 7
    if how == "last":
        return anchor - timedelta(days=back or 7)
    if how == "next":
        return week(anchor).end + timedelta(days=1 + weekday)
    if how == "this":
        found = week(anchor).start + timedelta(days=weekday)
        return found + timedelta(days=7) if found < anchor and tense == "future" else found
    if tense == "future":
        return anchor + timedelta(days=(7 - back) % 7)
    return anchor - timedelta(days=back)
