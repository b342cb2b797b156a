"""Time expressions that count from the publication date or from the last date of the running text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from detente.reading import timex_calendar as cal
from detente.reading import timex_named as named
from detente.reading import timex_resolve as words
from detente.reading.timex_calendar import Stretch
from detente.reading.timex_resolve import Groups, Here, number_of

_DEICTIC = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_RUNNING = {"same": 0, "that": 0, "previous": -1, "preceding": -1, "following": 1}
_DEICTIC_REL = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1, "past": -1}
# What "several" and "a few" may stand for.
_FEW, _MANY = 2, 7


def unit_of(base: date, unit: str, step: int = 0) -> Stretch | None:
    """Return the day, week, weekend, month, quarter, year or decade that holds `base`, moved by `step` of them."""
    if unit == "day":
        return cal.day(base + timedelta(days=step))
    if unit == "week":
        return cal.week(base + timedelta(days=7 * step))
    if unit == "weekend":
        monday = cal.week(base + timedelta(days=7 * step)).start
        return cal.span(monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "month":
        return cal.month(base.year, base.month + step)
    if unit == "quarter":
        first = (base.month - 1) // 3 * 3 + 1 + 3 * step
        return cal.span(cal.month(base.year, first).start, cal.month(base.year, first + 2).end)
    if unit == "year":
        return cal.year(base.year + step)
    first = (base.year // 10 + step) * 10
    return cal.span(date(first, 1, 1), date(first + 9, 12, 31))


def moved(base: date, unit: str, count: int) -> date:
    """Move `base` by `count` units of days, weeks, months, quarters, years or decades."""
    if unit in ("day", "week"):
        return base + timedelta(days=count * (7 if unit == "week" else 1))
    return cal.shift_months(base, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])


def deictic(g: Groups, here: Here) -> Stretch | None:
    """Yesterday, today, last night."""
    if here.anchor is None:
        return None
    word = " ".join((g["word"] or "").lower().split())
    return cal.day(here.anchor + timedelta(days=_DEICTIC.get(word, 0)))


def within(g: Groups, here: Here) -> Stretch | None:
    """Earlier this month, later this year: the part of it before or after publication."""
    if here.anchor is None:
        return None
    which = (g["which"] or "").lower()
    whole = unit_of(here.anchor, g["unit"] or "", _DEICTIC_REL[which])
    if whole is None or which != "this":
        return cal.part(whole, "early" if (g["rel"] or "").lower() == "earlier" else "late") if whole else None
    if (g["rel"] or "").lower() == "earlier":
        return cal.span(whole.start, here.anchor)
    return cal.span(here.anchor, whole.end)


def over(g: Groups, here: Here) -> Stretch | None:
    """Over the past five years, in the next two weeks, in recent months; "the past years" only sets bounds."""
    count, unit = number_of(g.get("n")), (g["unit"] or "").rstrip("s")
    if (g["rel"] or "").lower() == "recent" or (g.get("n") and count is None):
        count = _MANY
    if here.anchor is None or count is None:
        return None
    if unit == "hour":
        unit, count = "day", max(1, -(-count // 24))
    if (g["rel"] or "").lower() in ("next", "coming"):
        return cal.span(here.anchor, moved(here.anchor, unit, count))
    return cal.span(moved(here.anchor, unit, -count), here.anchor)


def weekend(g: Groups, here: Here) -> Stretch | None:
    """Over the weekend: the last one that has begun, or the coming one in the future tense."""
    if here.anchor is None:
        return None
    this = unit_of(here.anchor, "weekend")
    if here.tense == "future" or (this is not None and this.start <= here.anchor):
        return this
    return unit_of(here.anchor, "weekend", -1)


def day_part(g: Groups, here: Here) -> Stretch | None:
    """That evening, the same night, the following morning."""
    if here.last_day is None:
        return None
    return unit_of(here.last_day.start, "day", {"next": 1, **_RUNNING}[(g["rel"] or "").lower()])


def relative_unit(g: Groups, here: Here) -> Stretch | None:
    """Last week, this year, the same day, the following month, the beginning of next year."""
    rel, unit = (g["rel"] or "").lower(), g["unit"] or ""
    running = {"day": here.last_day, "week": here.last_day, "weekend": here.last_day, "month": here.last_month}.get(
        unit, here.last
    )
    if rel in _RUNNING or (rel == "next" and running is not None and (g.get("the") or unit == "day")):
        if running is not None:
            return words.apply_modifier(g, unit_of(running.start, unit, _RUNNING.get(rel, 1)))
        if here.anchor is None or (rel != "previous" and unit != "day"):
            return None
        return words.apply_modifier(g, unit_of(here.anchor, unit, _RUNNING.get(rel, 1)))
    if here.anchor is None:
        return None
    if rel == "past":
        if unit == "weekend":
            return unit_of(here.anchor, unit, -1)
        return cal.span(moved(here.anchor, unit, -1), here.anchor)
    return words.apply_modifier(g, unit_of(here.anchor, unit, _DEICTIC_REL[rel]))


def end_of(g: Groups, here: Here) -> Stretch | None:
    """The end of the year, year-end."""
    if here.anchor is None:
        return None
    if g.get("ye"):
        whole = unit_of(here.anchor, (g["ye"] or "").lower().removesuffix("-end"))
        return cal.part(whole, "end") if whole else None
    return words.apply_modifier(g, unit_of(here.anchor, g["unit"] or ""))


def shift(g: Groups, here: Here) -> Stretch | None:
    """Three days ago, two weeks later, a year earlier, hours later."""
    way, unit = (g["way"] or "").lower(), (g["unit"] or "").lower().rstrip("s")
    back = way in ("ago", "earlier", "before", "previously", "prior")
    sign, count = -1 if back else 1, number_of(g.get("n"))
    base = cal.day(here.anchor) if here.anchor else None
    if way not in ("ago", "hence", "from now"):
        last = here.last_day if unit in ("hour", "day", "week") else here.last_month if unit == "month" else here.last
        base = last or (base if back else None)
    if base is None:
        return None
    first = counted(base.start, unit, count, sign)
    if base.precision != "month" or unit not in ("hour", "day", "week"):
        return first
    last = counted(base.end, unit, count, sign)
    return cal.span(first.start, last.end) if first and last else None


def adjacent(g: Groups, here: Here) -> Stretch | None:
    """The day before, the week after, at the end of a clause."""
    unit = (g["unit"] or "").lower()
    last = here.last_day if unit in ("day", "week") else here.last_month if unit == "month" else here.last
    base = last.start if last else here.anchor
    return unit_of(base, unit, 1 if g["way"] in ("after", "later") else -1) if base else None


def counted(base: date, unit: str, count: int | None, sign: int) -> Stretch | None:
    """Return the time `count` units before or after `base`, as wide as the unit leaves open.

    A count of days gives a day, of weeks the seven days around, of months a month, of years a year, of decades ten
    years around. None counts as two to seven.
    """
    if unit == "hour":
        edge = base + timedelta(days=sign * (1 if count is None else max(1, round(count / 24))))
        return cal.span(min(base, edge), max(base, edge))
    if count is None:
        near, far = moved(base, unit, sign * _FEW), moved(base, unit, sign * _MANY)
        return cal.span(min(near, far), max(near, far))
    target = moved(base, unit, sign * count)
    if unit == "week":
        return cal.span(target - timedelta(days=3), target + timedelta(days=3))
    if unit == "decade":
        return cal.span(date(target.year - 5, 1, 1), date(target.year + 5, 12, 31))
    return unit_of(target, unit)


Resolver = Callable[[Groups, Here], Stretch | None]

RESOLVERS: dict[str, Resolver] = {
    "iso": words.iso,
    "numeric": words.numeric,
    "attacks": words.attacks,
    "weekday_date": words.month_day,
    "md_range": words.day_range,
    "md": words.month_day,
    "dm_range": words.day_range,
    "dmdm_range": words.day_range,
    "dm": words.month_day,
    "month_range": words.month_range,
    "month": words.month_only,
    "ordinal": words.ordinal,
    "dayonly": words.day_only,
    "half": named.half,
    "season": named.season,
    "decade": named.decade,
    "century": named.century,
    "year_range": words.year_range,
    "year": words.year_only,
    "weekday": words.weekday,
    "holiday": named.holiday,
    "weekof": named.week_of,
    "weekend": weekend,
    "daypart": day_part,
    "deictic": deictic,
    "within": within,
    "over": over,
    "relunit": relative_unit,
    "endof": end_of,
    "shift": shift,
    "adjacent": adjacent,
}
