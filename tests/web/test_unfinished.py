"""What is still being made is not kept as if it were all."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.web import Settings, create_app


@pytest.fixture
def fresh(own_store: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=own_store)), base_url="http://127.0.0.1:8008") as client:
        yield client


def test_an_answer_that_lacks_something_is_made_again(fresh: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = threading.Event()

    def slow(case: object) -> tuple[tuple[str, ...], int, tuple[object, ...]]:
        made.wait(30)
        return (), 0, ()

    monkeypatch.setattr("detente.web.views.agreements._reports", slow)
    assert fresh.get("/api/v1/agreements?name=GSOMIA").json()["ready"] is False
    made.set()
    until = time.monotonic() + 30
    while not fresh.get("/api/v1/agreements?name=GSOMIA").json()["ready"]:
        assert time.monotonic() < until
        time.sleep(0.05)
