"""What official documents say of another state, and how that changed from edition to edition.

The signals of a dyad are the changes between neighbouring editions of the two states' own series that concern the other state:
its place in the order, what it is called, how often it is named, and the sentences about it that came, went or were reworded.
They are what the editions themselves show; what news claims about them is kept apart (`detente.editions.claims`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detente.editions.changes import edition_label
from detente.editions.compare import Comparison, compare_all
from detente.editions.naming import find_countries
from detente.editions.official import official_series
from detente.editions.portrait import Portrait, portrait_of
from detente.editions.records import Change, ChangeKind, Edition, Piece
from detente.editions.series import Series, pairs_of
from detente.editions.shares import shares_of
from detente.evidence import span_of
from detente.records import DateValue, Document, Span

Pair: TypeAlias = tuple[Edition, Edition]


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document."""

    document: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Called:
    """What an edition calls the state.

    Attributes:
        words: The label as written with its modifiers; `label` its key in the table of labels.
        warmth: Order of warmth of the table's word, higher is warmer; None where it has none.
        passage: The sentence; `trigger` the words of the label in it.
    """

    words: str
    label: str
    warmth: int | None
    passage: Passage
    trigger: Span


@dataclass(frozen=True, slots=True)
class Portrayal:
    """What one edition says of the state.

    Attributes:
        edition: Name of the edition, with its version where known; `edition_id` its id.
        rank: Place in the order of countries, 1 for the first; None where the edition does not rank it.
        ranked: How many countries the edition ranks.
        part: Title of the part that was ranked, or None for the whole text.
        rank_basis: "section", "item" or "first treatment", None without a rank.
        alphabetical: Whether the names stand in the order of the alphabet, so that the order tells nothing.
        rank_at: Where its treatment starts.
        called: What it is called, in the order of the text.
        mentions: How often the edition names it; `share` the part of its words that are about it, 0 to 1.
        first: Where it is first named, or None.
    """

    edition: str
    edition_id: str
    document: str
    path: str
    date: DateValue
    rank: int | None
    ranked: int
    part: str | None
    rank_basis: str | None
    alphabetical: bool
    rank_at: Passage | None
    called: tuple[Called, ...]
    mentions: int
    share: float
    first: Passage | None


@dataclass(frozen=True, slots=True)
class Signal:
    """One change that concerns the state; the fields are those of `Change`, with passages that name their documents.

    Attributes:
        tested: The rule by which a passage counts as removed or added, else None.
        at_from, at_to: The passages in the older and the newer edition.
    """

    id: str
    edition_from: str
    edition_to: str
    date_from: DateValue
    date_to: DateValue
    kind: ChangeKind
    topic: str | None
    before: str | None
    after: str | None
    weight: float
    redline: tuple[Piece, ...]
    note: str | None
    tested: str | None
    at_from: Passage | None
    at_to: Passage | None


@dataclass(frozen=True, slots=True)
class SeriesSignals:
    """What one state's series says of the other state.

    Attributes:
        series: Name of the series; `title` of its newest edition.
        issuer: Whose series it is; `about` whom it speaks of.
        portrayals: What each edition says, oldest first.
        signals: What changed, newest editions first, the weightiest change first within a pair.
    """

    series: str
    title: str | None
    issuer: str
    issuer_body: str | None
    about: str
    portrayals: tuple[Portrayal, ...]
    signals: tuple[Signal, ...]


def signals_of(
    documents: Iterable[Document],
    dyad: tuple[str, str],
    *,
    comparing: Callable[[Sequence[Pair]], Iterable[Comparison]] = compare_all,
    portraying: Callable[[Edition], Portrait] = portrait_of,
) -> tuple[SeriesSignals, ...]:
    """Return what the official documents of two states say of each other and how it changed.

    Args:
        documents: Any documents; what is no edition of an official series is passed over.
        dyad: Two countries; those of the first about the second come first.
        comparing: Gives the comparison of each pair of editions; a caller that keeps comparisons gives its own.
        portraying: Gives what an edition shows of the countries; likewise.

    Returns:
        One record for each series of either state that names the other in an edition; empty where there is none.
    """
    listed = official_series(documents)
    found = []
    for issuer, about in (dyad, dyad[::-1]):
        for series in listed:
            if series.editions[-1].issuer == issuer and any(_names(edition, about) for edition in series.editions):
                found.append(series_signals(series, about, comparing=comparing, portraying=portraying))
    return tuple(found)


def series_signals(
    series: Series,
    about: str,
    *,
    comparing: Callable[[Sequence[Pair]], Iterable[Comparison]] = compare_all,
    portraying: Callable[[Edition], Portrait] = portrait_of,
) -> SeriesSignals:
    """Return what a series of a state says of another state; see `signals_of`."""
    newest = series.editions[-1]
    signals = [
        _signal(comparison, change)
        for comparison in comparing(pairs_of(series.editions))
        for change in comparison.real
        if about in change.countries
    ]
    order = {edition_label(edition): at for at, edition in enumerate(series.editions)}
    signals.sort(key=lambda one: (-order[one.edition_to], -order[one.edition_from], -one.weight, one.id))
    return SeriesSignals(
        series=series.name,
        title=newest.title,
        issuer=newest.issuer or "",
        issuer_body=newest.issuer_body,
        about=about,
        portrayals=tuple(_portrayal(portraying(edition), about) for edition in series.editions),
        signals=tuple(signals),
    )


def _names(edition: Edition, country: str) -> bool:
    return _first_named(edition, country) is not None


def _first_named(edition: Edition, country: str) -> Span | None:
    text = edition.document.text
    one = next((one for one in find_countries(text, edition.language) if one.country == country), None)
    return None if one is None else span_of(text, one.start, one.end)


def _portrayal(portrait: Portrait, about: str) -> Portrayal:
    edition, order = portrait.edition, portrait.order
    rank = next((one for one in order.ranks if one.country == about), None)
    share = shares_of(edition).get(about)
    first = _first_named(edition, about)
    return Portrayal(
        edition=portrait.name,
        edition_id=edition.id,
        document=edition.document.id,
        path=edition.document.path,
        date=edition.date,
        rank=rank.rank if rank else None,
        ranked=len(order.ranks),
        part=order.part,
        rank_basis=rank.basis if rank else None,
        alphabetical=order.alphabetical,
        rank_at=_passage(edition, rank.evidence) if rank else None,
        called=tuple(
            Called(one.words, one.label, one.warmth, _at(edition, one.evidence), one.trigger)
            for one in portrait.labels
            if one.country == about
        ),
        mentions=share.mentions if share else 0,
        share=share.share if share else 0.0,
        first=_passage(edition, first),
    )


def _signal(comparison: Comparison, change: Change) -> Signal:
    before, after = comparison.before, comparison.after
    return Signal(
        id=change.id,
        edition_from=change.edition_from,
        edition_to=change.edition_to,
        date_from=before.date,
        date_to=after.date,
        kind=change.kind,
        topic=change.topic,
        before=change.before,
        after=change.after,
        weight=change.weight,
        redline=change.redline,
        note=change.note,
        tested=change.test.rule if change.test else None,
        at_from=_passage(before, change.evidence_from),
        at_to=_passage(after, change.evidence_to),
    )


def _passage(edition: Edition, span: Span | None) -> Passage | None:
    return None if span is None else _at(edition, span)


def _at(edition: Edition, span: Span) -> Passage:
    return Passage(edition.document.id, edition.document.path, span)
