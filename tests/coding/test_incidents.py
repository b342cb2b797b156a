from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.incidents import group_incidents
from detente.coding.likeness import Content
from detente.records import DateValue, Event, Participant, Span

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


def told(
    number: int, sentence: str, word: str, *, who: str = "Russian", whom: str = "Ukraine", **fields: object
) -> Event:
    """A report of an attack on Ukraine in a document of its own, with its sentence as evidence."""
    at = sentence.index(word)
    values = {"document": f"d-{number}", "type": "ASSAULT", "date": day("2022-03-07")} | fields
    sides = {
        name: (
            Participant(country, country, country, "military", Span(i := sentence.index(text), i + len(text), text)),
        )
        for name, country, text in (("source", "RUS", who), ("target", "UKR", whom))
    }
    made = event(number, evidence=Span(0, len(sentence), sentence), trigger=Span(at, at + len(word), word), **values)
    return replace(made, **sides)


ODESA = told(1, "Russian missiles struck the port of Odesa in Ukraine and killed five people.", "struck")


@pytest.mark.parametrize(
    "other",
    [
        told(2, "Five people died when Russian rockets hit Odesa, a city in southern Ukraine.", "hit"),
        told(2, "A Russian attack killed seven people in southern Ukraine, officials said.", "attack"),
        told(2, "Russian missiles struck the port of Odesa in Ukraine overnight.", "struck", date=day("2022-03-08")),
        told(2, "Russian missiles struck the port of Odesa in Ukraine and killed five people.", "struck", date=UNKNOWN),
    ],
    ids=["same place", "no place", "next day in like words", "undated copy"],
)
def test_reports_of_two_documents_that_are_one_act(other):
    assert together(ODESA, other)


@pytest.mark.parametrize(
    "other",
    [
        told(2, "Russian shells hit a school in Kharkiv, eastern Ukraine.", "hit"),
        told(2, "Russian drones killed a driver in Ukraine near Sumy.", "killed", date=day("2022-03-08")),
        told(2, "Russian forces attacked towns in Ukraine.", "attacked", date=UNKNOWN),
    ],
    ids=["other place", "other words on the next day", "undated and in other words"],
)
def test_reports_of_two_documents_that_are_two_acts(other):
    assert not together(ODESA, other)


def test_the_cost_of_a_block_does_not_grow_with_its_square(monkeypatch):
    asked = 0
    alike = Content.alike

    def counting(self: Content, other: Content) -> float:
        nonlocal asked
        asked += 1
        return alike(self, other)

    monkeypatch.setattr(Content, "alike", counting)
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(400)]
    group_incidents(
        told(n, f"Russian guns struck a town in Ukraine, report {n} said.", "struck", date=day(d))
        for n, d in enumerate(days)
    )
    assert asked <= 4 * len(days)
