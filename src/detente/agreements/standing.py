"""What became of an agreement by a date: its terms as they really ran, the notices that stand, its state.

A step counts from the last day on which it can have been ("2019-08" from 31 August), and only if it happened. An agreement
of two parties ends when one leaves it and rests when one suspends it; one of more parties goes on without that party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from detente.agreements.calendar import ONE_DAY, Run, last_day_for_notice, last_day_of_term, runs, takes_effect
from detente.agreements.records import Agreement, Evidence, Renewal, StateOfAgreement, Step, StepKind
from detente.records import DateValue

_BEFORE_FORCE: dict[str, StateOfAgreement] = {
    "proposed": "proposed",
    "negotiated": "negotiated",
    "initialled": "initialled",
    "signed": "signed",
    "ratified": "signed",
}
# Signed or in force and not ended. Much that is named an agreement takes effect when it is signed, and its entry into
# force is stated nowhere.
LIVING: frozenset[StateOfAgreement | None] = frozenset({"signed", "in_force", "notice_given", "suspended"})


@dataclass(frozen=True, slots=True)
class GivenNotice:
    """A notice that stands.

    Attributes:
        effective: First day on which it has taken effect; None where that cannot be told.
        number: How many notices that party had given with it.
        term: Number of the term with whose end it takes effect, where it counts from one.
    """

    step: Step
    effective: date | None
    number: int = 1
    term: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of an agreement on a day.

    Attributes:
        state: None where it is not known, for instance once a term has ended that only an extension could prolong.
        since: First day of that state, as far as known.
        rule: How it was found, in words.
        left: Parties that are out.
        leaving: Notices of parties that have not taken effect yet.
        suspended_by: Parties that have suspended it.
    """

    agreement: str
    on: date
    state: StateOfAgreement | None
    since: date | None
    rule: str
    left: tuple[str, ...] = ()
    leaving: tuple[GivenNotice, ...] = ()
    suspended_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def day_of(value: DateValue | None) -> date | None:
    """Return the day of a date that is known to the day, else None."""
    return value.start if value is not None and value.precision == "day" else None


def happened(agreement: Agreement, on: date) -> list[tuple[date, Step]]:
    """Return the steps that had happened by the end of `on`, each with the day from which it counts, in order."""
    found = [
        (step.date.end, step)
        for step in agreement.steps
        if step.status in {"happened", "ongoing"} and step.date.end is not None and step.date.end <= on
    ]
    return sorted(found, key=lambda pair: pair[0])


def terms(agreement: Agreement, on: date) -> Iterator[Run]:
    """Yield the terms of an agreement: as extended by `on`, then on by its own rule for as long as that is tacit.

    Nothing is yielded where neither the day of entry into force nor a stated end is known, or the term is not, and nothing
    after an extension of unknown length.
    """
    term, renewal = agreement.term, agreement.renewal
    until = day_of(term.until) if term is not None else None
    first = day_of(agreement.in_force) or (agreement.in_force.start if until and agreement.in_force else until)
    if first is None or term is None or (term.kind != "indefinite" and term.period is None and until is None):
        return
    rule = renewal if renewal is not None and renewal.kind == "tacit" else None
    chain = runs(first, term.period, rule, until)
    current = next(chain)
    for day, step in happened(agreement, on):
        if step.kind != "extended" or step.party is not None:
            continue
        while current.last is not None and current.last < day and rule is not None:
            renewed = next(chain, None)
            if renewed is None:
                break
            yield current
            current = renewed
        if current.last is None or (step.until is not None and step.until <= current.last):
            continue
        if step.until is None and rule is not None:
            continue  # it tells what the rule does anyway
        last = step.until
        if last is None and (renewal is None or not renewal.unlimited):
            if renewal is None or renewal.period is None:
                yield current
                return
            try:
                last = last_day_of_term(current.last + ONE_DAY, renewal.period)
            except OverflowError:
                yield current
                return
        yield current
        current = Run(current.number + 1, current.last + ONE_DAY, last)
        chain = _after(current, rule)
    yield current
    yield from chain


def _after(run: Run, rule: Renewal | None) -> Iterator[Run]:
    """Yield the terms that follow `run` by a tacit rule."""
    further = runs(run.first, None, rule, run.last)
    next(further)
    for item in further:
        yield item._replace(number=item.number + run.number - 1)


def standing_notices(agreement: Agreement, on: date) -> list[GivenNotice]:
    """Return the notices given by `on`, but for those suspended, withdrawn or made void by a return of the party."""
    found: list[GivenNotice] = []
    given: Counter[str | None] = Counter()
    for day, step in happened(agreement, on):
        if step.kind == "notice_given":
            given[step.party] += 1
            effective, term = _effect(agreement, day, step, on)
            found.append(GivenNotice(step, effective, given[step.party], term))
        elif step.kind in {"notice_suspended", "notice_withdrawn"} or (step.kind == "acceded" and step.party):
            found = [notice for notice in found if step.party not in {None, notice.step.party}]
        elif step.kind == "extended" and step.party is not None and step.until is not None:
            # The time that the notice of one party runs was prolonged.
            found = [
                replace(notice, effective=step.until) if notice.step.party == step.party else notice for notice in found
            ]
    return found


def _effect(agreement: Agreement, day: date, step: Step, on: date) -> tuple[date | None, int | None]:
    """Return when the notice that `step` gave on `day` takes effect, and with the end of which term."""
    notice = agreement.notice
    if notice is None:
        return step.effective, None
    if notice.counted_from != "term_end":
        return step.effective or takes_effect(day, notice), None
    for run in terms(agreement, on):
        latest = last_day_for_notice(run, notice)
        if step.effective is not None:
            if run.lapse is None or run.lapse >= step.effective:
                return step.effective, run.number if run.lapse == step.effective else None
        elif latest is None or day <= latest:
            return run.lapse, run.number
    return step.effective, None


def standing(agreement: Agreement, on: date) -> Standing:
    """Return the state of `agreement` at the end of the day `on`, from its steps and, where they are silent, its terms."""
    found = _from_dates(agreement, on)
    left: dict[str, None] = {}
    resting: dict[str, None] = {}
    for day, step in happened(agreement, on):
        if step.party is not None:
            _note(step.kind, step.party, left, resting)
        elif step.kind == "resumed":
            resting.clear()
        new = _after_step(agreement, found.state, step, resting)
        if new is not None and (new != found.state or step.kind == "notice_given"):
            found = _Found(new, day, _told(step), step.evidence)
    notices = standing_notices(agreement, on)
    for notice in notices:
        party = notice.step.party
        if notice.effective is None or notice.effective > on:
            continue
        if not concerns_all(agreement, party) and party is not None:
            left[party] = None
        elif found.state == "notice_given":
            rule = f"{_told(notice.step)}, in effect since {notice.effective}"
            found = _Found("terminated", notice.effective, rule, notice.step.evidence)
    if found.state in LIVING:
        found = _lapsed(agreement, on) or found
    leaving = [notice for notice in notices if notice.step.party not in left] if found.state in LIVING else []
    return Standing(
        agreement.id, on, found.state, found.since, found.rule, tuple(left), tuple(leaving), tuple(resting),
        found.evidence or agreement.sources,
    )  # fmt: skip


def _note(kind: StepKind, party: str, left: dict[str, None], resting: dict[str, None]) -> None:
    """Note what a step does to the party that took it."""
    match kind:
        case "withdrawn":
            left[party] = None
            resting.pop(party, None)
        case "acceded":
            left.pop(party, None)
        case "suspended":
            resting[party] = None
        case "resumed":
            resting.pop(party, None)
        case _:
            pass


def _after_step(
    agreement: Agreement, state: StateOfAgreement | None, step: Step, resting: Collection[str]
) -> StateOfAgreement | None:
    """Return the state that a step leads to, or None where it leaves the state as it is."""
    whole = concerns_all(agreement, step.party)
    match step.kind:
        case "proposed" | "negotiated" | "initialled" | "signed" | "ratified":
            return _BEFORE_FORCE[step.kind] if state is None or state in _BEFORE_FORCE.values() else None
        case "in_force":
            return "in_force" if step.party is None else None
        case "extended":
            return None if state == "suspended" or step.party is not None else "in_force"
        case "notice_given":
            return "notice_given" if whole else None
        case "notice_suspended" | "notice_withdrawn":
            return "in_force" if state == "notice_given" else None
        case "suspended":
            return "suspended" if whole else None
        case "resumed":
            return "in_force" if not resting else None
        case "withdrawn":
            return "terminated" if whole else None
        case "terminated" | "expired" | "replaced":
            return step.kind if whole else None
        case _:
            return None


def concerns_all(agreement: Agreement, party: str | None) -> bool:
    """Tell whether what `party` does it does to the whole agreement: it has no more than two, or all acted."""
    return party is None or len(agreement.parties) == 2


class _Found(NamedTuple):
    """A state with the day since when, how it was found and what bears it out."""

    state: StateOfAgreement | None
    since: date | None
    rule: str
    evidence: tuple[Evidence, ...]


def _from_dates(agreement: Agreement, on: date) -> _Found:
    """Return the state that the dates of signature and entry into force alone give."""
    force, signed = agreement.in_force, agreement.signed
    if force is not None and force.end is not None and force.end <= on:
        return _Found("in_force", force.end, f"in force since {force.end}", agreement.sources)
    if signed is not None and signed.end is not None and signed.end <= on:
        return _Found("signed", signed.end, f"signed on {signed.end}", agreement.sources)
    return _Found(None, None, "nothing is known by this date", ())


def _lapsed(agreement: Agreement, on: date) -> _Found | None:
    """Return the state after the last known term if it has ended, else None."""
    ended: Run | None = None
    for run in terms(agreement, on):
        if run.last is None or run.last >= on:
            return None
        ended = run
    if ended is None:
        return None
    renewal = agreement.renewal
    spent = renewal is not None and renewal.times is not None and ended.number > renewal.times
    if renewal is not None and (renewal.kind == "never" or spent):
        return _Found("expired", ended.lapse, f"its last term ended with {ended.last}", agreement.sources)
    rule = f"its term ended with {ended.last}; whether it was extended is not known"
    return _Found(None, ended.lapse, rule, agreement.sources)


def _told(step: Step) -> str:
    return f"{step.kind.replace('_', ' ')}{f' by {step.party}' if step.party else ''} on {step.date.end}"
