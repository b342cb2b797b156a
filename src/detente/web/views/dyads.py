"""All dyads of a store, with their counts and how each went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from detente.briefs.names import country_name
from detente.store import DyadSummary, HeatCell
from detente.web.case import Case
from detente.web.filters import Parameters, Reader, country_code
from detente.web.views.dyad import all_dyads
from detente.web.views.periods import starts, suiting

PER_PAGE: Final = 50
Order = Literal["events", "name", "latest", "conflict", "cooperation"]
ORDERS: Final[dict[Order, str]] = {
    "events": "most events",
    "latest": "latest event",
    "conflict": "most conflict",
    "cooperation": "most cooperation",
    "name": "name",
}
_PERIODS: Final = 24
_HALF: Final = 11


@dataclass(frozen=True, slots=True)
class Spark:
    """One bar of a small drawing: its place and size in pixels, and which sign it has."""

    x: int
    y: float
    height: float
    hue: str


@dataclass(frozen=True, slots=True)
class Dyad:
    """A dyad of the list.

    Attributes:
        sparks: Net of each period as bars, up for cooperation and down for conflict, on a scale of its own.
        said: The same in words.
    """

    summary: DyadSummary
    names: tuple[str, str]
    sparks: tuple[Spark, ...]
    said: str


@dataclass(frozen=True, slots=True)
class DyadList:
    """A page of the list of dyads.

    Attributes:
        items, total, offset, limit: The page.
        order: By what it is sorted; `country` whose dyads they are.
        since, until: The time that the small drawings show.
    """

    items: tuple[Dyad, ...]
    total: int
    offset: int
    limit: int
    order: Order
    country: str | None
    countries: tuple[tuple[str, str], ...]
    since: date | None
    until: date | None
    problems: tuple[str, ...]


def dyad_list(case: Case, parameters: Parameters) -> DyadList:
    """Return the page of the list that parameters ask for: `country`, `order` and `page`."""
    reader = Reader(parameters)
    country = reader.one("country", country_code)
    asked = reader.text("order")
    order: Order = next((one for one in ORDERS if one == asked), "events")
    every = all_dyads(case)
    found = [one for one in every if country is None or country in (one.a, one.b)]
    found.sort(key=lambda one: _rank(one, order))
    offset = (reader.page() - 1) * PER_PAGE
    shown = found[offset : offset + PER_PAGE]
    dated = [one for one in shown if one.first is not None and one.last is not None]
    last = max((one.last for one in dated if one.last), default=None)
    first = min((one.first for one in dated if one.first), default=None)
    items: tuple[Dyad, ...] = tuple(Dyad(one, _names(one), (), "") for one in shown)
    since = None
    if first is not None and last is not None and shown:
        freq = suiting(first, last)
        columns = starts(last, freq, _PERIODS)
        since = columns[0]
        cells = case.store.heat(freq, [(one.a, one.b) for one in shown], judged=case.judged)
        items = tuple(_drawn(one, [c for c in cells if (c.a, c.b) == (one.a, one.b)], columns, freq) for one in shown)
    countries = sorted({(country_name(code), code) for one in every for code in (one.a, one.b)})
    return DyadList(
        items, len(found), offset, PER_PAGE, order, country, tuple((code, name) for name, code in countries), since, last,
        tuple(reader.problems),
    )  # fmt: skip


def _rank(one: DyadSummary, order: Order) -> tuple[object, ...]:
    names = _names(one)
    if order == "name":
        return names
    if order == "latest":
        return (-(one.last or date.min).toordinal(), names)
    return ({"events": -one.events, "conflict": one.conflict, "cooperation": -one.cooperation}[order], names)


def _names(one: DyadSummary) -> tuple[str, str]:
    return country_name(one.a), country_name(one.b)


def _drawn(one: DyadSummary, cells: list[HeatCell], columns: list[date], freq: str) -> Dyad:
    nets = {cell.start: cell.cooperation + cell.conflict for cell in cells if cell.start in columns}
    top = max((abs(net) for net in nets.values()), default=0.0) or 1.0
    sparks = []
    for place, start in enumerate(columns):
        net = nets.get(start)
        if net:
            height = max(1.0, round(abs(net) / top * _HALF, 1))
            sparks.append(
                Spark(place * 5, _HALF - height if net > 0 else _HALF, height, "plus" if net > 0 else "minus")
            )
    worst, best = min(nets.values(), default=0.0), max(nets.values(), default=0.0)
    return Dyad(
        one, _names(one), tuple(sparks), f"net by {freq} between {worst:g} and {best:g}" if nets else "nothing counted"
    )
