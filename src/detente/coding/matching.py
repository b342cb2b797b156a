"""Which act a clause is: the pattern of the tables that fits its predicate, object and participants best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, lemma_of, obliques_of
from detente.coding.conditions import holds, object_words
from detente.coding.lexicon import CONDITIONS, Pattern, noun_patterns, verb_patterns
from detente.coding.participants import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def match_verb(clause: Clause, scene: Scene) -> Pattern | None:
    """Return the best pattern for a verbal clause; None where none fits or the best says that it is no act."""
    for pattern in verb_patterns().get(clause.lemma, ()):
        tried = clause
        if pattern.particle != clause.particle:
            if not _as_preposition(pattern, clause):
                continue
            tried = with_particle(clause, pattern)
        if pattern.objects and not _has_object(tried, pattern):
            continue
        if all(holds(flag, tried, scene, pattern) for flag in pattern.flags & CONDITIONS):
            return pattern if pattern.type is not None else None
    return None


def match_noun(clause: Clause, scene: Scene) -> Pattern | None:
    """Return the pattern for a noun that names an act."""
    for pattern in noun_patterns().get(clause.lemma, ()):
        if all(holds(flag, clause, scene, pattern) for flag in pattern.flags & CONDITIONS):
            return pattern
    return None


def _as_preposition(pattern: Pattern, clause: Clause) -> bool:
    """Particles that the parser takes for prepositions: "called on Iran", "pulled out of"."""
    free = not clause.particle and not clause.objects
    return bool(pattern.particle) and free and pattern.particle in clause.obliques


def with_particle(clause: Clause, pattern: Pattern) -> Clause:
    """Return a clause as the pattern reads it: "called in the envoy" has the envoy as object, not as a place."""
    if pattern.particle == clause.particle or clause.objects or pattern.particle in pattern.target:
        return clause
    objects = clause.obliques.get(pattern.particle, ())
    return replace(clause, particle=pattern.particle, objects=objects, obliques=obliques_of(clause.predicate, objects))


def _has_object(clause: Clause, pattern: Pattern) -> bool:
    if "unaccusative" in pattern.flags:
        # "talks resumed", "the summit took place": what is done stands as subject.
        return not clause.objects and bool(_deep_words(clause.subjects) & pattern.objects)
    words = object_words(clause.objects) | {lemma_of(c) for c in clause.complements if c.tag_ == "VBG"}
    return bool(words & pattern.objects)


def _deep_words(heads: Sequence[Token]) -> set[str]:
    """Return the lemmas of phrases and of the phrases inside them: "the hiatus in the defence dialogue"."""
    return {str(t.lemma_).lower() for head in heads for t in head.subtree if t.pos_ in {"NOUN", "PROPN"}}
