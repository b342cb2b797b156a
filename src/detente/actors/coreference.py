"""Short forms inside one document: surnames after a full name, bare titles, counterparts, and pronouns where it is safe.

Covered are: a surname of somebody whom the document names in full, in whatever spelling it gave; "the minister" and other
bare titles, where all holders of such an office in the last sentences are one; "his Korean counterpart", as the holder of
the same office in that country; "He" and "She" at the start of a sentence, where the sentence before names one person and
that person opens it or is alone in it. Everything else that only a reader can tell is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from detente.actors.folding import words
from detente.actors.found import CAPITALISED, Cover, Found, merge, title_cased
from detente.actors.gazetteer import Hit
from detente.actors.knowledge import Knowledge
from detente.actors.naming import Namer
from detente.actors.similarity import likeness
from detente.actors.tables import Person
from detente.actors.titles import kinds_of
from detente.actors.variants import surnames
from detente.records import Actor, Ambiguous

# How far back, in characters, a bare title looks for its holder.
_BACK = 700
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z])|\n+")
_PRONOUN = re.compile(r"(?:He|She)\b")
_THE = re.compile(r"\b[Tt]he $")


def short_forms(
    know: Knowledge, namer: Namer, text: str, hits: list[Hit], found: list[Found], day: date | None
) -> list[Found]:
    """Return `found` with the short forms of the document added or sharpened, in order."""
    found = [_counterpart(know, namer, text, item, found[max(0, i - 12) : i], day) for i, item in enumerate(found)]
    found = merge(found, _surnames(know, text, found))
    found = merge(found, _bare_titles(know, text, hits, found))
    return merge(found, _pronouns(text, found))


def sentence_starts(text: str) -> list[int]:
    """Return where sentences start, roughly; a line break ends a sentence."""
    return [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]


def _short_names(know: Knowledge, item: Found) -> set[str]:
    """Return the single words by which the document may go on naming a person, as it spelled the name."""
    parts = [part for part in re.split(r"\s+", item.name or "") if part[:1].isupper()]
    person = know.tables.people.get(item.actor.id) if isinstance(item.actor, Actor) else None
    if person is None:
        return (
            {parts[-1]}
            if len(parts) > 1 and item.country not in {"CHN", "KOR", "PRK", "TWN", "VNM"}
            else set(parts[:1])
        )
    names = {form for form in surnames(person) if form[:1].isupper()}
    if len(parts) == 1:
        names.add(parts[0])
    elif parts:
        names.add(_family_word(parts, person))
    return names


def _family_word(parts: list[str], person: Person) -> str:
    family = person.family or person.name.rsplit(" ", 1)[-1]
    given = person.given or ""
    first = likeness(parts[0], family) + likeness(parts[-1], given)
    last = likeness(parts[-1], family) + likeness(parts[0], given)
    if person.han and not parts[-1].lower().startswith(tuple(words(family))):
        return parts[0]
    return parts[0] if first > last else parts[-1]


def _surnames(know: Knowledge, text: str, found: list[Found]) -> Iterator[Found]:
    bearers: dict[str, dict[str, Found]] = {}
    for item in found:
        if item.name and isinstance(item.actor, Actor) and (" " in item.name or item.offices):
            for name in _short_names(know, item):
                if len(name) > 1:
                    bearers.setdefault(name, {}).setdefault(item.actor.id, item)
    if not bearers:
        return
    longest = sorted(map(re.escape, bearers), key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(longest)})(s?)\b(?!-\w)")
    covered = Cover((item.start, item.end) for item in found if item.kind != "adjective")
    for match in pattern.finditer(text):
        start, end = match.span()
        if covered.overlaps(start, end) or _belongs_to_longer(text, start, end):
            continue
        items = list(bearers[match[1]].values())
        if len(items) > 1:
            actors = tuple(item.actor for item in items if isinstance(item.actor, Actor))
            yield Found(start, end, "person", Ambiguous(match[1], actors), None, (), match[1])
            continue
        actor = items[0].actor
        if isinstance(actor, Actor):
            chain = (f"{match[1]!r}: short for {text[items[0].start : items[0].end]!r}", *actor.chain)
            yield Found(start, end, "person", replace(actor, chain=chain), items[0].country, items[0].offices, match[1])


def _belongs_to_longer(text: str, start: int, end: int) -> bool:
    """Tell whether capitalised words beside a surname make it another name ("Ivanka Trump", "Moon Chung-in")."""
    headline = title_cased(text, start)
    follows = CAPITALISED.match(text, end)
    if follows is not None and not headline:
        return True
    before = re.search(r"([^\W\d_][\w’'.-]*) $", text[max(0, start - 30) : start])
    if before is None or not before[1][0].isupper() or headline:
        return text[max(0, start - 1) : start] == "-"
    at = max(0, start - 30) + before.start()
    opens = at == 0 or (
        text[max(0, at - 2) : at].strip(" ") in {"", ".", "\n", "“", '"'} and text[max(0, at - 2)] in '.\n“"!?'
    )
    return not opens and not before[1].endswith(".") and before[1].lower() not in _CALLED


_CALLED = frozenset(
    "mr mrs ms miss dr president chancellor minister secretary premier general and but meanwhile".split()
)


def _kinds(know: Knowledge, offices: Iterable[str]) -> set[str]:
    """Return the kinds of offices given by id or, after a colon, by kind."""
    kinds = set()
    for office in offices:
        if office.startswith(":"):
            kinds.add(office[1:])
        elif office in know.tables.offices:
            kinds.add(know.tables.offices[office].kind)
    return kinds - {"other"}


def _office_kinds(know: Knowledge, item: Found) -> set[str]:
    held = (item.actor.office,) if isinstance(item.actor, Actor) and item.actor.office else ()
    return _kinds(know, (*item.offices, *held))


def _counterpart(know: Knowledge, namer: Namer, text: str, item: Found, found: list[Found], day: date | None) -> Found:
    """Resolve "his Korean counterpart" to the holder of the office that the person before holds."""
    if not text[item.start : item.end].lower().endswith("counterpart") or item.country is None:
        return item
    before = (f for f in reversed(found) if item.start - f.end < 300 and f.country != item.country)
    for other in before:
        kinds = _office_kinds(know, other)
        if not kinds:
            continue
        offices = [o for kind in kinds for o in know.offices(item.country, kind) if o.valid.holds(day)]
        people = {p.id: (p, o) for o in offices for p in (know.holders(o.id, day) if day else [])}
        if len(people) == 1:
            person, office = next(iter(people.values()))
            chain = (f"{text[item.start : item.end]!r}: of the same office as {text[other.start : other.end]!r}",)
            return replace(item, kind="office", actor=namer.actor(person, day, chain, [office]), offices=(office.id,))
        return item
    return item


def _bare_titles(know: Knowledge, text: str, hits: list[Hit], found: list[Found]) -> Iterator[Found]:
    """Resolve "the minister" to the one holder of such an office in the sentences before."""
    covered = Cover((item.start, item.end) for item in found)
    ends = [item.end for item in found]
    for hit in hits:
        article = _THE.search(text[max(0, hit.start - 4) : hit.start])
        if not hit.of("title") or article is None or covered.overlaps(hit.start, hit.end):
            continue
        if re.match(r" (?:of|for|to|[A-Z])", text[hit.end : hit.end + 4]) or text[hit.end : hit.end + 1] == "s":
            continue
        kinds = {kind for entry in hit.of("title") for kind in kinds_of(entry)}
        kinds |= {know.tables.offices[entry.ref].kind for entry in hit.of("title") if ":" not in entry.ref}
        minister = text[hit.start : hit.end].lower() == "minister"
        near = found[bisect_right(ends, hit.start - _BACK) : bisect_right(ends, hit.start)]
        fitting = [
            f for f in near if any(k in kinds or (minister and k.endswith("_minister")) for k in _office_kinds(know, f))
        ]
        actors = {f.actor.id: f for f in fitting if isinstance(f.actor, Actor)}
        if len(actors) == 1:
            item = next(iter(actors.values()))
            if isinstance(item.actor, Actor):
                chain = (
                    f"{text[hit.start : hit.end]!r}: the one such office before, {text[item.start : item.end]!r}",
                    *item.actor.chain,
                )
                yield Found(
                    hit.start - 4, hit.end, "office", replace(item.actor, chain=chain), item.country, item.offices
                )


def _pronouns(text: str, found: list[Found]) -> Iterator[Found]:
    """Resolve "He" or "She" that opens a sentence by the one person of the sentence before."""
    starts = sentence_starts(text)
    places = [item.start for item in found]
    for before, start, stop in zip(starts, starts[1:], starts[2:], strict=False):
        match = _PRONOUN.match(text, start, stop)
        if match is None or "\n\n" in text[before:start].rstrip("\n"):
            continue
        people = found[bisect_left(places, before) : bisect_left(places, start)]
        people = [f for f in people if f.kind in {"person", "office"}]
        if len({f.actor.id if isinstance(f.actor, Actor) else "?" for f in people}) != 1:
            continue
        item = people[0]
        if isinstance(item.actor, Actor) and (item.name or ("/" in item.actor.id and item.actor.office)):
            chain = (
                f"{match[0]!r}: the one person of the sentence before, {text[item.start : item.end]!r}",
                *item.actor.chain,
            )
            yield Found(
                match.start(), match.end(), "person", replace(item.actor, chain=chain), item.country, item.offices
            )
