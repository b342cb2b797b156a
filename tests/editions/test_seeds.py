"""The claims of the two seed reports, where they are present."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.editions.claims import claims
from detente.editions.records import Claim
from detente.reading import read

JAPAN = "000_f5da773a77bb8666.txt"
KOREA = "003_68ac4e6bdb6a557b.txt"
JP = {"issuer": "JPN", "series": "jp_defense_white_paper"}
KR = {"issuer": "KOR", "series": "kr_defense_white_paper", "edition": "2020", "reference_edition": "2018"}

EXPECTED: list[tuple[str, dict[str, Any]]] = [
    (JAPAN, JP | {"kind": "rank", "edition": "2018", "draft": False, "order": ("AUS", "KOR")}),
    (JAPAN, JP | {"kind": "rank", "edition": "2019", "draft": True, "order": ("AUS", "IND", "ASEAN", "KOR")}),
    (JAPAN, JP | {"kind": "rank", "edition": "2019", "country": "KOR", "before": "2", "after": "4"}),
    (JAPAN, JP | {"kind": "rank", "edition": "2019", "country": "KOR", "after": "downgraded"}),
    (JAPAN, JP | {"kind": "release", "edition": "2019"}),
    (KOREA, KR | {"kind": "label", "country": "JPN", "before": "partnership", "after": "neighbor"}),
    (KOREA, KR | {"kind": "rank", "country": "JPN", "order": ("CHN", "JPN")}),
    (KOREA, KR | {"kind": "removed", "country": "CHN"}),
    (KOREA, KR | {"kind": "added", "country": "CHN"}),
    (KOREA, KR | {"kind": "tone", "country": "CHN", "after": "positive"}),
    (KOREA, KR | {"kind": "tone", "country": "JPN", "after": "negative"}),
    (KOREA, {"kind": "release", "issuer": "KOR", "edition": "2020", "after": "2021-02-02"}),
    (KOREA, JP | {"kind": "removed", "edition": "2020", "reference_edition": "2019", "country": "KOR"}),
    (KOREA, KR | {"kind": "reworded", "country": "JPN"}),
]


@cache
def claims_of(shared: Path, name: str) -> list[Claim]:
    return claims(read(shared / "seeds" / name))


def only(shared: Path, name: str, **wanted: Any) -> Claim:
    found = [c for c in claims_of(shared, name) if all(getattr(c, key) == value for key, value in wanted.items())]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "name, wanted", EXPECTED, ids=[f"{n[:3]}-{w['kind']}-{i}" for i, (n, w) in enumerate(EXPECTED)]
)
def test_tells_the_claim(shared: Path, name: str, wanted: dict[str, Any]) -> None:
    found = claims_of(shared, name)
    assert any(all(getattr(claim, key) == value for key, value in wanted.items()) for claim in found)


def test_the_order_is_told_by_kyodo(shared: Path) -> None:
    claim = only(shared, JAPAN, kind="rank", after="4")
    assert [link.name for link in claim.attribution] == ["Kyodo News"]


def test_the_downgrade_is_told_by_a_ministry_official(shared: Path) -> None:
    claim = only(shared, JAPAN, after="downgraded")
    assert (claim.attribution[0].kind, "Ministry of Defense" in claim.attribution[0].name) == ("unnamed_official", True)


def test_the_draft_is_expected_in_mid_september(shared: Path) -> None:
    claim = only(shared, JAPAN, kind="release")
    assert claim.after is not None
    assert "mid-September" in claim.after


def test_the_summit_of_2017_is_what_was_added(shared: Path) -> None:
    claim = only(shared, KOREA, kind="added")
    assert "summit talks in 2017" in str(claim.after)


def test_the_missile_conflict_is_what_was_removed(shared: Path) -> None:
    claim = only(shared, KOREA, kind="removed", issuer="KOR")
    assert "anti-missile system" in str(claim.before)


def test_what_japan_removed_is_told_by_the_media(shared: Path) -> None:
    claim = only(shared, KOREA, kind="removed", issuer="JPN")
    assert claim.before == "defense cooperation with South Korea in a number of fields"
    assert {link.country for link in claim.attribution} == {"JPN", "KOR"}


def test_the_possible_answer_is_south_koreas(shared: Path) -> None:
    claim = only(shared, KOREA, kind="reworded")
    assert "tit-for-tat" in str(claim.after)
