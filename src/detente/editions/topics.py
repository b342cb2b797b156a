"""What a passage is about, by the reviewed table `data/editions/topics.csv`."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

import ahocorasick

from detente.data.tables import read_rows
from detente.editions.blocks import CJK

_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3040-\u30ff]")


class _Term(NamedTuple):
    """A term of a topic; one that is open stands for every word that begins with it."""

    form: str
    topic: str
    open: bool


def topics_of(text: str) -> tuple[str, ...]:
    """Return the topics of `text`, the one of whose words it has most first, the first of the table among equals."""
    counts = topics_in(text)
    return tuple(sorted(counts, key=lambda topic: (-counts[topic], _order()[topic])))


def topics_in(text: str) -> Counter[str]:
    """Return how many words of each topic `text` has; of terms that overlap the first and longest counts."""
    language = _language(text)
    low = text.casefold()
    found = [
        (last - len(term.form) + 1, -len(term.form), term)
        for last, term in _machine(language).iter(low)
        if language != "en" or _is_word(low, last - len(term.form) + 1, last + 1, term)
    ]
    found.sort(key=lambda match: match[:2])
    counts: Counter[str] = Counter()
    done = 0
    for start, length, term in found:
        if start >= done:
            counts[term.topic] += 1
            done = start - length
    return counts


def _is_word(text: str, start: int, end: int, term: _Term) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] == "-"):
        return False
    return term.open or end == len(text) or not text[end].isalnum()


def _language(text: str) -> str:
    if len(CJK.findall(text)) <= len(text) / 5:
        return "en"
    if _HANGUL.search(text):
        return "ko"
    return "ja" if _KANA.search(text) else "zh"


@cache
def _order() -> dict[str, int]:
    return {topic: i for i, topic in enumerate(dict.fromkeys(row["topic"] for row in read_rows("editions/topics.csv")))}


@cache
def _machine(language: str) -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    for row in read_rows("editions/topics.csv"):
        if row["language"] != language:
            continue
        for term in row["terms"].casefold().split("|"):
            form = term.removesuffix("*")
            # A form that two topics have is of the first.
            if form not in machine:
                machine.add_word(form, _Term(form, row["topic"], term.endswith("*")))
    machine.make_automaton()
    return machine
