from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from detente.evidence import to_raw
from detente.reading import read, read_all, read_bytes
from detente.reading.drafts import language_code, web_address
from detente.records import Document, to_plain

TEXT = "South Korea called in the Japanese ambassador on Friday to protest against the export curbs."


@pytest.mark.parametrize(
    "stated, code",
    [
        ("en", "en"), ("en-GB", "en"), ("zh_Hant_TW", "zh"), ("EN (UN transcript)", "en"), ("English", "en"), ("kor", "ko"),
        ("unclear", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_language_codes(stated: str | None, code: str | None) -> None:
    assert language_code(stated) == code


@pytest.mark.parametrize(
    "stated, address",
    [
        (" https://example.org/a ", "https://example.org/a"),
        ("none (printed)", None),
        ("urn:x:1", None),
        ("www.example.org", None),
    ],
)
def test_web_addresses(stated: str, address: str | None) -> None:
    assert web_address(stated) == address


def test_a_stated_date_keeps_its_precision() -> None:
    (document,) = read_bytes(f"---\npublished: 2019-08\n---\n{TEXT}".encode(), path="a.md")
    assert (document.published.start, document.published.precision, document.published_basis) == (
        date(2019, 8, 1),
        "month",
        "front matter",
    )


def test_a_date_line_in_the_text_counts_where_nothing_else_is_stated() -> None:
    (document,) = read_bytes(f"Published: 22 August 2019, 18:30\n\n{TEXT}".encode(), path="a.txt")
    assert document.published.start == date(2019, 8, 22)
    assert document.text == TEXT


def traced(document: Document) -> None:
    for at, char in enumerate(document.text):
        place = to_raw(document.offsets, at, at + 1)
        assert place is None or document.raw[place[0] : place[1]] == char or char == " "
    for removed in document.removed:
        assert document.raw[removed.raw_start : removed.raw_end] == removed.text


def test_the_first_seed_is_clean_and_whole(shared: Path) -> None:
    document = read(shared / "seeds" / "000_f5da773a77bb8666.txt")
    assert document.text.count("no longer Japans close ally") == 1
    assert "NY9285" not in document.text
    assert (document.publisher, document.editor) == ("Reference Message", "Lin Zhiheng")
    assert len(document.text.split("\n\n")) == 13
    assert {removed.reason for removed in document.removed} == {"doubled headline", "editor line"}
    traced(document)


def test_the_second_seed_is_clean_and_whole(shared: Path) -> None:
    document = read(shared / "seeds" / "003_68ac4e6bdb6a557b.txt")
    assert "Recent Comments" not in document.text
    assert document.text.count("began in 2018") == 1
    assert len(document.text.split("\n\n")) == 7
    assert document.title is None
    traced(document)


def test_no_sentence_of_the_gold_articles_is_lost(shared: Path) -> None:
    reasons = {
        "share line",
        "comment box",
        "script tag",
        "update note",
        "page control",
        "doubled sentence",
        "credit",
        "related link",
    }
    for document in read_all([shared / "gold" / "news" / "articles"]):
        assert isinstance(document, Document)
        assert {removed.reason for removed in document.removed} <= reasons | {"outlet after the headline"}
        traced(document)


def test_half_of_a_surrogate_pair_becomes_a_replacement_character() -> None:
    line = rb'{"text": "Seoul \ud83d protested.", "title": "A \udc00", "note": {"k": ["\ud83d"]}}'
    (document,) = read_bytes(line, path="a.json")
    assert document.text == "Seoul \ufffd protested."
    assert (document.title, document.metadata) == ("A \ufffd", {"note": {"k": ["\ufffd"]}})


def test_metadata_is_such_as_json_can_carry() -> None:
    front = b"---\nnan: .nan\ninf: -.inf\nbytes: !!binary aGVsbG//\nset: !!set {b, a}\n1: 2\n---\n"
    (document,) = read_bytes(front + TEXT.encode(), path="a.md")
    assert json.loads(json.dumps(to_plain(document.metadata), allow_nan=False)) == {
        "nan": "nan", "inf": "-inf", "bytes": "hello\\xff", "set": ["a", "b"], "1": 2,
    }  # fmt: skip
