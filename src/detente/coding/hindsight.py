"""Dates that only the rest of a text tells: of headlines, leads and acts told again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from detente.coding.clock import NEWS
from detente.coding.dating import first_day, last_day
from detente.coding.drafts import Draft
from detente.coding.tenses import VerbTense, saying_of, telling_verb, tense_of
from detente.records import DateValue, Event, Span

# How many characters at its start are the lead of a report; how far behind it the day that it tells of may be named.
_LEAD, _LEAD_DAY = 1000, 1500
_UNTIMELY = frozenset("never ever always often repeatedly previously long traditionally historically once".split())

_Act = tuple[str, str, str | None, frozenset[str | None], frozenset[str | None]]


@dataclass(frozen=True, slots=True)
class _Open:
    """An event that its own sentence and those before it leave undated, or date by the tense alone."""

    start: int
    tense: VerbTense
    verb: Span
    timely: bool
    fresh: bool


class Hindsight:
    """Keeps the events of a document whose dates are open, and settles them once all of it is read."""

    def __init__(self, published: DateValue) -> None:
        self._published = published
        self._open: dict[str, _Open] = {}

    def keep(self, event: Event, draft: Draft, start: int) -> None:
        """Remember an event of the sentence at `start` that what comes later in the text may date."""
        saying = saying_of(draft)
        verb = saying if saying is not None else telling_verb(draft)
        at = Span(start + verb.idx, start + verb.idx + len(verb), verb.text)
        if event.status in {"hypothetical", "denied"} or (event.status == "planned" and saying is None):
            return
        if event.date.span != at and (event.date.precision != "unknown" or event.date.text is not None):
            return
        tense: VerbTense = "none" if draft.nominal else tense_of(verb)
        fresh = saying is not None and tense == "past" and _speaks_now(draft)
        timely = not any(str(c.lower_) in _UNTIMELY for c in verb.children)
        self._open[event.id] = _Open(start, tense, at, timely, fresh)

    def settle(self, events: Sequence[Event], first: DateValue | None) -> list[Event]:
        """Return `events` with the dates that only the rest of the text tells.

        A headline or lead takes the date of the same act told again with its day, or the day that the report names first.
        The present perfect of a lead ("has expelled"), and a present that is kept under a past report ("said that it
        condemns"), say that the act is news: of the day of publication or the one before, where nothing tells which.

        Args:
            events: Events of the document.
            first: The first day of the news that it names.
        """
        dated: dict[_Act, list[Event]] = defaultdict(list)
        for event in events:
            if event.id not in self._open and self._is_news(event.date):
                dated[_act(event)].append(event)
        return [self._settled(e, self._open[e.id], dated, first) if e.id in self._open else e for e in events]

    def _settled(self, event: Event, told: _Open, dated: dict[_Act, list[Event]], first: DateValue | None) -> Event:
        twins = dated.get(_act(event), [])
        if len({(t.date.start, t.date.end) for t in twins}) == 1:
            return replace(event, date=twins[0].date)
        if event.date.precision != "unknown" or not told.timely:
            return event
        if told.fresh:
            return replace(event, date=self._just_now(told) or event.date)
        if told.tense not in {"past", "perfect"} or told.start > _LEAD:
            return event
        if first is not None and first.span is not None and told.start < first.span.start < _LEAD_DAY:
            return replace(event, date=first)
        return replace(event, date=self._just_now(told) or event.date) if told.tense == "perfect" else event

    def _is_news(self, value: DateValue) -> bool:
        low, high = first_day(self._published), last_day(self._published)
        if low is None or high is None or value.start is None or value.end is None:
            return False
        return low - value.start <= NEWS and value.end <= high

    def _just_now(self, told: _Open) -> DateValue | None:
        low, high = first_day(self._published), last_day(self._published)
        if low is None or high is None:
            return None
        low -= timedelta(days=low == high)
        return DateValue(low, high, "range", told.verb.quote, told.verb)


def _speaks_now(draft: Draft) -> bool:
    """Tell whether a clause keeps the present or "will" under a past report, as what has just been said does."""
    verb = telling_verb(draft)
    return tense_of(verb) in {"present", "progressive"} or any(
        c.lower_ in {"will", "'ll", "’ll"} for c in verb.children
    )


def _act(event: Event) -> _Act:
    source, target = (frozenset(p.country for p in side) for side in (event.source, event.target))
    return event.type, event.status, event.mode, source, target
