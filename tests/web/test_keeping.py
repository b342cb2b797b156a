from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import Depends, Request
from starlette.responses import Response
from starlette.testclient import TestClient

from detente.records import Skipped
from detente.store import Store
from detente.web import Settings, create_app, keeping
from detente.web.answers import tagged
from detente.web.case import Case, CaseFile, open_case
from detente.web.sessions import TOKEN_MARK, token_of


@pytest.fixture
def made() -> list[str]:
    """What was made, rather than kept."""
    return []


@pytest.fixture
def client(tmp_path: Path, made: list[str]) -> Iterator[TestClient]:
    path = tmp_path / "case.db"
    Store(path).close()
    app = create_app(Settings(store=path))

    @app.get("/count")
    def count(request: Request, case: Annotated[Case, Depends(open_case)], q: str = "") -> Response:
        made.append(q)
        return tagged(request, f"<p>{q} {len(case.store.skipped())} {request.cookies.get('name', '')}</p>", "text/html")

    @app.get("/form")
    def form(request: Request, status: int = 200) -> Response:
        made.append("form")
        return tagged(request, f"<p>{token_of(request)}</p>", "text/html", status=status)

    @app.post("/write")
    def write(case: Annotated[Case, Depends(open_case)]) -> str:
        with case.writing() as store:
            store.add_skipped(Skipped("a.pdf", "is encrypted"))
        return "written"

    with TestClient(app, base_url="http://127.0.0.1:8008") as opened:
        yield opened


def path_of(client: TestClient) -> Path:
    found: Path = client.app.state.settings.store  # type: ignore[attr-defined]
    return found


def token(client: TestClient) -> str:
    return client.get("/form").text[3:-4]


def test_a_page_is_made_once(client: TestClient, made: list[str]) -> None:
    answers = {client.get("/count?q=a").text for _ in range(3)}
    assert (len(answers), made) == (1, ["a"])


def test_pages_of_other_addresses_are_others(client: TestClient, made: list[str]) -> None:
    assert client.get("/count?q=a").text != client.get("/count?q=b").text
    assert made == ["a", "b"]


def test_a_page_is_made_anew_when_another_process_wrote(client: TestClient) -> None:
    before = client.get("/count").text
    with Store(path_of(client)) as store:
        store.add_skipped(Skipped("a.pdf", "is encrypted"))
    assert client.get("/count").text != before


def test_what_visitors_write_shows_at_once_even_while_others_write(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CaseFile, "is_busy", lambda _: True)
    monkeypatch.setattr(keeping, "OLD_S", 1e6)
    before = client.get("/count").text
    assert client.post("/write", headers={"x-csrf-token": token(client)}).status_code == 200
    assert client.get("/count").text != before


def test_while_others_keep_writing_a_page_may_be_a_little_old(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CaseFile, "is_busy", lambda _: True)
    before = client.get("/count").text
    with Store(path_of(client)) as store:
        store.add_skipped(Skipped("a.pdf", "is encrypted"))
    assert client.get("/count").text == before


def test_a_page_is_not_shown_for_longer_than_it_fits(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseFile, "is_busy", lambda _: True)
    monkeypatch.setattr(keeping, "LONGEST_S", 0.0)
    before = client.get("/count").text
    with Store(path_of(client)) as store:
        store.add_skipped(Skipped("a.pdf", "is encrypted"))
    assert client.get("/count").text != before


def test_each_visitor_gets_a_token_of_his_own(client: TestClient, made: list[str]) -> None:
    first = token(client)
    client.cookies.clear()
    second = token(client)
    assert first != second
    assert made == ["form"]
    assert client.post("/write", headers={"x-csrf-token": second}).status_code == 200


@pytest.mark.parametrize("status", [200, 404])
def test_the_mark_never_leaves_the_server(client: TestClient, status: int) -> None:
    assert TOKEN_MARK.decode() not in client.get(f"/form?status={status}").text


def test_a_visitor_who_has_the_page_gets_nothing_anew(client: TestClient) -> None:
    for path in ("/count", "/form"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


def test_a_page_with_the_token_of_another_is_not_the_same(client: TestClient) -> None:
    first = client.get("/form").headers["etag"]
    client.cookies.clear()
    assert client.get("/form", headers={"if-none-match": first}).status_code == 200


def test_other_cookies_tell_pages_apart(client: TestClient) -> None:
    client.cookies.set("name", "Ana")
    assert "Ana" in client.get("/count").text
    client.cookies.clear()
    assert "Ana" not in client.get("/count").text


def test_what_failed_is_not_kept(client: TestClient, made: list[str]) -> None:
    for _ in range(2):
        client.get("/form?status=404")
    assert made == ["form", "form"]


def test_kept_pages_are_bounded(client: TestClient, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 20)
    for q in ("a", "b", "a"):
        client.get(f"/count?q={q * 9}")
    assert made == ["a" * 9, "b" * 9, "a" * 9]


def test_the_password_is_asked_for_what_is_kept_too(tmp_path: Path) -> None:
    from detente.web.passwords import hash_password

    path = tmp_path / "case.db"
    Store(path).close()
    app = create_app(Settings(store=path, password_hash=hash_password("correct horse")))

    @app.get("/secret")
    def secret(request: Request) -> Response:
        return tagged(request, "<p>secret</p>", "text/html")

    with TestClient(app, base_url="http://127.0.0.1:8008", follow_redirects=False) as client:
        assert client.get("/secret", headers={"authorization": "Bearer correct horse"}).status_code == 200
        assert client.get("/secret").status_code == 303
