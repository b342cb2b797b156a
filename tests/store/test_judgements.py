from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from detente.coding.ontology import SCALE, intensity
from detente.errors import StoreError
from detente.records import Correction, DateValue, to_plain
from detente.store import EventFilter, Store, Verdict
from detente.store.judging import (
    checked,
    corrected,
    correction_from,
    correction_to_plain,
    date_text,
    parse_date,
)

from .conftest import make_document, make_events


@pytest.fixture
def case(filled):
    return filled()


def test_judgement_comes_back_with_every_field_and_leaves_the_event_alone(case, path):
    store, document, events = case
    correction = Correction("ACCUSE", "denied", ("JPN",), ("KOR", "USA"), parse_date("2019-08"))
    made = store.judge(events[0].id, "corrected", reviewer=" A.  Reader ", reason="misread", correction=correction)
    assert store.judgements() == [made]
    assert (made.event, made.document, made.decision) == (events[0].id, document.id, "corrected")
    assert (made.reviewer, made.reason, made.correction) == ("A. Reader", "misread", correction)
    assert (made.evidence, made.undone) == (events[0].evidence, None)
    assert list(store.events()) == events
    assert store.event(events[0].id) == events[0]


def test_rejected_event_is_left_out_unless_it_is_asked_for(case):
    store, _, events = case
    store.judge(events[0].id, "rejected", reviewer="A")
    assert list(store.events(judged=True)) == [events[1]]
    assert store.find_events().items == (events[1],)
    assert store.find_events(judged=False).total == 2
    assert store.find_events(EventFilter(decision="rejected")).items == (events[0],)
    assert store.incident(events[0].incident) == []
    assert store.incident(events[0].incident, judged=False) == [events[0]]
    assert store.event(events[0].id, judged=True) is None


def test_accepted_event_is_sure(case):
    store, _, events = case
    store.judge(events[0].id, "accepted", reviewer="A")
    sure = replace(events[0], confidence=1.0)
    assert list(store.events(judged=True)) == [sure, events[1]]
    assert store.find_events(order="confidence").items[0] == sure


def test_corrected_event_is_found_by_what_it_was_corrected_to(case):
    store, _, events = case
    to = Correction(type="ACCUSE", source=("CHN",), date=parse_date("2020-01-02"))
    store.judge(events[0].id, "corrected", reviewer="A", correction=to)
    (found,) = store.find_events(EventFilter(countries=("CHN",), types=("ACCUSE",), since=date(2020, 1, 1))).items
    assert found.id == events[0].id
    assert [one.country for one in found.source] == ["CHN"]
    assert store.find_events(EventFilter(types=("THREATEN",))).total == 0
    assert store.find_events(EventFilter(types=("THREATEN",)), judged=False).total == 1
    assert [one.id for one in store.events(dyad=("CHN", "JPN"), judged=True)] == [events[0].id]
    assert [one.id for one in store.events(start=date(2020, 1, 1), judged=True)] == [events[0].id]
    assert [one.id for one in store.events(dyad=("KOR", "JPN"), judged=True)] == [events[1].id]


def test_newest_judgement_of_a_reviewer_stands_and_undoing_brings_back_the_one_before(case):
    store, _, events = case
    first = store.judge(events[0].id, "accepted", reviewer="A")
    second = store.judge(events[0].id, "rejected", reviewer="A")
    assert store.standing([events[0].id]) == {events[0].id: [second]}
    undone = store.undo_judgement(second.id)
    assert undone.undone is not None
    assert store.standing([events[0].id]) == {events[0].id: [first]}
    assert store.find_events().total == 2
    assert len(store.judgements(standing=False)) == 2


def test_judgement_is_undone_once(case):
    store, _, events = case
    made = store.judge(events[0].id, "accepted", reviewer="A")
    store.undo_judgement(made.id)
    with pytest.raises(StoreError, match="undone before"):
        store.undo_judgement(made.id)
    with pytest.raises(StoreError, match="no such judgement"):
        store.undo_judgement("j-none")


def test_where_reviewers_differ_the_machine_stands_and_the_event_is_disputed(case):
    store, _, events = case
    store.judge(events[0].id, "rejected", reviewer="A")
    store.judge(events[0].id, "accepted", reviewer="B")
    assert list(store.events(judged=True)) == events
    assert store.verdicts() == {events[0].id: Verdict("disputed")}
    assert store.find_events(EventFilter(decision="disputed")).items == (events[0],)


def test_reviewers_who_correct_to_different_things_differ(case):
    store, _, events = case
    store.judge(events[0].id, "corrected", reviewer="A", correction=Correction(type="ACCUSE"))
    store.judge(events[0].id, "corrected", reviewer="B", correction=Correction(type="REJECT"))
    assert store.verdicts()[events[0].id].outcome == "disputed"
    store.judge(events[0].id, "corrected", reviewer="B", correction=Correction(type="ACCUSE"))
    assert store.verdicts()[events[0].id] == Verdict("corrected", Correction(type="ACCUSE"))


def test_judgements_survive_coding_again(case):
    store, document, events = case
    store.judge(events[0].id, "rejected", reviewer="A")
    with store.run("code") as run:
        store.add_events(document.id, events, run)
    assert list(store.events(judged=True)) == [events[1]]
    assert store.find_events().items == (events[1],)


def test_judgement_of_an_event_that_is_gone_is_orphaned_and_applies_again_when_it_is_back(case):
    store, document, events = case
    made = store.judge(events[0].id, "rejected", reviewer="A")
    with store.run("code") as run:
        store.add_events(document.id, events[1:], run)
        assert store.judgements(orphaned=True) == [made]
        assert store.judgements(orphaned=False) == []
        assert store.verdicts() == {}
        assert list(store.verify()) == []
        store.add_events(document.id, events, run)
    assert store.judgements(orphaned=True) == []
    assert store.find_events().total == 1


def test_removing_a_document_removes_its_judgements(case, path):
    store, document, events = case
    store.judge(events[0].id, "accepted", reviewer="A")
    store.remove(document.id)
    assert store.judgements(standing=False) == []
    database = sqlite3.connect(path)
    for table in ("listing", "listing_side", "listing_words", "act"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("decision", "fields", "message"),
    [
        ("maybe", {}, "no decision"),
        ("accepted", {"reviewer": "  "}, "bears the name"),
        ("accepted", {"reviewer": "A" * 201}, "at most 200"),
        ("accepted", {"reason": "why " * 1001}, "a reason 4000"),
        ("accepted", {"correction": Correction(type="ACCUSE")}, "belongs to the decision corrected"),
        ("corrected", {}, "belongs to the decision corrected"),
        ("corrected", {"correction": Correction()}, "changes something"),
    ],
)
def test_judgement_that_does_not_fit_is_refused_and_changes_nothing(case, decision, fields, message):
    store, _, events = case
    with pytest.raises(StoreError, match=message):
        store.judge(events[0].id, decision, **({"reviewer": "A"} | fields))
    assert store.judgements(standing=False) == []


def test_judgement_of_an_unknown_event_is_refused(case):
    with pytest.raises(StoreError, match="no such event"):
        case[0].judge("ev-none", "accepted", reviewer="A")


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (Correction(type="FIGHT"), "no type of event"),
        (Correction(status="done"), "no status"),
        (Correction(source=("KO",)), "no country code"),
        (Correction(target=("South Korea",)), "no country code"),
        (Correction(source=()), "at least one country"),
        (Correction(source=("KOR", "KOR")), "twice"),
        (Correction(date=DateValue(date(2019, 8, 23), date(2019, 8, 22), "range")), "before the first"),
        (Correction(date=DateValue(date(2019, 8, 22), date(2019, 8, 23), "day")), "is no day"),
        (Correction(date=DateValue(date(2019, 8, 22), None, "day")), "first and a last day"),
    ],
)
def test_correction_that_cannot_be_is_refused(correction, message):
    with pytest.raises(StoreError, match=message):
        checked(correction)


@pytest.mark.parametrize("code", ["EU", "UNO", "NATO", "ASEAN", "XKX", "TWN", "PSE"])
def test_codes_of_groups_and_disputed_states_are_countries(code):
    assert checked(Correction(source=(code,)))


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2019-08-22", "2019-08-22", "2019-08-22", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2019-08-22/2019-08-25", "2019-08-22", "2019-08-25", "range"),
        ("2019-11/2020-01", "2019-11-01", "2020-01-31", "range"),
    ],
)
def test_date_is_read_as_people_write_it(text, start, end, precision):
    value = parse_date(text)
    assert value == DateValue(date.fromisoformat(start), date.fromisoformat(end), precision)
    assert parse_date(date_text(value)) == value


@pytest.mark.parametrize("text", ["", "yesterday", "2019-13", "2019-02-30", "2019-08-25/2019-08-22", "2019/2020/2021"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(StoreError):
        parse_date(text)


def test_unknown_date_can_be_told():
    assert parse_date("unknown") == DateValue()
    assert correction_from({"date": "unknown"}) == Correction(date=DateValue())


def test_correction_comes_back_from_plain():
    correction = Correction("ACCUSE", "denied", ("JPN",), ("KOR", "USA"), parse_date("2019-08-22/2019-08-25"))
    assert correction_from(correction_to_plain(correction)) == correction


def test_corrected_type_keeps_of_mode_and_code_what_belongs_to_it(case):
    threat = case[2][0]
    tied = corrected(replace(threat, type="COERCE", mode="restrict", cameo="172"), Correction(type="THREATEN"))
    assert (tied.mode, tied.cameo) == ("restrict", None)
    assert (tied.intensity, tied.scale) == (intensity("THREATEN", "restrict"), SCALE)
    freed = corrected(threat, Correction(type="CONSULT"))
    assert (freed.mode, freed.cameo) == (None, None)


def test_the_only_code_of_a_corrected_type_takes_the_place(case):
    assert corrected(replace(case[2][0], mode=None), Correction(type="MOBILIZE")).cameo == "150"


def test_corrected_status_leaves_code_and_score(case):
    threat = case[2][0]
    assert corrected(threat, Correction(status="happened")) == replace(threat, status="happened")


def test_corrected_side_keeps_the_participant_that_it_has_and_the_words_judged(case):
    threat = case[2][0]
    both = corrected(threat, Correction(target=("JPN", "USA")))
    assert both.target[0] == threat.target[0]
    assert (both.target[1].country, both.target[1].name) == ("USA", "United States")
    assert both.target[1].mention == threat.target[0].mention
    assert (both.evidence, both.trigger) == (threat.evidence, threat.trigger)


def test_corrected_report_speaks_for_its_incident(store):
    documents = [make_document(f"{make_document().text} {n}", f"{n}.md") for n in range(2)]
    reports = [replace(make_events(one)[0], type="ACCUSE", status="happened", scale="plover") for one in documents]
    with store.run("code") as run:
        for one, report in zip(documents, reports, strict=True):
            store.add_document(one, run)
            store.add_events(one.id, [report], run)
    store.judge(reports[1].id, "corrected", reviewer="A", correction=Correction(type="ASSAULT"))
    (cell,) = store.heat()
    assert (cell.incidents, cell.conflict, cell.cooperation) == (1, intensity("ASSAULT", None), 0.0)
    assert store.find_incidents().items[0].best.type == "ASSAULT"


def test_plain_judgement_is_json(case):
    store, _, events = case
    made = store.judge(events[0].id, "accepted", reviewer="A")
    assert to_plain(made)["made"] == made.made.isoformat()


def test_read_only_store_takes_no_judgement(case, path):
    _, _, events = case
    with Store(path, read_only=True) as reader, pytest.raises(StoreError, match="for reading only"):
        reader.judge(events[0].id, "accepted", reviewer="A")
