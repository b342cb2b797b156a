from __future__ import annotations

from datetime import date

import pytest

from detente.coding import code
from detente.coding.dating import day_of, unknown
from detente.records import UNKNOWN_DATE, DateValue, Status

from .make import PUBLISHED, day, document

UNDATED = DateValue(earliest=date(2022, 3, 1), latest=date(2022, 3, 31))
MARCH = DateValue(date(2022, 3, 1), date(2022, 3, 31), "month")


def date_in(sentence: str, published: DateValue | None = None) -> DateValue:
    (event,) = code(document(sentence, published))
    return event.date


@pytest.mark.parametrize(
    "sentence, start, words",
    [
        ("Canada expelled two Russian diplomats on 4 March 2022.", "2022-03-04", "4 March 2022"),
        ("On Monday Canada expelled two Russian diplomats.", "2022-03-07", "Monday"),
        ("Canada decided on Monday to expel two Russian diplomats.", "2022-03-07", "Monday"),
        ("Canada expelled two Russian diplomats in May 2018.", "2018-05-01", "May 2018"),
        (
            "Canada said on Monday that it had expelled two Russian diplomats on 4 March 2022.",
            "2022-03-04",
            "4 March 2022",
        ),
    ],
)
def test_an_act_takes_the_date_on_its_own_predicate(sentence, start, words):
    found = date_in(sentence)
    assert found.start == date.fromisoformat(start)
    assert found.text is not None
    assert words in found.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada expelled two Russian diplomats.",
        "Officials said on Monday that Canada had expelled two Russian diplomats.",
        "Canada has expelled two Russian diplomats since 2018.",
    ],
    ids=["no date", "date of the report only", "date of the beginning"],
)
def test_an_act_without_a_date_of_its_own_is_bounded_by_publication(sentence):
    assert date_in(sentence) == DateValue(latest=PUBLISHED)


def test_the_simple_present_of_news_dates_an_act_to_publication():
    found = date_in("Canada expels two Russian diplomats")
    assert (found.start, found.precision, found.text) == (PUBLISHED, "day", "expels")


def test_the_simple_present_is_no_more_precise_than_publication():
    found = date_in("Canada expels two Russian diplomats", MARCH)
    assert (found.start, found.end, found.precision) == (MARCH.start, MARCH.end, "month")


def test_the_simple_present_says_nothing_where_publication_is_unknown():
    assert date_in("Canada expels two Russian diplomats", UNKNOWN_DATE).precision == "unknown"


@pytest.mark.parametrize(
    "status, published, bounds",
    [
        ("happened", day(PUBLISHED), (None, PUBLISHED)),
        ("ongoing", day(PUBLISHED), (None, PUBLISHED)),
        ("denied", day(PUBLISHED), (None, PUBLISHED)),
        ("planned", day(PUBLISHED), (PUBLISHED, None)),
        ("hypothetical", day(PUBLISHED), (None, None)),
        ("happened", MARCH, (None, MARCH.end)),
        ("planned", MARCH, (MARCH.start, None)),
        ("happened", UNDATED, (None, UNDATED.latest)),
        ("planned", UNDATED, (UNDATED.earliest, None)),
        ("happened", UNKNOWN_DATE, (None, None)),
    ],
)
def test_bounds_of_an_unknown_date(status: Status, published, bounds):
    found = unknown(status, published)
    assert (found.earliest, found.latest) == bounds


@pytest.mark.parametrize("value, expected", [(day(PUBLISHED), PUBLISHED), (MARCH, None), (UNDATED, None)])
def test_day_of(value, expected):
    assert day_of(value) == expected
