"""The OpenAPI document as a page reads it: addresses by subject, their parameters, and the records that they answer with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.web.api.problems import KINDS


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or field.

    Attributes:
        type: In words; `ref` is the record that it is or holds, or None.
        needed: Whether it is always there.
        allowed: The values that it may have, or none for any.
    """

    name: str
    where: str
    type: str
    ref: str | None
    needed: bool
    words: str
    allowed: tuple[str, ...]
    example: str | None
    usual: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of an address.

    Attributes:
        example: An address to try, for what only reads and needs nothing in its path.
    """

    method: str
    path: str
    summary: str
    words: tuple[str, ...]
    parameters: tuple[Value, ...]
    body: str | None
    answer: str | None
    media_types: tuple[str, ...]
    example: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """A schema."""

    name: str
    title: str
    words: str
    fields: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Addresses about one thing."""

    name: str
    words: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem details."""

    name: str
    status: int
    title: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ApiPage:
    """What the page of the API shows."""

    words: tuple[str, ...]
    subjects: tuple[Subject, ...]
    records: tuple[Record, ...]
    problems: tuple[ProblemKind, ...]


def api_page(document: Mapping[str, Any]) -> ApiPage:
    """Return what the page of the API shows of an OpenAPI document."""
    operations: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            operations[operation["tags"][0]].append(_operation(method, path, operation))
    return ApiPage(
        words=_paragraphs(document["info"]["description"]),
        subjects=tuple(
            Subject(tag["name"], tag["description"], tuple(operations[tag["name"]]))
            for tag in document["tags"]
            if operations[tag["name"]]
        ),
        records=tuple(_record(name, schema) for name, schema in document["components"]["schemas"].items()),
        problems=tuple(ProblemKind(name, *told) for name, told in KINDS.items()),
    )


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Operation:
    status, answer = next((status, one) for status, one in operation["responses"].items() if status.startswith("2"))
    content = answer.get("content", {})
    parameters = tuple(_parameter(one) for one in operation.get("parameters", []))
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return Operation(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        words=_paragraphs(operation.get("description", "")),
        parameters=parameters,
        body=_ref(body) if body else None,
        answer=next((_ref(one.get("schema", {})) for one in content.values()), None),
        media_types=tuple(content),
        example=path if method == "get" and "{" not in path and status == "200" else None,
    )


def _parameter(one: Mapping[str, Any]) -> Value:
    schema = one["schema"]
    examples = schema.get("examples") or []
    return _value(one["name"], schema, one["in"], bool(one.get("required")), one.get("description", ""), examples)


def _record(name: str, schema: Mapping[str, Any]) -> Record:
    needed = set(schema.get("required", []))
    fields = tuple(
        _value(field, inner, "", field in needed, inner.get("description", ""), inner.get("examples") or [])
        for field, inner in schema.get("properties", {}).items()
    )
    return Record(name, schema.get("title", name), schema.get("description", ""), fields)


def _value(name: str, schema: Mapping[str, Any], where: str, needed: bool, words: str, examples: list[Any]) -> Value:
    example = examples[0] if examples else None
    usual = schema.get("default")
    return Value(
        name=name,
        where=where,
        type=_type(schema),
        ref=_ref(schema),
        needed=needed,
        words=words,
        allowed=tuple(str(one) for one in _allowed(schema)),
        example=str(example[0] if isinstance(example, list) else example) if example is not None else None,
        usual=str(usual) if usual is not None else None,
    )


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"list of {_type(schema.get('items') or {})}"
    return {"date": "day", "date-time": "instant"}.get(schema.get("format", ""), kind)


def _ref(schema: Mapping[str, Any]) -> str | None:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inner = [*schema.get("anyOf", []), *([schema["items"]] if isinstance(schema.get("items"), dict) else [])]
    return next((found for one in inner if (found := _ref(one))), None)


def _allowed(schema: Mapping[str, Any]) -> list[Any]:
    if "enum" in schema:
        return list(schema["enum"])
    if "const" in schema:
        return [schema["const"]]
    inner = [*schema.get("anyOf", []), *([schema["items"]] if isinstance(schema.get("items"), dict) else [])]
    return next((found for one in inner if (found := _allowed(one))), [])


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
