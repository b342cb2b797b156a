from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import DateValue, Span
from detente.web.shown import date_parts, number, pages_around, percent, plain_date, stretches


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, int, int, list[tuple[str, Span]]]:
    text = draw(st.text(max_size=60))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    pairs = draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2), max_size=5))
    marks = [(f"m{n}", Span(min(pair), max(pair), text[min(pair) : max(pair)])) for n, pair in enumerate(pairs)]
    return text, start, end, marks


@given(marked_texts())
def test_the_pieces_make_up_the_text(case: tuple[str, int, int, list[tuple[str, Span]]]) -> None:
    text, start, end, marks = case
    assert "".join(piece.text for piece in stretches(text, start, end, marks)) == text[start:end]


@given(marked_texts())
def test_each_character_has_the_marks_of_the_spans_over_it(
    case: tuple[str, int, int, list[tuple[str, Span]]],
) -> None:
    text, start, end, marks = case
    at = start
    for piece in stretches(text, start, end, marks):
        for _ in piece.text:
            assert set(piece.marks) == {name for name, span in marks if span.start <= at < span.end}
            at += 1


@pytest.mark.parametrize(
    "value, shown",
    [
        (DateValue(), "–"),
        (DateValue(date(2019, 8, 22), date(2019, 8, 22), "day"), "2019-08-22"),
        (DateValue(date(2019, 8, 1), date(2019, 8, 31), "month"), "2019-08"),
        (DateValue(date(2019, 1, 1), date(2019, 12, 31), "year"), "2019"),
        (DateValue(date(2019, 8, 22), date(2019, 8, 24), "range"), "2019-08-22/24"),
        (DateValue(date(2019, 8, 22), date(2019, 9, 2), "range"), "2019-08-22/09-02"),
        (DateValue(date(2019, 12, 22), date(2020, 1, 2), "range"), "2019-12-22/2020-01-02"),
    ],
)
def test_dates_are_short_and_no_more_exact_than_known(value: DateValue, shown: str) -> None:
    assert plain_date(value) == shown


def test_a_range_has_no_date_that_a_machine_would_take_for_a_day() -> None:
    words, machine = date_parts(DateValue(date(2019, 8, 22), date(2019, 8, 24), "range"))
    assert (words, machine) == ("22 August 2019 to 24 August 2019", None)


def test_a_month_is_told_to_machines_as_a_month() -> None:
    assert date_parts(DateValue(date(2019, 8, 1), date(2019, 8, 31), "month"))[1] == "2019-08"


@pytest.mark.parametrize("value, shown", [(0, "0"), (1234567, "1\u202f234\u202f567"), (2.0, "2"), (-3.25, "−3.2")])
def test_numbers(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize("share, shown", [(None, "–"), (0.0, "0\u202f%"), (0.124, "12\u202f%")])
def test_shares(share: float | None, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    "page, last, shown",
    [
        (1, 1, [1]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]),
        (9, 9, [1, None, 7, 8, 9]),
        (3, 4, [1, 2, 3, 4]),
        (40, 9, [1, None, 9]),
    ],
)
def test_pagers_show_the_ends_and_what_is_near(page: int, last: int, shown: list[int | None]) -> None:
    assert list(pages_around(page, last)) == shown
