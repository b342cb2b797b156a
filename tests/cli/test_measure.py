from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.measuring.table import from_events
from tests.measuring.make import event


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five years of ACCUSE between Seoul and Tokyo, with relations broken in month 40, and Beijing beside."""
    told = []
    for month in range(60):
        day = (date(2014, 1, 6) + timedelta(days=int(month * 30.44))).isoformat()
        for copy in range(60 if month == 40 else 3):
            act = {"type": "SANCTION", "cameo": "161"} if month == 40 else {"cameo": "112"}
            for a, b in (("KOR", "JPN"), ("JPN", "KOR"), ("CHN", "JPN")):
                told.append(event(f"{month}{a}{b}{copy}", a, b, day, **act))
    file = tmp_path_factory.mktemp("table") / "events.parquet"
    from_events(told).write_parquet(file)
    return file


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in ("measure", *words)])


def test_index_is_measured_from_a_table(events: Path) -> None:
    result = run("KOR", "JPN", "--events", events, "--freq", "year", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].startswith("2014-01-01,2014-12-31,KOR→JPN")


def test_parquet_can_be_read_again(events: Path) -> None:
    result = run("KOR", "JPN", "--events", events, "--freq", "year", "--format", "parquet", "--quiet")
    assert pl.read_parquet(BytesIO(result.stdout_bytes)).height == 15


def test_parts_carry_their_contributions(events: Path) -> None:
    result = run("KOR", "JPN", "--events", events, "--show", "parts", "--format", "csv")
    assert "contribution" in result.stdout.splitlines()[0]


@pytest.mark.parametrize("mode", ("online", "offline"))
def test_the_break_is_a_turning_point(events: Path, mode: str) -> None:
    result = run("KOR", "JPN", "--events", events, "--show", "turns", "--mode", mode, "--format", "csv")
    assert [line[:10] for line in result.stdout.splitlines()[1:]] == ["2017-05-01"]


def test_compare_takes_several_countries(events: Path) -> None:
    result = run("JPN", "KOR", "CHN", "USA", "--events", events, "--show", "compare")
    assert [line.split()[:2] for line in result.stdout.splitlines()[1:]] == [
        ["JPN", "CHN"],
        ["JPN", "KOR"],
        ["JPN", "USA"],
    ]


def test_dyad_without_acts_says_not_enough(events: Path) -> None:
    assert "not enough: 0 acts" in run("JPN", "USA", "KOR", "--events", events, "--show", "compare").stdout


def test_no_acts_at_all_is_told_by_the_exit_status(events: Path) -> None:
    assert run("FRA", "USA", "--events", events, "--show", "compare").exit_code == 3


def test_short_reciprocity_says_not_enough(events: Path) -> None:
    result = run("KOR", "JPN", "--events", events, "--show", "reciprocity", "--freq", "year")
    assert result.exit_code == 3
    assert "not enough" in result.stderr


@pytest.mark.parametrize(("form", "start"), (("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!doctype html>")))
def test_figures_are_written(events: Path, tmp_path: Path, form: str, start: bytes) -> None:
    file = tmp_path / f"index.{form}"
    result = run("KOR", "JPN", "--events", events, "--freq", "year", "--format", form, "-o", file)
    assert result.exit_code == 0
    assert file.read_bytes().startswith(start)


def test_page_asks_nothing_of_the_network(events: Path) -> None:
    page = run("KOR", "JPN", "--events", events, "--freq", "year", "--format", "html", "--quiet").stdout
    assert "<script" not in page
    assert "src=" not in page
    assert page.count("<details>") == 5


@pytest.mark.parametrize(
    "words",
    (
        ("KOR", "KOR"),
        ("KOR",),
        ("KOR", "JPN", "CHN"),
        ("KOR", "JPN", "--show", "turns", "--format", "png"),
        ("KOR", "JPN", "--show", "compare", "--format", "html"),
    ),
)
def test_what_does_not_go_together_is_refused(events: Path, words: tuple[str, ...]) -> None:
    assert run(*words, "--events", events).exit_code == 2


def test_a_file_that_is_no_table_says_how_to_make_one(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    file.write_text("no table")
    result = run("KOR", "JPN", "--events", file)
    assert result.exit_code == 2
    assert "detente import" in result.stderr
