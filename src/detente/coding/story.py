"""What a document has told so far, and drafts made into events in its light."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.actors import DocumentActors
from detente.coding import ontology
from detente.coding.clock import Clock
from detente.coding.confidence import confidence_of
from detente.coding.dating import unknown
from detente.coding.drafts import Draft
from detente.coding.hindsight import Hindsight
from detente.coding.participants import Found, Scene
from detente.coding.sieve import BEFORE, PRONOUNS, countries_of, stands_for_two
from detente.evidence import span_of, starting_within
from detente.reading.timex import TimeExpression
from detente.records import (
    Actor,
    Attribution,
    DateValue,
    Document,
    Event,
    Mention,
    Participant,
    Span,
    content_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How far back, in characters, the two sides may have been named that a sentence leaves out.
_NEAR = 400
# How far back the two sides that a report is about may last have been named.
_PAIR = BEFORE
# How far back an act may have been told whose two sides "the two countries" stands for.
_TOLD_PAIR = 800
# Of so many acts told last, one may be what a sentence goes back to: "condemned the ruling".
_ACTS_BEFORE = 4
# Acts that are done to someone, so that a sentence that names nobody leaves out whom.
_DIRECTED = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SANCTION", "RETREAT", "CONCEDE"})
_LAW = re.compile(r"\s+(?:Bill|Act|Law)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document as a half-open range of its clean text."""

    start: int
    end: int


class Story:
    """What the document has told so far: who acted last, which two sides it is about, which acts it named."""

    def __init__(self, document: Document, actors: DocumentActors, parties: Mapping[str, Sequence[str]]) -> None:
        self.document = document
        self.parties = parties
        self.actors = actors
        self._by_start = {m.span.start: m for m in actors.mentions}
        self.told: list[Event] = []
        self.recent: list[Mention] = []
        self._seen = 0
        self.clock = Clock(document)
        self.hindsight = Hindsight(document.published)
        self._last: tuple[Sentence, Draft, list[Found]] | None = None

    def scene(self, sentence: Sentence) -> Scene:
        """Return the scene of a sentence: mentions in it and what came before."""
        mentions = self.actors.mentions
        while self._seen < len(mentions) and mentions[self._seen].span.start < sentence.start:
            mention = mentions[self._seen]
            if isinstance(mention.actor, Actor) and mention.actor.country and mention.actor.sector is not None:
                self.recent = [mention, *(m for m in self.recent if m.actor != mention.actor)][:8]
            self._seen += 1
        near = [m for m in self.recent if sentence.start - m.span.end < _NEAR]
        if self.told and sentence.start - self.told[-1].evidence.end < _NEAR // 2:
            # Who acted last is who a pronoun goes on about, rather than whom the text merely named last.
            last = self.told[-1].source[0]
            near = [Mention(last.mention, self._actor_of(last)), *near]
        return Scene(sentence.start, sentence.end - sentence.start, mentions, near, self._pair(sentence))

    def may_go_on(self, sentence: Sentence, words: Collection[str], here: Sequence[Mention]) -> bool:
        """Tell whether a sentence that names one side at most may have the other from what has been told.

        Args:
            sentence: The sentence, before its scene is asked for.
            words: Its words, as `sieve.words_of` gives them.
            here: Its mentions.
        """
        if not self.told:
            return False
        last = self.told[-1]
        since = sentence.start - last.evidence.end
        if since < _TOLD_PAIR and (stands_for_two(words) or not PRONOUNS.isdisjoint(words)):
            return True
        own = countries_of(here)
        if not own:
            return False
        if len(self.told) > 1 and since <= _NEAR and own <= {p.country for p in (*last.source, *last.target)}:
            return True
        # "condemned the ruling": done by one of those whom the text has told of to another.
        return any(
            not own.isdisjoint(p.country for p in event.target) and own.isdisjoint(p.country for p in event.source)
            for event in self.told[-_ACTS_BEFORE:]
        )

    def _actor_of(self, participant: Participant) -> Actor:
        mention = self._by_start.get(participant.mention.start)
        if mention is not None and isinstance(mention.actor, Actor):
            return mention.actor
        return Actor(participant.id, participant.name, participant.country, participant.sector)

    def _pair(self, sentence: Sentence) -> list[Mention]:
        """Return the two sides that "the two countries" stands for: those of the last act told, else those last named."""
        for event in reversed(self.told[-3:]):
            sides = {p.country: p for p in [*event.source, *event.target]}
            if len(sides) == 2 and sentence.start - event.evidence.end < _TOLD_PAIR:
                return [Mention(p.mention, Actor(p.id, p.name, p.country, p.sector)) for p in sides.values()]
        latest: dict[str, Mention] = {}
        for index in range(self._seen - 1, -1, -1):
            mention = self.actors.mentions[index]
            if sentence.start - mention.span.end > _PAIR:
                break
            actor = mention.actor
            if isinstance(actor, Actor) and actor.country is not None and actor.sector != "media":
                latest.setdefault(actor.country, mention)
            if len(latest) == 2:
                break
        return list(latest.values()) if len(latest) == 2 else []

    def events(
        self,
        draft: Draft,
        sentence: Sentence,
        day: DateValue,
        chain: tuple[Attribution, ...],
        said_by: Sequence[Found],
    ) -> list[Event]:
        """Return one event for each source of a draft that has two sides, or none."""
        targets = (
            list(draft.targets)
            or self._target_left_out(draft, sentence)
            or self._target_of_earlier_act(draft)
            or self._other_party(draft, sentence)
            or self._other_side(draft, sentence)
        )
        sources = [f for f in draft.sources if f.actor is not None and f.country is not None]
        if not sources or not targets or _is_trade(sources, targets):
            return []
        day = self.clock.date_for(draft, sentence.start, day, sources, targets, self.told, said_by)
        made: list[Event] = []
        if draft.reciprocal:
            grouped = [[f for f in sources if f.country == sources[0].country]]
        else:
            grouped = [[f] for f in _one_per_country(sources)]
        for group in grouped:
            own = {f.country for f in group}
            others = [f for f in [*targets, *(sources if draft.reciprocal else [])] if f.country not in own]
            if others:
                made.append(self._event(draft, sentence, day, chain, said_by, group, _one_per_country(others)))
        self.told += made
        for event in made:
            self.hindsight.keep(event, draft, sentence.start)
        if made:
            self._last = (sentence, draft, targets)
        return made

    def _target_left_out(self, draft: Draft, sentence: Sentence) -> list[Found]:
        """ "Bahrain cut relations with Iran, and the Emirates downgraded ties": the second act has the first one's target."""
        if self._last is None or self._last[0] != sentence or self._last[1].type != draft.type or draft.nominal:
            return []
        joined = {self._last[1].predicate, *self._last[1].predicate.conjuncts}
        return list(self._last[2]) if draft.predicate in joined and draft.predicate != self._last[1].predicate else []

    def _other_party(self, draft: Draft, sentence: Sentence) -> list[Found]:
        """ "Seoul decided against extending GSOMIA": the target is the other party to the agreement that is named."""
        source = {f.country for f in draft.sources}
        for thing in starting_within(self.actors.things, sentence.start, sentence.end):
            if isinstance(thing.actor, Actor) and not self._is_law(thing.span):
                parties = self.parties.get(thing.actor.id, ())
                if len(parties) == 2 and len(source & set(parties)) == 1:
                    other = next(party for party in parties if party not in source)
                    actor = Actor(other, other, other, "government", None, (f"other party to {thing.actor.name}",))
                    return [Found(Mention(thing.span, actor), direct=False, by_pronoun=True)]
        return []

    def _is_law(self, span: Span) -> bool:
        """Tell whether an agreement's name is a part of a law's: "the Withdrawal Agreement Bill"."""
        return bool(_LAW.match(self.document.text, span.end))

    def _other_side(self, draft: Draft, sentence: Sentence) -> list[Found]:
        """Return the other of the two sides that the report is about, where the sentence names nobody but its source.

        "Seoul will also halt its complaint": against whom was said before. Only where the last two acts told, just before,
        are between the same two sides.
        """
        if draft.nominal or draft.type not in _DIRECTED or len(self.told) < 2:
            return []
        pairs = [{p.country for p in [*e.source, *e.target]} for e in self.told[-2:]]
        source = {f.country for f in draft.sources}
        if pairs[0] != pairs[1] or len(pairs[1]) != 2 or not source < pairs[1]:
            return []
        if sentence.start - self.told[-1].evidence.end > _NEAR:
            return []
        here = starting_within(self.actors.mentions, sentence.start, sentence.end)
        if any(
            isinstance(m.actor, Actor) and m.actor.country not in source and m.actor.sector != "media" for m in here
        ):
            return []
        other = next(p for p in [*self.told[-1].source, *self.told[-1].target] if p.country not in source)
        actor = Actor(other.id, other.name, other.country, other.sector, None, ("other side of what is told",))
        return [Found(Mention(other.mention, actor), direct=False, by_pronoun=True)]

    def notice(self, times: Sequence[TimeExpression], doc: Doc | None = None, start: int = 0) -> None:
        """Take note of the time expressions up to the end of the sentence that is read next, which begins at `start`."""
        self.clock.notice(times, doc, start)

    def settled(self, events: Sequence[Event]) -> list[Event]:
        """Return `events` with the dates that only the whole text tells, once all of it has been read."""
        return self.hindsight.settle(events, self.clock.first)

    def _target_of_earlier_act(self, draft: Draft) -> list[Found]:
        """ "condemned the ruling": the target is who did what the text has told of before."""
        if draft.act_object is None or not _is_definite(draft.act_object):
            return []
        own = {f.country for f in draft.sources}
        for event in reversed(self.told[-_ACTS_BEFORE:]):
            if not any(p.country in own for p in event.source) and any(p.country in own for p in event.target):
                spot = event.source[0]
                actor = Actor(spot.id, spot.name, spot.country, spot.sector, None, ("source of the act named before",))
                return [Found(Mention(spot.mention, actor), direct=False, by_pronoun=True)]
        return []

    def _event(
        self,
        draft: Draft,
        sentence: Sentence,
        day: DateValue,
        chain: tuple[Attribution, ...],
        said_by: Sequence[Found],
        group: Sequence[Found],
        others: Sequence[Found],
    ) -> Event:
        text = self.document.text
        evidence = span_of(text, sentence.start, sentence.end)
        trigger = _trigger(draft, sentence, text)
        source = tuple(f.participant() for f in group)
        target = tuple(f.participant() for f in others)
        mode = draft.mode if draft.mode in ontology.modes_of(draft.type) else None
        if day.precision == "unknown":
            day = unknown(draft.status, self.document.published) if day.earliest is None and day.latest is None else day
        return Event(
            id=content_id(
                "e", self.document.id, str(trigger.start), *_sides(source), draft.type, *_sides(target), draft.status
            ),
            path=self.document.path,
            document=self.document.id,
            date=day,
            source=source,
            target=target,
            type=draft.type,
            mode=mode,
            context=ontology.contexts_of(draft.cameo) if draft.cameo else (),
            cameo=draft.cameo,
            intensity=ontology.intensity(draft.type, mode),
            scale=ontology.SCALE,
            status=draft.status,
            contested=_contested(draft, said_by, source, target),
            attribution=chain,
            evidence=evidence,
            trigger=trigger,
            incident="",
            confidence=confidence_of(draft, group, others),
        )


def _is_trade(sources: Sequence[Found], targets: Sequence[Found]) -> bool:
    """Tell whether only firms act, and on no state or body that is named itself: "teamed up with a Singaporean operator"."""
    return all(f.actor is not None and f.actor.sector == "business" for f in sources) and not any(
        f.direct for f in targets
    )


def _is_definite(token: Token) -> bool:
    return token.pos_ == "PRON" or any(c.lower_ in {"the", "this", "that", "these", "those"} for c in token.children)


def _contested(
    draft: Draft, said_by: Sequence[Found], source: Sequence[Participant], target: Sequence[Participant]
) -> bool:
    """An act is contested where only the side that suffers it, or an accuser, says that it was done."""
    if draft.frame.accuser is not None or draft.frame.asserted:
        return not any(f.country in {p.country for p in source} for f in said_by)
    if not ontology.is_hostile(draft.type) or not said_by:
        return False
    speakers = {f.country for f in said_by if f.actor is not None and f.actor.sector != "media"}
    return bool(speakers) and speakers <= {p.country for p in target}


def _sides(participants: Sequence[Participant]) -> list[str]:
    return [f"{p.id}@{p.mention.start}" for p in participants]


def _trigger(draft: Draft, sentence: Sentence, text: str) -> Span:
    start = sentence.start + draft.predicate.idx
    return span_of(text, start, start + len(draft.predicate))


def _one_per_country(found: Sequence[Found]) -> list[Found]:
    kept: dict[str | None, Found] = {}
    for item in found:
        kept.setdefault(item.country, item)
    return list(kept.values())
