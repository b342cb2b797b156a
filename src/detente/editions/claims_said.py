"""Who says what an edition says: the links of a sentence, innermost first, and the outlet that the text carries on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.coding.attribution import outlet_kind
from detente.evidence import span_of
from detente.records import Actor, Attribution, AttributionKind, Mention

_VERB = (
    r"(?:said|says?|saying|reported|reports?|told|tells|added|noted|notes|explained|explains|pointed out|"
    r"points out|wrote|writes|"
    r"commented|stated|announced|confirmed|revealed|disclosed|observed|argued|argues|stressed|claimed|claims|"
    r"quoted|suggested|believes?|"
    r"see it|saw it|learned|interpreted|described it)"
)
_PERSON = (
    r"(?:officials?|sources?|persons?|people|spokes(?:man|woman|person)|experts?|analysts?|professors?|"
    r"diplomats?|researchers?|"
    r"observers?|scholars?|insiders?|lawmakers?|aides?|representatives?|commentators?|economists?)"
)
_OUTLET = r"(?:newspapers?|daily|dailies|news agency|agency|media|media outlets|broadcasters?|magazine|press|website)"
_PHRASE = (
    rf"(?:(?:an?|the|one|another|some|several|many|two|senior|unnamed|"
    rf"anonymous)\s+)*(?:[\w’'.-]+\s+){{0,5}}?(?:{_PERSON}|{_OUTLET})"
)
_FROM = r"(?:\s+(?:from|of|at|in|within|with|familiar with|close to)\s+(?:the\s+)?[\w’' -]{2,60}?)?"
_BEFORE_VERB = re.compile(rf"(?P<np>{_PHRASE}{_FROM})\s*,?\s+(?:also |has |have |had |later )?{_VERB}\b", re.IGNORECASE)
_AFTER_VERB = re.compile(
    rf"\b(?:said|says|according to|told by|quoted|citing)\s+(?P<np>{_PHRASE}(?:\s+(?:from|of|at|"
    rf"in)\s+(?:the\s+)?[\w’'-]+(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*)?)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:according to|as reported by|reported by|citing|quoted by|as told to|cited by|as)\s+(?:the\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    rf"^(?:['’]s?)?(?:\s+\([^)]*\))?(?:\s+and\s+[\w ]{{1,40}}?)?(?:\s*,[^,]{{1,60}},)?\s+(?:also\s+|has\s+|"
    rf"have\s+|had\s+|later\s+)?(?:media\s+|newspapers?\s+|on\s+\w+\s+)?{_VERB}\b",
    re.IGNORECASE,
)
_QUOTING = re.compile(r"\b(?:said|says|told|wrote)\s+(?:the\s+)?$", re.IGNORECASE)
_CITING = re.compile(r"(?:(?:according|as told|as reported) (?:to|by)|as)\s+", re.IGNORECASE)
_UNNAMED = re.compile(r"\b(?:officials?|sources?|persons?|people|insiders?|aides?)\b", re.IGNORECASE)


def said_in(text: str, start: int, end: int, mentions: Sequence[Mention]) -> tuple[Attribution, ...]:
    """Return the links of the sentence `[start, end)`, innermost first.

    Args:
        text: The text of the document.
        start: First character of the sentence.
        end: One past the last.
        mentions: The mentions of the sentence, in order.
    """
    links: list[Attribution] = []
    named = [m for m in mentions if isinstance(m.actor, Actor)]
    for mention in named:
        before, after = text[start : mention.span.start], text[mention.span.end : end]
        media = isinstance(mention.actor, Actor) and mention.actor.sector == "media"
        person = isinstance(mention.actor, Actor) and (mention.actor.office is not None or "/" in mention.actor.id)
        if not (media or person):
            continue
        # "as the minister" describes him; "as Kyodo reported" cites.
        cited = bool(_ACCORDING.search(before)) and (media or not before.rstrip().endswith(" as"))
        if (
            cited
            or _SPEAKS.match(after)
            or (_QUOTING.search(before) and not text[start : mention.span.start].rstrip().endswith(":"))
        ):
            links.append(_link(mention))
    for pattern in (_BEFORE_VERB, _AFTER_VERB):
        for match in pattern.finditer(text, start, end):
            a, b = match.span("np")
            citing = _CITING.match(match["np"])
            a += citing.end() if citing else 0
            if any(link.span.start < b and a < link.span.end for link in links) or re.search(
                r"\b(?:white|work)\b", match["np"]
            ):
                continue
            links.append(_unnamed(text, a, b, mentions))
    return tuple(sorted(links, key=lambda link: (link.kind in {"agency", "newspaper", "broadcaster"}, link.span.start)))


def _link(mention: Mention) -> Attribution:
    actor = mention.actor
    assert isinstance(actor, Actor)
    kind: AttributionKind = "organisation"
    if actor.sector == "media":
        kind = outlet_kind(actor.name)
    elif actor.office is not None or re.search(
        r"\b(?:spokes|official|minister|president|secretary)", mention.span.quote.lower()
    ):
        kind = "official"
    elif actor.sector == "government":
        kind = "government"
    return Attribution(actor.name, kind, actor.country, mention.span)


def _unnamed(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Attribution:
    span = span_of(text, start, end)
    inside = [m.actor for m in mentions if start <= m.span.start < end and isinstance(m.actor, Actor)]
    country = inside[0].country if inside else None
    words = span.quote
    kind: AttributionKind = "person"
    if re.search(rf"\b{_OUTLET}\b", words, re.IGNORECASE):
        kind = outlet_kind(words)
    elif _UNNAMED.search(words):
        kind = "unnamed_official"
    elif re.search(r"\bspokes", words, re.IGNORECASE):
        kind = "official"
    return Attribution(words, kind, country, span)


def is_outlet(link: Attribution) -> bool:
    """Tell whether a link is a medium, which the text carries on to the sentences after it."""
    return link.kind in {"agency", "newspaper", "broadcaster"}
