"""The page of a series: its editions, the order, labels and shares of the countries over them, and what news claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.actors.countries import country
from detente.briefs.names import country_name
from detente.editions.changes import edition_label
from detente.editions.records import Edition
from detente.editions.series import Series
from detente.errors import DetenteError, UnknownCountryError
from detente.export.editions_charts import LabelTable, label_table
from detente.web.case import Case
from detente.web.charts import Chart, Panel, Point, multiples
from detente.web.links import document_url
from detente.web.views import editions as kept
from detente.web.views.editions import Neighbours, Passages, Shown
from detente.web.views.editions_claims import Claimed, Told, claimed, of_series
from detente.web.views.editions_order import order_chart

# Countries whose share is drawn; the table of the chart has no more either, since the rest is named in passing.
_MOST_PANELS = 12


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in the list of its series.

    Attributes:
        words: Length of its text in words, None until it was looked at.
        against: The comparisons that lead to it, from the edition or version before.
    """

    edition: Edition
    label: str
    document: str
    words: int | None
    sections: int
    against: tuple[Neighbours, ...]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """What the page of a series shows.

    Attributes:
        rows: The editions, newest first.
        order, shares: Charts, None until the editions were looked at.
        labels: What each edition calls each country, likewise.
        parts: Which part of each edition was ranked, and why: edition, part, reason.
        claims: What the news of the store says of this series; `reading` how much of it was read.
        ready: Whether all is there; else the page is worth asking for again.
        problems: What could not be done, in words.
    """

    series: Series
    rows: tuple[EditionRow, ...]
    order: Chart | None
    shares: Chart | None
    labels: LabelTable | None
    parts: tuple[tuple[str, str, str], ...]
    claims: tuple[Told, ...]
    reading: Claimed
    ready: bool
    problems: tuple[str, ...]

    @property
    def newest(self) -> Edition:
        """The newest edition."""
        return self.series.editions[-1]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page."""
        return tuple(chart for chart in (self.order, self.shares) if chart is not None)


def series_page(case: Case, series: Series, part: str | None = None, leave_out: Sequence[str] = ()) -> SeriesPage:
    """Return what the page of a series shows.

    Args:
        case: The case.
        series: One of the series of its shelf.
        part: Number or title of the part in which countries are ranked; None takes the one found to be about partners.
        leave_out: Countries that are not ranked, such as the ally, by code or name.
    """
    out, problems = _codes(leave_out)
    shown: list[Shown | None] = []
    try:
        shown = kept.shown(series.editions, part, out)
    except DetenteError as error:
        problems.append(str(error))
        shown = kept.shown(series.editions, None, out)
    pairs = kept.neighbours(series)
    news = claimed(case, kept.shelf(case))
    whole = [one for one in shown if one is not None]
    all_shown = len(whole) == len(shown)
    places = Passages(series.editions)
    return SeriesPage(
        series=series,
        rows=tuple(_rows(series, shown, pairs)),
        order=_order(whole, places) if all_shown else None,
        shares=_shares(whole, places) if all_shown else None,
        labels=_labels(whole, places) if all_shown else None,
        parts=tuple(
            (edition_label(one.edition), one.portrait.order.part or "the whole text", one.portrait.order.reason)
            for one in whole
        ),
        claims=of_series(news, series),
        reading=news,
        ready=all_shown and news.ready and all(pair.comparison is not None for pair in pairs),
        problems=tuple(problems),
    )


def _codes(given: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    found, problems = [], []
    for name in given:
        try:
            found.append(country(name))
        except UnknownCountryError as error:
            problems.append(str(error))
    return tuple(found), problems


def _rows(series: Series, shown: Sequence[Shown | None], pairs: Sequence[Neighbours]) -> list[EditionRow]:
    rows = [
        EditionRow(
            edition,
            edition_label(edition),
            document_url(edition.document.id),
            one.words if one is not None else None,
            sum(section.kind != "item" for section in edition.outline),
            tuple(pair for pair in pairs if pair.after is edition),
        )
        for edition, one in zip(series.editions, shown, strict=True)
    ]
    return rows[::-1]


def _order(shown: Sequence[Shown], places: Passages) -> Chart:
    ranks = [rank for one in shown for rank in one.portrait.order.ranks]
    labels = {one.edition.id: one.portrait.name for one in shown}
    alphabetical = [one.portrait.name for one in shown if one.portrait.order.alphabetical]
    loose = [
        one.portrait.name for one in shown if {rank.basis for rank in one.portrait.order.ranks} == {"first treatment"}
    ]
    notes = []
    if alphabetical:
        notes.append(f"In the order of the alphabet, so that the place tells nothing: {', '.join(alphabetical)}.")
    if loose:
        notes.append(f"By first mention, which says less than sections: {', '.join(loose)}.")
    if not ranks:
        notes.append("No edition treats two countries one after the other.")
    return order_chart(ranks, labels, places, " ".join(notes) or None)


def _labels(shown: Sequence[Shown], places: Passages) -> LabelTable:
    return label_table(
        [replace(label, edition=one.portrait.name) for one in shown for label in one.portrait.labels],
        [one.portrait.name for one in shown],
        places.at,
    )


def _shares(shown: Sequence[Shown], places: Passages) -> Chart:
    top: dict[str, float] = {}
    for one in shown:
        for code, share in one.shares.items():
            top[code] = max(top.get(code, 0.0), share.share)
    chosen = sorted(top, key=lambda code: (-top[code], code))[:_MOST_PANELS]
    panels = [
        Panel(
            country_name(code),
            tuple(
                Point(
                    one.portrait.name,
                    100 * one.shares[code].share,
                    f"{one.shares[code].share:.1%}, {one.shares[code].mentions} mentions",
                    places.at(one.edition.id, one.first[code]),
                )
                for one in shown
                if code in one.shares and code in one.first
            ),
        )
        for code in chosen
    ]
    more = f" The {len(top) - len(chosen)} others named have smaller shares." if len(top) > len(chosen) else ""
    return multiples(
        "shares",
        "Share of the text",
        "Part of the words of each edition, in per cent, that are about a country, and how often it is named.",
        panels,
        [one.portrait.name for one in shown],
        note=f"A sentence about several countries counts for each by the same part.{more}",
    )
