from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.agreements.calendar import (
    ONE_DAY,
    Run,
    after,
    before,
    every,
    last_day_for_notice,
    last_day_of_term,
    plus,
    run_on,
    runs,
    takes_effect,
    times,
)
from detente.agreements.records import COUNTED_FROM, EFFECTS, Notice, Period, Renewal

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PERIODS = st.builds(Period, st.integers(0, 30), st.integers(0, 40), st.integers(0, 800))
LENGTHS = PERIODS.filter(lambda period: not period.empty)


def tacit(period: Period) -> Renewal:
    return Renewal("tacit", period)


@given(DAYS, PERIODS)
def test_a_period_never_runs_backwards(day: date, period: Period) -> None:
    assert after(day, period) >= day


@given(DAYS, DAYS, PERIODS)
def test_who_starts_later_does_not_end_earlier(one: date, other: date, period: Period) -> None:
    first, second = sorted((one, other))
    assert after(first, period) <= after(second, period)


@given(DAYS, st.integers(1, 600))
def test_months_end_on_the_same_date_or_at_the_end_of_the_month(day: date, months: int) -> None:
    out = after(day, Period(months=months))
    assert out.day == min(day.day, calendar.monthrange(out.year, out.month)[1])
    assert (out.year - day.year) * 12 + out.month - day.month == months


@given(DAYS, st.integers(0, 100))
def test_a_year_is_twelve_months(day: date, years: int) -> None:
    assert after(day, Period(years=years)) == after(day, Period(months=12 * years))


@given(DAYS, PERIODS)
def test_notice_is_in_time_on_the_last_day_and_late_on_the_next(day: date, period: Period) -> None:
    last = before(day, period)
    assert after(last, period) <= day < after(last + ONE_DAY, period)


@given(DAYS, st.integers(0, 5000))
def test_days_before_are_days_before(day: date, days: int) -> None:
    assert before(day, Period(days=days)) == day - timedelta(days=days)


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        (date(2021, 2, 28), Period(months=6), date(2020, 8, 31)),
        (date(2021, 2, 27), Period(months=6), date(2020, 8, 27)),
        (date(2020, 2, 29), Period(years=1), date(2019, 3, 1) - ONE_DAY),
        (date(2021, 2, 28), Period(years=1), date(2020, 2, 29)),
        (date(2024, 3, 30), Period(months=1), date(2024, 2, 29)),
        (date(2019, 11, 22), Period(days=90), date(2019, 8, 24)),
    ],
)
def test_last_days_at_the_ends_of_months(day: date, period: Period, expected: date) -> None:
    assert before(day, period) == expected


@given(DAYS, LENGTHS)
def test_terms_follow_each_other_without_gap(first: date, period: Period) -> None:
    chain = list(islice(runs(first, period, tacit(period)), 50))
    assert chain[0].first == first
    assert all(one.lapse == other.first for one, other in pairwise(chain))
    assert [run.number for run in chain] == list(range(1, len(chain) + 1))


@given(DAYS, st.integers(1, 24))
def test_fifty_years_of_renewals_do_not_drift(first: date, months: int) -> None:
    chain = islice(runs(first, Period(months=months), tacit(Period(months=months))), 600 // months)
    for run in chain:
        assert run.lapse == after(first, Period(months=months * run.number))


def test_a_leap_day_comes_back_every_four_years() -> None:
    chain = list(islice(runs(date(2016, 2, 29), Period(1), tacit(Period(1))), 5))
    assert [run.first for run in chain] == [
        date(2016, 2, 29), date(2017, 2, 28), date(2018, 2, 28), date(2019, 2, 28), date(2020, 2, 29),
    ]  # fmt: skip


def test_the_end_of_january_does_not_wear_down_to_the_28th() -> None:
    chain = list(islice(runs(date(2021, 1, 31), Period(months=1), tacit(Period(months=1))), 4))
    assert [run.first for run in chain] == [date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31), date(2021, 4, 30)]


@given(DAYS, LENGTHS, LENGTHS)
def test_renewals_of_another_length_count_from_the_first_day(first: date, term: Period, further: Period) -> None:
    third = next(islice(runs(first, term, tacit(further)), 2, None))
    assert third.lapse == after(first, plus(term, times(further, 2)))


@given(DAYS, LENGTHS, LENGTHS)
def test_deadlines_of_later_terms_are_not_earlier(first: date, term: Period, notice: Period) -> None:
    rule = Notice(notice, "term_end")
    days = [last_day_for_notice(run, rule) for run in islice(runs(first, term, tacit(term)), 20)]
    assert all(one <= other for one, other in pairwise(day for day in days if day is not None))


def test_a_notice_longer_than_the_term_is_due_before_the_term_begins() -> None:
    second = list(islice(runs(date(2020, 1, 1), Period(months=6), tacit(Period(months=6))), 2))[1]
    assert second.first == date(2020, 7, 1)
    assert last_day_for_notice(second, Notice(Period(years=1), "term_end")) == date(2019, 12, 31)


def test_an_agreement_that_is_never_renewed_has_one_term() -> None:
    assert list(runs(date(2009, 1, 1), Period(3), Renewal("never"))) == [Run(1, date(2009, 1, 1), date(2011, 12, 31))]


def test_an_indefinite_agreement_has_no_last_day() -> None:
    assert list(runs(date(2009, 1, 1), None, None)) == [Run(1, date(2009, 1, 1), None)]


def test_a_renewal_without_limit_ends_the_chain() -> None:
    chain = list(runs(date(1988, 7, 17), Period(30), Renewal("tacit", unlimited=True)))
    assert chain[-1] == Run(2, date(2018, 7, 17), None)


def test_no_more_renewals_than_are_allowed() -> None:
    assert len(list(runs(date(2011, 2, 5), Period(10), Renewal("express", Period(5), times=1)))) == 2


def test_a_stated_end_goes_before_a_length() -> None:
    chain = runs(date(2003, 6, 1), Period(3), tacit(Period(1)), until=date(2012, 12, 31))
    assert [run.last for run in islice(chain, 2)] == [date(2012, 12, 31), date(2013, 12, 31)]


def test_a_chain_ends_with_the_calendar() -> None:
    assert sum(1 for _ in runs(date(9900, 1, 1), Period(1), tacit(Period(1)))) <= 100


def test_a_term_beyond_the_calendar_has_no_last_day() -> None:
    assert next(runs(date(9990, 1, 1), Period(99), None)).last is None


@given(DAYS, LENGTHS)
def test_every_day_of_fifty_terms_is_in_one_of_them(first: date, period: Period) -> None:
    tenth = next(islice(runs(first, period, tacit(period)), 9, None))
    assert run_on(tenth.first, runs(first, period, tacit(period))) == tenth


def test_a_day_before_the_first_is_in_no_term() -> None:
    assert run_on(date(2016, 11, 22), runs(date(2016, 11, 23), Period(1), tacit(Period(1)))) is None


@given(DAYS, PERIODS, st.sampled_from(EFFECTS))
def test_notices_take_effect_in_order(day: date, period: Period, effect: str) -> None:
    rule = Notice(period, "notice", next(item for item in EFFECTS if item == effect))
    one, other = takes_effect(day, rule), takes_effect(day + ONE_DAY, rule)
    assert one is not None
    assert other is not None
    assert one <= other


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ("same_date", date(2022, 3, 15)),
        ("first_of_month", date(2022, 3, 1)),
        ("first_of_next_month", date(2022, 4, 1)),
        ("end_of_year", date(2022, 12, 31)),
        ("end_of_next_year", date(2022, 12, 31)),
    ],
)
def test_when_a_notice_takes_effect(effect: str, expected: date) -> None:
    rule = Notice(Period(years=1), "notice", next(item for item in EFFECTS if item == effect))
    assert takes_effect(date(2021, 3, 15), rule) == expected


def test_a_notice_for_the_end_of_a_term_takes_effect_with_it() -> None:
    with pytest.raises(ValueError, match="with that end"):
        takes_effect(date(2021, 3, 15), Notice(Period(days=90), "term_end"))


@pytest.mark.parametrize("counted", ["term_end", "notice"])
def test_a_notice_that_leads_out_of_the_calendar_has_no_day(counted: str) -> None:
    rule = Notice(Period(years=9000), next(item for item in COUNTED_FROM if item == counted))
    if counted == "term_end":
        assert last_day_for_notice(Run(1, date(2020, 1, 1), date(2020, 12, 31)), rule) is None
    else:
        assert takes_effect(date(2020, 1, 1), rule) is None


def test_reviews_count_from_the_first() -> None:
    days = every(date(2016, 2, 29), Period(1), date(2020, 12, 31))
    assert [day for _, day in days] == [
        date(2016, 2, 29), date(2017, 2, 28), date(2018, 2, 28), date(2019, 2, 28), date(2020, 2, 29),
    ]  # fmt: skip


def test_what_does_not_recur_falls_due_once() -> None:
    assert list(every(date(2026, 7, 1), None)) == [(1, date(2026, 7, 1))]


@given(DAYS, LENGTHS)
def test_a_term_lasts_at_least_a_day(first: date, period: Period) -> None:
    assert last_day_of_term(first, period) >= first
