"""Whole answers, kept for as long as the store is the same: most visitors look at the same few pages."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

import anyio
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.errors import StoreError
from detente.web import unfinished
from detente.web.case import CaseFile
from detente.web.sessions import TOKEN_MARK, keep_token, token_of

MOST_BYTES = 64_000_000
LARGEST = 2_000_000
# While another process writes to the store all the time, an answer may be OLD_S old, and one that took long to make STRETCH
# times as old as it took, at most LONGEST_S; else every page would be made anew for every visitor, and no machine could keep up.
# What visitors judge shows at once.
OLD_S = 2.0
STRETCH = 30.0
LONGEST_S = 60.0
_KINDS = ("text/html", "application/json")
_NEVER = ("/static/", "/login", "/favicon.ico")
# Sent while they are written, and told apart by the app itself from what the visitor has.
_TABLES = (".csv", ".parquet")
# Besides the address, what an answer depends on. The cookies are those of the pages, without that of the session.
_ASKED_BY = ("accept", "hx-request", "hx-target")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as the app gave it, with a mark where each visitor's own token belongs.

    Attributes:
        version: Of the store, when the answer began to be made.
        old: Whether it shows something older than that version.
        made: Instant at which it was made, and `fit_s` how many seconds it may be shown while another process keeps writing.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    version: str
    old: bool
    made: float
    fit_s: float
    marked: bool


class Keeper:
    """Answers from what is kept where it can; wraps all routes.

    Args:
        app: What is wrapped.
        file: Knows whether the store has changed.
        cookie: Name of the cookie of the session.
    """

    def __init__(self, app: ASGIApp, file: CaseFile, cookie: str) -> None:
        self._app = app
        self._file = file
        self._cookie = cookie
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._making: dict[Hashable, anyio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the app do so."""
        if scope["type"] != "http" or scope["method"] != "GET" or _passes(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        key = self._key(request)
        while True:
            try:
                kept = self._fitting(key)
            except StoreError:
                await self._app(scope, receive, send)
                return
            if kept is not None:
                await _answer(request, kept, send)
                return
            if key not in self._making:
                break
            await self._making[key].wait()
        self._making[key] = anyio.Event()
        try:
            await self._make(request, key, receive, send)
        finally:
            self._making.pop(key).set()

    def _key(self, request: Request) -> Hashable:
        cookies = tuple(sorted((name, value) for name, value in request.cookies.items() if name != self._cookie))
        asked_by = tuple(request.headers.get(name) for name in _ASKED_BY)
        # Some pages say what is due from today on.
        return request.scope["path"], request.scope["query_string"], cookies, asked_by, date.today()

    def _fitting(self, key: Hashable) -> Kept | None:
        version = self._file.version()
        kept = self._kept.get(key)
        if kept is None:
            return None
        age = time.monotonic() - kept.made
        current = kept.version == version and not kept.old
        if not current and not (self._file.is_busy() and age < kept.fit_s and self._file.ours(kept.version)):
            return None
        self._kept.move_to_end(key)
        return kept

    async def _make(self, request: Request, key: Hashable, receive: Receive, send: Send) -> None:
        """Let the app answer, keep the answer if it can be kept, and send it."""
        # Of before the answer: what is written while it is made must not count as shown.
        version, began = self._file.version(), time.monotonic()
        scope = dict(request.scope)
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
        keep_token(scope)
        start: Message = {}
        body: list[bytes] = []

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            if not _can_be_held(start):
                await send(message)
            elif message["type"] == "http.response.body":
                body.append(message.get("body", b""))

        lacking = unfinished.begin()
        await self._app(scope, receive, hold)
        if not start or not _can_be_held(start):
            return
        whole = b"".join(body)
        if len(whole) != int(Headers(raw=start["headers"])["content-length"]):
            return  # the visitor went away before the whole answer was made; a part of it must not be kept for others
        made, old = time.monotonic(), self._file.gave_old(scope)
        fit_s = OLD_S if old else min(max(OLD_S, STRETCH * (made - began)), LONGEST_S)
        kept = Kept(start["status"], tuple(start["headers"]), whole, version, old, made, fit_s, TOKEN_MARK in whole)
        if _can_be_kept(start) and not lacking:
            self._put(key, kept)
        await _answer(request, kept, send)

    def _put(self, key: Hashable, kept: Kept) -> None:
        if (before := self._kept.pop(key, None)) is not None:
            self._bytes -= len(before.body)
        self._kept[key] = kept
        self._bytes += len(kept.body)
        while self._bytes > MOST_BYTES:
            self._bytes -= len(self._kept.popitem(last=False)[1].body)


def _passes(path: str) -> bool:
    return path.startswith(_NEVER) or path.endswith(_TABLES)


def _can_be_held(start: Message) -> bool:
    """Tell whether an answer is of one piece and small, rather than a long download."""
    length = Headers(raw=start["headers"]).get("content-length")
    return length is not None and int(length) <= LARGEST


def _can_be_kept(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "").partition(";")[0]
    return start["status"] == 200 and kind in _KINDS and "etag" in headers and "set-cookie" not in headers


async def _answer(request: Request, kept: Kept, send: Send) -> None:
    """Send an answer with the visitor's own token in it, or only that the visitor has it already."""
    body, headers = kept.body, kept.headers
    tag = Headers(raw=list(headers)).get("etag")
    if kept.marked:
        token = token_of(request)
        body = body.replace(TOKEN_MARK, token.encode())
        if tag is not None:
            tag = f'{tag.rstrip(chr(34))}-{token[:8]}"'
            headers = tuple((name, tag.encode() if name == b"etag" else value) for name, value in headers)
    if kept.status == 200 and tag is not None and _has(request, tag):
        fewer = [(name, value) for name, value in headers if name not in {b"content-length", b"content-type"}]
        await send({"type": "http.response.start", "status": 304, "headers": fewer})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": kept.status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


def _has(request: Request, tag: str) -> bool:
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return tag.removeprefix("W/") in known or known == ["*"]
