"""From a parsed sentence to drafts of events: act, sides, status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, clauses_of, lemma_of
from detente.coding.drafts import Draft
from detente.coding.framing import Frame, frame_of
from detente.coding.lexicon import Pattern, noun_patterns, word_list
from detente.coding.matching import match_verb, with_particle
from detente.coding.nominal import nominal_acts
from detente.coding.ontology import is_hostile, quad_class
from detente.coding.participants import Found, Scene, as_state, named
from detente.coding.sides import addressees_of, deep_targets, inside, others, speakers_of, targets_of, two_sides
from detente.coding.speech import AGREED_CODES, accusation, deontic, misdeed, own_word, promised, requested, threatened
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LIGHT = frozenset(
    "make hold have take issue carry launch conduct impose give pay impose stage mount open begin start".split()
)


_STATES_ALONE = frozenset({"arrest", "deport", "convict"})

# PLOVER: these in the future tense imply an intention and are coded as AGREE.
_IMPLIES_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


def drafts_of(doc: Doc, scene: Scene) -> Iterator[Draft]:
    """Yield the acts of one parsed sentence in order of their predicates."""
    spoken_for: set[int] = set()
    nouns = [t for t in doc if t.pos_ in {"NOUN", "PROPN"} and lemma_of(t) in noun_patterns()]
    for clause in clauses_of(doc):
        yield from deontic(clause, scene)
        yield from misdeed(clause, scene)
        pattern = match_verb(clause, scene)
        if pattern is None:
            continue
        spoken_for |= {o.i for o in clause.objects} if pattern.objects else set()
        draft = _verbal(clause, pattern, scene)
        if draft is not None:
            spoken_for |= _inner_nouns(clause)
            yield draft
            yield from accusation(draft, scene)
    for noun in nouns:
        if noun.i not in spoken_for:
            yield from nominal_acts(noun, scene)


def _refused(clause: Clause, frame: Frame, pattern: Pattern) -> bool:
    """ "will not hold talks", "would not send a ship": whoever says so of itself refuses."""
    words = {c.lower_ for c in clause.predicate.children if c.dep_ == "aux"}
    own = pattern.type is not None and quad_class(pattern.type).endswith("COOPERATION")
    return own and frame.negated and not frame.conditional and bool(words & {"will", "would", "wo"})


def _crowd(head: Token, scene: Scene) -> bool:
    """Tell whether a subject is a people at large, as travellers are: "nine million Chinese", "Americans"."""
    mention = scene.at(head)
    bare = mention is not None and isinstance(mention.actor, Actor) and mention.actor.id == mention.actor.country
    return bare and (head.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "nummod" for c in head.children))


def _names_act(token: Token) -> bool:
    """Tell whether an object stands for an act that was told before: "the ruling", "it"."""
    return lemma_of(token) in word_list("act_nouns") or token.lower_ in {"it", "this", "that"}


def _inner_nouns(clause: Clause) -> set[int]:
    """Nouns that only name the object of an act that is already coded: "a number of countermeasures"."""
    inner: set[int] = set()
    for head in clause.objects:
        if lemma_of(head) in word_list("transparent") or lemma_of(clause.predicate) in _LIGHT:
            inner |= {t.i for t in head.subtree if head in {t.head, t.head.head}}
            inner.add(head.i)
    return inner


def _each_other(clause: Clause) -> bool:
    """Tell whether what is done is done by each to the other: "accused each other", "to one another's capitals"."""
    pairs = {("each", "other"), ("one", "another")}
    return any(
        t.i > 0 and (t.nbor(-1).lower_, t.lower_) in pairs and t.dep_ in {"dobj", "pobj", "poss", "dative", "nsubj"}
        for t in clause.predicate.subtree
    )


def _sides(clause: Clause, pattern: Pattern, frame: Frame, scene: Scene) -> tuple[list[Found], list[Found]]:
    """Return who acts and on whom, as far as the clause and those who report it tell."""
    if "unaccusative" in pattern.flags:
        sources, targets = two_sides(inside(clause, scene))
    else:
        sources = named(scene, clause.subjects, loose=True, role="source")
        several = (
            "reciprocal" in pattern.flags and len({f.country for f in sources}) > 1 and "with" not in clause.obliques
        )
        targets = [] if several else targets_of(clause, pattern, scene, sources)
    if not targets and len({f.country for f in sources}) > 1 and _each_other(clause):
        # "Turkey and Egypt accused each other": each does to the others what the clause says.
        targets = list(sources)
    if not sources and clause.passive and pattern.mode in _STATES_ALONE:
        # "was detained in China": only a state arrests, deports and sentences, and it does so on its own ground.
        places = [f for f in named(scene, clause.obliques.get("in", ()), loose=True) if f.country]
        sources = [as_state(f, "where only it can act") for f in places]
        targets = others(targets, sources)
    if not sources and pattern.type == "ACCUSE":
        # "said that there was evidence linking ...": who says so accuses.
        sources = speakers_of(frame, scene)
        targets = others(targets, sources)
    if "draws" in pattern.flags:
        # "drew condemnation from Paris": who is asked for it acts.
        return targets, sources
    return sources, targets


def _verbal(clause: Clause, pattern: Pattern, scene: Scene) -> Draft | None:
    assert pattern.type is not None
    clause = with_particle(clause, pattern)
    frame = frame_of(clause.predicate)
    refused = frame.status is None and _refused(clause, frame, pattern)
    status = "happened" if refused else frame.status
    if frame.absorbed or status is None or ("no_clause" in pattern.flags and clause.complements):
        return None
    if "feeling" in pattern.flags:
        # "Washington was disappointed by the decision": who feels is the grammatical subject of a passive.
        if not clause.passive:
            return None
        clause = replace(clause, subjects=clause.objects, objects=clause.subjects, passive=False)
    if pattern.mode == "visit" and any(_crowd(head, scene) for head in clause.subjects):
        return None
    sources, targets = _sides(clause, pattern, frame, scene)
    kind, mode, cameo = pattern.type, pattern.mode, pattern.cameo
    if refused:
        mode, cameo = ("meet", "125") if pattern.type == "CONSULT" else (None, "120")
        kind = "REJECT"
    if "veiled" in pattern.flags and status in {"planned", "hypothetical"} and own_word(frame, sources, scene):
        kind = "THREATEN"
    if "refusal" in pattern.flags and not targets:
        targets = deep_targets(clause, scene, sources)
    if kind == "AGREE" and "promise" in pattern.flags and clause.complements:
        kind, mode, cameo = promised(clause, scene, kind, mode, cameo)
    if kind == "THREATEN" or "threat" in pattern.flags:
        kind, mode, cameo = "THREATEN", *threatened(clause, scene, mode, cameo)
    if kind == "REQUEST" and mode is None:
        mode, cameo = requested(clause, cameo)
    reciprocal = "reciprocal" in pattern.flags and not refused
    if not targets and is_hostile(kind) and kind != "THREATEN":
        # "Pakistan said that India had shelled two villages": who says so without naming another is the one it was done to.
        targets = [as_state(f) for f in others([*addressees_of(frame, scene), *speakers_of(frame, scene)], sources)]
    if reciprocal and not targets:
        sources, targets = two_sides(sources)
    act_object = None
    if not targets:
        about = [
            *clause.objects,
            *(h for p in ("by", "at", "over", "with", "about") for h in clause.obliques.get(p, ())),
        ]
        act_object = next((head for head in about if _names_act(head)), None)
    if kind == "THREATEN" and status != "denied":
        status = "threatened"
    if status == "planned" and kind in _IMPLIES_AGREE and own_word(frame, sources, scene):
        # What a side says that it will do with or for another is its word given.
        kind, mode, cameo, status = "AGREE", None, AGREED_CODES.get(kind, "030"), "happened"
    if kind == "AGREE" and status == "ongoing":
        status = "happened"
    return Draft(
        kind,
        mode,
        cameo,
        tuple(sources),
        tuple(targets),
        status,
        clause.predicate,
        frame,
        reciprocal,
        False,
        act_object,
    )
