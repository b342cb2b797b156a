"""`detente claims`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli import main

NEWS = (
    "---\npublished: 2021-02-03\nlanguage: en\n---\n"
    "South Korea's 2020 defense white paper calls Japan a neighboring country. China was placed before Japan.\n"
)
FIELDS = [
    "path", "issuer", "issuer_body", "series", "edition", "reference_edition", "draft", "kind", "country", "before",
    "after", "order", "attribution", "evidence",
]  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.txt"
    file.write_text(NEWS, "utf-8")
    return file


def run(*args: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["claims", *map(str, args)])
    return result.exit_code, result.stdout, result.stderr


def test_jsonl_has_exactly_the_fields(news: Path) -> None:
    _, out, _ = run(news, "--format", "jsonl")
    assert [list(json.loads(line)) for line in out.splitlines()] == [FIELDS] * len(out.splitlines())


def test_json_is_one_list(news: Path) -> None:
    _, out, _ = run(news, "--format", "json")
    assert {row["kind"] for row in json.loads(out)} == {"label", "rank"}


def test_text_tells_claim_and_sentence(news: Path) -> None:
    code, out, _ = run(news)
    assert code == 0
    assert "kr_defense_white_paper 2020" in out
    assert "calls Japan a neighboring country" in out


def test_editions_settle_a_claim(news: Path, tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    for year, text in (("2018", "Japan is a partner of ours."), ("2020", "Japan is a neighboring country of ours.")):
        front = f"---\nseries: kr_defense_white_paper\nissuer: KOR\nedition: '{year}'\nlanguage: en\n---\n"
        (folder / f"{year}.txt").write_text(front + text + "\n", "utf-8")
    _, out, _ = run(news, "--editions", folder, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["verdict"]["verdict"] for row in rows if row["kind"] == "label"} == {"confirmed"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "nothing.txt")
    assert code == 3
    assert "nothing.txt" in err


def test_a_language_that_is_not_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "ja.txt"
    file.write_text("---\nlanguage: ja\n---\n防衛白書は韓国を隣国とした。\n", "utf-8")
    code, _, err = run(file)
    assert code == 3
    assert "language ja is not read" in err
