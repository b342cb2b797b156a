from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main

EDITIONS = {
    "a_2018.md": (
        "a_paper",
        "JPN",
        "2018-08-28",
        "South Korea is our most important neighbour and shares strategic interests.",
    ),
    "a_2019.md": ("a_paper", "JPN", "2019-09-27", "South Korea is dealt with in the chapter on the region."),
    "b_2018.md": ("b_paper", "KOR", "2019-01-15", "Japan is a partner with which we share basic values."),
    "b_2020.md": ("b_paper", "KOR", "2021-02-02", "Japan is a close neighbour."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, (series, issuer, published, sentence) in EDITIONS.items():
        head = f"---\nseries: {series}\nissuer: {issuer}\nedition: {name[2:6]}\npublished: {published}\nlanguage: en\n---\n"
        text = f"# Defence paper {name[2:6]}\n\n## Partners\n\n{sentence}\n\nThe forces train all year on land and at sea.\n"
        (tmp_path / name).write_text(head + text, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in ("answers", *arguments)])


def test_a_later_change_about_the_other_is_a_candidate_reply(folder: Path) -> None:
    result = run(folder, "--series", "a_paper", "--series", "b_paper", "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows, result.stderr
    assert {(row["first"]["issuer"], row["answer"]["issuer"]) for row in rows} == {("JPN", "KOR")}
    assert all(row["days"] == 494 for row in rows)


def test_the_text_tells_what_supports_it(folder: Path) -> None:
    assert "each is about the other" in run(folder, "--series", "a_paper", "--series", "b_paper").stdout


def test_one_series_is_wrong_usage(folder: Path) -> None:
    assert run(folder, "--series", "a_paper").exit_code == 2
