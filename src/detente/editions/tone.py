"""How an edition speaks of each country: cooperative and conflictual statements that `code` finds, with an interval.

Official prose speaks in the first person. "We", "our" and "this government" are read as the issuer, by putting its name in
their place before coding; every statement leads back to the sentence as it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from math import sqrt

from detente.actors.countries import display_name
from detente.coding import CODED_LANGUAGES, Coder
from detente.coding.ontology import is_hostile
from detente.coding.parsing import LONGEST, parse
from detente.editions.countries import named_in, own_state, within
from detente.editions.records import Edition, Tone
from detente.editions.tone_clauses import Sign, statements
from detente.editions.units import passages
from detente.evidence import to_raw
from detente.records import Document, Event, Segment, Span

_FIRST_PERSON = re.compile(
    r"\b(?:we|us|ourselves)\b|\bour\b(?! (?:own\b|view\b|time\b|day\b|age\b|century\b))|\b(?:my|this|the)"
    r" (?:government|delegation)\b",
    re.IGNORECASE,
)
# Standard normal quantile of a two-sided 95 per cent interval.
_Z = 1.959964


@cache
def _coder() -> Coder:
    return Coder()


def tones_of(edition: Edition, coder: Coder | None = None) -> list[Tone]:
    """Return how an edition speaks of each country, those with the most statements first.

    A statement is a sentence in which the coder finds an act between the issuer and the country, or a hostile act of the
    country towards anyone, or a clause that says such a thing with one side left out (`tone_clauses`). It is conflictual
    where the act is hostile by PLOVER's quad classes, else cooperative. The interval is Wilson's for the part of
    cooperative statements, put on the scale of the balance.

    Args:
        edition: The edition; in a language that is not coded there are no statements.
        coder: Whose rules and actors to use.
    """
    own = own_state(edition)
    if edition.language not in CODED_LANGUAGES or own is None:
        return []
    document, offsets = in_third_person(edition.document, own)
    events = (coder or _coder()).code(document)
    sentences = [passage.unit.span for passage in passages(edition)]
    good: dict[str, dict[int, Span]] = defaultdict(dict)
    bad: dict[str, dict[int, Span]] = defaultdict(dict)
    for event in events:
        place = to_raw(offsets, event.trigger.start, event.trigger.end)
        span = _sentence(sentences, place[0]) if place else None
        if span is None:
            continue
        for country in _about(event, own):
            (bad if is_hostile(event.type) else good)[country][span.start] = span
    for country, sign, span in _clauses(edition, sentences, own):
        (bad if sign == "conflictual" else good)[country].setdefault(span.start, span)
    tones = []
    for country in dict.fromkeys([*good, *bad]):
        # A sentence that holds both kinds of act is counted as conflictual: what it reports as cooperation is disputed.
        warm = [span for start, span in sorted(good[country].items()) if start not in bad[country]]
        cold = [span for _, span in sorted(bad[country].items())]
        tones.append(_tone(edition, country, warm, cold))
    return sorted(tones, key=lambda tone: (-(tone.cooperative + tone.conflictual), tone.country))


def _clauses(edition: Edition, sentences: Sequence[Span], own: str) -> Iterator[tuple[str, Sign, Span]]:
    """Yield what clauses say about a country without an act between two, see `tone_clauses`."""
    named = named_in(edition)
    text = edition.document.text
    held = [(span, within(named, span.start, span.end)) for span in sentences]
    held = [(span, inside) for span, inside in held if inside and len(span.quote) <= LONGEST]
    for (span, inside), doc in zip(held, parse(text[span.start : span.end] for span, _ in held), strict=True):
        places = [(one.country, one.start - span.start, one.end - span.start) for one in inside]
        for country, sign in statements(doc, places, own):
            yield country, sign, span


def in_third_person(document: Document, issuer: str) -> tuple[Document, tuple[Segment, ...]]:
    """Return the document with its first person named, and the map from its text to the document's own.

    The map is like that of a document's clean to its raw text, see `detente.evidence.to_raw`.
    """
    name = display_name(issuer)
    text = document.text
    pieces: list[str] = []
    segments: list[Segment] = []
    at = length = 0
    for match in _FIRST_PERSON.finditer(text):
        if match.group().isupper() and match.group().lower() == "us":
            continue
        put = f"{name}'s" if match.group().lower() in {"our"} else name
        for piece, raw_end in ((text[at : match.start()], match.start()), (put, match.end())):
            raw_start = at if piece is not put else match.start()
            if piece:
                segments.append(Segment(length, length + len(piece), raw_start, raw_end))
                pieces.append(piece)
                length += len(piece)
        at = match.end()
    if at < len(text):
        segments.append(Segment(length, length + len(text) - at, at, len(text)))
        pieces.append(text[at:])
    return replace(document, text="".join(pieces), offsets=(), removed=()), tuple(segments)


def _sentence(sentences: Sequence[Span], place: int) -> Span | None:
    return next((span for span in sentences if span.start <= place < span.end), None)


def _about(event: Event, own: str) -> Iterable[str]:
    """Return the countries that an act speaks of: those it is done with or to by the issuer, and those that do it."""
    sources = {participant.country for participant in event.source if participant.country}
    targets = {participant.country for participant in event.target if participant.country}
    if event.status in {"denied", "hypothetical"}:
        return []
    if own in sources:
        return sorted(targets - {own})
    return sorted(sources - {own}) if is_hostile(event.type) or own in targets else []


def _tone(edition: Edition, country: str, warm: Sequence[Span], cold: Sequence[Span]) -> Tone:
    low, high = wilson(len(warm), len(warm) + len(cold))
    total = len(warm) + len(cold)
    return Tone(
        series=edition.series,
        edition=edition.name,
        edition_id=edition.id,
        country=country,
        cooperative=len(warm),
        conflictual=len(cold),
        balance=round((len(warm) - len(cold)) / total, 3) if total else None,
        low=round(2 * low - 1, 3) if total else None,
        high=round(2 * high - 1, 3) if total else None,
        statements=(*warm, *cold),
    )


def wilson(hits: int, number: int) -> tuple[float, float]:
    """Return the 95 per cent score interval of a proportion; 0 to 1 where nothing was counted.

    Formula: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209–212.
    """
    if number == 0:
        return 0.0, 1.0
    part = hits / number
    scale = 1 + _Z**2 / number
    middle = (part + _Z**2 / (2 * number)) / scale
    half = _Z * sqrt(part * (1 - part) / number + _Z**2 / (4 * number**2)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)
