"""The OpenAPI document of the API: routes as FastAPI tells them, fields as their records' own docstrings tell them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from detente.web.api.examples import EXAMPLES
from detente.web.api.problems import KINDS, MEDIA_TYPE
from detente.web.api.words import FIELDS, TAGS

DESCRIPTION = """Everything that the pages of détente show, as JSON.

Lists have pages (`page`, `per_page`, `total`, `next`, `prev`, and the header `Link`). Answers have an `ETag`; ask again with
`If-None-Match` and what has not changed is answered by 304 without content. Errors are problem details (RFC 9457) that name
the field and the way out. Days are ISO 8601; positions in texts count Unicode code points, the first included and the last
not; countries are ISO 3166-1 alpha-3 codes, or EU, UNO, NATO, ASEAN, XKX. What is not known is null.
"""

_METHODS = ("get", "post", "delete")


def openapi(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of the routes below /api/v1, made once for an app."""
    kept: dict[str, Any] | None = getattr(app.state, "openapi", None)
    if kept is None:
        kept = _made(app)
        app.state.openapi = kept
    return kept


def _made(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title="détente",
        version=version("detente"),
        description=DESCRIPTION,
        routes=app.routes,
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    document["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    document["paths"] = {path: item for path, item in document["paths"].items() if path.startswith("/api/v1")}
    schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= _problem_schemas()
    for name, schema in schemas.items():
        _describe(name, schema)
        if name in EXAMPLES:
            schema["examples"] = [EXAMPLES[name]]
    for item in document["paths"].values():
        for method in _METHODS:
            if method in item:
                _answers(method, item[method])
    document["components"] = {"schemas": _needed(document["paths"], schemas)}
    return document


def _problem_schemas() -> dict[str, Any]:
    text = {"type": "string"}
    field_error = {"type": "object", "required": ["field", "detail"], "properties": {"field": text, "detail": text}}
    problem = {
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {**text, "examples": [f"/api#{kind}" for kind in KINDS]},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "instance": text,
            "remedy": {"anyOf": [text, {"type": "null"}]},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
        },
    }
    return {"FieldError": field_error, "ProblemDetails": problem}


def _answers(method: str, operation: dict[str, Any]) -> None:
    """Say of an operation which problems and, if it only reads, which headers its answers have."""
    responses = operation["responses"]
    responses.pop("422", None)
    # A route that gives a response of its own is said to answer with empty JSON besides.
    ok = next(iter(responses.values()))
    if "text/csv" in ok.get("content", {}):
        ok["content"].pop("application/json", None)
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    known = {422: "A parameter or the body cannot be understood.", 503: "The store cannot be used just now."}
    if "{" in operation["operationId"] or any(one["in"] == "path" for one in operation.get("parameters", [])):
        known[404] = "The store has no such record."
    if method == "get":
        text = {"schema": {"type": "string"}}
        ok["headers"] = {"ETag": {"description": "Says which content this is.", **text}}
        responses["304"] = {"description": "The content is the one that If-None-Match names."}
    else:
        known[403] = "The token is missing or out of date, or the store is served for reading only."
        known[404] = "The store has no such record."
    if method == "delete":
        known[409] = "That was done before."
    for status, words in sorted(known.items()):
        responses[str(status)] = {"description": words, "content": content}


def _describe(name: str, schema: dict[str, Any]) -> None:
    """Give a schema and its properties the words that the docstring of its class, or else the table of words, has."""
    text, told = _attributes(schema.get("description", ""))
    if text:
        schema["description"] = text
    if match := re.fullmatch(r"Paged_(.+?)_?", name):
        schema["title"] = f"Page of {match[1]}"
    for field, inner in schema.get("properties", {}).items():
        words = told.get(field) or FIELDS.get(f"{name}.{field}") or FIELDS.get(field)
        if "description" not in inner and words:
            inner["description"] = words
        inner.pop("title", None)


_ATTRIBUTE = re.compile(r"([a-z_]+(?:, [a-z_]+)*): (.*)", re.DOTALL)


def _attributes(docstring: str) -> tuple[str, dict[str, str]]:
    """Return what a docstring says of its class, and what its section `Attributes` says of each."""
    text, _, section = inspect.cleandoc(docstring).partition("Attributes:\n")
    told: dict[str, str] = {}
    for entry in _entries(section):
        if match := _ATTRIBUTE.fullmatch(entry):
            told |= dict.fromkeys(match[1].split(", "), match[2][:1].upper() + match[2][1:])
    return text.strip(), told


def _entries(section: str) -> Iterator[str]:
    """Yield the entries of a section; lines that are indented further go on with the one before."""
    entry: list[str] = []
    for line in section.splitlines():
        if re.match(r" {4}\S", line) and entry:
            yield " ".join(entry)
            entry = []
        if line.strip():
            entry.append(line.strip())
    if entry:
        yield " ".join(entry)


def _needed(paths: Mapping[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas that the paths refer to, directly or by others."""
    found: dict[str, Any] = {}
    waiting = list(_references(paths))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = schemas[name]
            waiting += _references(schemas[name])
    return dict(sorted(found.items()))


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "$ref":
                yield str(value).rpartition("/")[2]
            else:
                yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)
