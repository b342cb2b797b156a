from __future__ import annotations

import time

import pytest
from starlette.requests import Request

from detente.web import sessions as module
from detente.web.sessions import Sessions, attach, session_of


def request() -> Request:
    return Request({"type": "http", "method": "GET", "headers": [], "path": "/", "query_string": b""})


def test_a_cookie_names_the_same_session_again() -> None:
    sessions = Sessions()
    first = sessions.of(None)
    again = sessions.of(first.id)
    assert (again.id, again.token) == (first.id, first.token)


def test_ids_are_never_the_same() -> None:
    sessions = Sessions()
    assert len({sessions.of(None).id for _ in range(100)}) == 100


def test_a_cookie_that_we_cannot_have_set_is_not_taken() -> None:
    sessions = Sessions()
    for cookie in ("", "short", "x" * 44, "<script>", "é" * 43):
        assert sessions.of(cookie).id != cookie


def test_tokens_of_two_servers_differ() -> None:
    cookie = Sessions().of(None).id
    assert Sessions().of(cookie).token != Sessions().of(cookie).token


def test_signing_in_gives_a_new_id() -> None:
    sessions, asked = Sessions(), request()
    attach(asked, sessions.of(None))
    before = session_of(asked).id
    sessions.sign_in(asked)
    after = session_of(asked)
    assert after.id != before
    assert sessions.of(after.id).signed_in
    assert not sessions.of(before).signed_in


def test_signing_out_ends_the_session() -> None:
    sessions, asked = Sessions(), request()
    sessions.sign_in(asked)
    signed_in = session_of(asked).id
    sessions.sign_out(asked)
    assert not sessions.of(signed_in).signed_in
    assert session_of(asked).id != signed_in


def test_a_session_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions, asked = Sessions(), request()
    sessions.sign_in(asked)
    later = time.monotonic() + module.SIGNED_IN_S + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert not sessions.of(session_of(asked).id).signed_in


def test_sessions_that_are_kept_are_bounded() -> None:
    sessions, asked = Sessions(), request()
    sessions.sign_in(asked)
    first = session_of(asked).id
    for _ in range(module.MOST_SIGNED_IN):
        sessions.sign_in(asked)
    assert not sessions.of(first).signed_in
    assert sessions.of(session_of(asked).id).signed_in
