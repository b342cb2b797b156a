"""The index as drawings that need neither network nor script: Vega-Lite by Altair, turned into SVG or PNG here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import vl_convert
from lxml import etree

from detente.briefs import wording
from detente.briefs.records import Brief
from detente.briefs.sections import Index

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"

# What Vega says to screen readers, mark by mark; the links and the table say it better.
_DROPPED = frozenset({"aria-label", "role", "aria-roledescription", "aria-hidden", "style"})

# At least 3:1 against the page in light and in dark.
COLOURS = {"cooperation": "#3a7fc2", "conflict": "#c4631f"}
_LEVEL, _TURN = "#3f8a6b", "#a2559b"


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
    chart = (
        alt.Chart(width=width, height=110)
        .mark_bar()
        .encode(
            x=_months(index, "month", width),
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
    )
    return {**_styled(chart), "data": {"values": values}}


def level_spec(index: Index, width: int) -> dict[str, Any] | None:
    """Return the Vega-Lite specification of the level: its line and interval by month, and a rule for each turning point.

    Args:
        index: What is drawn; points link to the anchors of their months, rules to those of the turning points.
        width: Width of the panel in pixels.

    Returns:
        None where no month has a level.
    """
    points = [
        {
            "month": month.start.isoformat(),
            "net": month.level.net,
            "low": month.level.low,
            "high": month.level.high,
            "href": f"#{month.group}" if month.group else None,
            "label": f"{month.title}: level {wording.signed(month.level.net)}, 90 % interval "
            f"{wording.signed(month.level.low)} to {wording.signed(month.level.high)}",
        }
        for month in index.months
        if month.level is not None
    ]
    if not points:
        return None
    turns = [{"month": t.month.isoformat(), "href": f"#{t.id}", "label": t.text, "mark": f"T{n}"} for n, t in
             enumerate(index.turns, start=1)]  # fmt: skip
    x = _months(index, "month", width)
    data = alt.InlineData(values=points)
    base = alt.Chart(data).encode(x=x)
    y = alt.Y("net:Q", title=None, axis=alt.Axis(tickCount=5))
    layers: list[Any] = [
        base.mark_area(color=_LEVEL, opacity=0.25).encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
        alt.Chart(alt.InlineData(values=[{"zero": 0}])).mark_rule(color="#808080").encode(y="zero:Q"),
        base.mark_line(color=_LEVEL, strokeWidth=2).encode(y=y),
        alt.Chart(alt.InlineData(values=[p for p in points if p["href"]]))
        .mark_point(color=_LEVEL, filled=True, size=45, opacity=1)
        .encode(x=x, y=y, href="href:N", description="label:N"),
    ]
    if turns:
        drawn = alt.Chart(alt.InlineData(values=turns)).encode(x=x, href="href:N", description="label:N")
        layers.append(drawn.mark_rule(color=_TURN, strokeDash=[4, 3], strokeWidth=2))
        layers.append(
            drawn.mark_text(color=_TURN, fontSize=12, fontWeight="bold", dx=9, baseline="top").encode(
                text="mark:N", y=alt.value(0)
            )
        )
    return _styled(alt.layer(*layers).properties(width=width, height=170))


def chart_svg(spec: Mapping[str, Any], label: str) -> str:
    """Return a drawing as an SVG element; its only links lead to anchors of the same page.

    Args:
        spec: Its Vega-Lite specification.
        label: What a screen reader calls the figure.
    """
    svg = etree.fromstring(vl_convert.vegalite_to_svg(dict(spec)).encode())
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


def chart_png(spec: Mapping[str, Any], scale: float = 2.0) -> bytes:
    """Return a drawing as a PNG picture on white; the same specification gives the same bytes."""
    return bytes(vl_convert.vegalite_to_png({**spec, "background": "white"}, scale=scale))


def _months(index: Index, field: str, width: int) -> alt.X:
    first, last = index.months[0].start, index.months[-1].end
    # Months are counted in UTC throughout: a day without a time must not move with the clock of the machine.
    return alt.X(
        f"utcyearmonth({field}):T",
        title=None,
        scale=alt.Scale(type="utc", domain=[f"{first}T00:00:00Z", f"{last}T23:59:59Z"]),
        axis=alt.Axis(format="%b %Y", tickCount=max(3, width // 90), labelOverlap=True, grid=False),
    )


def _styled(chart: Any) -> dict[str, Any]:
    return dict(
        chart.configure(background="transparent", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, domainColor="#808080", tickColor="#808080")
        .configure_header(labelFontSize=13, labelFontWeight="bold")
        .configure_legend(labelFontSize=12)
        .to_dict()
    )
