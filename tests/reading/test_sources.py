from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from detente.errors import ReadError
from detente.reading import fetch, formats, read, read_all
from detente.records import Document, Skipped

TEXT = "South Korea called in the Japanese ambassador on Friday to protest against the export curbs."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(TEXT + " Two.")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text('{"text": "Tokyo answered on Monday."}\n{"text": "Seoul waits."}\n')
    (tmp_path / "d.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "e.txt").write_text("")
    return tmp_path


def names(items: list[Document | Skipped], folder: Path) -> list[str]:
    return [
        (item.path if isinstance(item, Document) else f"! {item.where}").replace(f"{folder}/", "") for item in items
    ]


def test_a_folder_is_walked_in_order(folder: Path) -> None:
    assert names(list(read_all([folder])), folder) == [
        "a.txt",
        "b/two.txt",
        "c.jsonl#1",
        "c.jsonl#2",
        "! d.docx",
        "! e.txt",
    ]


def test_a_duplicate_is_named_with_the_first(folder: Path) -> None:
    (folder / "f.txt").write_text(TEXT)
    last = list(read_all([folder]))[-1]
    assert last == Skipped(str(folder / "f.txt"), f"duplicate of {folder / 'a.txt'}", None)


def test_a_path_named_twice_is_read_once(folder: Path) -> None:
    items = list(read_all([folder / "a.txt", folder / "a.txt"]))
    assert [isinstance(item, Document) for item in items] == [True, False]


def test_what_does_not_exist_is_named(folder: Path) -> None:
    assert list(read_all([folder / "no.txt"])) == [Skipped(str(folder / "no.txt"), "does not exist", "check the path")]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert list(read_all([tmp_path])) == [Skipped(str(tmp_path), "is a folder without files", None)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    (item,) = read_all([folder / "a.txt"])
    assert isinstance(item, Skipped)
    assert "permission denied" in item.reason


def test_permission_is_asked_of_the_system(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read_all([folder / "a.txt"])
    assert isinstance(item, Skipped)
    assert "permission denied" in item.reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [item.reason for item in read_all([tmp_path, tmp_path / "pipe.txt"]) if isinstance(item, Skipped)] == [
        "is no ordinary file"
    ] * 2


def test_a_link_that_leads_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert sum(isinstance(item, Document) for item in read_all([tmp_path])) == 1


def test_a_file_that_is_too_large_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 10)
    (item,) = read_all([folder / "a.txt"])
    assert isinstance(item, Skipped)
    assert "larger than" in item.reason


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (item,) = read_all(["-"])
    assert isinstance(item, Document)
    assert (item.path, item.text) == ("-", TEXT)


def test_a_url_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def page(url: str, *, allow_private: bool) -> fetch.Page:
        return fetch.Page(TEXT.encode(), "https://example.org/final", "text/plain; charset=utf-8")

    monkeypatch.setattr(fetch, "fetch", page)
    (item,) = read_all(["https://example.org/a"])
    assert isinstance(item, Document)
    assert (item.path, item.text, item.url) == ("https://example.org/a", TEXT, "https://example.org/final")


def test_a_url_that_is_refused_is_named() -> None:
    (item,) = read_all(["http://127.0.0.1/a"])
    assert isinstance(item, Skipped)
    assert "not public" in item.reason


def test_read_gives_one_document(folder: Path) -> None:
    assert read(folder / "a.txt").text == TEXT


@pytest.mark.parametrize(
    "name, words",
    [("c.jsonl", "holds 2 documents"), ("e.txt", "is empty"), ("b", "is a folder"), ("no", "does not exist")],
)
def test_read_raises_where_there_is_not_one(folder: Path, name: str, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(folder / name)


def test_links_that_lead_nowhere_or_to_a_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "nothing.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    reasons = [item.reason for item in read_all([tmp_path]) if isinstance(item, Skipped)]
    assert reasons == ["is a link to nothing", "is a link to a folder, which is not followed"]


def test_closed_standard_input_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ReadError, match="standard input: is closed"):
        read("-")
