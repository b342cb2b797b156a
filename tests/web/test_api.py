"""The page of the API, made from the OpenAPI document."""

from __future__ import annotations

import re

from starlette.testclient import TestClient


def test_every_operation_and_record_is_on_the_page(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    html = client.get("/api").text
    for path in document["paths"]:
        assert f"<code>{path}</code>" in html
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in html


def test_every_link_within_the_page_leads_somewhere(client: TestClient) -> None:
    html = client.get("/api").text
    targets = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets


def test_addresses_to_try_answer(client: TestClient) -> None:
    html = client.get("/api").text
    for path in re.findall(r'<a href="(/api/v1[^"]*)">Try it', html):
        assert client.get(path).status_code in {200, 422}, path  # a search needs its words


def test_nothing_is_loaded_from_elsewhere(client: TestClient) -> None:
    html = client.get("/api").text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
