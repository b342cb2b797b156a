"""Clauses: each predicate of a parsed sentence with its participants as heads of noun phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.coding.lexicon import noun_patterns, verb_patterns, word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECT = {"nsubj", "csubj"}
_PASSIVE_SUBJECT = {"nsubjpass", "csubjpass"}
_OBJECT = {"dobj", "obj", "dative", "attr", "oprd"}
_PARTICLES = frozenset("off out up down in on over back away".split())
_RELATIVE = frozenset("who which that whom whose where".split())
_OBJECT_CONTROL = frozenset(
    "urge ask call order require press pressure push instruct exhort beg implore beseech encourage advise persuade "
    "convince force allow enable permit request accuse blame criticise criticize condemn suspect thank praise want "
    "expect warn remind invite tell help prevent stop ban prohibit bar denounce commend charge".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and the heads of the noun phrases around it.

    Attributes:
        predicate: The verb, or the noun that names an act.
        particle: Particle of a phrasal verb, or "".
        subjects: Heads of the phrases that act; empty in a passive without "by".
        objects: Heads of the phrases acted on.
        obliques: Heads of prepositional phrases by preposition, those on the verb before those on its object.
        complements: Verbs of clauses that complete the predicate ("agreed to resume", "said that it had attacked").
    """

    predicate: Token
    particle: str = ""
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    obliques: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
    complements: tuple[Token, ...] = ()
    passive: bool = False

    @property
    def lemma(self) -> str:
        """Lemma of the predicate in lower case."""
        return lemma_of(self.predicate)


def lemma_of(token: Token) -> str:
    """Return the lemma in lower case, mended where the tagger's choice of tense would hide a known verb or noun."""
    lemma = str(token.lemma_).lower()
    if lemma in verb_patterns() or lemma in noun_patterns():
        return lemma
    lower = str(token.lower_)
    for ending, put in (
        ("ies", "y"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ):
        if lower.endswith(ending):
            stem = lower[: -len(ending)] + put
            if stem in verb_patterns() or stem in noun_patterns():
                return stem
    return lemma


def conjuncts(head: Token) -> tuple[Token, ...]:
    """Return `head` and the phrases coordinated with it, in order."""
    return tuple(sorted({head, *(token for token in head.conjuncts if token.pos_ != "VERB" or head.pos_ == "VERB")}))


def clauses_of(doc: Doc) -> Iterator[Clause]:
    """Yield the verbal clauses of a parsed sentence in order of their predicates."""
    for token in doc:
        if (token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}) or (
            token.dep_ == "ROOT"
            and lemma_of(token) in verb_patterns()
            and any(c.dep_ in _SUBJECT for c in token.children)
        ):
            yield clause_of(token)


def clause_of(verb: Token) -> Clause:
    """Return the clause of which `verb` is the predicate."""
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    bare_participle = verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"} and not passive
    passive = passive or bare_participle
    objects = _objects(verb, passive)
    if bare_participle:
        objects = (verb.head, *objects)
    subjects = _agents(verb) if passive else _subjects(verb)
    if not passive and not objects and verb.dep_ == "relcl":
        objects = _relative_object(verb)
    return Clause(
        predicate=verb,
        particle=_particle(verb),
        subjects=subjects,
        objects=objects,
        obliques=obliques_of(verb, objects),
        complements=_complements(verb),
        passive=passive,
    )


def _own_subjects(verb: Token) -> tuple[Token, ...]:
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in _SUBJECT and child.i < verb.i + 8:
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                found.extend(conjuncts(verb.head))
            else:
                found.extend(conjuncts(child))
    return tuple(found)


def resumes(verb: Token) -> Token | None:
    """Return the verb that a coordinated finite verb goes on from, where the parser joined it to one inside.

    In "said that Greece would answer and called on Ankara", "called" goes on from "said", not from "answer".
    """
    head = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBZ"}:
        return None
    if head.dep_ == "advcl" and any(c.dep_ == "punct" and c.text == "," and c.i > head.i for c in head.children):
        head = head.head
    inside = head.dep_ in {"ccomp", "xcomp"} and head.tag_ == "VB"
    return head.head if inside and head.head.tag_ == verb.tag_ else None


def _subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return who acts: the verb's own subject, else the one that grammar lends it from the clause above."""
    own = _own_subjects(verb)
    if own or depth > 4:
        return own
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        if (resumed := resumes(verb)) is not None:
            return _subjects(resumed, depth + 1)
        if any(child.dep_ in _PASSIVE_SUBJECT for child in head.children):
            # "was expelled and left": the shared subject is the object of the first verb.
            return _objects(head, passive=True)
        return _subjects(head, depth + 1)
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if verb.tag_ == "VBG":
            return conjuncts(head)
        # "the decision to expel": whoever decided.
        return _holder(head, depth)
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp", "prep"} and head != verb:
        governor = head if verb.dep_ != "pcomp" else head.head
        if governor.pos_ not in {"VERB", "AUX"}:
            return _holder(governor, depth) if governor.pos_ in {"NOUN", "ADJ"} else ()
        if verb.dep_ == "ccomp" and verb.tag_ in {"VBD", "VBZ", "VBP"}:
            return ()
        if verb.dep_ in {"xcomp", "pcomp", "ccomp"} and str(governor.lemma_).lower() in _OBJECT_CONTROL:
            controlled = _objects(governor, passive=any(c.dep_ == "auxpass" for c in governor.children))
            controlled += tuple(
                t for c in governor.children if c.dep_ == "prep" and c.lower_ in {"on", "upon"} for t in _pobj(c)
            )
            if controlled:
                return controlled
        if any(child.dep_ in _PASSIVE_SUBJECT for child in governor.children):
            return _objects(governor, passive=True)
        return _subjects(governor, depth + 1)
    return ()


def _holder(noun: Token, depth: int) -> tuple[Token, ...]:
    """Return whose `noun` is: its possessor, its "by" or "of" phrase, or the subject of the verb that takes it."""
    for child in noun.children:
        if child.dep_ == "poss" or (
            child.dep_ in {"amod", "compound", "nmod"} and child.text[:1].isupper() and child.i < noun.i
        ):
            return conjuncts(child)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "of", "from"}:
            return _pobj(child)
    if noun.dep_ in _OBJECT and noun.head.pos_ in {"VERB", "AUX"}:
        return _subjects(noun.head, depth + 1)
    if noun.pos_ == "ADJ" and noun.head.pos_ in {"VERB", "AUX"}:
        return _subjects(noun.head, depth + 1)
    return ()


def _objects(verb: Token, passive: bool) -> tuple[Token, ...]:
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in _OBJECT or (passive and child.dep_ in _PASSIVE_SUBJECT):
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                found.extend(conjuncts(verb.head))
            else:
                found.extend(conjuncts(child))
    if passive and not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        found.extend(_objects(verb.head, passive=True))
    return tuple(found)


def _relative_object(verb: Token) -> tuple[Token, ...]:
    """Return the noun of "the agreement (that) they signed", where the relative clause has a subject of its own."""
    own = [child for child in verb.children if child.dep_ in _SUBJECT]
    if own and all(child.lower_ not in _RELATIVE for child in own):
        return conjuncts(verb.head)
    return ()


def _agents(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return _pobj(child)
    return ()


def _pobj(preposition: Token) -> tuple[Token, ...]:
    found: list[Token] = []
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"} and child.pos_ not in {"VERB", "AUX"}:
            found.extend(conjuncts(child))
        elif child.dep_ == "prep":
            found.extend(_pobj(child))
    return tuple(found)


def obliques_of(head: Token, objects: tuple[Token, ...] = ()) -> dict[str, tuple[Token, ...]]:
    """Return the prepositional phrases on a predicate and on its objects, by preposition."""
    gathered: dict[str, list[Token]] = {}
    queue = [head, *objects]
    transparent = word_list("transparent")
    while queue:
        anchor = queue.pop(0)
        for child in anchor.children:
            if anchor is head and child.dep_ == "acomp":
                queue.append(child)
            if child.dep_ in {"prep", "dative", "agent"} and child.pos_ in {"ADP", "SCONJ", "ADV", "VERB"}:
                heads = _pobj(child)
                gathered.setdefault(child.lower_, []).extend(
                    h for h in heads if h not in gathered.get(child.lower_, [])
                )
                # "a number of countermeasures against X", "talks in Seoul with X": what hangs on the inner noun counts.
                if (
                    anchor is not head
                    or child.lower_ not in {"of"}
                    or lemma_of(anchor) in transparent
                    or child.lower_ == "of"
                ):
                    queue.extend(h for h in heads if h.pos_ == "NOUN" and len(queue) < 12)
    return {preposition: tuple(heads) for preposition, heads in gathered.items()}


def _particle(verb: Token) -> str:
    for child in verb.children:
        if child.dep_ == "prt":
            return str(child.lower_)
        bare = child.dep_ in {"prep", "advmod"} and child.lower_ in _PARTICLES and not any(child.children)
        if bare and child.i == verb.i + 1:
            return str(child.lower_)
    return ""


def _complements(verb: Token) -> tuple[Token, ...]:
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            found.append(child)
        elif child.dep_ == "prep":
            found.extend(grand for grand in child.children if grand.dep_ == "pcomp" and grand.pos_ == "VERB")
        elif child.dep_ in _OBJECT and child.pos_ == "NOUN":
            # "urged its ally to halt ..." is at times read as the ally's own infinitive.
            found.extend(grand for grand in child.children if grand.dep_ == "acl" and grand.tag_ == "VB")
    return tuple(found)
