"""The sentences of a document that speak of agreements, parsed, with whom and what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from detente.actors import Resolver
from detente.agreements.known import Known
from detente.agreements.references import Reference, Referents
from detente.agreements.wording import any_of
from detente.coding.parsing import masked, parse
from detente.coding.participants import Scene
from detente.coding.sentences import split_sentences
from detente.coding.story import Sentence, Story
from detente.evidence import starting_within
from detente.reading.timex import TimeExpression, find_times
from detente.records import DateValue, Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How many sentences after one that names an agreement may go on about it as "it" or without naming it.
GOES_ON = 2
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Passage:
    """One parsed sentence.

    Attributes:
        references: The agreements that it names or refers to, in order.
        antecedent: The agreement that it goes on about where it names none, or that "it" means.
        index: Which sentence of the document it is.
        day: The day that the report is telling of here, or None.
    """

    index: int
    day: DateValue | None
    sentence: Sentence
    doc: Doc
    scene: Scene
    times: tuple[TimeExpression, ...]
    references: tuple[Reference, ...]
    antecedent: Reference | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says of agreements, before terms, steps and positions are taken from it."""

    document: Document
    times: tuple[TimeExpression, ...]
    passages: tuple[Passage, ...]
    referents: Referents


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('nouns')}\b", re.IGNORECASE)


def read_passages(document: Document, resolver: Resolver, known: Known) -> Reading:
    """Return the sentences of a document that speak of agreements, and those that go on about one."""
    text = document.text
    if not _nouns().search(text) and not known.may_be_in(text):
        return Reading(document, (), (), Referents(document, (), (), known))
    actors = resolver.read(document)
    times = find_times(text, anchor=document.published)
    sentences = [Sentence(start, end) for start, end in split_sentences(text)]
    names = [
        bool(_nouns().search(text, s.start, s.end) or starting_within(actors.things, s.start, s.end)) for s in sentences
    ]
    chosen = [i for i in range(len(sentences)) if any(names[max(0, i - GOES_ON) : i + 1])]
    plain = masked(text, actors.mentions)
    parsed = dict(zip(chosen, parse(plain[sentences[i].start : sentences[i].end] for i in chosen), strict=True))
    referents = Referents(document, actors.mentions, actors.things, known)
    story = Story(document, actors, {})
    return Reading(document, tuple(times), tuple(_passages(sentences, parsed, times, story, referents)), referents)


def _passages(
    sentences: list[Sentence], parsed: dict[int, Doc], times: list[TimeExpression], story: Story, referents: Referents
) -> Iterator[Passage]:
    told = _Told(story.document)
    for index, sentence in enumerate(sentences):
        scene = story.scene(sentence)
        own = tuple(t for t in starting_within(times, sentence.start, sentence.end) if t.span.end <= sentence.end)
        story.notice(own)
        if index not in parsed:
            told.at(sentence, own)
            referents.skip()
            continue
        doc = parsed[index]
        before = referents.antecedent(GOES_ON)
        day = told.at(sentence, own) or story.clock.day
        references = tuple(referents.read(doc, scene, own))
        yield Passage(index, day, sentence, doc, scene, own, references, before)


class _Told:
    """Keeps the day named last in a paragraph, of those in the week before publication."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._published = document.published
        self._last: tuple[int, DateValue] | None = None

    def at(self, sentence: Sentence, times: tuple[TimeExpression, ...]) -> DateValue | None:
        """Return the day named last before a sentence in its paragraph, or None, and take note of those in it."""
        last = self._last
        here = None if last is None or "\n" in self._text[last[0] : sentence.start] else last[1]
        latest = self._published.end or self._published.latest
        for time in times:
            start = time.value.start
            if time.value.precision != "day" or start is None or time.bound is not None or latest is None:
                continue
            first = self._published.start or self._published.earliest or latest
            if first - _WEEK <= start <= latest:
                self._last = (time.span.start, time.value)
        return here
