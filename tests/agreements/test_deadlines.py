from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.agreements.calendar import ONE_DAY, after, before
from detente.agreements.deadlines import deadlines, due, written
from detente.agreements.ledger import load_ledger
from detente.agreements.records import (
    COUNTED_FROM,
    EFFECTS,
    RENEWAL_KINDS,
    STEP_KINDS,
    Agreement,
    Deadline,
    Listed,
    Notice,
    Period,
    Renewal,
    Review,
    Step,
    Term,
)
from detente.agreements.standing import standing, terms
from detente.records import STATUSES, DateValue, Status

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
YEAR = Period(years=1)


def day(value: date) -> DateValue:
    return DateValue(value, value, "day")


def ledger(ident: str) -> Agreement:
    agreement = load_ledger().get(ident)
    assert agreement is not None
    return agreement


def kinds(found: tuple[Deadline, ...]) -> list[tuple[str, date]]:
    return [(item.kind, item.date) for item in found]


def pact(
    *steps: Step,
    renewal: Renewal | None = None,
    notice: Notice | None = None,
    parties: tuple[str, ...] = ("JPN", "KOR"),
) -> Agreement:
    return Agreement(
        "pact", ("Pact",), "trade", parties, in_force=day(date(2020, 3, 1)), term=Term("fixed", YEAR),
        renewal=renewal, notice=notice, steps=steps,
    )  # fmt: skip


TACIT = Renewal("tacit", YEAR)
NINETY = Notice(Period(days=90), "term_end")


def test_gsomia_in_august_2019() -> None:
    (found,) = deadlines(ledger("gsomia"), date(2019, 8, 10), 90)
    assert (found.kind, found.date) == ("last_day_for_notice", date(2019, 8, 24))
    assert found.moment == datetime(2019, 8, 25, tzinfo=ZoneInfo("Asia/Seoul"))
    assert found.rule == (
        "term 3, from 23 November 2018, ends with 22 November 2019; notice to end it must be given at least 90 days "
        "before, else it goes on for 1 year"
    )


def test_gsomia_after_notice_lapses_at_midnight_in_seoul() -> None:
    (found,) = deadlines(ledger("gsomia"), date(2019, 8, 23), 120)
    assert (found.kind, found.number) == ("lapse", 3)
    assert found.moment == datetime(2019, 11, 22, 15, tzinfo=ZoneInfo("UTC"))


def test_gsomia_once_the_notice_is_suspended() -> None:
    assert kinds(deadlines(ledger("gsomia"), date(2019, 11, 22))) == [("last_day_for_notice", date(2020, 8, 24))]


def test_every_deadline_leads_to_the_row_it_comes_from() -> None:
    found = due(load_ledger(), date(2019, 8, 1), Period(years=10))
    assert found
    assert [item for item in found if not any(isinstance(row, Listed) for row in item.evidence)] == []


def test_new_start_could_be_extended_once() -> None:
    (before_it,) = deadlines(ledger("new-start"), date(2021, 1, 1), 60)
    assert (before_it.date, before_it.rule.endswith("only if the parties extend it")) == (date(2021, 2, 5), True)
    assert kinds(deadlines(ledger("new-start"), date(2021, 3, 1), Period(5))) == [("lapse", date(2026, 2, 5))]
    assert deadlines(ledger("new-start"), date(2026, 2, 5)) == ()


def test_parties_with_different_clocks_have_a_window() -> None:
    (found,) = deadlines(ledger("new-start"), date(2026, 1, 1), 60)
    assert found.moment is None
    assert found.window == (
        datetime(2026, 2, 5, tzinfo=ZoneInfo("Europe/Moscow")),
        datetime(2026, 2, 5, tzinfo=ZoneInfo("America/New_York")),
    )


def test_who_leaves_an_agreement_of_many_does_not_end_it() -> None:
    rome = ledger("rome-statute")
    assert [(item.kind, item.party, item.date) for item in deadlines(rome, date(2025, 7, 1))] == [
        ("withdrawal", "HUN", date(2026, 6, 2))
    ]
    assert standing(rome, date(2026, 6, 2)).left == ("BDI", "PHL", "HUN")


def test_a_party_that_came_back_is_out_again_only_after_its_second_notice() -> None:
    unesco = ledger("unesco-constitution")
    assert "USA" not in standing(unesco, date(2024, 1, 1)).left
    assert [(item.party, item.date, item.number) for item in deadlines(unesco, date(2026, 6, 1))] == [
        ("USA", date(2026, 12, 31), 3)
    ]


def test_the_time_of_a_notice_can_be_prolonged() -> None:
    lisbon = ledger("lisbon-treaty")
    assert kinds(deadlines(lisbon, date(2019, 3, 1))) == [("withdrawal", date(2019, 3, 29))]
    assert kinds(deadlines(lisbon, date(2019, 5, 1))) == [("withdrawal", date(2019, 10, 31))]
    assert standing(lisbon, date(2019, 12, 1)).left == ()


def test_reviews_fall_due_by_their_rhythm() -> None:
    found = deadlines(ledger("rcep"), date(2026, 11, 22), Period(6))
    assert [(item.name, item.date, item.number) for item in found] == [
        ("general review", date(2027, 1, 1), 1), ("general review", date(2032, 1, 1), 2),
    ]  # fmt: skip


def test_the_first_day_for_notice() -> None:
    found = deadlines(ledger("jpn-kor-shelf-1974"), date(2025, 1, 1))
    assert [(item.name, item.date) for item in found] == [
        ("first day on which a party may give notice", date(2025, 6, 22))
    ]


def test_a_tacit_term_without_a_known_notice_shows_its_end() -> None:
    assert kinds(deadlines(pact(renewal=TACIT), date(2020, 6, 1))) == [("term_end", date(2021, 2, 28))]


def test_the_end_of_a_term_that_notice_does_not_count_from() -> None:
    (found,) = deadlines(ledger("jpn-kor-shelf-1974"), date(2028, 1, 1))
    assert (found.kind, found.date) == ("term_end", date(2028, 6, 21))
    assert found.rule == (
        "the first term, from 22 June 1978, ends with 21 June 2028; the agreement goes on without limit unless a party gives "
        "notice, which takes 3 years to take effect"
    )


def test_a_term_without_a_known_renewal_says_so() -> None:
    (found,) = deadlines(pact(), date(2020, 6, 1))
    assert (found.kind, found.date) == ("lapse", date(2021, 3, 1))
    assert found.rule.endswith("whether it can be renewed is not known")


def test_both_days_of_the_window_count() -> None:
    agreement = pact(renewal=TACIT, notice=NINETY)
    last = before(date(2021, 2, 28), Period(days=90))
    assert kinds(deadlines(agreement, last, 0)) == [("last_day_for_notice", last)]
    assert deadlines(agreement, last + ONE_DAY, 10) == ()


def test_a_notice_longer_than_the_term_is_due_terms_ahead() -> None:
    agreement = pact(renewal=TACIT, notice=Notice(Period(years=2), "term_end"))
    assert kinds(deadlines(agreement, date(2020, 3, 1))) == [("last_day_for_notice", date(2021, 2, 28))]
    (found,) = deadlines(agreement, date(2020, 3, 1))
    assert found.number == 3


def test_two_reports_of_one_notice_are_one_lapse() -> None:
    steps = tuple(Step("notice_given", day(date(2020, 8, when)), "KOR") for when in (22, 23))
    agreement = pact(*steps, renewal=TACIT, notice=NINETY)
    assert kinds(deadlines(agreement, date(2020, 9, 1))) == [("lapse", date(2021, 3, 1))]


def test_two_reports_of_one_withdrawal_are_one() -> None:
    steps = tuple(Step("notice_given", day(date(2020, 8, 22)), "FRA", effective=date(2020, 12, 1)) for _ in range(2))
    agreement = pact(*steps, renewal=TACIT, notice=NINETY, parties=("FRA", "JPN", "KOR"))
    assert ("withdrawal", date(2020, 12, 1)) in kinds(deadlines(agreement, date(2020, 9, 1)))
    assert len(deadlines(agreement, date(2020, 9, 1), 100)) == 2


def test_a_notice_too_late_for_one_term_ends_the_next() -> None:
    late = Step("notice_given", day(date(2021, 1, 15)), "KOR")
    agreement = pact(late, renewal=TACIT, notice=NINETY)
    assert kinds(deadlines(agreement, date(2021, 1, 20), Period(2))) == [("lapse", date(2022, 3, 1))]
    assert standing(agreement, date(2021, 3, 1)).state == "notice_given"
    assert standing(agreement, date(2022, 3, 1)).state == "terminated"


@pytest.mark.parametrize("status", ["planned", "threatened", "denied", "hypothetical"])
def test_a_notice_that_was_not_given_changes_nothing(status: Status) -> None:
    threat = Step("notice_given", day(date(2020, 6, 1)), "KOR", status)
    agreement = pact(threat, renewal=TACIT, notice=NINETY)
    assert standing(agreement, date(2020, 7, 1)).state == "in_force"
    assert kinds(deadlines(agreement, date(2020, 7, 1)))[0][0] == "last_day_for_notice"


def test_what_happens_later_is_not_known_yet() -> None:
    notice = Step("notice_given", day(date(2020, 6, 1)), "KOR")
    assert standing(pact(notice, renewal=TACIT, notice=NINETY), date(2020, 5, 31)).state == "in_force"


def test_a_step_known_to_the_month_counts_from_its_end() -> None:
    august = DateValue(date(2020, 8, 1), date(2020, 8, 31), "month")
    agreement = pact(Step("suspended", august, "KOR"), renewal=TACIT)
    assert standing(agreement, date(2020, 8, 30)).state == "in_force"
    assert standing(agreement, date(2020, 8, 31)).state == "suspended"


def test_an_express_renewal_that_nobody_reported_leaves_the_state_open() -> None:
    found = standing(pact(renewal=Renewal("express", YEAR)), date(2021, 3, 1))
    assert (found.state, found.since) == (None, date(2021, 3, 1))


def test_an_extension_of_unknown_length_leaves_the_terms_open() -> None:
    extended = Step("extended", day(date(2021, 2, 1)))
    agreement = pact(extended, renewal=Renewal("express"))
    assert [run.last for run in terms(agreement, date(2021, 2, 1))] == [date(2021, 2, 28)]


def test_renewals_that_came_by_themselves_lie_before_an_extension() -> None:
    extended = Step("extended", day(date(2022, 6, 1)), until=date(2030, 2, 28))
    found = list(zip(terms(pact(extended, renewal=TACIT), date(2023, 1, 1)), range(5), strict=False))
    assert [(run.number, run.last) for run, _ in found] == [
        (1, date(2021, 2, 28)), (2, date(2022, 2, 28)), (3, date(2023, 2, 28)), (4, date(2030, 2, 28)),
        (5, date(2031, 2, 28)),
    ]  # fmt: skip


def test_a_resumed_agreement_is_in_force() -> None:
    steps = (Step("suspended", day(date(2020, 4, 1)), "KOR"), Step("resumed", day(date(2020, 5, 1)), "KOR"))
    assert standing(pact(*steps, renewal=TACIT), date(2020, 6, 1)).state == "in_force"


def test_an_agreement_that_both_suspend_rests_until_both_resume_it() -> None:
    steps = (
        Step("suspended", day(date(2020, 4, 1)), "KOR"),
        Step("suspended", day(date(2020, 4, 2)), "JPN"),
        Step("resumed", day(date(2020, 5, 1)), "KOR"),
    )
    found = standing(pact(*steps, renewal=TACIT), date(2020, 6, 1))
    assert (found.state, found.suspended_by) == ("suspended", ("JPN",))


def test_nothing_falls_due_after_the_end() -> None:
    ended = Step("terminated", day(date(2020, 6, 1)))
    agreement = pact(ended, renewal=TACIT, notice=NINETY)
    assert deadlines(agreement, date(2020, 6, 2), Period(10)) == ()


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    agreement = Agreement("pact", ("Pact",))
    assert standing(agreement, date(2020, 1, 1)).state is None
    assert deadlines(agreement, date(2020, 1, 1)) == ()


@given(DAYS, st.integers(20, 400), st.integers(0, 800))
def test_a_desk_that_looks_every_month_misses_no_last_day(first: date, term: int, notice: int) -> None:
    agreement = Agreement(
        "pact", ("Pact",), "trade", ("JPN", "KOR"), in_force=day(first), term=Term("fixed", Period(days=term)),
        renewal=Renewal("tacit", Period(days=term)), notice=Notice(Period(days=notice), "term_end"),
    )  # fmt: skip
    whole = {item.date for item in deadlines(agreement, first, 359)}
    monthly = {
        item.date
        for month in range(12)
        for item in deadlines(agreement, first + timedelta(days=30 * month), 29)
    }  # fmt: skip
    assert monthly == whole


@given(DAYS, st.integers(1, 60), st.integers(0, 400))
def test_the_number_of_a_deadline_stays_with_its_term(first: date, months: int, ahead: int) -> None:
    agreement = Agreement(
        "pact", ("Pact",), "trade", ("JPN", "KOR"), in_force=day(first), term=Term("fixed", Period(months=months)),
        renewal=Renewal("tacit", Period(months=months)), notice=NINETY,
    )  # fmt: skip
    for item in deadlines(agreement, first + timedelta(days=ahead), 400):
        assert item.number is not None
        assert item.date == before(after(first, Period(months=months * item.number)) - ONE_DAY, Period(days=90))


WHENEVER = st.one_of(
    st.just(DateValue()),
    st.dates(date(2019, 1, 1), date(2023, 12, 31)).map(day),
    st.dates(date(2019, 1, 1), date(2023, 11, 30)).map(lambda first: DateValue(first, first + timedelta(30), "range")),
)
STEPS = st.builds(
    Step, st.sampled_from(STEP_KINDS), WHENEVER, st.sampled_from([None, "JPN", "KOR", "USA"]), st.sampled_from(STATUSES),
    until=st.none() | DAYS, effective=st.none() | DAYS,
)  # fmt: skip
LENGTHS = st.builds(Period, st.integers(0, 3), st.integers(0, 20), st.integers(0, 9999999)).filter(
    lambda p: not p.empty
)
RENEWALS = st.builds(
    Renewal, st.sampled_from(RENEWAL_KINDS), st.none() | LENGTHS, st.none() | st.integers(0, 3), st.booleans()
)
PACTS = st.builds(
    Agreement, st.just("pact"), st.just(("Pact",)), st.none(), st.sampled_from([(), ("JPN", "KOR"), ("JPN", "KOR", "USA")]),
    st.none() | WHENEVER, st.none() | WHENEVER,
    st.none() | st.just(Term("indefinite")) | st.builds(Term, st.just("fixed"), LENGTHS)
    | st.builds(Term, st.just("until"), st.none(), WHENEVER),
    st.none() | RENEWALS,
    st.none() | st.builds(Notice, LENGTHS, st.sampled_from(COUNTED_FROM), st.sampled_from(EFFECTS), st.none() | LENGTHS),
    steps=st.lists(STEPS, max_size=6).map(tuple),
)  # fmt: skip


@given(PACTS, st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.integers(0, 1000))
def test_whatever_is_known_deadlines_lie_in_the_window_in_order(agreement: Agreement, on: date, within: int) -> None:
    found = deadlines(agreement, on, within)
    days = [item.date for item in found]
    assert days == sorted(days)
    assert all(on <= item <= on + timedelta(days=within) for item in days)


@given(PACTS, st.dates(date(2019, 1, 1), date(2024, 12, 31)))
def test_a_state_began_by_the_day_it_is_told_for(agreement: Agreement, on: date) -> None:
    found = standing(agreement, on)
    assert found.since is None or found.since <= on


def test_days_are_written_the_same_in_every_locale() -> None:
    assert written(date(2019, 8, 4)) == "4 August 2019"


def test_milestones_of_a_signed_agreement_are_shown() -> None:
    review = Review("report", date(2021, 5, 1), evidence=(Listed("t", 1, "https://example.org"),))
    agreement = Agreement("pact", ("Pact",), signed=day(date(2020, 1, 1)), reviews=(review,))
    assert kinds(deadlines(agreement, date(2021, 1, 1))) == [("review", date(2021, 5, 1))]
