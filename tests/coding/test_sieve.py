from __future__ import annotations

import pytest

from detente.coding.lexicon import verb_patterns
from detente.coding.parsing import pipeline
from detente.coding.sieve import can_hold_event, carries_act, may_have_two_sides, words_of
from detente.data.tables import read_rows

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
        "Canada co-hosted the summit.",
    ],
)
def test_a_sentence_with_a_side_and_the_words_of_an_act_passes(sentence):
    side = next(word for word in (NAMED, NAMED.upper()) if word in sentence)
    assert can_hold_event(sentence, [mention(sentence, side, "CAN")])


@pytest.mark.parametrize("pair", ["both sides", "The two countries", "Two governments", "both neighbours", "They"])
def test_words_for_two_sides_stand_for_a_name(pair):
    assert can_hold_event(f"{pair} signed a treaty.", [])


def test_a_sentence_without_a_side_does_not_pass():
    assert not can_hold_event("He signed a treaty.", [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada is large and cold.",
        "Canada is proud of its designers.",
        "Canada made a film.",
        "Canada was glad.",
    ],
    ids=[
        "no word of the tables",
        "the beginning of a word",
        "a verb without its object",
        "a verb without its condition",
    ],
)
def test_a_sentence_without_the_words_of_an_act_does_not_pass(sentence):
    assert not can_hold_event(sentence, [mention(sentence, "Canada", "CAN")])


def sides_of(sentence: str, before: str = "", parties: tuple[tuple[str, ...], ...] = ()) -> bool:
    codes = {"Canada": "CAN", "Peru": "PER"}
    here = [mention(sentence, name, code) for name, code in codes.items() if name in sentence]
    earlier = [mention(before, name, code) for name, code in codes.items() if name in before]
    return may_have_two_sides(words_of(sentence), here, earlier, parties)


@pytest.mark.parametrize(
    "sentence, before, parties",
    [
        ("Canada expelled an envoy of Peru.", "", ()),
        ("The two sides met.", "Canada wrote to Peru.", ()),
        ("They met.", "Canada wrote to Peru.", ()),
        ("Canada left the pact.", "", (("CAN", "PER"),)),
    ],
    ids=["two named", "words for two", "a plural pronoun", "a pact of two"],
)
def test_what_gives_a_sentence_two_sides(sentence, before, parties):
    assert sides_of(sentence, before, parties)


@pytest.mark.parametrize(
    "sentence, before",
    [("Canada expelled an envoy.", "Peru sent a note."), ("They met.", "Canada was silent.")],
    ids=["a side named before that nothing stands for", "a pronoun with one side before it"],
)
def test_what_leaves_a_sentence_with_one_side(sentence, before):
    assert not sides_of(sentence, before)


def test_the_forms_of_the_parser_are_known():
    lemmatizer = dict(pipeline().components)["lemmatizer"]
    exceptions = lemmatizer.lookups.get_table("lemma_exc")
    free = {
        p.lemma
        for rows in verb_patterns().values()
        for p in rows
        if p.type and not (p.objects or p.flags or p.particle)
    }
    forms = {form for form, lemmas in exceptions["verb"].items() if free & set(lemmas) and form.isalpha()}
    missed = [form for form in forms if not carries_act(words_of(form))]
    assert missed == []


@pytest.mark.parametrize("table", ["coding/verbs.csv", "coding/nouns.csv"])
def test_the_parser_can_meet_every_word_of_the_tables(table):
    words = sorted({row["lemma"] for row in read_rows(table)})
    cut = [word for word in words if len(pipeline().make_doc(word)) > 1]
    assert cut == []
