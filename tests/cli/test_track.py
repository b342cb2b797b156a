"""`detente track`: documents in, agreements out; deadlines ahead without documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import run

REPORT = """---
published: 2019-08-12
publisher: A test desk
language: en
---
Esper asked South Korea to maintain the Japan-South Korea Military Intelligence Protection Agreement. The pact renews itself
each year unless one party gives notice by 24 August.
"""
LEDGER = """
northern-lights:
  name: Northern Lights Pact
  kind: military
  parties: [NOR, SWE]
  signed: 2018-05-03
  in_force: 2018-05-03
  term: P1Y
  renewal: {kind: tacit, period: P1Y}
  notice: {period: P3M, counted_from: term_end}
  source: https://example.org/text
"""
# The fields that a record of the JSON Lines must have.
FIELDS = {
    "id", "names", "kind", "parties", "signed", "in_force", "term", "renewal", "notice", "steps", "positions", "deadlines",
}  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def test_json_lines_have_the_fields_of_a_record(report: Path) -> None:
    result = run("track", report, "--format", "jsonl")
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert record.keys() >= FIELDS
    assert record["renewal"]["kind"] == "tacit"
    assert record["notice"] | {"period": "P90D", "counted_from": "term_end"} == record["notice"]
    assert {"date", "kind", "party", "status", "evidence"} <= record["steps"][0].keys()
    assert {"actor", "country", "stance", "condition", "date", "attribution", "evidence"} <= record["positions"][
        0
    ].keys()
    assert {"date", "kind", "rule", "evidence"} <= record["deadlines"][0].keys()


def test_text_tells_the_deadline_and_who_wants_what(report: Path) -> None:
    shown = run("track", report).stdout
    assert "due 2019-08-24  last day for notice" in shown
    assert "Mark Esper (USA): keep" in shown


def test_state_on_a_day(report: Path) -> None:
    assert "state on 2019-09-01: notice given" in run("track", report, "--on", "2019-09-01").stdout


def test_deadlines_ahead_without_documents(ledger: Path) -> None:
    result = run("track", "--ledger", ledger, "--on", "2026-01-01", "--due", "90d")
    assert result.exit_code == 0
    assert "2026-02-02  last day for notice: Northern Lights Pact" in result.stdout


def test_what_is_not_due_is_left_out(ledger: Path) -> None:
    assert "Northern Lights" not in run("track", "--ledger", ledger, "--on", "2026-03-01", "--due", "4w").stdout


def test_due_with_documents_keeps_only_what_is_due(report: Path) -> None:
    result = run("track", report, "--on", "2019-08-13", "--due", "30d", "--format", "jsonl")
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert [d["date"] for d in record["deadlines"]] == ["2019-08-24"]


def test_calendar_is_read_by_a_calendar_program(ledger: Path, tmp_path: Path) -> None:
    output = tmp_path / "due.ics"
    assert run("track", "--ledger", ledger, "--on", "2026-01-01", "--format", "ics", "-o", output).exit_code == 0
    calendar = Calendar.from_ical(output.read_text(encoding="utf-8"))
    assert any("Northern Lights" in str(event["SUMMARY"]) for event in calendar.walk("VEVENT"))


def test_a_store_gives_the_documents(report: Path, tmp_path: Path) -> None:
    store = tmp_path / "case.db"
    assert run("read", report, "--store", store).exit_code == 0
    assert "Mark Esper (USA): keep" in run("track", "--store", store).stdout


def test_paths_and_store_together_are_refused(report: Path, tmp_path: Path) -> None:
    assert run("track", report, "--store", tmp_path / "case.db").exit_code == 2


def test_a_length_of_time_that_is_none_is_refused() -> None:
    result = run("track", "--due", "soon")
    assert result.exit_code == 2
    assert "90d" in result.stderr


def test_a_ledger_that_does_not_fit_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("northern-lights:\n  name: Northern Lights Pact\n  term: long\n  source: https://example.org/\n")
    result = run("track", "--ledger", bad)
    assert result.exit_code == 2
    assert "bad.yaml" in result.stderr


def test_documents_in_other_languages_are_named(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(
        "---\nlanguage: fr\npublished: 2019-08-12\n---\nL'accord a été signé vendredi à Paris.\n", encoding="utf-8"
    )
    result = run("track", path)
    assert result.exit_code == 3
    assert "note.txt" in result.stderr
