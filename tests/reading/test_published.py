from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import holds
from detente.reading import published
from detente.reading.dates_stated import parse_stated
from detente.reading.published import find_published
from detente.reading.timex import find_times
from detente.records import DateValue

STATED = [
    ("2019-08-10", "2019-08-10"),
    ("2019-08-10T09:15:00+09:00", "2019-08-10"),
    ("2019-08-10 00:00:00", "2019-08-10"),
    ("20190810", "2019-08-10"),
    ("20190810T101500Z", "2019-08-10"),
    ("Sat, 10 Aug 2019 09:15:00 +0900", "2019-08-10"),
    ("Aug 10, 2019", "2019-08-10"),
    ("Aug. 10, 2019 10:15 a.m.", "2019-08-10"),
    ("August 10th, 2019", "2019-08-10"),
    ("10 August 2019", "2019-08-10"),
    ("Saturday 10 August 2019", "2019-08-10"),
    ("10-Aug-2019", "2019-08-10"),
    ("10-Aug-19", "2019-08-10"),
    ("10.08.2019", "2019-08-10"),
    ("23/08/2019", "2019-08-23"),
    ("08/23/2019", "2019-08-23"),
    ("2019年8月10日", "2019-08-10"),
    ("２０１９年８月１０日", "2019-08-10"),
    ("2019年8月10日 10時15分", "2019-08-10"),
    ("令和元年8月10日", "2019-08-10"),
    ("平成30年12月", "2018-12"),
    ("2019년 8월 10일", "2019-08-10"),
    ("2019. 8. 10.", "2019-08-10"),
    ("입력 2019.08.10 10:15", "2019-08-10"),
    ("10 août 2019", "2019-08-10"),
    ("10. August 2019", "2019-08-10"),
    ("10 de agosto de 2019", "2019-08-10"),
    ("10 августа 2019 г.", "2019-08-10"),
    ("10 серпня 2019", "2019-08-10"),
    ("10 Agustus 2019", "2019-08-10"),
    ("10 sierpnia 2019", "2019-08-10"),
    ("10 Ağustos 2019", "2019-08-10"),
    ("43687", "2019-08-10"),
    ("1565395200", "2019-08-10"),
    ("1565395200000", "2019-08-10"),
    ("August 2019", "2019-08"),
    ("2019-08", "2019-08"),
    ("2019", "2019"),
]


@pytest.mark.parametrize("stated, expected", STATED)
def test_stated_date_is_read(stated: str, expected: str) -> None:
    found = parse_stated(stated)
    assert found is not None
    assert found.start is not None
    assert found.start.isoformat()[: len(expected)] == expected
    assert found.precision == {10: "day", 7: "month", 4: "year"}[len(expected)]


def test_ambiguous_order_gives_bounds() -> None:
    found = parse_stated("05/06/2019")
    assert found is not None
    assert (found.precision, found.earliest, found.latest) == ("unknown", date(2019, 5, 6), date(2019, 6, 5))


@pytest.mark.parametrize("stated", ["", "yesterday", "n/a", "2019-13-45", "draft", "version 3.2.1", "31 février 2019"])
def test_what_is_no_date_is_none(stated: str) -> None:
    assert parse_stated(stated) is None


def test_datetime_keeps_its_day() -> None:
    assert parse_stated(datetime(2019, 8, 10, 23, 0, tzinfo=UTC)) == DateValue(
        date(2019, 8, 10), date(2019, 8, 10), "day"
    )


@given(st.dates(date(1900, 1, 1), date(2068, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y%m%d", "%d-%b-%Y"]))
def test_stated_days_round_trip(day: date, pattern: str) -> None:
    found = parse_stated(day.strftime(pattern))
    assert found is not None
    assert found.start == day


@given(st.text(max_size=60))
def test_any_stated_text_is_survived(stated: str) -> None:
    parse_stated(stated)


def find(text: str, language: str | None = "en") -> tuple[DateValue, str | None]:
    return find_published(stated=None, stated_basis=None, text=text, language=language)


def test_stated_date_wins_with_its_basis() -> None:
    value, basis = find_published(
        stated="2019-08-12", stated_basis="html meta", text="SEOUL, Aug. 10, 2019 (Yonhap) -- Talks.", language="en"
    )
    assert (value.start, basis) == (date(2019, 8, 12), "html meta")


def test_unreadable_stated_date_falls_back_to_the_text() -> None:
    value, basis = find_published(
        stated="n/a", stated_basis="html meta", text="SEOUL, Aug. 10, 2019 (Yonhap) -- Talks.", language="en"
    )
    assert (value.start, basis) == (date(2019, 8, 10), published.BY_DATELINE)


@pytest.mark.parametrize(
    "text",
    [
        "SEOUL, Aug. 10, 2019 (Yonhap) -- The ministry protested.",
        "Envoy called in\n\nTOKYO, Aug 10, 2019 (Kyodo) - The ministry protested.",
        "WASHINGTON, 10 August 2019 (Reuters) — The ministry protested.",
    ],
)
def test_dateline_with_year(text: str) -> None:
    value, basis = find(text)
    assert (value.start, value.precision, basis) == (date(2019, 8, 10), "day", published.BY_DATELINE)


def test_dateline_takes_its_year_from_the_text() -> None:
    value, basis = find("SEOUL, Feb. 27 (Yonhap) -- Lotte signed. The system was announced in July 2016 in Seoul.")
    assert (value.start, basis) == (date(2017, 2, 27), published.BY_DATELINE_YEAR)


def test_dateline_without_any_year_stays_unknown() -> None:
    value, basis = find("SEOUL, Feb. 27 (Yonhap) -- Lotte signed a contract with the ministry.")
    assert (value, basis) == (DateValue(), None)


@pytest.mark.parametrize(
    "text, language",
    [
        ("Envoy called in\nPublished: August 10, 2019\nThe ministry protested.", "en"),
        ("Envoy called in\nPosted on 10 August 2019 at 10:15\nThe ministry protested.", "en"),
        ("Envoy called in\nAugust 10, 2019\nThe ministry protested.", "en"),
        ("Envoy called in - DW - 10.08.2019\nThe ministry protested.", "en"),
        ("召见大使\n发布时间：2019-08-10 10:15\n外交部提出抗议。", "zh"),
        ("大使を呼び出し\n2019年8月10日 10:15\n外務省は抗議した。", "ja"),
        ("대사 초치\n입력 2019.08.10 10:15\n외교부가 항의했다.", "ko"),
    ],
)
def test_date_line(text: str, language: str) -> None:
    value, basis = find(text, language)
    assert (value.start, basis) == (date(2019, 8, 10), published.BY_LINE)
    assert value.span is not None
    assert holds(text, value.span)


def test_a_date_inside_a_sentence_is_no_date_line() -> None:
    value, _ = find("The pact was signed on\nNovember 23, 2016 in Seoul by both sides and it holds.")
    assert value.start is None


def test_east_asian_dateline_takes_the_only_year() -> None:
    value, basis = find("新华社东京8月10日电 日本2019年版白皮书草案公布。", "zh")
    assert (value.start, basis) == (date(2019, 8, 10), published.BY_DATELINE_YEAR)


def test_weekday_and_day_give_the_year_by_the_calendar() -> None:
    text = "The paper was released on Tuesday (Feb. 2). Japan removed a phrase from its own in 2020."
    value, basis = find(text)
    assert (value.start, value.precision, basis) == (date(2021, 2, 2), "day", published.BY_CALENDAR)
    assert value.text == "Tuesday (Feb. 2)"


def test_past_events_bound_from_below() -> None:
    value, basis = find("The pact was signed on November 23, 2016, and it has been renewed since.")
    assert (value.precision, value.earliest, value.latest) == ("unknown", date(2016, 11, 23), None)
    assert basis == published.BY_BOUNDS


def test_events_ahead_bound_from_above() -> None:
    value, _ = find("The two sides met on August 9, 2019. The paper will be published on September 27, 2019.")
    assert (value.earliest, value.latest) == (date(2019, 8, 9), date(2019, 9, 27))


def test_text_without_dates_is_unknown_without_bounds() -> None:
    assert find("The ministry protested.") == (DateValue(), None)


def test_stated_month_is_narrowed_by_the_text() -> None:
    value, basis = find_published(
        stated="2021-12", stated_basis="front matter", text="The ministers met on December 12.", language="en"
    )
    assert (value.start, value.end, value.precision) == (date(2021, 12, 1), date(2021, 12, 31), "month")
    assert (value.earliest, value.latest, basis) == (date(2021, 12, 12), date(2021, 12, 31), "front matter")


DECEMBER = DateValue(date(2021, 12, 1), date(2021, 12, 31), "month")


@pytest.mark.parametrize(
    "note, earliest, latest",
    [
        ("inferred: window 11-13 December 2021", 11, 13),
        ("between 11 and 13 December", 11, 13),
        ("the page names December 12, 2021", 12, 12),
        ("stated", None, None),
        ("11 December or 13 December 2021", None, None),
        ("found on 3 January 2022", None, None),
    ],
)
def test_a_note_on_how_the_date_was_found_narrows_a_month(note, earliest, latest) -> None:
    value = published.narrowed_by_note(DECEMBER, note)
    days = [day.day if day else None for day in (value.earliest, value.latest)]
    assert (value.start, value.precision, days) == (DECEMBER.start, "month", [earliest, latest])


FEW = replace(DECEMBER, earliest=date(2021, 12, 11), latest=date(2021, 12, 15))


@pytest.mark.parametrize(
    "text, days",
    [
        ("The ministers met on Monday. They parted on Tuesday.", (13, 14)),
        ("The chancellor came to Warsaw Sunday for talks.", (12, 13)),
        ("They will meet on Monday.", (11, 15)),
        ("They met last Monday.", (11, 15)),
        ("They met.", (11, 15)),
        ("They met on Friday.", (11, 11)),
    ],
)
def test_the_first_weekday_narrows_a_date_known_to_a_few_days(text, days) -> None:
    value = published.narrowed_by_weekday(FEW, text)
    assert value.earliest is not None
    assert value.latest is not None
    assert (value.earliest.day, value.latest.day) == days


def test_the_first_weekday_narrows_no_whole_month() -> None:
    assert published.narrowed_by_weekday(DECEMBER, "They met on Monday.") == DECEMBER


@given(st.dates(date(2005, 1, 1), date(2030, 12, 31)))
def test_weekday_pair_always_fits_the_calendar(day: date) -> None:
    before = day - timedelta(days=40)
    text = f"It was released on {day:%A} ({day:%B} {day.day}). They had met on {before:%B} {before.day}, {before.year}."
    value, _ = find(text)
    assert value.start == day


def test_seed_of_august_2019(shared) -> None:
    text = (shared / "seeds" / "000_f5da773a77bb8666.txt").read_text(encoding="utf-8")
    value, _ = find(text)
    assert value.earliest == date(2019, 8, 10)
    assert value.latest is not None
    assert value.latest <= date(2019, 9, 20)
    times = {e.span.quote: e.value.start for e in find_times(text, anchor=value)}
    assert times["December last year"] == date(2018, 12, 1)
    assert times["July"] == date(2019, 7, 1)


def test_seed_of_february_2021(shared) -> None:
    value, basis = find((shared / "seeds" / "003_68ac4e6bdb6a557b.txt").read_text(encoding="utf-8"))
    assert (value.start, basis) == (date(2021, 2, 2), published.BY_CALENDAR)
