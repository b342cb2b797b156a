"""Small things that templates need to show records: dates, quotes with marks, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.briefs import wording
from detente.records import DateValue, Event, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text, and what it is: "evidence", "trigger", "source", "target" or another word for the style sheet."""

    text: str
    marks: tuple[str, ...]


def stretches(text: str, start: int, end: int, marks: Iterable[tuple[str, Span]]) -> list[Stretch]:
    """Cut `text[start:end]` where marks begin and end; the pieces make up the whole.

    Args:
        text: Clean text of a document.
        start: First character.
        end: Character after the last.
        marks: Words for the style sheet, each with the span that it is about; spans may overlap.
    """
    inside = [(name, span) for name, span in marks if span.start < end and span.end > start]
    cuts = {start, end}
    for _, span in inside:
        cuts |= {max(start, span.start), min(end, span.end)}
    return [
        Stretch(
            text[one:other],
            tuple(dict.fromkeys(name for name, span in inside if span.start <= one and other <= span.end)),
        )
        for one, other in pairwise(sorted(cuts))
    ]


def pieces_of(event: Event) -> list[Stretch]:
    """Cut the evidence of an event where its trigger and its participants begin and end."""
    marks = [("trigger", event.trigger)]
    marks += [("source", one.mention) for one in event.source] + [("target", one.mention) for one in event.target]
    begin = event.evidence.start
    moved = [(name, Span(span.start - begin, span.end - begin, span.quote)) for name, span in marks]
    return stretches(event.evidence.quote, 0, len(event.evidence.quote), moved)


def plain_date(value: DateValue) -> str:
    """Return a date as short as it can be, such as "2019-08-22", "2019-08", "2019", "2019-08-22/24", "–" for unknown."""
    if value.start is None or value.end is None:
        return "–"
    first, last = value.start.isoformat(), value.end.isoformat()
    if value.precision == "month":
        return first[:7]
    if value.precision == "year":
        return first[:4]
    if first == last:
        return first
    same = 8 if first[:7] == last[:7] else (5 if first[:4] == last[:4] else 0)
    return f"{first}/{last[same:]}"


def date_parts(value: DateValue) -> tuple[str, str | None]:
    """Return a date in words, and as the `datetime` of a `time` element where that can say it."""
    machine = None
    if value.start is not None and value.end is not None and value.precision in {"day", "month", "year"}:
        machine = {"day": 10, "month": 7, "year": 4}[value.precision]
    return wording.when(value), value.start.isoformat()[:machine] if machine and value.start else None


def number(value: float) -> str:
    """Return a number with a thin space between thousands, and at most one decimal."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")
    return text.replace(",", "\u202f").replace("-", "−")


def percent(share: float | None) -> str:
    """Return a share of 1 as "12 %", and "–" where it is not known."""
    return "–" if share is None else f"{share * 100:.0f}\u202f%"


def pages_around(page: int, last: int) -> Sequence[int | None]:
    """Return the page numbers that a pager shows: the ends and those about `page`; None stands for a gap."""
    chosen = sorted({1, last, *(one for one in range(page - 2, page + 3) if 1 <= one <= last)})
    found: list[int | None] = []
    for one in chosen:
        if found and found[-1] is not None and one - found[-1] > 1:
            found.append(None)
        found.append(one)
    return found
