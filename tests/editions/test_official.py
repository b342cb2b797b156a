from __future__ import annotations

import pytest

from detente.editions.official import official_series, on_cover, stated

from .texts import document


@pytest.mark.parametrize(
    ("title", "publisher", "series"),
    [
        ("Defense of Japan 2020", "Japan MOD", "jp_defense_white_paper"),
        ("2020 Defence White Paper", "Ministry of National Defense, Republic of Korea", "kr_defense_white_paper"),
        ("NATO 2022 Strategic Concept", "NATO", "nato_strategic_concept"),
        ("National Security Strategy, October 2022", "The White House", "us_national_security_strategy"),
    ],
)
def test_a_cover_and_its_issuer_tell_the_series(title: str, publisher: str, series: str) -> None:
    row = on_cover(title, publisher)
    assert row is not None
    assert row.series == series


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Japan's Defense White Paper 2020", "The Japan Times"),
        ("Japan releases 2020 defense white paper", "Ministry of Defense, Japan"),
        ("Defense of Japan", "Japan MOD"),
        ("Defense White Paper 2020", None),
        ("Defense White Paper 2020", "Japan"),
    ],
)
def test_news_and_releases_are_no_editions(title: str, publisher: str | None) -> None:
    assert on_cover(title, publisher) is None


def test_front_matter_tells_the_series() -> None:
    assert stated(document("Text.", series="xy_paper", edition="'2019'")) is not None


def test_a_column_of_a_newspaper_is_no_series() -> None:
    assert stated(document("Text.", series="Letters from Seoul")) is None


def test_news_is_passed_over() -> None:
    news = document("Tokyo published its white paper on Friday.", title="News", publisher="A paper")
    paper = document("Text of it.", "2019.txt", series="xy_paper", edition="'2019'")
    assert [one.name for one in official_series([news, paper])] == ["xy_paper"]
