"""The OpenAPI document of the app, and real values for the variables of its paths."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


@pytest.fixture
def ids(client: TestClient) -> dict[str, str]:
    """An id of the sample store for each kind of record, by the start of the path that takes it."""

    def first(path: str, field: str = "id") -> str:
        return str(client.get(path).json()["items"][0][field])

    return {
        "/api/v1/events/": first("/api/v1/events"),
        "/api/v1/incidents/": first("/api/v1/incidents"),
        "/api/v1/documents/": first("/api/v1/documents"),
        "/api/v1/actors/": first("/api/v1/actors"),
        "/api/v1/agreements/": first("/api/v1/agreements"),
        "/api/v1/dyads/": "JPN-KOR",
        "/api/v1/brief/": "JPN-KOR",
    }
