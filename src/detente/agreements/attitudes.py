"""What stands over an act on an agreement: wanted, asked for, opposed, planned, threatened, weighed; and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from detente.agreements.wording import lemma_in, words
from detente.coding.clauses import clause_of, conjuncts
from detente.data.tables import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

Attitude = Literal["for", "against", "plan", "threat", "consider", "whether", "neutral"]
_CLIMB = frozenset("xcomp ccomp pcomp prep pobj dobj acl advcl nsubj nsubjpass relcl attr acomp oprd dep".split())
_NEGATIONS = frozenset("not n't never no neither nor hardly".split())
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
# "push for", "object to", "insist on" carry on; "under", "after", "during" only say where or when.
_CARRYING = frozenset("for to on of against about toward towards over in from".split())
# "announced its withdrawal" tells of a plan, "announced that it had withdrawn" only reports.
_REPORTING = frozenset({"announce"})
_DEPTH = 10
_SAME = frozenset({"it", "they", "he", "she"})


@dataclass(slots=True)
class Stand:
    """How someone stands to an act.

    Attributes:
        sign: 1 where the act is wanted, -1 where it is not.
        attitude: The attitude nearest to the act that says so, or None where nothing above the act is one.
        governor: The outermost word of attitude.
        holders: Heads of the phrases that name whose attitude it is.
        undecided: It is asked whether to do it.
        threatened: It is threatened, however far above the act that is said.
    """

    sign: int = 1
    attitude: Attitude | None = None
    governor: Token | None = None
    holders: tuple[Token, ...] = ()
    undecided: bool = False
    threatened: bool = False


@cache
def _table(pos: str) -> Mapping[str, Attitude]:
    found: dict[str, Attitude] = {}
    for row in read_rows("agreements/wording_attitudes.csv"):
        if row["pos"] == pos:
            found.setdefault(row["lemma"], row["attitude"])  # type: ignore[arg-type]  # a test checks them
    return found


def attitude_of(token: Token) -> Attitude | None:
    """Return the attitude that a word expresses to what completes it, or None."""
    pos = _POS.get(str(token.pos_))
    if token.tag_ == "VBN" and (lemma := lemma_in(token, _table("adj"))):
        return _table("adj")[lemma]
    if str(token.lower_) in _table("adj") and token.pos_ in {"ADJ", "VERB"}:
        return _table("adj")[str(token.lower_)]
    lemma = lemma_in(token, _table(pos)) if pos else None
    return _table(pos)[lemma] if pos and lemma else None


def negated(token: Token) -> bool:
    """Tell whether a predicate's own clause, or the noun's own phrase, is negated."""
    return any(
        c.dep_ == "neg" or (c.lower_ in _NEGATIONS and c.dep_ in {"det", "advmod", "preconj"}) for c in token.children
    )


def stand_to(token: Token) -> Stand:
    """Return how someone stands to the act that `token` carries, by what stands above it in its sentence."""
    stand = Stand(sign=-1 if negated(token) else 1)
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in token.children):
        stand.undecided = True
    if any(c.lower_ == "whether" for c in token.children):
        stand.undecided = True
    here = token
    for _ in range(_DEPTH):
        head = here.head
        if head is here:
            break
        if here.dep_ == "conj":
            here = head
            continue
        if here.dep_ in {"relcl", "advcl", "acl"} and not _complement(here) and not _is_wanted(here):
            # A relative clause or participle tells of its act for itself.
            break
        if here.dep_ == "prep" and here.lower_ not in _CARRYING and head.pos_ in {"VERB", "AUX"}:
            break
        if here.dep_ == "prep" and here.lower_ == "against":
            stand.sign, stand.attitude, stand.governor = -stand.sign, "against", head
        elif here.dep_ == "prep" and here.lower_ == "for" and head.pos_ == "AUX":
            stand.attitude, stand.governor = "for", head
        if here.dep_ == "ccomp" and any(c.text in {";", ":"} and here.i < c.i for c in head.children):
            break  # "...; Australia opposes it": what stands before is a sentence of its own
        if here.dep_ not in _CLIMB or (stand.governor is not None and _own_clause(here)):
            break
        _pass(stand, here, _planned_by(here, head) or head)
        here = head
    if stand.governor is not None:
        stand.holders = holders_of(stand.governor)
    return stand


def _planned_by(here: Token, head: Token) -> Token | None:
    """Return the noun that an infinitive completes where the parser hung it on the verb: "signed a law to withdraw"."""
    if here.dep_ != "advcl" or attitude_of(head) is not None:
        return None
    return next((c for c in head.children if c.dep_ == "dobj" and attitude_of(c) == "plan"), None)


def _is_wanted(token: Token) -> bool:
    """Tell whether a participle completes a word of attitude: "want the treaty amended", "support keeping it"."""
    head = token.head
    if token.dep_ != "acl":
        return False
    if token.tag_ == "VBG":
        return attitude_of(head) is not None
    return head.dep_ == "dobj" and str(head.head.lemma_).lower() in words("wanting")


def _own_clause(token: Token) -> bool:
    """Tell whether a clause has a subject of its own, whose attitude it tells whoever reports it."""
    return token.dep_ == "ccomp" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def _complement(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _pass(stand: Stand, here: Token, head: Token) -> None:
    """Let one word above the act have its effect."""
    attitude = attitude_of(head)
    if attitude == "plan" and str(head.lemma_).lower() in _REPORTING and here.dep_ == "ccomp":
        attitude = None
    subject = here.dep_ in {"nsubj", "nsubjpass"}
    if head.pos_ == "AUX" or str(head.lemma_).lower() == "be":
        opinion = next(
            (c for c in head.children if c.dep_ == "nsubj" and str(c.lemma_).lower() in words("opinion")), None
        )
        if opinion is not None and not subject:
            stand.attitude, stand.governor = stand.attitude or "for", opinion
            stand.sign *= -1 if negated(head) else 1
            return
    if attitude is None or (subject and head.pos_ in {"VERB", "AUX"}):
        if head.pos_ in {"VERB", "AUX"} and negated(head) and not subject and here.dep_ in {"xcomp", "dobj", "prep"}:
            stand.sign *= -1
        return
    if attitude == "neutral" and stand.attitude is None:
        # "stressed the extension" says nothing; "stressed the importance of extending" does.
        return
    if attitude == "whether" or any(c.lower_ == "whether" for c in here.children):
        stand.undecided = True
    if attitude == "against":
        stand.sign *= -1
    if negated(head):
        stand.sign *= -1
    stand.threatened = stand.threatened or attitude == "threat"
    stand.attitude = stand.attitude or attitude
    if attitude != "neutral" or stand.governor is not None:
        stand.governor = head


def holders_of(governor: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the heads of the phrases that name whose attitude `governor` is."""
    sourced = _sourced(governor)
    if sourced:
        return sourced
    if governor.tag_ == "VBN" and str(governor.lower_) in _table("adj"):
        # "is committed to": whose attitude it is stands as the subject of what looks like a passive.
        return tuple(h for c in governor.children if c.dep_ in {"nsubj", "nsubjpass"} for h in conjuncts(c))
    if governor.pos_ in {"VERB", "AUX"}:
        found = subjects_of(governor)
        return tuple(t for t in found if t.pos_ != "ADP") or _located(governor)
    owners: list[Token] = []
    if governor.dep_ in {"advcl", "ccomp", "ROOT", "conj", "relcl"} and (
        own := [c for c in governor.children if c.dep_ == "nsubj"]
    ):
        # A verb that the parser takes for a noun: "while France and Germany support keeping it".
        return tuple(h for c in own for h in conjuncts(c))
    for child in governor.children:
        if (
            child.dep_ in {"poss", "amod", "compound", "nmod"}
            and child.i < governor.i
            and ((child.dep_ == "poss" and child.pos_ != "PRON") or child.text[:1].isupper())
        ):
            owners += conjuncts(child)
        elif child.dep_ in {"prep", "agent"} and child.lower_ in {
            "by",
            "from",
            "among",
            "within",
            "inside",
            "of",
            "in",
        }:
            owners += [
                h
                for grand in child.children
                if grand.dep_ == "pobj"
                for h in conjuncts(grand)
                if attitude_of(h) is None
            ]
        if owners:
            return tuple(owners)
    head = governor.head
    if depth < 3 and head is not governor:
        if head.pos_ == "ADP" and head.head is not head:
            head = head.head
        if head.pos_ in {"VERB", "AUX"} and governor.dep_ not in {"nsubj", "nsubjpass"}:
            return holders_of(head, depth + 1)
        if head.pos_ in {"NOUN", "ADJ"}:
            return holders_of(head, depth + 1)
    return ()


def subjects_of(verb: Token) -> tuple[Token, ...]:
    """Return who does what a verb says; for "they" in "announced that they would ..." who announced it."""
    found = clause_of(verb).subjects
    if verb.dep_ == "ccomp" and any(t.lower_ in _SAME for t in found):
        return clause_of(verb.head).subjects or found
    return found


def _sourced(governor: Token) -> tuple[Token, ...]:
    """Return the heads of "calls for ... come from supporters of ...": who is behind them."""
    for token in governor.doc:
        if token.i > governor.i and str(token.lemma_).lower() in words("sourced") and token.i - governor.i < 25:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "from":
                    return tuple(
                        h for grand in child.children if grand.dep_ in {"pobj", "pcomp"} for h in conjuncts(grand)
                    )
    return ()


def _located(governor: Token) -> tuple[Token, ...]:
    """Return the heads of "within the government", where no subject says who."""
    return tuple(
        head
        for child in governor.children
        if child.dep_ == "prep" and child.lower_ in words("within")
        for grand in child.children
        if grand.dep_ == "pobj"
        for head in conjuncts(grand)
    )
