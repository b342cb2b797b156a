"""From the words of a time expression to the days they mean, one function for each rule of `timex_words`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from detente.reading import timex_calendar as cal
from detente.reading.timex_calendar import Stretch, Tense
from detente.reading.timex_words import MONTHS, NUMBERS, WEEKDAYS

Groups = Mapping[str, str | None]
_VAGUE = {"several", "few", "couple", "half"}


@dataclass(frozen=True, slots=True)
class Here:
    """What an expression is read against.

    Attributes:
        anchor: Day of publication that is tried, or None.
        window: First and last day of publication where it is not known to the day.
        year: Year of year-less dates, where the text sets one.
        tense: Tense of the clause, or None; `firm` where the caller knows it.
        last_day, last_month, last: The latest date of the running text that is a day, at most a month, or anything.
        near_month: The last date of a named month where it stands in this sentence or the one before.
        around: What of at most a month this sentence has named before ("last week ... on the 15th").
    """

    anchor: date | None
    window: tuple[date, date] | None
    year: int | None
    tense: Tense | None
    firm: bool
    last_day: Stretch | None
    last_month: Stretch | None
    last: Stretch | None
    near_month: Stretch | None
    around: Stretch | None = None


def month_of(g: Groups, key: str = "m") -> int | None:
    """Return the number of the month that group `key` names, or None."""
    name = g.get(key)
    return MONTHS[name.strip().rstrip(".").lower()] if name else None


def _day(g: Groups, key: str = "d") -> int | None:
    text = g.get(key)
    return int("".join(c for c in text if c.isdigit())) if text else None


def _modifier(g: Groups) -> str | None:
    text = g.get("mod")
    if not text:
        return None
    words = text.lower().replace("-", " ").split()
    for name in ("first half", "second half", "latter half", "latter part"):
        if name in " ".join(words):
            return name
    word = next(w for w in words if w not in ("the", "very"))
    return {"middle": "mid", "start": "beginning", "close": "end"}.get(word, word)


def apply_modifier(g: Groups, whole: Stretch | None) -> Stretch | None:
    """Return the part of `whole` that the expression names ("late", "the end of"), or all of it."""
    name = _modifier(g)
    return cal.part(whole, name) if whole and name else whole


def relative_year(word: str, here: Here) -> int | None:
    """Return the year that "last", "this", "that" or "following" means here, or None where nothing tells."""
    word = word.lower()
    if word in ("that", "same", "previous", "following"):
        if here.last is None:
            return None
        return here.last.start.year + {"previous": -1, "following": 1}.get(word, 0)
    if here.anchor is None:
        return None
    return here.anchor.year + {"last": -1, "next": 1}.get(word, 0)


def dated(g: Groups, here: Here, make: Callable[[int], Stretch | None], suffix: str = "") -> Stretch | None:
    """Give `make` its year: the one written, the one described, that of the text, or the one nearest the anchor."""
    written, described = g.get("y" + suffix), g.get("yrel" + suffix)
    if written:
        return make(int(written))
    if described:
        number = relative_year(described, here)
        return None if number is None else make(number)
    if here.year is not None:
        return make(here.year)
    if here.anchor is None:
        return None
    if here.window is not None:
        low, high = here.window
        inside = [s for n in range(low.year, high.year + 1) if (s := make(n)) and s.start <= high and s.end >= low]
        if len(inside) == 1:
            return inside[0]
    return cal.nearest(make, here.anchor, here.tense, firm=here.firm)


def on(month: int, number: int, weekday: int | None = None) -> Callable[[int], Stretch | None]:
    """Return what gives the day of a year, None where that year has no such day or it is another weekday."""

    def make(year: int) -> Stretch | None:
        found = cal.exact(year, month, number)
        if found is None or (weekday is not None and found.weekday() != weekday):
            return None
        return cal.day(found)

    return make


def iso(g: Groups, here: Here) -> Stretch | None:
    """2019-08-10, 2019/8/10, 2019. 8. 10."""
    found = cal.exact(int(g["y"] or 0), int(g["m"] or 0), int(g["d"] or 0))
    return cal.day(found) if found else None


def numeric(g: Groups, here: Here) -> Stretch | None:
    """10.08.2019, 10/8/2019: dots are day first; with slashes or hyphens it must be certain which part is the month."""
    first, second, year = int(g["a"] or 0), int(g["b"] or 0), int(g["y"] or 0)
    day_first, month_first = cal.exact(year, second, first), cal.exact(year, first, second)
    if g["sep"] == ".":
        month_first = None
    found = {d for d in (day_first, month_first) if d}
    return cal.day(found.pop()) if len(found) == 1 else None


def attacks(g: Groups, here: Here) -> Stretch | None:
    """The attacks of September 11 are named by their day of 2001."""
    return cal.day(date(2001, 9, 11))


def month_day(g: Groups, here: Here) -> Stretch | None:
    """Day and month in either order, with or without year and weekday; a weekday picks the year where none is named."""
    second = "2" if not g.get("m") else ""
    month, number, name = month_of(g, "m" + second), _day(g, "d" + second), g.get("w")
    if month is None or number is None:
        return None
    weekday = WEEKDAYS[name.rstrip(".").lower()] if name else None
    if weekday is None or g.get("y") or g.get("yrel"):
        return dated(g, here, on(month, number))
    fits = on(month, number, weekday)
    if here.anchor is None and here.year is not None:
        years = [n for n in range(here.year, here.year + 6) if fits(n)]
        return fits(years[0]) if years else dated(g, here, on(month, number))
    return dated(g, here, fits) or dated(g, here, on(month, number))


def day_range(g: Groups, here: Here) -> Stretch | None:
    """March 16-17, from March 30 to April 2, 16 to 17 March 2020."""
    month, number, last = month_of(g), _day(g), _day(g, "d2")
    month2 = month_of(g, "m2") or month
    if month is None or month2 is None or number is None or last is None:
        return None
    if g.get("y0") or g.get("yrel0"):
        first = dated(g, here, on(month, number), "0")
        if first is None:
            return None
        own_end = g.get("y") or g.get("yrel")
        end = dated(g, here, on(month2, last)) if own_end else on(month2, last)(first.start.year)
        return cal.span(first.start, end.end) if end else None
    across = (month2, last) < (month, number)

    def make(year: int) -> Stretch | None:
        # The year that is written stands at the end: "Dec. 30 to Jan. 2, 2019".
        start = cal.exact(year - 1 if across and g.get("y") else year, month, number)
        end = cal.exact(year + 1 if across and not g.get("y") else year, month2, last)
        return cal.span(start, end) if start and end else None

    return dated(g, here, make)


def month_only(g: Groups, here: Here) -> Stretch | None:
    """In July, July 2018, late October 2018, last July, August of this year."""
    number = month_of(g)
    if number is None:
        return None
    rel = (g.get("rel") or "").lower()
    if not rel:
        return apply_modifier(g, dated(g, here, lambda year: cal.month(year, number)))
    if here.anchor is None:
        return None
    this = cal.month(here.anchor.year, number)
    if rel in ("last", "past") and this.end >= here.anchor:
        this = cal.month(here.anchor.year - 1, number)
    if rel == "next" and this.start <= here.anchor:
        this = cal.month(here.anchor.year + 1, number)
    return apply_modifier(g, this)


def month_range(g: Groups, here: Here) -> Stretch | None:
    """From July to September 2018."""
    first, last = month_of(g), month_of(g, "m2")
    if first is None or last is None:
        return None
    if g.get("y0") or g.get("yrel0"):
        start = dated(g, here, lambda year: cal.month(year, first), "0")
        end = dated(g, here, lambda year: cal.month(year, last))
        return cal.span(start.start, end.end) if start and end else None

    def make(year: int) -> Stretch | None:
        begin = year - 1 if last < first and g.get("y") else year
        return cal.span(cal.month(begin, first).start, cal.month(begin, last + (12 if last < first else 0)).end)

    return dated(g, here, make)


def ordinal(g: Groups, here: Here) -> Stretch | None:
    """The 22nd of this month."""
    base, number, rel = here.anchor, _day(g), (g["rel"] or "").lower()
    if rel in ("that", "same", "previous", "following"):
        base = here.last_month.start if here.last_month else None
    if base is None or number is None:
        return None
    whole = cal.month(base.year, base.month + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(rel, 0))
    found = cal.exact(whole.start.year, whole.start.month, number)
    return cal.day(found) if found else None


def day_only(g: Groups, here: Here) -> Stretch | None:
    """On the 9th: in the month of the running text where that fits, else the last such day before publication."""
    number = _day(g) or _day(g, "d3")
    last = _day(g, "d2") or number
    if number is None or last is None or last < number:
        return None

    def within(year: int, month: int) -> Stretch | None:
        whole = cal.month(year, month).start
        first, end = cal.exact(whole.year, whole.month, number), cal.exact(whole.year, whole.month, last)
        return cal.span(first, end) if first and end else None

    if here.around is not None:
        for month in {here.around.start.month: here.around.start, here.around.end.month: here.around.end}.values():
            found = within(month.year, month.month)
            if found and here.around.start <= found.start <= found.end <= here.around.end:
                return found
    if here.near_month is not None:
        found = within(here.near_month.start.year, here.near_month.start.month)
        limit = None if here.anchor is None or here.tense == "future" else here.anchor + cal.ZONE_SLACK
        if found and (limit is None or found.start <= limit):
            return found
    if here.anchor is None:
        return None
    near = [s for step in (-2, -1, 0, 1, 2) if (s := within(here.anchor.year, here.anchor.month + step))]
    if here.tense == "future":
        return next((s for s in near if s.end >= here.anchor), None)
    return next((s for s in reversed(near) if s.start <= here.anchor + cal.ZONE_SLACK), None)


def year_range(g: Groups, here: Here) -> Stretch | None:
    """Between 1910 and 1945, 2014-15; "2019-08", which cannot be years, is a month."""
    if g.get("y"):
        return cal.span(date(int(g["y"] or 0), 1, 1), date(int(g["y2"] or 0), 12, 31))
    first, tail = int(g["y3"] or 0), g["y4"] or ""
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if last <= first:
        return cal.month(first, int(tail)) if len(tail) == 2 and 1 <= int(tail) <= 12 else None
    return cal.span(date(first, 1, 1), date(last, 12, 31))


def year_only(g: Groups, here: Here) -> Stretch | None:
    """2018, early 2018."""
    return apply_modifier(g, cal.year(int(g["y"] or 0)))


def weekday(g: Groups, here: Here) -> Stretch | None:
    """On Tuesday, last Monday, next Wednesday."""
    number = WEEKDAYS[(g["w"] or "").lower()]
    rel = (g.get("rel") or "").lower()
    if rel in ("previous", "following") and here.last_day is not None:
        base = here.last_day.start
        if rel == "previous":
            return cal.day(cal.weekday_near(base, number, "last", None))
        return cal.day(cal.weekday_near(base + timedelta(days=1), number, "", "future"))
    if here.anchor is None:
        return None
    if g.get("wk"):
        step = {"last": -7, "this": 0, "next": 7}[g["wk"] or ""]
        return cal.day(cal.week(here.anchor).start + timedelta(days=step + number))
    how = {"past": "last", "previous": "last", "coming": "", "following": "next"}.get(rel, rel)
    tense: Tense | None = "future" if rel == "coming" else here.tense
    return cal.day(cal.weekday_near(here.anchor, number, how, tense))


def number_of(text: str | None) -> int | None:
    """Return the number that `text` writes in digits or words; None for "several", "a few" and their like."""
    if text is None:
        return None
    words = text.lower().split()
    if _VAGUE & set(words):
        return None
    return int(words[0]) if words[0].isdigit() else NUMBERS[words[0]]
