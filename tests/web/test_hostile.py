"""No text of the store becomes part of a page, whatever stands in it: every route is walked over a store full of attacks."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from fastapi.routing import iter_route_contexts
from lxml import etree, html
from starlette.testclient import TestClient

from detente.briefs.build import is_web_address
from detente.web import Settings, create_app
from tests.web.hostile import ATTRIBUTE, ELEMENT, PAYLOADS, WORD, make_store

HOME = "http://127.0.0.1:8008"
# Pages of one route that are looked at, of those with other parameters again.
MOST_OF_ONE_ROUTE = 8
# Elements that no page of ours has.
FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "applet",
    "frame",
    "frameset",
    "portal",
    "foreignobject",
    "use",
}
LINKS = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "cite",
    "ping",
    "{http://www.w3.org/1999/xlink}href",
    "xlink:href",
)
EXTERNAL_REL = {"noreferrer", "noopener", "nofollow"}


@dataclass(frozen=True)
class Seen:
    """An answer of the walk; `alone` are files to be saved, which bring their style and their policy with them."""

    path: str
    route: str
    kind: str
    body: bytes
    alone: bool


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    make_store(path)
    app = create_app(Settings(store=path))
    with TestClient(app, base_url=HOME, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def walk(hostile_client: TestClient) -> list[Seen]:
    """Every page that links lead to, from the routes without parameters on."""
    routes = [
        (str(route.path), _pattern(str(route.path)))
        for route in iter_route_contexts(hostile_client.app.routes)  # type: ignore[attr-defined]
        if "GET" in (route.methods or ())
    ]
    waiting = deque(path for path, _ in routes if "{" not in path)
    for payload in PAYLOADS[:6]:
        given = quote(payload)
        waiting += [
            f"/search?q={given}",
            f"/events?q={given}&publisher={given}&actor={given}",
            f"/no/{given}",
            f"/login?next={given}",
        ]
        waiting += [
            f"/documents/{given}",
            f"/actors/{given}",
            f"/events?since={given}&order={given}&page={given}&status={given}",
        ]
    known, counts, seen = set(waiting), dict.fromkeys((path for path, _ in routes), 0), []
    while waiting:
        path = waiting.popleft()
        route = next((name for name, pattern in routes if pattern.fullmatch(urlsplit(path).path)), "none")
        if counts.get(route, 0) >= MOST_OF_ONE_ROUTE and route != "none":
            continue
        counts[route] = counts.get(route, 0) + 1
        answer = hostile_client.get(path)
        assert answer.status_code < 500, f"{path} answers {answer.status_code}"
        kind = answer.headers.get("content-type", "").partition(";")[0]
        alone = answer.headers.get("content-disposition", "").startswith("attachment")
        seen.append(Seen(path, route, kind, answer.content, alone))
        if kind != "text/html" or not answer.content:
            continue
        for link in html.fromstring(answer.content).xpath("//a/@href | //*[local-name()='a']/@*[local-name()='href']"):
            inside = str(link).partition("#")[0]
            if inside.startswith("?"):
                inside = urlsplit(path).path + inside
            if inside.startswith("/") and not inside.startswith("//") and inside not in known:
                known.add(inside)
                waiting.append(inside)
                if urlsplit(inside).path != urlsplit(path).path and not parse_qsl(urlsplit(inside).query):
                    waiting.append(f"{inside}?fragment=1")
    return seen


def _pattern(path: str) -> re.Pattern[str]:
    """What the addresses of a route look like: `{name}` is one part of it, `{name:path}` the rest."""
    parts = re.split(r"\{\w+(:path)?\}", path)
    found = re.escape(parts[0])
    for kind, text in zip(parts[1::2], parts[2::2], strict=True):
        found += ("(.+)" if kind else "([^/]+)") + re.escape(text)
    return re.compile(found)


def pages(walk: list[Seen]) -> Iterator[tuple[str, html.HtmlElement]]:
    for one in walk:
        if one.kind == "text/html" and one.body:
            yield one.path, html.fromstring(one.body)


def elements(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def test_the_walk_met_the_attacks(walk: list[Seen]) -> None:
    assert sum(WORD.encode() in one.body for one in walk if one.kind == "text/html") > 1


def test_every_route_was_walked(walk: list[Seen], hostile_client: TestClient) -> None:
    met = {one.route for one in walk}
    missed = {
        str(route.path)
        for route in iter_route_contexts(hostile_client.app.routes)  # type: ignore[attr-defined]
        if "GET" in (route.methods or ()) and not str(route.path).startswith(("/static", "/api/"))
    } - met
    assert not missed


def test_no_text_becomes_an_element_or_an_attribute(walk: list[Seen]) -> None:
    for path, root in pages(walk):
        for element in elements(root):
            assert element.tag != ELEMENT, path
            assert ATTRIBUTE not in element.attrib, path


def test_no_script_but_ours(walk: list[Seen]) -> None:
    for path, root in pages(walk):
        for script in root.iter("script"):
            assert not (script.text or "").strip(), path
            assert re.fullmatch(r"/static/[0-9a-f]{12}/[\w./-]+\.js", script.get("src", "")), path


def test_no_handler_and_no_style_in_the_page(walk: list[Seen]) -> None:
    alone = {one.path for one in walk if one.alone}
    for path, root in pages(walk):
        if path in alone:
            policies = [meta.get("content", "") for meta in root.iter("meta") if "http-equiv" in meta.attrib]
            assert len(policies) == 1, path
            assert policies[0].startswith("default-src 'none'; style-src 'sha256-"), path
        for element in elements(root):
            assert element.tag.lower() not in FORBIDDEN - ({"style"} if path in alone else set()), (
                f"{path}: {element.tag}"
            )
            for name in element.attrib:
                assert not name.lower().startswith(("on", "hx-on", "data-hx")), f"{path}: {name}"
                assert name.lower() not in {"style", "srcdoc", "hx-vals", "hx-headers"}, f"{path}: {name}"
            if element.tag == "meta" and path not in alone:
                assert "http-equiv" not in element.attrib, path


def test_links_lead_to_our_pages_or_to_web_addresses(walk: list[Seen]) -> None:
    for path, root in pages(walk):
        for element in elements(root):
            for name in LINKS:
                target = element.get(name)
                if (
                    target is None
                    or target.startswith(("?", "#"))
                    or (target.startswith("/") and target[1:2] not in {"/", "\\"})
                ):
                    continue
                assert element.tag == "a", f"{path}: {element.tag} {name}={target!r}"
                assert is_web_address(target), f"{path}: {target!r}"
                assert set((element.get("rel") or "").split()) >= EXTERNAL_REL, f"{path}: {target!r}"


def test_forms_are_sent_to_us(walk: list[Seen]) -> None:
    for path, root in pages(walk):
        for form in root.iter("form"):
            assert (form.get("action") or "/").startswith("/"), path
            if (form.get("method") or "get").lower() == "post":
                assert form.xpath(".//input[@name='csrf']/@value"), (
                    f"{path}: a form that changes something has no token"
                )


def test_drawings_are_drawings(walk: list[Seen]) -> None:
    for one in walk:
        if one.kind == "image/svg+xml":
            for element in etree.fromstring(one.body).iter(etree.Element):
                assert etree.QName(element).localname.lower() not in FORBIDDEN | {"script", ELEMENT}, one.path
                for name, value in element.attrib.items():
                    assert not etree.QName(name).localname.lower().startswith("on"), one.path
                    if etree.QName(name).localname == "href":
                        assert value.startswith(("/", "#", "?")), f"{one.path}: {value!r}"
                        assert not value.startswith("//"), f"{one.path}: {value!r}"


def test_downloads_are_what_they_say(walk: list[Seen]) -> None:
    for one in walk:
        if one.kind in {"application/json", "application/problem+json"}:
            json.loads(one.body)
        # What a browser would show as a page must be one that the tests above have looked at.
        assert one.kind not in {"application/xhtml+xml", "text/xml", "application/xml"}, one.path


def test_what_is_asked_for_does_not_come_back_as_markup(hostile_client: TestClient) -> None:
    for payload in PAYLOADS:
        if not payload.isprintable():
            continue
        for path in ("/login?next=/{}", "/{}", "/search?q={}", "/events?type={}"):
            answer = hostile_client.get(path.format(quote(payload)))
            root = html.fromstring(answer.content or b"<p></p>")
            assert not root.xpath(f"//{ELEMENT} | //*[@{ATTRIBUTE}]"), path
            assert all(script.get("src") for script in root.iter("script")), path


def test_the_store_holds_what_the_tests_think(tmp_path: Path) -> None:
    from detente.store import Store

    path = tmp_path / "one.db"
    make_store(path)
    with Store(path, read_only=True) as store:
        assert [failure for failure in store.verify() if "span" in str(failure)] == []
