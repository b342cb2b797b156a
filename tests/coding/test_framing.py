from __future__ import annotations

import pytest

from detente.coding.framing import frame_of

from .make import lemmas, parsed, token


@pytest.mark.parametrize(
    "sentence, word, status",
    [
        ("Norway expelled two diplomats.", "expelled", "happened"),
        ("Norway has expelled two diplomats.", "expelled", "happened"),
        ("Norway expels two diplomats", "expels", "happened"),
        ("Norway is expelling two diplomats.", "expelling", "ongoing"),
        ("Norway continues to expel diplomats.", "expel", "ongoing"),
        ("Norway will expel two diplomats.", "expel", "planned"),
        ("Norway plans to expel two diplomats.", "expel", "planned"),
        ("Norway is set to sign a treaty.", "sign", "planned"),
        ("Norway said it would expel two diplomats.", "expel", "planned"),
        ("Norway may expel two diplomats.", "expel", "hypothetical"),
        ("Norway is considering expelling two diplomats.", "expelling", "hypothetical"),
        ("Norway would have expelled two diplomats.", "expelled", "hypothetical"),
        ("If Norway expels two diplomats, Sweden will protest.", "expels", "hypothetical"),
        ("Norway denied that it had expelled two diplomats.", "expelled", "denied"),
        ("Norway said that it had not expelled two diplomats.", "expelled", "denied"),
        ("Norway did not expel two diplomats.", "expel", None),
        ("Norway will not expel two diplomats.", "expel", None),
        ("Norway hopes to sign a treaty.", "sign", None),
        ("Norway failed to sign a treaty.", "sign", None),
        ("Norway should sign a treaty.", "sign", None),
        ("Norway sent envoys to ease tensions.", "ease", None),
        ("Norway decided to expel two diplomats.", "expel", "happened"),
    ],
)
def test_status(sentence, word, status):
    assert frame_of(token(parsed(sentence), word)).status == status


@pytest.mark.parametrize(
    "sentence, word, absorbed",
    [
        ("Norway threatened to expel two diplomats.", "expel", True),
        ("Norway promised to release two diplomats.", "release", True),
        ("Norway refused to sign a treaty.", "sign", True),
        ("Norway urged Sweden to sign a treaty.", "sign", True),
        ("Norway repeated its threat to expel two diplomats.", "expel", True),
        ("Norway said that it had expelled two diplomats.", "expelled", False),
    ],
)
def test_a_verb_above_that_is_the_act_absorbs_the_deed(sentence, word, absorbed):
    assert frame_of(token(parsed(sentence), word)).absorbed is absorbed


def test_reporters_stand_innermost_first():
    sentence = "Reuters reported that the ministry said that Norway had expelled two diplomats."
    assert lemmas(frame_of(token(parsed(sentence), "expelled")).reporters) == ["say", "report"]


@pytest.mark.parametrize(
    "sentence, word, asserted",
    [
        ("Sweden claimed that Norway had expelled two diplomats.", "expelled", True),
        ("Sweden said that Norway had expelled two diplomats.", "expelled", False),
        ("The alleged attack by Norway shocked Sweden.", "attack", True),
        ("The attack by Norway shocked Sweden.", "attack", False),
    ],
)
def test_words_that_mark_one_sides_word(sentence, word, asserted):
    assert frame_of(token(parsed(sentence), word)).asserted is asserted


def test_an_accuser_is_known():
    frame = frame_of(token(parsed("Sweden accused Norway of attacking a ship."), "attacking"))
    assert frame.accuser is not None
    assert frame.accuser.lemma_ == "accuse"


@pytest.mark.parametrize(
    "sentence, word, past",
    [
        ("Norway expelled two diplomats.", "expelled", True),
        ("Norway expels two diplomats.", "expels", False),
        ("Norway has expelled two diplomats.", "expelled", True),
    ],
)
def test_tense(sentence, word, past):
    assert frame_of(token(parsed(sentence), word)).past is past
