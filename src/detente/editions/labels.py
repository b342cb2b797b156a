"""What an edition calls each country, in the issuer's own voice.

English sentences that hold a word of the table and a country are parsed; for Chinese, Japanese and Korean the words must
stand in one clause, see `labels_east`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.coding.parsing import parse
from detente.editions.countries import own_state, within
from detente.editions.labels_east import east_labels
from detente.editions.labels_english import Called, called
from detente.editions.labels_table import LabelTable
from detente.editions.naming import Named, find_countries
from detente.editions.records import Edition, Label
from detente.editions.subjects import subjects_of
from detente.editions.units import Passage, passages
from detente.evidence import span_of

if TYPE_CHECKING:
    from detente.editions.subjects import Subject

EAST = frozenset({"zh", "ja", "ko"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: Passage
    subject: Subject
    named: Sequence[Named]


@cache
def table_of() -> LabelTable:
    """Return the packaged table of labels, loaded once."""
    return LabelTable()


def labels_of(edition: Edition, table: LabelTable | None = None) -> list[Label]:
    """Return what an edition calls the countries that it names, in the order of its text.

    Args:
        edition: The edition.
        table: Whose words to look for; the packaged table by default.

    Returns:
        Labels in the issuer's voice. What it reports others to call someone, what it denies and what might come to be are
        left out, and so are labels of the issuer itself.
    """
    words = table if table is not None else table_of()
    language = edition.language or "en"
    text = edition.document.text
    named = find_countries(text, language)
    listed = passages(edition)
    sentences = [
        _Sentence(passage, subject, within(named, passage.unit.span.start, passage.unit.span.end))
        for passage, subject in zip(listed, subjects_of(edition, listed), strict=True)
    ]
    if language in EAST:
        return list(_unique(_east(edition, sentences, words, language)))
    return list(_unique(_english(edition, sentences, words)))


def _english(edition: Edition, sentences: Sequence[_Sentence], words: LabelTable) -> Iterator[Label]:
    own = own_state(edition)
    held = []
    for sentence in sentences:
        start, end = sentence.passage.unit.span.start, sentence.passage.unit.span.end
        line = edition.document.text[start:end]
        if (words.find(line, "en") or _VALUES.search(line)) and (sentence.named or sentence.subject.countries):
            held.append(sentence)
    texts = [edition.document.text[s.passage.unit.span.start : s.passage.unit.span.end] for s in held]
    for sentence, line, doc in zip(held, texts, parse(texts), strict=True):
        start = sentence.passage.unit.span.start
        about = [c for c in sentence.subject.countries if c != own]
        found = called(doc, line, words, [(n.country, n.start - start, n.end - start) for n in sentence.named],
                       issuer=own, topic=about[0] if about else None,
                       heading=sentence.passage.unit.heading)  # fmt: skip
        yield from _labels(edition, found, start, sentence)


def _east(edition: Edition, sentences: Sequence[_Sentence], words: LabelTable, language: str) -> Iterator[Label]:
    own = own_state(edition)
    for sentence in sentences:
        start, end = sentence.passage.unit.span.start, sentence.passage.unit.span.end
        line = edition.document.text[start:end]
        about = [c for c in sentence.subject.countries if c != own]
        places = [(n.country, n.start - start, n.end - start) for n in sentence.named]
        found = east_labels(line, words, places, language, issuer=own, topic=about[0] if about else None)
        yield from _labels(edition, found, start, sentence)


def _labels(edition: Edition, found: Iterable[Called], start: int, sentence: _Sentence) -> Iterator[Label]:
    text = edition.document.text
    for one in found:
        yield Label(
            series=edition.series,
            edition=edition.name,
            edition_id=edition.id,
            country=one.country,
            label=one.label,
            words=re.sub(r"\s+", " ", text[start + one.start : start + one.end]),
            modifiers=one.modifiers,
            warmth=one.warmth,
            construction=one.construction,
            evidence=sentence.passage.unit.span,
            trigger=span_of(text, start + one.start, start + one.end),
        )


def _unique(labels: Iterable[Label]) -> Iterator[Label]:
    """Leave out what two constructions of one sentence both read."""
    seen: set[tuple[str, int]] = set()
    for label in labels:
        key = (label.country, label.trigger.end)
        if key not in seen:
            seen.add(key)
            yield label


_VALUES = re.compile(r"\bshar(?:e|es|ing)\b[^.;]{0,60}\bvalues\b", re.IGNORECASE)
