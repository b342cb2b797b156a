"""`detente judge`: judgements taken from one copy of a store to another, and how far reviewers agree."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from detente.records import Correction
from detente.store import Store
from detente.store.judging import parse_date
from tests.store.conftest import make_document, make_events

from .conftest import run


def make_store(path: Path) -> Path:
    document = make_document()
    with Store(path) as store, store.run("code") as coding:
        store.add_document(document, coding)
        store.add_events(document.id, make_events(document), coding)
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A store with a judgement of every kind, one of them undone."""
    path = make_store(tmp_path / "case.db")
    first, second = (event.id for event in make_events(make_document()))
    with Store(path) as store:
        store.judge(first, "accepted", reviewer="A. Reader", reason='so "it" says,\nplainly')
        to = Correction("ACCUSE", "denied", ("JPN",), ("KOR", "USA"), parse_date("2019-08-22/2019-08-25"))
        store.judge(first, "corrected", reviewer="B. Reader", correction=to)
        store.judge(second, "rejected", reviewer="A. Reader", reason="=1+1")
        store.undo_judgement(store.judge(second, "accepted", reviewer="B. Reader").id)
    return path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return make_store(tmp_path / "copy.db")


def judgements(path: Path):
    with Store(path, read_only=True) as store:
        return store.judgements(standing=False)


@pytest.mark.parametrize("name", ["judgements.jsonl", "judgements.csv"])
def test_judgements_go_to_another_copy_and_are_the_same_there(case, copy, tmp_path, name):
    file = tmp_path / name
    assert run("judge", "export", "--all", "--store", case, "-o", file).exit_code == 0
    result = run("judge", "import", file, "--store", copy)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "4 judgements in the store")
    assert judgements(copy) == judgements(case)
    assert len(judgements(case)) == 4
    with Store(copy, read_only=True) as store:
        assert list(store.verify()) == []
        assert store.find_events().total == 1


def test_importing_twice_adds_nothing(case, copy, tmp_path):
    file = tmp_path / "judgements.jsonl"
    run("judge", "export", "--all", "--store", case, "-o", file)
    for _ in range(2):
        assert run("judge", "import", file, "--store", copy).exit_code == 0
    assert judgements(copy) == judgements(case)


def test_only_standing_judgements_of_a_reviewer_are_exported(case):
    lines = run("judge", "export", "--store", case, "--reviewer", "B. Reader").stdout.splitlines()
    (row,) = map(json.loads, lines)
    assert (row["decision"], row["type"], row["target"], row["path"]) == (
        "corrected",
        "ACCUSE",
        ["KOR", "USA"],
        "news/pact.md",
    )


def test_undoing_elsewhere_undoes_here(case, copy, tmp_path):
    file = tmp_path / "judgements.jsonl"
    run("judge", "export", "--store", case, "-o", file)
    run("judge", "import", file, "--store", copy)
    with Store(case) as store:
        store.undo_judgement(store.judgements(reviewer="B. Reader")[0].id)
    run("judge", "export", "--all", "--store", case, "-o", file)
    run("judge", "import", file, "--store", copy)
    assert judgements(copy) == judgements(case)


def changed(line: str, **fields) -> str:
    row = {**json.loads(line), **fields}
    return json.dumps({name: value for name, value in row.items() if value is not None})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"event": "ev-none"}, "its id belongs to another judgement"),
        ({"event": "ev-none", "id": None}, "event ev-none is not in this store"),
        ({"id": None, "document": "doc-none"}, "is of another document here"),
        ({"id": None, "evidence": "Other words."}, "rests on another sentence here"),
        ({"id": None, "decision": "maybe"}, "no decision"),
        ({"id": None, "reviewer": " "}, "bears the name"),
        ({"reviewer": None}, "lacks reviewer"),
        ({"id": None, "made": "yesterday"}, "no instant"),
        ({"id": None, "type": "FIGHT"}, "no type of event"),
        ({"id": None, "evidence_start": "x"}, "no place in a text"),
        ({"mood": "bad"}, "unknown fields mood"),
        ({"reason": 5}, "reason is no text"),
    ],
)
def test_line_that_cannot_be_used_is_named_and_the_others_are_taken(case, copy, tmp_path, fields, reason):
    line = run("judge", "export", "--store", case, "--reviewer", "A. Reader").stdout.splitlines()
    file = tmp_path / "judgements.jsonl"
    file.write_text(f"{line[0]}\n\nno json\n[1]\n{changed(line[1], **fields)}\n", encoding="utf-8")
    result = run("judge", "import", file, "--store", copy)
    assert result.exit_code == 1
    assert f"skipped {file}:3: is no JSON" in result.stderr
    assert f"skipped {file}:4: is no JSON object" in result.stderr
    assert f"{file}:5: " in result.stderr
    assert reason in result.stderr
    assert "1 judgements in the store, 3 skipped" in result.stderr
    assert len(judgements(copy)) == 1


def test_sheet_saved_by_a_spreadsheet_is_read(case, copy, tmp_path):
    text = run("judge", "export", "--store", case, "--format", "csv").stdout
    rows = list(csv.DictReader(StringIO(text)))
    assert rows[0]["reason"] == 'so "it" says, plainly'
    file = tmp_path / "sheet.csv"
    file.write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert run("judge", "import", file, "--store", copy).exit_code == 0
    assert len(judgements(copy)) == 3


def test_sheet_without_the_columns_is_refused(copy, tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text("event,decision\nev-1,accepted\n", encoding="utf-8")
    result = run("judge", "import", file, "--store", copy)
    assert result.exit_code == 2
    assert "lacks the columns document, reviewer" in result.stderr


def test_list_names_who_decided_what_on_which_sentence(case):
    shown = run("judge", "list", "--store", case).stdout
    assert "corrected to type ACCUSE, status denied, source JPN, target KOR USA, date 2019-08-22/2019-08-25" in shown
    assert "by A. Reader" in shown
    assert "On 22 August 2019 South Korea told Japan" in shown
    assert "undone" not in shown
    assert "undone" in run("judge", "list", "--store", case, "--all").stdout


def test_disputed_and_orphaned_judgements_are_listed_alone(case):
    disputed = run("judge", "list", "--store", case, "--disputed")
    assert "2 judgements" in disputed.stderr
    assert "0 judgements" in run("judge", "list", "--store", case, "--orphaned").stderr
    document = make_document()
    with Store(case) as store, store.run("code") as coding:
        store.add_events(document.id, make_events(document)[1:], coding)
    orphaned = run("judge", "list", "--store", case, "--orphaned")
    assert "2 judgements" in orphaned.stderr
    assert "its event is gone" in orphaned.stdout


def test_agreement_has_a_row_for_each_question(case):
    rows = list(csv.DictReader(StringIO(run("judge", "agreement", "--store", case, "--format", "csv").stdout)))
    assert [(row["first"], row["second"], row["on"], row["n"], row["raw"]) for row in rows] == [
        ("A. Reader", "B. Reader", "decision", "1", "0.0"),
        ("A. Reader", "B. Reader", "type", "1", "0.0"),
        ("A. Reader", "B. Reader", "status", "1", "0.0"),
    ]
    assert "kappa" in run("judge", "agreement", "--store", case).stdout
    assert json.loads(run("judge", "agreement", "--store", case, "--format", "json").stdout)[0]["n"] == 1


def test_agreement_takes_two_who_judged(case, copy):
    assert run("judge", "agreement", "--store", copy).exit_code == 3
    result = run("judge", "agreement", "C. Reader", "A. Reader", "--store", case)
    assert result.exit_code == 2
    assert "judged nothing here" in result.stderr


def test_measure_takes_judgements_or_leaves_them(case):
    with_them = run("measure", "KOR", "JPN", "--store", case, "--format", "csv")
    without = run("measure", "KOR", "JPN", "--store", case, "--format", "csv", "--judgements", "off")
    assert "judgements applied: 1 rejected, 1 disputed" in with_them.stderr
    assert "judgements applied" not in without.stderr
    assert (with_them.exit_code, without.exit_code) == (0, 0)
