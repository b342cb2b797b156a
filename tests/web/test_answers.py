from __future__ import annotations

import pytest
from starlette.requests import Request

from detente.web.answers import tagged


def request(known: str | None = None, method: str = "GET") -> Request:
    headers = [(b"if-none-match", known.encode())] if known else []
    return Request({"type": "http", "method": method, "headers": headers, "path": "/", "query_string": b""})


def test_the_tag_follows_the_content() -> None:
    first, again, other = (tagged(request(), text, "text/html").headers["etag"] for text in ("a", "a", "b"))
    assert first == again != other


@pytest.mark.parametrize("form", ["{}", 'W/"other", {}', "*"])
def test_one_who_has_it_gets_nothing_anew(form: str) -> None:
    tag = tagged(request(), "a", "text/html").headers["etag"]
    answer = tagged(request(form.format(tag)), "a", "text/html")
    assert (answer.status_code, answer.body, answer.headers["etag"]) == (304, b"", tag)


def test_a_tag_without_its_mark_for_weakness_is_known_too() -> None:
    tag = tagged(request(), "a", "text/html").headers["etag"].removeprefix("W/")
    assert tagged(request(tag), "a", "text/html").status_code == 304


def test_one_who_has_another_gets_it() -> None:
    assert tagged(request('W/"other"'), "a", "text/html").status_code == 200


def test_what_is_no_success_has_no_tag() -> None:
    assert "etag" not in tagged(request(), "a", "text/html", status=404).headers


def test_half_a_surrogate_pair_does_no_harm() -> None:
    assert tagged(request(), "a\ud800b", "text/html").body == b"a?b"
