"""The cheap test that decides which sentences can hold an event at all, so that only those are parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from detente.coding.lexicon import noun_patterns, verb_patterns
from detente.data.tables import read_rows
from detente.records import Mention

# What stands for two sides that are named elsewhere in the text.
_PAIR = re.compile(
    r"\b(?:both|the two|two) (?:sides|countries|nations|governments|leaders|ministers|neighbou?rs|parties)\b",
    re.IGNORECASE,
)


@cache
def _triggers() -> re.Pattern[str]:
    """Return one expression for the first letters of every word form that can carry an act."""
    irregular: dict[str, list[str]] = {}
    for row in read_rows("coding/irregular_forms.csv"):
        irregular.setdefault(row["lemma"], []).extend(row["forms"].split("|"))
    stems: set[str] = set()
    for lemma in {*verb_patterns(), *noun_patterns()}:
        stems.add(_stem(lemma))
        stems.update(irregular.get(lemma, ()))
    alternatives = "|".join(sorted(map(re.escape, stems), key=lambda s: (-len(s), s)))
    return re.compile(rf"\b(?:{alternatives})[a-z-]*", re.IGNORECASE)


def _stem(lemma: str) -> str:
    """Return what all regular forms of a lemma begin with: "deny" and "denied", "impose" and "imposing"."""
    if lemma.endswith(("e", "y")) and len(lemma) > 3:
        return lemma[:-1]
    return lemma


def can_hold_event(sentence: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether a sentence with these mentions of actors can hold an event between two sides.

    It must have a word that can carry an act and a side that is named or stood for. What this loses against parsing
    everything is measured by `benchmarks/coding.py`.
    """
    return bool(mentions or _PAIR.search(sentence)) and bool(_triggers().search(sentence))
