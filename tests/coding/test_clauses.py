from __future__ import annotations

import pytest

from detente.coding.clauses import clauses_of, lemma_of

from .make import clause, lemmas, parsed, token


@pytest.mark.parametrize(
    "sentence, verb, subjects",
    [
        ("Norway expelled two diplomats.", "expelled", ["norway"]),
        ("Estonia and Latvia closed their consulates.", "closed", ["estonia", "latvia"]),
        ("Two diplomats were expelled by Norway.", "expelled", ["norway"]),
        ("Two diplomats were expelled.", "expelled", []),
        ("Norway, which expelled two diplomats, apologised.", "expelled", ["norway"]),
        ("Norway recalled its envoy and expelled two diplomats.", "expelled", ["norway"]),
        ("Norway agreed to expel two diplomats.", "expel", ["norway"]),
        ("Norway urged Sweden to expel two diplomats.", "expel", ["sweden"]),
        ("Norway repeated its decision to expel two diplomats.", "expel", ["its"]),
    ],
)
def test_who_acts(sentence, verb, subjects):
    assert [t.lower_ for t in clause(sentence, verb).subjects] == subjects


@pytest.mark.parametrize(
    "sentence, verb, objects",
    [
        ("Norway expelled two diplomats.", "expelled", ["diplomat"]),
        ("Two diplomats were expelled by Norway.", "expelled", ["diplomat"]),
        ("The diplomats expelled by Norway left.", "expelled", ["diplomat"]),
        ("The pact that Norway signed expired.", "signed", ["pact"]),
        ("Norway expelled diplomats and journalists.", "expelled", ["diplomat", "journalist"]),
    ],
)
def test_what_is_acted_on(sentence, verb, objects):
    assert lemmas(clause(sentence, verb).objects) == objects


def test_a_passive_is_known():
    assert clause("Two diplomats were expelled by Norway.", "expelled").passive


def test_prepositions_of_verb_and_object_are_gathered():
    found = clause("Norway held talks with Sweden in Oslo.", "held").obliques
    assert {word: lemmas(heads) for word, heads in found.items()} == {"with": ["sweden"], "in": ["oslo"]}


@pytest.mark.parametrize(
    "sentence, verb, particle",
    [("Norway called off the summit.", "called", "off"), ("Norway called the envoy.", "called", "")],
)
def test_particle(sentence, verb, particle):
    assert clause(sentence, verb).particle == particle


@pytest.mark.parametrize(
    "sentence, verb, complements",
    [
        ("Norway agreed to resume talks.", "agreed", ["resume"]),
        ("Norway said that it had signed.", "said", ["sign"]),
        ("Norway accused Sweden of violating the pact.", "accused", ["violate"]),
        ("Norway signed the pact.", "signed", []),
    ],
)
def test_complements(sentence, verb, complements):
    assert lemmas(clause(sentence, verb).complements) == complements


def test_auxiliaries_are_no_clauses_of_their_own():
    found = clauses_of(parsed("Norway has been asked to sign the pact."))
    assert [c.lemma for c in found] == ["ask", "sign"]


@pytest.mark.parametrize("form", ["expelled", "expels", "expelling", "EXPELLED"])
def test_lemma_of_a_form(form):
    assert lemma_of(token(parsed(f"Norway {form} two diplomats."), form)) == "expel"
