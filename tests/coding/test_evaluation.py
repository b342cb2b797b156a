from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from detente.coding.evaluation import LEVELS, Tally, calibration, date_agrees, load_annotations, score
from detente.errors import TableError
from detente.records import DateValue, Event, Span

from .make import day, event, side

MARCH = DateValue(date(2022, 3, 1), date(2022, 3, 31), "month")


def row(**fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "source": {"country": "CAN"},
        "targets": ["RUS"],
        "plover": "SANCTION",
        "status": "happened",
    }
    return values | fields


def hits(rows: list[dict[str, Any]], events: list[Event]) -> dict[str, int]:
    levels = score({"a": rows}, {"a": events}).levels
    return {level: levels[level].hits for level in LEVELS}


@pytest.mark.parametrize(
    "wanted, coded, levels",
    [
        (row(), event(), (1, 1, 1)),
        (row(), event(status="planned"), (1, 1, 0)),
        (row(), event(type="ACCUSE"), (1, 0, 0)),
        (row(plover_alt="ACCUSE"), event(type="ACCUSE"), (1, 1, 1)),
        (row(plover="CONCEDE"), event(type="RETREAT"), (1, 1, 1)),
        (row(), event(source="NOR"), (0, 0, 0)),
        (row(), event(source="RUS", target="CAN"), (0, 0, 0)),
        (row(plover="CONSULT"), event(source="RUS", target="CAN", type="CONSULT"), (1, 1, 1)),
        (row(targets=["RUS", "BLR"]), event(), (1, 1, 1)),
    ],
)
def test_levels(wanted, coded, levels):
    assert tuple(hits([wanted], [coded]).values()) == levels


@pytest.mark.parametrize("targets, found", [(("RUS", "BLR", "IRN"), 1), (("RUS", "BLR", "IRN", "PRK"), 0)])
def test_two_targets_too_many_are_forgiven_but_not_three(targets, found):
    coded = replace(event(), target=side(*targets))
    assert hits([row()], [coded])["dyad"] == found


def test_one_event_matches_one_row_only():
    assert hits([row(), row()], [event()])["status"] == 1


def test_one_row_matches_one_event_only():
    assert hits([row()], [event(1), event(2)])["status"] == 1


def test_the_matching_is_the_best_one():
    rows = [row(), row(plover="ACCUSE")]
    assert hits(rows, [event(1, type="ACCUSE"), event(2)])["type"] == 2


def test_evidence_tells_apart_what_is_else_alike():
    rows = [row(evidence="a b", date="2022-03-01"), row(evidence="c d", date="2022-03-02")]
    events = [
        event(1, evidence=Span(0, 3, "c d"), date=day("2022-03-02")),
        event(2, evidence=Span(0, 3, "a b"), date=day("2022-03-01")),
    ]
    assert score({"a": rows}, {"a": events}).dates_right == 2


def test_an_unsure_row_neither_rewards_nor_costs():
    tally = score({"a": [row(unsure=True)]}, {"a": [event()]}).levels["status"]
    assert (tally.hits, tally.coded, tally.annotated) == (0, 0, 0)


def test_an_unsure_row_that_is_missed_costs_nothing():
    tally = score({"a": [row(unsure=True)]}, {"a": []}).levels["status"]
    assert tally.annotated == 0


def test_an_article_without_events_counts_its_rows_as_missed():
    tally = score({"a": [row()]}, {}).levels["dyad"]
    assert (tally.coded, tally.annotated) == (0, 1)


@pytest.mark.parametrize(
    "wanted, value, agrees",
    [
        ({"date": "2022-03-07", "precision": "day"}, day("2022-03-07"), True),
        ({"date": "2022-03-07", "precision": "day"}, day("2022-03-08"), False),
        ({"date": "2022-03-07", "precision": "day"}, MARCH, False),
        ({"date": "2022-03", "precision": "month"}, MARCH, True),
        ({"date": "2022-03", "precision": "month"}, day("2022-03-07"), True),
        ({"date": "2022", "precision": "year"}, day("2022-03-07"), True),
        ({"date": "2022", "precision": "year"}, DateValue(), False),
        ({"date": None}, day("2022-03-07"), None),
        ({}, DateValue(), None),
    ],
)
def test_date_agrees(wanted, value, agrees):
    assert date_agrees(row(**wanted), event(date=value)) is agrees


@pytest.mark.parametrize(
    "tally, figures",
    [
        (Tally(2, 4, 2), (0.5, 1.0, 2 / 3)),
        (Tally(0, 4, 2), (0.0, 0.0, 0.0)),
        (Tally(), (0.0, 0.0, 0.0)),
    ],
)
def test_precision_recall_and_f1(tally, figures):
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx(figures)


def test_calibration_counts_right_events_by_confidence():
    events = [event(1, confidence=0.8), event(2, confidence=0.8, source="NOR"), event(3, confidence=0.6, target="IRN")]
    counted = {
        name: (right, coded) for name, _, right, coded in calibration(score({"a": [row()]}, {"a": events}), events)
    }
    assert (counted["0.6 and more"], counted["0.8 and more"]) == ((0, 1), (1, 2))


def test_load_annotations_leaves_out_what_is_not_in_english(tmp_path):
    (tmp_path / "one.yaml").write_text("events: []\n", encoding="utf-8")
    (tmp_path / "two.yaml").write_text("language: ja\nevents: []\n", encoding="utf-8")
    assert load_annotations(tmp_path) == {"one": []}


@pytest.mark.parametrize("content", ["events: [", "language: en\n", "events: [{status: happened}]\n"])
def test_file_that_is_no_annotation_is_named(tmp_path, content):
    (tmp_path / "broken.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=r"broken\.yaml"):
        load_annotations(tmp_path)
