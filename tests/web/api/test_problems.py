"""Errors of the API name the field and the way out."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    "query, field",
    [
        ("since=22/8/2019", "since"),
        ("type=WAR", "type"),
        ("country=Freedonia", "country"),
        ("dyad=KOR", "dyad"),
        ("per_page=1000", "per_page"),
        ("page=0", "page"),
        ("contested=maybe", "contested"),
        ("q=%22%22", "q"),
        ("since=2020-01-01&until=2019-01-01", "since"),
        ("judgements=perhaps", "judgements"),
    ],
)
def test_a_wrong_parameter_is_named(query: str, field: str, client: TestClient) -> None:
    response = client.get(f"/api/v1/events?{query}")
    problem = response.json()
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert field in [error["field"] for error in problem["errors"]]
    assert problem["status"] == 422
    assert problem["instance"] == "/api/v1/events"
    assert problem["remedy"]


def test_a_mistyped_parameter_gets_the_right_one_named(client: TestClient) -> None:
    problem = client.get("/api/v1/events?contry=KOR").json()
    assert "did you mean 'country'?" in problem["errors"][0]["detail"]


def test_the_kind_of_a_problem_is_explained_on_the_page(client: TestClient) -> None:
    address = client.get("/api/v1/events?since=x").json()["type"]
    path, _, anchor = address.partition("#")
    assert f'id="{anchor}"' in client.get(path).text


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2", "/api/v1/dyads/KOR-JPN/nothing"])
def test_an_address_that_there_is_not_is_a_problem_too(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_two_countries_without_events_are_not_found(client: TestClient) -> None:
    response = client.get("/api/v1/dyads/FJI-TON")
    assert response.status_code == 404
    assert "FJI" in response.json()["detail"]
