"""What `search`, `measure` and `verify` print."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from .conftest import run


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    run("code", folder, "--store", path)
    return path


def test_search_marks_the_hits_in_a_passage(store: Path) -> None:
    lines = run("search", "diplomats", "--store", store).stdout.splitlines()
    assert lines[0].endswith("note.txt  A note  (A test desk)")
    assert "two Japanese [diplomats] on 22 August" in lines[1]


def test_search_prints_hits_for_machines(store: Path) -> None:
    hit = json.loads(run("search", "diplomats", "--store", store, "--format", "jsonl").stdout)
    assert hit["matches"][0]["quote"] == "diplomats"


def test_measure_fits_a_terminal(store: Path) -> None:
    lines = run("measure", "KOR", "JPN", "--store", store).stdout.splitlines()
    assert lines[0].split()[-3:] == ["incidents", "events", "publishers"]
    assert [line.split()[1] for line in lines[1:]] == ["KOR→JPN", "JPN→KOR", "both"]
    assert max(map(len, lines)) <= 90


def test_verify_names_the_quote_that_does_not_stand_in_the_text(store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE event SET trigger_quote = 'forged'")
    result = run("verify", "--store", store)
    assert result.exit_code == 1
    assert "not 'forged'" in result.stdout.splitlines()[0]
    assert not result.stdout.startswith("Failure(")
