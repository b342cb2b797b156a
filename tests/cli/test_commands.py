"""The commands as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.reading import read_all
from detente.records import Document

from .conftest import NOTE, run


def test_code_prints_events_with_the_documented_keys(folder: Path) -> None:
    result = run("code", folder, "--format", "jsonl", "--quiet")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    keys = "id path document date source target type mode context cameo intensity scale status contested attribution"
    assert set(rows[0]) == {*keys.split(), "evidence", "trigger", "incident", "confidence"}
    assert set(rows[0]["source"][0]) == {"id", "name", "country", "sector", "mention"}
    assert {(r["source"][0]["country"], r["type"]) for r in rows} == {("KOR", "SANCTION"), ("JPN", "ACCUSE")}


def test_offsets_count_characters_of_the_text_that_read_prints(folder: Path) -> None:
    document = json.loads(run("read", folder, "--format", "jsonl", "--quiet").stdout)
    for line in run("code", folder, "--format", "jsonl", "--quiet").stdout.splitlines():
        event = json.loads(line)
        assert event["document"] == document["id"]
        for span in (event["evidence"], event["trigger"], event["source"][0]["mention"]):
            assert document["text"][span["start"] : span["end"]] == span["quote"]


def test_store_is_filled_measured_verified_and_emptied(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "case.db"
    assert run("read", folder, "--store", store).exit_code == 0
    assert run("code", "--store", store).exit_code == 0
    measured = run("measure", "KOR", "JPN", "--store", store, "--format", "csv", "--quiet")
    assert "2019-08-01" in measured.stdout
    assert run("verify", "--store", store).exit_code == 0
    assert run("remove", folder / "note.txt", "--store", store).exit_code == 0
    assert run("code", "--store", store, "--format", "jsonl", "--quiet").stdout == ""


def test_reading_twice_adds_nothing(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "case.db"
    run("code", folder, "--store", store)
    first = run("code", "--store", store, "--format", "jsonl", "--quiet").stdout
    run("code", folder, "--store", store)
    assert run("code", "--store", store, "--format", "jsonl", "--quiet").stdout == first


def test_brief_is_one_page_that_quotes_its_evidence(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    assert run("brief", "KOR", "JPN", "--from", folder, "-o", page).exit_code == 0
    assert "two Japanese diplomats" in page.read_text(encoding="utf-8")


def test_from_takes_several_paths(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(NOTE.replace("22 August", "21 August"), encoding="utf-8")
    result = run("brief", "KOR", "JPN", "--from", folder, other, "--format", "json", "--quiet")
    assert result.exit_code == 0
    assert "21 August" in result.stdout


@pytest.mark.parametrize(
    "content, status", [(b"", 3), (b"%PDF-1.7 broken", 3), (bytes(range(256)) * 20, 3)], ids=["empty", "pdf", "binary"]
)
def test_unreadable_file_is_named(tmp_path: Path, content: bytes, status: int) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    result = run("code", bad, "--format", "jsonl")
    assert result.exit_code == status
    assert "bad.pdf" in result.stderr


def test_bad_file_beside_a_good_one_is_skipped_and_counted(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    result = run("code", folder, "--format", "jsonl")
    assert result.exit_code == 1
    assert "1 skipped" in result.stderr
    assert result.stdout.count("\n") == 2


def test_other_language_is_named_and_not_coded(tmp_path: Path) -> None:
    page = tmp_path / "ko.txt"
    page.write_text(
        "한국 정부는 일본 외교관 두 명을 추방했다고 외교부가 22일 밝혔다. 일본 정부는 이에 항의했다.", encoding="utf-8"
    )
    result = run("code", page, "--format", "jsonl")
    assert result.exit_code == 1
    assert "language ko is not coded yet" in result.stderr
    assert result.stdout == ""


def test_unknown_country_names_the_nearest_right_ones() -> None:
    result = run("measure", "KORR", "JPN")
    assert result.exit_code == 2
    assert "KOR" in result.stderr.replace("KORR", "")


def test_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("verify", "--store", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "detente read" in result.stderr


def test_json_logs_are_one_object_a_line(folder: Path) -> None:
    result = run("code", folder, "--format", "jsonl", "--json")
    assert all(json.loads(line)["event"] for line in result.stderr.splitlines())


@pytest.mark.parametrize("name", ["read", "code", "measure", "brief", "search", "remove", "verify", "evaluate"])
def test_help_has_an_example(name: str) -> None:
    assert "Example: detente " + name in run(name, "--help").stdout


def test_sample_documents_are_all_readable() -> None:
    from detente.data.tables import data_path

    items = list(read_all([str(data_path("samples/documents"))]))
    assert [item for item in items if not isinstance(item, Document)] == []
