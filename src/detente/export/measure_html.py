"""A measure as one HTML page that asks nothing of the network and runs no script: every value opens its acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl
from jinja2 import Environment
from markupsafe import Markup, escape

from detente.actors.countries import display_name
from detente.export.measure_figures import index_figure, inline_svg, month_title
from detente.export.pages import environment, style_sheet
from detente.measuring.periods import Frequency
from detente.measuring.series import shortfall
from detente.measuring.turns import TurningPoint


def render(
    frame: pl.DataFrame,
    parts: pl.DataFrame,
    *,
    dyad: tuple[str, str],
    freq: Frequency,
    turns: Sequence[TurningPoint] = (),
    quotes: Mapping[str, str] | None = None,
) -> str:
    """Return an index as a self-contained page.

    Args:
        frame: What `series` returns.
        parts: What `parts` returns for the same options.
        dyad: The two countries.
        freq: Length of a period.
        turns: Turning points to show.
        quotes: The sentence that tells an act, by id of its row, where there is one.
    """
    style, digest = style_sheet("measure.css")
    title = f"{display_name(dyad[0])} and {display_name(dyad[1])}"
    both = frame.filter(pl.col("direction") == "both")
    short = shortfall(frame)
    figure = "" if short else inline_svg(index_figure(frame, turns), str(escape(f"Index of {title} by {freq}")))
    return (
        _environment()
        .get_template("measure.html.j2")
        .render(
            title=title,
            summary=f"{both['incidents'].sum():g} acts in {both.filter(pl.col('incidents') > 0).height} of {both.height} "
            f"periods ({freq}).",
            shortfall=short,
            freq=freq,
            figure=Markup(figure),
            turns=[_turn(point) for point in turns],
            values=list(_values(both, parts, quotes or {})),
            style=Markup(style),
            style_hash=digest,
        )
    )


def _turn(point: TurningPoint) -> dict[str, str]:
    carried = ", ".join(f"{part.source} CAMEO {part.root} {part.share:.0%}" for part in point.parts[:3])
    return {
        "month": month_title(point.month),
        "direction": point.direction,
        "probability": f"{point.probability:.2f}",
        "acts": f"{point.acts:.1f}",
        "usual": f"{point.usual:.1f}",
        "parts": carried,
    }


def _values(both: pl.DataFrame, parts: pl.DataFrame, quotes: Mapping[str, str]) -> list[dict[str, Any]]:
    of_both = parts.filter(pl.col("direction") == "both")
    by_period = {start: part for (start,), part in of_both.group_by("period_start", maintain_order=True)}
    return [
        {
            "title": f"{row['period_start']} to {row['period_end']}",
            "cooperation": _figure(row["cooperation"]),
            "conflict": _figure(row["conflict"]),
            "acts": f"{row['incidents']:g}",
            "parts": [_part(part, quotes) for part in by_period[row["period_start"]].iter_rows(named=True)],
        }
        for row in both.iter_rows(named=True)
        if row["period_start"] in by_period
    ]


def _part(part: dict[str, Any], quotes: Mapping[str, str]) -> dict[str, Any]:
    where = [part["file"] or "", *([f"line {part['line']}"] if part["line"] else []), part["story"] or ""]
    return {
        **{name: part[name] for name in ("date", "source", "target", "type", "cameo")},
        "score": _figure(part["score"]),
        "weight": _figure(part["weight"] * part["factor"] * part["decay"]),
        "contribution": _figure(part["contribution"]),
        "where": " · ".join(piece for piece in where if piece),
        "quote": quotes.get(part["id"]),
    }


def _figure(value: float | None) -> str:
    """Return a figure with a real minus sign, a dash where there is none."""
    return "—" if value is None else f"{value:.4g}".replace("-", "−")


@cache
def _environment() -> Environment:
    return environment(lstrip_blocks=False)
