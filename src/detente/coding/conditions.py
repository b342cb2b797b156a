"""The conditions that a row of the tables of predicates may set: `state_subject`, `from_list`, `called_bad` ..."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, lemma_of
from detente.coding.lexicon import Pattern, word_list
from detente.coding.participants import Found, Scene, named

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUPS = frozenset({"EU", "NATO", "UNO", "ASEAN"})
_CUSTODY = frozenset("custody detention prison jail arrest bars".split())
_PLACES = ("in", "of", "on", "into")

WORDS_NEEDED: Mapping[str, frozenset[str]] = {
    "be_against": frozenset({"against", "opposed"}),
    "be_feeling": word_list("feelings"),
    "future_only": frozenset({"will", "would", "'ll", "shall", "could"}),
    "held_hostage": frozenset({"hostage", "captive", "shield", "shields"}),
    "held_responsible": frozenset({"responsible", "accountable", "liable"}),
    "need_against": frozenset({"against"}),
    "need_at": frozenset({"at"}),
    "need_for": frozenset({"for"}),
    "need_on": frozenset({"on", "upon"}),
    "on_hunger_strike": frozenset({"hunger"}),
    "on_visit": frozenset(
        "talk talks visit meeting meetings summit today yesterday monday tuesday wednesday thursday friday saturday "
        "sunday".split()
    ),
    "persona": frozenset({"persona"}),
    "together": frozenset({"together"}),
}
"""Words, as they stand, of which a sentence must have one for a condition to hold in it; other conditions look deeper."""


def holds(name: str, clause: Clause, scene: Scene, pattern: Pattern) -> bool:
    """Tell whether a clause satisfies a condition of a pattern.

    Raises:
        KeyError: No condition has this name.
    """
    if name in _OF_WORDS:
        return _OF_WORDS[name](clause)
    if name.startswith("need_"):
        return _needed(name.removeprefix("need_"), clause, scene)
    if name in {"direct_target", "direct_object"}:
        places = pattern.target if name == "direct_target" else ("obj",)
        heads = [h for p in places for h in (clause.objects if p == "obj" else clause.obliques.get(p, ()))]
        return any(f.direct and f.country for f in named(scene, heads, loose=False))
    if name in _OF_SIDES:
        return _OF_SIDES[name](clause, scene)
    part, _, role = name.rpartition("_")
    return (_object_is if role == "object" else _subject_is)(part, clause, scene)


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


def countries_of(found: Iterable[Found]) -> set[str]:
    """Return the countries of actors found."""
    return {f.country for f in found if f.country}


def _words_around(clause: Clause) -> set[str]:
    return {w for heads in clause.obliques.values() for w in object_words(heads)} | object_words(clause.objects)


def _words_below(clause: Clause) -> set[str]:
    return {str(t.lower_) for t in clause.predicate.subtree}


def _opinion(clause: Clause) -> set[str]:
    """Return the words of what the object is called: "called the move dangerous", "branded it an act of aggression"."""
    words: set[str] = set()
    for child in clause.predicate.children:
        if child.dep_ in {"oprd", "acomp", "xcomp", "ccomp"} or (child.dep_ == "prep" and child.lower_ == "as"):
            words |= {str(t.lemma_).lower() for t in child.subtree}
    for head in clause.objects:
        # The parser often takes what follows for part of the object.
        words |= {str(t.lemma_).lower() for t in head.children if t.i > head.i and t.dep_ in {"amod", "acl", "appos"}}
    return words


def _adjectives(clause: Clause) -> set[str]:
    return {str(c.lower_) for c in clause.predicate.children if c.dep_ in {"acomp", "oprd"}}


def _auxiliaries(clause: Clause) -> set[str]:
    return {str(c.lower_) for c in clause.predicate.children if c.dep_ == "aux"}


def _infinitive(clause: Clause) -> bool:
    return any(
        c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB" and any(g.lower_ == "to" and g.i < c.i for g in c.children)
        for c in clause.predicate.children
    )


def _own_word(clause: Clause) -> bool:
    above = {lemma_of(a) for a in clause.predicate.ancestors}
    return clause.predicate.dep_ in {"ccomp", "xcomp"} or "warn" in above


_OF_WORDS: Mapping[str, Callable[[Clause], bool]] = {
    "from_list": lambda c: bool(_words_around(c) & word_list("lists")),
    "from_agreement": lambda c: bool(_words_around(c) & word_list("organs")),
    "to_blacklist": lambda c: bool(_words_around(c) & {"blacklist", "list", "sanction"}),
    "to_misdeed": lambda c: bool(_words_around(c) & word_list("grave_deeds")),
    "on_alert": lambda c: "alert" in _words_around(c),
    "on_strike": lambda c: "strike" in _words_around(c),
    "on_hunger_strike": lambda c: {"hunger", "strike"} <= _words_below(c),
    "on_visit": lambda c: not c.objects and not _adjectives(c) and bool(_words_below(c) & WORDS_NEEDED["on_visit"]),
    "verbal_attack": lambda c: bool({t.lower_ for o in c.objects for t in o.children} & word_list("verbal_words")),
    "in_custody": lambda c: bool(_words_around(c) & _CUSTODY),
    "held_hostage": lambda c: bool(_words_below(c) & WORDS_NEEDED["held_hostage"]),
    "held_responsible": lambda c: bool(_words_below(c) & WORDS_NEEDED["held_responsible"]),
    "called_bad": lambda c: bool(_opinion(c) & word_list("bad_words")),
    "called_good": lambda c: bool(_opinion(c) & word_list("good_words")),
    "together": lambda c: "together" in _words_below(c),
    "prisoner_compound": lambda c: any(
        str(x.lemma_).lower() in {"prisoner", "hostage", "spy"} for x in c.predicate.children
    ),
    "future_only": lambda c: bool(_auxiliaries(c) & WORDS_NEEDED["future_only"]),
    "own_word_only": _own_word,
    "be_feeling": lambda c: bool(_adjectives(c) & WORDS_NEEDED["be_feeling"]),
    "be_against": lambda c: "against" in c.obliques or "opposed" in _adjectives(c),
    "protest_letter": lambda c: bool(
        {str(t.lemma_).lower() for o in c.objects for t in o.subtree} & {"protest", "complaint", "notice"}
    ),
    "persona": lambda c: "persona" in _words_below(c),
    "with_radar": lambda c: bool(_words_around(c) & {"radar", "laser"}) or "radar" in _words_below(c),
    "has_object": lambda c: bool(c.objects),
    "bare_infinitive": lambda c: any(x.dep_ == "ccomp" and x.tag_ == "VB" for x in c.predicate.children),
    "no_object": lambda c: not c.objects,
    "object_control_only": lambda c: bool(c.complements),
    "infinitive_only": _infinitive,
    "airspace_object": lambda c: bool(_oblique_words(c) & {"airspace", "water", "territory", "border", "sovereignty"}),
    "military_object": lambda c: bool(_oblique_words(c) & word_list("military_words")),
    "hard_object": lambda c: not object_words(c.objects) & word_list("soft_targets"),
    "sanction_object": lambda c: bool(
        _oblique_words(c) & {"sanction", "ban", "embargo", "curb", "restriction", "tariff"}
    ),
}


def _oblique_words(clause: Clause) -> set[str]:
    return {w for heads in clause.obliques.values() for w in object_words(heads)}


def _several(clause: Clause, scene: Scene) -> bool:
    return len(countries_of(named(scene, clause.subjects, loose=True))) > 1


def _joint(clause: Clause, scene: Scene) -> bool:
    joint = any(c.lower_ in {"joint", "trilateral", "bilateral"} for o in clause.objects for c in o.children)
    return joint or _several(clause, scene)


_OF_SIDES: Mapping[str, Callable[[Clause, Scene], bool]] = {"two_sides": _several, "joint": _joint}


def _needed(preposition: str, clause: Clause, scene: Scene) -> bool:
    if preposition == "with":
        return "with" in clause.obliques or _several(clause, scene)
    return bool(WORDS_NEEDED[f"need_{preposition}"] & set(clause.obliques))


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
    if kind == "state":
        return bool(direct)
    raise KeyError(f"{kind}_subject")


def _object_is(kind: str, clause: Clause, scene: Scene) -> bool:
    heads = clause.objects or tuple(h for p in _PLACES for h in clause.obliques.get(p, ()))
    found = [f for f in named(scene, heads, loose=False) if f.direct]
    if kind == "person":
        # "called the premier to congratulate her" is no opinion of the premier.
        opinion = any(
            c.dep_ == "oprd" or (c.dep_ in {"xcomp", "ccomp"} and not any(g.lower_ == "to" for g in c.children))
            for c in clause.predicate.children
        )
        return not opinion and any(f.actor is not None and f.actor.id != f.country for f in found)
    if kind == "group":
        return any(f.country in _GROUPS or (f.actor and f.actor.sector == "international_organisation") for f in found)
    if kind == "nonstate":
        return not any(f.actor is not None and f.actor.id == f.country for f in found)
    if kind == "state":
        return any(f.country for f in found)
    raise KeyError(f"{kind}_object")
