"""The tables of words: every value is one that the code knows."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.agreements.attitudes import Attitude
from detente.agreements.quantities import quantities
from detente.agreements.records import AGREEMENT_KINDS, STANCES, STEP_KINDS, Period
from detente.agreements.wording import numbers, plain
from detente.data.tables import read_rows

_PLACES = {
    "", "obj", "subj", "on", "to", "from", "of", "in", "by", "with", "under", "through",
}  # fmt: skip
_FLAGS = {
    "", "attitude", "settles", "violation", "member", "legislature", "intransitive", "self", "no_as", "into_force",
}  # fmt: skip


@pytest.mark.parametrize(
    "row", read_rows("agreements/wording_acts.csv"), ids=lambda row: f"{row['lemma']}-{row['pos']}"
)
def test_acts(row: dict[str, str]) -> None:
    assert row["step"] in {"", *STEP_KINDS}
    assert row["stance"] in {"", *STANCES}
    assert row["pos"] in {"verb", "noun", "adj"}
    assert row["place"] in _PLACES
    assert row["flag"] in _FLAGS


def test_attitudes() -> None:
    assert {row["attitude"] for row in read_rows("agreements/wording_attitudes.csv")} <= set(get_args(Attitude))


def test_kinds() -> None:
    assert {row["kind"] for row in read_rows("agreements/wording_kinds.csv")} <= set(AGREEMENT_KINDS)


def test_no_list_stands_twice() -> None:
    lists = [row["list"] for row in read_rows("agreements/wording.csv")]
    assert len(lists) == len(set(lists))


def test_number_words_are_whole_numbers() -> None:
    assert all(value > 0 for value in numbers().values())


@given(st.text())
def test_plain_text_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("ninety (90) days", Period(days=90)),
        ("six months", Period(months=6)),
        ("one year and six months", Period(years=1, months=6)),
        ("a year and a half", Period(years=1, months=6)),
        ("two weeks", Period(days=14)),
        ("five-year", Period(years=5)),
        ("another year", Period(years=1)),
        ("a decade", Period(years=10)),
        ("annually", Period(years=1)),
        ("from year to year", Period(years=1)),
        ("180 days", Period(days=180)),
    ],
)
def test_lengths_of_time(words: str, period: Period) -> None:
    assert [q.period for q in quantities(words)] == [period]


@pytest.mark.parametrize("words", ["the 60-year-old treaty", "a ten year old boy", "1.5 years"])
def test_ages_and_fractions_are_no_terms(words: str) -> None:
    assert list(quantities(words)) == []
