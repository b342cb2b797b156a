"""Agreements that a text describes instead of naming: "its military intelligence sharing agreement with Japan"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from detente.actors.folding import words
from detente.actors.found import Found
from detente.actors.tables import Tables, Thing
from detente.records import Actor

_NOUN = r"(?:agreement|pact|treaty|accord|convention|memorandum|deal)s?"
_PHRASE = re.compile(rf"((?:[\w’'-]+ ){{1,7}}{_NOUN})((?: on| of| for)(?: the)?(?: [\w-]+){{1,6}})?", re.IGNORECASE)
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
    rows = [
        (thing, bag) for thing in tables.things.values() if thing.kind == "agreement" and _parties_named(thing, countries)
        for form in (thing.name, *thing.aliases) if (bag := _bag(form)) and len(bag) >= 2
    ]  # fmt: skip
    if not rows:
        return
    taken = [(f.start, f.end) for f in found if f.kind == "thing"]
    for match in _PHRASE.finditer(text):
        start, end = match.start(1), match.end(1)
        if any(a < end and start < b for a, b in taken):
            continue
        words_here = text[start:end].split(" ")
        best: tuple[float, int, Thing] | None = None
        for skip in range(len(words_here) - 1):
            bag = _bag(" ".join(words_here[skip:]) + (match[2] or ""))
            for thing, wanted in rows:
                share = len(bag & wanted) / max(len(bag | wanted), 1)
                if len(bag & wanted) >= 2 and share >= _ALIKE and (best is None or share >= best[0]):
                    best = (share, skip, thing)
        if best is not None:
            share, skip, thing = best
            begin = start + len(" ".join(words_here[:skip])) + (1 if skip else 0)
            chain = (f"{text[begin:end]!r}: describes {thing.name}",)
            yield Found(begin, end, "thing", Actor(thing.id, thing.name, None, None, None, chain))


def _parties_named(thing: Thing, countries: Counter[str]) -> bool:
    return len(thing.parties) >= 2 and sum(bool(countries.get(party)) for party in thing.parties) >= 2


def _bag(form: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in words(form) if word not in _SKIP and len(word) > 2)
