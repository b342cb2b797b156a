"""Acts that only a noun names: "the expulsion of two diplomats"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, clause_of, lemma_of, obliques_of
from detente.coding.drafts import Draft
from detente.coding.framing import frame_of
from detente.coding.lexicon import verb_patterns, word_list
from detente.coding.matching import match_noun
from detente.coding.ontology import is_hostile
from detente.coding.participants import Found, Scene, named
from detente.coding.sides import others, two_sides

if TYPE_CHECKING:
    from spacy.tokens import Token


_TAKES_PLACE = frozenset("take occur happen begin start continue resume follow".split())


def nominal_acts(noun: Token, scene: Scene) -> Iterator[Draft]:
    """An act that a noun names counts where the noun has both sides."""
    clause = _noun_clause(noun, scene)
    pattern = match_noun(clause, scene)
    if pattern is None or pattern.type is None:
        return
    frame = frame_of(noun)
    if frame.absorbed or frame.status is None:
        return
    reciprocal = "reciprocal" in pattern.flags
    sources = named(scene, clause.subjects, loose=True, role="source")
    targets: list[Found] = []
    for place in pattern.target:
        heads = clause.obliques.get(place, ())
        found = named(scene, heads, loose=is_hostile(pattern.type)) or [f for h in heads for f in scene.owners(h)]
        if reciprocal and place in {"between", "of"} and len({f.country for f in found}) > 1:
            sources, targets = two_sides(found)
            break
        if targets := others(found, sources):
            break
    if not sources or not targets:
        return
    status = frame.status
    if pattern.type == "THREATEN" and status == "happened":
        status = "threatened"
    yield Draft(
        pattern.type, pattern.mode, pattern.cameo, tuple(sources), tuple(targets), status, noun, frame, reciprocal, True
    )


def _noun_clause(noun: Token, scene: Scene) -> Clause:
    """Return a noun with its phrases in the shape of a clause: who does it as subject, the rest by preposition."""
    obliques = obliques_of(noun)
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and lemma_of(head) not in verb_patterns():
        for preposition, heads in obliques_of(head).items():
            obliques.setdefault(preposition, heads)
    if noun.dep_ == "nsubj" and lemma_of(head) in _TAKES_PLACE:
        # "a prisoner swap took place between Iran and the United States"
        for preposition, heads in obliques_of(head).items():
            obliques.setdefault(preposition, heads)
    while head.dep_ == "prep" and head.lower_ == "of" and lemma_of(head.head) in word_list("transparent"):
        noun_role, head = head.head.dep_, head.head.head
        if noun_role in {"dobj", "nsubjpass"} and head.pos_ == "VERB":
            verb = clause_of(head)
            return Clause(noun, subjects=verb.subjects, obliques={**verb.obliques, **obliques})
    agents: tuple[Token, ...] = tuple(
        c for c in noun.children if c.dep_ in {"poss", "amod", "compound", "nmod"} and (scene.at(c) or c.dep_ == "poss")
    )
    if not agents:
        # The parser hangs a distant "by" on whatever verb is nearest; inside the noun's own phrase it is the noun's.
        by = [t for t in noun.subtree if t.lower_ == "by" and t.dep_ in {"agent", "prep"}]
        agents = tuple(t for b in by for t in b.children if t.dep_ == "pobj") or obliques.get("by", ())
    if not agents and noun.dep_ == "dobj" and head.pos_ == "VERB":
        agents = clause_of(head).subjects
    return Clause(noun, subjects=agents, obliques=obliques)
