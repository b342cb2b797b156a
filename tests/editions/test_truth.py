"""The changes that the press reported, where the texts are at hand, and the Fed statements in a row."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from detente.editions.compare import Comparison, compare
from detente.editions.series import edition_of
from detente.reading import read

CASES = [
    ("cn_government_work_report", "2019", "2020", "和平统一", True),
    ("cn_government_work_report", "2021", "2022", "新时代党解决台湾问题的总体方略", False),
    ("us_fomc_statement", "2014-01-29", "2014-03-19", "picked up in recent quarters", True),
    ("us_fomc_statement", "2014-01-29", "2014-03-19", "The unemployment rate, however, remains elevated", False),
    ("us_fomc_statement", "2014-01-29", "2014-03-19", "housing sector remained slow", False),
    ("us_fomc_statement", "2014-01-29", "2014-03-19", "as having become more nearly balanced", True),
    ("us_fomc_statement", "2014-12-17", "2015-01-28", "considerable time", True),
    ("us_fomc_statement", "2024-12-18", "2025-01-29", "Inflation has made progress toward", True),
    ("us_fomc_statement", "2024-12-18", "2025-01-29", "stabilized at a low level in recent months", False),
]


@cache
def compared(folder: Path, first: str, second: str) -> Comparison:
    return compare(*(edition_of(read(folder / f"{name}.txt")) for name in (first, second)))


@pytest.mark.parametrize(("series", "first", "second", "words", "gone"), CASES)
def test_reported_changes_come_out(shared: Path, series: str, first: str, second: str, words: str, gone: bool) -> None:
    found = compared(shared / "gold/editions" / series, first, second)
    assert any(
        words in ((change.before if gone else change.after) or "")
        and words not in ((change.after if gone else change.before) or "")
        for change in found.real
    )


def test_the_consensus_of_1992_is_not_told_as_removed(shared: Path) -> None:
    found = compared(shared / "gold/editions/cn_government_work_report", "2019", "2020")
    assert not any("九二共识" in (change.before or "") for change in found.real if change.kind == "removed")


@pytest.mark.parametrize("series", ["us_emergency_notice_north_korea", "us_emergency_notice_somalia"])
def test_notices_that_only_roll_forward_have_no_real_change(shared: Path, series: str) -> None:
    folder = shared / "gold/editions" / series
    first, second = sorted(file.stem for file in folder.glob("202[34]-*.txt"))
    found = compared(folder, first, second)
    assert found.real == () or all("threat" in (change.after or change.before or "") for change in found.real)


@pytest.mark.parametrize("file", ["us_national_security_strategy/2025.pdf", "jp_diplomatic_bluebook/2025-1_2_1.pdf"])
def test_a_pdf_against_itself_has_no_change(shared: Path, file: str) -> None:
    edition = edition_of(read(shared / "gold/editions" / file))
    assert compare(edition, edition).changes == ()
