"""Answers that browsers may keep: an entity tag by content, and 304 when they have it already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response


def tagged(
    request: Request,
    content: str | bytes,
    media_type: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer with an entity tag of its content, or 304 without content to one who has just that.

    Args:
        request: May name tags in `If-None-Match`.
        content: Body; text is sent as UTF-8, half surrogate pairs as question marks.
        media_type: For instance "text/html"; text types get `charset=utf-8`.
        status: Only a 200 gets a tag.
        headers: Further headers.
    """
    body = content.encode("utf-8", "replace") if isinstance(content, str) else content
    more = dict(headers or {})
    if status != 200:
        return Response(body, status, more, media_type)
    # Weak, because packing changes the bytes and not what they say.
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    more["ETag"] = tag
    known = request.headers.get("if-none-match", "")
    if request.method in {"GET", "HEAD"} and (known.strip() == "*" or _strong(tag) in map(_strong, known.split(","))):
        return Response(status_code=304, headers=more)
    return Response(body, status, more, media_type)


def _strong(tag: str) -> str:
    return tag.strip().removeprefix("W/")
