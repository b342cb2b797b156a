from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from detente.records import Event
from detente.store import EventFilter, Store
from detente.store.judgement_files import read
from detente.web import Settings, create_app

from .forms import post, token


@pytest.fixture
def store(writable):
    """The store of the test's own client, for looking at."""
    with Store(writable.app.state.settings.store, read_only=True) as opened:
        yield opened


@pytest.fixture
def event(store) -> Event:
    return store.find_events(EventFilter(types=("SANCTION",), statuses=("happened",)), limit=1).items[0]


def judge(client, event, decision="accepted", **fields):
    return post(client, "/judgements", event=event.id, decision=decision, **({"reviewer": "Ana"} | fields))


def test_a_form_without_its_token_is_refused(writable, store, event):
    answer = writable.post("/judgements", data={"event": event.id, "decision": "accepted", "reviewer": "Ana"})
    assert (answer.status_code, store.judgements()) == (403, [])


def test_accepting_goes_back_to_where_it_was_asked(writable, store, event):
    answer = judge(writable, event, next="/events?country=JPN")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?country=JPN")
    assert [(one.event, one.decision, one.reviewer) for one in store.judgements()] == [(event.id, "accepted", "Ana")]


@pytest.mark.parametrize("next_", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(writable, event, next_):
    assert judge(writable, event, next=next_).headers["location"] == f"/events/{event.id}#judge"


def test_rejecting_with_a_reason_takes_the_event_out_of_lists(writable, event):
    judge(writable, event, "rejected", reason="It is a plan")
    assert event.id not in writable.get(f"/events?document={event.document}").text
    assert event.id in writable.get(f"/events?document={event.document}&judgements=off").text
    assert "It is a plan" in writable.get(f"/events/{event.id}").text


def test_undo_brings_the_event_back(writable, store, event):
    judge(writable, event, "rejected")
    answer = post(writable, f"/judgements/{store.judgements()[0].id}/undo", next="/judgements")
    assert (answer.status_code, store.judgements()) == (303, [])
    assert event.id in writable.get(f"/events?document={event.document}").text
    assert "undone" in writable.get(f"/events/{event.id}").text


def test_undoing_twice_says_so(writable, store, event):
    judge(writable, event)
    address = f"/judgements/{store.judgements()[0].id}/undo"
    post(writable, address)
    assert post(writable, address).status_code == 409


def test_a_correction_changes_only_what_differs(writable, store, event):
    judge(
        writable, event, "corrected", type=event.type, status="planned", source="South Korea, PRK", date="2019-08",
        reviewer="Bo",
    )  # fmt: skip
    correction = store.judgements()[0].correction
    assert correction is not None
    assert (correction.type, correction.status, correction.source, correction.target) == (
        None, "planned", ("KOR", "PRK"), None,
    )  # fmt: skip
    assert correction.date is not None
    assert correction.date.precision == "month"
    assert "planned, not done" in writable.get(f"/events/{event.id}").text


def test_the_corrected_values_count_in_lists(writable, event):
    judge(writable, event, "corrected", status="planned")
    assert event.id in writable.get(f"/events?document={event.document}&status=planned").text
    assert event.id not in writable.get(f"/events?document={event.document}&status=planned&judgements=off").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Nothing is changed"),
        ({"date": "31 August"}, "is no date"),
        ({"source": "Atlantis"}, "is no country"),
        ({"target": " "}, "has at least one country"),
        ({"type": "GREET"}, "is no type"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_words(writable, store, event, fields, words):
    answer = judge(writable, event, "corrected", **fields)
    assert (answer.status_code, store.judgements()) == (422, [])
    assert words in answer.text


def test_a_refused_form_keeps_what_was_written(writable, event):
    answer = judge(writable, event, "corrected", date="soon", reason="<b>why</b>", reviewer="Zoë")
    assert 'value="soon"' in answer.text
    assert 'value="&lt;b&gt;why&lt;/b&gt;"' in answer.text
    assert 'value="Zoë"' in answer.text


def test_a_judgement_needs_a_name(writable, store, event):
    answer = judge(writable, event, reviewer="")
    assert (answer.status_code, store.judgements()) == (422, [])


def test_the_name_is_remembered(writable, store, event):
    judge(writable, event, reviewer="Зоя Ким")
    post(writable, "/judgements", event=event.id, decision="rejected")
    assert [one.reviewer for one in store.judgements()] == ["Зоя Ким"]
    assert 'value="Зоя Ким"' in writable.get("/events").text


def test_the_name_can_be_set_and_forgotten(writable):
    post(writable, "/judgements/reviewer", reviewer="Ana")
    assert 'value="Ana"' in writable.get("/events").text
    post(writable, "/judgements/reviewer", reviewer="")
    assert 'value="Ana"' not in writable.get("/events").text


@pytest.mark.parametrize("view", ["row", "card", "note", "panel"])
def test_with_a_script_the_event_takes_its_own_place(writable, event, view):
    answer = post(
        writable,
        "/judgements",
        script=True,
        event=event.id,
        decision="accepted",
        reviewer="Ana",
        view=view,
        next="/events",
    )
    assert answer.status_code == 200
    assert f'data-view="{view}"' in answer.text
    assert "<html" not in answer.text
    assert json.loads(answer.headers["HX-Trigger"]) == {
        "say": "Accepted by Ana.", "judged": {"event": event.id, "view": view},
    }  # fmt: skip


def test_with_a_script_what_is_wrong_is_said_and_nothing_swapped(writable, event):
    answer = post(writable, "/judgements", script=True, event=event.id, decision="accepted", view="row")
    assert answer.headers["HX-Reswap"] == "none"
    assert json.loads(answer.headers["HX-Trigger"])["refused"]["field"] == "reviewer"


def test_undo_is_offered_in_rows_to_its_reviewer_alone(writable, event):
    judge(writable, event, reviewer="Ana")
    assert "data-undo" in writable.get(f"/events?document={event.document}").text
    post(writable, "/judgements/reviewer", reviewer="Bo")
    assert "data-undo" not in writable.get(f"/events?document={event.document}").text


def test_the_fields_of_a_correction_hold_what_counts_now(writable, event):
    judge(writable, event, "corrected", status="planned")
    text = writable.get(f"/judgements/form?event={event.id}&view=row&next=/events").text
    assert '<option value="planned" selected>' in text


def test_an_unknown_event_cannot_be_judged(writable):
    assert post(writable, "/judgements", event="e-0", decision="accepted", reviewer="Ana").status_code == 404


def test_the_list_tells_who_decided_what(writable, event):
    judge(writable, event, "rejected", reason="wrong target", reviewer="Ana")
    text = writable.get("/judgements").text
    assert "wrong target" in text
    assert event.id in text
    assert "It takes two reviewers" in text


def test_disputed_judgements_are_listed_with_agreement(writable, event):
    judge(writable, event, "rejected", reviewer="Ana")
    judge(writable, event, "accepted", reviewer="Bo")
    text = writable.get("/judgements?state=disputed").text
    assert text.count(f'href="/events/{event.id}"') == 2
    assert "Ana</bdi> and <bdi>Bo" in text
    assert event.id in writable.get(f"/events?document={event.document}").text


def test_judgements_of_events_that_are_gone_stay_listed(writable, event):
    judge(writable, event, "rejected")
    with Store(writable.app.state.settings.store) as store, store.run("code") as run:
        store.add_events(event.document, [], run)
    text = writable.get("/judgements?state=orphaned").text
    assert "gone since its document was coded anew" in text


def test_the_exported_file_can_be_read_again(writable, store, event):
    judge(writable, event, "corrected", status="planned", reason="said so, later")
    text = writable.get("/judgements/export?format=jsonl").text
    assert [one for _, one in read(text, "jsonl")] == store.judgements()


def test_judgements_can_be_had_as_a_table(writable, event):
    judge(writable, event, "rejected")
    answer = writable.get("/judgements/export?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert event.id in answer.text.splitlines()[1]


@pytest.fixture
def read_only(sample_store):
    app = create_app(Settings(store=sample_store, read_only=True))
    with TestClient(app, base_url="http://127.0.0.1:8008", follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("page", ["/events", "/judgements"])
def test_read_only_pages_have_no_controls(read_only, page):
    text = read_only.get(page).text
    assert 'method="post"' not in text
    assert "judge-bar" not in text


def test_a_read_only_store_takes_no_judgement(read_only, client):
    event = Store(read_only.app.state.settings.store, read_only=True).find_events(limit=1).items[0]
    fields = {"csrf": token(client), "event": event.id, "decision": "accepted", "reviewer": "Ana"}
    assert read_only.post("/judgements", data=fields).status_code == 403
