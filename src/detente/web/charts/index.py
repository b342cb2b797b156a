"""The index of two states: bars of cooperation and conflict, the level with its interval, turning points, events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from detente.web.charts import spec
from detente.web.charts.palette import colour
from detente.web.charts.records import Cell, Chart, Table

_HEIGHT: Final = 130
_RUG: Final = 30
# Room above the first panel for the signs of turning points.
_SIGNS: Final = 22


@dataclass(frozen=True, slots=True)
class Value:
    """An index in one period.

    Attributes:
        start, end: First and last day.
        name: The period in words.
        cooperation, conflict: Its sums, conflict at or below nought; each with the address of its acts, None without any.
        acts: Acts counted.
        level, low, high: The level with its interval, None where there is not enough for one.
        href: Address of all its acts, None without any.
    """

    start: date
    end: date
    name: str
    cooperation: float
    conflict: float
    acts: float
    level: float | None
    low: float | None
    high: float | None
    href: str | None
    cooperation_href: str | None
    conflict_href: str | None


@dataclass(frozen=True, slots=True)
class Track:
    """The index in one direction."""

    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A turning point above the index."""

    month: date
    direction: Literal["worse", "better"]
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class Tick:
    """An event below the index; `hue` is cooperation, conflict or neutral."""

    start: date
    end: date
    hue: str
    href: str
    said: str


def index(
    ident: str,
    title: str,
    description: str,
    tracks: Sequence[Track],
    *,
    signs: Sequence[Sign] = (),
    ticks: Sequence[Tick] = (),
    note: str | None = None,
) -> Chart:
    """Return the index as a chart: a panel for each direction, turning points above the first, events below the last.

    Args:
        ident, title, description, note: As of `Chart`.
        tracks: Directions with the same periods, each of one period or more.
        signs: Turning points.
        ticks: Events, drawn as a rug; a date of several days as a bar of its length.
    """
    values = tracks[0].values
    first, last = values[0].start, values[-1].end
    width = max(spec.WIDTH, spec.TARGET * len(values))
    panels = []
    for number, track in enumerate(tracks):
        panels.append(_panel(track, first, last, width, signs, first_of_all=number == 0))
    if ticks:
        panels.append(_rug(ticks, first, last, width))
    # Each panel has colours of its own, else Vega would share one scale of them.
    drawn = spec.whole(vconcat=panels, spacing=12, resolve={"scale": {"color": "independent", "shape": "independent"}})
    return Chart(ident, title, description, drawn, _table(tracks), note)


def _panel(
    track: Track, first: date, last: date, width: int, signs: Sequence[Sign], *, first_of_all: bool
) -> dict[str, Any]:
    inside = [sign for sign in signs if first <= sign.month <= last]
    rows = [
        {
            "from": spec.moment(value.start),
            "to": spec.end_of(value.end),
            "middle": spec.moment(value.start + timedelta(days=(value.end - value.start).days // 2)),
            "cooperation": value.cooperation,
            "conflict": value.conflict,
            "level": value.level,
            "low": value.low,
            "high": value.high,
        }
        for value in track.values
    ]
    x = spec.time_axis("from", first, last, width)
    across = {"x": x, "x2": {"field": "to"}}
    y = {"type": "quantitative", "title": None, "axis": {"tickCount": 5}}
    bars: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "color": colour(kind), "opacity": 0.85, "xOffset": 1, "x2Offset": -1},
            "encoding": {**across, "y": {**y, "field": kind}, "y2": {"datum": 0}},
        }
        for kind in ("cooperation", "conflict")
    ]
    layers: list[dict[str, Any]] = [
        {"data": spec.data(rows), "layer": bars},
        {
            "data": spec.data([{}]),
            "mark": {"type": "rule", "color": colour("neutral")},
            "encoding": {"y": {**y, "datum": 0}},
        },
    ]
    known = [row for row in rows if row["level"] is not None]
    if known:
        layers += [
            {
                "data": spec.data(known),
                "mark": {"type": "area", "color": colour("band"), "opacity": 0.35},
                "encoding": {"x": {**x, "field": "middle"}, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "data": spec.data(known),
                "mark": {"type": "line", "color": colour("level"), "strokeWidth": 2},
                "encoding": {"x": {**x, "field": "middle"}, "y": {**y, "field": "level"}},
            },
        ]
    if inside:
        layers.append(_rules(inside, x))
    layers.append(_hits(track, across))
    if inside and first_of_all:
        layers += _signs(inside, x)
    return {"width": width, "height": _HEIGHT, "title": {"text": track.title, "offset": 26 if inside else 6}
            if first_of_all else track.title, "layer": layers}  # fmt: skip


def _rules(signs: Sequence[Sign], x: dict[str, Any]) -> dict[str, Any]:
    rows = [{"from": spec.moment(sign.month), "hue": sign.direction} for sign in signs]
    return {
        "data": spec.data(rows),
        "mark": {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 1.5},
        "encoding": {"x": x, "color": spec.hues(("worse", "better"), legend=None)},
    }


def _signs(signs: Sequence[Sign], x: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what stands above the rules: a triangle, down for worse and up for better, in a square that can be hit."""
    rows = [
        {"from": spec.moment(sign.month), "hue": sign.direction, "href": sign.href, "said": sign.said} for sign in signs
    ]
    above = {"value": -_SIGNS // 2}
    shape = {"domain": ["worse", "better"], "range": ["triangle-down", "triangle-up"]}
    return [
        {
            "data": spec.data(rows),
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
            "encoding": {
                "x": x,
                "y": above,
                "color": spec.hues(("worse", "better"), legend=None),
                "shape": spec.on("hue", "nominal", scale=shape, legend=None),
            },
        },
        {
            "data": spec.data(rows),
            "mark": {"type": "square", "size": spec.TARGET**2, **spec.HIT},
            "encoding": {"x": x, "y": above, **spec.LINK},
        },
    ]


def _hits(track: Track, across: dict[str, Any]) -> dict[str, Any]:
    """Return what can be hit: of each period the part above nought for its cooperation, the part below for its conflict.

    Where one of the two has no acts, the other takes the whole height, so that a lone low bar is easy to hit.
    """
    top, bottom = 0, _HEIGHT
    rows = []
    for value in track.values:
        ends = {"from": spec.moment(value.start), "to": spec.end_of(value.end)}
        both = value.cooperation_href and value.conflict_href
        level = "" if value.level is None else f"; level {spec.tidy(value.level)}"
        for kind, size, href in (
            ("cooperation", value.cooperation, value.cooperation_href),
            ("conflict", value.conflict, value.conflict_href),
        ):
            if href:
                upper = kind == "cooperation" or not both
                lower = kind == "conflict" or not both
                said = f"{track.title}, {value.name}: {kind} {spec.tidy(size)}{level}"
                half = _HEIGHT // 2
                rows.append(
                    ends
                    | {"top": top if upper else half, "below": bottom if lower else half, "href": href, "said": said}
                )
        if value.href and not (value.cooperation_href or value.conflict_href):
            said = f"{track.title}, {value.name}: {value.acts:g} {'act' if value.acts == 1 else 'acts'}, adding nothing"
            rows.append(ends | {"top": top, "below": bottom, "href": value.href, "said": said})
    place = {"type": "quantitative", "scale": None}
    return {
        "data": spec.data(rows),
        "mark": {"type": "rect", **spec.HIT},
        "encoding": {
            **across,
            "y": {**place, "field": "top"},
            "y2": {"field": "below"},
            **spec.LINK,
        },
    }


def _rug(ticks: Sequence[Tick], first: date, last: date, width: int) -> dict[str, Any]:
    inside = [tick for tick in ticks if tick.end >= first and tick.start <= last]
    rows = [
        {
            "from": spec.moment(max(tick.start, first)),
            "to": spec.end_of(min(tick.end, last)),
            "hue": tick.hue,
            "href": tick.href,
            "said": tick.said,
        }
        for tick in inside
    ]
    hues = spec.hues(("cooperation", "conflict", "neutral"), legend=None)
    return {
        "title": "events",
        "width": width,
        "height": _RUG,
        "data": spec.data(rows),
        "mark": {"type": "rect", "opacity": 0.65, "x2Offset": 3, "cornerRadius": 1},
        "encoding": {
            "x": spec.time_axis("from", first, last, width, axis=None),
            "x2": {"field": "to"},
            "color": hues,
            **spec.LINK,
        },
    }


def _table(tracks: Sequence[Track]) -> Table:
    columns = ("Period", "Direction", "Cooperation", "Conflict", "Net", "Acts", "Level", "Interval of 90 %")
    rows = []
    for track in tracks:
        for value in track.values:
            level = "–" if value.level is None else spec.tidy(value.level)
            interval = (
                "–" if value.low is None or value.high is None else f"{spec.tidy(value.low)} to {spec.tidy(value.high)}"
            )
            rows.append(
                (
                    Cell(value.name),
                    Cell(track.title),
                    Cell(spec.tidy(value.cooperation), value.cooperation_href, number=True),
                    Cell(spec.tidy(value.conflict), value.conflict_href, number=True),
                    Cell(spec.tidy(value.cooperation + value.conflict), value.href, number=True),
                    Cell(f"{value.acts:g}", value.href, number=True),
                    Cell(level, number=True),
                    Cell(interval, number=True),
                )
            )
    return Table(columns, tuple(rows))
