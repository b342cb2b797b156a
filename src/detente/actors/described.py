"""Agreements that a text describes instead of naming: "its military intelligence sharing agreement with Japan"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from functools import lru_cache

from detente.actors.folding import words
from detente.actors.found import Found
from detente.actors.tables import Tables, Thing
from detente.records import Actor

_NOUN = r"(?:agreement|pact|treaty|accord|convention|memorandum|deal)s?"
_PHRASE = re.compile(rf"((?:[\w’'-]+ ){{1,7}}{_NOUN})((?: on| of| for)(?: the)?(?: [\w-]+){{1,6}})?", re.IGNORECASE)
# All that a phrase may consist of: looking for it only where such a stretch holds one of the nouns is many times as fast.
_STRETCH = re.compile(r"[\w’' -]+")
_HAS_NOUN = re.compile(_NOUN, re.IGNORECASE)
_SKIP = frozenset(
    "the a an of on for and or in with to its their his her this that agreement pact treaty accord convention "
    "memorandum deal "
    "agreements pacts treaties bilateral trilateral between general new sign signed signs end ending extend extending keep asked "
    "maintain under by said will has have it is was as at from renew renewal terminate scrap quit leave south "
    "north united states".split()
)
# How large a share of the words of the longer wording both must have in common.
_ALIKE = 0.6


def described(tables: Tables, text: str, found: list[Found], countries: Counter[str]) -> Iterator[Found]:
    """Yield the agreements of the tables that the text describes; parties must be countries that the text names."""
    phrases = list(_phrases(text))
    if not phrases:
        return
    named = {country for country, count in countries.items() if count}
    rows = [
        (thing, bag) for thing in tables.things.values() if thing.kind == "agreement" and _parties_named(thing, named)
        for form in (thing.name, *thing.aliases) if (bag := _bag(form)) and len(bag) >= 2
    ]  # fmt: skip
    if not rows:
        return
    taken = [(f.start, f.end) for f in found if f.kind == "thing"]
    for match in phrases:
        start, end = match.start(1), match.end(1)
        if any(a < end and start < b for a, b in taken):
            continue
        # No part of the phrase can have more words in common with a wording than the whole of it.
        whole = _words_in(match[0])
        near = [row for row in rows if len(whole & row[1]) >= 2]
        if not near:
            continue
        words_here = text[start:end].split(" ")
        best: tuple[float, int, Thing] | None = None
        for skip in range(len(words_here) - 1):
            bag = _words_in(" ".join(words_here[skip:]) + (match[2] or ""))
            for thing, wanted in near:
                share = len(bag & wanted) / max(len(bag | wanted), 1)
                if len(bag & wanted) >= 2 and share >= _ALIKE and (best is None or share >= best[0]):
                    best = (share, skip, thing)
        if best is not None:
            share, skip, thing = best
            begin = start + len(" ".join(words_here[:skip])) + (1 if skip else 0)
            chain = (f"{text[begin:end]!r}: describes {thing.name}",)
            yield Found(begin, end, "thing", Actor(thing.id, thing.name, None, None, None, chain))


def _phrases(text: str) -> Iterator[re.Match[str]]:
    for stretch in _STRETCH.finditer(text):
        if _HAS_NOUN.search(stretch[0]):
            yield from _PHRASE.finditer(text, *stretch.span())


def _parties_named(thing: Thing, named: Container[str]) -> bool:
    return len(thing.parties) >= 2 and sum(map(named.__contains__, thing.parties)) >= 2


@lru_cache(maxsize=4096)
def _bag(form: str) -> frozenset[str]:
    """Return the telling words of a wording of the tables, which every document asks for."""
    return _words_in(form)


def _words_in(form: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in words(form) if word not in _SKIP and len(word) > 2)
