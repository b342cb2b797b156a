"""A heat map: pairs of states over time, a cell for each period, as deep as its value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from detente.web.charts import spec
from detente.web.charts.palette import colour
from detente.web.charts.records import Cell, Chart, Table

_SIDE: Final = 26
_STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a heat map: its words and where they lead."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a short label above it ("Aug"), the group that it may begin ("2019"), and its full name."""

    label: str
    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a heat map.

    Attributes:
        row, column: Numbers of its row and column, from 0.
        value: What its colour stands for.
        said: Its name for a screen reader.
    """

    row: int
    column: int
    value: float
    href: str
    said: str


def heat(
    ident: str,
    title: str,
    description: str,
    rows: Sequence[Row],
    columns: Sequence[Column],
    squares: Sequence[Square],
    *,
    empty: str = "none",
    note: str | None = None,
) -> Chart:
    """Return a heat map whose colours go from conflict over nought to cooperation.

    Args:
        ident, title, description: As of `Chart`.
        rows, columns: In the order in which they are drawn.
        squares: Cells that have acts; the others stay empty.
        empty: What the table says of an empty cell.
        note: What has to be known beside it.
    """
    bounds = steps(squares)
    shown = [square for square in squares if square.row < len(rows) and square.column < len(columns)]
    names = [f"minus{n}" for n in range(_STEPS, 0, -1)] + ["zero"] + [f"plus{n}" for n in range(1, _STEPS + 1)]
    keys = dict(zip(names, legend(bounds), strict=True))
    used = {hue(square.value, bounds) for square in shown}
    names = [name for name in names if name in used]
    cells = [
        {
            "column": square.column,
            "row": square.row,
            "class": keys[hue(square.value, bounds)],
            "href": square.href,
            "said": square.said,
        }
        for square in shown
    ]
    width, height = len(columns) * _SIDE, len(rows) * _SIDE
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, len(columns)], "nice": False}}
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [len(rows), 0], "nice": False}}
    inset = {"xOffset": 1, "x2Offset": -1, "yOffset": 1, "y2Offset": -1, "cornerRadius": 2}
    box = {
        "x": {**x, "field": "column"}, "x2": {"field": "right"}, "y": {**y, "field": "row"}, "y2": {"field": "below"},
    }  # fmt: skip
    beside = [{"calculate": "datum.column + 1", "as": "right"}, {"calculate": "datum.row + 1", "as": "below"}]
    ground = [{"column": 0, "row": n, "right": len(columns), "below": n + 1} for n in range(len(rows))]
    labels = [{"row": n + 0.5, "label": row.label, "href": row.href, "said": row.label} for n, row in enumerate(rows)]
    heads = [
        {"column": n + 0.5, "label": column.label, "group": column.group if _begins(columns, n) else ""}
        for n, column in enumerate(columns)
    ]
    head = {"mark": {"type": "text", "baseline": "bottom", "color": colour("muted"), "fontSize": 11}}
    layers: list[dict[str, Any]] = [
        {"data": spec.data(ground), "mark": {"type": "rect", **inset, "color": colour("empty")}, "encoding": box},
        {
            "data": spec.data(cells),
            "transform": beside,
            "mark": {"type": "rect", **inset},
            "encoding": {
                **box,
                **spec.LINK,
                "color": {
                    "field": "class",
                    "type": "ordinal",
                    "title": None,
                    "scale": {"domain": [keys[name] for name in names], "range": [colour(name) for name in names]},
                    "legend": {
                        "orient": "bottom",
                        "symbolSize": 180,
                        "labelLimit": 120,
                        "columnPadding": 8,
                        "offset": 8,
                    },
                },
            },
        },
        {
            "data": spec.data(labels),
            "mark": {"type": "text", "align": "right", "baseline": "middle", "x": -8, "limit": 240},
            "encoding": {"y": {**y, "field": "row"}, "text": {"field": "label"}, **spec.LINK},
        },
        {
            "data": spec.data(heads),
            **head,
            "encoding": {"x": {**x, "field": "column"}, "y": {"value": -4}, "text": {"field": "label"}},
        },
        {
            "data": spec.data([row for row in heads if row["group"]]),
            "mark": {**head["mark"], "align": "left", "dx": -_SIDE // 2, "fontWeight": "bold"},
            "encoding": {"x": {**x, "field": "column"}, "y": {"value": -20}, "text": {"field": "group"}},
        },
    ]
    drawn = spec.whole(width=width, height=height, padding={"top": 5, "left": 5, "right": 5, "bottom": 5}, layer=layers)
    return Chart(ident, title, description, drawn if cells else None, _table(rows, columns, shown, empty), note)


def steps(squares: Sequence[Square]) -> tuple[float, ...]:
    """Return the bounds between the steps of strength: round figures below which most values lie."""
    sizes = sorted(abs(square.value) for square in squares if square.value)
    top = sizes[int(0.95 * (len(sizes) - 1))] if sizes else 1.0
    return tuple(dict.fromkeys(_round(top * share) for share in (0.1, 0.3, 0.7)))


def hue(value: float, bounds: Sequence[float]) -> str:
    """Return the name of the colour of a value."""
    if not value:
        return "zero"
    return f"{'plus' if value > 0 else 'minus'}{bisect_right(bounds, abs(value)) + 1}"


def legend(bounds: Sequence[float]) -> list[str]:
    """Return the words of each step, from the deepest conflict over nought to the strongest cooperation."""
    edges = [0.0, *bounds]
    words = [f"{low:g} to {high:g}" for low, high in pairwise(edges)] + [f"{edges[-1]:g} and more"]
    words = ["under " + f"{bounds[0]:g}" if bounds else words[0], *words[1:]]
    words += [f"over {edges[-1]:g} ({n})" for n in range(len(words), _STEPS)]
    return [*(f"− {word}" for word in reversed(words)), "0", *(f"+ {word}" for word in words)]


def _round(value: float) -> float:
    """Return the nearest of 1, 2, 5 times a power of ten."""
    power = 10.0 ** len(str(int(value)))
    choices = [power / div for div in (1, 2, 5, 10, 20, 50, 100)]
    return min(choices, key=lambda one: abs(one - value))


def _begins(columns: Sequence[Column], at: int) -> bool:
    return at == 0 or columns[at].group != columns[at - 1].group


def _table(rows: Sequence[Row], columns: Sequence[Column], squares: Sequence[Square], empty: str) -> Table:
    by_place = {(square.row, square.column): square for square in squares}
    lines = []
    for n, row in enumerate(rows):
        cells = [Cell(row.label, row.href)]
        for m in range(len(columns)):
            square = by_place.get((n, m))
            cells.append(
                Cell(spec.tidy(square.value), square.href, number=True) if square else Cell(empty, number=True)
            )
        lines.append(tuple(cells))
    return Table(("Between", *(column.name for column in columns)), tuple(lines))
