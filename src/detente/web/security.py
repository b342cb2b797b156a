"""What every request must pass before a page sees it, and what every answer tells the browser."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.passwords import Doorkeeper
from detente.web.problems import problem
from detente.web.sessions import SAFE_METHODS, Session, Sessions, attach, session_of
from detente.web.settings import Settings

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "X-Frame-Options": "DENY",
}
LARGEST_BODY = 8_000_000
LONGEST_TARGET = 8_000
# What a visitor may have without the password: the form for it, and what the form needs.
_OPEN = ("/login", "/static/", "/favicon.ico")
# The one unsafe request that a read-only app takes: signing in and out changes nothing of the store.
_ALWAYS = frozenset({"/login", "/logout"})


class Guard:
    """Checks host, path, origin, size, session and password; adds the headers. Wraps all routes.

    Args:
        app: What is guarded.
        settings: How the store is served.
        sessions: The sessions of the app.
        doorkeeper: Checks passwords; None where none is demanded.
    """

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions, doorkeeper: Doorkeeper | None) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions
        self._doorkeeper = doorkeeper
        self._hosts = {"localhost", "127.0.0.1", "::1", settings.host.lower(), *map(str.lower, settings.hosts)}
        self._cookie = cookie_name(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the app do so."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        attach(request, self._sessions.of(request.cookies.get(self._cookie)))
        sending = self._sender(request, send)
        try:
            answer = await self._refusal(request)
        except HTTPException as error:
            answer = problem(request, error.status_code, error.detail, headers=dict(error.headers or {}))
        if answer is None:
            await self._app(scope, _bounded(receive), sending)
        else:
            await answer(scope, receive, sending)

    async def _refusal(self, request: Request) -> Response | None:
        """Return the answer to a request that may not pass, or None.

        Raises:
            HTTPException: If it may not pass at all.
        """
        self._check_host(request)
        _check_path(request)
        if (length := request.headers.get("content-length")) is not None and not _fits(length):
            raise HTTPException(413, f"More than {LARGEST_BODY // 1_000_000} MB cannot be sent.")
        if request.method not in SAFE_METHODS:
            _check_origin(request)
            if self._settings.read_only and request.url.path not in _ALWAYS:
                raise HTTPException(403, "This store is shown read-only: nothing can be changed here.")
        session = session_of(request)
        if self._doorkeeper is None:
            session.signed_in = True
        elif not session.signed_in and (given := _bearer(request)) is not None:
            await self._doorkeeper.check(given, client_of(request))
            session.signed_in = session.by_header = True
        if session.signed_in or request.url.path.startswith(_OPEN):
            return None
        return _to_sign_in(request)

    def _check_host(self, request: Request) -> None:
        """Refuse names that this server does not go by: a foreign name may have been made to lead here (DNS rebinding)."""
        host = _host_of(request.headers.get("host", ""))
        if host in self._hosts:
            return
        server = request.scope.get("server")
        if host and server and _same_address(host, server[0]):
            return
        raise HTTPException(400, "This server does not go by that name; start it with --host-name to add one.")

    def _sender(self, request: Request, send: Send) -> Send:
        """Return a `send` that adds the headers and, where a page asked for it, the cookie."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                # What a page shows is no one else's business; assets say otherwise themselves.
                headers.setdefault("Cache-Control", "private, no-cache")
                session = session_of(request)
                if session.to_set and request.cookies.get(self._cookie) != session.id:
                    headers.append("Set-Cookie", self._cookie_of(request, session))
            await send(message)

        return sending

    def _cookie_of(self, request: Request, session: Session) -> str:
        secure = "; Secure" if request.url.scheme == "https" else ""
        return f"{self._cookie}={session.id}; Path=/; HttpOnly; SameSite=Strict{secure}"


def cookie_name(settings: Settings) -> str:
    """Return the name of the cookie; cookies do not know ports, and two stores served side by side must not share one."""
    return f"detente-{settings.port}"


def client_of(request: Request) -> str:
    """Return what tells a visitor's machine from others: its address, or of IPv6 the network that one machine may have."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return str(ipaddress.ip_network((int(address) >> 64 << 64, 64))) if address.version == 6 else str(address)


def _check_path(request: Request) -> None:
    if len(request.scope.get("raw_path") or b"") + len(request.scope.get("query_string", b"")) > LONGEST_TARGET:
        raise HTTPException(414, "The address is too long.")
    path: str = request.scope["path"]
    if not path.isprintable() or "\\" in path or any(part in {".", ".."} for part in path.split("/")):
        raise HTTPException(400, "The address holds characters that no page of this app has.")


def _check_origin(request: Request) -> None:
    """Refuse what another site had the browser send.

    Browsers say where a request comes from; programs say nothing, and are held to the token.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in {"same-origin", "none"}:
        raise HTTPException(403, "The request comes from another site.")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise HTTPException(403, "The request comes from another site.")


def _fits(length: str) -> bool:
    return length.isascii() and length.isdigit() and len(length) < 12 and int(length) <= LARGEST_BODY


def _bounded(receive: Receive) -> Receive:
    """Return a `receive` that stops a body that says no length, or a false one."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            raise HTTPException(413, f"More than {LARGEST_BODY // 1_000_000} MB cannot be sent.")
        return message

    return receiving


def _bearer(request: Request) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" and value.strip() else None


def _to_sign_in(request: Request) -> Response:
    if request.url.path.startswith("/api/") or request.method not in {"GET", "HEAD"}:
        raise HTTPException(
            401, "Sign in first, or send the password as a bearer token.", {"WWW-Authenticate": "Bearer"}
        )
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?{urlencode({'next': target})}", 303)


def _host_of(header: str) -> str:
    """Return the host of a `Host` header in lower case and without port, or the empty string where it is none."""
    try:
        parts = urlsplit(f"//{header}")
        return (parts.hostname or "") if parts.netloc == header and "@" not in header and not parts.path else ""
    except ValueError:
        return ""


def _same_address(host: str, server: str) -> bool:
    """Tell whether a host is the very address that the connection came in at."""
    try:
        return ipaddress.ip_address(host) == ipaddress.ip_address(server.partition("%")[0])
    except ValueError:
        return False
