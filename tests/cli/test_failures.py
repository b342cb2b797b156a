"""Wrong usage and what goes wrong on a user's machine: one message, the right exit status, no traceback."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import NOTE, run


def test_one_country_twice_is_wrong_usage(folder: Path, tmp_path: Path) -> None:
    run("read", folder, "--store", tmp_path / "case.db")
    for command in ("measure", "brief"):
        result = run(command, "KOR", "South Korea", "--store", tmp_path / "case.db")
        assert result.exit_code == 2
        assert "two different countries" in result.stderr


def test_output_that_cannot_be_written_is_refused_before_the_work(folder: Path, tmp_path: Path) -> None:
    result = run("brief", "KOR", "JPN", "--from", folder, "-o", tmp_path / "none" / "brief.html")
    assert result.exit_code == 2
    assert "does not exist (make it first)" in result.stderr
    assert "documents" not in result.stderr


def test_output_over_what_the_brief_is_made_from_is_refused(folder: Path, tmp_path: Path) -> None:
    store, note = tmp_path / "case.db", folder / "note.txt"
    run("read", folder, "--store", store)
    kept = store.read_bytes()
    assert run("brief", "KOR", "JPN", "--store", store, "-o", store).exit_code == 2
    assert run("brief", "KOR", "JPN", "--from", note, "-o", note).exit_code == 2
    assert store.read_bytes() == kept
    assert note.read_text(encoding="utf-8") == NOTE


def test_days_in_the_wrong_order_are_wrong_usage(folder: Path) -> None:
    result = run("brief", "KOR", "JPN", "--from", folder, "--since", "2020-01-01", "--until", "2019-01-01")
    assert result.exit_code == 2
    assert "--since 2020-01-01 is after --until 2019-01-01" in result.stderr


def test_countries_swallowed_by_from_are_asked_for_before_it(folder: Path) -> None:
    result = run("brief", "--from", folder, "KOR", "JPN")
    assert result.exit_code == 2
    assert "before --from" in result.stderr


def test_output_inside_the_folder_is_not_read_as_a_document(folder: Path) -> None:
    first = run("brief", "KOR", "JPN", "--from", folder, "-o", folder / "brief.html")
    again = run("brief", "KOR", "JPN", "--from", folder, "-o", folder / "brief.html")
    assert first.exit_code == again.exit_code == 0
    assert "1 documents read" in again.stderr


def test_store_inside_the_folder_is_not_reported_as_unreadable(folder: Path) -> None:
    assert run("read", folder, "--store", folder / "case.db").exit_code == 0
    assert run("read", folder, "--store", folder / "case.db").exit_code == 0


def test_code_without_paths_makes_no_store(tmp_path: Path) -> None:
    result = run("code", "--store", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "there is no store" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_code_of_nothing_readable_says_so_though_the_store_has_documents(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "case.db"
    run("read", folder, "--store", store)
    assert run("code", tmp_path / "none.txt", "--store", store).exit_code == 3


def test_table_of_actors_that_does_not_fit_is_named_before_the_work(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("code", folder, "--format", "jsonl", "--actors", table)
    assert result.exit_code == 2
    assert "mine.csv:2" in result.stderr
    assert result.stdout == ""


def test_locked_store_is_not_taken_for_a_missing_document(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "case.db"
    run("read", folder, "--store", store)
    monkeypatch.setattr("detente.store.Store.__init__.__kwdefaults__", {"read_only": False, "wait_s": 0.1})
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = run("remove", folder / "note.txt", "--store", store)
    other.close()
    assert result.exit_code == 2
    assert "another process is writing" in result.stderr


def test_errors_are_json_where_logs_are(tmp_path: Path) -> None:
    result = run("verify", "--store", tmp_path / "none.db", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stderr)["event"] == "error"


def test_interrupt_says_that_work_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("detente.reading.read_all", interrupted)
    result = run("read", folder, "--format", "jsonl")
    assert result.exit_code == 130
    assert "stopped" in result.stderr


def test_closed_pipe_ends_quietly(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "from detente.cli import main; main()", "read", str(folder), "--format", "jsonl"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode == 141
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a file name hold any bytes")
def test_name_that_is_no_text_is_skipped_by_the_store_and_printed_as_escapes(folder: Path, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).write_text(NOTE.replace("two", "three"), encoding="utf-8")
    result = run("read", folder, "--store", tmp_path / "case.db")
    assert result.exit_code == 1
    assert "no UTF-8" in result.stderr
    printed = run("read", folder, "--format", "jsonl")
    assert json.loads(printed.stdout.splitlines()[0])["path"].endswith("bad\udcff.txt")


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    result = run("read", tmp_path / "a\nb\x1b[31m.txt", "--format", "jsonl")
    assert r"a\nb\x1b[31m.txt: does not exist" in result.stderr


def test_link_to_itself_is_named_wherever_it_stands(folder: Path, tmp_path: Path) -> None:
    (folder / "self.txt").symlink_to("self.txt")
    assert run("read", folder, "--store", tmp_path / "case.db").exit_code == 1
    for options in (["--store"], ["--from", folder / "note.txt", "-o"]):
        result = run("brief", "KOR", "JPN", *options, folder / "self.txt")
        assert result.exit_code == 2
        assert "self.txt" in result.stderr


def test_evaluation_without_annotations_is_wrong_usage_and_without_articles_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "annotations").mkdir()
    assert run("evaluate", tmp_path).exit_code == 2
    (tmp_path / "annotations" / "a.yaml").write_text("events: []\n", encoding="utf-8")
    assert run("evaluate", tmp_path).exit_code == 3
