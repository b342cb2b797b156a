from __future__ import annotations

import random

import pytest

from detente.errors import ReadError
from detente.reading import read_bytes
from detente.reading.formats import read_items, sniff, supported
from detente.records import Skipped

TEXT = "South Korea called in the Japanese ambassador on Friday to protest against the export curbs."


@pytest.mark.parametrize(
    "data, path, media_type, kind",
    [
        (b"%PDF-1.7 ...", "a.txt", None, "application/pdf"),
        (b"<!DOCTYPE html><p>x", "a.txt", None, "text/html"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a.html", None, "application/rss+xml"),
        (b"<feed xmlns='x'>", "-", None, "application/rss+xml"),
        (b'{"text": "x"}', "-", None, "application/json"),
        (b'{"text": "x"}', "a.jsonl", None, "application/x-ndjson"),
        (b"Seoul", "a.md", None, "text/markdown"),
        (b"Seoul", "https://example.org/a.md?x=1.html", "text/plain", "text/markdown"),
        (b"Seoul", "https://example.org/a", "text/html; charset=utf-8", "text/html"),
        (b"Seoul", "README", None, "text/plain"),
        (b"[this order] means", "a.txt", None, "text/plain"),
    ],
)
def test_formats_are_told_apart(data: bytes, path: str, media_type: str | None, kind: str) -> None:
    assert sniff(data, path, media_type) == kind


@pytest.mark.parametrize(
    "data, path, words",
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t ", "a.html", "is empty"),
        (b"\xef\xbb\xbf", "a.txt", "is empty"),
        (b"PK\x03\x04....", "a.docx", "ZIP archive"),
        (b"\x89PNG\r\n", "a.txt", "an image"),
        (b"Seoul", "a.pdf", "named or sent as PDF"),
        (random.Random(1).randbytes(2000), "a.txt", "binary"),
        (b"<html><body><script>x</script></body></html>", "a.html", "shows no text"),
        (b"---\ntitle: x\n---\n\n", "a.md", "holds no text"),
        (b"Share to: Moments | Microblog | Copy link", "a.txt", "holds no text"),
        (b"x" * 600_000, "a.txt", "paragraph"),
        (b"%PDF-1.7 broken", "a.pdf", ""),
    ],
)
def test_what_cannot_be_used_is_named(data: bytes, path: str, words: str) -> None:
    (item,) = read_items(data, path=path)
    assert isinstance(item, Skipped)
    assert item.where == path
    assert words in item.reason


def test_read_bytes_raises_where_nothing_can_be_read() -> None:
    with pytest.raises(ReadError, match="is empty"):
        read_bytes(b"", path="a.txt")


def test_read_bytes_gives_documents() -> None:
    (document,) = read_bytes(TEXT.encode(), path="a.txt")
    assert (document.text, document.encoding, document.language) == (TEXT, "utf-8", "en")


def test_a_wrong_encoding_is_noted() -> None:
    sentence = "한국 정부는 협정을 종료하기로 결정했다고 발표했다."
    data = f'<html><head><meta charset="iso-8859-1"></head><body><p>{sentence}</p></body></html>'
    (document,) = read_bytes(data.encode("cp949"), path="a.html")
    assert document.encoding == "cp949"
    assert "iso-8859-1" in document.metadata["encoding_problem"]


def test_the_same_bytes_give_the_same_document() -> None:
    assert read_bytes(TEXT.encode(), path="a.txt") == read_bytes(TEXT.encode(), path="a.txt")


def test_the_id_does_not_rest_on_the_path_but_on_the_bytes() -> None:
    ids = [
        read_bytes(data, path=path)[0].id
        for data, path in ((TEXT.encode(), "a.txt"), (TEXT.encode(), "b.txt"), (TEXT.encode() + b"\n", "a.txt"))
    ]
    assert ids[0] == ids[1] != ids[2]


def test_supported_names() -> None:
    assert [supported(name) for name in ("a.HTML", "a.jsonl", "a.docx", "a")] == [True, True, False, False]
