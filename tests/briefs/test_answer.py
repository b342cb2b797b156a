"""The short answer: plain sentences, each with what it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.briefs import Material, build
from detente.briefs.records import Brief

from .make import DYAD, make_documents, make_events, make_material


def statements(brief: Brief):
    return next(one for one in brief.sections if one.kind == "answer").statements


def texts(brief: Brief) -> list[str]:
    return [one.text for one in statements(brief)]


@pytest.fixture(scope="module")
def brief() -> Brief:
    return build(make_material(), DYAD)


def test_it_says_what_there_is(brief):
    assert texts(brief)[0] == (
        "4 documents from at least 2 independent publishers report 11 acts between South Korea and Japan from 1 January 2018 "
        "to 30 November 2019: 9 done, 1 threatened and 1 denied."
    )


def test_every_statement_leads_somewhere_in_the_brief(brief):
    there = {section.id for section in brief.sections}
    there |= {line.id for one in brief.sections if one.kind == "happenings" for g in one.groups for line in g.lines}
    there |= {g.id for one in brief.sections if one.kind == "happenings" for g in one.groups}
    there |= {pact.id for one in brief.sections if one.kind == "agreements" for pact in one.pacts}
    there |= {one.id for section in brief.sections if section.kind == "disputes" for one in section.disputes}
    assert all(one.sources for one in statements(brief))
    assert {source for one in statements(brief) for source in one.sources} <= there


def test_acts_are_counted_by_kind_with_their_sum(brief):
    found = [text for text in texts(brief) if "of conflict are counted" in text]
    assert found == [
        "5 acts of conflict are counted, −25.5 in sum: 3 sanctions or cuts in relations, 1 accusation or criticism and "
        "1 mobilisation."
    ]


def test_gravest_act_is_one_that_was_done():
    documents = make_documents()
    threat, done = make_events(documents)[7], make_events(documents)[1]
    threat = replace(threat, intensity=-9.0, date=done.date)
    found = texts(build(Material.of(documents, [threat, done], DYAD), DYAD))
    assert "The gravest act done, 30 October 2018: Japan criticised South Korea." in found


def test_of_acts_that_weigh_the_same_it_is_said_that_they_do(brief):
    assert any(text.startswith("One of the 3 gravest acts done (equal score), ") for text in texts(brief))


def test_gravest_act_that_only_one_side_asserts_says_so():
    documents = make_documents()
    radar = make_events(documents)[2]
    found = texts(build(Material.of(documents, [radar], DYAD), DYAD))
    assert any(text.startswith("The gravest act done") and text.endswith("Only one side says so.") for text in found)


def test_threat_is_told_as_not_done(brief):
    assert any(
        text.startswith("Not told as done: 1 threatened; the latest") and "South Korea threatened Japan" in text
        for text in texts(brief)
    )


def test_one_act_is_in_the_singular():
    documents = make_documents()
    found = texts(build(Material.of(documents, make_events(documents)[1:2], DYAD), DYAD))
    assert found[0].startswith("1 document from at least 1 independent publisher reports 1 act between")
    assert "1 act of conflict is counted, −2 in sum: 1 accusation or criticism." in found
    assert "The one act rests on one publisher alone." in found
