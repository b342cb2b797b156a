"""The index as a drawing that needs neither network nor script: Vega-Lite by Altair, turned into SVG here."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert
from lxml import etree

from detente.briefs import wording
from detente.briefs.records import Brief, Index

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"

# What Vega says to screen readers, mark by mark; the links and the table say it better.
_DROPPED = frozenset({"aria-label", "role", "aria-roledescription", "aria-hidden", "style"})

# At least 3:1 against the page in light and in dark.
COLOURS = {"cooperation": "#3a7fc2", "conflict": "#c4631f"}


def chart_spec(brief: Brief, index: Index, width: int) -> dict[str, Any]:
    """Return the Vega-Lite specification of the index: a panel for each direction, bars up and down by month.

    Args:
        brief: Names the countries.
        index: What is drawn; each bar links to the anchor of its month.
        width: Width of a panel in pixels.
    """
    panels = {"both": "both directions"}
    a, b = brief.dyad
    panels |= {f"{a}→{b}": " → ".join(brief.names), f"{b}→{a}": " → ".join(reversed(brief.names))}
    values = [
        {
            "month": month.start.isoformat(),
            "panel": panels[row.direction],
            "kind": kind,
            "value": value,
            "href": f"#{month.group}",
            "label": f"{month.title}, {panels[row.direction]}: {kind} {wording.signed(value)}, "
            f"{wording.count(row.incidents, 'act')}",
        }
        for month in index.months
        for row in month.rows
        for kind, value in (("cooperation", row.cooperation), ("conflict", row.conflict))
        if value
    ]
    first, last = index.months[0].start, index.months[-1].end
    # Months are counted in UTC throughout: a day without a time must not move with the clock of the machine.
    x = alt.X(
        "utcyearmonth(month):T",
        title=None,
        scale=alt.Scale(type="utc", domain=[f"{first}T00:00:00Z", f"{last}T23:59:59Z"]),
        axis=alt.Axis(format="%b %Y", tickCount=max(3, width // 90), labelOverlap=True, grid=False),
    )
    chart = (
        alt.Chart(width=width, height=110)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
                legend=alt.Legend(orient="top", symbolType="square"),
            ),
            href="href:N",
            description="label:N",
            row=alt.Row(
                "panel:N",
                title=None,
                sort=list(panels.values()),
                header=alt.Header(labelOrient="top", labelAnchor="start"),
            ),
        )
        .configure(background="transparent", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, domainColor="#808080", tickColor="#808080")
        .configure_header(labelFontSize=13, labelFontWeight="bold")
        .configure_legend(labelFontSize=12)
    )
    return {**chart.to_dict(), "data": {"values": values}}


def chart_svg(brief: Brief, index: Index, width: int, label: str) -> str:
    """Return the index as an SVG element; its only links lead to anchors of the same page.

    Args:
        brief: Names the countries.
        index: What is drawn; it must have months.
        width: Width of a panel in pixels.
        label: What a screen reader calls the figure.
    """
    svg = etree.fromstring(vl_convert.vegalite_to_svg(chart_spec(brief, index, width)).encode())
    for element in svg.iter():
        name = element.get("aria-label")
        for key in _DROPPED & set(element.attrib):
            del element.attrib[key]
        parent = element.getparent()
        if name and parent is not None and parent.tag == f"{_SVG}a":
            parent.set("aria-label", name)
            etree.SubElement(element, f"{_SVG}title").text = name
    for link in svg.iter(f"{_SVG}a"):
        # The converter turns an anchor into an address below a base of its own.
        link.set("href", "#" + str(link.get(_XLINK, "")).partition("#")[2])
        del link.attrib[_XLINK]
    svg.set("role", "group")
    svg.set("aria-label", label)
    etree.cleanup_namespaces(svg)
    return str(etree.tostring(svg, encoding="unicode"))
