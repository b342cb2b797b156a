"""How much of an edition is about each country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.editions.shares import shares_of, words_in

from .make import make_edition

SENTENCES = [
    "Japan sent three ships to the exercise.",
    "China and Japan agreed to meet again.",
    "The budget was passed in March.",
    "Russia closed its consulate.",
]


def test_a_sentence_about_two_countries_counts_half_for_each() -> None:
    shares = shares_of(make_edition("China and Japan agreed to meet."))
    assert (shares["CHN"].words, shares["JPN"].words) == (3.0, 3.0)


def test_counts_mentions() -> None:
    assert shares_of(make_edition("Japan met Japan's friends."))["JPN"].mentions == 2


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_shares_never_exceed_the_text(sentences: list[str]) -> None:
    shares = shares_of(make_edition(" ".join(sentences)))
    assert sum(share.share for share in shares.values()) <= 1.001


@pytest.mark.parametrize("text, words", [("two words", 2), ("日本と韓国", 5), ("G7 の国々", 4), ("", 0)])
def test_counts_words_and_characters(text: str, words: int) -> None:
    assert words_in(text) == words
