"""A coder behind an OpenAI-compatible endpoint: same records, every quote checked, what does not verify dropped and counted."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import httpx

from detente.actors import DocumentActors, Resolver
from detente.coding import ontology
from detente.coding.attribution import outlet_kind
from detente.coding.coder import not_coded
from detente.coding.dating import unknown
from detente.coding.encoder import Marked, encoder, labels_of
from detente.coding.incidents import group_incidents
from detente.coding.sentences import split_sentences
from detente.errors import DetenteError
from detente.evidence import span_of
from detente.reading.timex import TimeExpression, find_times
from detente.records import (
    EVENT_TYPES,
    STATUSES,
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

KEY_VARIABLE = "DETENTE_ENDPOINT_KEY"
"""Environment variable with the key that the endpoint asks for, if any."""
_CHUNK = 4000
_SECONDS = 120.0

_TASK = """\
You code events between states out of news. Return JSON: {"events": [...]}. Each event is one act of one source on one target:
{"source": words that name who acts, "target": words that name who is acted on, "type": one of %(types)s,
"mode": PLOVER mode or null, "status": one of %(statuses)s, "trigger": the words that carry the act,
"when": the words that date the act or null, "says": words that name who reports it, or null}.
Copy source, target, trigger, when and says letter for letter from the text. A threat is type THREATEN, status threatened.
Leave out acts inside one state. Return {"events": []} where there is none."""


class EndpointError(DetenteError):
    """The endpoint cannot be reached or does not answer as OpenAI's interface has it."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    start: int
    end: int


class HostedCoder:
    """Codes documents with a language model behind an endpoint; nothing is taken over that the text does not hold.

    Args:
        endpoint: Base address, for instance `http://127.0.0.1:11434/v1`.
        model: The model's name at the endpoint.
        resolver: Whose tables of actors to use; the packaged ones by default.

    Attributes:
        dropped: How many answers were dropped, by reason.
    """

    def __init__(self, endpoint: str, model: str, resolver: Resolver | None = None) -> None:
        self.endpoint = endpoint.rstrip("/")
        self.model = model
        self.resolver = resolver or Resolver.default()
        self.dropped: Counter[str] = Counter()
        key = os.environ.get(KEY_VARIABLE)
        self._client = httpx.Client(timeout=_SECONDS, headers={"Authorization": f"Bearer {key}"} if key else {})

    def code(self, document: Document) -> list[Event]:
        """Return the events of a document that verify, in order of their evidence.

        Raises:
            EndpointError: The endpoint fails or its answer is not JSON of the asked shape.
        """
        if not_coded(document) is not None:
            return []
        actors = self.resolver.read(document)
        sentences = split_sentences(document.text)
        times = find_times(document.text, anchor=document.published)
        events: dict[str, Event] = {}
        for chunk in _chunks(sentences):
            for answer in self._ask(document.text[chunk.start : chunk.end]):
                reading = _Reading(document, actors, sentences, times, chunk)
                event = reading.event(answer)
                if isinstance(event, str):
                    self.dropped[event] += 1
                else:
                    events.setdefault(event.id, event)
        return group_incidents(sorted(events.values(), key=lambda e: (e.evidence.start, e.trigger.start, e.id)))

    def _ask(self, text: str) -> Iterator[Mapping[str, Any]]:
        task = _TASK % {"types": ", ".join(EVENT_TYPES), "statuses": ", ".join(STATUSES)}
        body = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
        }
        try:
            response = self._client.post(f"{self.endpoint}/chat/completions", json=body)
            response.raise_for_status()
            content = response.json()["choices"][0]["message"]["content"]
            answers = json.loads(content)["events"]
        except httpx.HTTPError as error:
            raise EndpointError(f"{self.endpoint}: {error}") from error
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EndpointError(
                f"{self.endpoint}: answered something else than the JSON asked for ({error!r})"
            ) from error
        if not isinstance(answers, list):
            raise EndpointError(f"{self.endpoint}: `events` is no list")
        for answer in answers:
            if isinstance(answer, Mapping):
                yield answer
            else:
                self.dropped["not an event"] += 1


@dataclass(frozen=True, slots=True)
class _Reading:
    """An answer read against the piece of the document that it is about."""

    document: Document
    actors: DocumentActors
    sentences: Sequence[tuple[int, int]]
    times: Sequence[TimeExpression]
    chunk: _Chunk

    def event(self, answer: Mapping[str, Any]) -> Event | str:
        """Return the event, or why the answer is dropped."""
        text = self.document.text
        kind, status = answer.get("type"), answer.get("status")
        if kind not in EVENT_TYPES or status not in STATUSES:
            return "type or status that does not exist"
        trigger = self._find(answer.get("trigger"), self.chunk.start)
        if trigger is None:
            return "trigger that the text does not hold"
        start, end = next((s, e) for s, e in self.sentences if s <= trigger.start < e)
        source, target = (self._side(answer.get(role), start, trigger.start) for role in ("source", "target"))
        if source is None or target is None:
            return "actor that the text does not hold or the tables do not know"
        if source.country == target.country:
            return "both sides of one state"
        evidence = span_of(text, min(start, trigger.start), max(end, trigger.end))
        mode = answer.get("mode") if answer.get("mode") in ontology.modes_of(kind) else None
        date = self._date(answer.get("when"), start) or unknown(status, self.document.published)
        return Event(
            id=content_id("e", self.document.id, str(trigger.start), source.id, kind, target.id, status, "hosted"),
            path=self.document.path,
            document=self.document.id,
            date=date,
            source=(source,),
            target=(target,),
            type=kind,
            mode=mode,
            context=(),
            cameo=None,
            intensity=ontology.intensity(kind, mode),
            scale=ontology.SCALE,
            status=status,
            contested=False,
            attribution=self._attribution(answer.get("says"), start),
            evidence=evidence,
            trigger=trigger,
            incident="",
            confidence=_checked(text, evidence, trigger, source.mention, target.mention, kind, status),
        )

    def _find(self, quote: object, near: int) -> Span | None:
        """Return where the text of the chunk holds a quote: at or after `near`, else anywhere before it."""
        if not isinstance(quote, str) or not quote.strip():
            return None
        words = quote.strip()
        at = self.document.text.find(words, near, self.chunk.end)
        if at < 0:
            at = self.document.text.rfind(words, self.chunk.start, near)
        return span_of(self.document.text, at, at + len(words)) if at >= 0 else None

    def _side(self, quote: object, sentence: int, trigger: int) -> Participant | None:
        span = self._find(quote, sentence)
        if span is None:
            return None
        mention = self.actors.at(span.start, span.end)
        if mention is None or not isinstance(mention.actor, Actor) or mention.actor.country is None:
            return None
        actor = mention.actor
        return Participant(actor.id, actor.name, actor.country, actor.sector, mention.span)

    def _date(self, quote: object, sentence: int) -> DateValue | None:
        span = self._find(quote, sentence)
        if span is None:
            return None
        there = [t for t in self.times if t.span.start < span.end and span.start < t.span.end]
        return there[0].value if there else None

    def _attribution(self, quote: object, sentence: int) -> tuple[Attribution, ...]:
        span = self._find(quote, sentence)
        if span is None:
            return ()
        mention: Mention | None = self.actors.at(span.start, span.end)
        actor = mention.actor if mention and isinstance(mention.actor, Actor) else None
        if actor is None or mention is None:
            return (Attribution(span.quote, "person", None, span),)
        if actor.sector == "media":
            return (Attribution(actor.name, outlet_kind(actor.name), actor.country, mention.span),)
        return (Attribution(actor.name, "official" if actor.office else "government", actor.country, mention.span),)


def _chunks(sentences: Sequence[tuple[int, int]]) -> Iterator[_Chunk]:
    """Cut a document into runs of whole sentences that a prompt can hold."""
    start: int | None = None
    end = 0
    for first, last in sentences:
        if start is not None and last - start > _CHUNK:
            yield _Chunk(start, end)
            start = None
        start = first if start is None else start
        end = last
    if start is not None:
        yield _Chunk(start, end)


def _checked(text: str, evidence: Span, trigger: Span, source: Span, target: Span, kind: str, status: str) -> float:
    """Return how likely the project's own encoder holds this type and status: the only calibrated word on a foreign answer."""
    start = min(evidence.start, source.start, target.start)
    end = max(evidence.end, source.end, target.end)
    spans = [(s.start - start, s.end - start) for s in (source, target, trigger)]
    ordered = sorted(spans)
    apart = all(a[1] <= b[0] for a, b in pairwise(ordered))
    scores = encoder().score([Marked(text[start:end], spans[0], spans[1], spans[2] if apart else None)])
    by_type = dict(zip(labels_of("type"), scores["type"][0], strict=True))
    by_status = dict(zip(labels_of("status"), scores["status"][0], strict=True))
    return round(float(by_type.get(kind, 0.0) * by_status.get(status, 0.0)), 2)
