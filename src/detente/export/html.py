"""The brief as one HTML file that asks nothing of the network and runs no script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jinja2 import Environment
from markupsafe import Markup

from detente.briefs import wording
from detente.briefs.figure import chart_svg
from detente.briefs.records import Brief, Documents, Index, Passage, Text
from detente.export.pages import environment, style_sheet

# Panels of the two drawings, of which the style sheet shows the one that fits the window.
_NARROW, _WIDE = 250, 760


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text between two places where evidence begins or ends."""

    text: str
    marked: bool
    begins: tuple[Passage, ...]
    ends: tuple[Passage, ...]


def render(brief: Brief) -> str:
    """Return the brief as a self-contained HTML page.

    Every text in it is hostile until escaped: the template escapes all values, the page forbids scripts and requests by
    its own policy, and only http and https addresses become links.
    """
    style, digest = style_sheet("brief.css")
    entries = {
        entry.document: entry
        for section in brief.sections
        if isinstance(section, Documents)
        for entry in section.entries
    }
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(brief=brief, style=Markup(style), style_hash=digest, entries=entries)
    )


def stretches(text: Text) -> list[Stretch]:
    """Cut a text where evidence begins and ends; the pieces make up the whole text."""
    cuts = {0, len(text.text)}
    for passage in text.passages:
        cuts |= {passage.span.start, passage.span.end}
    found = []
    for start, end in pairwise(sorted(cuts)):
        over = [one for one in text.passages if one.span.start <= start and end <= one.span.end]
        begins = tuple(one for one in over if one.span.start == start)
        ends = tuple(one for one in over if one.span.end == end)
        found.append(Stretch(text.text[start:end], bool(over), begins, ends))
    return found


def charts(brief: Brief, index: Index) -> tuple[tuple[str, Markup], ...]:
    """Return the drawings of the index for narrow and wide windows, each with its class."""
    label = f"{index.title}: {' and '.join(brief.names)}. The table below has the same numbers."
    return tuple(
        # The drawing is made of our own words and numbers and came through an XML serialiser.
        (name, Markup(chart_svg(brief, index, width, label)))
        for name, width in (("narrow", _NARROW), ("wide", _WIDE))
    )


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {"signed": wording.signed, "day": wording.day, "stretches": stretches}
    made.globals |= {"charts": charts, "count": wording.count}
    return made
