"""Figures of measures: Vega-Lite by Altair, turned into SVG or PNG here, without network or browser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import altair as alt
import polars as pl
import vl_convert

from detente.actors.countries import display_name
from detente.measuring.reciprocity import Reciprocity, frame_of
from detente.measuring.turns import TurningPoint

# At least 3:1 against white and near-black.
_COLOURS: Final = {"cooperation": "#3a7fc2", "conflict": "#c4631f"}
_LEVEL: Final = "#808080"
_TURNS: Final = {"worse": "#b3262e", "better": "#2d7a4f"}
_WIDTH, _HEIGHT = 760, 120
_SMALL_WIDTH, _SMALL_HEIGHT = 240, 80
_COLUMNS: Final = 3


def index_figure(frame: pl.DataFrame, turns: Sequence[TurningPoint] = ()) -> dict[str, Any]:
    """Return the specification of an index: a panel for each direction, with bars, the level and its interval, and turns.

    Args:
        frame: What `series` returns.
        turns: Turning points, drawn as lines at their months in the panel of both directions.
    """
    panels = {row["direction"]: _panel(row) for row in frame.iter_rows(named=True)}
    rows = [
        {
            "start": row["period_start"].isoformat(),
            "end": f"{row['period_end']}T23:59:59Z",
            "panel": panels[row["direction"]],
            **{name: row[name] for name in ("cooperation", "conflict", "net_level", "net_low", "net_high")},
        }
        for row in frame.iter_rows(named=True)
    ]
    marks = [
        {"start": point.month.isoformat(), "panel": panels.get("both"), "turn": point.direction} for point in turns
    ]
    x = alt.X("start:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(grid=False, format="%b %Y"))
    bars = [
        alt.Chart()
        .mark_bar(color=colour, opacity=0.75)
        .encode(x=x, x2="end:T", y=alt.Y(f"{kind}:Q", title=None), y2=alt.datum(0))
        for kind, colour in _COLOURS.items()
    ]
    levels = alt.Chart().transform_filter("isValid(datum.net_level)")
    band = levels.mark_area(color=_LEVEL, opacity=0.3).encode(x=x, y="net_low:Q", y2="net_high:Q")
    line = levels.mark_line(color=_LEVEL, strokeWidth=1.5).encode(x=x, y="net_level:Q")
    layers: list[alt.Chart] = [*bars, band, line]
    if marks:
        layers.append(
            alt.Chart()
            .transform_filter("isValid(datum.turn)")
            .mark_rule(strokeDash=[4, 3])
            .encode(
                x=x,
                color=alt.Color(
                    "turn:N",
                    title="turning point",
                    scale=alt.Scale(domain=list(_TURNS), range=list(_TURNS.values())),
                    legend=alt.Legend(orient="top"),
                ),
            )
        )
    chart = (
        alt.layer(*layers, data=_data([*rows, *marks]))
        .properties(width=_WIDTH, height=_HEIGHT)
        .facet(row=alt.Row("panel:N", title=None, sort=list(panels.values()), header=_header()))
        .resolve_scale(y="independent")
    )
    return _plain(chart)


def comparison_figure(found: pl.DataFrame) -> dict[str, Any]:
    """Return the specification of small multiples: a panel for each dyad, net by period.

    Args:
        found: What `nets` returns.
    """
    starts = found["period_start"].unique().sort().to_list()
    # The last period is drawn as long as the one before it.
    after = [*starts[1:], starts[-1] + (starts[-1] - starts[-2] if len(starts) > 1 else timedelta(days=1))]
    ends = {start: end.isoformat() for start, end in zip(starts, after, strict=True)}
    rows = [
        {
            "start": row["period_start"].isoformat(),
            "end": ends[row["period_start"]],
            "net": row["net"],
            "panel": f"{display_name(row['country_a'])} – {display_name(row['country_b'])}",
            "kind": "conflict" if row["net"] < 0 else "cooperation",
        }
        for row in found.iter_rows(named=True)
    ]
    chart = (
        alt.Chart(_data(rows), width=_SMALL_WIDTH, height=_SMALL_HEIGHT)
        .mark_bar()
        .encode(
            x=alt.X("start:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(grid=False, format="%Y")),
            x2="end:T",
            y=alt.Y("net:Q", title=None, axis=alt.Axis(tickCount=4)),
            y2=alt.datum(0),
            color=alt.Color(
                "kind:N", title=None, scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())), legend=None
            ),
            facet=alt.Facet("panel:N", title=None, columns=_COLUMNS, header=_header()),
        )
        .resolve_scale(y="independent")
    )
    return _plain(chart)


def reciprocity_figure(found: Reciprocity) -> dict[str, Any]:
    """Return the specification of the responses: a panel for each side that answers, with the interval of 90 %."""
    rows = [
        {
            **{name: row[name] for name in ("period", "response", "low", "high")},
            "panel": f"{display_name(row['source'])} answers {display_name(row['target'])}",
        }
        for row in frame_of(found).iter_rows(named=True)
    ]
    x = alt.X("period:Q", title="periods later", axis=alt.Axis(tickMinStep=1, grid=False))
    band = alt.Chart().mark_area(color=_LEVEL, opacity=0.3).encode(x=x, y=alt.Y("low:Q", title=None), y2="high:Q")
    line = alt.Chart().mark_line(color=_COLOURS["cooperation"]).encode(x=x, y="response:Q")
    nought = alt.Chart().mark_rule(color=_LEVEL).encode(y=alt.datum(0))
    chart = (
        alt.layer(nought, band, line, data=_data(rows))
        .properties(width=_WIDTH // 2, height=_HEIGHT)
        .facet(column=alt.Column("panel:N", title=None, header=_header()))
        .resolve_scale(y="independent")
    )
    return _plain(chart)


def to_svg(figure: dict[str, Any]) -> str:
    """Return a figure as SVG."""
    drawn: str = vl_convert.vegalite_to_svg(figure)
    return drawn


def to_png(figure: dict[str, Any]) -> bytes:
    """Return a figure as PNG, at twice the size of the screen, on white."""
    drawn: bytes = vl_convert.vegalite_to_png({**figure, "background": "white"}, scale=2)
    return drawn


def inline_svg(figure: dict[str, Any], label: str) -> str:
    """Return a figure as an SVG element to stand in a page.

    Args:
        figure: The specification.
        label: What a screen reader says; without marks that HTML gives a meaning.
    """
    svg = to_svg(figure)
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{label}" ', svg, count=1)


def month_title(day: date) -> str:
    """Return a month in words: May 2010."""
    return f"{day:%B} {day.year}"


def _panel(row: dict[str, Any]) -> str:
    if row["direction"] == "both":
        return "both directions"
    return f"{display_name(row['source'])} → {display_name(row['target'])}"


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _header() -> alt.Header:
    return alt.Header(labelOrient="top", labelAnchor="start", labelFontSize=13, labelFontWeight="bold")


def _plain(chart: Any) -> dict[str, Any]:
    """Return the specification of a chart, in the fonts and lines that all figures share."""
    found: dict[str, Any] = (
        chart.configure(background="transparent", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=11, domainColor=_LEVEL, tickColor=_LEVEL)
        .to_dict()
    )
    return found
