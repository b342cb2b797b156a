from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.errors import StoreError
from detente.records import DateValue
from detente.store import EventFilter, Facet, IncidentSummary
from tests.measuring import make

from .many import SENTENCES, put


def ids(found):
    return [one.id for one in found.items]


@pytest.fixture
def case(store):
    put(
        store,
        [
            make.event(1, incident="in-a", confidence=0.9, document="doc-a"),
            make.event(2, "JPN", "KOR", "2019-08-24", intensity=-6.0, type="SANCTION", document="doc-a"),
            make.event(3, incident="in-a", confidence=0.7, document="doc-b", contested=True),
            make.event(4, "CHN", "USA", make.between("2019-09-01", "2019-09-30"), type="CONSULT", intensity=3.0),
            make.event(5, "USA", make.side("CHN", "JPN"), DateValue(latest=date(2019, 9, 15)), status="denied"),
            make.event(6, make.side(sector=None) or (), "KOR", DateValue(), intensity=None, scale=None),
        ],
        doc_a="Courier",
        doc_b="Times",
    )
    return store


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (EventFilter(), {1, 2, 3, 4, 5, 6}),
        (EventFilter(countries=("JPN",)), {1, 2, 3, 5}),
        (EventFilter(countries=("JPN", "USA")), {1, 2, 3, 4, 5}),
        (EventFilter(source="JPN"), {2}),
        (EventFilter(target="JPN"), {1, 3, 5}),
        (EventFilter(source="USA", target="JPN"), {5}),
        (EventFilter(dyad=("JPN", "KOR")), {1, 2, 3}),
        (EventFilter(dyad=("CHN", "JPN")), set()),
        (EventFilter(types=("SANCTION", "CONSULT")), {2, 4}),
        (EventFilter(statuses=("denied",)), {5}),
        (EventFilter(since=date(2019, 9, 10)), {4, 5, 6}),
        (EventFilter(since=date(2019, 9, 20)), {4, 6}),
        (EventFilter(until=date(2019, 8, 22)), {1, 3, 5, 6}),
        (EventFilter(since=date(2019, 9, 10), dated=True), {4}),
        (EventFilter(dated=False), {5, 6}),
        (EventFilter(publishers=("Times",)), {3}),
        (EventFilter(actor="CHN"), {4, 5}),
        (EventFilter(document="doc-b"), {3}),
        (EventFilter(incident="in-a"), {1, 3}),
        (EventFilter(contested=True), {3}),
        (EventFilter(decision="none"), {1, 2, 3, 4, 5, 6}),
        (EventFilter(decision="accepted"), set()),
        (EventFilter(q="accused"), {1, 2, 3, 4, 5, 6}),
        (EventFilter(q='"slight Tokyo"'), set()),
        (EventFilter(q="CHN"), {4, 5}),
        (EventFilter(countries=("JPN",), types=("ACCUSE",), q="seoul", contested=False), {1, 5}),
    ],
)
def test_filter_finds_and_counts(case, chosen, expected):
    for judged in (True, False):
        found = case.find_events(chosen, judged=judged)
        assert {int(one.id.removeprefix("ev-")) for one in found.items} == expected
        assert found.total == len(expected)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", "4 2 3 1 6 5"),
        ("oldest", "1 3 2 4 5 6"),
        ("confidence", "1 2 4 5 6 3"),
        ("intensity", "2 4 1 3 5 6"),
    ],
)
@pytest.mark.parametrize("chosen", [EventFilter(), EventFilter(q="seoul")])
def test_order(case, order, expected, chosen):
    assert ids(case.find_events(chosen, order=order)) == [f"ev-{number}" for number in expected.split()]


def test_pages_are_parts_of_the_whole(case):
    whole = ids(case.find_events())
    pages = [case.find_events(offset=offset, limit=2) for offset in (0, 2, 4, 6)]
    assert [one for page in pages for one in ids(page)] == whole
    assert [(page.total, page.offset, page.limit) for page in pages] == [(6, offset, 2) for offset in (0, 2, 4, 6)]


def test_page_that_cannot_be_is_refused(case):
    with pytest.raises(ValueError, match="a page begins"):
        case.find_events(offset=-1)
    with pytest.raises(ValueError, match="a page begins"):
        case.find_events(limit=0)


def test_query_without_a_word_is_refused(case):
    with pytest.raises(StoreError, match="no word"):
        case.find_events(EventFilter(q="!?"))


def test_sentence_in_a_script_without_spaces_is_found(store):
    put(store, [make.event(1)], SENTENCES[2])
    assert store.find_events(EventFilter(q="抗議")).total == 1
    assert store.find_events(EventFilter(q="日本")).total == 0


def test_incidents_are_summed_up_over_all_their_reports(case):
    found = case.find_incidents(EventFilter(publishers=("Times",)))
    (event,) = case.find_events(EventFilter(incident="in-a", contested=False)).items
    day = date(2019, 8, 22)
    assert found.items == (IncidentSummary("in-a", event, 2, 2, 2, day, day),)
    assert case.find_incidents().total == 5


@pytest.mark.parametrize(
    ("order", "expected"),
    [("newest", "in-4 in-2 in-a"), ("oldest", "in-a in-2 in-4"), ("confidence", "in-a"), ("intensity", "in-2 in-4")],
)
def test_order_of_incidents(case, order, expected):
    assert " ".join(ids(case.find_incidents(order=order))).startswith(expected)


def test_reports_of_an_incident_the_surest_first(case):
    assert [one.id for one in case.incident("in-a")] == ["ev-1", "ev-3"]
    assert case.incident("in-none") == []


def test_facets_count_the_events_that_fit(case):
    facets = case.facets(EventFilter(countries=("JPN",)))
    assert facets.countries == (Facet("JPN", 4), Facet("KOR", 3), Facet("CHN", 1), Facet("USA", 1))
    assert facets.types == (Facet("ACCUSE", 3), Facet("SANCTION", 1))
    assert facets.statuses == (Facet("happened", 3), Facet("denied", 1))
    assert facets.publishers == (Facet("Courier", 3), Facet("Times", 1))
    assert facets.decisions == (Facet(None, 4),)


def test_facets_name_rejected_events_too(case):
    case.judge("ev-1", "rejected", reviewer="A")
    case.judge("ev-2", "accepted", reviewer="A")
    decisions = case.facets(EventFilter(dyad=("KOR", "JPN"))).decisions
    assert {facet.value: facet.events for facet in decisions} == {None: 1, "accepted": 1, "rejected": 1}


def test_actors_with_how_often_they_act(case):
    found = case.actor_counts()
    assert [(one.id, one.events, one.as_source, one.as_target) for one in found.items] == [
        ("JPN", 4, 1, 3),
        ("KOR", 4, 2, 2),
        ("CHN", 2, 1, 1),
        ("USA", 2, 1, 1),
    ]
    assert case.actor_counts("hn").items[0].id == "CHN"
    assert case.actor_counts(country="USA").total == 1
    assert case.actor_counts(offset=2, limit=1).items[0].id == "CHN"


def test_actors_of_rejected_events_do_not_count(case):
    case.judge("ev-2", "rejected", reviewer="A")
    assert {one.id: one.events for one in case.actor_counts().items}["JPN"] == 3
    assert {one.id: one.events for one in case.actor_counts(judged=False).items}["JPN"] == 4


def test_publishers_with_their_documents_and_events(case):
    assert [(one.publisher, one.documents, one.events) for one in case.publishers()] == [
        ("Courier", 1, 5),
        ("Times", 1, 1),
    ]


def test_events_of_an_older_version_are_not_listed_and_come_back_when_the_newer_goes(store):
    old = make.document("doc-a", text="act", raw="act", path="a.md")
    new = make.document("doc-b", text="act", raw="acts", path="a.md")
    with store.run("code") as run:
        store.add_document(old, run)
        store.add_events("doc-a", [make.event(1)], run)
        assert store.find_events().total == 1
        store.add_document(new, run)
        assert store.find_events().total == 0
        assert store.heat() == []
        assert store.event("ev-1") == make.event(1)
    store.remove("doc-b")
    assert ids(store.find_events()) == ["ev-1"]
    assert len(store.heat()) == 1
    assert list(store.verify()) == []


def test_incidents_that_are_set_afterwards_are_found(case):
    moved = [replace(event, incident="in-one") for event in case.events()]
    case.set_incidents(moved)
    assert case.find_incidents().total == 1
    assert case.find_incidents().items[0].reports == 6
    assert list(case.verify()) == []


def test_documents_are_found_by_what_they_are(case):
    assert [one.id for one in case.find_documents().items] == ["doc-a", "doc-b"]
    assert [one.id for one in case.find_documents(publisher="Times").items] == ["doc-b"]
    assert case.find_documents("slight", language="en", coded=True, since=date(2019, 8, 23)).total == 2
    assert case.find_documents(until=date(2019, 8, 22)).total == 0
    assert case.find_documents(coded=False).total == 0
    first = case.find_documents(order="events", limit=1).items[0]
    assert (first.id, first.events, first.published.start) == ("doc-a", 5, date(2019, 8, 23))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (EventFilter(), ["doc-a", "doc-b"]),
        (EventFilter(publishers=("Times",)), ["doc-b"]),
        (EventFilter(types=("SANCTION",)), ["doc-a"]),
        (EventFilter(contested=True), ["doc-b"]),
        (EventFilter(until=date(2019, 8, 22)), []),
        (EventFilter(until=date(2019, 8, 22), countries=("KOR",)), ["doc-a", "doc-b"]),
        (EventFilter(document="doc-a"), ["doc-a"]),
    ],
)
def test_search_is_narrowed_by_events_and_documents(case, chosen, expected):
    found = case.search_found("slight", chosen)
    assert sorted(hit.document for hit in found.items) == expected
    assert found.total == len(expected)


def test_search_goes_on_on_the_next_page(case):
    pages = [case.search_found("slight", offset=offset, limit=1) for offset in (0, 1)]
    assert sorted(page.items[0].document for page in pages) == ["doc-a", "doc-b"]
    assert pages[0].total == 2


def test_coverage_says_what_is_missing(case):
    case.add_document(replace(make.document("doc-c", None, text="other", raw="other"), published=DateValue()))
    found = case.coverage()
    assert (found.documents, found.coded, found.not_coded, found.replaced) == (3, 2, 1, 0)
    assert (found.events, found.incidents, found.undated, found.contested) == (6, 5, 2, 1)
    assert (found.sides, found.sides_without_country, found.events_without_country) == (12, 0, 1)
    assert [(one.value, one.documents, one.coded) for one in found.languages] == [("en", 2, 2), (None, 1, 0)]
    assert [(one.value, one.documents) for one in found.months] == [("2019-08", 2), (None, 1)]


def test_empty_store_covers_nothing(store):
    found = store.coverage()
    assert (found.documents, found.events, found.sides) == (0, 0, 0)
    assert store.find_events().items == ()
    assert store.facets().countries == ()
    assert store.dyads() == store.heat() == []
