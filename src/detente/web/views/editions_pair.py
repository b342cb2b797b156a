"""The page of two editions: what changed from one to the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from detente.editions.changes import edition_label
from detente.editions.compare import Comparison
from detente.editions.records import Change, Edition
from detente.editions.series import Series
from detente.export.editions_page import OutlineRow, Shown, outlines, shown_changes
from detente.web.case import Case
from detente.web.views.editions import Passages, comparison_of, shelf
from detente.web.views.editions_claims import Told, claimed, of_series
from detente.web.views.editions_texts import Row, side_by_side


@dataclass(frozen=True, slots=True)
class Choice:
    """Which changes to show; None for all."""

    country: str | None = None
    kind: str | None = None
    topic: str | None = None

    def takes(self, change: Change) -> bool:
        """Tell whether a change is among them."""
        return (
            (self.country is None or self.country in change.countries)
            and (self.kind is None or change.kind == self.kind)
            and (self.topic is None or change.topic == self.topic)
        )


@dataclass(frozen=True, slots=True)
class PairPage:
    """What the page of two editions shows.

    Attributes:
        comparison: None while it is being made; everything after it is empty then.
        changes: The changes of substance that were asked for, the weightiest first, with where their passages are.
        trivial: Differences that a rule explains; `rules` how many each rule does.
        kinds, countries, topics: How many changes of substance there are of each, most first.
        outline: The headings side by side.
        claims: What the news of the store says of the newer edition.
    """

    series: Series
    before: Edition
    after: Edition
    comparison: Comparison | None
    changes: tuple[Shown, ...] = ()
    trivial: tuple[Shown, ...] = ()
    rules: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    countries: tuple[tuple[str, int], ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    outline: tuple[OutlineRow, ...] = ()
    claims: tuple[Told, ...] = ()

    @property
    def labels(self) -> tuple[str, str]:
        """The names of the two editions, with their versions."""
        return edition_label(self.before), edition_label(self.after)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Both texts side by side."""
        return side_by_side(self.comparison) if self.comparison is not None else ()


def pair_page(case: Case, series: Series, before: Edition, after: Edition, choice: Choice) -> PairPage:
    """Return what the page of two editions shows.

    Args:
        case: The case.
        series: One of the series of its shelf.
        before, after: The older and the newer edition of it.
        choice: Which changes to show.
    """
    comparison = comparison_of(before, after)
    if comparison is None:
        return PairPage(series, before, after, None)
    places = Passages((before, after))
    shown = list(shown_changes(comparison, "change", places))
    real = [one.change for one in shown if one.change.trivial is None]
    trivial = tuple(one for one in shown if one.change.trivial is not None)
    label = edition_label(after)
    told = of_series(claimed(case, shelf(case)), series)
    return PairPage(
        series=series,
        before=before,
        after=after,
        comparison=comparison,
        changes=tuple(one for one in shown if one.change.trivial is None and choice.takes(one.change)),
        trivial=trivial,
        rules=tuple(Counter(one.change.trivial or "" for one in trivial).most_common()),
        kinds=tuple(Counter(str(change.kind) for change in real).most_common()),
        countries=tuple(Counter(code for change in real for code in change.countries).most_common()),
        topics=tuple(Counter(change.topic for change in real if change.topic is not None).most_common()),
        outline=tuple(outlines(before, after, places)),
        claims=tuple(one for one in told if label in (one.verdict.edition_to, one.claim.edition)),
    )
