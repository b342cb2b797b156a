"""Phrases that were cut from a sentence, or put into one, that was otherwise kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.editions.blocks import UNSPACED
from detente.editions.records import Piece
from detente.editions.redline import cut_and_new
from detente.editions.weights import content_words, is_list_of_names, size_of

# A phrase has so many words of content, and none stand in its place.
_LEAST = 2.0
_CLAUSE_SIZE = 2.5
_CLAUSE = re.compile(r"[,，;；、:：]\s*|\s[–—-]+\s|——|(?<=[^\s])\s(?=(?:and|but|while|which|who)\s)")
_EDGES = re.compile(
    r"^(?:[\s,;:，、；。.]|(?:and|but|or|as|that|which|while|with|also)\b)+|(?:[\s,;:，、；。.]|\b(?:and|but|or|as|that|which|while|with|the|a|of|to|in|by|for)\b)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that one of two sentences alone has, without the commas and conjunctions around them."""

    words: str
    removed: bool


def phrases(pieces: Sequence[Piece], before: str, after: str) -> Iterator[Phrase]:
    """Yield the phrases of a redline that were cut or added and not merely put in other words.

    Words that others replace are a rewording, which the redline shows.

    Args:
        pieces: The redline.
        before, after: The passages that it is of.
    """
    for cut, new in cut_and_new(pieces):
        for words, instead, other, removed in ((cut, new, after, True), (new, cut, before, False)):
            bare = _EDGES.sub("", words)
            if size_of(words) < _LEAST or size_of(instead) > 0 or len(bare) < 4:
                continue
            if bare.casefold() in other.casefold() or is_list_of_names(bare) or not _says_something(bare):
                continue
            yield Phrase(bare, removed)


def _says_something(words: str) -> bool:
    content = content_words(words)
    if all(UNSPACED.match(word) for word in content):
        return len(content) >= 4
    return sum(any(c.isalpha() for c in word) for word in content) >= 2


def clauses(text: str) -> list[str]:
    """Return the clauses of a sentence that say something by themselves; a short one goes with the one before it."""
    found: list[str] = []
    for clause in _CLAUSE.split(text):
        if found and size_of(found[-1]) < _CLAUSE_SIZE:
            found[-1] = text[text.find(found[-1]) : text.find(clause, text.find(found[-1])) + len(clause)]
        elif clause.strip():
            found.append(clause)
    return [bare for clause in found if (bare := _EDGES.sub("", clause)) and _says_something(bare)]
