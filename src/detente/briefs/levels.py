"""The index of a brief: sums by month, the level behind them, and the turning points, each with its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import polars as pl

from detente.briefs import wording
from detente.briefs.lines import group_id
from detente.briefs.material import Material
from detente.briefs.parts import Level, Month, Row, Turn
from detente.briefs.sections import Index
from detente.measuring import LEAST_INCIDENTS, LEAST_PERIODS, Incident, enough, measure
from detente.measuring.series import series
from detente.measuring.table import from_events
from detente.measuring.turns import LEAST_MONTHS, NotEnough, TurningPoint, behind, turning_points
from detente.measuring.turns_acts import acts_of
from detente.records import Document

_DIRECTIONS: tuple[Literal["worse", "better"], ...] = ("worse", "better")


def index_of(counted: Sequence[tuple[Incident, str]], material: Material, documents: Sequence[Document]) -> Index:
    """Measure the counted incidents by month, each value with the ids of the lines behind it.

    Args:
        counted: What an index of months counts, each with the id of its line.
        material: Its dyad and its groups of copies.
        documents: Those that report the incidents.
    """
    a, b = material.dyad
    reports = {event.id: event for incident, _ in counted for event in incident.reports}
    frame = measure(reports.values(), dyad=(a, b), documents=documents, groups=material.groups)
    lines = _lines_behind(counted, a, b)
    is_enough = enough(frame)
    table = from_events(reports.values())
    levels = _levels(table, (a, b)) if is_enough else {}
    turns, turns_note = _turns(table, (a, b), counted)
    months: dict[date, list[Row]] = defaultdict(list)
    ends: dict[date, date] = {}
    for row in frame.iter_rows(named=True):
        start, direction = row["period_start"], row["direction"]
        ends[start] = row["period_end"]
        values = {name: row[name] for name in Row.__dataclass_fields__ if name in row}
        months[start].append(Row(**values, lines=tuple(lines[start, direction])))
    made = tuple(
        Month(
            start=month,
            end=ends[month],
            title=wording.month(month),
            group=group_id(month) if lines[month, "both"] else None,
            rows=tuple(rows),
            level=levels.get(month),
        )
        for month, rows in months.items()
    )
    note = _note(len(counted), sum(one.group is not None for one in made), is_enough)
    return Index(made, is_enough, note, turns, turns_note)


def _lines_behind(counted: Sequence[tuple[Incident, str]], a: str, b: str) -> defaultdict[tuple[date, str], list[str]]:
    found: defaultdict[tuple[date, str], list[str]] = defaultdict(list)
    for incident, line in counted:
        if incident.date.start:
            month = incident.date.start.replace(day=1)
            found[month, "both"].append(line)
            if incident.reciprocal or incident.source == a:
                found[month, f"{a}→{b}"].append(line)
            if incident.reciprocal or incident.source == b:
                found[month, f"{b}→{a}"].append(line)
    return found


def _levels(table: pl.DataFrame, dyad: tuple[str, str]) -> dict[date, Level]:
    """Return the level of each month, both directions together; none where the series has too few acts for a line."""
    frame = series(table, dyad=dyad, freq="month").filter(
        pl.col("direction") == "both", pl.col("net_level").is_not_null()
    )
    columns = ("period_start", "net_level", "net_low", "net_high")
    return {row[0]: Level(*(round(value, 4) for value in row[1:])) for row in frame.select(columns).iter_rows()}


def _turns(
    table: pl.DataFrame, dyad: tuple[str, str], counted: Sequence[tuple[Incident, str]]
) -> tuple[tuple[Turn, ...], str]:
    """Return the turning points in order of time, and what must be said of them."""
    acts = acts_of(table, dyad)
    months = 0 if acts is None else len(acts.months)
    least = f"more than {wording.count(LEAST_MONTHS, 'month')} are needed"
    if acts is None:
        return (), f"Not enough for turning points: no act can be counted; {least}."
    points: list[TurningPoint] = []
    for direction in _DIRECTIONS:
        found = turning_points(acts, mode="offline", direction=direction)
        if isinstance(found, NotEnough):
            whole = f"{wording.count(len(counted), 'act')} in a series of {wording.count(months, 'month')}"
            return (), f"Not enough for turning points: {whole}; {least}."
        points += found
    if not points:
        return (), f"No month of the {wording.count(months, 'month')} stands out as a turning point."
    line_of = {event.id: line for incident, line in counted for event in incident.reports}
    points.sort(key=lambda point: (point.month, point.direction))
    turns = tuple(_turn(table, point, number, line_of) for number, point in enumerate(points, start=1))
    return turns, (
        f"{wording.count(len(turns), 'turning point')} in {wording.count(months, 'month')}, looking back over the whole "
        "series. Turns for the better are found less surely than turns for the worse."
    )


def _turn(table: pl.DataFrame, point: TurningPoint, number: int, line_of: Mapping[str, str]) -> Turn:
    rows = behind(table, point)["id"].to_list()
    lines = dict.fromkeys(line for row in rows if (line := line_of.get(str(row).partition(":")[0])) is not None)
    title = wording.month(point.month)
    return Turn(
        id=f"turn-{number}",
        month=point.month,
        title=title,
        direction=point.direction,
        probability=round(point.probability, 4),
        acts=round(point.acts, 4),
        usual=round(point.usual, 4),
        text=(
            f"{title}: a turn for the {point.direction}, probability {point.probability:.2f}. The month’s acts of that "
            f"kind weigh {point.acts:.1f}, against {point.usual:.1f} a month in the two years before."
        ),
        lines=tuple(lines),
    )


def _note(acts: int, months: int, is_enough: bool) -> str:
    base = f"{wording.count(acts, 'act')} in {wording.count(months, 'month')} can be counted"
    least = f"at least {LEAST_INCIDENTS} acts in {LEAST_PERIODS} different months are needed"
    return f"{base}." if is_enough else f"Not enough for a chart: {base}; {least}."
