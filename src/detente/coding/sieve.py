"""The cheap test that decides which sentences can hold an event at all, so that only those are parsed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from detente.coding.lexicon import noun_patterns, verb_patterns
from detente.data.tables import read_rows
from detente.records import Mention

# What stands for two sides that are named elsewhere in the text.
_PAIR = re.compile(
    r"\b(?:both|the two|two|the) (?:sides|countries|nations|governments|leaders|ministers|presidents|neighbou?rs|"
    r"parties)\b",
    re.IGNORECASE,
)

# Sport and fiction take their words from politics: "crushed", "attack", "invades". Where a word of politics stands beside, as
# in a boycott of games, the sentence goes on.
_PLAY = re.compile(
    r"\b(?:home runs?|wickets?|innings|semi-?finals?|quarter-?finals?|world cup|(?:world|european|asian) championships?|"
    r"grand slam|"
    r"play-?offs?|hat-?trick|shoot-?out|knockout stage|middle order|\d{1,3}[-–]\d{1,3} (?:win|victory|defeat|draw|rout|loss)|"
    r"after a (?:goalless )?draw|in the (?:novel|film|movie|play|thriller|video game|short story))\b"
    r"|\b(?:beat|rout|crush|thrash|edge|down|bombard|defeat)\w*\b[^.;]*\b\d{1,3}[-–]\d{1,3}\b",
    re.IGNORECASE,
)
_POLITICS = re.compile(
    r"\b(?:minist\w+|government|president|boycott\w*|sanction\w*|embass\w+|diplomat\w*|visas?|troops|military|bann?\w*)\b",
    re.IGNORECASE,
)


@cache
def _triggers() -> re.Pattern[str]:
    """Return one expression for the first letters of every word form that can carry an act.

    It is written as a tree, which is many times as fast as a row of alternatives.
    """
    irregular: dict[str, list[str]] = {}
    for row in read_rows("coding/irregular_forms.csv"):
        irregular.setdefault(row["lemma"], []).extend(row["forms"].split("|"))
    stems: set[str] = set()
    for lemma in {*verb_patterns(), *noun_patterns()}:
        stems.add(_stem(lemma))
        stems.update(irregular.get(lemma, ()))
    return re.compile(rf"\b{_tree(stems)}", re.IGNORECASE)


def _tree(stems: Collection[str]) -> str:
    """Return an expression for any of `stems`; of two of which one begins the other the shorter is enough."""
    if "" in stems:
        return ""
    branches: dict[str, list[str]] = {}
    for stem in sorted(stems):
        branches.setdefault(stem[0], []).append(stem[1:])
    return "(?:" + "|".join(re.escape(first) + _tree(rest) for first, rest in branches.items()) + ")"


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
    if not (mentions or _PAIR.search(sentence)) or not _triggers().search(sentence):
        return False
    return _PLAY.search(sentence) is None or _POLITICS.search(sentence) is not None
