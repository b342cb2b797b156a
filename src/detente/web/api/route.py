"""How every address of the API answers: no parameter overlooked, problems as problem details, ETags."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from difflib import get_close_matches
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from detente.errors import DetenteError, StoreError
from detente.web.api import problems
from detente.web.api.problems import FieldError, Problem

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ApiRoute(APIRoute):
    """A route of the API.

    A parameter that the route does not have is refused, since a mistyped filter would silently give everything. What goes
    wrong becomes problem details. An answer whose content the asker has already is 304 without a body: the ETag is a hash
    of the content, so that it says the same whatever was computed before or kept.
    """

    def get_route_handler(self) -> Handler:
        """Return what answers requests of this route."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                self._refuse_unknown(request)
                response = await inner(request)
            except Problem as problem:
                return problems.answer(request, problem)
            except RequestValidationError as error:
                return problems.answer(request, problems.from_validation(error))
            except HTTPException as error:
                if error.status_code == 403:  # all that is forbidden inside the app is a request without its token
                    return problems.answer(request, Problem("token-needed", str(error.detail)))
                return problems.from_status(request, error.status_code, str(error.detail), error.headers)
            except StoreError as error:
                return problems.answer(request, Problem("store-busy", str(error)), {"Retry-After": "5"})
            except DetenteError as error:
                return problems.answer(request, Problem("bad-parameter", str(error)))
            return _unless_known(request, response)

        return handle

    def _refuse_unknown(self, request: Request) -> None:
        fields = [field.alias for field in get_flat_params(self.dependant) if isinstance(field.field_info, Query)]
        known = sorted({*fields, "judgements"})
        errors = [
            FieldError(name, f"There is no parameter {name!r}{_near(name, known)}; there are {', '.join(known)}.")
            for name in dict.fromkeys(request.query_params)
            if name not in known
        ]
        if errors:
            named = ", ".join(error.field for error in errors)
            raise Problem("unknown-parameter", f"{request.url.path} has no parameter {named}.", errors=errors)


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _unless_known(request: Request, response: Response) -> Response:
    """Give an answer its ETag; without its content where the asker has that already."""
    if request.method not in {"GET", "HEAD"} or response.status_code != 200:
        return response
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if not isinstance(response, StreamingResponse):
        # Weak, because packing changes the bytes and not what they say.
        response.headers["ETag"] = f'W/"{hashlib.blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
    tag = response.headers.get("etag")
    if tag is None or not has(request, tag):
        return response
    kept = {name: response.headers[name] for name in ("etag", "cache-control", "link") if name in response.headers}
    return Response(status_code=304, headers=kept)


def has(request: Request, tag: str) -> bool:
    """Tell whether the asker says that it has the content with this ETag (weak comparison of RFC 9110)."""
    given = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or tag.removeprefix("W/") in given
