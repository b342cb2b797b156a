"""Judgements by the API: token needed, kept beside the record, undone, refused where nothing may be changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from detente.web import Settings, create_app


@pytest.fixture
def event(writable: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = writable.get("/api/v1/events?type=ACCUSE").json()["items"][0]
    return found


@pytest.fixture
def token(writable: TestClient) -> dict[str, str]:
    given = writable.get("/api/v1/token").json()
    return {given["header"]: given["token"]}


def judged(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"event": event["id"], "decision": "accepted", "reviewer": "Ada", **more}


def test_a_judgement_is_kept_beside_the_record(
    writable: TestClient, event: dict[str, Any], token: dict[str, str]
) -> None:
    correction = {"status": "planned", "date": "2019-08-23"}
    body = judged(event, decision="corrected", correction=correction, reason="As announced.")
    made = writable.post("/api/v1/judgements", json=body, headers=token)
    assert made.status_code == 201
    assert writable.get(made.headers["location"]).json() == made.json()
    left = writable.get(f"/api/v1/events/{event['id']}").json()
    machine = writable.get(f"/api/v1/events/{event['id']}?judgements=off").json()
    assert (left["status"], left["date"]["start"]) == ("planned", "2019-08-23")
    assert {**machine, "judgements": []} == event
    assert [one["reviewer"] for one in left["judgements"]] == ["Ada"]


def test_a_rejected_event_is_left_out_until_it_is_undone(
    writable: TestClient, event: dict[str, Any], token: dict[str, str]
) -> None:
    before = writable.get("/api/v1/events").json()["total"]
    made = writable.post("/api/v1/judgements", json=judged(event, decision="rejected"), headers=token).json()
    assert writable.get("/api/v1/events").json()["total"] == before - 1
    assert writable.get("/api/v1/events?judgements=off").json()["total"] == before
    undone = writable.delete(f"/api/v1/judgements/{made['id']}", headers=token)
    assert undone.json()["undone"] is not None
    assert writable.get("/api/v1/events").json()["total"] == before
    again = writable.delete(f"/api/v1/judgements/{made['id']}", headers=token)
    assert again.status_code == 409


@pytest.mark.parametrize("headers", [{}, {"X-CSRF-Token": "0" * 64}])
def test_without_the_token_nothing_is_kept(
    headers: dict[str, str], writable: TestClient, event: dict[str, Any]
) -> None:
    response = writable.post("/api/v1/judgements", json=judged(event), headers=headers)
    assert response.status_code == 403
    assert response.json()["type"] == "/api#token-needed"
    assert writable.get("/api/v1/judgements").json()["total"] == 0


def test_another_site_cannot_send_one(writable: TestClient, event: dict[str, Any], token: dict[str, str]) -> None:
    headers = {**token, "Origin": "https://elsewhere.example"}
    assert writable.post("/api/v1/judgements", json=judged(event), headers=headers).status_code == 403


@pytest.mark.parametrize(
    "change, field",
    [
        ({"decision": "perhaps"}, "decision"),
        ({"reviewer": "  "}, "reviewer"),
        ({"decision": "corrected"}, "correction"),
        ({"correction": {"status": "planned"}}, "correction"),
        ({"decision": "corrected", "correction": {"date": "in August"}}, "correction"),
        ({"decision": "corrected", "correction": {"source": ["XXX"]}}, "correction"),
        ({"decision": "corrected", "correction": {"colour": "red"}}, "correction.colour"),
    ],
)
def test_what_is_wrong_with_a_judgement_is_named(
    change: dict[str, Any], field: str, writable: TestClient, event: dict[str, Any], token: dict[str, str]
) -> None:
    response = writable.post("/api/v1/judgements", json=judged(event, **change), headers=token)
    assert response.status_code == 422
    assert field in [error["field"] for error in response.json()["errors"]]


def test_an_event_that_there_is_not_cannot_be_judged(writable: TestClient, token: dict[str, str]) -> None:
    response = writable.post("/api/v1/judgements", json=judged({"id": "e-nothing"}), headers=token)
    assert response.status_code == 404


def test_a_read_only_server_refuses(own_store: Path) -> None:
    with TestClient(create_app(Settings(store=own_store, read_only=True)), base_url="http://127.0.0.1:8008") as client:
        event = client.get("/api/v1/events").json()["items"][0]
        given = client.get("/api/v1/token").json()
        headers = {given["header"]: given["token"]}
        response = client.post("/api/v1/judgements", json=judged(event), headers=headers)
        assert response.status_code == 403
        assert response.headers["content-type"] == "application/problem+json"
        assert client.get("/api/v1").json()["read_only"] is True


def test_a_judgement_shows_in_the_download(writable: TestClient, event: dict[str, Any], token: dict[str, str]) -> None:
    writable.post("/api/v1/judgements", json=judged(event, reason="=1+1"), headers=token)
    lines = writable.get("/api/v1/judgements.csv").text.splitlines()
    assert len(lines) == 2
    assert "'=1+1" in lines[1]
    assert "accepted by Ada" in writable.get("/api/v1/events.csv?decision=accepted").text


def test_a_program_may_do_so_over_the_wire(own_store: Path, serve: Callable[..., str]) -> None:
    with httpx.Client(base_url=serve(own_store)) as program:
        event = program.get("/api/v1/events").json()["items"][0]
        given = program.get("/api/v1/token").json()
        made = program.post("/api/v1/judgements", json=judged(event), headers={given["header"]: given["token"]})
        assert made.status_code == 201
