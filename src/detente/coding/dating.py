"""When an act took place: the time expression that belongs to its predicate, else what the running text says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from detente.coding.clauses import lemma_of
from detente.coding.drafts import Draft
from detente.coding.lexicon import Effect, noun_patterns, verb_effects, verb_patterns, word_list
from detente.reading.timex import TimeExpression
from detente.records import UNKNOWN_DATE, DateValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A bound ("since 2018", "until 24 August") says when an act began or ends, not when it was done.
_BEGINS = frozenset({"since"})
_OPENING = 12
_CARRIES: frozenset[Effect] = frozenset({"do", "ongoing"})
# Verbs whose past looks like their present.
_UNCHANGED = frozenset("cut put set hit shut quit let".split())
_NOT_THE_DAY = frozenset({"until", "before", "after"})


def date_of(draft: Draft, doc: Doc, offset: int, times: Sequence[TimeExpression], published: DateValue) -> DateValue:
    """Return the date of an act from the time expressions of its own sentence.

    Args:
        offset: Where the sentence starts in the clean text.
        times: Time expressions of this sentence.
        published: Publication date, which only bounds what is not dated.

    Returns:
        The date with the words that gave it, or an unknown date with the bounds that status and publication allow.
    """
    own = [t for t in times if _fits(t, draft)]
    chosen = _nearest(_telling_verb(draft), doc, offset, own)
    if chosen is None:
        return _by_tense(draft, offset, published) or unknown(draft.status, published)
    return chosen.value if chosen.value.precision != "unknown" else _bounded(chosen.value, draft.status, published)


def _is_present(verb: Token) -> bool:
    """Tell whether a verb is in the simple present, by the verb it is joined to where its own form does not say ("cut")."""
    if verb.dep_ == "conj" and verb.lower_ in _UNCHANGED and verb.tag_ in {"VBD", "VB"}:
        return verb.head.tag_ in {"VBZ", "VBP"}
    return verb.tag_ in {"VBZ", "VBP"}


def _telling_verb(draft: Draft) -> Token:
    """Return the verb whose date is the act's: for a word given ("said that it will help") the verb of saying."""
    if draft.type == "AGREE" and draft.frame.reporters:
        return draft.frame.reporters[-1]
    verb = draft.predicate
    while (
        verb.dep_ == "xcomp"
        and verb.head.pos_ == "VERB"
        and verb_effects().get(lemma_of(verb.head), frozenset()) & _CARRIES
    ):
        # "begins lodging": the tense stands on the verb above.
        verb = verb.head
    return verb


def _by_tense(draft: Draft, offset: int, published: DateValue) -> DateValue | None:
    """Date an act by its tense: the simple present of news ("Canada expels ...") says "now", as "today" would.

    The verb is the word that gives the date. It is as precise as the publication date, and nothing where that is unknown
    or where the verb names a state rather than an act.
    """
    verb = _telling_verb(draft)
    plain = _is_present(verb) and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    start, end = published.start or published.earliest, published.end or published.latest
    if not plain or draft.status not in {"happened", "ongoing", "threatened"} or start is None or end is None:
        return None
    if lemma_of(verb) in word_list("stative") or verb.dep_ in {"relcl", "advcl"}:
        return None
    span = Span(offset + verb.idx, offset + verb.idx + len(verb), verb.text)
    precision = published.precision if published.start is not None else "range"
    return DateValue(start, end, precision, verb.text, span)


def unknown(status: Status, published: DateValue) -> DateValue:
    """Return an unknown date, bounded by publication: what happened did so by then, what is planned comes after."""
    if status == "planned":
        return replace(UNKNOWN_DATE, earliest=published.start or published.earliest)
    if status == "hypothetical":
        return UNKNOWN_DATE
    return replace(UNKNOWN_DATE, latest=published.end or published.latest)


def _bounded(value: DateValue, status: Status, published: DateValue) -> DateValue:
    bounds = unknown(status, published)
    return replace(value, earliest=value.earliest or bounds.earliest, latest=value.latest or bounds.latest)


def _fits(time: TimeExpression, draft: Draft) -> bool:
    if time.kind == "duration" or time.bound in _NOT_THE_DAY:
        return draft.status == "planned" and time.bound in {"until", "before"} and time.kind != "duration"
    return time.bound not in _BEGINS or draft.status == "ongoing"


def _nearest(predicate: Token, doc: Doc, offset: int, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the expression that hangs on the predicate, on a verb it completes or shares a subject with."""
    if not times:
        return None
    anchors = {id(t): _anchor(t, doc, offset) for t in times}
    if predicate.pos_ in {"NOUN", "PROPN"}:
        inside = [t for t in times if _in_phrase(anchors[id(t)], predicate)]
        if inside:
            return min(inside, key=lambda t: abs(t.span.start - offset - predicate.idx))
    own_subject = False
    token = predicate
    for candidate in _circle(predicate):
        own_subject = own_subject or (candidate != token and token.dep_ == "conj" and _has_subject(token))
        token = candidate
        if own_subject:
            # Only a date that opens the sentence covers a second clause with a subject of its own.
            times = [t for t in times if t.span.start - offset < _OPENING]
        mine = [t for t in times if anchors[id(t)] is not None and anchors[id(t)] == candidate]
        if mine:
            return min(mine, key=lambda t: abs(t.span.start - offset - predicate.idx))
    return None


def _in_phrase(anchor: Token | None, noun: Token) -> bool:
    """Tell whether a date hangs on a noun's own phrase and not on a clause inside it that tells of something else."""
    token = anchor
    while token is not None and token != noun:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ != "acl":
            return False
        token = None if token.head == token else token.head
    return token is not None


def _anchor(time: TimeExpression, doc: Doc, offset: int) -> Token | None:
    """Return the predicate that a time expression hangs on."""
    start, end = time.span.start - offset, time.span.end - offset
    inside = [t for t in doc if start <= t.idx < end]
    if not inside:
        return None
    head = next((t for t in inside if t.head not in inside), inside[0])
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
        if token.dep_ in {"ccomp"} and "report" in verb_effects().get(lemma_of(head), frozenset()):
            break
        if token.dep_ not in {
            "xcomp",
            "conj",
            "advcl",
            "pcomp",
            "prep",
            "pobj",
            "dobj",
            "acl",
            "nsubj",
            "nsubjpass",
            "ccomp",
        }:
            break
        if token.dep_ == "acl" or (token.dep_ == "advcl" and token.tag_ in {"VBD", "VBZ"}):
            break
        circle.append(head)
        token = head
    return circle


def _has_subject(token: Token) -> bool:
    """Tell whether a coordinated verb has a subject of its own and so tells of something else."""
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def day_of(value: DateValue) -> date | None:
    """Return the day of a value that is exact to the day, else None."""
    return value.start if value.precision == "day" else None
