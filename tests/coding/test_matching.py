from __future__ import annotations

from itertools import pairwise

import pytest

from detente.coding.clauses import Clause, clause_of
from detente.coding.lexicon import Pattern, noun_patterns, verb_patterns
from detente.coding.matching import match_noun, match_verb, object_words

from .make import clause, parsed, scene, token


def pattern(sentence: str, word: str) -> Pattern | None:
    return match_verb(clause_of(token(parsed(sentence), word)), scene(sentence))


@pytest.mark.parametrize(
    "sentence, word, kind",
    [
        ("Canada met Peru.", "met", "CONSULT"),
        ("Canada met the deadline.", "met", None),
        ("Canada met the demand of Peru.", "met", None),
        ("Canada expelled two diplomats of Peru.", "expelled", "SANCTION"),
        ("Canada lifted its sanctions against Peru.", "lifted", "RETREAT"),
        ("Canada called off the summit with Peru.", "called", "SANCTION"),
        ("Canada called on Peru to withdraw.", "called", "REQUEST"),
        ("Canada signed a treaty with Peru.", "signed", "SUPPORT"),
        ("A Peruvian court ordered Canada to pay damages.", "ordered", "SANCTION"),
        ("Canada painted the embassy of Peru.", "painted", None),
    ],
)
def test_type_of_a_clause(sentence, word, kind):
    found = pattern(sentence, word)
    assert (found.type if found else None) == kind


@pytest.mark.parametrize(
    "sentence, mode",
    [("Canada expelled two diplomats of Peru.", "expel"), ("Canada recalled its ambassador to Peru.", "withdraw")],
)
def test_mode_of_a_clause(sentence, mode):
    found = pattern(sentence, sentence.split()[1])
    assert found is not None
    assert found.mode == mode


@pytest.mark.parametrize("table", [verb_patterns, noun_patterns])
def test_the_most_specific_patterns_stand_first(table):
    assert [lemma for lemma, rows in table().items() if any(a.weight < b.weight for a, b in pairwise(rows))] == []


def test_a_noun_that_names_an_act():
    doc = parsed("The expulsion of two diplomats drew a protest.")
    found = match_noun(Clause(token(doc, "expulsion")), scene(doc.text))
    assert found is not None
    assert found.type == "SANCTION"


@pytest.mark.parametrize(
    "sentence, words",
    [
        ("Canada lifted a number of sanctions.", {"number", "sanction"}),
        ("Canada lifted trade sanctions.", {"sanction", "trade"}),
        ("Canada lifted two of the bans.", {"two", "ban"}),
    ],
)
def test_object_words_look_through_words_that_only_count(sentence, words):
    assert object_words(clause(sentence, "lifted").objects) >= words
