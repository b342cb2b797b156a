"""The arithmetic of terms and notices: ends of terms, chains of renewals, last days for notice, days of lapse.

The conventions, used throughout:

- **Months and years** run to the corresponding date; where the month has no such date, to its last day (31 August and six
  months: 28 February; 29 February and a year: 28 February). European Convention on the Calculation of Time-Limits (ETS
  76), article 4(2),
  https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=076. Years and months are added first,
  days after them.
- **The day from which a period runs is not counted, the day on which it runs out is**: the period runs from midnight at
  the end of the first to midnight at the end of the last (ETS 76, article 3). "Ninety days before the term ends" is
  therefore the latest day from which ninety days still run out by the last day of the term.
- **The day of entry into force belongs to the term**: the agreement applies from 00:00 of that day (Vienna Convention on
  the Law of Treaties, article 24, leaves the date to the treaty). A term of a year from 23 November ends with 22 November,
  and the agreement lapses at 00:00 on 23 November.
- **Chains count from the first day**, not from the term before, so that an end on 30 June after a start on 31 December
  does not drag the ends of later terms to the 30th.
- Saturdays, Sundays and holidays count; a day that falls on one stays there. ETS 76, article 5, moves only acts before
  authorities, and treaties rarely say so.
- Without a clause, a party that may leave gives twelve months' notice (Vienna Convention, article 56(2),
  https://legal.un.org/ilc/texts/instruments/english/conventions/1_1_1969.pdf); nothing here assumes that it may.

All days are days of the parties; `moments` turns them into instants.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from detente.agreements.records import Effect, Notice, Period, Renewal

ONE_DAY = timedelta(days=1)


class Run(NamedTuple):
    """One term of an agreement.

    Attributes:
        number: 1 for the first term, 2 for the first renewal, and so on.
        first: First day in force.
        last: Last day in force, inclusive; None where it runs on without end.
    """

    number: int
    first: date
    last: date | None

    @property
    def lapse(self) -> date | None:
        """The day at whose beginning the term is over."""
        return None if self.last is None or self.last == date.max else self.last + ONE_DAY


def times(period: Period, count: int) -> Period:
    """Return `period` taken `count` times, unit by unit; `count` is at least 0."""
    return Period(period.years * count, period.months * count, period.days * count)


def plus(one: Period, other: Period) -> Period:
    """Return the sum of two periods, unit by unit."""
    return Period(one.years + other.years, one.months + other.months, one.days + other.days)


def after(day: date, period: Period) -> date:
    """Return the day `period` after `day`, clipped to the end of the month before days are added.

    Raises:
        OverflowError: If it lies outside the years that dates can hold.
    """
    return _shift(day, period.years * 12 + period.months) + timedelta(days=period.days)


def before(day: date, period: Period) -> date:
    """Return the latest day from which `period` runs out by `day`: the last day for a notice of that length.

    It is the largest d with `after(d, period) <= day`. Six months before 28 February is 31 August and not 28 August, for
    six months from 31 August also run out on 28 February.

    Raises:
        OverflowError: If it lies outside the years that dates can hold.
    """
    found = _shift(day - timedelta(days=period.days), -(period.years * 12 + period.months))
    # Clipping loses at most three days (31 days against 28), so that the true day is that close.
    while after(found + ONE_DAY, period) <= day:
        found += ONE_DAY
    while after(found, period) > day:
        found -= ONE_DAY
    return found


def last_day_of_term(first: date, period: Period) -> date:
    """Return the last day in force of a term of `period` whose first day is `first`."""
    return after(first, period) - ONE_DAY


def runs(first: date, period: Period | None, renewal: Renewal | None, until: date | None = None) -> Iterator[Run]:
    """Yield the terms of an agreement if it is renewed whenever its rule allows.

    Args:
        first: First day in force.
        period: Length of the first term; None where `until` gives its end, or where it is indefinite.
        renewal: What happens at the end; None or `never` gives one term.
        until: Last day of the first term where it is stated; goes before `period`.

    Yields:
        Terms in order; without end where renewals are, up to the last year that dates can hold.
    """
    if until is None and period is None:
        yield Run(1, first, None)
        return
    try:
        last = until if until is not None else last_day_of_term(first, period or Period())
    except OverflowError:
        yield Run(1, first, None)
        return
    yield Run(1, first, last)
    if renewal is None or renewal.kind == "never":
        return
    if renewal.unlimited:
        yield Run(2, last + ONE_DAY, None)
        return
    further = renewal.period
    if further is None or further.empty:
        return
    # Each end is counted from one day alone, so that clipping in one term does not shift the ones after it.
    anchor, base = (last + ONE_DAY, Period()) if until is not None or period is None else (first, period)
    number = 1
    while (renewal.times is None or number <= renewal.times) and last.year < MAXYEAR - 1:
        start = last + ONE_DAY
        try:
            last = last_day_of_term(anchor, plus(base, times(further, number)))
        except OverflowError:
            return
        number += 1
        yield Run(number, start, last)


def run_on(day: date, terms: Iterator[Run]) -> Run | None:
    """Return the term of `terms` that `day` falls in, or None where it falls in none."""
    for run in terms:
        if run.first > day:
            return None
        if run.last is None or day <= run.last:
            return run
    return None


def last_day_for_notice(run: Run, notice: Notice) -> date | None:
    """Return the last day on which notice stops the renewal at the end of `run`.

    It may lie before the first day of the term where the notice is longer than the term: the deadline for the second term
    is then past before that term begins.

    Returns:
        None where the term has no end, notice is not counted from it, or the day lies outside the calendar.
    """
    if run.last is None or notice.counted_from != "term_end":
        return None
    try:
        return before(run.last, notice.period)
    except OverflowError:
        return None


def takes_effect(given: date, notice: Notice) -> date | None:
    """Return the day on which a notice given or received on `given` takes effect, for notices not counted from a term.

    Returns:
        None where it lies outside the calendar.

    Raises:
        ValueError: If the notice counts from the end of a term.
    """
    if notice.counted_from == "term_end":
        raise ValueError("a notice that counts from the end of the term takes effect with that end")
    try:
        return _on(notice.effect, given, after(given, notice.period))
    except OverflowError:
        return None


def _on(effect: Effect, given: date, out: date) -> date:
    match effect:
        case "same_date":
            return out
        case "first_of_month":
            return out.replace(day=1)
        case "first_of_next_month":
            return _shift(out.replace(day=1), 1)
        case "end_of_year":
            return date(out.year, 12, 31)
        case "end_of_next_year":
            return date(given.year + 1, 12, 31)


def every(first: date, period: Period | None, last: date | None = None) -> Iterator[tuple[int, date]]:
    """Yield the days on which something that recurs falls due, each with its number, counted from 1.

    Args:
        first: The first day.
        period: Time from one to the next, counted from the first; None for one day only.
        last: Nothing after this day.
    """
    number = 1
    day = first
    while last is None or day <= last:
        yield number, day
        if period is None or period.empty:
            return
        try:
            day = after(first, times(period, number))
        except OverflowError:
            return
        number += 1


def _shift(day: date, months: int) -> date:
    """Return `day` moved by whole months, clipped to the end of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        raise OverflowError(f"{months} months from {day} lie outside the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
