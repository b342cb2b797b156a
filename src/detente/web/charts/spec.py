"""What all specifications share: settings, time axes, links on marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from detente.web.charts.palette import colour

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"

# The least side of a target that can be hit with a finger (WCAG 2.5.8).
TARGET: Final = 24
WIDTH: Final = 760

# Link and name of a mark, both from its row.
LINK: Final[dict[str, Any]] = {"href": {"field": "href"}, "description": {"field": "said"}}
# A mark that is not seen but can be hit.
HIT: Final[dict[str, Any]] = {"fill": "transparent", "cornerRadius": 2}


@cache
def config() -> dict[str, Any]:
    """Return the settings that all charts share: quiet axes, no frame, colours of the palette."""
    line, text = colour("grid"), colour("muted")
    axis = {
        "labelFontSize": 12, "titleFontSize": 12, "labelColor": text, "titleColor": text, "titleFontWeight": "normal",
        "domainColor": line, "tickColor": line, "gridColor": line,
    }  # fmt: skip
    words = {"labelFontSize": 12, "titleFontSize": 12, "labelColor": text, "titleColor": text}
    return {
        "background": "transparent",
        "view": {"stroke": None},
        "axis": axis,
        "header": {
            "labelFontSize": 13, "labelFontWeight": "bold", "labelColor": colour("ink"), "labelAnchor": "start",
            "labelOrient": "top",
        },
        "legend": {**words, "orient": "top", "titleFontWeight": "normal", "symbolType": "square", "titleOrient": "left"},
        "text": {"fontSize": 12, "color": colour("ink")},
        "title": {"color": colour("ink"), "fontSize": 13, "anchor": "start"},
    }  # fmt: skip


def whole(**parts: Any) -> dict[str, Any]:
    """Return a specification with the settings that all share."""
    return {"$schema": SCHEMA, "config": config(), **parts}


def data(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as the data of a chart or a layer."""
    return {"values": list(rows)}


def moment(day: date) -> str:
    """Return the first instant of a day, in UTC: a day without a time must not move with the clock of the machine."""
    return f"{day.isoformat()}T00:00:00Z"


def end_of(day: date) -> str:
    """Return the first instant after a day, in UTC."""
    return moment(day + timedelta(days=1)) if day < date.max else moment(day)


def time_axis(field: str, first: date, last: date, width: int, **more: Any) -> dict[str, Any]:
    """Return the encoding of days from `first` to `last` along x, with as many labels as there is room for."""
    days = (last - first).days + 1
    form = "%-d %b %Y" if days <= 45 else "%b %Y" if days <= 366 * 6 else "%Y"
    return {
        "field": field,
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domain": [moment(first), end_of(last)]},
        "axis": {"format": form, "tickCount": max(3, width // 110), "labelOverlap": True, "grid": False},
        **more,
    }


def on(field: str, kind: str = "quantitative", **more: Any) -> dict[str, Any]:
    """Return the encoding of a field without a title of its own."""
    return {"field": field, "type": kind, "title": None, **more}


def hues(names: Sequence[str], field: str = "hue", **more: Any) -> dict[str, Any]:
    """Return the encoding of a field that holds names of colours of the palette."""
    return on(field, "nominal", scale={"domain": list(names), "range": [colour(name) for name in names]}, **more)


def tidy(value: float) -> str:
    """Return a figure with its sign and a true minus: "+2.5", "−3.5", "0"."""
    text = f"{value:+.1f}".removesuffix(".0")
    return "0" if text in {"+0", "-0"} else text.replace("-", "−")
