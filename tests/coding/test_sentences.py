from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.sentences import split_sentences

# What decides where a sentence ends, so that random text meets it often.
PIECES = st.sampled_from(
    [*'Rome the U.S. Mr. No 3 é Я . ! ? … ” “ " ) ('.split(), " ", "  ", "\n", "\n\n", "\u00a0"],
)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80))


@given(TEXTS)
def test_sentences_come_in_order_and_do_not_overlap(text):
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(TEXTS)
def test_every_character_but_space_is_in_a_sentence(text):
    inside = {i for start, end in split_sentences(text) for i in range(start, end)}
    assert [i for i, c in enumerate(text) if not c.isspace() and i not in inside] == []


@given(TEXTS)
def test_no_sentence_begins_or_ends_with_space(text):
    quotes = [text[start:end] for start, end in split_sentences(text)]
    assert [quote for quote in quotes if quote != quote.strip()] == []


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("Rain fell. Snow followed.", ["Rain fell.", "Snow followed."]),
        ("Who won? Nobody! It ended.", ["Who won?", "Nobody!", "It ended."]),
        ("“It is over.” He left.", ["“It is over.”", "He left."]),
        ("He met Mr. Ito in Oslo.", ["He met Mr. Ito in Oslo."]),
        ("A U.S. Navy ship left.", ["A U.S. Navy ship left."]),
        (
            "They landed in the U.S. The ministry confirmed it.",
            ["They landed in the U.S.", "The ministry confirmed it."],
        ),
        ("J. Smith wrote it.", ["J. Smith wrote it."]),
        ("It rose by 2.5 percent.", ["It rose by 2.5 percent."]),
        ("It ended on 5. May was calm.", ["It ended on 5.", "May was calm."]),
        ("1. The parties meet.", ["1. The parties meet."]),
        ("no capital. follows here", ["no capital. follows here"]),
        ("Talks fail\nOslo, 3 May", ["Talks fail", "Oslo, 3 May"]),
        ("The talks in\nthe capital ended.", ["The talks in\nthe capital ended."]),
        ("It ended.\nnew day", ["It ended.", "new day"]),
        ("A headline\n\nand a text", ["A headline", "and a text"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_split(text, sentences):
    assert [text[start:end] for start, end in split_sentences(text)] == sentences
