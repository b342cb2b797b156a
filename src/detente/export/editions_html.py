"""Comparisons of editions as one HTML file that asks nothing of the network and runs no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from detente.actors.countries import display_name
from detente.editions.compare import Comparison
from detente.editions.portrait import Portrait
from detente.export import editions_charts, editions_page
from detente.export.pages import environment, style_sheet


def render(comparisons: Sequence[Comparison], portraits: Sequence[Portrait] = ()) -> str:
    """Return the comparisons as a self-contained HTML page.

    Every text in it is hostile until escaped: the template escapes all values, and the page forbids scripts and requests by its
    own policy.

    Args:
        comparisons: The comparisons, oldest first.
        portraits: What each edition shows of the countries, for the charts of order, share and tone and the table of labels.
    """
    # The charts name editions with their versions: two of one year are two columns.
    placed = [replace(rank, edition=one.name) for one in portraits for rank in one.order.ranks]
    called = [replace(label, edition=one.name) for one in portraits for label in one.labels]
    spoken = [replace(tone, edition=one.name) for one in portraits for tone in one.tones]
    style, digest = style_sheet("base.css", "editions.css")
    page = editions_page.build(comparisons, placed, called, spoken)
    return (
        _environment()
        .get_template("editions.html.j2")
        .render(
            page=page,
            style=Markup(style),
            style_hash=digest,
            # The drawings are made of our own words and numbers, each escaped.
            order=Markup(editions_charts.bump(placed, page.editions)),
            shares=[Markup(svg) for svg in editions_charts.shares(placed, page.editions)],
            tones=[Markup(svg) for svg in editions_charts.tones(spoken, page.editions)],
            labels=editions_charts.label_table(called, page.editions),
        )
    )


@cache
def _environment() -> Environment:
    made = environment()
    made.filters["country"] = display_name
    return made
