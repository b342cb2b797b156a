"""Terms that a text states: how long, renewed how, ended with what notice, by which day.

Clauses are read one sentence at a time, in the language of treaties ("shall remain in force for a period of one year and
shall be automatically renewed ... unless either Party notifies the other in writing, 90 days before ...") and in that
of news ("automatically extended for another year unless either side notifies the other 90 days before").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.agreements import term_words as say
from detente.agreements.quantities import Quantity, quantities
from detente.agreements.records import CountedFrom, Notice, Period, Renewal, RenewalKind, Term
from detente.agreements.stated import Clause, FromStart, Stated, StatedKind
from detente.agreements.wording import any_of, plain
from detente.coding.sentences import split_sentences
from detente.reading.timex import TimeExpression
from detente.reading.timex_words import MONTHS
from detente.records import DateValue


def read_terms(text: str, times: Sequence[TimeExpression]) -> list[Stated]:
    """Return the terms that a text states, in order.

    Args:
        text: Clean text of a document.
        times: Its time expressions (`reading.timex.find_times`).
    """
    found: list[Stated] = []
    before: Clause | None = None
    for start, end in split_sentences(text):
        low = plain(text[start:end])
        clause = Clause(text, start, low, [t for t in times if start <= t.span.start < end], tuple(quantities(low)))
        found += _read(clause, before)
        before = clause
    return found


def _read(clause: Clause, before: Clause | None) -> Iterator[Stated]:
    used: set[int] = set()
    for index, size in enumerate(clause.sizes):
        notice = _notice(clause, size)
        if notice is not None:
            used.add(index)
            yield clause.stated("notice", notice, size.start, size.end)
    renewal = _renewal(clause, used)
    if renewal is not None:
        rule, span, taken = renewal
        used |= set() if taken is None else {taken}
        yield clause.stated("renewal", rule, *span)
    yield from _term(clause, used)
    yield from _days(clause, before)
    yield from _in_force(clause)


def _notice(clause: Clause, size: Quantity) -> Notice | None:
    """Read one length of time as a notice period where the words around it say that it is one."""
    low, after, lead = clause.low, clause.low[size.end :], clause.low[: size.start]
    if say.AFTER_NOTICE.match(after) or say.LEAD_NOTICE.search(lead):
        counted = _counted(clause, size)
        return Notice(size.period, counted, not_before=None if counted == "term_end" else _waiting(clause))
    early = re.match(rf"^'?s?'?\s*(?:in\s+advance|{any_of('before')}|earlier|beforehand|ahead)\b", after)
    if early and say.compiled("notify").search(low):
        rest = after[early.end() :]
        closes = re.match(
            r"\s*(?:$|[,.;:)\"]|of\s+(?:its|their|his|the)\s+(?:intention|desire|wish|decision)|that\b|if\b|to\s+end|in\s+writing)",
            rest,
        )
        date_next = any(0 <= t.span.start - clause.start - (size.end + early.end()) <= 12 for t in clause.times)
        if say.LEAVING.match(rest) and not re.search(r"\b(?:unless|renew\w*|extend\w*|expir\w*)\b", low):
            return Notice(size.period, "notice", not_before=_waiting(clause))
        at_any_time = closes and early[0].split()[-1] in {"advance", "ahead", "beforehand"}
        if (
            at_any_time
            and say.TAKES_EFFECT.search(low)
            and not re.search(r"\b(?:unless|renew\w*|extend\w*|term)\b", low)
        ):
            return Notice(size.period, "notice", not_before=_waiting(clause))
        if closes or date_next or say.compiled("ends_word").match(rest):
            return Notice(size.period, "term_end")
        return None
    effect = say.AFTER_EFFECT.match(after)
    if effect and say.TAKES_EFFECT.search(low) and say.NOTICE_WORD.search(effect["what"] or low):
        if re.search(r"\b(?:entry\s+into|enter\w*\s+into|signature|ratification)\b", effect["what"]):
            return None
        if say.IN_FORCE.search(lead[-60:]) and not re.search(r"\b(?:withdraw|terminat|denun)", low):
            return None
        return Notice(size.period, "receipt" if say.RECEIPT.search(low) else "notice", not_before=_waiting(clause))
    return None


def _waiting(clause: Clause) -> Period | None:
    """Return how long after entry into force notice may first be given, where the sentence says so."""
    return next((q.period for q in clause.sizes if say.WAITING.search(clause.low[: q.start])), None)


def _counted(clause: Clause, size: Quantity) -> CountedFrom:
    """Tell from what a period of notice counts: before the end of a term, or from notice or its receipt on."""
    rest = clause.low[size.end :]
    match = re.search(rf"\b{any_of('before')}\b", rest)
    if match and say.compiled("ends_word").match(rest[match.end() :]):
        return "term_end"
    return "receipt" if re.search(r"\b(?:receipt|received)\b", clause.low) else "notice"


def _renewal(clause: Clause, used: set[int]) -> tuple[Renewal, tuple[int, int], int | None] | None:
    low = clause.low
    kind, match = _renewal_kind(low)
    if kind is None or match is None:
        return None
    period, index = _renewal_period(clause, used, match)
    once = 1 if kind == "express" and say.compiled("once").search(low) else None
    unlimited = kind == "tacit" and index is None and say.compiled("unlimited").search(low) is not None
    start, end = match.span()
    if index is not None:
        start, end = min(start, clause.sizes[index].start), max(end, clause.sizes[index].end)
    return Renewal(kind, None if kind == "never" else period, once, unlimited), (start, end), index


def _renewal_kind(low: str) -> tuple[RenewalKind | None, re.Match[str] | None]:
    never = say.compiled("never").search(low)
    if never and not say.compiled("conditional").search(low[never.end() :]):
        return "never", never
    confirmed = say.compiled("confirmed").search(low)
    if confirmed:
        return "express", confirmed
    renew = say.compiled("renew").search(low)
    if renew and say.GOES_ON_FOR.match(renew[0]) and not say.compiled("tacit").search(low):
        # "Shall continue in effect for five years unless": how long it lasts, unless it is for how much longer.
        renew = say.compiled("extend").search(low)
    tacit, conditional = say.compiled("tacit").search(low), say.compiled("conditional").search(low)
    if tacit and (renew or say.compiled("goes_on").search(low)) and not say.compiled("not_tacit").search(low):
        return "tacit", renew or tacit
    goes_on = say.compiled("goes_on").search(low)
    opposed = conditional and say.compiled("notify").search(low)
    if opposed and (goes_on or (renew and _states_rule(low, renew))):
        return "tacit", renew or goes_on
    if goes_on and say.compiled("notify").search(low):
        return "tacit", goes_on
    express = say.compiled("express").search(low)
    if express:
        return "express", say.compiled("renew").search(low, express.start()) or express
    return None, None


def _states_rule(low: str, renew: re.Match[str]) -> bool:
    """Tell a rule ("renews each year unless", "will be extended unless") from a single act ("was extended on Friday")."""
    lead = low[max(0, renew.start() - 60) : renew.start()]
    return bool(
        re.search(r"\b(?:shall|will|would|is|are|be|to\s+be|gets?|was\s+to\s+be)\b[^.;]*$", lead)
        or renew[0].endswith("s")
    )


def _renewal_period(clause: Clause, used: set[int], match: re.Match[str]) -> tuple[Period | None, int | None]:
    """Return the length of a further term: the first free one after the word of renewal, else one before it."""
    free = [(i, q) for i, q in enumerate(clause.sizes) if i not in used]
    after = [(i, q) for i, q in free if q.start >= match.end() and q.start - match.end() < 120]
    for i, q in after:
        if not re.search(r"\b(?:unless|provided)\b[^,]*$", clause.low[match.end() : q.start]):
            return q.period, i
    close = [(i, q) for i, q in free if q.end <= match.start() and match.start() - q.end < 50]
    for i, q in reversed(close):
        beside = q.compound and match.start() - q.end < 3
        if beside or re.search(r"\b(?:each|every|annual|yearly)", clause.low[q.start : q.end]):
            return q.period, i
    if re.search(rf"\b(?:each|every)\s+(?:{'|'.join(m for m in MONTHS if len(m) > 3 or m == 'may')})\b", clause.low):
        return Period(years=1), None
    same = re.search(
        r"\b(?:same|equal|like|similar|equivalent)\s+(?:\w+\s+)?(?:period|term|duration)s?\b", clause.low[match.end() :]
    )
    if same:
        first = next((q.period for q in clause.sizes if q.end <= match.start()), None)
        return first, None
    return None, None


def _term(clause: Clause, used: set[int]) -> Iterator[Stated]:
    low = clause.low
    for index, size in enumerate(clause.sizes):
        if index in used or say.WAITING.search(low[: size.start]):
            continue
        lead, after = low[: size.start], low[size.end :]
        named = size.compound and say.NEWS_TERM.match(after) and not re.search(r"\b(?:for|another|further)\s+$", lead)
        of_pact = size.compound and after.startswith(" term") and say.TERM_OF_PACT.search(lead)
        if (
            named
            or of_pact
            or say.LEAD_TERM.search(lead)
            or (say.ENDS_AFTER.search(lead) and say.FROM_START.match(after))
        ):
            tail = after[:90]
            kind: StatedKind = "counted_from_signature" if _from_signature(tail) else "term"
            yield clause.stated(kind, Term("fixed", size.period), size.start, size.end)
            return
    endless = say.UNLIMITED_TERM.search(low)
    if endless and say.LASTING.search(low) and not say.compiled("renew").search(low) and not say.PUT_OFF.search(low):
        yield clause.stated("term", Term("indefinite"), endless.start(), endless.end())


def _from_signature(tail: str) -> bool:
    counted = say.AFTER_START.match(tail)
    return bool(counted and say.SIGNATURE.search(counted["what"]) and "force" not in counted["what"])


def _days(clause: Clause, before: Clause | None) -> Iterator[Stated]:
    """Yield the day on which an agreement ends and the last day for notice, where the sentence names them."""
    ends: list[TimeExpression] = []
    for time in clause.times:
        start, end = time.span.start - clause.start, time.span.end - clause.start
        lead = clause.low[:start]
        if time.value.start is None or time.kind == "duration":
            continue
        if time.value.precision == "year" and say.NEWS_TERM.match(clause.low[end:]):
            continue  # "terminating the 2018 accord"
        if _is_deadline(clause, time, lead, clause.low[end:], before):
            yield clause.stated(
                "last_day_for_notice", time.value, start, end, recurring=bool(say.YEARLY.search(clause.low))
            )
        elif (say.HAS_UNTIL.search(lead) and say.TO_RENEW.match(clause.low[end:])) or (
            say.LAPSE_LEAD.search(lead[-90:]) and time.bound != "since" and not _was_another(clause.low, lead)
        ):
            ends.append(time)
    for time in clause.times:
        value = time.value if any(time is end for end in ends) else _another_account(time, ends)
        if value is not None:
            start, end = time.span.start - clause.start, time.span.end - clause.start
            yield clause.stated("lapse", value, start, end)


def _another_account(time: TimeExpression, ends: Sequence[TimeExpression]) -> DateValue | None:
    """Return a day beside a stated end as another account of it: "on 22 November; the ministry gave the 23rd"."""
    told = time.value.start
    if time.value.precision != "day" or told is None or time.bound == "since":
        return None
    for end in ends:
        day = end.value.start
        if end.value.precision != "day" or day is None:
            continue
        if (
            time.value.text is not None
            and not re.search(r"\d{4}", time.value.text)
            and (told.month, told.day) != (2, 29)
        ):
            told = told.replace(year=day.year)  # a day without its year is of the year of the one beside it
        if abs(told - day) <= say.SAME_END:
            return replace(time.value, start=told, end=told)
    return None


def _was_another(low: str, lead: str) -> bool:
    """Tell whether what ends is something else: a visit, a deadline, talks, a notice."""
    return bool(
        re.search(
            r"\b(?:deadline|talks?|visit|summit|negotiations?|round|meeting|war|exercise|exercises|term\s+of\s+office|mandate\s+of\s+the\s+president)\b[^.;,]{0,40}$",
            lead,
        )
        or re.search(
            r"\b(?:enter\w*|c[oa]me|coming|go\w*|went|put|brought)\s+into\s+(?:force|effect)[^.;,]{0,12}$", lead
        )
        or re.search(r"\btak(?:e|es|ing)\s+effect[^.;,]{0,12}$|\btook\s+effect[^.;,]{0,12}$", lead)
    )


def _is_deadline(clause: Clause, time: TimeExpression, lead: str, after: str, before: Clause | None) -> bool:
    if time.value.precision != "day":
        return False
    low = clause.low
    about = say.compiled("notify").search(low) or say.compiled("renew").search(low)
    if re.match(r"^\s*(?:\w+\s+)?(?:deadline|cut-?off)\b", after) or say.DEADLINE_LEAD.search(lead):
        context = low + (" " + before.low if before is not None else "")
        return bool(about or say.compiled("notify").search(context) or say.compiled("renew").search(context))
    if time.bound not in {"until", "before"} or not say.compiled("notify").search(low):
        return False
    if say.LAPSE_LEAD.search(lead[-60:]) and not re.search(r"\b(?:notice|notif\w+|told|informed)\b[^.;,]{0,30}$", lead):
        return False
    return bool(say.DUTY.search(low) or say.compiled("conditional").search(low))


def _in_force(clause: Clause) -> Iterator[Stated]:
    """Yield entry into force where it is told from another act: on signature, thirty days after signature."""
    low = clause.low
    match = say.IN_FORCE.search(low)
    if match is None:
        return
    if re.search(r"\b(?:withdraw\w*|terminat\w+|denunciation|denounc\w+|notice)\b[^.;,]{0,60}$", low[: match.start()]):
        return
    rest = low[match.end() : match.end() + 160]
    sized = next((q for q in clause.sizes if q.start >= match.end() and q.start - match.end() < 40), None)
    if re.match(
        r"\s*(?:on|upon|from|at|as\s+of|with)\s+(?:the\s+)?(?:date|day|time|moment)?\s*(?:of\s+)?(?:its\s+|their\s+)?(?:signature|signing)\b",
        rest,
    ):
        yield clause.stated("in_force", FromStart("signature", Period()), match.start(), match.end())
    elif sized is not None:
        tail = re.match(r"^'?s?'?\s*(?:after|following|from)\b([^.;]{0,90})", low[sized.end :])
        if tail and say.SIGNATURE.search(tail[1]):
            yield clause.stated("in_force", FromStart("signature", sized.period), match.start(), sized.end)
        elif tail and re.search(r"\b(?:exchange|instruments?|notification|ratif\w+|deposit)\b", tail[1]):
            yield clause.stated("in_force", FromStart("instruments", sized.period), match.start(), sized.end)
