"""Editions in a store: which series there are, what they show of countries, what changed, what news says of them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from detente.editions.changes import edition_label
from detente.editions.compare import Comparison, compare
from detente.editions.naming import find_countries
from detente.editions.official import official_series
from detente.editions.portrait import Portrait, portrait_of
from detente.editions.records import Edition
from detente.editions.series import Series, pairs_of
from detente.editions.shares import Share, shares_of, words_in
from detente.editions.signals import SeriesSignals, series_signals
from detente.evidence import span_of
from detente.records import Document, Span
from detente.store import Store
from detente.store.official import official
from detente.web.case import Case
from detente.web.links import passage_url
from detente.web.views.workshop import PATIENCE_S, WORKSHOP

_UNFIT = re.compile(r"[^\w.()+-]+")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The series of a store.

    Attributes:
        series: They, by name.
        ready: False while the documents are still being looked at; `series` is empty then.
        documents: How many documents may be editions.
    """

    series: tuple[Series, ...]
    ready: bool
    documents: int

    def find(self, slug: str) -> Series | None:
        """Return the series that an address means, or None."""
        return next((one for one in self.series if slug in (slug_of(one.name), one.name)), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one edition shows of the countries.

    Attributes:
        shares: How often and at what length it speaks of each country.
        first: Where it first names each of them.
        words: Length of its text in words (Chinese and Japanese: characters).
    """

    portrait: Portrait
    shares: dict[str, Share]
    first: dict[str, Span]
    words: int

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.portrait.edition


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two editions that are compared with each other; `comparison` is None until it is made."""

    before: Edition
    after: Edition
    comparison: Comparison | None

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """How many changes of substance there are of each kind, most first."""
        counts: dict[str, int] = {}
        for change in self.comparison.real if self.comparison is not None else ():
            counts[change.kind] = counts.get(change.kind, 0) + 1
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class DyadSignals:
    """What the official documents of a dyad's states say of each other.

    Attributes:
        series: One record for each series of either state that names the other; empty where there is none.
        ready: False while some of it is still being made; what is there is shown.
    """

    series: tuple[SeriesSignals, ...]
    ready: bool


def shelf(case: Case) -> Shelf:
    """Return the series whose editions the store has; ordinary news is none."""
    path = case.settings.store
    ids = case.cached(("official",), lambda: tuple(official(path)))
    if not ids:
        return Shelf((), True, 0)
    found = WORKSHOP.ask(("shelf", ids), lambda: tuple(official_series(_documents(path, ids))))
    return Shelf(found or (), found is not None, len(ids))


def shown(
    editions: Iterable[Edition], part: str | None = None, leave_out: Sequence[str] = (), wait_s: float = PATIENCE_S
) -> list[Shown | None]:
    """Return what editions show of the countries, None for those of which it is still being made.

    Raises:
        DetenteError: If an edition has no part called `part`.
    """
    out = tuple(sorted(leave_out))
    return [
        WORKSHOP.ask(_shown_key(edition, part, out), partial(_show, edition, part, out), wait_s) for edition in editions
    ]


def comparison_of(before: Edition, after: Edition, wait_s: float = PATIENCE_S) -> Comparison | None:
    """Return what changed from one edition to another, or None while it is being made."""
    return WORKSHOP.ask(_pair_key(before, after), partial(compare, before, after), wait_s)


def neighbours(series: Series) -> list[Neighbours]:
    """Return which editions of a series are compared with which, with what is ready of it."""
    return [Neighbours(before, after, comparison_of(before, after, 0.0)) for before, after in pairs_of(series.editions)]


def signals(case: Case, a: str, b: str) -> DyadSignals:
    """Return what the official documents of two states in the store say of each other, and how it changed."""
    held = shelf(case)
    found, ready = [], held.ready
    for issuer, about in ((a, b), (b, a)):
        for series in held.series:
            if series.editions[-1].issuer != issuer:
                continue
            one = WORKSHOP.ask(_signals_key(series, about), partial(_signals, series, about))
            ready = ready and one is not None
            if one is not None and (one.signals or any(portrayal.mentions for portrayal in one.portrayals)):
                found.append(one)
    return DyadSignals(tuple(found), ready)


def slug_of(name: str) -> str:
    """Return a name of a series or an edition as one part of an address."""
    return _UNFIT.sub("-", name).strip("-.") or "edition"


def find_edition(series: Series, slug: str) -> Edition | None:
    """Return the edition that an address means: by its name with its version, or by its id."""
    return next((one for one in series.editions if slug in (slug_of(edition_label(one)), one.id)), None)


def series_url(series: str) -> str:
    """Return the address of the page of a series."""
    return f"/editions/{slug_of(series)}"


def pair_url(before: Edition, after: Edition) -> str:
    """Return the address of the comparison of two editions."""
    return f"{series_url(after.series)}/{slug_of(edition_label(before))}/{slug_of(edition_label(after))}"


class Passages:
    """Where passages of editions can be seen: in their documents."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        """Know these editions."""
        self._documents = {edition.id: edition.document.id for edition in editions}

    def at(self, edition_id: str, span: Span) -> str:
        """Return the address of a passage."""
        return passage_url(self._documents[edition_id], span.start, span.end)

    def of(self, edition_id: str, span: Span | None, back: str | None = None) -> str | None:
        """Return the address of a passage, None without one; `back` is what the offline page needs."""
        return None if span is None else self.at(edition_id, span)


def _documents(path: Path, ids: Iterable[str]) -> Iterator[Document]:
    with Store(path, read_only=True) as store:
        for one in ids:
            document = store.document(one)
            # It may have been removed since.
            if document is not None:
                yield document


def _show(edition: Edition, part: str | None, leave_out: tuple[str, ...]) -> Shown:
    portrait = portrait_of(edition, part=part, leave_out=leave_out)
    text = edition.document.text
    first: dict[str, Span] = {}
    for one in find_countries(text, edition.language):
        first.setdefault(one.country, span_of(text, one.start, one.end))
    return Shown(portrait, shares_of(edition), first, words_in(text))


def _signals(series: Series, about: str) -> SeriesSignals:
    def comparing(pairs: Sequence[tuple[Edition, Edition]]) -> Iterator[Comparison]:
        for before, after in pairs:
            yield WORKSHOP.make(_pair_key(before, after), partial(compare, before, after))

    def portraying(edition: Edition) -> Portrait:
        return WORKSHOP.make(_shown_key(edition, None, ()), partial(_show, edition, None, ())).portrait

    return series_signals(series, about, comparing=comparing, portraying=portraying)


def _pair_key(before: Edition, after: Edition) -> Hashable:
    return "pair", before.id, edition_label(before), after.id, edition_label(after)


def _shown_key(edition: Edition, part: str | None, leave_out: tuple[str, ...]) -> Hashable:
    return "shown", edition.id, edition_label(edition), part, leave_out


def _signals_key(series: Series, about: str) -> Hashable:
    return "signals", tuple((one.id, edition_label(one)) for one in series.editions), about
