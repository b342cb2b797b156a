"""Sessions: who is signed in, and the tokens that forms must bring back."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.types import Scope

SIGNED_IN_S = 12 * 3600.0
# Sign-ins kept; the oldest goes first.
MOST_SIGNED_IN = 1000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_FIELD = "csrf"
TOKEN_HEADER = "x-csrf-token"
_ID = re.compile(r"[A-Za-z0-9_-]{43}")
_STATE = "detente.session"
_KEEPING = "detente.keeping"
# Stands in an answer that is kept where each visitor's own token is put before it is sent. As long as a token, and as
# hard to guess: a text that held it would be given the token.
TOKEN_MARK = secrets.token_hex(32).encode()


@dataclass(slots=True)
class Session:
    """The session of one request.

    Attributes:
        id: Random; in the visitor's cookie.
        token: What a form of this session must bring back; made from the id with a secret of the server.
        signed_in: Whether the visitor has given the password.
        by_header: Whether a program gave the password with the request itself, which no browser does unasked.
        to_set: Whether the visitor is to be given the cookie with the answer.
    """

    id: str
    token: str
    signed_in: bool = False
    by_header: bool = False
    to_set: bool = False


class Sessions:
    """The sessions of an app; nothing is kept of visitors that are not signed in."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._signed_in: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, cookie: str | None) -> Session:
        """Return the session that a cookie names, or a new one."""
        known = cookie if cookie is not None and _ID.fullmatch(cookie) else None
        chosen = known or secrets.token_urlsafe(32)
        with self._lock:
            signed_in = self._signed_in.get(chosen, 0.0) > time.monotonic()
        return Session(chosen, self._token(chosen), signed_in=signed_in)

    def sign_in(self, request: Request) -> None:
        """Give the visitor a new session that is signed in; the old id, which others may know, is not taken over."""
        session = Session(secrets.token_urlsafe(32), "", signed_in=True, to_set=True)
        session.token = self._token(session.id)
        with self._lock:
            self._signed_in[session.id] = time.monotonic() + SIGNED_IN_S
            while len(self._signed_in) > MOST_SIGNED_IN:
                self._signed_in.popitem(last=False)
        request.scope[_STATE] = session

    def sign_out(self, request: Request) -> None:
        """End the session of a request."""
        with self._lock:
            self._signed_in.pop(session_of(request).id, None)
        session = self.of(None)
        session.to_set = True
        request.scope[_STATE] = session

    def _token(self, session: str) -> str:
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()


def attach(request: Request, session: Session) -> None:
    """Make `session` the session of a request."""
    request.scope[_STATE] = session


def session_of(request: Request) -> Session:
    """Return the session of a request."""
    session: Session = request.scope[_STATE]
    return session


def token_of(request: Request) -> str:
    """Return the token for a form on the page that answers the request, and see that the visitor has the cookie.

    For an answer that is kept, it is the mark in the token's place.
    """
    if request.scope.get(_KEEPING):
        return TOKEN_MARK.decode()
    session = session_of(request)
    session.to_set = True
    return session.token


def keep_token(scope: Scope) -> None:
    """Let the request of `scope` be answered with the mark in place of the token."""
    scope[_KEEPING] = True


async def check_token(request: Request) -> None:
    """Refuse a request that changes something and does not bring the token of its session; a dependency of every route.

    Raises:
        HTTPException: 403 if the token is missing or of another session.
    """
    if request.method in SAFE_METHODS or session_of(request).by_header:
        return
    given = request.headers.get(TOKEN_HEADER)
    if given is None and request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        field = (await request.form()).get(TOKEN_FIELD)
        given = field if isinstance(field, str) else None
    if given is None or not hmac.compare_digest(given.encode(), session_of(request).token.encode()):
        raise HTTPException(403, "This form is out of date. Go back, load the page again and repeat what you did.")
