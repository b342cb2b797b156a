"""The coder: documents in, events out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.actors import Resolver
from detente.coding.acts import drafts_of
from detente.coding.attribution import asserters, chain_of
from detente.coding.channels import carry_on
from detente.coding.confidence import checked
from detente.coding.dating import date_of
from detente.coding.incidents import group_incidents
from detente.coding.parsing import masked, parse
from detente.coding.sentences import split_sentences
from detente.coding.sieve import can_hold_event
from detente.coding.story import Sentence, Story
from detente.evidence import starting_within
from detente.reading.timex import find_times
from detente.records import (
    Document,
    Event,
    Skipped,
)

CODED_LANGUAGES = frozenset({"en"})
"""Languages that are coded; documents in others are named and counted, never coded by rules made for another."""


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
        if not_coded(document) is not None:
            return []
        return group_incidents(self._events(document))

    def code_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Event] | Skipped]]:
        """Yield each document with its events, or with why it was not coded."""
        for document in documents:
            reason = not_coded(document)
            yield document, reason if reason is not None else self.code(document)

    def _events(self, document: Document) -> list[Event]:
        text = document.text
        actors = self.resolver.read(document)
        sentences = _sentences(text)
        chosen = [
            s
            for s in sentences
            if not self.sieve or can_hold_event(text[s.start : s.end], starting_within(actors.mentions, s.start, s.end))
        ]
        if not chosen:
            return []
        times = find_times(text, anchor=document.published)
        story = Story(document, actors, self._parties)
        events: list[Event] = []
        seen = 0
        plain = masked(text, actors.mentions)
        for sentence, doc in zip(chosen, parse(plain[s.start : s.end] for s in chosen), strict=True):
            scene = story.scene(sentence)
            passed = [t for t in starting_within(times, seen, sentence.end) if t.span.end <= sentence.end]
            story.notice(passed, doc, sentence.start)  # dates in side clauses are no news day
            seen = sentence.end
            local = [t for t in passed if sentence.start <= t.span.start]
            found = list(drafts_of(doc, scene))
            for draft in found:
                day = date_of(draft, doc, sentence.start, local, document.published)
                chain = chain_of(draft, doc, scene, text)
                said_by = asserters(draft, doc, scene)
                events += story.events(draft, sentence, day, chain, said_by)
        story.notice(starting_within(times, seen, len(text)), None, len(text))
        events = [event for event in events if not _among_firms(event)]
        return checked(carry_on(_without_repeats(story.settled(events)), text, actors.mentions))


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


def _sentences(text: str) -> list[Sentence]:
    return [Sentence(start, end) for start, end in split_sentences(text)]


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
