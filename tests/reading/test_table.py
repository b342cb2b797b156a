from __future__ import annotations

import json
from typing import Any

import pytest

from detente.errors import ReadError
from detente.evidence import to_raw
from detente.reading import table
from detente.reading.drafts import Draft
from detente.records import Skipped

BODY = "Seoul protested on Friday.\nTokyo answered on Saturday."


def items(decoded: str, *, lines: bool = False) -> list[tuple[str, Draft | Skipped]]:
    return list(table.read(decoded, "a.json", encoding="utf-8", lines=lines))


def one(record: dict[str, Any]) -> Draft:
    ((path, draft),) = items(json.dumps(record, ensure_ascii=False))
    assert path == "a.json"
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize("key", ["text", "body", "content", "Article", "article_body", "fullText", "content_html"])
def test_the_body_goes_by_many_names(key: str) -> None:
    assert one({key: BODY}).text == BODY.replace("\n", "\n\n")


@pytest.mark.parametrize(
    "record, field, value",
    [
        ({"headline": "Talks resume"}, "title", "Talks resume"),
        ({"pubDate": "2019-08-22"}, "stated", "2019-08-22"),
        ({"publication_date": 2019}, "stated", "2019"),
        ({"published": {"start": "2019-08-22", "precision": "day"}}, "stated", "2019-08-22"),
        ({"source": {"id": "x", "name": "The Example Post"}}, "publisher", "The Example Post"),
        ({"outlet": "The Example Post"}, "publisher", "The Example Post"),
        ({"link": "https://example.org/a"}, "url", "https://example.org/a"),
        ({"url": "none"}, "url", None),
        ({"lang": "en"}, "language", "en"),
        ({"authors": ["Jane Roe", {"name": "John Doe"}]}, "author", "Jane Roe, John Doe"),
    ],
)
def test_fields_go_by_many_names(record: dict[str, Any], field: str, value: str | None) -> None:
    assert getattr(one({"text": BODY, **record}), field) == value


def test_other_fields_are_kept() -> None:
    assert one({"text": BODY, "score": 3, "tags": ["a"], "url": "none"}).metadata == {
        "score": 3,
        "tags": ["a"],
        "url": "none",
    }


def test_the_fullest_name_of_the_body_comes_first() -> None:
    draft = one({"description": "Short.", "text": BODY})
    assert draft.text == BODY.replace("\n", "\n\n")
    assert draft.metadata == {"description": "Short."}


def test_markup_in_a_field_is_read_as_such() -> None:
    draft = one({"content": "<p>Seoul &amp; Tokyo</p><p>met.</p>"})
    assert draft.text == "Seoul & Tokyo\n\nmet."
    place = to_raw(draft.offsets, 6, 7) or (0, 0)
    assert draft.raw[place[0] : place[1]] == "&amp;"


@pytest.mark.parametrize("wrapped", [lambda rows: rows, lambda rows: {"status": "ok", "articles": rows}])
def test_a_list_gives_several_documents(wrapped: Any) -> None:
    found = items(json.dumps(wrapped([{"text": "One."}, {"text": "Two."}, "no"])))
    assert [path for path, _ in found] == ["a.json#1", "a.json#2", "a.json#3"]
    assert [draft.text if isinstance(draft, Draft) else draft.reason for _, draft in found] == [
        "One.",
        "Two.",
        "is no JSON object",
    ]


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    found = items('{"text": "One."}\n{bad\n\n{"title": "no text"}\n{"body": "Two."}\n', lines=True)
    assert [path for path, _ in found] == ["a.json#1", "a.json#2", "a.json#3", "a.json#4"]
    assert [draft.where if isinstance(draft, Skipped) else draft.text for _, draft in found] == [
        "One.",
        "a.json:2",
        "a.json:4",
        "Two.",
    ]


def test_lines_under_the_wrong_name_are_read() -> None:
    assert [draft.text for _, draft in items('{"text": "One."}\n{"text": "Two."}\n') if isinstance(draft, Draft)] == [
        "One.",
        "Two.",
    ]


@pytest.mark.parametrize(
    "decoded, where, words",
    [
        ('{"text": "a",\n}', "a.json:2", "no valid JSON"),
        ("[]", "a.json", "empty list"),
        ("[" * 100_000, "a.json", "too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "a.json", "no JSON that can be read"),
    ],
)
def test_what_cannot_be_read_is_named(decoded: str, where: str, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        items(decoded)
    assert caught.value.where == where


def test_the_same_record_has_the_same_source_whatever_its_spacing() -> None:
    assert one({"text": BODY, "b": 1}).source == one({"b": 1, "text": BODY}).source
