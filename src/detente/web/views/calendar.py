"""The calendar of deadlines: a month as weeks of days, and what falls due in the year ahead."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from detente.agreements.records import Deadline
from detente.agreements.standing import LIVING
from detente.web.case import Case
from detente.web.views.agreements import Choice, Entry, Reading, agreements, due_between

_YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with its agreement."""

    entry: Entry
    deadline: Deadline

    @property
    def name(self) -> str:
        """The usual name of the agreement."""
        return self.entry.agreement.names[0]

    @property
    def kind(self) -> str:
        """What falls due, in words."""
        return self.deadline.name or self.deadline.kind.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; `inside` False for days of the months around."""

    date: date
    inside: bool
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the calendar shows.

    Attributes:
        on: The day from which the list counts.
        month: First day of the month that the grid shows; `before` and `after` those of the months around it, None at the
            ends of the calendar.
        weeks: Its weeks from Monday, whole.
        ahead: What falls due in the year from `on`, in order.
        parties: Codes of parties with something ahead, and how much, most first.
    """

    on: date
    month: date
    before: date | None
    after: date | None
    weeks: tuple[tuple[Day, ...], ...]
    ahead: tuple[Due, ...]
    parties: tuple[tuple[str, int], ...]
    reading: Reading

    @property
    def busy(self) -> bool:
        """Whether anything falls due in the month."""
        return any(day.due for week in self.weeks for day in week if day.inside)


def deadline_calendar(case: Case, on: date, month: date | None, choice: Choice) -> Calendar:
    """Return the calendar.

    Args:
        case: The case.
        on: The day from which the list counts; what is known on it counts.
        month: Any day of the month that the grid shows; None for the month of `on`.
        choice: Which agreements; what ended long ago has no deadlines.
    """
    every = agreements(case, on)
    living = [entry for entry in every.entries if entry.now.state in LIVING or entry.agreement.deadlines]
    chosen = [entry for entry in living if choice.takes(entry, on)]
    first = (month or on).replace(day=1)
    grid = months.Calendar().monthdatescalendar(first.year, first.month)
    # Days that are past are shown as they were known at the time.
    known = min(on, grid[0][0])
    in_month = _by_day(due_between(chosen, grid[0][0], grid[-1][-1], known))
    ahead = due_between(living, on, _a_year_after(on), on)
    taken = {entry.agreement.id for entry in chosen}
    return Calendar(
        on=on,
        month=first,
        before=_month(first - timedelta(days=1)),
        after=_month(first + timedelta(days=31)),
        weeks=tuple(
            tuple(Day(day, day.month == first.month, tuple(in_month.get(day, ()))) for day in week) for week in grid
        ),
        ahead=tuple(Due(entry, one) for entry, one in ahead if entry.agreement.id in taken),
        parties=tuple(_parties(ahead)),
        reading=every.reading,
    )


def month_of(text: str | None) -> date | None:
    """Return the first day of a month written as 2019-08, or None where it is none or out of range.

    The calendar has the months of the years 1900 to 2200.
    """
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return _month(day)


def _month(day: date) -> date | None:
    return day.replace(day=1) if _YEARS[0] <= day.year <= _YEARS[1] else None


def _a_year_after(day: date) -> date:
    return day + timedelta(days=365)


def _by_day(found: Iterable[tuple[Entry, Deadline]]) -> dict[date, list[Due]]:
    days: dict[date, list[Due]] = {}
    for entry, one in found:
        days.setdefault(one.date, []).append(Due(entry, one))
    return days


def _parties(found: Iterable[tuple[Entry, Deadline]]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for entry, _ in found:
        for party in entry.agreement.parties:
            counts[party] = counts.get(party, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
