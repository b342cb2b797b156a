from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from detente.errors import EvidenceError, StoreError
from detente.records import Span

from .conftest import make_document, make_events


def test_events_come_back_with_every_field(filled):
    store, document, events = filled()
    assert list(store.events(document=document.id)) == events


def test_more_events_than_one_fetch_come_back_in_order(store):
    document = make_document()
    threat = make_events(document)[0]
    events = [replace(threat, id=f"ev-{n}") for n in range(1203)]
    with store.run("code") as run:
        store.add_document(document)
        store.add_events(document.id, events, run)
    assert list(store.events()) == events


def test_coding_again_replaces_the_events(filled, path):
    store, document, events = filled()
    with store.run("code") as run:
        store.add_events(document.id, [events[1]], run)
    assert list(store.events()) == [events[1]]
    assert sqlite3.connect(path).execute("SELECT count(*) FROM participant").fetchone()[0] == 2


def test_incidents_across_documents_are_set_afterwards(filled):
    store, _, events = filled()
    grouped = [replace(event, incident="in-one") for event in events]
    store.set_incidents(grouped)
    assert list(store.events()) == grouped


def test_a_span_that_does_not_hold_is_refused_and_changes_nothing(filled):
    store, document, events = filled()
    wrong = replace(events[1], trigger=Span(0, 2, "on"))
    with store.run("code") as run, pytest.raises(EvidenceError, match="trigger"):
        store.add_events(document.id, [events[0], wrong], run)
    assert list(store.events()) == events


def test_events_of_an_unknown_document_are_refused(store):
    document = make_document()
    with store.run("code") as run, pytest.raises(StoreError, match="add the document before"):
        store.add_events(document.id, make_events(document), run)


def test_one_id_for_two_events_is_refused(filled):
    store, document, events = filled()
    with store.run("code") as run, pytest.raises(StoreError, match="does not fit"):
        store.add_events(document.id, [events[0], events[0]], run)
    assert list(store.events()) == events


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"dyad": ("KOR", "JPN")}, [0, 1]),
        ({"dyad": ("JPN", "KOR")}, [0, 1]),
        ({"dyad": ("KOR", "CHN")}, []),
        ({"dyad": ("KOR", "KOR")}, []),
        ({"start": date(2019, 8, 22)}, [0]),
        ({"start": date(2019, 8, 23)}, []),
        ({"end": date(2019, 8, 22)}, [0]),
        ({"end": date(2019, 8, 21)}, []),
    ],
)
def test_events_are_chosen_by_dyad_and_date(filled, condition, expected):
    store, _, events = filled()
    assert list(store.events(**condition)) == [events[i] for i in expected]


def test_flat_view_has_a_row_for_each_pair_of_countries(store, path):
    document = make_document()
    threat = make_events(document)[0]
    both = (*threat.target, replace(threat.target[0], id="USA", name="United States", country="USA"))
    with store.run("code") as run:
        store.add_document(document)
        store.add_events(document.id, [replace(threat, target=both)], run)
    rows = sqlite3.connect(path).execute(
        "SELECT source_country, target_country, contexts, attributed_to, cameo FROM event_flat ORDER BY 2"
    )
    rest = ("diplomatic; intelligence", "Kyodo < Example Courier", "0312")
    assert rows.fetchall() == [("KOR", "JPN", *rest), ("KOR", "USA", *rest)]


def test_flat_view_joins_participants_of_one_country(store, path):
    document = make_document()
    threat = make_events(document)[0]
    army = replace(threat.source[0], id="kor/army", name="Army", sector="military")
    unknown = replace(threat.source[0], id="x", name="Someone", country=None, sector=None)
    with store.run("code") as run:
        store.add_document(document)
        store.add_events(document.id, [replace(threat, source=(*threat.source, unknown, army))], run)
    rows = sqlite3.connect(path).execute(
        "SELECT source_country, source_names, source_sectors, target_names FROM event_flat ORDER BY 1"
    )
    assert rows.fetchall() == [
        (None, "Someone", None, "Japan"),
        ("KOR", "South Korea; Army", "government,military", "Japan"),
    ]


def test_flat_view_keeps_an_event_whose_side_has_no_country(store, path):
    document = make_document()
    threat = make_events(document)[0]
    with store.run("code") as run:
        store.add_document(document)
        store.add_events(document.id, [replace(threat, target=())], run)
    rows = sqlite3.connect(path).execute("SELECT source_country, target_country FROM event_flat")
    assert rows.fetchall() == [("KOR", None)]


def test_incident_view_counts_reports_and_publishers(store, path):
    with store.run("code") as run:
        for n, publisher in enumerate(["Example Courier", "Example Times", "Example Times"]):
            document = replace(make_document(text=f"{make_document().text} {n}", path=f"{n}.md"), publisher=publisher)
            store.add_document(document)
            store.add_events(document.id, make_events(document)[:1], run)
    rows = sqlite3.connect(path).execute("SELECT types, events, documents, publishers, date_start FROM incident")
    assert rows.fetchall() == [("THREATEN", 3, 3, 2, "2019-08-22")]
