"""What a visitor sees when a request fails: a plain page, or a JSON problem (RFC 9457) from the API; never a trace."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from detente.web.api.problems import from_status
from detente.web.templating import render

_WORDS = {
    400: "The request cannot be understood.",
    403: "That is not allowed.",
    404: "There is no such page. It may have been removed from the store, or the address is not complete.",
    405: "This page does not take that kind of request.",
    413: "That is too much to send at once.",
    429: "Too many requests. Wait a moment.",
    500: "The page could not be made. What went wrong stands in the log of the server.",
    503: "The store cannot be read at the moment.",
}


def problem(
    request: Request, status: int, detail: str | None = None, *, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer to a request that failed.

    Args:
        request: Addresses below /api/ get JSON, all others a page.
        status: HTTP status.
        detail: What is wrong, as a sentence; without it the usual words for the status.
        headers: Further headers.
    """
    title = HTTPStatus(status).phrase
    # Starlette's own errors only repeat the title.
    words = detail if detail and detail != title else _WORDS.get(status, title)
    if request.url.path.startswith("/api/"):
        return from_status(request, status, words, headers)
    text = render(request, None, "error.html.j2", status=status, heading=title, words=words)
    return Response(text, status, dict(headers or {}), "text/html")
