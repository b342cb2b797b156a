"""Events along time in lanes: a day as a mark, a longer date as a bar of its length, many of them as counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from detente.web.charts import spec
from detente.web.charts.palette import colour
from detente.web.charts.records import Cell, Chart, Table

_ROW: Final = spec.TARGET + 2
_LABELS: Final = 190
HUES: Final = ("cooperation", "conflict", "neutral")


@dataclass(frozen=True, slots=True)
class Item:
    """An event on a timeline.

    Attributes:
        start, end: First and last day that it may have happened on, equal for a day.
        when: Its date in words, with its precision.
        said: The act in words.
        hue: `cooperation`, `conflict` or `neutral`.
        open: The date is not known; `start` and `end` are bounds.
    """

    start: date
    end: date
    when: str
    said: str
    hue: str
    href: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """The events of a lane that may have happened in a period."""

    start: date
    end: date
    name: str
    events: int
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its words, where they lead, and its events, or how many there are in each period."""

    label: str
    href: str
    items: tuple[Item, ...] = ()
    counts: tuple[Count, ...] = ()


@dataclass(slots=True)
class _Layout:
    """Where everything stands: rows counted from the top."""

    rows: int = 0
    marks: list[dict[str, Any]] = field(default_factory=list)
    counts: list[dict[str, Any]] = field(default_factory=list)
    labels: list[dict[str, Any]] = field(default_factory=list)
    ground: list[dict[str, Any]] = field(default_factory=list)


def rows_needed(items: Sequence[Item], first: date, last: date) -> int:
    """Return how many rows a lane takes so that no two marks lie on one another."""
    return max(_placed(items, first, last), default=0) + 1


def timeline(
    ident: str,
    title: str,
    description: str,
    lanes: Sequence[Lane],
    first: date,
    last: date,
    *,
    note: str | None = None,
) -> Chart:
    """Return a timeline.

    Args:
        ident, title, description, note: As of `Chart`.
        lanes: In the order in which they are drawn; those with `counts` show these in place of events.
        first, last: The first and the last day that it shows; what lies outside is left out.
    """
    layout = _Layout()
    for number, lane in enumerate(lanes):
        _lay(layout, lane, number, first, last)
    drawn = layout.marks or layout.counts
    return Chart(
        ident, title, description, _spec(layout, first, last) if drawn else None, _table(lanes, first, last), note
    )


def _placed(items: Sequence[Item], first: date, last: date) -> list[int]:
    """Return the row of each item, the first in which it does not touch another one."""
    pixel = spec.WIDTH / ((last - first).days + 1)
    free: list[float] = []
    rows = []
    for item in items:
        left = (item.start - first).days * pixel
        right = (min(item.end, last) - first).days * pixel + pixel
        middle = (max(left, 0.0) + right) / 2
        left, right = min(left, middle - spec.TARGET / 2), max(right, middle + spec.TARGET / 2)
        row = next((n for n, end in enumerate(free) if end <= left), len(free))
        if row == len(free):
            free.append(right)
        else:
            free[row] = right
        rows.append(row)
    return rows


def _lay(layout: _Layout, lane: Lane, number: int, first: date, last: date) -> None:
    top = layout.rows
    items = sorted(
        (i for i in lane.items if i.end >= first and i.start <= last), key=lambda item: (item.start, item.end)
    )
    places = _placed(items, first, last)
    pixel = spec.WIDTH / ((last - first).days + 1)
    for item, place in zip(items, places, strict=True):
        start, end = max(item.start, first), min(item.end, last)
        days = (end - start).days + 1
        layout.marks.append(
            {
                "from": spec.moment(start),
                "to": spec.end_of(end),
                "middle": _middle(start, end),
                "row": top + place,
                "centre": top + place + 0.5,
                "hue": item.hue,
                "shape": _shape(item, days * pixel),
                "wide": days * pixel >= spec.TARGET,
                "href": item.href,
                "said": f"{item.when}: {item.said}",
            }
        )
    for count in lane.counts:
        start, end = max(count.start, first), min(count.end, last)
        if start <= end:
            layout.counts.append(
                {
                    "from": spec.moment(start),
                    "to": spec.end_of(end),
                    "middle": _middle(start, end),
                    "row": top,
                    "centre": top + 0.5,
                    "text": _short(count.events),
                    "depth": min(3, len(str(count.events))),
                    "href": count.href,
                    "said": f"{lane.label}, {count.name}: {count.events} events",
                }
            )
    layout.rows += max(places, default=0) + 1
    layout.labels.append({"row": top + 0.5, "label": lane.label, "href": lane.href, "said": lane.label})
    if number % 2 == 0:
        layout.ground.append({"row": top, "below": layout.rows, "from": spec.moment(first), "to": spec.end_of(last)})


def _spec(layout: _Layout, first: date, last: date) -> dict[str, Any]:
    axis = {"orient": "top", "format": "%b %Y", "tickCount": 7, "labelOverlap": True, "grid": True, "domain": False}
    x = spec.time_axis("from", first, last, spec.WIDTH)
    x["axis"] = {**x["axis"], **axis, "format": x["axis"]["format"]}
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [layout.rows, 0], "nice": False}}
    across = {"x": x, "x2": {"field": "to"}}
    box = {**across, "y": {**y, "field": "row"}, "y2": {"field": "below"}}
    below = [{"calculate": "datum.row + 1", "as": "below"}]
    centre = {"x": {**x, "field": "middle"}, "y": {**y, "field": "centre"}}
    hue = spec.hues(HUES, legend=None)
    depth = {
        "field": "depth",
        "type": "ordinal",
        "legend": None,
        "scale": {"domain": [1, 2, 3], "range": [colour(name) for name in ("zero", "plus1", "plus2")]},
    }
    layers: list[dict[str, Any]] = [
        {"data": spec.data(layout.ground), "mark": {"type": "rect", "color": colour("empty")}, "encoding": box},
        {
            "data": spec.data([m for m in layout.marks if m["shape"] == "span"]),
            "transform": below,
            "mark": {"type": "rect", "yOffset": 8, "y2Offset": -8, "cornerRadius": 4, "opacity": 0.75},
            "encoding": {**box, "color": hue},
        },
        {
            "data": spec.data([m for m in layout.marks if m["shape"] == "open"]),
            "transform": below,
            "mark": {
                "type": "rect", "yOffset": 8, "y2Offset": -8, "cornerRadius": 4, "filled": False, "strokeWidth": 1.5,
                "strokeDash": [3, 3],
            },
            "encoding": {**box, "stroke": hue},
        },
        {
            "data": spec.data([m for m in layout.marks if m["shape"] == "day"]),
            "mark": {"type": "circle", "size": 110, "opacity": 0.9},
            "encoding": {**centre, "color": hue},
        },
        {
            "data": spec.data([m for m in layout.marks if m["shape"] == "few"]),
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 110, "opacity": 0.9},
            "encoding": {**centre, "color": hue},
        },
        {
            "data": spec.data([m for m in layout.marks if m["shape"] == "few open"]),
            "mark": {"type": "point", "shape": "diamond", "filled": False, "size": 110, "strokeDash": [3, 2]},
            "encoding": {**centre, "stroke": hue},
        },
        {
            "data": spec.data([m for m in layout.marks if not m["wide"]]),
            "mark": {"type": "square", "size": spec.TARGET**2, **spec.HIT},
            "encoding": {**centre, **spec.LINK},
        },
        {
            "data": spec.data([m for m in layout.marks if m["wide"]]),
            "transform": below,
            "mark": {"type": "rect", **spec.HIT},
            "encoding": {**box, **spec.LINK},
        },
        {
            "data": spec.data(layout.counts),
            "transform": below,
            "mark": {"type": "rect", "xOffset": 1, "x2Offset": -1, "yOffset": 2, "y2Offset": -2, "cornerRadius": 3},
            "encoding": {**box, "color": depth},
        },
        {
            "data": spec.data(layout.counts),
            "mark": {"type": "text", "baseline": "middle", "fontSize": 11},
            "encoding": {**centre, "text": {"field": "text"}},
        },
        {
            "data": spec.data(layout.counts),
            "transform": below,
            "mark": {"type": "rect", **spec.HIT},
            "encoding": {**box, **spec.LINK},
        },
        {
            "data": spec.data(layout.labels),
            "mark": {"type": "text", "align": "right", "baseline": "middle", "x": -8, "limit": _LABELS},
            "encoding": {"y": {**y, "field": "row"}, "text": {"field": "label"}, **spec.LINK},
        },
    ]  # fmt: skip
    return spec.whole(
        width=spec.WIDTH,
        height=layout.rows * _ROW,
        resolve={"scale": {"color": "independent", "stroke": "independent"}},
        layer=[layer for layer in layers if layer["data"]["values"]],
    )


def _shape(item: Item, pixels: float) -> str:
    """Return how an item is drawn; a bar too short to be told from a dot becomes a diamond, which is no day."""
    if item.open:
        return "open" if pixels >= 8 else "few open"
    if item.start == item.end:
        return "day"
    return "span" if pixels >= 12 else "few"


def _middle(start: date, end: date) -> str:
    """Return the instant in the middle of some days."""
    days = (end - start).days + 1
    half = start.fromordinal(start.toordinal() + days // 2)
    return f"{half.isoformat()}T12:00:00Z" if days % 2 else spec.moment(half)


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count / 1000:.1f}k" if count < 9950 else f"{count // 1000}k"


def _table(lanes: Sequence[Lane], first: date, last: date) -> Table:
    rows = []
    for lane in lanes:
        head = Cell(lane.label, lane.href)
        rows += [
            (head, Cell(item.when), Cell(item.said, item.href))
            for item in sorted(lane.items, key=lambda item: (item.start, item.end))
            if item.end >= first and item.start <= last
        ]
        rows += [
            (head, Cell(count.name), Cell(f"{count.events} events", count.href))
            for count in lane.counts
            if count.end >= first and count.start <= last
        ]
    return Table(("Lane", "When", "What"), tuple(rows))
