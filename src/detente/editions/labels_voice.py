"""Whether a sentence speaks in the issuer's own voice: outright, and not in another's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

REGARD = frozenset(
    "regard view consider see describe define call label designate identify treat position deem recognise recognize name "
    "characterise characterize classify declare count brand term".split()
)
_SAY = frozenset(
    "say claim state argue assert accuse call describe declare insist allege maintain regard label brand announce tell".split()
)
_MAYBE = frozenset("may might could would should if unless can must".split())
_FIRST_PERSON = frozenset("we i us our".split())
_DOCUMENT = frozenset(
    "paper strategy document report government ministry administration guidelines it which that".split()
)
_DENIALS = frozenset({"not", "n't", "never", "no", "neither"})
_DENIED_BETWEEN = re.compile(r"\b(?:no longer|hardly|neither)\b")


def own_voice(
    governor: Token,
    head: Token,
    construction: str,
    text: str,
    named: Callable[[Token], list[str]],
    issuer: str | None,
) -> bool:
    """Tell whether the issuer itself says so, outright: not denied, not imagined, not another's words.

    Args:
        governor: The verb by which the label is said of someone.
        head: The label's noun.
        construction: How it is said, see `Label.construction`.
        text: The sentence.
        named: Gives the countries of a noun phrase by its head.
        issuer: Whose edition it is.
    """
    words = {str(c.lower_) for c in governor.children if c.dep_ in {"aux", "neg", "advmod", "mark", "det", "preconj"}}
    words |= {str(c.lower_) for c in head.children if c.dep_ in {"neg", "det", "preconj", "advmod"}}
    between = text[min(governor.idx, head.idx) : max(governor.idx, head.idx)].lower()
    if words & (_DENIALS | _MAYBE) or _DENIED_BETWEEN.search(between):
        return False
    judges = construction in {"as", "position"} and str(governor.lemma_).lower() in REGARD
    # "China calls itself", "Beijing regards Tokyo as": another speaks.
    if judges and any(not _is_ours(subject, named, issuer) for subject in _active_subjects(governor)):
        return False
    for token in governor.ancestors:
        if str(token.lemma_).lower() in _SAY and token.pos_ == "VERB":
            speakers = [country for subject in _active_subjects(token) for country in named(subject)]
            if any(speaker != issuer for speaker in speakers):
                return False
        marks = {str(c.lower_) for c in token.children if c.dep_ in {"neg", "mark"}}
        if marks & {"not", "n't", "if", "unless", "never"}:
            return False
    return True


def _is_ours(subject: Token, named: Callable[[Token], list[str]], issuer: str | None) -> bool:
    """Tell whether a subject speaks for the issuer: "we", the issuer, its government, the document itself."""
    if str(subject.lower_) in _FIRST_PERSON or str(subject.lower_) in _DOCUMENT:
        return True
    speakers = named(subject)
    return bool(speakers) and all(speaker == issuer for speaker in speakers)


def _active_subjects(verb: Token) -> list[Token]:
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    return agents + [c for c in verb.children if c.dep_ == "nsubj"]
