"""Spans, the map between clean and raw offsets, and the check that evidence stands where it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from detente.errors import EvidenceError
from detente.records import Document, Event, Segment, Span


def span_of(text: str, start: int, end: int) -> Span:
    """Return the span `[start, end)` of `text` with its quote.

    Raises:
        EvidenceError: If the range is empty or reaches outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise EvidenceError(f"characters {start} to {end} are no part of a text of {len(text)} characters")
    return Span(start, end, text[start:end])


def holds(text: str, span: Span) -> bool:
    """Tell whether `span` stands in `text` with exactly its quote."""
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.quote


class Placed(Protocol):
    """Something that stands in a text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


PlacedT = TypeVar("PlacedT", bound=Placed)


def starting_within(items: Sequence[PlacedT], start: int, end: int) -> Sequence[PlacedT]:
    """Return those of `items`, which are sorted by where they start, that start in `[start, end)`."""
    first = bisect_left(items, start, key=lambda item: item.span.start)
    return items[first : bisect_left(items, end, lo=first, key=lambda item: item.span.start)]


def event_spans(event: Event) -> list[tuple[str, Span]]:
    """Return every span of `event` with its role: evidence, trigger, date, source, target, attribution."""
    spans = [("evidence", event.evidence), ("trigger", event.trigger)]
    if event.date.span is not None:
        spans.append(("date", event.date.span))
    spans += [("source", participant.mention) for participant in event.source]
    spans += [("target", participant.mention) for participant in event.target]
    spans += [("attribution", link.span) for link in event.attribution]
    return spans


def failing_spans(text: str, event: Event) -> list[tuple[str, Span]]:
    """Return the spans of `event` that do not stand in `text` with their quote, each with its role."""
    return [(role, span) for role, span in event_spans(event) if not holds(text, span)]


def check_event(document: Document, event: Event) -> None:
    """Check that every span of `event` stands in `document`.

    Raises:
        EvidenceError: If the event is of another document or a span differs from its quote.
    """
    if event.document != document.id:
        raise EvidenceError(f"event {event.id} is of document {event.document}, not of {document.id}")
    for role, span in failing_spans(document.text, event):
        raise EvidenceError(
            f"event {event.id}: the {role} at {span.start}–{span.end} of {document.path} reads "
            f"{document.text[span.start : span.end]!r}, not {span.quote!r}"
        )


def to_raw(offsets: Sequence[Segment], start: int, end: int) -> tuple[int, int] | None:
    """Map the clean range `[start, end)` to the raw range that it came from.

    Args:
        offsets: Segments sorted by `clean_start`, not overlapping.
        start: First clean character.
        end: One past the last clean character.

    Returns:
        The smallest half-open raw range that covers it, or None where no character of it came from the raw text.
    """
    starts = [segment.clean_start for segment in offsets]
    first = max(bisect_right(starts, start) - 1, 0)
    low: int | None = None
    high: int | None = None
    for segment in offsets[first:]:
        if segment.clean_start >= end:
            break
        if segment.clean_end <= start:
            continue
        a, b = _inside(segment, max(start, segment.clean_start), min(end, segment.clean_end))
        low = a if low is None else min(low, a)
        high = b if high is None else max(high, b)
    return None if low is None or high is None else (low, high)


def to_clean(offsets: Iterable[Segment], start: int, end: int) -> tuple[int, int] | None:
    """Map the raw range `[start, end)` to the clean range that came from it; the inverse of `to_raw`."""
    turned = sorted(
        (Segment(s.raw_start, s.raw_end, s.clean_start, s.clean_end) for s in offsets),
        key=lambda segment: segment.clean_start,
    )
    return to_raw(turned, start, end)


def _inside(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """Map a clean range inside one segment: by character where lengths agree, else the whole segment."""
    if segment.clean_end - segment.clean_start == segment.raw_end - segment.raw_start:
        shift = segment.raw_start - segment.clean_start
        return start + shift, end + shift
    return segment.raw_start, segment.raw_end


def compact(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Join neighbouring segments that correspond character by character, and drop empty ones."""
    joined: list[Segment] = []
    for segment in segments:
        if segment.clean_start == segment.clean_end:
            continue
        if joined:
            last = joined[-1]
            adjoins = last.clean_end == segment.clean_start and last.raw_end == segment.raw_start
            if adjoins and _even(last) and _even(segment):
                joined[-1] = Segment(last.clean_start, segment.clean_end, last.raw_start, segment.raw_end)
                continue
        joined.append(segment)
    return tuple(joined)


def _even(segment: Segment) -> bool:
    return segment.clean_end - segment.clean_start == segment.raw_end - segment.raw_start
