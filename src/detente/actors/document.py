"""Actors of a whole document: first what phrases say, then what the rest of the document tells about them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.actors.context import sector_of
from detente.actors.coreference import short_forms
from detente.actors.countries import display_name
from detente.actors.described import described
from detente.actors.found import Found, merge
from detente.actors.loose import loose_names
from detente.actors.phrases import read_hits
from detente.actors.suspects import mark_suspects
from detente.evidence import span_of
from detente.records import Actor, Document, Mention

if TYPE_CHECKING:
    from detente.actors.resolver import Resolver

_OUR = re.compile(
    r"\b[Oo]ur (country|nation|government|(?:[a-z]+ )?(?:ministry|embassy|military|army|navy|troops|forces|side|authorities))\b"
)


@dataclass(frozen=True, slots=True)
class DocumentActors:
    """The mentions of one document, sorted by where they start, not overlapping.

    Attributes:
        mentions: States, persons, offices, bodies and groups.
        things: Weapons systems, treaties and other things that the tables name.
    """

    mentions: tuple[Mention, ...]
    things: tuple[Mention, ...] = ()

    def at(self, start: int, end: int) -> Mention | None:
        """Return the mention that covers or overlaps `[start, end)`, the first if several do."""
        index = bisect_right(self.mentions, start, key=lambda mention: mention.span.end)
        if index < len(self.mentions) and self.mentions[index].span.start < end:
            return self.mentions[index]
        return None


def document_day(document: Document) -> date | None:
    """Return the day on which to look up offices: the publication date, or the middle of a range of a year at most."""
    value = document.published
    first, last = value.start or value.earliest, value.end or value.latest
    if first is None or last is None or (last - first).days > 400:
        return None
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2)


def read_document(resolver: Resolver, document: Document) -> DocumentActors:
    """Return the actors of a document; see `Resolver.read`."""
    text, day = document.text, document_day(document)
    know, namer = resolver.knowledge, resolver.namer
    hits = read_hits(resolver.gazetteer, text, day)
    everything = resolver.phrases(text, day, hits=hits)
    found = [item for item in everything if item.kind != "thing"]
    countries = resolver.count(found)
    things = [item for item in everything if item.kind == "thing"]
    things += described(know.tables, text, everything, countries)
    found = merge(found, loose_names(know, namer, resolver.matcher, text, hits, found, day, countries))
    found = short_forms(know, namer, text, hits, found, day)
    found = merge(found, _first_person(resolver, document))
    suspects = mark_suspects(know.tables, text, found, things)
    mentions = tuple(Mention(span_of(text, f.start, f.end), f.actor, suspects.get(f.start)) for f in found)
    named = tuple(Mention(span_of(text, f.start, f.end), f.actor) for f in sorted(things, key=lambda item: item.start))
    return DocumentActors(mentions, named)


def _first_person(resolver: Resolver, document: Document) -> Iterator[Found]:
    """Yield "our government" as the government of the publisher's country, outside quotations."""
    publisher = resolver.resolve(document.publisher) if document.publisher else None
    if not isinstance(publisher, Actor) or publisher.country is None or publisher.sector != "media":
        return
    country = publisher.country
    for match in _OUR.finditer(document.text):
        line = document.text[document.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if line.count("“") > line.count("”") or line.count('"') % 2:
            continue
        roles = (resolver.tables.roles.get((word, "body")) for word in (match[1], match[1].rsplit(" ", 1)[-1]))
        sector = next((role.sector for role in roles if role), None) or sector_of("government")
        chain = (f"{match[0]!r}: first person of the publisher {publisher.name}, of {display_name(country)}",)
        ident = country if sector == "government" else f"{country}/{sector}"
        yield Found(
            match.start(),
            match.end(),
            "nation",
            Actor(ident, display_name(country), country, sector, None, chain),
            country,
        )
