"""The order of the countries over the editions as a chart of lines that cross: who rose and who fell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from detente.briefs.names import country_name
from detente.editions.records import Rank
from detente.web.charts import Cell, Chart, Table, spec
from detente.web.charts.palette import colour
from detente.web.views.editions import Passages

_COLUMN: Final = 96
_ROW: Final = 32
_NAME: Final = 150
# Area of the disc of a place, and of what can be hit of it, in square pixels.
_DISC: Final = 452
_HIT: Final = 640
# A page that ranks half the world in one part is read in the table.
_MOST_DRAWN: Final = 24
_HUES: Final = {"rose": "better", "fell": "worse", "stayed": "neutral"}


def order_chart(ranks: Sequence[Rank], labels: dict[str, str], places: Passages, note: str | None) -> Chart:
    """Return the order of the countries over the editions.

    Args:
        ranks: The places of the countries in all editions.
        labels: Label of each edition by its id, in the order of the columns.
        places: Where passages can be seen.
        note: What has to be known beside it.
    """
    columns = {ident: label for ident, label in labels.items() if any(rank.edition_id == ident for rank in ranks)}
    by_country: dict[str, dict[str, Rank]] = defaultdict(dict)
    for rank in ranks:
        by_country[rank.country][rank.edition_id] = rank
    countries = sorted(by_country, key=lambda code: (min(rank.rank for rank in by_country[code].values()), code))
    drawn = [rank for rank in ranks if rank.rank <= _MOST_DRAWN]
    return Chart(
        "order",
        "Order of the countries",
        "The place of each country in the part of each edition that treats countries one after the other; a line joins "
        "neighbouring editions that both have the country.",
        _spec(drawn, columns, places) if drawn else None,
        _table(countries, by_country, columns, places),
        note,
    )


def _spec(ranks: Sequence[Rank], columns: dict[str, str], places: Passages) -> dict[str, Any]:
    at = {ident: number for number, ident in enumerate(columns)}
    lowest = max(rank.rank for rank in ranks)
    dots = [
        {
            "x": at[rank.edition_id],
            "y": rank.rank,
            "rank": str(rank.rank),
            "href": places.at(rank.edition_id, rank.evidence),
            "said": f"{country_name(rank.country)}: {rank.rank} in {columns[rank.edition_id]}",
        }
        for rank in ranks
    ]
    lines = list(_lines(ranks, at))
    names = [
        {"x": at[rank.edition_id], "y": rank.rank, "name": country_name(rank.country)} for rank in _last(ranks, at)
    ]
    width, height = _COLUMN * (len(columns) - 1), _ROW * max(lowest - 1, 1)
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, max(len(columns) - 1, 1)], "nice": False}}
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [max(lowest, 2), 1], "nice": False, "zero": False}}
    both = {"x": {**x, "field": "x"}, "y": {**y, "field": "y"}}
    words = {"type": "text", "baseline": "middle"}
    used = [kind for kind in _HUES if any(line["move"] == kind for line in lines)]
    layers: list[dict[str, Any]] = [
        {
            "data": spec.data([{"x": number, "label": label} for number, label in enumerate(columns.values())]),
            "mark": {"type": "text", "baseline": "bottom", "color": colour("muted"), "limit": _COLUMN - 8},
            "encoding": {"x": {**x, "field": "x"}, "y": {"value": -22}, "text": {"field": "label"}},
        },
        {
            "data": spec.data(lines),
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {
                **both,
                "x2": {"field": "x2"},
                "y2": {"field": "y2"},
                "color": {
                    "field": "move",
                    "type": "nominal",
                    "title": "since the edition before",
                    "scale": {"domain": used, "range": [colour(_HUES[kind]) for kind in used]},
                    "legend": {"symbolType": "stroke", "orient": "bottom"} if used else None,
                },
            },
        },
        {
            "data": spec.data(dots),
            "mark": {"type": "circle", "size": _DISC, "color": colour("paper"), "opacity": 1, "stroke": colour("ink")},
            "encoding": both,
        },
        {"data": spec.data(dots), "mark": words, "encoding": {**both, "text": {"field": "rank"}}},
        # Above the numbers, which would take the click.
        {
            "data": spec.data(dots),
            "mark": {"type": "circle", "size": _HIT, "fill": "transparent", "opacity": 1},
            "encoding": {**both, **spec.LINK},
        },
        {
            "data": spec.data(names),
            "mark": {**words, "align": "left", "dx": 18, "limit": _NAME},
            "encoding": {**both, "text": {"field": "name"}},
        },
    ]
    return spec.whole(
        width=max(width, _COLUMN),
        height=height,
        padding={"top": 8, "left": 18, "right": 18, "bottom": 16},
        layer=layers,
    )


def _lines(ranks: Sequence[Rank], at: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield a line for each country between neighbouring editions that both have it."""
    by_country: dict[str, list[Rank]] = defaultdict(list)
    for rank in ranks:
        by_country[rank.country].append(rank)
    for listed in by_country.values():
        for one, other in pairwise(sorted(listed, key=lambda rank: at[rank.edition_id])):
            if at[other.edition_id] - at[one.edition_id] != 1:
                continue
            move = "stayed" if one.rank == other.rank else "rose" if other.rank < one.rank else "fell"
            yield {
                "x": at[one.edition_id], "y": one.rank, "x2": at[other.edition_id], "y2": other.rank, "move": move,
            }  # fmt: skip


def _last(ranks: Sequence[Rank], at: dict[str, int]) -> Iterator[Rank]:
    """Yield the last place of each country, and each place after which the next edition has none."""
    present = {(rank.country, at[rank.edition_id]) for rank in ranks}
    for rank in ranks:
        if (rank.country, at[rank.edition_id] + 1) not in present:
            yield rank


def _table(
    countries: Sequence[str], by_country: dict[str, dict[str, Rank]], columns: dict[str, str], places: Passages
) -> Table:
    rows = []
    for country in countries:
        cells = [Cell(country_name(country))]
        for ident in columns:
            rank = by_country[country].get(ident)
            cells.append(
                Cell(str(rank.rank), places.at(ident, rank.evidence), number=True) if rank else Cell("–", number=True)
            )
        rows.append(tuple(cells))
    return Table(("Country", *columns.values()), tuple(rows))
