from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.measuring import period_of, periods

FREQUENCIES = ["day", "week", "month", "quarter", "year"]


@pytest.mark.parametrize(
    ("freq", "start", "end"),
    [
        ("day", "2020-02-29", "2020-02-29"),
        ("week", "2020-02-24", "2020-03-01"),
        ("month", "2020-02-01", "2020-02-29"),
        ("quarter", "2020-01-01", "2020-03-31"),
        ("year", "2020-01-01", "2020-12-31"),
    ],
)
def test_period_has_its_first_and_last_day(freq, start, end):
    assert period_of(date(2020, 2, 29), freq) == (date.fromisoformat(start), date.fromisoformat(end))


@given(st.dates(date(1, 1, 8), date(9999, 11, 30)), st.sampled_from(FREQUENCIES))
def test_day_lies_in_its_period(day, freq):
    start, end = period_of(day, freq)
    assert start <= day <= end
    assert period_of(start, freq) == period_of(end, freq) == (start, end)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800), st.sampled_from(FREQUENCIES))
def test_periods_follow_one_another_without_a_gap(first, days, freq):
    last = first + timedelta(days=days)
    found = list(periods(first, last, freq))
    assert found[0] == period_of(first, freq)
    assert found[-1] == period_of(last, freq)
    assert all(b[0] - a[1] == timedelta(days=1) for a, b in pairwise(found))


def test_the_last_period_of_the_calendar_ends_the_list():
    assert [end for _, end in periods(date(9999, 12, 30), date.max, "day")] == [date(9999, 12, 30), date.max]
