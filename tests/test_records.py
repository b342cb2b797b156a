from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import (
    EVENT_TYPES,
    RECIPROCAL_TYPES,
    SECTORS,
    STATE_SECTORS,
    STATUSES,
    DateValue,
    Document,
    Span,
    content_id,
    to_plain,
)

DAY = date(2019, 8, 22)


@dataclass(frozen=True)
class Holder:
    items: tuple[Span, ...]
    when: date | None


@given(st.lists(st.text()))
def test_an_id_is_its_prefix_and_sixteen_hexadecimal_digits(parts):
    assert re.fullmatch(r"e-[0-9a-f]{16}", content_id("e", *parts))


@given(st.lists(st.text()))
def test_the_same_parts_give_the_same_id(parts):
    assert content_id("e", *parts) == content_id("e", *parts)


@pytest.mark.parametrize(
    "one, other",
    [(("ab", "c"), ("a", "bc")), (("a", "b"), ("b", "a")), (("a",), ("a", "")), (("a",), ("A",))],
    ids=["cut elsewhere", "other order", "one part more", "other case"],
)
def test_other_parts_give_another_id(one, other):
    assert content_id("e", *one) != content_id("e", *other)


def test_an_id_can_be_made_of_text_that_is_no_valid_unicode():
    assert content_id("d", "\ud83d") != content_id("d", "\ud83e")


def test_a_known_date_is_plain_without_bounds():
    value = DateValue(DAY, DAY, "day", "Thursday", Span(3, 11, "Thursday"), earliest=date(2019, 1, 1))
    assert to_plain(value) == {
        "start": "2019-08-22",
        "end": "2019-08-22",
        "precision": "day",
        "text": "Thursday",
        "span": {"start": 3, "end": 11, "quote": "Thursday"},
    }


def test_an_unknown_date_keeps_its_bounds():
    assert to_plain(DateValue(latest=DAY)) == {
        "start": None,
        "end": None,
        "precision": "unknown",
        "text": None,
        "span": None,
        "earliest": None,
        "latest": "2019-08-22",
    }


@pytest.mark.parametrize(
    "record, plain",
    [
        (DAY, "2019-08-22"),
        ((DAY, None), ["2019-08-22", None]),
        ({2019: DAY}, {"2019": "2019-08-22"}),
        (frozenset({"a"}), ["a"]),
        (Holder((Span(0, 1, "a"),), DAY), {"items": [{"start": 0, "end": 1, "quote": "a"}], "when": "2019-08-22"}),
        ("text", "text"),
        (2.5, 2.5),
        (True, True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_to_plain(record, plain):
    assert to_plain(record) == plain


def test_a_document_is_plain_enough_for_json():
    document = Document("d-1", "a.txt", "Text", "Text", "text/plain", metadata={"issued": DAY, "pages": (1, 2)})
    assert json.loads(json.dumps(to_plain(document)))["metadata"] == {"issued": "2019-08-22", "pages": [1, 2]}


def test_reciprocal_types_are_types():
    assert set(EVENT_TYPES) > RECIPROCAL_TYPES


def test_state_sectors_are_sectors():
    assert set(SECTORS) > STATE_SECTORS


def test_no_status_stands_twice():
    assert all(a != b for a, b in pairwise(sorted(STATUSES)))
