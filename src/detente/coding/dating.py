"""When an act took place, by the words of its own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.coding.anchoring import nearest
from detente.coding.drafts import Draft
from detente.coding.tenses import is_state, plan_of, saying_of, telling_verb, tense_of
from detente.reading.timex import TimeExpression
from detente.reading.timex_calendar import ZONE_SLACK
from detente.records import UNKNOWN_DATE, DateValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# An act "after" a date is dated by it only where little time is left before publication.
_SOON = timedelta(days=31)
# Types that are done by speaking: an act of theirs that is said to lie ahead was done when it was said.
_SPOKEN = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST", "ACCUSE"})


def date_of(draft: Draft, doc: Doc, offset: int, times: Sequence[TimeExpression], published: DateValue) -> DateValue:
    """Return the date of an act from the words of its own sentence.

    A time expression on the act's own predicate comes first, then one on the verb that announces what is planned, then
    the tense: the simple present of news ("Canada expels ...") and what is going on ("is withholding") say "now". A
    threat, a denial or a word given took place when it was uttered, so the date is that of the verb of saying; a plan that
    names no day bears the date on which it is told ("will withdraw": today).

    Args:
        offset: Where the sentence starts in the clean text.
        times: Time expressions of this sentence.
        published: Publication date, which only bounds what is not dated.

    Returns:
        The date with the words that gave it, or an unknown date with the bounds that status and publication allow.
    """
    saying = saying_of(draft)
    uttered = saying is not None and (draft.type in _SPOKEN or draft.status == "threatened")
    verbs: list[Token] = [] if uttered else [draft.predicate]
    verbs += [saying] if saying is not None else []
    if not uttered and draft.predicate != telling_verb(draft):
        verbs.insert(1, telling_verb(draft))
    if draft.status not in {"planned", "hypothetical"}:
        # "cancels a visit next month", "agreed on a truce, which begins on July 27": what lies ahead dates no deed.
        times = [t for t in times if not _lies_ahead(t, published)]
    bounds: DateValue | None = None
    for verb in verbs:
        chosen = nearest(verb, doc, offset, [t for t in times if _may_date(t, draft, announced=verb == saying)])
        if chosen is None:
            continue
        value = _value(chosen, draft, published)
        if value.precision != "unknown" or chosen.bound is None:
            return _bounded(value, draft.status, published)
        bounds = bounds or value
    tensed = by_tense(saying or telling_verb(draft), draft.status, offset, published)
    if tensed is None and saying is None and (draft.status == "planned" or draft.type in _SPOKEN):
        plan = plan_of(draft)
        tensed = now(plan, offset, published) if plan is not None and draft.status != "hypothetical" else None
    return tensed or (_bounded(bounds, draft.status, published) if bounds else unknown(draft.status, published))


def _lies_ahead(time: TimeExpression, published: DateValue) -> bool:
    first, last, start = first_day(published), last_day(published), time.value.start
    if start is None or last is None:
        return False
    return start > last + ZONE_SLACK or (time.ahead and first is not None and start >= first)


def _may_date(time: TimeExpression, draft: Draft, *, announced: bool) -> bool:
    """Tell whether an expression can say when the act, or the saying that announces it, took place."""
    if announced:
        return time.bound is None and time.kind != "duration"
    if time.bound == "until" or (time.bound == "before" and draft.status == "planned"):
        return draft.status == "planned" and time.kind != "duration"
    return time.kind != "duration" or draft.status in {"happened", "ongoing", "threatened"}


def _value(time: TimeExpression, draft: Draft, published: DateValue) -> DateValue:
    """Return what an expression says of an act: its days, or those that "since", "after" and "before" leave."""
    value, latest = time.value, last_day(published)
    if time.bound in {None, "until"} or value.start is None or value.end is None or draft.status == "planned":
        return value
    unbounded = replace(UNKNOWN_DATE, text=value.text, span=value.span)
    if time.bound == "before":
        return replace(unbounded, latest=value.start)
    soon = latest is not None and value.start <= latest and latest - value.start <= _SOON
    if time.bound == "since" and draft.status == "ongoing" and latest is not None and value.start <= latest:
        return replace(value, end=latest, precision="range")
    if time.bound == "after" and soon and latest is not None:
        return replace(value, end=latest, precision="range" if latest > value.start else "day")
    return replace(unbounded, earliest=value.start)


def by_tense(verb: Token, status: Status, offset: int, published: DateValue) -> DateValue | None:
    """Date an act by its tense: the simple present of news ("Canada expels ...") says "now", as "today" would.

    The verb is the word that gives the date. It is as precise as the publication date, and nothing where that is unknown,
    where the verb names a state rather than an act, or in a clause that only describes someone.
    """
    tense = tense_of(verb)
    if status not in {"happened", "ongoing", "threatened", "denied", "planned"} or tense not in {
        "present",
        "progressive",
    }:
        return None
    if tense == "progressive" and status != "ongoing":
        return None
    if tense == "present" and (is_state(verb) or verb.dep_ == "relcl" or _beside(verb)):
        return None
    return now(verb, offset, published)


def _beside(verb: Token) -> bool:
    """Tell whether a present stands in a clause of time or reason beside something that is not news of the day itself."""
    return verb.dep_ == "advcl" and tense_of(verb.head) != "present"


def now(verb: Token, offset: int, published: DateValue) -> DateValue | None:
    """Return the days of publication, given by `verb`; None where they are not known."""
    start, end = first_day(published), last_day(published)
    if start is None or end is None or start > end:
        return None
    span = Span(offset + verb.idx, offset + verb.idx + len(verb), verb.text)
    if published.start == start and published.end == end:
        return DateValue(start, end, published.precision, verb.text, span)
    return DateValue(start, end, "day" if start == end else "range", verb.text, span)


def first_day(published: DateValue) -> date | None:
    """Return the first day on which a document may have come out, or None."""
    return max((d for d in (published.start, published.earliest) if d), default=None)


def last_day(published: DateValue) -> date | None:
    """Return the last day on which a document may have come out, or None."""
    return min((d for d in (published.end, published.latest) if d), default=None)


def unknown(status: Status, published: DateValue) -> DateValue:
    """Return an unknown date, bounded by publication: what happened did so by then, what is planned comes after."""
    if status == "planned":
        return replace(UNKNOWN_DATE, earliest=first_day(published))
    if status == "hypothetical":
        return UNKNOWN_DATE
    return replace(UNKNOWN_DATE, latest=last_day(published))


def _bounded(value: DateValue, status: Status, published: DateValue) -> DateValue:
    if value.precision != "unknown":
        return value
    bounds = unknown(status, published)
    return replace(value, earliest=value.earliest or bounds.earliest, latest=value.latest or bounds.latest)
