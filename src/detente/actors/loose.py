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

from detente.actors.found import NAME, Found, opens_sentence, title_cased
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
    covered = [(item.start, item.end) for item in found] + [
        (h.start, h.end) for h in hits if not h.of("surname", "city")
    ]
    seen: dict[str, Person | None] = {}
    for match in _between(text, covered):
        start, end = _trim(text, match.start(), match.end())
        name = text[start:end]
        if len(name) < 4 or title_cased(text, start):
            continue
        single = " " not in name
        if single and opens_sentence(text, start) and not _SPEAKS.match(text, end):
            continue
        beside = next((f.country for f in found if f.end + 1 == start and f.kind in {"nation", "adjective"}), None)
        if beside and not single and len(matches := matcher.of_country(name, beside, day)) == 1:
            seen[name] = matches[0].person
        if name not in seen:
            seen[name] = _whom(matcher, name, single, evoked, day, countries)
        person = seen[name]
        if person is not None:
            actor = namer.actor(person, day, (f"{name!r}: spelling of {person.name}, whom the document brings up",))
            yield Found(start, end, "person", actor, actor.country, (), name)


def _between(text: str, covered: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield what looks like names in the stretches that nothing covers."""
    at = 0
    for start, end in [*sorted(covered), (len(text), len(text))]:
        if start > at:
            yield from NAME.finditer(text, at, start)
        at = max(at, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    name = text[start:end]
    for suffix in ("'s", "’s", "'", "’", "."):
        name = name.removesuffix(suffix)
    first, _, rest = name.partition(" ")
    if rest and opens_sentence(text, start) and first.lower() in _OPENERS:
        return start + len(first) + 1, start + len(name)
    return start, start + len(name)


_OPENERS = frozenset(
    "the a an in on at for but and as when while after before if since although however meanwhile".split()
)


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
    matcher: Matcher, name: str, single: bool, evoked: dict[str, Person],
    day: date | None, countries: Counter[str],
) -> Person | None:  # fmt: skip
    found = matcher.best(name, evoked.values(), ONE_WORD if single else TWO_WORDS - 0.06, "")
    if single and len(skeleton(name)) < 4:
        return None
    if found or single:
        return found[0].person if len(found) == 1 else None
    found = matcher.of_countries(name, countries, day, TWO_WORDS)
    return found[0].person if len(found) == 1 else None
