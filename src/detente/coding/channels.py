"""The medium through which a report came: links of attribution that the running text carries on.

A story names its agency once and goes on for paragraphs ("Reported that ...", "the paper said"), or gives the outlet in
the sentence after the statement ("..., he told Yonhap").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.coding.attribution import outlet_kind
from detente.records import Actor, Attribution, Event, Mention

_GOES_ON = re.compile(
    r"[“\"'‘]?(?:(?:It (?:is|was|has been) )?[Rr]eported(?:ly)? that|The (?:report|article|newspaper|paper|daily|agency)"
    r" (?:also |further )?(?:said|says|added|adds|noted|notes|reported|reports|pointed out|points out))\b"
)
_TO_OUTLET = re.compile(r"\b(?:told|to|with|by)\s+(?:the\s+|South Korea['’]s\s+|Japan['’]s\s+)?$", re.IGNORECASE)
_SPOKE = re.compile(r"\b(?:said|told|says|spoke|speaking|interview|response|statement|asked)\b", re.IGNORECASE)


def carry_on(events: Sequence[Event], text: str, mentions: Sequence[Mention]) -> list[Event]:
    """Return `events` with the media that the text around them names as their channel added to their attribution."""
    media = [m for m in mentions if isinstance(m.actor, Actor) and m.actor.sector == "media"]
    if not media:
        return list(events)
    return [_with_channel(event, text, media) for event in events]


def _with_channel(event: Event, text: str, media: Sequence[Mention]) -> Event:
    sentence = event.evidence
    links: list[Mention] = []
    if _GOES_ON.match(sentence.quote):
        links += [m for m in media if m.span.end <= sentence.start][-1:]
    links += [m for m in media if _follows(m, event, text)]
    known = {link.name for link in event.attribution}
    added = [_link(m) for m in links if isinstance(m.actor, Actor) and m.actor.name not in known]
    return replace(event, attribution=(*event.attribution, *added)) if added else event


def _follows(mention: Mention, event: Event, text: str) -> bool:
    """Tell whether the sentence right after a statement says to which outlet it was made."""
    between = text[event.evidence.end : mention.span.start]
    if not 0 < len(between) < _REACH or "\n" in between or re.search(r"[.!?]\s", between.strip()):
        return False
    spoken = any(link.kind in {"official", "government", "person", "unnamed_official"} for link in event.attribution)
    after = text[mention.span.end : mention.span.end + _REACH].split(". ", maxsplit=1)[0]
    return spoken and bool(_TO_OUTLET.search(between)) and bool(_SPOKE.search(between + after))


_REACH = 80


def _link(mention: Mention) -> Attribution:
    assert isinstance(mention.actor, Actor)
    return Attribution(mention.actor.name, outlet_kind(mention.actor.name), mention.actor.country, mention.span)
