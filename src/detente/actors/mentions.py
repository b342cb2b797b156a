"""One mention by itself: the phrase that covers it, a garbled name, or a common noun."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from detente.actors.context import sector_of
from detente.actors.folding import fold
from detente.actors.found import NAME, Found, one_or_several
from detente.actors.matching import Match
from detente.records import Actor, Ambiguous

if TYPE_CHECKING:
    from detente.actors.resolver import Resolver

_ARTICLE = re.compile(
    r"^(?:the|an?|this|these|those|some|many|several|his|her|their|its|\d+|two|three|prominent)\s+", re.IGNORECASE
)


_OF_PLACE = re.compile(r"\w (?:in|across|of|from|near|at|around)(?: the)? $")


def whole(resolver: Resolver, mention: str, day: date | None, context: str | None) -> Actor | Ambiguous | None:
    """Resolve a mention that stands alone; see `Resolver.resolve`."""
    if not any(char.isalpha() for char in mention):
        return None
    countries = resolver.count(resolver.phrases(context, day)) if context else Counter()
    bare = mention
    while match := _ARTICLE.match(bare):
        bare = bare[match.end() :]
    for form in dict.fromkeys((mention, bare)):
        found = _covering(resolver, form, day, countries)
        if found is not None:
            return found.actor
    return (
        _thing(resolver, bare)
        or _several_bodies(resolver, bare, countries)
        or _garbled(resolver, bare, day, countries, context)
        or _common(resolver, bare, countries)
    )


def _covering(resolver: Resolver, text: str, day: date | None, countries: Counter[str]) -> Found | None:
    """Return the phrase that names the whole: it covers nearly all words, or opens the text and holds its head."""
    found = resolver.phrases(text, day, countries)
    if not found:
        return None
    best = max(found, key=lambda f: (f.end - f.start, -f.start))
    rest = fold(text[: best.start] + " " + text[best.end :]).split()
    named = [f for f in found if f.kind == "person"]
    if best.kind == "nation" and best.start > 0 and _OF_PLACE.search(text[: best.start]) and best.country:
        # "regions across Indonesia": something of the country, not the state
        actor = Actor(best.country, text, best.country, None, None, (f"{text!r}: something in or of the country",))
        return replace(best, actor=actor)
    if len(rest) == 0 or (len(found) == 1 and best.kind not in {"adjective", "place"} and len(rest) <= 3):
        return best
    if len(named) == 1 and len(found) <= 2:
        return named[0]
    return best if len(rest) <= 2 or len(found) == 1 else None


def _thing(resolver: Resolver, text: str) -> Actor | None:
    """Return a weapons system, treaty or other thing, also by a calque of machine translation."""
    tables = resolver.tables
    for entry in resolver.gazetteer.lookup(text):
        ident = entry.ref if entry.kind in {"thing", "calque"} else None
        why = f"{text!r}: machine translation's wording" if entry.kind == "calque" else f"{text!r}"
        if ident in tables.things:
            return Actor(ident, tables.things[ident].name, None, None, None, (why, f"{tables.things[ident].kind}"))
        if ident in tables.bodies:
            body = tables.bodies[ident]
            return Actor(body.id, body.name, body.country, body.sector, None, (why, body.name))
    return None


def _several_bodies(resolver: Resolver, text: str, countries: Counter[str]) -> Actor | Ambiguous | None:
    bodies = {e.ref: resolver.tables.bodies[e.ref] for e in resolver.gazetteer.lookup(text) if e.kind == "body"}
    near = [b for b in bodies.values() if countries.get(b.country or "")] or list(bodies.values())
    actors = [Actor(b.id, b.name, b.country, b.sector, None, (f"{text!r}: {b.name}",)) for b in near]
    return one_or_several(text, actors) if actors else None


def _garbled(
    resolver: Resolver, text: str, day: date | None, countries: Counter[str], context: str | None
) -> Actor | Ambiguous | None:
    """Return whom a bare garbled name means, by the countries and offices that the context names."""
    match = NAME.fullmatch(text)
    if match is None:
        return None
    if context:
        offices = {o for f in resolver.phrases(context, day) for o in f.offices}
        rows = [resolver.tables.offices[o] for o in offices if o in resolver.tables.offices]
        if rows and (found := resolver.matcher.among_holders(text, rows, day)):
            return _answer(resolver, text, day, found)
        for country in countries:
            if " " in text and (found := resolver.matcher.of_country(text, country, day)):
                return _answer(resolver, text, day, found)
    return _answer(resolver, text, day, resolver.matcher.of_anyone(text, day))


def _answer(resolver: Resolver, text: str, day: date | None, found: list[Match]) -> Actor | Ambiguous | None:
    actors = [
        resolver.namer.actor(m.person, day, (f"{text!r}: {m.person.name} (likeness {m.score:.2f}), {m.reason}",))
        for m in found
    ]
    return one_or_several(text, actors) if actors else None


def _common(resolver: Resolver, text: str, countries: Counter[str]) -> Actor | None:
    """Return a common noun as a group of its sector; the last noun that tells a sector counts."""
    country = next(iter(countries)) if len(countries) == 1 else None
    for hit in reversed(resolver.gazetteer.find(text.lower())):
        if len(fold(text[hit.end :]).split()) > 1:
            continue
        for entry in hit.of("role", "title"):
            sector = sector_of(entry.ref.rpartition(":")[2])
            if sector and not entry.ref.startswith("noun"):
                ident = f"{country}/{sector}" if country else sector
                return Actor(ident, text, country, sector, None, (f"{text!r} is {sector}",))
    return None
