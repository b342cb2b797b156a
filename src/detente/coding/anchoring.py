"""Which predicate of a sentence a time expression belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.coding.clauses import lemma_of
from detente.coding.lexicon import noun_patterns, verb_effects, verb_patterns
from detente.coding.tenses import root_of, tense_of
from detente.reading.timex import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING = 12
_SPEAKING = frozenset("speak talk address write testify tweet appear".split())
_ASIDE = frozenset("relcl acl advcl appos pcomp".split())
_MODIFIES = frozenset("nummod amod compound nmod poss".split())
_MISREAD = frozenset("compound nmod amod nsubj dep".split())
_OCCASION = frozenset({"at", "during", "after"})
_MEETINGS = frozenset(
    "meeting summit talk conference ceremony session forum briefing call conversation visit interview speech hearing "
    "rally consultation negotiation round".split()
)
_SHARED = frozenset(
    "xcomp conj advcl pcomp prep pobj dobj acl nsubj nsubjpass ccomp".split()
)  # links over which a predicate takes the date of the one above it


def nearest(predicate: Token, doc: Doc, offset: int, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the expression that hangs on the predicate, on a verb it completes or shares a subject with.

    Args:
        predicate: Verb or noun that carries an act.
        doc: The parsed sentence.
        offset: Where it starts in the clean text.
        times: Time expressions of the sentence that may date the act.
    """
    if not times:
        return None
    anchors = {id(t): anchor_of(t, doc, offset) for t in times}
    if predicate.pos_ in {"NOUN", "PROPN"}:
        done = [t for t in times if _done_to(anchors[id(t)], predicate)]
        if done:
            return _closest(done, predicate, offset)
        inside = [t for t in times if _in_phrase(anchors[id(t)], predicate)]
        if inside:
            return _closest(inside, predicate, offset)
    beside = [t for t in times if _accompanies(anchors[id(t)], predicate)]
    own_subject = False
    token = predicate
    for candidate in _circle(predicate):
        own_subject = own_subject or (candidate != token and token.dep_ == "conj" and has_subject(token))
        token = candidate
        if own_subject:
            # Only a date that opens the sentence covers a second clause with a subject of its own.
            times = [t for t in times if t.span.start - offset < _OPENING]
        mine = [t for t in times if anchors[id(t)] is not None and anchors[id(t)] == candidate]
        if mine:
            return _closest(mine, predicate, offset)
        if beside:
            return _closest(beside, predicate, offset)
    return None


def _accompanies(anchor: Token | None, predicate: Token) -> bool:
    """Tell whether a date hangs on an occasion at which the act was done.

    "Speaking in Ottawa on Thursday, she said ..."; "at a meeting in Singapore on 4 June, they agreed ..."; "when they met
    in 2019, they agreed ...".
    """
    if anchor is None:
        return False
    if anchor.dep_ == "advcl" and any(c.lower_ in {"when", "while"} for c in anchor.children):
        return _shares_subject(anchor.head, predicate)
    if anchor.tag_ == "VBG" and lemma_of(anchor) in _SPEAKING and anchor.dep_ in {"advcl", "acl"}:
        return _shares_subject(anchor.head, predicate)
    if (
        anchor.pos_ == "NOUN"
        and anchor.dep_ == "pobj"
        and anchor.head.lower_ in _OCCASION
        and lemma_of(anchor) in _MEETINGS
    ):
        return _shares_subject(anchor.head.head, predicate)
    return False


def _shares_subject(head: Token, predicate: Token) -> bool:
    """Tell whether `head` is the predicate, its subject, or the verb it is joined to without a subject of its own."""
    verb = head.head if head.dep_ in {"nsubj", "nsubjpass"} else head
    while predicate.dep_ in {"conj", "xcomp"} and predicate != verb and not has_subject(predicate):
        predicate = predicate.head
    return verb == predicate


def _closest(times: Sequence[TimeExpression], predicate: Token, offset: int) -> TimeExpression:
    return min(times, key=lambda t: abs(t.span.start - offset - predicate.idx))


def _done_to(anchor: Token | None, noun: Token) -> bool:
    """Tell whether a date hangs on a participle that says when the act itself was done: "the agreement reached on July 22"."""
    return anchor is not None and anchor.dep_ == "acl" and anchor.tag_ == "VBN" and anchor.head == noun


def _in_phrase(anchor: Token | None, noun: Token) -> bool:
    """Tell whether a date hangs on a noun's own phrase and not on a clause inside it that tells of something else."""
    token = anchor
    while token is not None and token != noun:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ != "acl":
            return False
        token = None if token.head == token else token.head
    return token is not None


def anchor_of(time: TimeExpression, doc: Doc, offset: int) -> Token | None:
    """Return the predicate that a time expression hangs on."""
    start, end = time.span.start - offset, time.span.end - offset
    inside = [t for t in doc if start <= t.idx < end]
    if not inside:
        return None
    head = next((t for t in inside if t.head not in inside or t.head == t), inside[0])
    if head.dep_ in _MISREAD and inside[0].i == 0 and doc[min(inside[-1].i + 1, len(doc) - 1)].tag_ != "POS":
        # "The following month Russia expelled ...": the parser takes the opening words for a part of the subject.
        return head.sent.root
    if time.bound is None and head.dep_ in _MODIFIES and head.head.pos_ in {"NOUN", "PROPN"} and head.i < head.head.i:
        return head.head  # "the 2020 election", "the November 9 agreement": the date is the noun's
    told = next((c for c in head.children if c.dep_ == "relcl" and has_subject(c) and not _has_relative(c)), None)
    if told is not None:
        return (
            told  # "the day Russia attacked", and where the parser takes "the following month Russia expelled" for it
        )
    for ancestor in head.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"} and ancestor.dep_ not in {"aux", "auxpass"}:
            return ancestor
        if ancestor.pos_ in {"NOUN", "PROPN"} and lemma_of(ancestor) in noun_patterns():
            # A date inside the phrase of a noun that names an act is that act's, unless the noun is what a verb does.
            light = ancestor.dep_ in {"dobj", "nsubjpass"} and lemma_of(ancestor.head) in verb_patterns()
            return ancestor.head if light else ancestor
        if ancestor.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"pobj", "npadvmod"} and head.head.lower_ == "of":
            # "the incident of December 2018": the date is the incident's, not that of what is done about it.
            return ancestor
    return head.head if head.head != head else None


def on_main_line(time: TimeExpression, doc: Doc, offset: int) -> bool:
    """Tell whether a time expression dates what its sentence tells, not a clause or phrase inside it that looks elsewhere."""
    token = anchor_of(time, doc, offset)
    if token is not None and token.sent.root.pos_ not in {"VERB", "AUX"}:
        return True  # the parser found no verb that the sentence hangs on, so its clauses say nothing
    if token is not None and token.pos_ in {"NOUN", "PROPN"} and tense_of(root_of(token)) == "present":
        return False  # "the agreement of July 22 provides ...": of what was done then it says only how it is now
    while token is not None and token.dep_ != "ROOT" and token.head != token:
        if token.tag_ == "VBG" and lemma_of(token) in _SPEAKING:
            return True
        opens = token.i < root_of(token).i and token.dep_ in {"advcl", "pcomp"}
        if token.dep_ in _ASIDE and not (opens and not _marked(token)):
            return False
        token = token.head
    return True


def _marked(verb: Token) -> bool:
    return any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in {"after", "since", "before", "when", "as"} for c in verb.children
    )


def _circle(predicate: Token) -> list[Token]:
    """Return the tokens whose dates the predicate may take, the nearest first.

    It takes its own, those of the verb it completes ("decided on Friday to expel") and of the verb whose subject it
    shares; never those of a verb that only reports it ("said on Friday that ...").
    """
    circle = [predicate]
    token = predicate
    for _ in range(4):
        head = token.head
        if head == token:
            break
        if token.dep_ == "ccomp" and "report" in verb_effects().get(lemma_of(head), frozenset()):
            break
        if token.dep_ not in _SHARED:
            break
        if token.dep_ == "acl" or (token.dep_ == "advcl" and token.tag_ in {"VBD", "VBZ"}):
            break
        circle.append(head)
        token = head
    return circle


def _has_relative(verb: Token) -> bool:
    return any(t.tag_ in {"WDT", "WP", "WRB", "WP$"} for t in verb.children)


def has_subject(token: Token) -> bool:
    """Tell whether a coordinated verb has a subject of its own and so tells of something else."""
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
