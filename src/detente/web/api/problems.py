"""Errors of the API as RFC 9457 problem details: what is wrong, with which field, and the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field.

    Attributes:
        field: Name of the query parameter, of the part of the path, or of the field of the body with a dot before each
            inner name.
        detail: What is wrong with it, and what may stand there.
    """

    field: str
    detail: str


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """Why a request was not answered (RFC 9457, application/problem+json).

    Attributes:
        type: Address of the passage about this kind of problem on the API page.
        title: The kind of problem, the same for all of its kind.
        status: HTTP status code.
        detail: What is wrong with this request.
        instance: Path of the request.
        remedy: The way out.
        errors: The fields concerned.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    remedy: str | None = None
    errors: tuple[FieldError, ...] = ()


# Kind of problem -> status, title, and the way out where the request itself does not say a better one.
KINDS: Mapping[str, tuple[int, str, str]] = {
    "bad-parameter": (422, "A parameter cannot be understood", "Correct the fields named under errors."),
    "unknown-parameter": (422, "There is no such parameter", "Leave it out, or take one of those named."),
    "bad-body": (422, "The body cannot be understood", "Correct the fields named under errors."),
    "not-found": (404, "There is nothing at this address", "Take the addresses from the lists of the API."),
    "method-not-allowed": (405, "This address does not take this method", "Look up its methods on the API page."),
    "token-needed": (
        403,
        "The token of the session is missing or out of date",
        "Ask GET /api/v1/token, keep its cookie, and send the token as the header X-CSRF-Token.",
    ),
    "read-only": (
        403,
        "The store is served for reading only",
        "Run `detente serve` without --read-only, or make the judgement in another copy of the store.",
    ),
    "password-needed": (
        401,
        "This server asks for a password",
        "Sign in at /login, or send it as `Authorization: Bearer PASSWORD`.",
    ),
    "conflict": (409, "That was done before", "Ask for the record again, and see whether anything is left to do."),
    "too-many-requests": (429, "Too many requests", "Wait as long as the header Retry-After says."),
    "store-busy": (503, "The store cannot be used just now", "Try again in a few seconds."),
    "failed": (500, "The server failed", "Try again; if it stays so, the log of `detente serve` says why."),
}


class Problem(Exception):
    """Ends a request of the API with problem details.

    Args:
        kind: A key of `KINDS`.
        detail: What is wrong with this request.
        remedy: The way out, where it is another than that of the kind.
        errors: The fields concerned.
    """

    def __init__(self, kind: str, detail: str, *, remedy: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        self.kind = kind
        self.detail = detail
        self.remedy = remedy
        self.errors = tuple(errors)
        super().__init__(detail)


def answer(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the answer to a request that a problem ended."""
    status, title, remedy = KINDS[problem.kind]
    body: dict[str, Any] = {
        "type": f"/api#{problem.kind}",
        "title": title,
        "status": status,
        "detail": problem.detail,
        "instance": request.url.path,
        "remedy": problem.remedy or remedy,
        "errors": [{"field": error.field, "detail": error.detail} for error in problem.errors],
    }
    return JSONResponse(body, status, dict(headers or {}), media_type=MEDIA_TYPE)


def from_status(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the answer for a status that other parts of the app gave, such as a refused password."""
    kinds = [kind for kind, (code, _, _) in KINDS.items() if code == status]
    if len(kinds) == 1:
        return answer(request, Problem(kinds[0], detail), headers)
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": request.url.path}
    return JSONResponse(body, status, dict(headers or {}), media_type=MEDIA_TYPE)


def from_validation(error: RequestValidationError) -> Problem:
    """Return the problem that wrong parameters or a wrong body make."""
    found = []
    in_body = False
    for one in error.errors():
        where, *names = one["loc"]
        in_body = in_body or where == "body"
        name = ".".join(str(part) for part in names) or str(where)
        found.append(FieldError(name, _detail(one)))
    named = ", ".join(dict.fromkeys(error.field for error in found))
    return Problem("bad-body" if in_body else "bad-parameter", f"Not understood: {named}.", errors=found)


def _detail(error: Mapping[str, Any]) -> str:
    given = error.get("input")
    if error["type"] == "missing":
        return "It is needed and missing."
    said = str(error["msg"])
    return f"{said}, not {given!r}." if isinstance(given, str | int | float) else f"{said}."
