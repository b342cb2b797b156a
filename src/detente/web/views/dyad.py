"""The page of two countries: index, turning points, each direction, agreements, official documents, who reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from detente.briefs.names import country_name
from detente.measuring.turns import LEAST_MONTHS, NotEnough, TurningPoint
from detente.records import RECIPROCAL_TYPES
from detente.store import DyadSummary, EventFilter, Facet
from detente.web.case import Case
from detente.web.charts import Bar, Chart, bars
from detente.web.views.acts import acts_table
from detente.web.views.addresses import address
from detente.web.views.dyad_acts import Weighed, carried, weighed
from detente.web.views.dyad_index import index_chart, turn_address
from detente.web.views.measured import Measure, settled, turns_of
from detente.web.views.periods import period_name

_MOST_PUBLISHERS: Final = 12
_MOST_TYPES: Final = 6
# Acts that are shown of a turning point; the rest is a link away.
_MOST_CARRIED: Final = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point as the page shows it.

    Attributes:
        name: Its month in words.
        acts: The weightiest acts that carried it; `total` how many did.
        href: Address of all of them.
    """

    point: TurningPoint
    name: str
    acts: tuple[Weighed, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class TypeCount:
    """Events of one type in one direction, with the address of their list."""

    type: str
    events: int
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one country does to the other, undirected acts among it: events and their types, the most frequent first."""

    source: str
    target: str
    events: int
    href: str
    types: tuple[TypeCount, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Acts that the index does not count, by reason."""

    reason: str
    acts: int


@dataclass(frozen=True, slots=True)
class DyadPage:
    """All of the page but what official documents and texts say, which is made by other views.

    Attributes:
        summary: Counts of the two, None where no event is between them.
        measure: How the index is measured.
        index: Its chart.
        turns: Turning points, the latest first; `turns_note` says why there are none or can be none.
        sides: Each direction.
        publishers: Who reports.
        left_out: What the index does not count.
    """

    dyad: tuple[str, str]
    summary: DyadSummary | None
    measure: Measure
    index: Chart
    turns: tuple[Turn, ...]
    turns_note: str | None
    sides: tuple[Side, ...]
    publishers: Chart
    left_out: tuple[LeftOut, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page."""
        return (self.index, self.publishers)


def dyad_page(case: Case, asked: Measure) -> DyadPage:
    """Return the page of two countries, the index measured as it is asked for."""
    measure = settled(case, asked)
    a, b = measure.dyad
    pair = (min(a, b), max(a, b))
    summaries = {(one.a, one.b): one for one in all_dyads(case)}
    found = turns_of(case, measure.dyad, measure.mode)
    points = [] if found is None or isinstance(found, NotEnough) else [*found]
    return DyadPage(
        dyad=measure.dyad,
        summary=summaries.get(pair),
        measure=measure,
        index=case.cached(("index chart", measure), lambda: index_chart(case, measure, points)),
        turns=tuple(_turn(case, measure, point) for point in sorted(points, key=lambda p: p.month, reverse=True)),
        turns_note=_turns_note(found),
        sides=case.cached(("sides", a, b), lambda: (_side(case, a, b), _side(case, b, a))),
        publishers=case.cached(("publishers of", a, b), lambda: _publishers(case, a, b)),
        left_out=_left_out(case, measure),
    )


def all_dyads(case: Case) -> list[DyadSummary]:
    """Return every two countries with events between them, those with most events first."""
    return case.cached(("dyads",), lambda: case.store.dyads(judged=case.judged))


def _turn(case: Case, measure: Measure, point: TurningPoint) -> Turn:
    rows = case.cached(("carried", measure.dyad, point), lambda: carried(acts_table(case, measure.dyad), point))
    return Turn(
        point,
        period_name(point.month, "month"),
        weighed(case, rows.head(_MOST_CARRIED)),
        rows.height,
        turn_address(case, measure, point),
    )


def _turns_note(found: Sequence[TurningPoint] | NotEnough | None) -> str | None:
    if found is None:
        return "Not enough: no act of the two lies within one month."
    if isinstance(found, NotEnough):
        return (
            f"Not enough: {found.months} months with {found.acts:g} acts from the first to the last, where turning points "
            f"take more than {LEAST_MONTHS} months."
        )
    return None if found else "No month stands out."


def _side(case: Case, source: str, target: str) -> Side:
    facets = case.store.facets(EventFilter(source=source, target=target), judged=case.judged)
    types = tuple(
        TypeCount(one.value, one.events, address(case, "/events", source=source, target=target, type=one.value))
        for one in facets.types[:_MOST_TYPES]
        if one.value is not None
    )
    events = sum(one.events for one in facets.types)
    return Side(source, target, events, address(case, "/events", source=source, target=target), types)


def _publishers(case: Case, a: str, b: str) -> Chart:
    facets = case.store.facets(EventFilter(dyad=(a, b)), judged=case.judged).publishers
    whole = sum(one.events for one in facets)
    shown = facets[:_MOST_PUBLISHERS]
    rest = whole - sum(one.events for one in shown)
    note = f"{len(facets) - len(shown)} more publishers have {rest} events." if rest else None
    if not whole:
        note = "No event of the two is reported."
    return bars(
        "publishers",
        "Who reports",
        f"Events between {country_name(a)} and {country_name(b)} by publisher, each as a share of {whole}.",
        [_bar(case, f"{a}-{b}", one, whole) for one in shown],
        ("Publisher", "Events"),
        note=note,
    )


def _bar(case: Case, dyad: str, facet: Facet, whole: int) -> Bar:
    text = f"{facet.events} ({facet.events / whole * 100:.0f} %)"
    if facet.value is None:
        return Bar("no publisher named", facet.events, text, None)
    return Bar(facet.value, facet.events, text, address(case, "/events", dyad=dyad, publisher=facet.value))


def _left_out(case: Case, measure: Measure) -> tuple[LeftOut, ...]:
    """Return how many acts the index does not count, and why; see `measuring.incidents.reason_not_counted`."""
    a, b = sorted(measure.dyad)
    rows = acts_table(case, measure.dyad).filter(
        pl.min_horizontal("source_country", "target_country") == a,
        pl.max_horizontal("source_country", "target_country") == b,
    )
    unit = {"week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}[measure.freq or "month"]
    inside = pl.col("date").dt.truncate(unit) == pl.col("date_end").dt.truncate(unit)
    reasons = {
        "not done, or not between states": ~pl.col("counts"),
        "without a date": pl.col("counts") & pl.col("date").is_null(),
        f"with a date wider than a {measure.freq}": pl.col("counts") & ~inside,
    }
    found = (LeftOut(reason, round(float(rows.filter(of)["weight"].sum()))) for reason, of in reasons.items())
    return tuple(one for one in found if one.acts)


def is_undirected(kind: str) -> bool:
    """Tell whether acts of a type have no direction, so that they stand under both."""
    return kind in RECIPROCAL_TYPES
