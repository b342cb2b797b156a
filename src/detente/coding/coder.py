"""The coder: documents in, events out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from detente.actors import DocumentActors, Resolver
from detente.coding.acts import drafts_of
from detente.coding.attribution import asserters, chain_of
from detente.coding.channels import carry_on
from detente.coding.confidence import checked
from detente.coding.dating import date_of
from detente.coding.incidents import group_incidents
from detente.coding.parsing import masked
from detente.coding.sentences import split_sentences
from detente.coding.sieve import BEFORE, can_hold_event, countries_of, may_have_two_sides, words_of
from detente.coding.story import Sentence, Story
from detente.coding.stream import Parsing, side_by_side
from detente.evidence import starting_within
from detente.reading.timex import find_times
from detente.records import Actor, Document, Event, Mention, Skipped

CODED_LANGUAGES = frozenset({"en"})
"""Languages that are coded; documents in others are named and counted, never coded by rules made for another."""


# Documents that are coded side by side: so many, or fewer where they have so many characters together.
_DOCUMENTS, _CHARACTERS = 64, 300_000
# Sentences of one document that are parsed in one go; the parser's results are some ten kilobytes each.
_SENTENCES = 256


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A sentence that is to be parsed: surely, or only where what has been told may give it a second side."""

    sentence: Sentence
    words: frozenset[str]
    here: tuple[Mention, ...]
    surely: bool


class Coder:
    """Codes documents into events with one resolver of actors.

    Args:
        resolver: Whose tables to use; the packaged ones by default.
        sieve: Parse only sentences that can hold an event. Turning it off is for measuring what the sieve loses.
    """

    def __init__(self, resolver: Resolver | None = None, *, sieve: bool = True) -> None:
        self.resolver = resolver or Resolver.default()
        self.sieve = sieve
        things = self.resolver.tables.things.values()
        self._parties = {thing.id: thing.parties for thing in things if thing.kind == "agreement"}

    def code(self, document: Document) -> list[Event]:
        """Return the events of a document in order of their evidence; none where its language is not coded."""
        ((_, found),) = self.code_all([document])
        return [] if isinstance(found, Skipped) else found

    def code_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Event] | Skipped]]:
        """Yield each document with its events, or with why it was not coded, in order.

        Documents are read some dozens ahead and coded side by side, which is faster than one by one and gives the same.
        """
        for together in _together(documents):
            reasons = [not_coded(document) for document in together]
            coded = [document for document, reason in zip(together, reasons, strict=True) if reason is None]
            found = iter(self._checked(coded))
            for document, reason in zip(together, reasons, strict=True):
                yield document, reason if reason is not None else group_incidents(next(found))

    def _checked(self, documents: Sequence[Document]) -> list[list[Event]]:
        """Return the events of each document, with the encoder's word on all of them taken in one go."""
        found = side_by_side([self._events(document) for document in documents])
        events = iter(checked([event for one in found for event in one]))
        return [list(islice(events, len(one))) for one in found]

    def _events(self, document: Document) -> Parsing[list[Event]]:
        text = document.text
        actors = self.resolver.read(document)
        chosen = list(self._chosen(text, actors))
        if not chosen:
            return []
        times = find_times(text, anchor=document.published)
        story = Story(document, actors, self._parties)
        events: list[Event] = []
        seen = 0
        plain = masked(text, actors.mentions)
        for at in range(0, len(chosen), _SENTENCES):
            window = chosen[at : at + _SENTENCES]
            docs = iter((yield [plain[c.sentence.start : c.sentence.end] for c in window if c.surely]))
            for one in window:
                sentence = one.sentence
                if one.surely:
                    doc = next(docs)
                elif story.may_go_on(sentence, one.words, one.here):
                    (doc,) = yield [plain[sentence.start : sentence.end]]
                else:
                    continue
                scene = story.scene(sentence)
                passed = [t for t in starting_within(times, seen, sentence.end) if t.span.end <= sentence.end]
                story.notice(passed, doc, sentence.start)  # dates in side clauses are no news day
                seen = sentence.end
                local = [t for t in passed if sentence.start <= t.span.start]
                for draft in drafts_of(doc, scene):
                    day = date_of(draft, doc, sentence.start, local, document.published)
                    chain = chain_of(draft, doc, scene, text)
                    events += story.events(draft, sentence, day, chain, asserters(draft, doc, scene))
        story.notice(starting_within(times, seen, len(text)), None, len(text))
        events = [event for event in events if not _among_firms(event)]
        return carry_on(_without_repeats(story.settled(events)), text, actors.mentions)

    def _chosen(self, text: str, actors: DocumentActors) -> Iterator[_Chosen]:
        """Yield the sentences that can hold an event; none where the text names no two countries at all."""
        parties = {c for thing in actors.things for c in self._parties_of(thing)}
        if self.sieve and len(countries_of(actors.mentions) | parties) < 2:
            return
        for start, end in split_sentences(text):
            here = tuple(starting_within(actors.mentions, start, end))
            if not self.sieve:
                yield _Chosen(Sentence(start, end), frozenset(), here, surely=True)
            elif can_hold_event(text[start:end], here):
                before = [m for m in starting_within(actors.mentions, start - BEFORE, start) if m.span.end <= start]
                named = [self._parties_of(thing) for thing in starting_within(actors.things, start, end)]
                words = words_of(text[start:end])
                surely = may_have_two_sides(words, here, before, named)
                yield _Chosen(Sentence(start, end), words, here, surely)

    def _parties_of(self, thing: Mention) -> Sequence[str]:
        return self._parties.get(thing.actor.id, ()) if isinstance(thing.actor, Actor) else ()


def _together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in groups that are coded side by side."""
    group: list[Document] = []
    characters = 0
    for document in documents:
        group.append(document)
        characters += len(document.text)
        if len(group) == _DOCUMENTS or characters >= _CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def _among_firms(event: Event) -> bool:
    """Tell whether no side of an act is more than a firm: such acts are business, not relations of states."""
    return all(p.sector == "business" for p in (*event.source, *event.target))


def not_coded(document: Document) -> Skipped | None:
    """Return why a document cannot be coded, or None where it can."""
    if document.language is None:
        return Skipped(
            document.path, "its language could not be told, so it was not coded", "state `language` in front matter"
        )
    if document.language not in CODED_LANGUAGES:
        return Skipped(
            document.path, f"language {document.language} is not coded yet", "translate it first, or leave it out"
        )
    return None


def _without_repeats(events: Sequence[Event]) -> list[Event]:
    """Keep one event where two readings of a sentence give the same act of the same sides."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = (
            event.evidence.start,
            event.type,
            event.status,
            frozenset(p.country for p in event.source),
            frozenset(p.country for p in event.target),
        )
        if key not in kept or kept[key].confidence < event.confidence:
            kept[key] = event
    return sorted(kept.values(), key=lambda e: (e.evidence.start, e.trigger.start, e.id))
