"""Series, editions, what changed and what news says of them, as the API tells it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.shelf import make_store

SERIES = "/api/v1/editions/jp_defense_white_paper"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    from detente.web import Settings, create_app

    store = make_store(tmp_path_factory.mktemp("editions") / "editions.db")
    with TestClient(create_app(Settings(store=store)), base_url="http://127.0.0.1:8008") as client:
        yield client


def made(client: TestClient, address: str) -> Any:
    """Ask until the answer says that it is ready."""
    until = time.monotonic() + 120
    while not (answer := client.get(address).json()).get("ready", True):
        assert time.monotonic() < until, f"{address} was not ready"
        time.sleep(0.1)
    return answer


def test_a_series_names_its_editions_oldest_first(editions: TestClient) -> None:
    slugs = [one["slug"] for one in made(editions, "/api/v1/editions")["items"]]
    assert slugs == ["jp_defense_white_paper", "kr_defense_white_paper"]
    years = [one["year"] for one in editions.get(SERIES).json()["editions"]]
    assert years == sorted(years)


def test_what_an_edition_calls_a_country_stands_in_its_text(editions: TestClient) -> None:
    answer = made(editions, f"{SERIES}/2019")
    assert answer["edition"]["year"] == 2019
    assert answer["labels"]
    text = editions.get(f"/api/v1/documents/{answer['edition']['document']}").json()["text"]
    for label in answer["labels"]:
        span = label["trigger"]
        assert text[span["start"] : span["end"]] == span["quote"]


def test_changes_can_be_narrowed_to_a_country(editions: TestClient) -> None:
    whole = made(editions, f"{SERIES}/2018/2019")
    some = made(editions, f"{SERIES}/2018/2019?country=KOR")
    assert (whole["before"]["year"], whole["after"]["year"]) == (2018, 2019)
    assert 0 < some["total"] <= whole["total"]
    assert all("KOR" in change["countries"] for change in some["items"])


def test_claims_of_news_come_with_a_verdict(editions: TestClient) -> None:
    assert {one["verdict"] for one in made(editions, f"{SERIES}/claims")["items"]} >= {"confirmed"}


@pytest.mark.parametrize("address", ["/api/v1/editions/none", f"{SERIES}/1999", f"{SERIES}/2018/1999"])
def test_what_is_not_there_is_not_found(editions: TestClient, address: str) -> None:
    made(editions, "/api/v1/editions")
    assert editions.get(address).status_code == 404
