from __future__ import annotations

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.agreements.entries import read_period
from detente.agreements.records import Agreement, Deadline, Listed, Notice, Period, Renewal, Term, to_plain_agreement
from detente.records import DateValue


@pytest.mark.parametrize(
    ("period", "written", "words"),
    [
        (Period(days=90), "P90D", "90 days"),
        (Period(years=1), "P1Y", "1 year"),
        (Period(1, 6), "P1Y6M", "1 year and 6 months"),
        (Period(), "P0D", "0 days"),
    ],
)
def test_a_period_is_written_as_a_duration_and_in_words(period: Period, written: str, words: str) -> None:
    assert (str(period), period.words) == (written, words)


@given(st.builds(Period, st.integers(0, 99), st.integers(0, 99), st.integers(0, 999)))
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert read_period(str(period)) == period
    assert period.empty or read_period(period.words) == period


@pytest.mark.parametrize("text", ["", "P", "P1H", "-P1D", "a year", "90", "1 year or so", "P1Y1Y"])
def test_what_is_no_length_of_time_is_none(text: str) -> None:
    assert read_period(text) is None


def test_weeks_are_seven_days() -> None:
    assert read_period("P2W") == read_period("2 weeks") == Period(days=14)


def test_no_period_is_negative() -> None:
    with pytest.raises(ValueError, match="no negative unit"):
        Period(days=-1)


def test_an_agreement_becomes_json() -> None:
    day = DateValue(date(2016, 11, 23), date(2016, 11, 23), "day")
    moment = datetime(2019, 11, 23, tzinfo=ZoneInfo("Asia/Seoul"))
    row = Listed("agreements/asia.yaml", 1, "https://example.org/")
    agreement = Agreement(
        "gsomia", ("GSOMIA",), "intelligence", ("JPN", "KOR"), in_force=day, term=Term("fixed", Period(1)),
        renewal=Renewal("tacit", Period(1)), notice=Notice(Period(days=90), "term_end"),
        deadlines=(Deadline("gsomia", date(2019, 11, 23), "lapse", "ends", 3, moment, evidence=(row,)),),
    )  # fmt: skip
    plain = json.loads(json.dumps(to_plain_agreement(agreement)))
    assert plain["notice"] == {
        "period": "P90D", "counted_from": "term_end", "effect": "same_date", "not_before": None,
    }  # fmt: skip
    assert plain["renewal"]["period"] == "P1Y"
    assert plain["in_force"]["start"] == "2016-11-23"
    assert plain["deadlines"][0]["moment"] == "2019-11-23T00:00:00+09:00"
    assert plain["deadlines"][0]["evidence"] == [
        {"table": "agreements/asia.yaml", "line": 1, "url": "https://example.org/"}
    ]
