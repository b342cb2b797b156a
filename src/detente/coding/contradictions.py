"""An incident with all its reports, and what they contradict each other in: kept and listed, never averaged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.coding.likeness import content_of
from detente.reading.timex_words import NUMBERS
from detente.records import DateValue, Event, Participant, Span

Kind = Literal["date", "number", "name", "status"]

_LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "hundred": 100}
_SMALL = {word: number for word, number in NUMBERS.items() if word not in {"a", "an", "half"}} | {"a dozen": 12}
_NUMBER = re.compile(
    r"(?<![\w.,$€£¥])(?P<n>\d{1,3}(?:,\d{3})+|\d+|" + "|".join(sorted(_SMALL, key=len, reverse=True)) + r")(?![\w.,%])"
    r"(?:\s(?P<large>thousand|million|billion|hundred|dozen)\b)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+([A-Za-z][\w’'-]*)")
_TIMES = frozenset(
    "day days week weeks month months year years hour hours minute minutes percent per time times am pm".split()
)
_TOLL = (
    ("killed", re.compile(r"\b(?:kill|dead\b|died\b|deaths?\b|fatalit)", re.IGNORECASE)),
    ("wounded", re.compile(r"\b(?:wound|injur|hurt\b)", re.IGNORECASE)),
)
_PEOPLE = frozenset(
    "people person persons soldiers soldier troops civilians civilian men women children personnel others guards officers "
    "sailors pilots fighters police workers dead wounded injured".split()
)
_OTHER_PLURALS = frozenset("aircraft ships missiles warheads".split())
_NO_NOUNS = frozenset("and or who which that were was is are in on at by from to than its his this has".split())
# Within how many characters behind a number "killed" tells what it counts.
_BESIDE = 48
_TITLES = frozenset(
    "president minister secretary chancellor premier king queen ambassador spokesman spokeswoman spokesperson chief general "
    "admiral foreign defence defense trade prime vice deputy".split()
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side of a contradiction says.

    Attributes:
        value: The date as ISO text, the number, the name or the status.
        spans: The words that say so, each with the id of its event.
    """

    value: str
    spans: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something in which reports of one act differ.

    Attributes:
        kind: "date", "number", "name" or "status".
        about: What differs: "date", "killed", "diplomats", "source JPN", "status".
        claims: At least two, those with more independent texts first.
    """

    kind: Kind
    about: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One act with all reports of it.

    Attributes:
        id: Its id, as its events carry it.
        reports: Its events, in their order.
        denials: Reports that deny the act: of the same sides, type and days, with the status denied.
        texts: Independent texts behind the reports: syndicated copies and repeated sentences count once.
        date: The narrowest date of its reports; `contradictions` has the others where they do not agree with it.
        contradictions: What the reports differ in.
    """

    id: str
    reports: tuple[Event, ...]
    denials: tuple[Event, ...]
    texts: int
    date: DateValue
    contradictions: tuple[Contradiction, ...]


def incidents_of(events: Iterable[Event], copies: Iterable[Collection[str]] = ()) -> list[Incident]:
    """Return the incidents that `events`, which carry their ids, report.

    Args:
        events: Events as `group_incidents` returns them.
        copies: Groups of ids of documents that are copies of one text.

    Returns:
        Incidents in the order of their first report. A denial is an incident of its own too, as what it says is not a deed.
    """
    text_of = {document: group[0] for group in map(sorted, copies) for document in group}
    groups: dict[str, list[Event]] = defaultdict(list)
    denied: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in events:
        groups[event.incident].append(event)
        if event.status == "denied":
            denied[_act(event)].append(event)
    made: list[Incident] = []
    for name, reports in groups.items():
        first = reports[0]
        against = [] if first.status == "denied" else [e for e in denied[_act(first)] if _may_be(e, reports)]
        date = min((r.date for r in reports), key=_width)
        texts = len({_text(r, text_of) for r in reports})
        found = contradictions_of([*reports, *against], text_of)
        made.append(Incident(name, tuple(reports), tuple(against), texts, date, found))
    return made


def contradictions_of(reports: Sequence[Event], text_of: Mapping[str, str] | None = None) -> tuple[Contradiction, ...]:
    """Return what reports of one act differ in.

    Dates differ where they have no day in common; numbers where reports count the same thing differently; names where a
    side's officeholder of one title is another person; status where one report denies what another tells.

    Args:
        reports: Events that report one act.
        text_of: For documents that are copies, the one that stands for them all.
    """
    if len(reports) < 2:
        return ()
    found = [_of_dates(reports), *_of_numbers(reports), *_of_names(reports), _of_status(reports)]
    weighed = [_weighed(c, reports, text_of or {}) for c in found if c is not None]
    return tuple(weighed)


def _weighed(found: Contradiction, reports: Sequence[Event], text_of: Mapping[str, str]) -> Contradiction:
    by_id = {report.id: report for report in reports}

    def weight(claim: Claim) -> tuple[int, str]:
        return -len({_text(by_id[event], text_of) for event, _ in claim.spans}), claim.value

    return Contradiction(found.kind, found.about, tuple(sorted(found.claims, key=weight)))


def _claims(values: Mapping[str, Sequence[tuple[str, Span]]]) -> tuple[Claim, ...]:
    return tuple(Claim(value, tuple(spans)) for value, spans in values.items())


def _of_dates(reports: Sequence[Event]) -> Contradiction | None:
    known = [r for r in reports if r.date.start is not None and r.date.end is not None and r.status != "denied"]
    narrow = min((r.date for r in known), key=_width, default=None)
    if narrow is None or all(_overlap(narrow, r.date) for r in known):
        return None
    values: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for report in known:
        assert report.date.start is not None
        assert report.date.end is not None
        start, end = report.date.start.isoformat(), report.date.end.isoformat()
        values[start if start == end else f"{start}/{end}"].append((report.id, report.date.span or report.evidence))
    return Contradiction("date", "date", _claims(values))


def _of_numbers(reports: Sequence[Event]) -> list[Contradiction]:
    counts: dict[str, dict[str, list[tuple[str, Span]]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        for about, number, span in numbers_in(report.evidence):
            counts[about][number].append((report.id, span))
    return [
        Contradiction("number", about, _claims(values))
        for about, values in sorted(counts.items())
        if len(values) > 1 and _each_says_one(values)
    ]


def _each_says_one(values: Mapping[str, Sequence[tuple[str, Span]]]) -> bool:
    """Tell whether no report gives two of the numbers itself: then they count different things."""
    told = [event for spans in values.values() for event in {event for event, _ in spans}]
    return len(told) == len(set(told))


def numbers_in(evidence: Span) -> list[tuple[str, str, Span]]:
    """Return what a sentence counts: "killed" and "wounded" for people, else the noun; the number; where it stands."""
    found: list[tuple[str, str, Span]] = []
    quote = evidence.quote
    for match in _NUMBER.finditer(quote):
        counted = _counted(quote, match.end())
        if counted is None:
            continue
        noun, end = counted
        written = match["n"].lower().replace(",", "")
        value = (int(written) if written.isdigit() else _SMALL[written]) * _LARGE.get((match["large"] or "").lower(), 1)
        start = evidence.start + match.start()
        span = Span(start, evidence.start + end, quote[match.start() : end])
        found.append((_toll(quote, match.start(), end, noun) or noun, str(value), span))
    return found


def _counted(quote: str, at: int) -> tuple[str, int] | None:
    """Return the plural noun that a number before `at` counts, in one of the next three words, and where it ends."""
    for _ in range(3):
        match = _NEXT.match(quote, at)
        if match is None:
            return None
        word, at = match[1].lower(), match.end()
        if word in _TIMES or word in _NO_NOUNS:
            return None
        if word in _PEOPLE or word in _OTHER_PLURALS or (word.endswith("s") and len(word) > 3 and word == match[1]):
            return word, at
    return None


def _toll(quote: str, start: int, end: int, noun: str) -> str | None:
    """Return "killed" or "wounded" where a number of people stands beside such a word, the nearest one."""
    if noun not in _PEOPLE:
        return None
    found: list[tuple[int, str]] = []
    for name, words in _TOLL:
        behind = words.search(quote, max(0, end - len(noun)), min(len(quote), end + _BESIDE))
        found += [(behind.start() - end, name)] if behind else []
        found += [(start - m.end(), name) for m in words.finditer(quote, max(0, start - _BESIDE // 2), start)]
    return min(found, default=(0, None))[1]


def _of_names(reports: Sequence[Event]) -> list[Contradiction]:
    found: list[Contradiction] = []
    for role in ("source", "target"):
        people: dict[tuple[str, frozenset[str]], dict[str, list[tuple[str, Span]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for report in reports:
            side: tuple[Participant, ...] = report.source if role == "source" else report.target
            for one in side:
                title = frozenset(one.mention.quote.lower().split()) & _TITLES
                if one.country is not None and "/" in one.id and title:
                    people[one.country, title][one.name].append((report.id, one.mention))
        for (country, _), names in sorted(people.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
            if len(names) > 1 and _each_says_one(names):
                found.append(Contradiction("name", f"{role} {country}", _claims(names)))
    return found


def _of_status(reports: Sequence[Event]) -> Contradiction | None:
    values: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for report in reports:
        values[report.status].append((report.id, report.evidence))
    return Contradiction("status", "status", _claims(values)) if "denied" in values and len(values) > 1 else None


def _act(event: Event) -> tuple[object, ...]:
    source, target = (frozenset(p.country for p in side) for side in (event.source, event.target))
    return source, target, event.type


def _may_be(denial: Event, reports: Sequence[Event]) -> bool:
    """Tell whether a denial is of the act of `reports`: dates that can be the same, and a word or content in common."""
    said = content_of(denial)
    for report in reports:
        if denial.date.start is not None and report.date.start is not None and not _overlap(denial.date, report.date):
            continue
        told = content_of(report)
        if said.stem == told.stem and (denial.document == report.document or said.alike(told) >= _LIKE):
            return True
    return False


_LIKE = 0.2


def _overlap(one: DateValue, other: DateValue) -> bool:
    assert one.start is not None
    assert one.end is not None
    assert other.start is not None
    assert other.end is not None
    return one.start <= other.end and other.start <= one.end


def _text(event: Event, text_of: Mapping[str, str]) -> tuple[str, ...]:
    """Return what tells apart the independent texts: the document that stands for its copies."""
    return (text_of.get(event.document, event.document),)


def _width(value: DateValue) -> int:
    if value.start is None or value.end is None:
        return 100_000
    return (value.end - value.start).days
