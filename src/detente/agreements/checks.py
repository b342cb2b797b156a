"""Checks that the ledger holds together, and that the spans behind what was read from texts stand where they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from detente.agreements.ledger import Ledger
from detente.agreements.records import Agreement, Evidence, Quoted
from detente.agreements.standing import day_of
from detente.evidence import holds
from detente.records import DateValue, Document, Span

# Kinds of steps after which nothing more can happen to an agreement but that a party comes back to it.
_FINAL = frozenset({"replaced"})


def check_ledger(ledger: Ledger) -> list[str]:
    """Return what is wrong in a ledger, each as a sentence that names the agreement; nothing where all is well."""
    return [f"{agreement.id}: {problem}" for agreement in ledger for problem in _problems(agreement, ledger)]


def failing_quotes(agreement: Agreement, documents: Mapping[str, Document]) -> list[tuple[str, Span]]:
    """Return the spans of an agreement that do not stand in their document with their quote, each with its place.

    The span of a date or of an attribution names no document; it stands in one of those that its step or position quotes.

    Args:
        documents: Documents by id; a span of one that is not there fails.
    """
    failing: list[tuple[str, Span]] = []
    for place, evidence, others in _evidence(agreement):
        quoted = [item for item in evidence if isinstance(item, Quoted)]
        texts = {item.document: documents[item.document].text for item in quoted if item.document in documents}
        failing += [(place, item.span) for item in quoted if not holds(texts.get(item.document, ""), item.span)]
        failing += [(place, span) for span in others if not any(holds(text, span) for text in texts.values())]
    return failing


def _evidence(agreement: Agreement) -> Iterator[tuple[str, Sequence[Evidence], list[Span]]]:
    """Yield the evidence of each part of an agreement with its place, and the other spans of that part."""
    yield "sources", agreement.sources, []
    for step in agreement.steps:
        yield "steps", step.evidence, _of_date(step.date)
    for position in agreement.positions:
        spans = [*_of_date(position.date), *(link.span for link in position.attribution)]
        yield "positions", position.evidence, spans
    for deadline in agreement.deadlines:
        yield "deadlines", deadline.evidence, []
    for review in agreement.reviews:
        yield "reviews", review.evidence, []
    for item in agreement.contradictions:
        for claim in item.claims:
            yield f"contradictions: {item.field}", claim.evidence, []


def _of_date(value: DateValue) -> list[Span]:
    return [] if value.span is None else [value.span]


def _problems(agreement: Agreement, ledger: Ledger) -> Iterator[str]:
    if not agreement.sources:
        yield "has no source"
    if agreement.kind is None:
        yield "has no kind"
    if agreement.successor is not None and agreement.successor not in ledger:
        yield f"its successor {agreement.successor!r} is not in the ledger"
    if _after(agreement.signed, agreement.in_force):
        yield "entered into force before it was signed"
    term = agreement.term
    if term is not None and term.until is not None and _after(agreement.in_force, term.until):
        yield "ends before it enters into force"
    for step in agreement.steps:
        if not step.evidence:
            yield f"step {step.kind} of {step.date.start} has no source"
        if step.until is not None and _later(step.date, step.until) and step.kind != "extended":
            yield f"step {step.kind} of {step.date.start} has an end before its date"
        if step.effective is not None and _later(step.date, step.effective):
            yield f"step {step.kind} of {step.date.start} takes effect before its date"
        if len(agreement.parties) == 2 and step.party is not None and step.party not in agreement.parties:
            yield f"step {step.kind} of {step.date.start} is by {step.party}, which is no party"
    for number, step in enumerate(agreement.steps):
        if step.kind in _FINAL and any(later.kind != "acceded" for later in agreement.steps[number + 1 :]):
            yield f"goes on after it was {step.kind}"


def _after(one: DateValue | None, other: DateValue | None) -> bool:
    first, second = day_of(one), day_of(other)
    return first is not None and second is not None and first > second


def _later(value: DateValue, day: date) -> bool:
    return value.start is not None and value.start > day
