from __future__ import annotations

from dataclasses import replace

import pytest

from detente.coding.contradictions import Contradiction, contradictions_of, incidents_of, numbers_in
from detente.coding.incidents import group_incidents
from detente.records import DateValue, Event, Participant, Span

from .make import day, event


def told(number: int, sentence: str, **fields: object) -> Event:
    """A report in a document of its own."""
    values = {"document": f"d-{number}", "evidence": Span(0, len(sentence), sentence)} | fields
    return event(number, **values)


def by(found: Event, name: str, title: str) -> Event:
    """`found` with a person as its source."""
    quote = f"{title} {name}"
    person = Participant(f"can/{name.lower()}", name, "CAN", "government", Span(0, len(quote), quote))
    return replace(found, source=(person,))


def values(found: Contradiction) -> list[str]:
    return [claim.value for claim in found.claims]


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("The attack killed 12 people and wounded 30 others.", [("killed", "12"), ("wounded", "30")]),
        ("Twenty soldiers, among them a colonel, were killed.", [("killed", "20")]),
        ("Canada expelled two Russian diplomats in 2018.", [("diplomats", "2")]),
        ("Some 1,500 troops crossed the river after 3 days.", [("troops", "1500")]),
        ("The loan is worth two million dollars.", [("dollars", "2000000")]),
        ("They met for the third time.", []),
    ],
)
def test_what_a_sentence_counts(sentence, expected):
    assert [(about, number) for about, number, _ in numbers_in(Span(0, len(sentence), sentence))] == expected


def test_a_number_stands_where_its_span_says():
    sentence = "On Monday at least 26 civilians were killed."
    (_, _, span) = numbers_in(Span(100, 100 + len(sentence), sentence))[0]
    assert sentence[span.start - 100 : span.end - 100] == span.quote == "26 civilians"


def test_reports_that_agree_contradict_in_nothing():
    reports = [told(n, "Canada expelled two diplomats.") for n in range(3)]
    assert contradictions_of(reports) == ()


def test_one_report_contradicts_nothing():
    assert contradictions_of([told(1, "Canada expelled two diplomats.")]) == ()


def test_numbers_of_the_dead_are_kept_and_the_more_frequent_comes_first():
    reports = [
        told(1, "The strike killed five people."),
        told(2, "Seven people were killed by the strike."),
        told(3, "The strike killed seven people."),
    ]
    (found,) = contradictions_of(reports)
    assert (found.kind, found.about, values(found)) == ("number", "killed", ["7", "5"])


def test_two_numbers_in_one_report_count_two_things():
    reports = [
        told(1, "Canada expelled two diplomats and Norway three diplomats."),
        told(2, "It expelled two diplomats."),
    ]
    assert contradictions_of(reports) == ()


def test_dates_without_a_common_day_are_listed():
    reports = [told(1, "Canada expelled them."), told(2, "Canada expelled them.", date=day("2022-03-08"))]
    (found,) = contradictions_of(reports)
    assert (found.kind, values(found)) == ("date", ["2022-03-07", "2022-03-08"])


def test_a_coarser_date_is_no_contradiction():
    march = DateValue(day("2022-03-01").start, day("2022-03-31").end, "month")
    assert contradictions_of([told(1, "It expelled them."), told(2, "It expelled them.", date=march)]) == ()


def test_two_holders_of_one_office_are_listed():
    reports = [
        by(told(1, "It expelled them."), "Joly", "Foreign Minister"),
        by(told(2, "It expelled them."), "Garneau", "Foreign Minister"),
    ]
    (found,) = contradictions_of(reports)
    assert (found.kind, found.about, values(found)) == ("name", "source CAN", ["Garneau", "Joly"])


def test_two_offices_are_no_contradiction():
    reports = [
        by(told(1, "It expelled them."), "Joly", "Foreign Minister"),
        by(told(2, "It expelled them."), "Trudeau", "Prime Minister"),
    ]
    assert contradictions_of(reports) == ()


def test_a_denial_stands_beside_the_act_that_it_denies():
    act = told(1, "Canada expelled two envoys.", trigger=Span(7, 15, "expelled"))
    denial = told(
        2, "Canada denied that it had expelled two envoys.", trigger=Span(29, 37, "expelled"), status="denied"
    )
    first, second = incidents_of(group_incidents([act, denial]))
    assert [e.id for e in first.denials] == [denial.id]
    assert [c.kind for c in first.contradictions] == ["status"]
    assert second.denials == ()


def test_copies_of_one_text_count_once():
    reports = group_incidents([told(n, "Canada expelled two envoys.") for n in range(3)])
    (found,) = incidents_of(reports, copies=[["d-0", "d-1"]])
    assert (len(found.reports), found.texts) == (3, 2)


def test_the_date_of_an_incident_is_that_of_the_report_that_knows_it_best():
    march = DateValue(day("2022-03-01").start, day("2022-03-31").end, "month")
    (found,) = incidents_of(group_incidents([told(1, "It expelled them.", date=march), told(2, "It expelled them.")]))
    assert found.date == day("2022-03-07")
