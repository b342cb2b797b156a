"""Dates of real agreements, with the address on which each can be checked, against the arithmetic and the ledger.

`real_cases.csv` takes a length of time or a clause as it is written and says which day came of it; `known_states.csv`
says what an agreement of the ledger was on a day.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from detente.agreements.calendar import Run, after, last_day_for_notice, runs, takes_effect
from detente.agreements.entries import read_period
from detente.agreements.ledger import load_ledger
from detente.agreements.records import EFFECTS, Effect, Notice, Period, Renewal
from detente.agreements.standing import standing


def rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


CASES = rows("real_cases.csv")
STATES = rows("known_states.csv")


def period(text: str) -> Period:
    found = read_period(text)
    assert found is not None, text
    return found


def effect(text: str) -> Effect:
    return next(item for item in EFFECTS if item == text)


def term(row: Mapping[str, str]) -> Run:
    chain = runs(date.fromisoformat(row["from"]), period(row["term"]), Renewal("tacit", period(row["renewal"])))
    return next(islice(chain, int(row["number"]) - 1, None))


def computed(row: Mapping[str, str]) -> date | None:
    start = date.fromisoformat(row["from"])
    match row["rule"]:
        case "lapse":
            return term(row).lapse
        case "last_day_for_notice":
            return last_day_for_notice(term(row), Notice(period(row["notice"]), "term_end"))
        case "takes_effect":
            return takes_effect(start, Notice(period(row["notice"]), "notice", effect(row["effect"])))
        case "after":
            return after(start, period(row["term"]))
    raise AssertionError(row["rule"])


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['case']}: {row['rule']}")
def test_the_day_is_the_one_that_came(row: Mapping[str, str]) -> None:
    assert computed(row) == date.fromisoformat(row["expected"])


@pytest.mark.parametrize("row", STATES, ids=lambda row: f"{row['agreement']} {row['on']}")
def test_the_ledger_knows_the_state(row: Mapping[str, str]) -> None:
    agreement = load_ledger().get(row["agreement"])
    assert agreement is not None
    assert standing(agreement, date.fromisoformat(row["on"])).state == row["state"]


def test_every_case_says_where_it_can_be_checked() -> None:
    assert [row for row in (*CASES, *STATES) if not row["source"].startswith(("https://", "http://"))] == []
