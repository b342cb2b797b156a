from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from starlette.requests import Request

from detente.web.sessions import Sessions, attach
from detente.web.templating import csrf_input, environment, section_of, url_with


def request(path: str = "/events", query: str = "") -> Request:
    made = Request(
        {"type": "http", "method": "GET", "headers": [], "path": path, "query_string": query.encode(), "scheme": "http",
         "server": ("127.0.0.1", 8008)}
    )  # fmt: skip
    attach(made, Sessions().of(None))
    return made


@pytest.mark.parametrize(
    "query, changed, address",
    [
        ("", {"q": "a b&c"}, "/events?q=a+b%26c"),
        ("q=x&page=4", {"type": "AGREE"}, "/events?q=x&type=AGREE"),
        ("q=x&page=4", {"page": 5}, "/events?q=x&page=5"),
        ("q=x&page=4", {"q": None}, "/events"),
        ("country=KOR&country=JPN", {"order": "oldest"}, "/events?country=KOR&country=JPN&order=oldest"),
        ("country=KOR", {"country": ["KOR", "JPN"]}, "/events?country=KOR&country=JPN"),
        ("page=2&chart=heat&format=csv&fragment=1", {}, "/events?page=2"),
        ("page=2", {"chart": "heat", "format": "csv"}, "/events?page=2&chart=heat&format=csv"),
    ],
)
def test_addresses_with_other_parameters(query: str, changed: dict[str, Any], address: str) -> None:
    assert url_with(request(query=query), **changed) == address


def test_an_address_stays_on_this_server_whatever_the_path() -> None:
    assert not url_with(request("//evil.example/x")).startswith("//")


def test_a_path_is_quoted() -> None:
    assert url_with(request('/actors/a"><script>')) == "/actors/a%22%3E%3Cscript%3E"


@pytest.mark.parametrize(
    "path, section",
    [
        ("/", "/"),
        ("/dyads/JPN-KOR", "/dyads"),
        ("/brief/JPN-KOR", "/dyads"),
        ("/turning-points", "/"),
        ("/events/ev-1", "/events"),
        ("/eventsx", ""),
        ("/login", ""),
    ],
)
def test_pages_belong_to_sections(path: str, section: str) -> None:
    assert section_of(path) == section


def test_the_field_of_the_token_is_markup() -> None:
    assert isinstance(csrf_input(request()), Markup)


def test_every_template_escapes() -> None:
    assert environment().autoescape is True


def test_templates_hold_no_way_around_escaping() -> None:
    root = Path(__file__).parents[2] / "src/detente/web/templates"
    for template in root.rglob("*.j2"):
        text = template.read_text(encoding="utf-8")
        for way in ("| safe", "|safe", "autoescape false", " style=", "<style", " onclick", " onload", "javascript:"):
            assert way not in text, f"{template.name} has {way!r}"
