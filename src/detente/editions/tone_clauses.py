"""Statements about a country that carry no dyad: what a country is said to do, and what the issuer thinks of it.

The coder asks for a source and a target; official prose often leaves one of them out ("Russia annexed the peninsula", "we
deplore the shelling"). A clause counts where the country is the subject, owner or doer of a deed that the coder's tables or
`data/editions/tone_words.csv` hold hostile or helpful, or stands in what the issuer condemns or welcomes. A word alone never
counts: it must govern the country in the parse, not be denied, and not be imagined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from detente.coding.clauses import clauses_of
from detente.coding.framing import frame_of
from detente.coding.lexicon import noun_patterns, verb_patterns
from detente.coding.ontology import is_hostile
from detente.data.tables import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Sign = Literal["conflictual", "cooperative"]
# (country, start, end) in the sentence.
Place = tuple[str, int, int]
_TO_WHOM = frozenset({"of", "in", "against", "on", "for", "to", "between"})
_NEAR = frozenset({"poss", "amod", "compound", "nmod"})


@cache
def _words(pos: str, role: str) -> dict[str, Sign]:
    found: dict[str, Sign] = {}
    for row in read_rows("editions/tone_words.csv"):
        if row["pos"] == pos and row["role"] == role:
            found[row["lemma"]] = "conflictual" if row["tone"] == "conflictual" else "cooperative"
    return found


def statements(doc: Doc, places: Sequence[Place], own: str) -> Iterator[tuple[str, Sign]]:
    """Yield what a parsed sentence says about each country other than the issuer.

    Args:
        doc: The parse.
        places: The countries that the sentence names.
        own: The issuer.
    """
    others = [place for place in places if place[0] != own]
    if not others:
        return
    for clause in clauses_of(doc):
        if frame_of(clause.predicate).status in {None, "denied", "hypothetical"}:
            continue
        doers = [c for head in clause.subjects for c in _of(head, others)]
        sign = _deed(clause.lemma)
        if sign is not None:
            for country in doers:
                yield country, sign
        attitude = _words("verb", "attitude").get(clause.lemma)
        if attitude is not None and not doers:
            for country in _under(clause.predicate, others):
                yield country, attitude
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or _is_negated(token):
            continue
        lemma = str(token.lemma_).lower()
        if _words("noun", "deed").get(lemma) == "conflictual" or _hostile_noun(lemma):
            for country in _owners(token, others):
                yield country, "conflictual"
        if (felt := _words("noun", "attitude").get(lemma)) is not None:
            for country in _under(token, others):
                yield country, felt


def _deed(lemma: str) -> Sign | None:
    told = _words("verb", "deed").get(lemma)
    if told is not None:
        return told
    types = [pattern.type for pattern in verb_patterns().get(lemma, ()) if pattern.type is not None]
    return "conflictual" if types and all(is_hostile(kind) for kind in types) else None


def _hostile_noun(lemma: str) -> bool:
    types = [pattern.type for pattern in noun_patterns().get(lemma, ()) if pattern.type is not None]
    return bool(types) and all(is_hostile(kind) for kind in types)


def _is_negated(token: Token) -> bool:
    return any(c.dep_ in {"neg", "det"} and c.lower_ in {"no", "not"} for c in token.children)


def _of(head: Token, places: Sequence[Place]) -> list[str]:
    """Return the country of a noun phrase: named by its head, or owning it ("the Kyiv authorities", "Russian forces")."""
    found = [country for country, start, end in places if start <= head.idx < end]
    if found:
        return found
    return [c for child in head.children if child.dep_ in _NEAR for c, start, end in places if start <= child.idx < end]


def _owners(noun: Token, places: Sequence[Place]) -> list[str]:
    """Return whose deed a noun names: "Russia's aggression", "the shelling by Ukrainian forces"."""
    found = [c for child in noun.children if child.dep_ in _NEAR for c in _here(child, places)]
    for marker in noun.children:
        if marker.dep_ in {"prep", "agent"} and marker.lower_ in {"by", "from"}:
            found += [c for g in marker.children if g.dep_ == "pobj" for c in _of(g, places)]
    return list(dict.fromkeys(found))


def _here(token: Token, places: Sequence[Place]) -> list[str]:
    return [country for country, start, end in places if start <= token.idx < end]


def _suffers(token: Token) -> bool:
    marker = token.head
    return token.dep_ == "pobj" and marker.lower_ in _TO_WHOM and marker.head.pos_ in {"NOUN", "PROPN"}


def _under(head: Token, places: Sequence[Place]) -> list[str]:
    """Return the country that what hangs on a word is about: the first that is named in it.

    Who suffers or where it happens ("the bombing of Syria", "the crisis in Ukraine") is not who is meant.
    """
    inside = [token for token in head.subtree if token.i > head.i and not _suffers(token)]
    found = [c for token in inside for c in _here(token, places)]
    return found[:1]
