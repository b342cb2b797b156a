"""Garbled names in a document that no title introduces, matched against those whom the document itself brings up.

Candidates are the people that the document names, the holders of the offices that it names, and, for names of two words
or more, people in office of the countries that it names. The more the document says of a person, the less alike the name
must be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from detente.actors.found import NAME, Cover, Found, opens_sentence, title_cased
from detente.actors.gazetteer import Hit
from detente.actors.knowledge import Knowledge
from detente.actors.matching import Matcher
from detente.actors.naming import LEADING, Namer
from detente.actors.similarity import skeleton
from detente.actors.tables import Person
from detente.records import Actor

# How alike a name must be: one word against people that the document brings up; two words against people of its countries.
ONE_WORD, TWO_WORDS = 0.84, 0.88
_SPEAKS = re.compile(
    r"(?:'s|’s)? (?:said|says|told|added|called|warned|urged|accused|noted|stressed|denied|met|forwarded|announced|wrote|also)\b"
)


def loose_names(
    know: Knowledge, namer: Namer, matcher: Matcher, text: str, hits: list[Hit], found: list[Found],
    day: date | None, countries: Counter[str],
) -> Iterator[Found]:  # fmt: skip
    """Yield the people that unexplained names of the document mean."""
    evoked = _evoked(know, found, day, countries)
    taken = [(item.start, item.end) for item in found]
    taken += [(hit.start, hit.end) for hit in hits if not hit.of("surname", "city")]
    beside = {item.end + 1: item.country for item in found if item.kind in {"nation", "adjective"}}
    seen: dict[tuple[str, str | None], Person | None] = {}
    for free in Cover(taken).gaps(len(text)):
        for match in NAME.finditer(text, *free):
            for start, end in _candidates(text, match.start(), match.end()):
                name, country = text[start:end], beside.get(start)
                if (name, country) not in seen:
                    seen[name, country] = _whom(matcher, name, country, evoked, day, countries)
                person = seen[name, country]
                if person is not None:
                    actor = namer.actor(
                        person, day, (f"{name!r}: spelling of {person.name}, whom the document brings up",)
                    )
                    yield Found(start, end, "person", actor, actor.country, (), name)
                    break


def _candidates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what of a row of capitalised words may be a name: the whole, or without the word that opens the sentence."""
    if title_cased(text, start):
        return
    name = text[start:end]
    for suffix in ("'s", "’s", "'", "’", "."):
        name = name.removesuffix(suffix)
    end = start + len(name)
    if len(name) < 4:
        return
    first, _, rest = name.partition(" ")
    opens = opens_sentence(text, start)
    if rest or not opens or _SPEAKS.match(text, end):
        yield start, end
    if rest and opens and len(rest) >= 4:
        yield start + len(first) + 1, end


def _evoked(know: Knowledge, found: list[Found], day: date | None, countries: Counter[str]) -> dict[str, Person]:
    """Return the people whom the document names, or whose office it names, or who lead a country it is about."""
    people: dict[str, Person] = {}
    offices: set[str] = set()
    for item in found:
        if isinstance(item.actor, Actor) and item.actor.id in know.tables.people:
            people[item.actor.id] = know.tables.people[item.actor.id]
        offices.update(office for office in item.offices if office in know.tables.offices)
    for country, count in countries.items():
        if count >= 2:
            offices.update(o.id for kind in LEADING for o in know.offices(country, kind))
    if day is not None:
        people |= {p.id: p for office in offices for p in know.holders(office, day, slack=15)}
    return people


def _whom(
    matcher: Matcher,
    name: str,
    country: str | None,
    evoked: dict[str, Person],
    day: date | None,
    countries: Counter[str],
) -> Person | None:
    """Return whom a name means; `country` is the nation whose name stands right before it."""
    near = [person for person in evoked.values() if matcher.may_be(name, person)]
    if " " not in name:
        found = matcher.best(name, near, ONE_WORD, "") if len(skeleton(name)) >= 4 else []
        return found[0].person if len(found) == 1 else None
    for found in (
        matcher.of_country(name, country, day) if country else [],
        matcher.best(name, near, TWO_WORDS - 0.06, ""),
        matcher.of_countries(name, countries, day, TWO_WORDS),
    ):
        if found:
            return found[0].person if len(found) == 1 else None
    return None
