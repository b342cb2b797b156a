"""Every address answers as the OpenAPI document says, and the document says everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from detente.web import Settings, create_app
from detente.web.api.openapi import openapi

# Known without a store: the tests of single addresses are laid out by it.
DOCUMENT = openapi(create_app(Settings(store=Path("none.db"))))
LISTS = [path for path, item in DOCUMENT["paths"].items() if "get" in item and "{" not in path]
SINGLE = [
    path
    for path, item in DOCUMENT["paths"].items()
    if "get" in item
    and "{" in path
    and "{form}" not in path
    and not path.startswith(("/api/v1/editions", "/api/v1/judgements"))
]
TABLES = [path for path in DOCUMENT["paths"] if path.endswith(".{form}")]
NEEDED = {"/api/v1/search": "q=pact", "/api/v1/search/facets": "q=pact"}


def address(path: str, ids: dict[str, str]) -> str:
    """Return a path with real values for its variables."""
    start = next((start for start in ids if path.startswith(start)), None)
    for name in ("{id}", "{dyad}"):
        if name in path and start is not None:
            path = path.replace(name, ids[start])
    return path + (f"?{NEEDED[path]}" if path in NEEDED else "")


def check(answer: Any, path: str, document: dict[str, Any]) -> None:
    """Fail where an answer is not as the document says."""
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": document["components"]}
    errors = sorted(Draft202012Validator(whole).iter_errors(answer), key=str)
    assert [error.message[:200] for error in errors] == []


@pytest.mark.parametrize("path", LISTS)
def test_a_list_answers_as_documented(path: str, client: TestClient, document: dict[str, Any]) -> None:
    response = client.get(address(path, {}))
    assert response.status_code == 200, response.text
    check(response.json(), path, document)


@pytest.mark.parametrize("path", SINGLE)
def test_a_record_answers_as_documented(
    path: str, client: TestClient, document: dict[str, Any], ids: dict[str, str]
) -> None:
    response = client.get(address(path, ids))
    assert response.status_code == 200, response.text
    check(response.json(), path, document)


@pytest.mark.parametrize("path", [*LISTS, *SINGLE])
def test_what_has_not_changed_is_304(path: str, client: TestClient, ids: dict[str, str]) -> None:
    where = address(path, ids)
    tag = None
    for _ in range(40):  # what is made beside the requests may not be ready at first
        response = client.get(where)
        tag, before = response.headers["etag"], tag
        if tag == before:
            break
    again = client.get(where, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", [*LISTS, *SINGLE])
def test_a_parameter_that_there_is_not_is_refused(path: str, client: TestClient, ids: dict[str, str]) -> None:
    where = address(path, ids)
    response = client.get(where + ("&" if "?" in where else "?") + "countri=KOR")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["field"] == "countri"


@pytest.mark.parametrize("path", [path for path in SINGLE if "{id}" in path and path.count("{") == 1])
def test_what_the_store_has_not_is_404(path: str, client: TestClient) -> None:
    response = client.get(path.replace("{id}", "nothing-such"))
    assert response.status_code == 404
    assert response.json()["remedy"]


@pytest.mark.parametrize(
    "path",
    [path for path in LISTS if "page" in {one["name"] for one in DOCUMENT["paths"][path]["get"].get("parameters", [])}],
)
def test_pages_make_up_the_whole(path: str, client: TestClient) -> None:
    where = address(path, {})
    join = "&" if "?" in where else "?"
    whole = client.get(f"{where}{join}per_page=200").json()
    size = max(1, -(-whole["total"] // 3))
    url, items = f"{where}{join}per_page={min(size, 200)}", []
    while url and len(items) < 200:
        page = client.get(url).json()
        assert len(page["items"]) <= page["per_page"]
        items += page["items"]
        url = page["next"]
    assert items[:200] == whole["items"][: len(items)]


def test_links_of_a_page_stand_in_the_header(client: TestClient) -> None:
    response = client.get("/api/v1/events?country=KOR&per_page=10&page=2")
    link = response.headers["link"]
    assert '</api/v1/events?country=KOR&per_page=10&page=1>; rel="prev"' in link
    assert '</api/v1/events?country=KOR&per_page=10&page=3>; rel="next"' in link
    assert response.json()["next"] in link


def test_a_page_behind_the_last_is_empty(client: TestClient) -> None:
    page = client.get("/api/v1/events?page=99").json()
    assert page["items"] == []
    assert page["total"] > 0


@pytest.mark.parametrize("path", list(DOCUMENT["paths"]))
def test_every_operation_and_parameter_has_words(path: str) -> None:
    for operation in DOCUMENT["paths"][path].values():
        assert operation["summary"]
        assert operation["description"]
        assert [one["name"] for one in operation.get("parameters", []) if not one.get("description")] == []


@pytest.mark.parametrize("name", list(DOCUMENT["components"]["schemas"]))
def test_every_field_has_words(name: str) -> None:
    schema = DOCUMENT["components"]["schemas"][name]
    bare = [field for field, inner in schema.get("properties", {}).items() if not inner.get("description")]
    assert bare == []


@pytest.mark.parametrize("name", [name for name, one in DOCUMENT["components"]["schemas"].items() if "examples" in one])
def test_an_example_is_as_its_schema_says(name: str) -> None:
    schema = DOCUMENT["components"]["schemas"][name]
    whole = {**schema, "components": DOCUMENT["components"]}
    for example in schema["examples"]:
        assert [error.message for error in Draft202012Validator(whole).iter_errors(example)] == []


def test_examples_quote_what_stands_there() -> None:
    example = DOCUMENT["components"]["schemas"]["EventWithJudgements"]["examples"][0]
    sentence = example["evidence"]["quote"]
    for span in (example["trigger"], example["source"][0]["mention"], example["date"]["span"]):
        assert sentence[span["start"] : span["end"]] == span["quote"]


def test_the_document_is_valid_openapi() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    operations = [one["operationId"] for item in DOCUMENT["paths"].values() for one in item.values()]
    assert len(operations) == len(set(operations))
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
