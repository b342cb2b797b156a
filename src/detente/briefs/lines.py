"""Incidents as lines of a brief, with their reports, quotes and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from detente.briefs import wording
from detente.briefs.names import country_in_text
from detente.briefs.parts import Difference, Group, Line, Mark, Passage, Piece, Quote, Report, Side, Text
from detente.coding import Contradiction, contradictions_of
from detente.measuring import Incident, Publishers, Reason, reason_not_counted
from detente.records import Attribution, DateValue, Document, Event, Span

_WHY_NOT: dict[Reason, str] = {
    "status": "no act was done",
    "sector": "not between state actors",
    "undated": "its date is not known",
    "too coarse": "its date is wider than a month",
}


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


def _difference(found: Contradiction, reports: Sequence[Report]) -> Difference:
    anchors = {report.event.id: report.id for report in reports}
    sides = tuple(
        Side(
            _value(found.kind, claim.value),
            tuple(dict.fromkeys(anchors[event] for event, _ in claim.spans if event in anchors)),
        )
        for claim in found.claims
    )
    return Difference(_about(found), sides)


def _about(found: Contradiction) -> str:
    """Return what reports differ in, in words."""
    if found.kind == "number":
        return f"the number {found.about}" if found.about in {"killed", "wounded"} else f"the number of {found.about}"
    if found.kind == "name":
        role, country = found.about.split(" ", 1)
        return f"who {'acted' if role == 'source' else 'was acted on'} for {country_in_text(country)}"
    return "the date" if found.kind == "date" else "whether it happened"


def _value(kind: str, value: str) -> str:
    """Return what one side says in words; dates come as ISO text, a day or a first and a last one."""
    if kind == "status":
        return next((words for status, words in wording.STATUS_WORDS.items() if status == value), value)
    if kind != "date":
        return value
    first, _, last = value.partition("/")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return wording.day(start) if start == end else f"{wording.day(start)} to {wording.day(end)}"


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


def make_quote(
    anchors: Anchors, anchor: str, document: Document, span: Span, chain: Sequence[Attribution] = ()
) -> Quote:
    """Return a sentence of a document with who says so; it leads to the text where the brief carries that."""
    return Quote(
        id=anchor,
        text=anchors.passage(document.id, span) if document.id in anchors.documents else None,
        document=document.id,
        title=document.title or document.path,
        published=wording.when(document.published),
        said_by=wording.said_by(chain, document.publisher),
        span=span,
    )


def make_texts(lines: Iterable[Line], anchors: Anchors, quotes: Iterable[Quote] = ()) -> tuple[Text, ...]:
    """Return the text of every document that is quoted, with the sentences that `lines` and `quotes` are about in it."""
    told = [
        *((r.document, r.event.evidence, r.text, r.id) for line in lines for r in line.reports),
        *((q.document, q.span, q.text, q.id) for q in quotes if q.text is not None),
    ]
    passages: dict[str, dict[tuple[int, int], list[tuple[Span, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for document, span, text, anchor in told:
        passages[document][span.start, span.end].append((span, text, anchor))
    return tuple(
        Text(
            id=anchors.text(document.id),
            document=document.id,
            title=document.title or document.path,
            language=document.language,
            text=document.text,
            passages=tuple(
                Passage(same[0][1], same[0][0], tuple(dict.fromkeys(anchor for _, _, anchor in same)))
                for _, same in sorted(passages[document.id].items())
            ),
        )
        for document in anchors.documents.values()
        if document.id in passages
    )
