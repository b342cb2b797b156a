"""What `detente compare` prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import run

OLD = """---
series: xy_paper
edition: '{year}'
issuer: Japan MOD
language: en
---
Japan and Australia will deepen their cooperation at sea.

South Korea is {called} of Japan, and both share basic values.

We call for the {spelt} of North Korea.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for year, called, spelt in (
        (2018, "a partner", "denuclearization"),
        (2019, "a neighbour", "denuclearisation"),
        (2020, "a neighbour", "denuclearisation"),
    ):
        (folder / f"{year}.txt").write_text(OLD.format(year=year, called=called, spelt=spelt), encoding="utf-8")
    return folder


def rows(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_two_files(papers: Path) -> None:
    result = run("compare", papers / "2018.txt", papers / "2019.txt")
    assert result.exit_code == 0
    assert "xy_paper: 2018 → 2019" in result.stdout
    assert "[-partner-]{+neighbour+}" in result.stdout
    assert "1 trivial difference: 1 by the rule “spelling”" in result.stdout


def test_rows_have_their_columns(papers: Path) -> None:
    found = rows(run("compare", papers / "2018.txt", papers / "2019.txt", "--format", "jsonl").stdout)
    assert list(found[0])[:12] == [
        "series", "issuer", "edition_from", "edition_to", "kind", "country", "topic", "before", "after", "weight",
        "evidence_from", "evidence_to",
    ]  # fmt: skip
    assert {row["country"] for row in found} == {"KOR"}
    assert {row["issuer"] for row in found} == {"JPN"}


def test_trivial_differences_are_listed_on_demand(papers: Path) -> None:
    arguments = ("compare", papers / "2018.txt", papers / "2019.txt", "--format", "jsonl")
    assert [row["trivial"] for row in rows(run(*arguments, "--trivial").stdout) if row["trivial"]] == ["spelling"]
    assert not any(row["trivial"] for row in rows(run(*arguments).stdout))


def test_an_edition_against_itself_gives_no_change(papers: Path) -> None:
    result = run("compare", papers / "2018.txt", papers / "2018.txt", "--format", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_series_is_compared_edition_by_edition(papers: Path) -> None:
    found = rows(run("compare", papers, "--series", "xy_paper", "--format", "jsonl").stdout)
    assert {(row["edition_from"], row["edition_to"]) for row in found} == {("2018", "2019")}


def test_years_choose_the_editions(papers: Path) -> None:
    result = run("compare", papers, "--series", "xy_paper", "--from", "2019", "--to", "2020", "--format", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")


def test_across_compares_first_and_last(papers: Path) -> None:
    found = rows(run("compare", papers, "--series", "xy_paper", "--across", "--format", "jsonl").stdout)
    assert {(row["edition_from"], row["edition_to"]) for row in found} == {("2018", "2020")}


def test_a_series_of_the_store(papers: Path, tmp_path: Path) -> None:
    store = tmp_path / "case.db"
    run("read", papers, "--store", store)
    found = rows(run("compare", "--series", "xy_paper", "--store", store, "--format", "jsonl").stdout)
    assert {row["kind"] for row in found} >= {"reworded"}


def test_a_manifest_makes_a_series(tmp_path: Path) -> None:
    for name, text in (("a", "China is a partner of Japan."), ("b", "China is a rival of Japan.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "series.yaml").write_text(
        "series: plain\nissuer: JPN\neditions:\n- {file: a.txt, edition: '2018'}\n- {file: b.txt, edition: '2019'}\n",
        encoding="utf-8",
    )
    result = run("compare", tmp_path, "--series", "plain", "--format", "jsonl")
    assert result.exit_code == 0
    assert rows(result.stdout)[0]["edition_to"] == "2019"


def test_the_page_asks_nothing_of_the_network_and_runs_no_script(papers: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("compare", papers, "--series", "xy_paper", "-o", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"<script|<link|<img|<iframe|\son\w+=|url\(", text)


def test_every_link_of_the_page_leads_somewhere(papers: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run("compare", papers, "--series", "xy_paper", "-o", page)
    text = page.read_text(encoding="utf-8")
    anchors = re.findall(r'\sid="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)


def test_texts_are_escaped(papers: Path) -> None:
    hostile = papers / "2018.txt"
    hostile.write_text(
        hostile.read_text(encoding="utf-8").replace("a partner", "<script>alert(1)</script> a partner"),
        encoding="utf-8",
    )
    text = run("compare", hostile, papers / "2019.txt", "--format", "html").stdout
    assert "<script" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name two files to compare"),
        (["{folder}/2018.txt"], "there are"),
        (["{folder}"], "there are 3 documents"),
        (["{folder}", "--from", "2018"], "name it with --series"),
        (["{folder}", "--series", "nothing"], "there is no series 'nothing'"),
        (["{folder}", "--series", "xy_paper", "--from", "2020"], "fewer than two editions"),
        (["{folder}/2018.txt", "{folder}/2019.txt", "-o", "{folder}/2019.txt"], "would overwrite"),
    ],
)
def test_wrong_calls_say_what_to_do(papers: Path, arguments: list[str], said: str) -> None:
    result = run("compare", *(argument.format(folder=papers) for argument in arguments))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_that_cannot_be_read_is_named(papers: Path) -> None:
    (papers / "2021.pdf").write_bytes(b"no pdf")
    result = run("compare", papers, "--series", "xy_paper", "--format", "jsonl")
    assert result.exit_code == 1
    assert "2021.pdf" in result.stderr
