"""Incidents as lines of a brief, with their reports, quotes and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from detente.briefs import wording
from detente.briefs.records import Group, Line, Mark, Passage, Piece, Report, Text
from detente.coding import Contradiction, contradictions_of
from detente.measuring import Incident, Publishers, Reason, reason_not_counted
from detente.records import DateValue, Document, Event, Span

_WHY_NOT: dict[Reason, str] = {
    "status": "no act was done",
    "sector": "not between state actors",
    "undated": "its date is not known",
    "too coarse": "its date is wider than a month",
}


class Told(NamedTuple):
    """A sentence that the brief quotes: its document, its anchor in the text, and the id of what quotes it."""

    document: str
    span: Span
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """Documents in the order of the brief, and the anchors of their texts."""

    documents: dict[str, Document]
    numbers: dict[str, int]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Anchors:
        """Number `documents` as they come."""
        return cls({d.id: d for d in documents}, {d.id: n for n, d in enumerate(documents, start=1)})

    def text(self, document: str) -> str:
        """Return the anchor of the text of a document."""
        return f"text-{self.numbers[document]}"

    def passage(self, document: str, span: Span) -> str:
        """Return the anchor of an evidence sentence."""
        return f"{self.text(document)}-{span.start}-{span.end}"


def in_order(incidents: Iterable[Incident]) -> list[Incident]:
    """Sort incidents by date: a month after its days, a year after its months, unknown dates last by their bounds."""

    def order(incident: Incident) -> tuple[date, int, date, str, str, str]:
        value, best = incident.date, incident.best
        if value.start is None or value.end is None:
            return (
                date.max,
                9,
                value.earliest or value.latest or date.max,
                best.document,
                f"{best.evidence.start:9}",
                best.id,
            )
        coarse = {"month": 1, "year": 2}.get(value.precision, 0)
        first = value.end if coarse else value.start
        return first, coarse, value.end, best.document, f"{best.evidence.start:9}", best.id

    return sorted(incidents, key=order)


def make_line(incident: Incident, number: int, anchors: Anchors, publishers: Publishers) -> Line:
    """Return the line of an incident; `number` makes its anchor."""
    reason = reason_not_counted(incident, freq="month")
    best = incident.best
    reports = tuple(_report(event, f"line-{number}-{i}", anchors) for i, event in enumerate(incident.reports, start=1))
    return Line(
        id=f"line-{number}",
        sentence=wording.sentence(best),
        date=incident.date,
        when=wording.when(incident.date),
        status=best.status,
        status_words=wording.STATUS_WORDS[best.status],
        contested=all(event.contested for event in incident.reports),
        counted=reason is None,
        why_not=_WHY_NOT[reason] if reason else None,
        intensity=best.intensity,
        publishers=publishers.count(event.document for event in incident.reports),
        reports=reports,
        differences=tuple(_difference(found, reports) for found in contradictions_of(incident.reports)),
    )


def _difference(found: Contradiction, reports: Sequence[Report]) -> str:
    """Return a contradiction in words, each side with the anchors' numbers of the reports that say so."""
    numbers = {report.event.id: place for place, report in enumerate(reports, start=1)}
    sides = [
        f"{claim.value} (report {', '.join(sorted({str(numbers[event]) for event, _ in claim.spans}, key=int))})"
        for claim in found.claims
    ]
    return f"{found.about}: {' or '.join(sides)}"


def group_lines(lines: Iterable[Line]) -> tuple[Group, ...]:
    """Put lines that are in order under their months, years without a month, and no date."""
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[_heading(line.date)].append(line)
    return tuple(Group(key, title, tuple(members)) for (key, title), members in groups.items())


def _heading(value: DateValue) -> tuple[str, str]:
    if value.start is None:
        return "undated", "Date not known"
    if value.precision == "year":
        return f"year-{value.start.year}", f"{value.start.year}, month not known"
    return group_id(value.start), wording.month(value.start)


def group_id(day: date) -> str:
    """Return the anchor of the lines of a month."""
    return f"month-{day:%Y-%m}"


def _report(event: Event, anchor: str, anchors: Anchors) -> Report:
    document = anchors.documents[event.document]
    return Report(
        id=anchor,
        text=anchors.passage(document.id, event.evidence),
        document=document.id,
        publisher=document.publisher,
        published=wording.when(document.published),
        said_by=wording.said_by(event.attribution, document.publisher),
        quote=quote(event),
        event=event,
    )


def quote(event: Event) -> tuple[Piece, ...]:
    """Cut the evidence where the trigger and the participants begin and end; the pieces make up the whole quote."""
    evidence = event.evidence
    marked: list[tuple[int, int, Mark]] = [(event.trigger.start, event.trigger.end, "trigger")]
    marked += [(one.mention.start, one.mention.end, "source") for one in event.source]
    marked += [(one.mention.start, one.mention.end, "target") for one in event.target]
    inside = [(max(a, evidence.start), min(b, evidence.end), mark) for a, b, mark in marked]
    inside = [(a, b, mark) for a, b, mark in inside if a < b]
    cuts = sorted({evidence.start, evidence.end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    pieces = []
    for a, b in pairwise(cuts):
        marks = tuple(dict.fromkeys(mark for start, end, mark in inside if start <= a and b <= end))
        pieces.append(Piece(evidence.quote[a - evidence.start : b - evidence.start], marks))
    return tuple(pieces)


def make_texts(lines: Iterable[Line], anchors: Anchors, more: Iterable[Told] = ()) -> tuple[Text, ...]:
    """Return the text of every document, with the evidence of `lines` and `more` in it."""
    reports = (report for line in lines for report in line.reports)
    told = [Told(report.document, report.event.evidence, report.text, report.id) for report in reports]
    passages: dict[str, dict[tuple[int, int], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in (*told, *more):
        passages[one.document][one.span.start, one.span.end].append(one)
    return tuple(
        Text(
            id=anchors.text(document.id),
            document=document.id,
            title=document.title or document.path,
            language=document.language,
            text=document.text,
            passages=tuple(
                Passage(same[0].text, same[0].span, tuple(one.id for one in same))
                for _, same in sorted(passages[document.id].items())
            ),
        )
        for document in anchors.documents.values()
        if document.id in passages
    )
