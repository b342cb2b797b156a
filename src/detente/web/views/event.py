"""One event: its sentence in its place, what was read out of it and how, who says so, and what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.briefs import wording
from detente.coding.ontology import quad_class
from detente.coding.sentences import split_sentences
from detente.data.tables import read_rows
from detente.records import Document, Event, Judgement
from detente.store import EventFilter, Run
from detente.web.case import Case
from detente.web.marking import Piece, cut, marks_of
from detente.web.views.reports import Report, reports_of

# How much is shown on each side of the sentence: so many sentences, but not many more characters.
_SENTENCES_AROUND, _CHARACTERS_AROUND = 2, 700
# An incident may have hundreds of reports; its own page has them all.
_REPORTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class EventPage:
    """What the page of an event shows.

    Attributes:
        report: The event as the machine read it, with its document and its judgements.
        counts: The event as it counts now, or None where a judgement leaves it out.
        around: The sentence with those before and after it, cut where marks begin and end.
        more_before, more_after: The text goes on beyond what is shown.
        day_words: The date with its precision.
        type_words, cameo_words, scale_words: What the codes stand for; None where there is no code.
        confidence_words: What the number means.
        others: The other reports of its incident, at most a dozen.
        other_count: How many there are.
        history: Every judgement on it, newest first, also undone ones.
        run: The run that coded it, or None where that is not known any more.
    """

    report: Report
    counts: Event | None
    around: tuple[Piece, ...]
    more_before: bool
    more_after: bool
    day_words: str
    type_words: str
    cameo_words: str | None
    scale_words: str | None
    confidence_words: str
    others: tuple[Report, ...]
    other_count: int
    history: tuple[Judgement, ...]
    run: Run | None

    @property
    def event(self) -> Event:
        """The machine's record."""
        return self.report.event


def event_page(case: Case, event_id: str) -> EventPage | None:
    """Return what the page of an event shows, or None where the store has no such event."""
    event = case.store.event(event_id)
    document = case.store.document(event.document) if event else None
    if event is None or document is None:
        return None
    start, end = surroundings(document, event)
    found = case.store.find_events(EventFilter(incident=event.incident), limit=_REPORTS_SHOWN + 1, judged=case.judged)
    others = [other for other in found.items if other.id != event.id][:_REPORTS_SHOWN]
    report, *rest = reports_of(case, [event, *others])
    return EventPage(
        report=report,
        counts=report.counts if case.judged else event,
        around=cut(document.text, start, end, marks_of(event)),
        more_before=start > 0,
        more_after=end < len(document.text),
        day_words=wording.when(event.date),
        type_words=quad_class(event.type).lower(),
        cameo_words=cameo_name(event.cameo) if event.cameo else None,
        scale_words=scale_words(event.scale),
        confidence_words=confidence_words(event.confidence),
        others=tuple(rest),
        other_count=max(found.total - sum(one.id == event.id for one in found.items), len(rest)),
        history=tuple(case.store.judgements(event=event.id, standing=False)),
        run=case.store.run_of_event(event.id),
    )


def surroundings(document: Document, event: Event) -> tuple[int, int]:
    """Return the range of the text from a few sentences before the event's to a few behind it."""
    text, evidence = document.text, event.evidence
    low = max(0, evidence.start - _CHARACTERS_AROUND)
    high = min(len(text), evidence.end + _CHARACTERS_AROUND)
    before = [low + start for start, _ in split_sentences(text[low : evidence.start])]
    behind = [evidence.end + end for _, end in split_sentences(text[evidence.end : high])]
    if low > 0:
        before = before[1:]  # cut off at its front
    if high < len(text):
        behind = behind[:-1]
    start = before[-_SENTENCES_AROUND:][0] if before else evidence.start
    end = behind[:_SENTENCES_AROUND][-1] if behind else evidence.end
    return start, end


@cache
def _cameo_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_rows("ontology/cameo_codes.csv")}


def cameo_name(code: str) -> str | None:
    """Return what a CAMEO code stands for, or None where the table does not have it."""
    return _cameo_names().get(code)


def scale_words(scale: str | None) -> str | None:
    """Return what a scale of intensities is and how far it reaches."""
    if scale is None:
        return None
    if scale.casefold() == "plover":
        return "PLOVER’s scale from −10 (most hostile) to +10 (most cooperative)"
    return scale


def confidence_words(confidence: float) -> str:
    """Return what a confidence means, in words that need no statistics."""
    return (
        f"About {round(confidence * 100)} in 100 events that the coder is as sure of have the two sides, the type and the "
        "status all right."
    )
