from __future__ import annotations

from itertools import product

import pytest

from detente.coding import code
from detente.coding.confidence import confidence_of, reading_of
from detente.coding.participants import Found
from detente.data.tables import read_rows
from detente.reading import read_bytes

from .make import drafts, mention

TEXT = "Canada expelled two Russian diplomats."
NAMED = Found(mention(TEXT, "Canada", "CAN"), direct=True)
OWNER = Found(mention(TEXT, "Russian", "RUS"), direct=False)
PRONOUN = Found(mention(TEXT, "two", "RUS"), direct=True, by_pronoun=True)


@pytest.mark.parametrize(
    "nominal, sources, targets, reading",
    [
        (False, [NAMED], [NAMED], "verb, sides named"),
        (False, [NAMED], [OWNER], "verb, side by owner"),
        (False, [PRONOUN], [NAMED], "verb, side by pronoun"),
        (False, [PRONOUN], [OWNER], "verb, side by pronoun"),
        (True, [NAMED], [NAMED], "noun, sides named"),
        (True, [OWNER], [NAMED], "noun, side by owner"),
        (True, [NAMED], [PRONOUN], "noun, side by pronoun"),
    ],
)
def test_reading_of(nominal, sources, targets, reading):
    assert reading_of(nominal, sources, targets) == reading


@pytest.mark.parametrize("nominal, side", list(product([False, True], [NAMED, OWNER, PRONOUN])))
def test_every_reading_is_in_the_table(nominal, side):
    readings = {row["reading"] for row in read_rows("coding/confidence.csv")}
    assert reading_of(nominal, [side], [NAMED]) in readings


def test_a_side_that_is_named_is_surer_than_one_that_a_pronoun_stands_for():
    (draft,) = drafts(TEXT)
    assert confidence_of(draft, [NAMED], [NAMED]) > confidence_of(draft, [NAMED], [PRONOUN])


def test_an_event_that_the_encoder_reads_likewise_is_surer() -> None:
    words = [row["reading"] for row in read_rows("coding/confidence.csv") if row["reading"].startswith("encoder")]
    shares = {row["reading"]: float(row["precision"]) for row in read_rows("coding/confidence.csv")}
    assert sorted(words, key=shares.__getitem__) == ["encoder differs", "encoder leans", "encoder agrees"]


def test_the_word_of_the_encoder_changes_the_confidence_of_an_event() -> None:
    (event,) = code(read_bytes(f"---\nlanguage: en\npublished: 2018-03-26\n---\n{TEXT}".encode(), path="a.md")[0])
    assert 0 < event.confidence < 1
    assert event.confidence != confidence_of(drafts(TEXT)[0], [NAMED], [OWNER])
