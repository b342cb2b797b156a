"""Détente's own events, as files of JSON lines, into the event table."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from detente.coding.incidents import group_incidents
from detente.errors import ReadError
from detente.measuring import importing_own
from detente.measuring.importing import ImportReport, import_events
from detente.measuring.table import from_events, scan_table
from detente.records import UNKNOWN_DATE, Event, Span, to_plain
from tests.measuring.make import event


def report_of(number: int, **fields: object) -> Event:
    """An event of a document of its own, told in words that other reports of the act share."""
    sentence = Span(0, 40, "Seoul accused Tokyo of bad faith over it")
    return event(number, document=f"doc-{number}", evidence=sentence, trigger=Span(6, 13, "accused"), **fields)


def write(place: Path, events: Sequence[Event]) -> Path:
    place.write_text("".join(json.dumps(to_plain(one)) + "\n" for one in events), encoding="utf-8")
    return place


def load(paths: Sequence[Path], into: Path, **options: int) -> tuple[ImportReport, pl.DataFrame]:
    report = import_events("detente", paths, into, **options)
    return report, scan_table(into).collect().sort("id")


def test_the_table_is_that_of_the_events(tmp_path: Path) -> None:
    events = [
        event(1),
        event(2, "USA", "CHN", "2018-03-22", type="SANCTION"),
        event(3, "KOR", "USA", type="CONSULT", intensity=1.0),
        event(4, when=UNKNOWN_DATE),
    ]
    _, found = load([write(tmp_path / "a.jsonl", events)], tmp_path / "events")
    assert found.equals(from_events(group_incidents(events)).sort("id"))


def test_reports_in_two_shards_become_one_incident(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.jsonl", [report_of(n)]) for n in (1, 2)]
    _, found = load(files, tmp_path / "events")
    assert found["reports"].to_list() == [2]


def test_many_deals_make_the_table_that_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = ("KOR", "JPN", "USA", "CHN", "RUS")
    pairs = [(a, b) for a in states for b in states if a != b]
    events = [report_of(n, source=a, target=b) for n, (a, b) in enumerate(pairs)]
    # Three states in one act: it lies in the deals of three pairs and must not be there twice.
    three = replace(report_of(90, source="KOR", type="CONSULT"), target=(*report_of(91).target, *events[5].target))
    file = write(tmp_path / "a.jsonl", [*events, three])
    _, one = load([file], tmp_path / "one")
    monkeypatch.setattr(importing_own, "_DEAL", 1000)
    _, many = load([file], tmp_path / "many")
    assert many.equals(one)


def test_a_line_that_is_no_event_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", [event(1), event(2, "USA", "CHN")])
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[0], '{"id": "e-9"}', "not json", lines[1]]), encoding="utf-8")
    report, found = load([file], tmp_path / "events")
    assert found.height == 2
    assert [(name, line, reason) for name, line, reason, _ in report.first_broken] == [
        ("a.jsonl", 2, "is no event"),
        ("a.jsonl", 3, "is no event"),
    ]


def test_an_event_in_two_files_counts_once(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.jsonl", [event(1)]) for n in (1, 2)]
    report, found = load(files, tmp_path / "events")
    assert (found.height, dict(report.dropped)) == (1, {"repeated id, the same row": 1})


def test_an_act_without_a_second_country_is_listed_not_kept(tmp_path: Path) -> None:
    report, _ = load([write(tmp_path / "a.jsonl", [event(1), event(2, "KOR", "KOR")])], tmp_path / "events")
    assert dict(report.dropped) == {"no second country": 1}


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", [event(1)])
    load([file], tmp_path / "events")
    _, found = load([file], tmp_path / "events")
    assert found.height == 1


def test_an_event_of_another_import_is_not_there_twice(tmp_path: Path) -> None:
    load([write(tmp_path / "a.jsonl", [event(1)])], tmp_path / "events")
    report, found = load([write(tmp_path / "b.jsonl", [event(1), event(2, "USA", "CHN")])], tmp_path / "events")
    assert (found.height, dict(report.dropped)) == (2, {"already in the table": 1})


def test_a_torn_archive_gives_what_can_be_read(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.jsonl", [event(n, "KOR", "JPN", "2019-08-22") for n in range(200)]).read_bytes()
    torn = tmp_path / "b.jsonl.gz"
    torn.write_bytes(gzip.compress(plain)[:-200])
    report, found = load([torn], tmp_path / "events")
    assert found.height > 0
    assert [error.where for error in report.unreadable] == [str(torn)]


def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "a.csv"
    other.write_text("id\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.csv"):
        import_events("detente", [other], tmp_path / "events")


def test_two_workers_make_the_same_table(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.jsonl", [report_of(n)]) for n in (1, 2)]
    _, one = load(files, tmp_path / "one")
    _, two = load(files, tmp_path / "two", workers=2)
    assert two.equals(one)
