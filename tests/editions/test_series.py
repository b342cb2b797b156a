from __future__ import annotations

from pathlib import Path

import pytest

from detente.editions.issuers import issuer_of
from detente.editions.manifest import manifests_in, read_manifest
from detente.editions.series import edition_of, group_series, ordered, pairs_of, within
from detente.errors import TableError
from detente.reading import read_all
from detente.records import Document

from .texts import document, edition

MANIFEST = """
series: xy_paper
issuer: JPN
issuer_body: Ministry of Defense
title: Defense of Japan
cadence: yearly
editions:
  - {file: a.txt, edition: "2019", date: 2019-09-27, version: final}
  - {file: b.txt, edition: "2020", date: 2020-07-14, version: draft}
"""


def test_front_matter_names_the_edition() -> None:
    found = edition("Text.", 2020, publication_date="2021-02-02")
    assert (found.name, found.year, found.name_basis) == ("2020", 2020, "front matter")


def test_a_day_names_an_edition_of_a_series_with_several_a_year() -> None:
    assert edition("Text.", "2021-09-24").name == "2021-09-24"


def test_the_cover_year_goes_before_the_day_of_publication() -> None:
    found = edition_of(document("2020 Defense White Paper\n\nText of it.", published="2021-02-02"))
    assert (found.name, found.name_basis) == ("2020", "title")


def test_a_japanese_era_is_a_year() -> None:
    assert edition_of(document("令和元年版防衛白書\n\n本文。")).year == 2019


def test_a_bare_year_as_file_name_names_an_edition() -> None:
    assert edition_of(document("Text without a date.", "papers/2018.txt")).name_basis == "file name"


def test_without_a_cover_the_publication_names_the_edition() -> None:
    found = edition_of(document("Text without a year on it.", published="2021-02-02"))
    assert (found.name, found.name_basis) == ("2021", "publication")


def test_nothing_that_tells_a_year_leaves_it_unknown() -> None:
    assert edition_of(document("Text without a date.")).year is None


@pytest.mark.parametrize(
    ("stated", "state", "body"),
    [
        ("Japan MOD", "JPN", "MOD"),
        ("ROK MND", "KOR", "MND"),
        ("PRC State Council (Premier)", "CHN", "State Council (Premier)"),
        ("AUS (speech in UN General Debate)", "AUS", "speech in UN General Debate"),
        ("US and Japan leaders", None, "US and Japan leaders"),
        ("Ministry of Defense of Japan", "JPN", "Ministry of Defense"),
        ("JPN", "JPN", None),
        ("The Leaders", None, "The Leaders"),
        (None, None, None),
    ],
)
def test_issuer(stated: str | None, state: str | None, body: str | None) -> None:
    assert issuer_of(stated) == (state, body)


@pytest.mark.parametrize(
    ("words", "version"),
    [("draft", "draft"), ("as delivered", "delivered"), ("amended", "amended"), ("final", "final")],
)
def test_version(words: str, version: str) -> None:
    assert edition("Text.", 2020, version=words).version == version


def test_versions_of_one_edition_are_kept_apart() -> None:
    texts = [edition("Text one.", 2020, version="delivered"), edition("Text two.", 2020, version="amended")]
    assert [(e.name, e.version) for e in ordered(texts)] == [("2020", "delivered"), ("2020", "amended")]


def test_two_files_of_one_name_are_told_apart_by_the_file() -> None:
    texts = [edition("Text one.", 2020, "one.txt"), edition("Text two.", 2020, "two.txt")]
    assert [e.name for e in ordered(texts)] == ["2020 (one)", "2020 (two)"]


def test_each_version_is_compared_with_the_edition_before_and_the_version_before() -> None:
    old = edition("Text zero.", 2019)
    first, second = edition("Text one.", 2020, version="delivered"), edition("Text two.", 2020, version="amended")
    assert pairs_of([old, first, second]) == [(old, first), (old, second), (first, second)]


def test_across_compares_the_first_with_the_last() -> None:
    texts = [edition(f"Text {year}.", year) for year in (2018, 2019, 2020)]
    assert pairs_of(texts, across=True) == [(texts[0], texts[2])]


def test_years_choose_editions() -> None:
    texts = [edition(f"Text {year}.", year) for year in (2018, 2019, 2020)]
    assert [e.year for e in within(texts, 2019, None)] == [2019, 2020]


def _folder(tmp_path: Path, manifest: str = MANIFEST) -> Path:
    (tmp_path / "series.yaml").write_text(manifest, encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"The text of {name} is this.", encoding="utf-8")
    return tmp_path


def test_a_manifest_names_series_issuer_and_editions(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    documents = [item for item in read_all([folder]) if isinstance(item, Document)]
    (series,) = group_series(documents, manifests_in([folder]))
    assert series.name == "xy_paper"
    assert series.cadence == "yearly"
    assert [(e.name, e.version, e.issuer, e.issuer_body) for e in series.editions] == [
        ("2019", "final", "JPN", "Ministry of Defense"),
        ("2020", "draft", "JPN", "Ministry of Defense"),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("series: x\ncolour: red", "unknown key 'colour'"),
        ("series: x\neditions: [{edition: 2019}]", "has no 'file'"),
        ("series: x\neditions: [{file: a, version: last}]", "'version' is 'last'"),
        ("series: x\neditions: [{file: a, year: soon}]", "'year' is 'soon'"),
        ("series: x\neditions: 5", "'editions' is no list"),
        ("series: [", "no valid YAML"),
    ],
)
def test_a_manifest_that_does_not_fit_is_named(tmp_path: Path, wrong: str, said: str) -> None:
    file = tmp_path / "series.yaml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        read_manifest(file)


def test_a_yaml_file_of_something_else_is_no_manifest(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    file.write_text("name: something", encoding="utf-8")
    assert read_manifest(file) is None
