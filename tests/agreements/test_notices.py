"""Series of renewals: each notice renews the one before, and one that is missing is shown."""

from __future__ import annotations

from datetime import date

import pytest

from detente.agreements.notices import Notice, notice_of, series_of
from detente.agreements.records import Agreement
from tests.agreements.texts import document


def _emergency(given: date, year: int, *, beyond: bool = True) -> Notice:
    """Return a notice in the manner of those on the emergency of 14 November 1979, written for this test."""
    day = f"{given:%B} {given.day}, {given.year}"
    goes_on = f"the emergency declared on November 14, 1979, must continue in effect beyond November 14, {year}."
    text = (
        "Notice on the Continuation of the National Emergency With Respect to Testland\n\n"
        "On November 14, 1979, by Executive Order 99999, the President declared a national emergency. "
        + (f"For this reason, {goes_on} " if beyond else "")
        + "Therefore, I am continuing for 1 year the national emergency with respect to Testland declared in Executive Order "
        f"99999.\n\nTHE WHITE HOUSE, {day}.\n"
    )
    found = notice_of(document(text, given, "White House"))
    assert found is not None
    return found


def _series(*notices: Notice) -> Agreement:
    (series,) = series_of(notices, ("USA",))
    return series


def test_a_notice_tells_what_it_renews() -> None:
    notice = _emergency(date(2022, 11, 8), 2022)
    assert (notice.key, notice.beyond, notice.until) == ("99999", date(2022, 11, 14), date(2023, 11, 14))


def test_each_notice_renews_the_one_before() -> None:
    series = _series(_emergency(date(2022, 11, 8), 2022), _emergency(date(2021, 11, 9), 2021))
    steps = [s for s in series.steps if s.kind == "extended"]
    assert [s.until for s in steps] == [date(2022, 11, 14), date(2023, 11, 14)]
    assert steps[1].note == "renews the notice of 2021-11-09"


def test_a_missing_year_is_shown() -> None:
    series = _series(_emergency(date(2020, 11, 12), 2020), _emergency(date(2023, 11, 7), 2023))
    missing = [s for s in series.steps if s.date.start is None]
    assert [s.until for s in missing] == [date(2022, 11, 14), date(2023, 11, 14)]
    assert all("no notice" in (s.note or "") for s in missing)


def test_what_ends_next() -> None:
    (deadline,) = _series(_emergency(date(2023, 11, 7), 2023)).deadlines
    assert (deadline.date, deadline.kind) == (date(2024, 11, 14), "lapse")


def test_the_first_renewal_is_known_as_such() -> None:
    (step,) = [s for s in _series(_emergency(date(1980, 11, 12), 1980)).steps if s.kind == "extended"]
    assert step.note == "first renewal of what was declared on 1979-11-14"


def test_without_a_stated_end_the_anniversary_counts() -> None:
    assert _emergency(date(2022, 11, 8), 2022, beyond=False).until == date(2023, 11, 14)


def test_a_notice_published_twice_counts_once() -> None:
    twice = _series(_emergency(date(2022, 11, 8), 2022), _emergency(date(2022, 11, 8), 2022))
    assert len([s for s in twice.steps if s.kind == "extended"]) == 1


def test_a_decision_that_extends_until_a_day() -> None:
    text = (
        "The restrictive measures set out in Decision 2014/512/CFSP are hereby extended until 31 January 2020.\n"
        "Done at Brussels, 30 July 2019."
    )
    notice = notice_of(document(text, date(2019, 7, 30)))
    assert notice is not None
    assert (notice.key, notice.until) == ("2014/512/cfsp", date(2020, 1, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Russia and the United States extended New START on Wednesday.",
        "The strike will continue for one year, unions said.",
    ],
)
def test_news_is_no_notice(text: str) -> None:
    assert notice_of(document(text)) is None


def test_real_notices_form_chains(shared) -> None:  # type: ignore[no-untyped-def]
    from detente.reading import read_all
    from detente.records import Document

    folders = sorted((shared / "gold" / "editions").glob("us_emergency_notice_*"))
    if not folders:
        pytest.skip("the notices are not here")
    for folder in folders:
        documents = [d for d in read_all([str(folder)]) if isinstance(d, Document)]
        notices = [n for d in documents if (n := notice_of(d)) is not None]
        assert len(notices) == len(documents), folder.name
        (series,) = series_of(notices, ("USA",))
        assert all(s.date.start is not None for s in series.steps), folder.name
