"""The words of agreements: lists and tables of `data/agreements/wording*.csv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from detente.data.tables import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

# Characters that word processors put in place of the plain ones, each mapped to one character, so that places stay.
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\n": " "}
)


def plain(text: str) -> str:
    """Return `text` in lower case with plain quotes, hyphens and spaces; every character stays where it stands."""
    lowered = text.translate(_TYPOGRAPHY).lower()
    # A few capitals (İ) become two characters in lower case, which would move all that follows.
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of list `name` of `wording.csv`."""
    return frozenset(
        word for row in read_rows("agreements/wording.csv") if row["list"] == name for word in row["words"].split("|")
    )


@cache
def any_of(name: str) -> str:
    """Return a regular expression for any word of list `name`, the longest first, with white space as it comes."""
    ordered = sorted(words(name), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def numbers() -> Mapping[str, int]:
    """Return the number words that periods are counted with."""
    return {word: int(value) for word, _, value in (item.partition("=") for item in words("numbers"))}


@cache
def step_words() -> Mapping[str, None]:
    """Return the lemmas of the words that carry a step of an agreement."""
    return {row["lemma"]: None for row in read_rows("agreements/wording_acts.csv") if row["step"]}


def lemma_in(token: Token, known: Mapping[str, object]) -> str | None:
    """Return the lemma of a token under which `known` has it, mending the tagger's where the ending shows another."""
    lemma, lower = str(token.lemma_).lower(), str(token.lower_)
    if lemma in known:
        return lemma
    for ending, put in (("ing", "e"), ("ing", ""), ("ed", "e"), ("ed", ""), ("es", ""), ("s", ""), ("ies", "y")):
        if lower.endswith(ending) and lower[: -len(ending)] + put in known:
            return lower[: -len(ending)] + put
    return None
