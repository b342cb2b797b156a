from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.incidents import group_incidents
from detente.records import DateValue, Event, Span

from .make import day, event

MARCH = DateValue(date(2022, 3, 1), date(2022, 3, 31), "month")
YEAR = DateValue(date(2022, 1, 1), date(2022, 12, 31), "year")
UNKNOWN = DateValue(latest=date(2022, 3, 10))


def together(one: Event, other: Event) -> bool:
    a, b = group_incidents([one, other])
    return a.incident == b.incident


@st.composite
def dates(draw) -> DateValue:
    start = date(2022, 3, 1) + timedelta(days=draw(st.integers(0, 20)))
    width = draw(st.sampled_from([None, 0, 0, 7, 60]))
    if width is None:
        return UNKNOWN
    return DateValue(start, start + timedelta(days=width), "range" if width else "day")


@st.composite
def some_events(draw) -> list[Event]:
    return [
        event(
            number,
            *draw(st.permutations(["CAN", "RUS"])),
            type=draw(st.sampled_from(["SANCTION", "CONSULT"])),
            status=draw(st.sampled_from(["happened", "planned"])),
            date=draw(dates()),
            document=draw(st.sampled_from(["d-1", "d-2"])),
            trigger=draw(st.sampled_from([Span(0, 5, "spoke"), Span(9, 12, "met")])),
        )
        for number in range(draw(st.integers(0, 10)))
    ]


@given(some_events(), st.randoms())
def test_the_order_of_the_events_does_not_matter(events, random):
    shuffled = random.sample(events, len(events))
    assert {e.id: e.incident for e in group_incidents(shuffled)} == {e.id: e.incident for e in group_incidents(events)}


@given(some_events())
def test_grouping_again_changes_nothing(events):
    once = group_incidents(events)
    assert group_incidents(once) == once


@given(some_events())
def test_only_the_incident_is_set_and_the_order_kept(events):
    assert [replace(e, incident="") for e in group_incidents(events)] == events


@given(some_events())
def test_events_of_one_incident_agree_on_type_and_status(events):
    kinds: dict[str, set[tuple[str, str]]] = {}
    for e in group_incidents(events):
        kinds.setdefault(e.incident, set()).add((e.type, e.status))
    assert all(len(found) == 1 for found in kinds.values())


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"document": "d-other"},
        {"date": MARCH},
        {"date": DateValue(date(2022, 3, 5), date(2022, 3, 9), "range")},
    ],
    ids=["same", "other document", "coarser date", "range around it"],
)
def test_one_incident(other):
    assert together(event(1), event(2, **other))


@pytest.mark.parametrize(
    "other",
    [
        {"source": "NOR"},
        {"target": "NOR"},
        {"source": "RUS", "target": "CAN"},
        {"type": "ACCUSE"},
        {"status": "planned"},
        {"date": day("2022-03-08")},
        {"date": YEAR, "document": "d-other"},
        {"date": UNKNOWN, "document": "d-other"},
    ],
    ids=" ".join,
)
def test_two_incidents(other):
    assert not together(event(1), event(2, **other))


def test_a_reciprocal_act_is_one_incident_either_way_round():
    assert together(event(1, "CAN", "RUS", type="CONSULT"), event(2, "RUS", "CAN", type="CONSULT"))


def test_an_undated_act_joins_one_of_its_document_that_the_same_word_tells():
    assert together(event(1), event(2, date=UNKNOWN))


def test_an_undated_act_that_another_word_tells_stands_alone():
    assert not together(event(1), event(2, date=UNKNOWN, trigger=Span(5, 9, "deed")))


def test_two_days_inside_one_month_stay_two_incidents():
    grouped = group_incidents([event(1), event(2, date=day("2022-03-21")), event(3, date=MARCH)])
    assert len({e.incident for e in grouped}) == 2
