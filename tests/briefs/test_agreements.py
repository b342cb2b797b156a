"""The agreements of the dyad in a brief: state, next dates, who wants what."""

from __future__ import annotations

from datetime import date

import pytest

from detente.briefs import Material, build
from detente.briefs.records import Brief
from detente.briefs.sections import Agreements, Pact, Positions, Texts
from detente.evidence import holds
from detente.export import html, json, markdown
from tests.briefs.make import DYAD, day, make_document, make_event

TEXT = (
    "South Korea accused Japan of bad faith on 12 August 2019. Esper asked South Korea to maintain the Japan-South Korea "
    "Military Intelligence Protection Agreement, which renews itself each year unless a party gives notice by 24 August."
)


@pytest.fixture(scope="module")
def brief() -> Brief:
    document = make_document(TEXT, "Pact", "2019-08-13")
    sentence = "South Korea accused Japan of bad faith on 12 August 2019."
    sides = ("KOR", "South Korea"), ("JPN", "Japan")
    event = make_event(document, sentence, "accused", *sides, day("2019-08-12"), "ACCUSE")
    return build(Material.of([document], [event], DYAD), DYAD)


def _section(brief: Brief) -> Agreements:
    return next(section for section in brief.sections if isinstance(section, Agreements))


def _pact(brief: Brief) -> Pact:
    return next(pact for pact in _section(brief).pacts if pact.agreement == "gsomia")


def test_its_state_is_that_of_the_last_day_told(brief: Brief) -> None:
    assert _section(brief).on == date(2019, 8, 13)
    assert _pact(brief).state.startswith("in force since")


def test_its_next_date_comes_with_its_rule(brief: Brief) -> None:
    (due,) = [due for due in _pact(brief).dates if due.what == "last day for notice"]
    assert due.date == date(2019, 8, 24)
    assert "90 days" in due.rule


def test_who_wants_what_leads_to_the_sentence(brief: Brief) -> None:
    (stand,) = next(section for section in brief.sections if isinstance(section, Positions)).stands
    (wish,) = stand.wishes
    (text,) = next(section for section in brief.sections if isinstance(section, Texts)).texts
    assert wish.text == "Mark Esper (United States) wants it kept."
    assert holds(TEXT, wish.quote.span)
    assert wish.quote.text in {passage.id for passage in text.passages}


def test_agreement_and_its_positions_name_each_other(brief: Brief) -> None:
    (stand,) = next(section for section in brief.sections if isinstance(section, Positions)).stands
    assert _pact(brief).wishes == tuple(wish.id for wish in stand.wishes)
    assert stand.pact == _pact(brief).id


def test_document_without_an_act_of_the_two_may_tell_a_position() -> None:
    text = "Mark Esper asked South Korea on Tuesday to keep its military intelligence pact with Japan, GSOMIA."
    document = make_document(text, "Esper", "2019-08-13")
    brief = build(Material.of([document], [], DYAD), DYAD)
    stands = next(section for section in brief.sections if isinstance(section, Positions)).stands
    assert [wish.who for stand in stands for wish in stand.wishes] == ["Mark Esper (United States)"]


def test_states_without_agreements_say_so() -> None:
    brief = build(Material.of([], [], ("BTN", "BRN")), ("BTN", "BRN"))
    assert _section(brief).pacts == ()
    assert "No agreement to which both are parties" in html.render(brief)


@pytest.mark.parametrize("render", [html.render, markdown.render, json.render])
def test_every_format_shows_it(brief: Brief, render) -> None:  # type: ignore[no-untyped-def]
    page = render(brief)
    assert "General Security of Military Information Agreement" in page
    assert "24 August 2019" in page
    assert "Mark Esper" in page
