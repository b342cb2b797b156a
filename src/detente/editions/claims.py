"""What a news text says about editions of official documents: one claim for each change, order, label or release told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from detente.actors import Resolver
from detente.actors.document import document_day
from detente.coding.sentences import split_sentences
from detente.editions.claims_label import label_claims
from detente.editions.claims_line import Place, line_of
from detente.editions.claims_rank import rank_claims
from detente.editions.claims_release import is_expected, release_claims
from detente.editions.claims_said import is_outlet, said_in
from detente.editions.claims_scene import Scene, Sketch
from detente.editions.claims_shelf import Shelf, Which
from detente.editions.claims_tone import frequency_claims, tone_claims
from detente.editions.claims_wording import answer_claims, wording_claims
from detente.editions.records import Claim
from detente.evidence import span_of, starting_within
from detente.reading.timex import find_times
from detente.records import Actor, Attribution, Document, Mention, Skipped, content_id

_FUTURE = re.compile(
    r"\b(?:will|is set to|are set to|plans? to|is expected to|is likely to|is to|would|intends to|is"
    r" considering|is planning to)\s+(?:also\s+)?"
    r"(?:describe|call|name|label|remove|delete|drop|omit|add|include|mention|state|list|rank|place|position|"
    r"define|label|designate|say|be|refer|identify)\b",
    re.IGNORECASE,
)
_ADMINISTRATION = re.compile(r"\b([A-Z][a-z]+) (?:administration|government)\b")
_QUESTION = re.compile(r"[?？][”\"']?\s*$")
# How far a running document and topic carry, in characters.
_REACH = 2500
_COMPARING = re.compile(
    r"\b(?:compared (?:with|to)|unlike|in contrast (?:to|with)|different from|instead of|since|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# A document that begins within so many characters of a sentence is what the sentence is about.
_OPENING = 24


@cache
def _resolver() -> Resolver:
    return Resolver.default()


def claims(document: Document, resolver: Resolver | None = None) -> list[Claim]:
    """Return what a document says about editions of official documents.

    Args:
        document: A news text or report in English.
        resolver: Whose tables of actors to use; the packaged ones by default.

    Returns:
        Claims in the order of the text; each span verifies against `document.text`. Empty where the document names no
        official document, and for texts in other languages.
    """
    return _Reader(document, resolver or _resolver()).read() if not_read(document) is None else []


def not_read(document: Document) -> Skipped | None:
    """Return why a document is not read for claims, or None where it is."""
    if document.language in {"en", None}:
        return None
    return Skipped(
        document.path, f"language {document.language} is not read for claims yet", "translate it first, or leave it out"
    )


class _Reader:
    """Reads one document sentence by sentence, with what carries over from one to the next."""

    def __init__(self, document: Document, resolver: Resolver) -> None:
        self.document, self.text = document, document.text
        self.mentions = resolver.read(document).mentions
        self.places = tuple(
            sorted(
                [*_places(self.mentions, self.text), *self._administrations(resolver)], key=lambda place: place.start
            )
        )
        self.times = find_times(self.text, anchor=document.published)
        title = document.title or ""
        self.shelf = Shelf(document, self.places, self.times, _places(resolver.find(title), title))
        self.topic: str | None = None
        self.ranks: list[tuple[str | None, str, int]] = []
        self.ranked_at: int | None = None
        self.outlets: tuple[Attribution, ...] = ()
        self.seen: set[tuple[object, ...]] = set()

    def _administrations(self, resolver: Resolver) -> Iterator[Place]:
        """Yield "the Biden administration" as its country, where the surname alone names nobody in the text."""
        day = document_day(self.document)
        for match in _ADMINISTRATION.finditer(self.text):
            if any(m.span.start < match.end() and match.start() < m.span.end for m in self.mentions):
                continue
            actor = resolver.resolve(f"President {match[1]}", date=day)
            if isinstance(actor, Actor) and actor.country is not None:
                yield Place(actor.country, match.start(), match.end())

    def read(self) -> list[Claim]:
        found: list[Claim] = []
        if not self.shelf.papers:
            return found
        for start, end in split_sentences(self.text):
            found += self._sentence(start, end)
        return found

    def _sentence(self, start: int, end: int) -> Iterator[Claim]:
        mentions = starting_within(self.mentions, start, end)
        said = said_in(self.text, start, end, mentions)
        outlets = tuple(link for link in said if is_outlet(link))
        if outlets:
            self.outlets = outlets
        elif said and any(self.text[link.span.start : link.span.end].lower().startswith("according") for link in said):
            self.outlets = ()
        scene = self._scene(start, end)
        if scene is None:
            return
        times = starting_within(self.times, start, end)
        sketches = [] if _QUESTION.search(self.text[start:end]) else [*rank_claims(scene), *label_claims(scene)]
        if sketches or not _QUESTION.search(self.text[start:end]):
            labelled = [s.trigger for s in sketches if s.kind == "label"]
            words = [s for s in wording_claims(scene) if s.kind == "removed" or not _within(s.trigger, labelled)]
            sketches += [*words, *tone_claims(scene), *frequency_claims(scene), *answer_claims(scene)]
            sketches += release_claims(scene, times)
        for sketch in sketches:
            claim = self._claim(sketch, scene, start, end, said)
            if claim is not None:
                yield claim
        self._carry(scene, sketches, end)

    def _scene(self, start: int, end: int) -> Scene | None:
        papers = self.shelf.within(start, end)
        whiches = tuple(self.shelf.which(paper) for paper in papers)
        earlier = self.shelf.before(start)
        # A sentence is about the newest edition that it names, else about the one named last.
        before = self.shelf.which(earlier) if earlier is not None and start - earlier.start < _REACH else None
        now = [w for w in whiches if not w.old]
        if now:
            which = now[0]
        elif whiches:
            opening = self.text[start : papers[0].start]
            which = self._compared(opening, whiches[0], before)
        elif before is not None:
            which = before
        else:
            return None
        places = [p for p in self.places if start <= p.start and p.end <= end]
        line = line_of(self.text, start, end, places, [(p.start, p.end) for p in papers])
        ranked = self.ranked_at is not None and start - self.ranked_at < 600
        return Scene(line, which, whiches, self.topic, before, ranked, tuple(self.ranks))

    @staticmethod
    def _compared(opening: str, named: Which, running: Which | None) -> Which:
        """Return which edition a sentence is about that names only an earlier one: that one where it opens with it.

        Else the sentence goes on about the new edition and compares: "now a neighbour, up from ... in the 2020 edition".
        """
        opens = len(opening) < _OPENING and not _COMPARING.search(opening)
        if running is None or running.old or opens or running.issuer != named.issuer:
            return named
        return replace(running, reference=named.edition) if running.edition != named.edition else running

    def _carry(self, scene: Scene, sketches: Sequence[Sketch], end: int) -> None:
        named = [s.country for s in sketches if s.country is not None]
        others = list(dict.fromkeys(scene.others([p.country for p in scene.line.places])))
        if named:
            self.topic = named[-1]
        elif fronted := scene.fronted():
            self.topic = fronted
        elif len(others) == 1:
            self.topic = others[0]
        for sketch in sketches:
            if sketch.kind == "rank":
                self.ranked_at = end
                edition = (sketch.which or scene.which).edition
                for rank, country in enumerate(sketch.order or (), start=1):
                    if sketch.after is not None and sketch.after.isdigit():
                        self.ranks.append((edition, country, rank))
                if sketch.after is not None and sketch.after.isdigit() and sketch.country is not None:
                    self.ranks.append((edition, sketch.country, int(sketch.after)))

    def _claim(self, sketch: Sketch, scene: Scene, start: int, end: int, said: tuple[Attribution, ...]) -> Claim | None:
        which = sketch.which or scene.which
        released_before = sketch.kind == "release" and sketch.issuer == "last"
        if sketch.issuer is not None and not released_before:
            which = self.shelf.of_issuer(sketch.issuer) or replace(which, issuer=sketch.issuer, issuer_body=None, series=None,
                                                                  edition=None, reference=None)  # fmt: skip
        edition, reference = which.edition, which.reference
        if released_before:
            edition, reference = which.reference, None
        key = (sketch.kind, which.issuer, edition, sketch.country, sketch.before, sketch.after)
        if key in self.seen or (sketch.kind == "release" and ("release", edition) in self.seen):
            return None
        self.seen |= {key, (sketch.kind, edition)}
        chain = [*said, *(link for link in self.outlets if link.name not in {s.name for s in said})]
        evidence = span_of(self.text, start, end)
        draft = which.draft or (sketch.kind != "release" and not which.old and bool(_FUTURE.search(evidence.quote)))
        trigger = span_of(self.text, max(start, sketch.trigger[0]), min(end, sketch.trigger[1]))
        after = sketch.after
        if sketch.kind == "release" and is_expected(evidence.quote) and not released_before:
            after = f"expected {after}"
        return Claim(
            id=content_id(
                "clm", self.document.id, str(trigger.start), sketch.kind, str(sketch.country), str(after), str(edition)
            ),
            path=self.document.path,
            document=self.document.id,
            issuer=which.issuer,
            issuer_body=which.issuer_body,
            series=which.series,
            edition=edition,
            reference_edition=reference if sketch.kind != "release" else None,
            draft=draft,
            kind=sketch.kind,
            country=sketch.country,
            before=sketch.before,
            after=after,
            order=sketch.order,
            attribution=tuple(chain),
            evidence=evidence,
            trigger=trigger,
            expected=sketch.expected,
        )


def _within(trigger: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(trigger[0] < end and start < trigger[1] for start, end in others)


def _places(mentions: Sequence[Mention], text: str) -> tuple[Place, ...]:
    """Return where countries are named; "the North" and "the South" are the Koreas where the text names them."""
    found = [
        Place(m.actor.country, m.span.start, m.span.end, m.actor.id == m.actor.country, m.actor.sector == "media")
        for m in mentions
        if isinstance(m.actor, Actor) and m.actor.country is not None
    ]
    if any(place.country in {"PRK", "KOR"} for place in found):
        for match in re.finditer(r"\b[Tt]he (North|South)(?![- ](?:[A-Z]|Pacific|China|Sea))\b", text):
            if not any(place.start < match.end() and match.start() < place.end for place in found):
                found.append(Place("PRK" if match[1] == "North" else "KOR", match.start(), match.end()))
    return tuple(sorted(found, key=lambda place: place.start))


__all__ = ["Which", "claims"]
