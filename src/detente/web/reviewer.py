"""The name that a visitor judges under, kept in a cookie of the browser."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

LONGEST_NAME = 200
_COOKIE = "detente-reviewer"
_YEAR_S = 365 * 86400


def reviewer_of(request: Request) -> str:
    """Return the name that the visitor judges under, or the empty string."""
    name = unquote(request.cookies.get(_COOKIE, ""))
    return name if name.isprintable() and len(name) <= LONGEST_NAME else ""


def remember(request: Request, answer: Response, name: str) -> None:
    """Have the browser keep a name for a year, or forget it where the name is empty."""
    answer.set_cookie(
        _COOKIE,
        quote(name, safe=""),
        max_age=_YEAR_S if name else 0,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
