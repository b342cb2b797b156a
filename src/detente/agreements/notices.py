"""Series of renewals: official notices each of which continues, for a time, what the one before continued.

The notices by which a President of the United States continues a national emergency are such a series (50 U.S.C. 1622(d):
an emergency ends on its anniversary unless a notice is published in the ninety days before), decisions that extend
sanctions until a day, and resolutions that renew a mandate others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from detente.agreements.calendar import after, times
from detente.agreements.quantities import quantities
from detente.agreements.records import Agreement, Deadline, Evidence, Period, Quoted, Renewal, Step, Term
from detente.agreements.wording import plain
from detente.coding.sentences import split_sentences
from detente.evidence import span_of
from detente.reading.timex import TimeExpression, find_times
from detente.records import DateValue, Document, content_id

_RENEWS = re.compile(
    r"\b(?:(?:am|are)\s+(?:hereby\s+)?(?:continuing|extending|renewing)|hereby\s+(?:continue|extend|renew|prolong)\w*"
    r"|(?:decides|decide|decided)\s+to\s+(?:extend|renew|continue|prolong)|(?:is|are|shall\s+be)\s+hereby\s+(?:extended|renewed|continued|prolonged)"
    r"|shall\s+(?:apply|be\s+extended|be\s+renewed|be\s+prolonged)\s+until)\b"
)
_BEYOND = re.compile(r"\b(?:must|shall|is\s+to|should)\s+continue\s+in\s+(?:effect|force)\s+beyond\s*$")
_INSTRUMENT = re.compile(
    r"\b(?:executive\s+orders?|proclamation|(?:council\s+)?(?:implementing\s+)?decision|(?:council\s+)?regulation|resolution|directive)"
    r"\s+(?:\((?:eu|ec|cfsp|euratom)\)\s*)?(?:no\.?\s*)?(?P<number>\d+(?:/\d+)*(?:/cfsp)?(?:\s*\(\d{4}\))?)"
)
_DECLARED = re.compile(
    r"\b(?:declared|imposed|established|adopted|set\s+up|authori[sz]ed|provided\s+for|laid\s+down)\s+(?:in|by|under|pursuant\s+to)\s+$"
)
_UNTIL = re.compile(r"\b(?:until|through|to)\s*$")
_OBJECT = re.compile(
    r"\b(?:the\s+)?(?P<what>(?:national\s+emergency|state\s+of\s+emergency|restrictive\s+measures|sanctions|measures|mandate|authori[sz]ations?|arms\s+embargo|prohibitions?)\b"
    r"(?:\s+(?:of|with\s+respect\s+to|against|in\s+view\s+of|for|on|concerning|regarding)\s+[^,.;]{3,120}?)?)(?=\s+(?:declared|imposed|established|set\s+out|as\s+set|until|for\s+(?:a|one|\d)|in\s+executive)|[,.;]|$)"
)
_HEADED = re.compile(
    r"(?:continuation|extension|renewal|prolongation)\s+of\s+(?:the\s+)?(?P<what>[^\n.;]{8,160})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of renewal.

    Attributes:
        key: What it renews, the same for all notices of a series: the number of the instrument, or its subject in words.
        what: What it renews, in words of the text; `title` as its own title has it.
        given: Date of the notice.
        declared: When what it renews began, or None.
        beyond: The day on which it would have ended.
        period: For how long it is renewed, and `until` which day; at least one is known.
        evidence: The sentences that say so.
    """

    key: str
    what: str
    title: str | None
    instrument: str | None
    given: DateValue
    declared: DateValue | None
    beyond: date | None
    period: Period | None
    until: date | None
    evidence: tuple[Quoted, ...]


def notice_of(document: Document) -> Notice | None:
    """Return the renewal that a document gives notice of, or None where it is no such notice."""
    text = document.text
    low = plain(text)
    renewing = _RENEWS.search(low)
    if renewing is None:
        return None
    moments = find_times(text, anchor=document.published)
    sentences = split_sentences(text)
    act = next(((s, e) for s, e in sentences if s <= renewing.start() < e), None)
    if act is None:
        return None
    beyond = next(
        (
            t
            for t in moments
            if _BEYOND.search(low[max(0, t.span.start - 60) : t.span.start]) and t.value.precision == "day"
        ),
        None,
    )
    own = low[renewing.start() : act[1]]
    period = next((q.period for q in quantities(own)), None)
    until = next((t.value.start for t in moments if renewing.start() < t.span.start < act[1] and t.value.precision == "day"
                  and _UNTIL.search(low[max(0, t.span.start - 12) : t.span.start])), None)  # fmt: skip
    instrument = _instrument(low, [act, *([_around(sentences, beyond.span.start)] if beyond is not None else [])])
    given = _given(document, moments)
    start = beyond.value.start if beyond is not None else None
    declared = _declared(low, moments, instrument, start)
    if start is None and until is None and period is not None:
        start = _next_anniversary(declared, period, given)
    if until is None and (start is None or period is None):
        return None
    until = until or (after(start, period) if start is not None and period is not None else None)
    spans = {act, *([_around(sentences, beyond.span.start)] if beyond is not None else [])}
    what = _what(text, low, renewing.start(), act[1])
    title = _headed(document)
    return Notice(
        key=instrument or " ".join(plain(title or what).split()),
        what=what,
        title=title,
        instrument=None if instrument is None else _as_written(text, low, instrument),
        given=given,
        declared=declared,
        beyond=start,
        period=period,
        until=until,
        evidence=tuple(Quoted(document.id, document.path, span_of(text, s, e)) for s, e in sorted(spans)),
    )


def _around(sentences: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    return next((start, end) for start, end in sentences if start <= at < end)


def _next_anniversary(declared: DateValue | None, period: Period, given: DateValue) -> date | None:
    """Return the end of the term that runs on the day of a notice which only says for how long it continues."""
    if declared is None or declared.start is None or given.start is None:
        return None
    number = 1
    while (end := after(declared.start, times(period, number))) < given.start:
        number += 1
    return end


def _instrument(low: str, spans: Sequence[tuple[int, int]]) -> str | None:
    """Return the number of the instrument that is renewed: in the sentences that renew it, the first that it was declared in."""
    for declared in (True, False):
        for start, end in spans:
            for match in _INSTRUMENT.finditer(low, start, end):
                if not declared or _DECLARED.search(low[max(start, match.start() - 24) : match.start()]):
                    return " ".join(match["number"].split())
    return None


def _as_written(text: str, low: str, number: str) -> str:
    for match in _INSTRUMENT.finditer(low):
        if " ".join(match["number"].split()) == number:
            return " ".join(text[match.start() : match.end()].split())
    return number


def _what(text: str, low: str, start: int, end: int) -> str:
    found = _OBJECT.search(low, start, end)
    return " ".join((text[found.start("what") : found.end("what")] if found else text[start:end]).split())


def _headed(document: Document) -> str | None:
    found = _HEADED.search(document.title or "") or _HEADED.search(document.text[:300])
    return " ".join(found["what"].split()) if found else None


def _given(document: Document, moments: Sequence[TimeExpression]) -> DateValue:
    """Return the date of the notice: as signed at its end, else as published."""
    tail = [t for t in moments if t.span.start > len(document.text) - 120 and t.value.precision == "day"]
    published = document.published
    if (
        tail
        and tail[-1].value.start is not None
        and (published.start is None or abs((published.start - tail[-1].value.start).days) < 15)
    ):
        return tail[-1].value
    return published


def _declared(
    low: str, moments: Sequence[TimeExpression], instrument: str | None, beyond: date | None
) -> DateValue | None:
    """Return when it was declared: the date beside its instrument, or one after "declared on", on the same day of the year."""
    for time in moments:
        if time.value.precision != "day" or time.value.start is None:
            continue
        before, behind = low[max(0, time.span.start - 40) : time.span.start], low[time.span.end : time.span.end + 200]
        issued = r"\W+(?:by|the\s+\w+\s+(?:issued|signed|adopted|proclaimed))\s+[\w\s]{0,40}?"
        beside = instrument is not None and re.match(issued + re.escape(instrument) + r"\b", behind)
        fits = beyond is None or (time.value.start.month, time.value.start.day) == (beyond.month, beyond.day)
        if fits and (beside or re.search(r"\b(?:declared|imposed|proclaimed)\s+on\s*$", before)):
            return time.value
    if beyond is None:
        return None
    anniversaries = [
        t.value for t in moments if t.value.precision == "day" and t.value.start is not None and t.value.start < beyond
        and (t.value.start.month, t.value.start.day) == (beyond.month, beyond.day)
    ]  # fmt: skip
    return anniversaries[0] if anniversaries else None


def series_of(notices: Iterable[Notice], parties: Sequence[str] = ()) -> tuple[Agreement, ...]:
    """Return one record for each series of renewals, with a step for each notice and for each that is missing.

    Args:
        notices: In any order.
        parties: Who issues them, where known.
    """
    grouped: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        grouped[notice.key].append(notice)
    return tuple(_series(key, items, parties) for key, items in sorted(grouped.items()))


def _series(key: str, notices: list[Notice], parties: Sequence[str]) -> Agreement:
    ordered = sorted(notices, key=lambda n: (n.until or date.max, n.given.start or date.max))
    party = parties[0] if len(parties) == 1 else None
    period = next((n.period for n in ordered if n.period is not None), None) or _usual(ordered)
    declared = next((n.declared for n in ordered if n.declared is not None), None)
    evidence: tuple[Evidence, ...] = tuple(item for n in ordered for item in n.evidence)
    steps: list[Step] = []
    if declared is not None:
        steps.append(Step("in_force", _plainly(declared), party, evidence=ordered[0].evidence))
    seen: Notice | None = None
    for notice in ordered:
        if seen is not None and seen.until == notice.until:
            continue  # the same renewal published twice
        if seen is not None:
            steps += _missing(seen, notice, period, party)
        steps.append(_renewed(notice, seen, party))
        seen = notice
    last = ordered[-1]
    ident = content_id("agr", "renewals", key)
    title, instrument = next((n.title for n in reversed(ordered) if n.title), None), last.instrument
    names = tuple(dict.fromkeys(name for name in (title, last.what, instrument) if name))
    deadlines = () if last.until is None else (_lapse(ident, last),)
    return Agreement(
        ident, names, None, tuple(parties), None if declared is None else _plainly(declared),
        None if declared is None else _plainly(declared), Term("fixed", period) if period is not None else None,
        Renewal("express", period), steps=tuple(steps), deadlines=deadlines, sources=evidence,
    )  # fmt: skip


def _plainly(value: DateValue) -> DateValue:
    """Return a date without its place: a record of several documents cannot say in which of them a span stands."""
    return DateValue(value.start, value.end, value.precision, value.text, None, value.earliest, value.latest)


def _renewed(notice: Notice, before: Notice | None, party: str | None) -> Step:
    follows = before is not None and (notice.beyond is None or before.until == notice.beyond)
    if before is not None and follows:
        note = f"renews the notice of {_written(before.given)}"
    else:
        note = "renews a notice that is not among the documents"
        if notice.beyond is not None and notice.declared is not None and notice.declared.start is not None:
            first = notice.declared.start
            if notice.period is not None and after(first, notice.period) == notice.beyond:
                note = f"first renewal of what was declared on {first.isoformat()}"
    return Step("extended", _plainly(notice.given), party, evidence=notice.evidence, until=notice.until, note=note)


def _missing(one: Notice, other: Notice, period: Period | None, party: str | None) -> list[Step]:
    """Return a step for each renewal that must lie between two notices and is not among the documents."""
    found: list[Step] = []
    reached, goal = one.until, other.beyond
    if period is None or reached is None:
        return found
    if goal is None:
        goal = other.until and next((d for d in _back(other.until, period, reached)), None)
    while goal is not None and reached < goal:
        end = after(reached, period)
        note = f"no notice for the term from {reached.isoformat()} to {end.isoformat()} is among the documents"
        unknown = DateValue(earliest=one.given.start or one.given.earliest, latest=reached)
        found.append(Step("extended", unknown, party, evidence=other.evidence, until=end, note=note))
        reached = end
    return found


def _back(until: date, period: Period, floor: date) -> Iterable[date]:
    """Yield the end of the term before the one that ends on `until`, where whole periods lead back to it from `floor`."""
    reached = floor
    while after(reached, period) < until:
        reached = after(reached, period)
    if reached > floor:
        yield reached


def _usual(ordered: Sequence[Notice]) -> Period | None:
    """Return the shortest time between the ends of terms in whole months, for notices that only name a day."""
    ends = [n.until for n in ordered if n.until is not None]
    months = [(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(ends) if b > a]
    return Period(months=min(months)) if months and min(months) > 0 else None


def _lapse(ident: str, last: Notice) -> Deadline:
    assert last.until is not None
    by = f"continued by the notice of {_written(last.given)}"
    since = f" for {last.period.words} beyond {last.beyond.isoformat()}" if last.beyond and last.period else ""
    rule = f"{by}{since}; it ends on this day unless a further notice is given before"
    return Deadline(ident, last.until, "lapse", rule, evidence=last.evidence)


def _written(value: DateValue) -> str:
    return value.start.isoformat() if value.start is not None else "unknown date"
