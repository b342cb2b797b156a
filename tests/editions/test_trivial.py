from __future__ import annotations

import pytest

from detente.editions.trivial import NUMBERING, PUNCTUATION, ROLLED, SPELLING, TYPOGRAPHY, Interval, trivial_rule

YEAR = Interval(1, 365)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("the denuclearization of Korea", "the denuclearisation of Korea", SPELLING),
        ("defence programme", "defense program", SPELLING),
        ("our neighbours", "our neighbors", SPELLING),
        ("co-operation on cyber security", "cooperation on cybersecurity", SPELLING),
        ("two per cent", "two percent", SPELLING),
        ("Japan’s “basic” policy", 'Japan\'s "basic" policy', TYPOGRAPHY),
        ("a long–term aim", "a long-term aim", TYPOGRAPHY),
        ("１０月、米国", "10月、米国", TYPOGRAPHY),
        ("Japan, India and Australia.", "Japan, India, and Australia.", PUNCTUATION),
        ("the U.S. position", "the US position", PUNCTUATION),
        ("beyond June 16, 2022.", "beyond June 16, 2023.", ROLLED),
        ("THE WHITE HOUSE, June 13, 2022.", "THE WHITE HOUSE, June 12, 2023.", ROLLED),
        ("at its fifty-fifth session", "at its fifty-sixth session", ROLLED),
        ("the 55th session", "the 56th session", ROLLED),
        ("第十三届全国人民代表大会第三次会议", "第十三届全国人民代表大会第四次会议", ROLLED),
        ("2020年5月22日", "2021年5月22日", ROLLED),
        ("令和2年版", "令和3年版", ROLLED),
    ],
)
def test_trivial(before: str, after: str, rule: str) -> None:
    assert trivial_rule(before, after, YEAR) == rule


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("by 2030 we will", "by 2035 we will"),
        ("beyond June 16, 2023.", "beyond June 16, 2022."),
        ("25 basis points", "50 basis points"),
        ("about 50 kg of plutonium", "about 70 kg of plutonium"),
        ("$35 billion per month", "$30 billion per month"),
        ("Japan is our partner", "Japan is our neighbour"),
        ("we do support independence", "we do not support independence"),
        ("four of the states", "for of the states"),
        ("may 2 percent", "may 3 percent"),
        ("a 1.5 degree limit", "a 15 degree limit"),
        ("两岸和平统一", "两岸统一"),
    ],
)
def test_not_trivial(before: str, after: str) -> None:
    assert trivial_rule(before, after, YEAR) is None


def test_a_number_is_trivial_before_a_heading_only() -> None:
    assert trivial_rule("3. China", "4. China", YEAR, heading=True) == NUMBERING
    assert trivial_rule("3 ships", "4 ships", YEAR) is None


def test_a_month_rolls_by_the_days_between_the_editions() -> None:
    apart = Interval(0, 42)
    assert trivial_rule("since the Committee met in December", "since the Committee met in January", apart) == ROLLED
    assert trivial_rule("since the Committee met in December", "since the Committee met in August", apart) is None
