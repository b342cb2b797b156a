"""The agreements of a dyad in a brief: their state, their next dates, and who wants what of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from detente.agreements.deadlines import deadlines
from detente.agreements.ledger import load_ledger
from detente.agreements.merging import said
from detente.agreements.records import Agreement, Deadline, Evidence, Listed, Position, Quoted
from detente.agreements.standing import LIVING, standing
from detente.agreements.track import track
from detente.briefs import wording
from detente.briefs.lines import Anchors, Told
from detente.briefs.names import country_name
from detente.briefs.records import Agreements, Due, Pact, Wish
from detente.records import Document

_STANCES = {
    "keep": "wants it kept",
    "end": "wants it ended, or is against it",
    "change": "wants it changed",
    "join": "wants to conclude or join it",
    "suspend": "wants it suspended",
    "resume": "wants it taken up again",
    "extend": "wants it extended",
    "undecided": "has not decided",
}


def agreements_of(
    dyad: tuple[str, str], documents: Sequence[Document], anchors: Anchors, end: date | None
) -> Agreements | None:
    """Return the section on the agreements to which both are parties, or None where none is known.

    Args:
        documents: Those that the brief rests on.
        anchors: Where their texts stand in the brief.
        end: Last day of the brief; else its dates count from the day on which its last document came out.
    """
    ledger = load_ledger()
    on = end or max((d.published.end for d in documents if d.published.end), default=None)
    told = {a.id: a for a in track(documents, ledger, on) if set(dyad) <= set(a.parties)}
    others = [a for a in ledger.between(*dyad) if a.id not in told]
    listed = [replace(a, deadlines=deadlines(a, on)) for a in others if _lives(a, on)] if on is not None else []
    found = [*told.values(), *sorted(listed, key=lambda a: a.names[0])]
    if not found:
        return None
    pacts = tuple(_pact(agreement, f"agreement-{n}", on, anchors) for n, agreement in enumerate(found, start=1))
    return Agreements(on, None if on is None else wording.day(on), pacts)


def _lives(agreement: Agreement, on: date | None) -> bool:
    return on is not None and standing(agreement, on).state in LIVING


def _pact(agreement: Agreement, anchor: str, on: date | None, anchors: Anchors) -> Pact:
    now = standing(agreement, on) if on is not None else None
    state = "state not known" if now is None or now.state is None else now.state.replace("_", " ")
    since = f" since {wording.day(now.since)}" if now is not None and now.state and now.since else ""
    values = (("term", agreement.term), ("renewal", agreement.renewal), ("notice", agreement.notice))
    return Pact(
        id=anchor,
        agreement=agreement.id,
        name=agreement.names[0],
        parties=tuple(country_name(party) for party in agreement.parties),
        state=f"{state}{since}",
        terms=tuple(f"{name}: {said(value)}" for name, value in values if value is not None),
        dates=tuple(_due(deadline) for deadline in agreement.deadlines),
        wishes=tuple(_wishes(agreement.positions, anchor, anchors)),
        contradictions=tuple(
            f"{one.field.replace('_', ' ')}: {'; or '.join(claim.value for claim in one.claims)}"
            for one in agreement.contradictions
        ),
        sources=tuple(_addresses(agreement.sources)),
    )


def _due(deadline: Deadline) -> Due:
    return Due(
        deadline.date, wording.day(deadline.date), deadline.kind.replace("_", " "), deadline.rule, deadline.moment
    )


def _wishes(positions: Iterable[Position], anchor: str, anchors: Anchors) -> Iterator[Wish]:
    quoted = (
        (p, e) for p in positions for e in p.evidence if isinstance(e, Quoted) and e.document in anchors.documents
    )
    for number, (position, evidence) in enumerate(quoted, start=1):
        document = anchors.documents[evidence.document]
        country = country_name(position.country) if position.country else None
        yield Wish(
            id=f"{anchor}-{number}",
            text=anchors.passage(document.id, evidence.span),
            document=document.id,
            who=position.name if country is None or country in position.name else f"{position.name} ({country})",
            stance=_STANCES[position.stance],
            condition=position.condition,
            when=wording.when(position.date),
            said_by=wording.said_by(position.attribution, document.publisher),
            span=evidence.span,
        )


def _addresses(sources: Iterable[Evidence]) -> Iterator[str]:
    yield from dict.fromkeys(one.url for one in sources if isinstance(one, Listed) and one.url is not None)


def quotes(section: Agreements | None) -> tuple[Told, ...]:
    """Return the sentences that the section quotes, for the texts of the brief."""
    pacts = section.pacts if section is not None else ()
    return tuple(Told(wish.document, wish.span, wish.text, wish.id) for pact in pacts for wish in pact.wishes)
