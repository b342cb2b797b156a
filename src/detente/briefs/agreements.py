"""The agreements of a dyad in a brief: their state, their next dates, and who wants what of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from detente.actors import Resolver
from detente.agreements.deadlines import deadlines
from detente.agreements.known import Known
from detente.agreements.ledger import load_ledger
from detente.agreements.merging import said
from detente.agreements.records import STANCE_WORDS, Agreement, Deadline, Evidence, Listed, Position, Quoted
from detente.agreements.reported import Reported, reported
from detente.agreements.standing import LIVING, standing
from detente.agreements.track import combined, known_agreements
from detente.briefs import wording
from detente.briefs.kept import Kept
from detente.briefs.lines import Anchors, make_quote
from detente.briefs.names import country_in_text, country_name, names_country
from detente.briefs.parts import Quote
from detente.briefs.sections import Agreements, Due, Pact, Positions, Stand, Wish
from detente.briefs.sides import with_article
from detente.records import Document

_REPORTED: Kept[Reported | None] = Kept()
# Sentences shown for the facts of one agreement; more of them say the same again.
_MOST_QUOTES = 6


def track_dyad(dyad: tuple[str, str], documents: Sequence[Document], on: date | None) -> tuple[Agreement, ...]:
    """Return the agreements to which both are parties: those that documents speak of, then those of the ledger that live.

    Args:
        dyad: The two countries.
        documents: What is read for agreements.
        on: Day from which dates count, None where nothing tells one.
    """
    ledger = load_ledger()
    resolver = Resolver.default()
    bases, known = _known()
    read = (_REPORTED.get(one, partial(reported, one, resolver, known, bases)) for one in documents)
    found = combined((one for one in read if one is not None), bases, on)
    told = {a.id: a for a in found if set(dyad) <= set(a.parties)}
    others = [a for a in ledger.between(*dyad) if a.id not in told]
    listed = (
        [replace(a, deadlines=deadlines(a, on)) for a in others if standing(a, on).state in LIVING]
        if on is not None
        else []
    )
    return (*told.values(), *sorted(listed, key=lambda a: a.names[0]))


@cache
def _known() -> tuple[dict[str, Agreement], Known]:
    bases = known_agreements(load_ledger(), Resolver.default())
    return bases, Known(bases.values())


def quoted_in(found: Iterable[Agreement]) -> frozenset[str]:
    """Return the ids of the documents whose sentences tell something of the agreements."""
    told: list[Evidence] = []
    for agreement in found:
        told += agreement.sources
        for step in agreement.steps:
            told += step.evidence
        for position in agreement.positions:
            told += position.evidence
    return frozenset(one.document for one in told if isinstance(one, Quoted))


def agreements_of(found: Sequence[Agreement], anchors: Anchors, on: date | None) -> tuple[Agreements, Positions]:
    """Return the sections on agreements and on positions; without agreements both say that there is nothing.

    Args:
        found: As `track_dyad` returns them.
        anchors: Where texts stand in the brief.
        on: Day on which states and dates are told.
    """
    pacts, stands = [], []
    number = 0
    for place, agreement in enumerate(found, start=1):
        wishes = tuple(_wishes(agreement.positions, number, anchors))
        number += len(wishes)
        pact = _pact(agreement, f"agreement-{place}", on, anchors, wishes)
        pacts.append(pact)
        if wishes:
            stands.append(Stand(pact.id, pact.name, wishes))
    return Agreements(on, None if on is None else wording.day(on), tuple(pacts)), Positions(tuple(stands))


def _pact(agreement: Agreement, anchor: str, on: date | None, anchors: Anchors, wishes: Sequence[Wish]) -> Pact:
    now = standing(agreement, on) if on is not None else None
    state = "state not known" if now is None or now.state is None else now.state.replace("_", " ")
    since = f" since {wording.day(now.since)}" if now is not None and now.state and now.since else ""
    values = (("Term", agreement.term), ("Renewal", agreement.renewal), ("Notice", agreement.notice))
    sources = [*agreement.sources, *(e for step in agreement.steps for e in step.evidence)]
    return Pact(
        id=anchor,
        agreement=agreement.id,
        name=agreement.names[0],
        parties=tuple(country_name(party) for party in agreement.parties),
        state=f"{state}{since}",
        terms=tuple((name, said(value)) for name, value in values if value is not None),
        dates=tuple(_due(deadline) for deadline in agreement.deadlines),
        wishes=tuple(wish.id for wish in wishes),
        contradictions=tuple(
            f"{one.field.replace('_', ' ')}: {'; or '.join(claim.value for claim in one.claims)}"
            for one in agreement.contradictions
        ),
        sources=tuple(_addresses(agreement.sources)),
        quotes=tuple(_quotes(sources, anchor, anchors)),
    )


def _due(deadline: Deadline) -> Due:
    return Due(
        deadline.date, wording.day(deadline.date), deadline.kind.replace("_", " "), deadline.rule, deadline.moment
    )


def _quotes(evidence: Iterable[Evidence], anchor: str, anchors: Anchors) -> Iterator[Quote]:
    """Yield the sentences that tell the facts of an agreement, each once."""
    told = {
        (e.document, e.span.start): e for e in evidence if isinstance(e, Quoted) and e.document in anchors.documents
    }
    for number, one in enumerate([*told.values()][:_MOST_QUOTES], start=1):
        yield make_quote(anchors, f"{anchor}-{number}", anchors.documents[one.document], one.span)


def _wishes(positions: Iterable[Position], before: int, anchors: Anchors) -> Iterator[Wish]:
    """Yield the positions, each sentence once for one who wants one thing; `before` were told of other agreements."""
    quoted = {
        (p.name, p.stance, e.document, e.span.start): (p, e)
        for p in positions
        for e in p.evidence
        if isinstance(e, Quoted) and e.document in anchors.documents
    }
    for number, (position, evidence) in enumerate(quoted.values(), start=before + 1):
        who = _who(position)
        condition = f", {position.condition}" if position.condition else ""
        anchor = f"position-{number}"
        yield Wish(
            id=anchor,
            text=f"{who[0].upper()}{who[1:]} {STANCE_WORDS[position.stance]}{condition}.",
            who=who,
            country=position.country,
            stance=STANCE_WORDS[position.stance],
            condition=position.condition,
            when=wording.when(position.date),
            quote=make_quote(
                anchors, anchor, anchors.documents[evidence.document], evidence.span, position.attribution
            ),
        )


def _who(position: Position) -> str:
    if position.country is not None and position.name == country_name(position.country):
        return country_in_text(position.country)
    name = with_article(position.name)
    if position.country is None or names_country(name, position.country):
        return name
    return f"{name} ({country_name(position.country)})"


def _addresses(sources: Iterable[Evidence]) -> Iterator[str]:
    yield from dict.fromkeys(one.url for one in sources if isinstance(one, Listed) and one.url is not None)
