"""The signature that the text of an agreement tells itself: "Done at Suva on 20 October 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from detente.agreements.records import Quoted, Step
from detente.evidence import span_of
from detente.reading.timex import TimeExpression
from detente.reading.timex_words import MONTHS
from detente.records import DateValue, Document

_DONE = re.compile(
    r"(?:^|\n)\s*D(?:one|ONE)\s+(?:in\s+(?:duplicate|triplicate|two\s+originals)\s*,?\s+)?(?:at|in)\s+[A-Z]"
    r"|\bSigned\s+at\s+[A-Z][\w ]+(?=,|\s+on|\s+this)"
)
_DONE_LENGTH = 160
_FORMAL = re.compile(
    r"this\s+(?:(?P<n>\d{1,2})(?:st|nd|rd|th)|(?P<word>[a-z]+(?:[- ][a-z]+)?))\s+day\s+of\s+"
    r"(?P<month>[A-Z][a-z]+),?\s+(?P<year>\d{4})"
)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"twenty": 20, "thirtieth": 30, "thirty": 30}


def done_at(document: Document, times: Sequence[TimeExpression]) -> Iterator[Step]:
    """Yield the signature that the text of an agreement itself tells at its end: "Done at Suva on 20 October 2022"."""
    match = _DONE.search(document.text)
    if match is None:
        return
    end = match.end() + _DONE_LENGTH
    time = next(
        (t for t in times if match.start() < t.span.start < end and t.value.precision in {"day", "month"}), None
    )
    value = _formal_date(document.text, match.end(), end) or (time.value if time is not None else None)
    if value is not None:
        stop = max(match.end(), value.span.end if value.span is not None else match.end())
        quote = Quoted(document.id, document.path, span_of(document.text, match.start(), stop))
        yield Step("signed", value, evidence=(quote,))


def _formal_date(text: str, start: int, end: int) -> DateValue | None:
    """Read "this twenty-third day of November, 2016" and "this 23rd day of November 2016"."""
    match = _FORMAL.search(text[:end], start)
    if match is None:
        return None
    number = int(match["n"]) if match["n"] else _ordinal(match["word"])
    month = MONTHS.get(match["month"].lower())
    if number is None or month is None:
        return None
    try:
        day = date(int(match["year"]), month, number)
    except ValueError:
        return None
    return DateValue(day, day, "day", match[0], span_of(text, match.start(), match.end()))


def _ordinal(word: str) -> int | None:
    tens, _, ones = word.lower().replace("-", " ").partition(" ")
    found = _ORDINALS.get(tens)
    return None if found is None else found + (_ORDINALS.get(ones) or 0)
