from __future__ import annotations

import sqlite3

import pytest

from detente.records import Correction
from detente.store import Store


@pytest.fixture
def case(filled, path):
    store, _, events = filled()
    store.judge(events[0].id, "corrected", reviewer="A", correction=Correction(type="ACCUSE"))
    store.close()
    return path, events


def failures(path, *statements):
    with sqlite3.connect(path) as outside:
        for statement in statements:
            outside.execute(statement)
    with Store(path) as store:
        return [(failure.part, failure.where) for failure in store.verify()]


def test_store_with_judgements_holds(case):
    assert failures(case[0]) == []


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE judgement SET correction = \'{"type":"FIGHT"}\'',
        "UPDATE judgement SET reviewer = 'B'",
        "UPDATE judgement SET made = 'yesterday'",
        "UPDATE judgement SET evidence_quote = 'Other words.'",
    ],
)
def test_judgement_that_does_not_hold_is_named(case, change):
    if "correction" in change or "made" in change:
        with sqlite3.connect(case[0]) as outside:
            outside.execute("UPDATE judgement SET undone = made")
        with Store(case[0]) as store:
            store.add_events(store.find_events().items[0].document, case[1], store.runs()[0])
    name = sqlite3.connect(case[0]).execute("SELECT id FROM judgement").fetchone()[0]
    assert failures(case[0], change) == [("judgement", name)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE listing SET date_start = '1999-01-01' WHERE event_id = '{0}'",
        "UPDATE listing SET machine = 0, judged = 1 WHERE event_id = '{0}'",
        "DELETE FROM listing WHERE event_id = '{0}'",
        "DELETE FROM listing_side WHERE number = (SELECT number FROM listing WHERE event_id = '{0}')",
        "UPDATE listing_words SET text = 'x' WHERE rowid = (SELECT min(number) FROM listing WHERE event_id = '{0}')",
    ],
)
def test_event_that_is_not_listed_as_it_is_is_named(case, change):
    path, events = case
    assert failures(path, "PRAGMA foreign_keys = ON", change.format(events[1].id)) == [("list", events[1].id)]


@pytest.mark.parametrize("change", ["UPDATE act SET intensity = 9.9", "DELETE FROM act"])
def test_incident_that_is_not_summed_as_it_is_is_named(case, change):
    path, events = case
    where = f"{change} WHERE incident_id = '{events[0].incident}'"
    assert failures(path, where) == [("list", events[0].incident)]
