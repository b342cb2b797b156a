"""The chart of the index of two countries, with turning points and events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from detente.briefs import wording
from detente.briefs.names import country_name
from detente.measuring.series import shortfall
from detente.measuring.turns import TurningPoint
from detente.web.case import Case
from detente.web.charts import Chart, Sign, Table, Tick, Track, Value, index
from detente.web.links import incident_url
from detente.web.views.acts import acts_table
from detente.web.views.addresses import acts_address, address
from detente.web.views.dyad_acts import acts_in
from detente.web.views.measured import Measure, direction_name, index_of, parts_of
from detente.web.views.periods import period_name

# More periods than that are too wide a chart; the others are a link away.
MOST_PERIODS: Final = 120
# More events than that are bars of the index, not a rug.
MOST_TICKS: Final = 200


def index_chart(case: Case, measure: Measure, turns: Sequence[TurningPoint]) -> Chart:
    """Return the index as a chart; without a drawing where there are too few acts for a line, which its note says.

    Args:
        case: The case.
        measure: How it is measured, with a length of period.
        turns: Its turning points.
    """
    freq = measure.freq or "month"
    a, b = measure.dyad
    names = {
        "both": "both directions",
        f"{a}-{b}": f"{country_name(a)} → {country_name(b)}",
        f"{b}-{a}": f"{country_name(b)} → {country_name(a)}",
    }
    frame = index_of(case, measure)
    short = shortfall(frame)
    shown, left = _window(frame, measure)
    counts = {(row[0], row[1]): row[2:] for row in acts_in(parts_of(case, measure)).iter_rows()}
    tracks = []
    for direction in measure.directions:
        rows = shown.filter(pl.col("direction") == direction_name(direction))
        values = tuple(_value(case, measure, direction, row, counts) for row in rows.iter_rows(named=True))
        tracks.append(Track(names[direction], values))
    title = f"{country_name(a)} and {country_name(b)} by {freq}"
    notes = []
    if left:
        notes.append(f"The latest {MOST_PERIODS} of {left} periods are shown; since and until choose others.")
    if not any(track.values for track in tracks):
        nothing = "No act of these two in this time can be counted." if short is None else short.capitalize() + "."
        return Chart("index", title, nothing, None, Table(("Period",), ()), nothing)
    signs, ticks = [_sign(case, measure, point) for point in turns], _ticks(case, measure, tracks[0].values)
    if len(ticks) > MOST_TICKS:
        ticks = []
    told = (
        f"Cooperation above and conflict below nought, by {freq}"
        + (", with the level behind them and its interval of 90 %." if shown["net_level"].null_count() == 0 else ".")
        + (" Triangles are turning points." if signs else "")
        + (" Ticks below are single acts." if ticks else "")
    )
    drawn = index("index", title, told, tracks, signs=signs, ticks=ticks, note=" ".join(notes) or None)
    if short is not None:
        return Chart("index", title, told, None, drawn.table, short[0].upper() + short[1:] + ".")
    return drawn


def _window(frame: pl.DataFrame, measure: Measure) -> tuple[pl.DataFrame, int | None]:
    """Return the periods that are shown, and of how many they are the latest where that is not all of them."""
    if measure.since is not None:
        frame = frame.filter(pl.col("period_end") >= measure.since)
    if measure.until is not None:
        frame = frame.filter(pl.col("period_start") <= measure.until)
    starts = frame["period_start"].unique().sort()
    if len(starts) <= MOST_PERIODS:
        return frame, None
    return frame.filter(pl.col("period_start") >= starts[-MOST_PERIODS]), len(starts)


def _value(
    case: Case,
    measure: Measure,
    direction: str,
    row: dict[str, object],
    counts: dict[tuple[object, object], tuple[float, float, float]],
) -> Value:
    start, end, freq = row["period_start"], row["period_end"], measure.freq or "month"
    assert isinstance(start, date)
    assert isinstance(end, date)
    acts, plus, minus = counts.get((start, row["direction"]), (0.0, 0.0, 0.0))

    def to(kind: str) -> str:
        return acts_address(case, measure.dyad, freq, start, direction=direction, kind=kind, **measure.how)

    return Value(
        start=start,
        end=end,
        name=period_name(start, freq),
        cooperation=_number(row["cooperation"]) or 0.0,
        conflict=_number(row["conflict"]) or 0.0,
        acts=acts,
        level=_number(row["net_level"]),
        low=_number(row["net_low"]),
        high=_number(row["net_high"]),
        href=to("net") if acts else None,
        cooperation_href=to("cooperation") if plus else None,
        conflict_href=to("conflict") if minus else None,
    )


def _sign(case: Case, measure: Measure, point: TurningPoint) -> Sign:
    name = period_name(point.month, "month")
    said = f"turn for the {point.direction} in {name}, probability {point.probability:.2f}"
    return Sign(
        point.month, "worse" if point.direction == "worse" else "better", turn_address(case, measure, point), said
    )


def turn_address(case: Case, measure: Measure, point: TurningPoint) -> str:
    """Return the address of the acts that carried a turning point."""
    a, b = measure.dyad
    mode = None if measure.mode == "offline" else measure.mode
    return address(case, f"/dyads/{a}-{b}/acts", turn=point.direction, period=point.month.isoformat(), mode=mode)


def _ticks(case: Case, measure: Measure, values: Sequence[Value]) -> list[Tick]:
    """Return the counted acts of the time that is shown, each once."""
    a, b = sorted(measure.dyad)
    first, last = values[0].start, values[-1].end
    rows = acts_table(case, measure.dyad).filter(
        pl.col("counts"),
        pl.min_horizontal("source_country", "target_country") == a,
        pl.max_horizontal("source_country", "target_country") == b,
        pl.col("date_end") >= first,
        pl.col("date") <= last,
    )
    if measure.direction not in ("all", "both"):
        rows = rows.filter(pl.col("source_country") == measure.direction.split("-")[0])
    rows = rows.unique(pl.col("id").str.split(":").list.first(), keep="first", maintain_order=True)
    found = []
    for row in rows.select("date", "date_end", "plover", "type", "incident").iter_rows(named=True):
        score = row["plover"]
        hue = "neutral" if not score else "cooperation" if score > 0 else "conflict"
        when = wording.day(row["date"]) if row["date"] == row["date_end"] else f"{row['date']} to {row['date_end']}"
        found.append(
            Tick(
                row["date"],
                row["date_end"],
                hue,
                address(case, incident_url(row["incident"])),
                f"{when}: {row['type']}",
            )
        )
    return found


def _number(value: object) -> float | None:
    return value if isinstance(value, float) else None
