"""Changes that the press reported of editions whose texts are not at hand, in sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from .texts import pair

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["id"])
def test_a_reported_change_comes_out(case: dict[str, Any]) -> None:
    frame = case["frame"]
    found = pair(
        f"{frame}\n\n{case['before']}", f"{frame}\n\n{case['after']}", issuer=case["issuer"], language=case["language"]
    )
    for country, words in case.get("gone", []):
        assert any(
            country in change.countries and words in (change.before or "") and words not in (change.after or "")
            for change in found.real
        ), words
    for country, words in case.get("new", []):
        assert any(
            country in change.countries and words in (change.after or "") and words not in (change.before or "")
            for change in found.real
        ), words


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["id"])
def test_what_both_editions_have_is_not_told(case: dict[str, Any]) -> None:
    frame = case["frame"]
    found = pair(
        f"{frame}\n\n{case['before']}", f"{frame}\n\n{case['after']}", issuer=case["issuer"], language=case["language"]
    )
    told = [change for change in found.real if change.kind in ("removed", "added", "moved")]
    assert not any((change.before or change.after) == frame for change in told)
