from __future__ import annotations

import pytest

from detente.data.tables import read_rows
from detente.editions.naming import find_countries


def names(text: str, language: str | None = None) -> list[tuple[str, str]]:
    return [(one.country, text[one.start : one.end]) for one in find_countries(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Japan and the Republic of Korea", ["JPN", "KOR"]),
        ("the ROK, the DPRK and the U.S.", ["KOR", "PRK", "USA"]),
        ("ASEAN, the European Union and NATO", ["ASEAN", "EU", "NATO"]),
        ("Chinese vessels in the South China Sea", ["CHN"]),
        ("the Sea of Japan and the Indian Ocean", []),
        ("the Paris Agreement and Paris-aligned limits", []),
        ("talks in Paris with Tokyo", ["FRA", "JPN"]),
        ("日米韓の協力とインド太平洋", ["KOR", "USA"]),
        ("インドネシアとインド", ["IDN", "IND"]),
        ("한·미·일 협력과 인도적 지원", ["JPN", "USA"]),
        ("인도와 인도-태평양, 이란", ["IND", "IRN"]),
        ("坚持对台工作大政方针，中美关系", ["TWN", "USA"]),
        ("朝鲜半岛与朝鲜", ["PRK"]),
    ],
)
def test_countries(text: str, found: list[str]) -> None:
    assert sorted(country for country, _ in names(text)) == sorted(found)


def test_a_form_stands_once_in_a_language() -> None:
    rows = [(row["language"], row["form"]) for row in read_rows("editions/country_forms.csv")]
    assert len(rows) == len(set(rows))


def test_every_row_is_found() -> None:
    for row in read_rows("editions/country_forms.csv"):
        found = {country for country, _ in names(row["form"], row["language"])}
        assert set(row["country"].split("+")) <= found, row["form"]
