from __future__ import annotations

import pytest

from detente.coding.sieve import can_hold_event

from .make import mention

NAMED = "Canada"


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada expels two diplomats.",
        "Canada was denied access.",
        "Canada met Peru.",
        "Canada is imposing sanctions.",
        "CANADA SIGNED A TREATY",
        "The expulsion angered Canada.",
        "Canada called off the summit.",
    ],
)
def test_a_sentence_with_a_side_and_a_word_that_can_carry_an_act_passes(sentence):
    side = next(word for word in (NAMED, NAMED.upper()) if word in sentence)
    assert can_hold_event(sentence, [mention(sentence, side, "CAN")])


@pytest.mark.parametrize("pair", ["both sides", "The two countries", "Two governments", "both neighbours"])
def test_words_for_two_sides_stand_for_a_name(pair):
    assert can_hold_event(f"{pair} signed a treaty.", [])


def test_a_sentence_without_a_side_does_not_pass():
    assert not can_hold_event("He signed a treaty.", [])


def test_a_sentence_without_a_word_that_can_carry_an_act_does_not_pass():
    sentence = "Canada is large and cold."
    assert not can_hold_event(sentence, [mention(sentence, "Canada", "CAN")])


def test_a_word_is_met_at_its_beginning_only():
    sentence = "Canada is proud of its designers."
    assert not can_hold_event(sentence, [mention(sentence, "Canada", "CAN")])
