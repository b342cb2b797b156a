"""Named stretches of the calendar: halves and quarters, seasons, decades, centuries, holidays, weeks of a month."""

from __future__ import annotations

from datetime import date, timedelta

from detente.reading import timex_calendar as cal
from detente.reading.timex_calendar import Stretch
from detente.reading.timex_resolve import Groups, Here, apply_modifier, dated, month_of, on, relative_year
from detente.reading.timex_words import ORDINALS

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def half(g: Groups, here: Here) -> Stretch | None:
    """The first half of 2020, the third quarter of last year, Q3 2018."""
    code = g.get("qq")
    if code:
        unit, number, year = ("quarter" if code[0] == "Q" else "half"), int(code[1]), int(g["yy"] or 0)
    else:
        unit, number = g["unit"] or "", ORDINALS[(g["q"] or "").lower()]
        described = (g.get("yrel") or "").replace("current", "this")
        found = int(g["y"] or 0) if g.get("y") else relative_year(described, here)
        if found is None:
            return None
        year = found
        if unit == "half" and (g["q"] or "").lower() == "last":
            number = 2
    length = 3 if unit == "quarter" else 6
    if number * length > 12:
        return None
    return cal.span(cal.month(year, (number - 1) * length + 1).start, cal.month(year, number * length).end)


def season(g: Groups, here: Here) -> Stretch | None:
    """The summer of 2018, last spring. Meteorological seasons of the northern half; winter begins in its year."""
    first = SEASONS[(g["season"] or "").lower()]

    def make(year: int) -> Stretch | None:
        return cal.span(cal.month(year, first).start, cal.month(year, first + 2).end)

    rel = (g.get("rel") or "").lower()
    if rel and here.anchor is not None and not (g.get("y") or g.get("yrel")):
        found = [s for step in (-2, -1, 0, 1) if (s := make(here.anchor.year + step))]
        if rel in ("last", "past"):
            return apply_modifier(g, next((s for s in reversed(found) if s.end < here.anchor), None))
        if rel == "next":
            return apply_modifier(g, next((s for s in found if s.start > here.anchor), None))
        return apply_modifier(g, make(here.anchor.year))
    return apply_modifier(g, dated(g, here, make))


def decade(g: Groups, here: Here) -> Stretch | None:
    """The 1990s, the early 1990s."""
    start = int(g["dec"] or 0)
    return apply_modifier(g, cal.span(date(start, 1, 1), date(start + 9, 12, 31)))


def century(g: Groups, here: Here) -> Stretch | None:
    """The 19th century."""
    number = int(g["c"] or 0)
    return apply_modifier(g, cal.span(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)))


_HOLIDAYS = {"new year day": (1, 1), "new year eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24)}


def holiday(g: Groups, here: Here) -> Stretch | None:
    """New Year's Eve, Christmas Day 2019."""
    name = " ".join((g["name"] or "").lower().replace("’s", "").replace("'s", "").split())
    return dated(g, here, on(*_HOLIDAYS[name]))


def week_of(g: Groups, here: Here) -> Stretch | None:
    """The first week of May: its first seven days; the last week: its last seven."""
    number = month_of(g)
    if number is None:
        return None

    def make(year: int) -> Stretch | None:
        whole = cal.month(year, number)
        if (g["q"] or "").lower() == "last":
            return cal.span(whole.end - timedelta(days=6), whole.end)
        first = whole.start + timedelta(days=7 * (ORDINALS[(g["q"] or "").lower()] - 1))
        return cal.span(first, first + timedelta(days=6))

    return dated(g, here, make)
