from __future__ import annotations

import pytest

from detente.coding.ontology import contexts_of, event_type, intensity, is_conflict, is_hostile, modes_of, quad_class


@pytest.mark.parametrize(
    "kind, quad",
    [
        ("AGREE", "VERBAL COOPERATION"),
        ("AID", "MATERIAL COOPERATION"),
        ("ACCUSE", "VERBAL CONFLICT"),
        ("ASSAULT", "MATERIAL CONFLICT"),
    ],
)
def test_quad_class(kind, quad):
    assert quad_class(kind) == quad


def test_a_request_is_conflict_but_not_hostile():
    assert (is_conflict("REQUEST"), is_hostile("REQUEST")) == (True, False)


def test_cooperation_is_not_hostile():
    assert not is_hostile("AID")


@pytest.mark.parametrize("kind", ["ACCUSE", "THREATEN", "SANCTION"])
def test_conflict_is_hostile(kind):
    assert is_hostile(kind)


def test_an_unknown_type_is_refused():
    with pytest.raises(KeyError):
        event_type("SMILE")


def test_the_score_of_an_accusation_is_negative():
    assert intensity("ACCUSE", None) == -3


def test_a_mode_without_a_score_takes_that_of_its_type():
    assert intensity("AGREE", "no such mode") == intensity("AGREE", None)


def test_a_mode_with_a_score_has_its_own():
    assert intensity("PROTEST", "riot") != intensity("PROTEST", None)


def test_vandalism_has_the_score_of_protest():
    assert intensity("PROTEST", "vandalize") == intensity("PROTEST", None)


@pytest.mark.parametrize("code, contexts", [("0312", ("military",)), ("0311", ("economic",)), ("9999", ())])
def test_contexts_of_a_code(code, contexts):
    assert contexts_of(code) == contexts


def test_codes_are_text():
    assert contexts_of("30") == ()


def test_modes_of_a_type():
    assert "expel" in modes_of("SANCTION")


def test_a_type_without_modes():
    assert modes_of("AGREE") == frozenset()
