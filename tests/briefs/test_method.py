"""How a brief was made."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from detente.briefs import Judged, build
from detente.briefs.method import _measured

from .make import DYAD, make_material


def term(name: str, **fields) -> str:
    brief = build(replace(make_material(), **fields), DYAD)
    return dict(next(one for one in brief.sections if one.kind == "method").terms)[name]


def test_measured_accuracy_is_that_of_the_readme():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (dyad[^|]*?) \| ([\d.]+) \| ([\d.]+) \|", readme, re.MULTILINE)
    assert {(one["level"], one["precision"], one["recall"]) for one in _measured()["levels"]} == {
        (level, float(precision), float(recall)) for level, precision, recall in rows
    }


@pytest.mark.parametrize(
    ("judged", "start"),
    [
        (None, "None: the documents were read without a store"),
        (Judged(applied=True), "No act of the two has been judged by a person."),
        (
            Judged(applied=True, rejected=2, disputed=1),
            "Applied; acts of the two judged by people: 2 rejected and 1 disputed",
        ),
        (Judged(applied=False, corrected=1), "Not applied: this is the machine’s record alone."),
    ],
)
def test_judgements_are_told(judged, start):
    assert term("Judgements", judged=judged).startswith(start)
