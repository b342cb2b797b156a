"""The days on which something about an agreement falls due, from its terms and from what happened by a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from detente.agreements.calendar import ONE_DAY, Run, after, every, last_day_for_notice
from detente.agreements.moments import beginning
from detente.agreements.records import Agreement, Deadline, DeadlineKind, Evidence, Notice, Period
from detente.agreements.standing import LIVING, GivenNotice, concerns_all, day_of, standing, standing_notices, terms

_MONTHS = ("January February March April May June July August September October November December").split()


def deadlines(agreement: Agreement, on: date, within: Period | int | None = None) -> tuple[Deadline, ...]:
    """Return what falls due for `agreement` from `on` to the end of `within`, both days included, in order.

    What is known on `on` counts: a notice given later changes nothing yet.

    - `last_day_for_notice`: of every term that goes on by itself unless a party gives notice in time;
    - `term_end`: the last day of such a term where notice does not count from it, or its period is not known;
    - `lapse`: the first day out of force, of a term that does not go on by itself or of which notice was given;
    - `withdrawal`: the day on which a party that gave notice is out, where the others go on;
    - `review`, `milestone`: what the agreement itself sets down, and the first day on which a party may give notice.

    Args:
        within: A period or a number of days; None for a year.

    Returns:
        Nothing where the agreement is not signed or in force on `on`, or where that is not known.
    """
    end = _end(on, within)
    state = standing(agreement, on)
    if state.state not in LIVING:
        return ()
    notices = standing_notices(agreement, on)
    ending = next((notice for notice in notices if concerns_all(agreement, notice.step.party)), None)
    found = [*_of_terms(agreement, on, end, ending), *_of_reviews(agreement, on, end), *_first_notice(agreement)]
    found += _of_leaving(agreement, state.leaving)
    if ending is not None and ending.effective is not None:
        found.append(_of_notice(agreement, ending, ending.effective))
    return tuple(sorted((item for item in found if on <= item.date <= end), key=_in_order))


def due(agreements: Iterable[Agreement], on: date, within: Period | int | None = None) -> tuple[Deadline, ...]:
    """Return what falls due for all of `agreements`, in order of the days."""
    return tuple(sorted((item for one in agreements for item in deadlines(one, on, within)), key=_in_order))


def written(day: date) -> str:
    """Return a day as it is written in a sentence, "24 August 2019", whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _end(on: date, within: Period | int | None) -> date:
    try:
        if isinstance(within, int):
            return on + timedelta(days=within)
        return after(on, within or Period(years=1))
    except OverflowError:
        return date.max


def _in_order(item: Deadline) -> tuple[date, str, str, str, int]:
    return item.date, item.agreement, item.kind, item.party or item.name or "", item.number or 0


def _of_terms(agreement: Agreement, on: date, end: date, ending: GivenNotice | None) -> Iterator[Deadline]:
    tacit = agreement.renewal is not None and agreement.renewal.kind == "tacit"
    runs = terms(agreement, on)
    for run in runs:
        lapse = run.lapse
        if run.last is None or lapse is None:
            return
        if ending is not None and ending.effective is not None and ending.effective <= lapse:
            return
        # A notice may be longer than the term, so that the day of a later term comes first.
        latest = None if agreement.notice is None else last_day_for_notice(run, agreement.notice)
        if (latest or run.first) > end:
            return
        if run.last < on:
            continue
        if not tacit:
            following = next(runs, None)
            if following is None:
                yield _lapse(agreement, run, lapse)
            else:
                runs = _again(following, runs)
        elif latest is not None and agreement.notice is not None:
            yield _last_day(agreement, run, latest, agreement.notice)
        else:
            yield _term_end(agreement, run, run.last)


def _again(first: Run, rest: Iterator[Run]) -> Iterator[Run]:
    yield first
    yield from rest


def _last_day(agreement: Agreement, run: Run, latest: date, notice: Notice) -> Deadline:
    assert run.last is not None
    rule = (
        f"{_term_words(run)} ends with {written(run.last)}; notice to end it must be given at least "
        f"{notice.period.words} before, else it goes on{_for(agreement)}"
    )
    return _make(agreement, "last_day_for_notice", latest, rule, number=run.number, instant=latest + ONE_DAY)


def _term_end(agreement: Agreement, run: Run, last: date) -> Deadline:
    notice = agreement.notice
    known = "how long before is not known" if notice is None else f"which takes {notice.period.words} to take effect"
    goes_on = f"the agreement goes on{_for(agreement)} unless a party gives notice"
    rule = f"{_term_words(run)} ends with {written(last)}; {goes_on}{';' if notice is None else ','} {known}"
    return _make(agreement, "term_end", last, rule, number=run.number, instant=last + ONE_DAY)


def _lapse(agreement: Agreement, run: Run, lapse: date) -> Deadline:
    goes_on = {
        "never": "it cannot be renewed",
        "express": "it goes on only if the parties extend it",
        "tacit": "",
        None: "whether it can be renewed is not known",
    }[agreement.renewal.kind if agreement.renewal else None]
    rule = f"{_term_words(run)} ends with {written(lapse - ONE_DAY)}; {goes_on}"
    return _make(agreement, "lapse", lapse, rule, number=run.number, instant=lapse)


def _of_notice(agreement: Agreement, given: GivenNotice, effective: date) -> Deadline:
    rule = f"notice given{_by(given)} on {_date_words(given)}; {_when(agreement, given)}"
    return _make(
        agreement, "lapse", effective, rule, number=given.term or given.number, party=given.step.party,
        instant=effective if given.term is not None or agreement.zone is not None else None, own=given.step.evidence,
    )  # fmt: skip


def _first_notice(agreement: Agreement) -> Iterator[Deadline]:
    force, notice = day_of(agreement.in_force), agreement.notice
    if force is None or notice is None or notice.not_before is None:
        return
    for _, day in islice(every(force, notice.not_before), 1, 2):
        rule = f"{notice.not_before.words} after entry into force on {written(force)}"
        yield _make(agreement, "milestone", day, rule, name="first day on which a party may give notice")


def _of_leaving(agreement: Agreement, leaving: Iterable[GivenNotice]) -> Iterator[Deadline]:
    seen: set[tuple[str, date]] = set()
    for given in leaving:
        party = given.step.party
        if party is None or given.effective is None or concerns_all(agreement, party):
            continue
        # Two reports of one notice are one notice.
        if (party, given.effective) not in seen:
            seen.add((party, given.effective))
            rule = f"notice given{_by(given)} on {_date_words(given)}; {_when(agreement, given)}"
            yield _make(
                agreement,
                "withdrawal",
                given.effective,
                rule,
                number=given.number,
                party=party,
                own=given.step.evidence,
            )


def _of_reviews(agreement: Agreement, on: date, end: date) -> Iterator[Deadline]:
    for review in agreement.reviews:
        for number, day in every(review.first, review.every, review.last):
            if day > end:
                break
            if day < on:
                continue
            rhythm = f", every {review.every.words} from {written(review.first)}" if review.every else ""
            yield _make(
                agreement,
                review.kind,
                day,
                f"{review.name}{rhythm}",
                number=number,
                own=review.evidence,
                name=review.name,
            )


def _make(
    agreement: Agreement,
    kind: DeadlineKind,
    day: date,
    rule: str,
    *,
    number: int | None = None,
    instant: date | None = None,
    party: str | None = None,
    own: tuple[Evidence, ...] = (),
    name: str | None = None,
) -> Deadline:
    evidence = tuple(dict.fromkeys((*own, *agreement.sources)))
    if instant is None:
        return Deadline(agreement.id, day, kind, rule, number, party=party, evidence=evidence, name=name)
    moment, window = beginning(agreement, instant)
    return Deadline(agreement.id, day, kind, rule, number, moment, window, party, evidence, name)


def _term_words(run: Run) -> str:
    which = "the first term" if run.number == 1 else f"term {run.number}"
    return f"{which}, from {written(run.first)},"


def _for(agreement: Agreement) -> str:
    renewal = agreement.renewal
    if renewal is None or (renewal.period is None and not renewal.unlimited):
        return ""
    return " without limit" if renewal.unlimited or renewal.period is None else f" for {renewal.period.words}"


def _by(given: GivenNotice) -> str:
    return f" by {given.step.party}" if given.step.party else ""


def _date_words(given: GivenNotice) -> str:
    day = day_of(given.step.date)
    return written(day) if day is not None else f"a day up to {given.step.date.end}"


def _when(agreement: Agreement, given: GivenNotice) -> str:
    if given.term is not None:
        return f"the agreement lapses with the end of term {given.term}"
    if given.step.effective is not None or agreement.notice is None:
        return "it names the day on which it takes effect"
    counted = "receipt" if agreement.notice.counted_from == "receipt" else "notice"
    extra = {
        "same_date": "",
        "first_of_month": ", on the first day of the month",
        "first_of_next_month": ", on the first day of the month after",
        "end_of_year": ", at the end of the year",
        "end_of_next_year": ", at the end of the year after it",
    }[agreement.notice.effect]
    return f"it takes effect {agreement.notice.period.words} after {counted}{extra}"
