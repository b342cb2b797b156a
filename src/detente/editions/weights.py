"""How much a change weighs, 0 to 1; changes are ranked by it. The rule is written out in docs/editions.md.

weight = kind × size × subject × stance, where size is n / (n + 4) for n words of content that were cut or are new (Chinese and
Japanese: characters / 2). It is a rule for the order of a list, not a measure of importance.
"""

from __future__ import annotations

import re
from functools import cache

from detente.data.tables import read_rows
from detente.editions.blocks import UNSPACED
from detente.editions.likeness import tokens_of
from detente.editions.naming import find_countries
from detente.editions.records import ChangeKind

KINDS: dict[ChangeKind, float] = {
    "removed": 1.0, "added": 1.0, "reworded": 0.9, "merged": 0.6, "split": 0.6, "moved": 0.3,
}  # fmt: skip
_HALF = 4
_COUNTRY, _NO_COUNTRY = 1.0, 0.5
_STANCE, _NO_STANCE = 1.0, 0.8
_TRIVIAL = 0.05
_NAMES_ONLY, _MOSTLY = 0.4, 0.75
_EMPTY = frozenset(
    "a an the of to in on at by for with from and or but as is are was were be been being has have had that this these "
    "those it its their our we they he she his her them us who which what will would shall should can could may might do "
    "does did so such than then there here into over under about between among through during also more most other "
    "some any all each both very own same s t 's".split()
)


def content_words(text: str) -> list[str]:
    """Return the words of `text` without those that only link; of Chinese and Japanese the characters."""
    return [word for word in tokens_of(text) if word not in _EMPTY]


def size_of(*texts: str) -> float:
    """Return how many words of content `texts` have; two characters of Chinese or Japanese count as a word."""
    return sum(0.5 if UNSPACED.match(word) else 1.0 for text in texts for word in content_words(text))


def weight_of(kind: ChangeKind, changed: str, *, country: bool, trivial: bool) -> float:
    """Return the weight of a change of wording.

    Args:
        kind: What kind of change.
        changed: The words that were cut and those that are new.
        country: Whether it is about a country other than the issuer.
        trivial: Whether a rule says that it is no change of substance.
    """
    size = size_of(changed)
    weight = KINDS[kind] * size / (size + _HALF) * (_COUNTRY if country else _NO_COUNTRY)
    weight *= _STANCE if _takes_a_stand(changed) else _NO_STANCE
    if is_list_of_names(changed):
        weight *= _NAMES_ONLY
    return round(weight * (_TRIVIAL if trivial else 1.0), 4)


def is_list_of_names(words: str) -> bool:
    """Tell whether words are names of people, as in a list of those who voted; names of countries say something."""
    listed: list[str] = re.findall(r"[^\W\d_][\w.'’-]*", words)
    capitals = sum(word[0].isupper() for word in listed)
    if len(listed) < 2 or capitals < _MOSTLY * len(listed) or UNSPACED.search(words):
        return False
    return not find_countries(words)


def _takes_a_stand(text: str) -> bool:
    words, starts, east = _stance()
    return any(word in words or word.startswith(starts) for word in tokens_of(text)) or any(
        term in text for term in east
    )


@cache
def _stance() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the English words of the table, the beginnings of its open ones, and the terms of the other languages."""
    rows = [(row["language"], term) for row in read_rows("editions/stance.csv") for term in row["terms"].split("|")]
    english = [term for language, term in rows if language == "en"]
    return (
        frozenset(term for term in english if not term.endswith("*")),
        tuple(term.removesuffix("*") for term in english if term.endswith("*")),
        tuple(term for language, term in rows if language != "en"),
    )
