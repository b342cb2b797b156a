"""Which act a clause is: the pattern of the tables that fits its predicate, object and participants best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, lemma_of, obliques_of
from detente.coding.lexicon import CONDITIONS, Pattern, noun_patterns, verb_patterns, word_list
from detente.coding.participants import Found, Scene, named

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUPS = frozenset({"EU", "NATO", "UNO", "ASEAN"})


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
        if all(_holds(flag, tried, scene) for flag in pattern.flags & CONDITIONS):
            return pattern if pattern.type is not None else None
    return None


def match_noun(clause: Clause, scene: Scene) -> Pattern | None:
    """Return the pattern for a noun that names an act."""
    for pattern in noun_patterns().get(clause.lemma, ()):
        if all(_holds(flag, clause, scene) for flag in pattern.flags & CONDITIONS):
            return pattern
    return None


def _as_preposition(pattern: Pattern, clause: Clause) -> bool:
    """Particles that the parser takes for prepositions: "called on Iran", "pulled out of"."""
    return bool(pattern.particle) and not clause.particle and pattern.particle in clause.obliques


def with_particle(clause: Clause, pattern: Pattern) -> Clause:
    """Return a clause as the pattern reads it: "called in the envoy" has the envoy as object, not as a place."""
    if pattern.particle == clause.particle or clause.objects or pattern.particle in pattern.target:
        return clause
    objects = clause.obliques.get(pattern.particle, ())
    return replace(clause, particle=pattern.particle, objects=objects, obliques=obliques_of(clause.predicate, objects))


def object_words(heads: Sequence[Token]) -> set[str]:
    """Return the lemmas that stand for an object: its head, the nouns compounded with it, and what "a series of" holds."""
    words: set[str] = set()
    transparent = word_list("transparent")
    for head in heads:
        lemma = lemma_of(head)
        words |= {lemma, str(head.lower_), str(head.lemma_).lower()}
        words |= {str(c.lemma_).lower() for c in head.children if c.dep_ in {"compound", "nmod"}}
        if lemma in transparent or head.pos_ in {"NUM", "DET"}:
            for child in head.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    words |= object_words([grand for grand in child.children if grand.dep_ == "pobj"])
    return words


def _has_object(clause: Clause, pattern: Pattern) -> bool:
    if "unaccusative" in pattern.flags:
        # "talks resumed", "the summit took place": what is done stands as subject.
        return not clause.objects and bool(_deep_words(clause.subjects) & pattern.objects)
    words = object_words(clause.objects) | {lemma_of(c) for c in clause.complements if c.tag_ == "VBG"}
    return bool(words & pattern.objects)


def _deep_words(heads: Sequence[Token]) -> set[str]:
    """Return the lemmas of phrases and of the phrases inside them: "the hiatus in the defence dialogue"."""
    return {str(t.lemma_).lower() for head in heads for t in head.subtree if t.pos_ in {"NOUN", "PROPN"}}


def _holds(flag: str, clause: Clause, scene: Scene) -> bool:
    """Tell whether a clause satisfies a condition of a pattern."""
    if flag.endswith("_subject") or flag == "court_source":
        return _subject_is(flag.removesuffix("_subject").removesuffix("_source"), clause, scene)
    if flag.endswith("_object"):
        return _object_is(flag.removesuffix("_object"), clause, scene)
    if flag == "need_with":
        return "with" in clause.obliques or len(_countries(named(scene, clause.subjects, loose=True))) > 1
    if flag == "two_sides":
        return len(_countries(named(scene, clause.subjects, loose=True))) > 1
    if flag == "joint":
        joint = any(c.lower_ in {"joint", "trilateral", "bilateral"} for o in clause.objects for c in o.children)
        return joint or len(_countries(named(scene, clause.subjects, loose=True))) > 1
    words = {w for heads in clause.obliques.values() for w in object_words(heads)} | object_words(clause.objects)
    if flag == "from_list":
        return bool(words & word_list("lists"))
    if flag == "from_agreement":
        return bool(words & word_list("organs"))
    if flag == "on_alert":
        return "alert" in words
    if flag == "prisoner_compound":
        return any(str(c.lemma_).lower() in {"prisoner", "hostage", "spy"} for c in clause.predicate.children)
    if flag == "future_only":
        return bool(
            {c.lower_ for c in clause.predicate.children if c.dep_ == "aux"}
            & {"will", "would", "'ll", "shall", "could"}
        )
    if flag == "own_word_only":
        return clause.predicate.dep_ in {"ccomp", "xcomp"} or "warn" in {
            lemma_of(a) for a in clause.predicate.ancestors
        }
    if flag == "need_on":
        return bool({"on", "upon"} & set(clause.obliques))
    if flag == "be_feeling":
        return any(c.dep_ == "acomp" and c.lower_ in word_list("feelings") for c in clause.predicate.children)
    if flag == "be_against":
        return "against" in clause.obliques or any(
            c.dep_ == "acomp" and c.lower_ == "opposed" for c in clause.predicate.children
        )
    if flag == "to_misdeed":
        return bool(
            words
            & {
                "attack",
                "assassination",
                "murder",
                "killing",
                "bombing",
                "plot",
                "hack",
                "hacking",
                "terrorism",
                "militant",
            }
        )
    if flag == "protest_letter":
        said = {str(t.lemma_).lower() for o in clause.objects for t in o.subtree}
        return bool(said & {"protest", "complaint", "notice"})
    if flag == "persona":
        return "persona" in {t.lower_ for t in clause.predicate.subtree}
    if flag == "with_radar":
        return bool(words & {"radar", "laser"}) or "radar" in {t.lower_ for t in clause.predicate.subtree}
    if flag == "object_control_only":
        return bool(clause.complements)
    raise ValueError(f"no such condition: {flag}")


def _subject_is(kind: str, clause: Clause, scene: Scene) -> bool:
    found = named(scene, clause.subjects, loose=True)
    words = object_words(clause.subjects)
    if kind == "court":
        return any(f.actor is not None and f.actor.sector == "court" for f in found) or bool(
            words & word_list("courts")
        )
    if kind == "crowd":
        return bool(words & word_list("crowds"))
    if kind == "military":
        return bool(words & word_list("military_words")) or any(f.actor and f.actor.sector == "military" for f in found)
    direct = [f for f in found if f.direct and f.country]
    if kind == "person":
        return any(f.actor is not None and f.actor.id != f.country for f in direct)
    return bool(direct)


def _object_is(kind: str, clause: Clause, scene: Scene) -> bool:
    heads = clause.objects or tuple(h for p in ("in", "of", "on", "into") for h in clause.obliques.get(p, ()))
    found = [f for f in named(scene, heads, loose=False) if f.direct]
    if kind == "person":
        opinion = any(c.dep_ in {"oprd", "xcomp", "ccomp"} for c in clause.predicate.children)
        return not opinion and any(f.actor is not None and f.actor.id != f.country for f in found)
    if kind == "group":
        return any(f.country in _GROUPS or (f.actor and f.actor.sector == "international_organisation") for f in found)
    if kind == "military":
        return bool(
            {w for heads in clause.obliques.values() for w in object_words(heads)} & word_list("military_words")
        )
    if kind == "airspace":
        words = {w for heads in clause.obliques.values() for w in object_words(heads)}
        return bool(words & {"airspace", "water", "territory", "border", "sovereignty"})
    if kind == "hard":
        soft = {
            "deal",
            "agreement",
            "pact",
            "tone",
            "balance",
            "accord",
            "compromise",
            "inflation",
            "growth",
            "note",
            "chord",
        }
        return not object_words(clause.objects) & soft
    return any(f.country for f in found)


def _countries(found: Sequence[Found]) -> set[str]:
    return {f.country for f in found if f.country}
