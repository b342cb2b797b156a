"""Sums over a store say what its events say one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from detente.records import DateValue
from detente.store import EventFilter, Store
from tests.measuring import make

from .many import put

AUGUST = date(2019, 8, 1), date(2019, 8, 31)


@pytest.fixture
def four(store: Store) -> Store:
    """Two reports of one act that differ in status, an act the other way round, and one without a date."""
    put(
        store,
        [
            make.event(1, "KOR", "JPN", when="2019-08-22", incident="in-1"),
            make.event(2, "KOR", "JPN", when="2019-08-22", incident="in-1", status="denied", document="doc-b"),
            make.event(3, "JPN", "KOR", when="2019-09-03", incident="in-3", type="THREATEN"),
            make.event(4, "CHN", "JPN", when=DateValue(), incident="in-4"),
        ],
    )
    return store


def test_held_counts_documents_events_and_what_has_no_date(four: Store) -> None:
    held = four.held()
    assert (held.documents, held.not_coded, held.events, held.undated) == (2, 0, 4, 1)


def test_the_days_of_what_fits(four: Store) -> None:
    assert four.first_and_last() == (date(2019, 8, 22), date(2019, 9, 3))
    assert four.first_and_last(EventFilter(dyad=("CHN", "JPN"))) is None


def test_days_by_type_and_by_sides_are_those_of_the_events(four: Store) -> None:
    types, days = four.days_by_type(EventFilter(dated=True))
    assert sorted((types[number], first) for number, first, _ in days) == sorted(
        (event.type, str(event.date.start)) for event in four.events() if event.date.start
    )
    sides, days = four.days_by_sides(EventFilter(dated=True))
    assert sorted(sides[number] for number, _, _ in days) == [
        (["JPN"], ["KOR"]),
        (["KOR"], ["JPN"]),
        (["KOR"], ["JPN"]),
    ]


def test_a_change_of_status_names_the_first_report_of_each(four: Store) -> None:
    (change,) = four.status_changes(*AUGUST)
    assert change.incident == "in-1"
    assert {told.status: told.event for told in change.told} == {"happened": "ev-1", "denied": "ev-2"}


def test_months_count_the_acts_that_an_index_counts(four: Store) -> None:
    counted = Counter(act[4][:7] for act in four.acts() if act[13] is None)
    assert {f"{month:%Y-%m}": acts for month, acts in four.months().items()} == counted


def test_the_most_active_dyads_of_a_time(four: Store) -> None:
    assert four.most_active(*AUGUST) == [("JPN", "KOR")]
    assert four.most_active(*AUGUST, country="CHN") == []


def test_acts_can_be_those_of_two_countries_with_anybody(four: Store) -> None:
    assert {act[0] for act in four.acts()} >= {act[0] for act in four.acts(("CHN", "USA"))}
    assert [(act[1], act[2]) for act in four.acts(("CHN", "USA"))] == [("CHN", "JPN")]
