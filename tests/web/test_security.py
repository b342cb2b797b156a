"""Who may ask for what, and what every answer says about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import pytest
from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from detente.store import Store
from detente.web import Settings, create_app
from detente.web.passwords import hash_password
from detente.web.security import HEADERS, LARGEST_BODY
from detente.web.sessions import token_of
from tests.web.walking import SAFE, routes_of

HOME = "http://127.0.0.1:8008"
PASSWORD = "correct horse battery"

Make = Callable[..., TestClient]


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(PASSWORD)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("security") / "empty.db"
    Store(path).close()
    return path


@pytest.fixture(scope="module")
def open_apps() -> dict[str, FastAPI]:
    """Apps by their settings; those with a password count tries, so each test makes its own."""
    return {}


@pytest.fixture
def make(store: Path, open_apps: dict[str, FastAPI]) -> Iterator[Make]:
    """`make(**settings)` gives a client without cookies on an empty store."""
    opened: list[TestClient] = []

    def made(*, base_url: str = HOME, **settings: object) -> TestClient:
        known = open_apps.get(str(settings)) if "password_hash" not in settings else None
        app = open_apps[str(settings)] = known or app_of(Settings(store=store, **settings))  # type: ignore[arg-type]
        client = TestClient(app, base_url=base_url, follow_redirects=False, raise_server_exceptions=False)
        client.__enter__()
        opened.append(client)
        return client

    yield made
    for client in opened:
        client.__exit__(None, None, None)


def app_of(settings: Settings) -> FastAPI:
    """The app with a page that answers, one that changes something, and one that fails."""
    app = create_app(settings)

    @app.get("/echo")
    def echo() -> str:
        return "echo"

    @app.post("/echo")
    async def change() -> str:
        return "changed"

    @app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError("secret of the server")

    @app.get("/token")
    async def give(request: Request) -> PlainTextResponse:
        return PlainTextResponse(token_of(request))

    return app


def token(client: TestClient) -> str:
    """The token and, in the client, the cookie of a new session, as a page with a form gives them."""
    return client.get("/token").text


@pytest.mark.parametrize("path", ["/echo", "/no-such-page", "/broken", "/api/v1/none", "/static/x/y.css"])
def test_every_answer_has_the_headers(make: Make, path: str) -> None:
    answer = make().get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_inline() -> None:
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["127.0.0.1:8008", "localhost", "LOCALHOST:8008", "[::1]:8008"])
def test_own_names_are_answered(make: Make, host: str) -> None:
    assert make().get("/echo", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8008", "evil@localhost", "10.0.0.1", "",
     "localhost/x", "[::1"],
)  # fmt: skip
def test_foreign_names_are_refused(make: Make, host: str) -> None:
    assert make().get("/echo", headers={"host": host}).status_code == 400


def test_a_named_host_is_answered(make: Make) -> None:
    assert make(hosts=("Detente.Example",)).get("/echo", headers={"host": "detente.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/a/../echo", "/../echo", "/./echo", "/a\x00b", "/a\\b", "/a\nb", "/a\u202eb"])
def test_paths_that_no_page_has_are_refused(make: Make, path: str) -> None:
    # As the server hands it over, percent signs resolved; clients would tidy it up.
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"host", b"localhost")], "scheme": "http", "server": ("127.0.0.1", 8008), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    anyio.run(make().app, scope, receive, send)
    assert sent[0]["status"] == 400


def test_a_long_address_is_refused(make: Make) -> None:
    assert make().get("/echo", params={"q": "x" * 9000}).status_code == 414


def test_a_change_without_token_is_refused(make: Make) -> None:
    assert make().post("/echo").status_code == 403


def test_a_change_with_the_token_of_the_session_passes(make: Make) -> None:
    client = make()
    assert client.post("/echo", headers={"x-csrf-token": token(client)}).status_code == 200
    assert client.post("/echo", data={"csrf": token(client)}).status_code == 200


def test_a_token_of_another_session_is_refused(make: Make) -> None:
    client = make()
    other = token(client)
    client.cookies.clear()
    token(client)
    assert client.post("/echo", data={"csrf": other}).status_code == 403


def test_a_token_without_its_cookie_is_refused(make: Make) -> None:
    client = make()
    given = token(client)
    client.cookies.clear()
    assert client.post("/echo", data={"csrf": given}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_that_another_site_asks_for_is_refused_in_spite_of_its_token(
    make: Make, headers: dict[str, str]
) -> None:
    client = make()
    assert client.post("/echo", data={"csrf": token(client)}, headers=headers).status_code == 403


def test_a_change_that_our_own_page_asks_for_passes(make: Make) -> None:
    client = make()
    headers = {"origin": HOME, "sec-fetch-site": "same-origin"}
    assert client.post("/echo", data={"csrf": token(client)}, headers=headers).status_code == 200


def test_every_route_that_changes_something_wants_the_token(make: Make) -> None:
    client = make()
    unsafe = [(method, path) for method, path in routes_of(client.app) if method not in SAFE]  # type: ignore[arg-type]
    assert ("POST", "/logout") in unsafe
    for method, path in unsafe:
        filled = path.replace("{", "").replace("}", "").replace(":path", "")
        answer = client.request(method, filled)
        assert answer.status_code == 403, f"{method} {path} answers {answer.status_code}"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(make: Make) -> None:
    client = make()
    token(client)
    client.cookies.clear()
    cookie = client.get("/token").headers["set-cookie"]
    assert cookie.startswith("detente-8008=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_over_https_the_cookie_is_secure(make: Make) -> None:
    client = make(base_url="https://127.0.0.1:8008")
    token(client)
    client.cookies.clear()
    assert "; Secure" in client.get("/token").headers["set-cookie"]


def test_a_page_without_form_sets_no_cookie(make: Make) -> None:
    assert "set-cookie" not in make().get("/echo").headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_read_only_refuses_every_change(make: Make, method: str) -> None:
    client = make(read_only=True)
    answer = client.request(method, "/echo", headers={"x-csrf-token": token(client)})
    assert answer.status_code == 403
    assert "read-only" in answer.text


def test_a_body_that_says_it_is_too_large_is_refused(make: Make) -> None:
    client = make()
    headers = {"x-csrf-token": token(client), "content-length": str(LARGEST_BODY + 1)}
    assert client.post("/echo", headers=headers, content=b"x").status_code == 413


def test_a_body_without_length_is_cut_off(make: Make) -> None:
    client = make()
    given = token(client)

    def endless() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 100_000 + 2):
            yield b"a" * 100_000

    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "cookie": f"detente-8008={client.cookies['detente-8008']}",
    }
    assert given
    assert client.post("/echo", headers=headers, content=endless()).status_code == 413


@pytest.mark.parametrize("length", ["-1", "9" * 30, "1e3", "x"])
def test_a_strange_length_is_refused(make: Make, length: str) -> None:
    assert make().post("/echo", headers={"content-length": length}).status_code == 413


def test_a_failure_tells_nothing_of_the_server(make: Make) -> None:
    answer = make().get("/broken")
    assert answer.status_code == 500
    assert "secret of the server" not in answer.text
    assert "Traceback" not in answer.text


def test_a_wrong_method_is_told(make: Make) -> None:
    client = make()
    answer = client.put("/echo", headers={"x-csrf-token": token(client)})
    assert answer.status_code == 405


def test_the_api_tells_problems_as_json(make: Make) -> None:
    answer = make().get("/api/v1/none")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_without_password_a_page_leads_to_the_form(make: Make, hashed: str) -> None:
    answer = make(password_hash=hashed).get("/echo?a=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fecho%3Fa%3D1"


@pytest.mark.parametrize("path", ["/api/v1/events", "/echo"])
def test_without_password_programs_are_told_so(make: Make, hashed: str, path: str) -> None:
    client = make(password_hash=hashed)
    answer = client.get(path) if path.startswith("/api") else client.post(path)
    assert answer.status_code == 401


def test_the_password_opens_and_signing_out_closes(make: Make, hashed: str) -> None:
    client = make(password_hash=hashed)
    field = _field(client)
    before = client.cookies["detente-8008"]
    answer = client.post("/login", data={"csrf": field, "password": PASSWORD, "next": "/echo"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/echo")
    assert client.cookies["detente-8008"] != before, (
        "a session that others may know must not become one that is signed in"
    )
    assert client.get("/echo").status_code == 200
    assert client.post("/logout", data={"csrf": token(client)}).status_code == 303
    assert client.get("/echo").status_code == 303


def test_a_wrong_password_is_told(make: Make, hashed: str) -> None:
    client = make(password_hash=hashed)
    answer = client.post("/login", data={"csrf": _field(client), "password": "wrong"})
    assert answer.status_code == 401
    assert "That is not the password" in answer.text
    assert client.get("/echo").status_code == 303


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(make: Make, hashed: str, target: str) -> None:
    client = make(password_hash=hashed)
    answer = client.post("/login", data={"csrf": _field(client), "password": PASSWORD, "next": target})
    assert answer.headers["location"] == "/"


def test_a_program_gives_the_password_with_the_request(make: Make, hashed: str) -> None:
    client = make(password_hash=hashed)
    headers = {"authorization": f"Bearer {PASSWORD}"}
    assert client.get("/echo", headers=headers).status_code == 200
    assert client.post("/echo", headers=headers).status_code == 200
    assert client.get("/echo", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_too_many_tries_have_to_wait(make: Make, hashed: str) -> None:
    client = make(password_hash=hashed)
    field = _field(client)
    answers = [client.post("/login", data={"csrf": field, "password": "wrong"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 0
    right = client.post("/login", data={"csrf": field, "password": PASSWORD})
    assert right.status_code == 429, "who has to wait must not learn whether the password was right"


def test_the_form_needs_nothing_that_is_closed(make: Make, hashed: str) -> None:
    from lxml import html

    client = make(password_hash=hashed)
    page = html.fromstring(client.get("/login").text)
    needed = [*page.xpath("//link/@href"), *page.xpath("//script/@src")]
    assert needed
    assert {client.get(address).status_code for address in needed} == {200}


def _field(client: TestClient) -> str:
    from lxml import html

    found: str = html.fromstring(client.get("/login").text).xpath("string(//input[@name='csrf']/@value)")
    return found
