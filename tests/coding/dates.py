"""Dates of events in short texts, for the tests of dating."""

from __future__ import annotations

from detente.coding import code
from detente.records import DateValue

from .make import document

WIDTHS = {"day": 10, "month": 7, "year": 4}


def written(value: DateValue) -> str:
    """A day, month or year as ISO text, a range as two days, "?" where nothing is known."""
    if value.start is None or value.end is None:
        return "?"
    width = WIDTHS.get(value.precision)
    return value.start.isoformat()[:width] if width else f"{value.start}/{value.end}"


def dates_of(text: str, word: str, published: DateValue | None = None) -> set[str]:
    """The dates of the events that `word` carries; `word#2` is its second place in the text."""
    word, _, number = word.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(word, at + 1)
    return {written(e.date) for e in code(document(text, published)) if e.trigger.start == at}
