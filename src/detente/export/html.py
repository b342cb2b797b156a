"""The brief as one HTML file that asks nothing of the network and runs no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from jinja2 import Environment
from markupsafe import Markup

from detente.briefs import wording
from detente.briefs.figure import chart_spec, chart_svg, level_spec
from detente.briefs.marks import mark, mark_words, target_of
from detente.briefs.parts import Line, Passage, Quote, Report, Text
from detente.briefs.records import Brief
from detente.briefs.sections import Coverage, Entry, Happenings, Index, Section, Texts
from detente.export.pages import environment, style_sheet

# Panels of the two drawings, of which the style sheet shows the one that fits the window.
_NARROW, _WIDE = 250, 760
# Acts that a page of the app tells in full; more would make it heavy.
MOST_LINES = 300

# Where a quoted sentence stands: an address and what the link to it says, or None where the page does not carry it.
Where: TypeAlias = Callable[[Report | Quote], tuple[str, str] | None]


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
    style, digest = style_sheet("base.css", "brief.css")
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(style=Markup(style), style_hash=digest, **_values(brief, in_page))
    )


def body(
    brief: Brief,
    where: Where,
    document_url: Callable[[str], str],
    incident_url: Callable[[str], str],
    most: int = MOST_LINES,
) -> Markup:
    """Return the sections of the brief for a page of another make; its texts are left out, since `where` leads to them.

    Args:
        brief: The brief.
        where: Where a quoted sentence stands.
        document_url, incident_url: Addresses of a document and of an incident by their ids.
        most: Acts told in full, the last ones; references to the others lead to their incidents.
    """
    sections = tuple(_last(section, most) for section in brief.sections if not isinstance(section, Texts))
    told = {line.id for line in _lines(sections)}
    elsewhere = {line.id: line.reports[0].event.incident for line in _lines(brief.sections) if line.id not in told}
    untold = {
        group.id: tuple(line.id for line in group.lines if line.id in elsewhere)
        for section in brief.sections
        if isinstance(section, Happenings)
        for group in section.groups
    }

    def href(anchor: str) -> str:
        # A report leads to where its line is.
        line = anchor if anchor in elsewhere else anchor.rpartition("-")[0]
        return incident_url(elsewhere[line]) if line in elsewhere else f"#{anchor}"

    # The template escapes all values, so that what it gives is markup.
    values = _values(brief, where) | {
        "document_url": document_url, "incident_url": incident_url, "href": href, "untold": untold
    }  # fmt: skip
    return Markup(_environment().get_template("brief_body.html.j2").render(sections=sections, **values))


def in_page(quoted: Report | Quote) -> tuple[str, str] | None:
    """Return where a sentence stands in the texts at the end of the page."""
    if quoted.text is None:
        return None
    return f"#{quoted.text}", f"text {quoted.text.split('-')[1]}"


def stretches(text: Text) -> list[Stretch]:
    """Cut a text where evidence begins and ends; the pieces make up the whole text."""
    cuts = {0, len(text.text)}
    begin: dict[int, list[Passage]] = {}
    end: dict[int, list[Passage]] = {}
    for passage in text.passages:
        cuts |= {passage.span.start, passage.span.end}
        begin.setdefault(passage.span.start, []).append(passage)
        end.setdefault(passage.span.end, []).append(passage)
    found = []
    over = 0
    for start, stop in pairwise(sorted(cuts)):
        over += len(begin.get(start, ())) - len(end.get(start, ()))
        found.append(Stretch(text.text[start:stop], over > 0, tuple(begin.get(start, ())), tuple(end.get(stop, ()))))
    return found


def charts(brief: Brief, index: Index) -> tuple[tuple[str, Markup], ...]:
    """Return the drawings of the index for narrow and wide windows, each with its class."""
    label = f"Cooperation and conflict by month: {' and '.join(brief.names)}. The table below has the same numbers."
    return tuple(
        # The drawing is made of our own words and numbers and came through an XML serialiser.
        (name, Markup(chart_svg(chart_spec(brief, index, width), label)))
        for name, width in (("narrow", _NARROW), ("wide", _WIDE))
    )


def levels(brief: Brief, index: Index) -> tuple[tuple[str, Markup], ...]:
    """Return the drawings of the level for narrow and wide windows, each with its class; none where there is no level."""
    label = f"Level of relations by month: {' and '.join(brief.names)}. The table below has the same numbers."
    drawn = ((name, level_spec(index, width)) for name, width in (("narrow", _NARROW), ("wide", _WIDE)))
    return tuple((name, Markup(chart_svg(spec, label))) for name, spec in drawn if spec is not None)


def _values(brief: Brief, where: Where) -> dict[str, object]:
    entries = {entry.document: entry for entry in _entries(brief.sections)}
    return {
        "entries": entries, "where": where, "brief": brief, "document_url": None, "incident_url": None, "untold": {},
        "href": lambda anchor: f"#{anchor}",
    }  # fmt: skip


def _last(section: Section, most: int) -> Section:
    """Return the section of what happened with its last lines alone, every other section as it is."""
    if not isinstance(section, Happenings):
        return section
    left = most
    groups = []
    for group in reversed(section.groups):
        kept = group.lines[max(0, len(group.lines) - left) :] if left > 0 else ()
        left -= len(kept)
        groups.append(replace(group, lines=kept))
    return replace(section, groups=tuple(reversed(groups)))


def _lines(sections: tuple[Section, ...]) -> Iterator[Line]:
    for section in sections:
        if isinstance(section, Happenings):
            yield from (line for group in section.groups for line in group.lines)
        if isinstance(section, Coverage):
            yield from (line for item in section.items for line in item.lines)


def _entries(sections: tuple[Section, ...]) -> tuple[Entry, ...]:
    return next((section.entries for section in sections if isinstance(section, Coverage)), ())


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {
        "signed": wording.signed, "day": wording.day, "stretches": stretches, "mark": mark, "mark_words": mark_words,
        "target_of": target_of,
    }  # fmt: skip
    made.globals |= {"charts": charts, "levels": levels, "count": wording.count}
    return made
