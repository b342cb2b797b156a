"""How much two reports say the same, by the words of their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.records import Event

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = frozenset(
    """a an the of to in on at by for from with as and or but nor so that this these those it its he his him she her they
    their them we our us i you your who whom whose which what when where while after before since until during over under
    into out up down off about against between among through within without is are was were be been being has have had do
    does did will would shall should may might can could must not no than then there here also said says say told tells
    according reported report reports added monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december today yesterday mr mrs ms""".split()
)
_STEM = 5


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says, without who acted.

    Attributes:
        words: Stems of its content words; those of its participants' mentions are left out.
        names: Stems of the names of places, people and bodies among them.
        stem: Stem of the word that carries the act.
        fingerprint: All of it in one string, "" where it has no content: copies have the same.
    """

    words: frozenset[str]
    names: frozenset[str]
    stem: str
    fingerprint: str

    def alike(self, other: Content) -> float:
        """Return the share of the shorter one's content words that the other has too, between 0 and 1."""
        least = min(len(self.words), len(other.words))
        if not least:
            return float(self.fingerprint == other.fingerprint and self.stem == other.stem)
        return len(self.words & other.words) / least

    def parts_from(self, other: Content) -> bool:
        """Tell whether both name places or people of which none is the same."""
        return bool(self.names) and bool(other.names) and not self.names & other.names


def content_of(event: Event) -> Content:
    """Return what the evidence of an event says, without the words that name its participants."""
    evidence = event.evidence
    taken = [p.mention for p in (*event.source, *event.target)]
    words: list[str] = []
    names: set[str] = set()
    for match in _WORD.finditer(evidence.quote):
        at = evidence.start + match.start()
        word = match.group()
        lower = word.lower()
        if lower in _SMALL or any(span.start <= at < span.end for span in taken):
            continue
        words.append(_stem(lower))
        if word[0].isupper() and match.start() > 0:
            names.add(_stem(lower))
    return Content(frozenset(words), frozenset(names), _stem(event.trigger.quote.lower()), _print(words))


def _stem(word: str) -> str:
    """Return the beginning of a word, which its inflected forms share ("expels", "expelled")."""
    return word if len(word) <= _STEM or word[0].isdigit() else word[:_STEM]


def _print(words: Iterable[str]) -> str:
    return " ".join(sorted(set(words)))
