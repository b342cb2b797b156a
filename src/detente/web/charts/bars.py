"""Bars side by side, and small multiples of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.web.charts import spec
from detente.web.charts.palette import colour
from detente.web.charts.records import Cell, Chart, Table

_WIDTH: Final = 420
_LABELS: Final = 220
_SMALL_WIDTH, _SMALL_HEIGHT, _COLUMNS = 216, 80, 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its value, the words of the value, and where it leads, if anywhere."""

    label: str
    value: float
    text: str
    href: str | None


def bars(
    ident: str,
    title: str,
    description: str,
    rows: Sequence[Bar],
    columns: tuple[str, str],
    *,
    hue: str = "neutral",
    note: str | None = None,
) -> Chart:
    """Return bars that lie one below another, longest first or in the order given.

    Args:
        ident, title, description, note: As of `Chart`.
        rows: The bars.
        columns: What labels and values are called in the table.
        hue: A colour of the palette.
    """
    top = max((row.value for row in rows), default=0.0)
    height = len(rows) * (spec.TARGET + 2)
    values: list[dict[str, Any]] = [
        {
            "at": n,
            "below": n + 1,
            "middle": n + 0.5,
            "label": row.label,
            "value": row.value,
            "text": row.text,
            "href": row.href,
            "said": f"{row.label}: {row.text}",
        }
        for n, row in enumerate(rows)
    ]
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [len(rows), 0], "nice": False}}
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, (top or 1.0) * 1.15]}}
    bar = {
        "mark": {"type": "rect", "color": colour(hue), "yOffset": 4, "y2Offset": -4, "cornerRadius": 2},
        "encoding": {
            "x": {**x, "field": "value"},
            "x2": {"datum": 0},
            "y": {**y, "field": "at"},
            "y2": {"field": "below"},
        },
    }
    words = {"type": "text", "baseline": "middle"}
    label = {
        "mark": {**words, "align": "right", "x": -8, "limit": _LABELS},
        "encoding": {"y": {**y, "field": "middle"}, "text": {"field": "label"}},
    }
    said = {
        "mark": {**words, "align": "left", "dx": 6},
        "encoding": {"x": {**x, "field": "value"}, "y": {**y, "field": "middle"}, "text": {"field": "text"}},
    }
    hit = {
        "transform": [{"filter": "isValid(datum.href)"}],
        "mark": {"type": "rect", **spec.HIT},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": _WIDTH},
            "y": {**y, "field": "at"},
            "y2": {"field": "below"},
            **spec.LINK,
        },
    }
    drawn = spec.whole(width=_WIDTH, height=height, data=spec.data(values), layer=[bar, label, said, hit])
    cells = tuple((Cell(row.label, row.href), Cell(row.text, row.href, number=True)) for row in rows)
    return Chart(ident, title, description, drawn if rows else None, Table(columns, cells), note)


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a small multiple.

    Attributes:
        label: Where it stands along x, one of the labels of the whole chart.
        value: Height of its bar; `low` and `high` an interval around it, where there is one.
        text: The value in words.
        hue: A colour of the palette.
    """

    label: str
    value: float
    text: str
    href: str
    low: float | None = None
    high: float | None = None
    hue: str = "neutral"


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the small multiples."""

    title: str
    points: tuple[Point, ...]


def multiples(
    ident: str,
    title: str,
    description: str,
    panels: Sequence[Panel],
    labels: Sequence[str],
    *,
    shared: bool = True,
    note: str | None = None,
) -> Chart:
    """Return a small chart of bars for each panel, all with the same labels along x.

    Args:
        ident, title, description, note: As of `Chart`.
        panels: In the order in which they are drawn, by rows of three.
        labels: Every label along x, in order.
        shared: One scale for all, so that heights compare; else each has its own.
    """
    rows = [
        {
            "panel": panel.title,
            "label": point.label,
            "value": point.value,
            "low": point.low,
            "high": point.high,
            "hue": point.hue,
            "href": point.href,
            "said": f"{panel.title}, {point.label}: {point.text}",
        }
        for panel in panels
        for point in panel.points
    ]
    names = list(dict.fromkeys(point.hue for panel in panels for point in panel.points))
    every = max(1, -(-len(labels) // 6))
    axis = {"labelAngle": 0, "values": list(labels)[::every], "grid": False, "ticks": False, "labelFontSize": 11}
    x = {"field": "label", "type": "ordinal", "title": None, "sort": list(labels), "axis": axis}
    x["scale"] = {"domain": list(labels), "paddingInner": 0.15}
    y = spec.on("value", axis={"tickCount": 3, "labelFontSize": 11})
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar"}, "encoding": {"x": x, "y": y, "color": spec.hues(names, legend=None), **spec.LINK}}
    ]
    if any(row["low"] is not None for row in rows):
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.low)"}],
                "mark": {"type": "rule", "color": colour("level")},
                "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            }
        )
    drawn = spec.whole(
        data=spec.data(rows),
        facet=spec.on("panel", "nominal", sort=[panel.title for panel in panels], header={"labelLimit": _SMALL_WIDTH}),
        columns=_COLUMNS,
        spec={"width": _SMALL_WIDTH, "height": _SMALL_HEIGHT, "layer": layers},
        resolve={"scale": {"y": "shared" if shared else "independent"}},
    )
    lines = []
    for panel in panels:
        by_label = {point.label: point for point in panel.points}
        cells = [Cell(panel.title)]
        for label in labels:
            point = by_label.get(label)
            cells.append(Cell(point.text, point.href, number=True) if point else Cell("–", number=True))
        lines.append(tuple(cells))
    return Chart(ident, title, description, drawn if rows else None, Table(("", *labels), tuple(lines)), note)
