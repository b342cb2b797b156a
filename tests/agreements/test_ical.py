from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from detente.agreements.deadlines import deadlines
from detente.agreements.ledger import load_ledger
from detente.agreements.records import Agreement, Deadline, Listed, Quoted
from detente.errors import ReadError
from detente.export.ical import to_ical, uid_of
from detente.records import Span

STAMP = datetime(2019, 8, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2019, 8, 25, 12, 0, tzinfo=UTC)


def gsomia(on: date) -> list[Agreement]:
    agreement = load_ledger().get("gsomia")
    assert agreement is not None
    return [replace(agreement, deadlines=deadlines(agreement, on, 120))]


def events(data: str) -> list[Event]:
    return [event for event in Calendar.from_ical(data).events if isinstance(event, Event)]


def plain(*days: date, ident: str = "x", name: str = "X") -> list[Agreement]:
    row = Listed("t", 1, "https://example.org/a")
    found = [Deadline(ident, day, "last_day_for_notice", "a rule", 1, evidence=(row,)) for day in days]
    return [Agreement(ident, (name,), deadlines=tuple(found))]


def longest(data: str) -> int:
    """Return the length of the longest line in octets, without its end."""
    return max(len(line.encode()) for line in data.split("\r\n"))


FIRST, SECOND = date(2019, 9, 1), date(2019, 9, 2)
ALL = [replace(a, deadlines=deadlines(a, date(2019, 8, 1), 2000)) for a in load_ledger()]


def test_every_deadline_is_one_event_with_a_uid_of_its_own() -> None:
    uids = [str(event["UID"]) for event in events(to_ical(ALL, STAMP))]
    assert len(uids) == len(set(uids)) == sum(len(agreement.deadlines) for agreement in ALL)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert to_ical(ALL, STAMP) == to_ical(reversed(ALL), STAMP)


def test_what_is_parsed_and_written_again_is_the_same() -> None:
    data = to_ical(ALL, STAMP)
    assert Calendar.from_ical(data).to_ical().decode() == data


def test_lines_end_as_they_must_and_are_folded_at_75_octets() -> None:
    data = to_ical(ALL, STAMP)
    assert data.endswith("\r\n")
    assert "\n" not in data.replace("\r\n", "")
    assert longest(data) <= 75


def test_commas_semicolons_backslashes_and_lines_come_back() -> None:
    name = "One, two; three\\ four\nfive, Élysée 韓"
    (event,) = events(to_ical(plain(FIRST, name=name), STAMP))
    assert str(event["SUMMARY"]) == f"{name}: last day for notice"
    assert "\n" in str(event["DESCRIPTION"])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_any_name_comes_back(name: str) -> None:
    data = to_ical(plain(FIRST, name=name), STAMP)
    (event,) = events(data)
    assert str(event["SUMMARY"]) == f"{name}: last day for notice"
    assert longest(data) <= 75


def test_control_characters_become_spaces() -> None:
    (event,) = events(to_ical(plain(FIRST, name="a\x00b\x0cc\td"), STAMP))
    assert str(event["SUMMARY"]) == "a b c d: last day for notice"


def test_what_a_calendar_and_an_event_must_have_is_there() -> None:
    calendar = Calendar.from_ical(to_ical(ALL, STAMP))
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]
    for event in calendar.events:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE"} <= set(event)
        assert not event.errors


def test_a_last_day_is_a_whole_day() -> None:
    (event,) = events(to_ical(gsomia(date(2019, 8, 10)), STAMP))
    assert event.to_ical().count(b"DTSTART;VALUE=DATE:20190824\r\n") == 1
    assert event.decoded("DTEND") == date(2019, 8, 25)


def test_a_lapse_is_a_moment_in_the_time_of_the_parties() -> None:
    data = to_ical(gsomia(date(2019, 8, 23)), STAMP)
    assert "DTSTART;TZID=Asia/Seoul:20191123T000000\r\n" in data
    (event,) = events(data)
    assert event.decoded("DTSTART") == datetime(2019, 11, 22, 15, tzinfo=ZoneInfo("UTC"))


def test_every_time_zone_that_is_used_is_defined() -> None:
    assert not Calendar.from_ical(to_ical(ALL, STAMP)).get_missing_tzids()


def test_alarms_come_before_the_day() -> None:
    (event,) = events(to_ical(gsomia(date(2019, 8, 10)), STAMP, alarms=[timedelta(days=1), timedelta(days=14)]))
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [timedelta(days=-14), timedelta(days=-1)]


def test_a_day_that_moves_keeps_its_uid() -> None:
    assert len({uid_of(deadline) for deadline in plain(FIRST, SECOND)[0].deadlines}) == 1


def test_deadlines_of_several_years_that_have_no_number_stay_apart() -> None:
    one, other = (replace(plain(day)[0].deadlines[0], number=None) for day in (FIRST, date(2020, 9, 1)))
    assert uid_of(one) != uid_of(other)


def test_the_words_of_a_text_stand_in_the_entry() -> None:
    (agreement,) = plain(FIRST)
    quoted = Quoted("d", "news.txt", Span(0, 14, "by 1 September"))
    told = replace(agreement, deadlines=(replace(agreement.deadlines[0], evidence=(quoted,)),))
    (event,) = events(to_ical([told], STAMP))
    assert "news.txt: “by 1 September”" in str(event["DESCRIPTION"])


def test_accounts_that_differ_in_the_day_are_both_shown() -> None:
    found = events(to_ical(plain(SECOND, FIRST, FIRST), STAMP))
    assert [event.decoded("DTSTART") for event in found] == [FIRST, SECOND]
    assert len({str(event["UID"]) for event in found}) == 2


def test_an_unchanged_entry_stays_as_it_was() -> None:
    data = to_ical(ALL, STAMP)
    assert to_ical(ALL, STAMP + timedelta(hours=1), previous=data) == data


def test_a_changed_entry_gets_the_next_number_and_new_stamps() -> None:
    first = to_ical(plain(FIRST), STAMP)
    (event,) = events(to_ical(plain(SECOND), LATER, previous=first))
    assert (event["SEQUENCE"], event.decoded("DTSTART")) == (1, date(2019, 9, 2))
    stamps = [event.decoded(name).isoformat() for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED")]
    assert stamps == ["2019-08-25T00:00:00+00:00", "2019-08-25T00:00:00+00:00", "2019-08-01T00:00:00+00:00"]


def test_what_has_fallen_away_is_cancelled_and_reminds_of_nothing() -> None:
    first = to_ical(plain(FIRST), STAMP)
    (event,) = events(to_ical(plain(), LATER, previous=first))
    assert (str(event["STATUS"]), event["SEQUENCE"], event.walk("VALARM")) == ("CANCELLED", 1, [])


def test_a_cancelled_entry_stays_as_it_is() -> None:
    first = to_ical(plain(FIRST), STAMP)
    second = to_ical(plain(), LATER, previous=first)
    assert to_ical(plain(), LATER + timedelta(days=1), previous=second) == second


def test_a_cancelled_entry_that_comes_back_is_confirmed() -> None:
    first = to_ical(plain(FIRST), STAMP)
    gone = to_ical(plain(), LATER, previous=first)
    (event,) = events(to_ical(plain(FIRST), LATER + timedelta(days=1), previous=gone))
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 2)


@pytest.mark.parametrize(
    ("looked_at", "through"),
    [(plain(ident="y"), None), (plain(), date(2019, 8, 31))],
    ids=["another agreement", "an earlier day"],
)
def test_what_was_not_looked_at_is_not_cancelled(looked_at: list[Agreement], through: date | None) -> None:
    first = to_ical(plain(FIRST), STAMP)
    (event,) = events(to_ical(looked_at, LATER, previous=first, through=through))
    assert str(event["STATUS"]) == "CONFIRMED"


def test_what_is_past_is_not_cancelled() -> None:
    first = to_ical(plain(date(2019, 8, 24)), STAMP)
    (event,) = events(to_ical(plain(), LATER, previous=first))
    assert str(event["STATUS"]) == "CONFIRMED"


def test_an_address_with_other_letters_is_a_valid_uri() -> None:
    data = to_ical(gsomia(date(2019, 8, 10)), STAMP)
    (event,) = events(data)
    assert str(event["URL"]).isascii()


def test_a_file_that_is_no_calendar_is_named() -> None:
    with pytest.raises(ReadError, match="is no iCalendar file"):
        to_ical([], STAMP, previous="id,name\n")


def test_the_entries_of_others_are_left_alone() -> None:
    theirs = to_ical(plain(FIRST), STAMP).replace("@agreements.detente", "@example.org")
    with pytest.raises(ReadError, match="has an entry that is not ours"):
        to_ical(plain(FIRST), STAMP, previous=theirs)


def test_a_stamp_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        to_ical([], datetime(2019, 8, 1))


def test_an_empty_calendar_is_a_calendar() -> None:
    assert events(to_ical([], STAMP)) == []


def test_two_exports_of_one_day_are_the_same() -> None:
    assert to_ical(ALL, STAMP) == to_ical(ALL, STAMP.replace(hour=23, minute=59)) == to_ical(ALL, STAMP.date())


def test_entries_are_stamped_with_the_beginning_of_the_day_in_utc() -> None:
    evening = datetime(2019, 8, 1, 20, 0, tzinfo=ZoneInfo("America/New_York"))
    (event,) = events(to_ical(plain(FIRST), evening))
    assert event.to_ical().count(b"DTSTAMP:20190802T000000Z\r\n") == 1
