from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from detente.web.assets import asset_url, assets, routes


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client on nothing but the assets, which need no store."""
    with TestClient(Starlette(routes=routes)) as opened:
        yield opened


def test_an_address_changes_with_its_content() -> None:
    content = assets()["app.css"].content
    assert asset_url("app.css") == f"/static/{hashlib.sha256(content).hexdigest()[:12]}/app.css"


def test_an_asset_is_kept_for_ever(client: TestClient) -> None:
    answer = client.get(asset_url("app.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"


def test_an_asset_is_packed_once_for_those_who_take_it(client: TestClient) -> None:
    packed = client.get(asset_url("app.js"), headers={"accept-encoding": "gzip"})
    plain = client.get(asset_url("app.js"), headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == gzip.decompress(assets()["app.js"].packed or b"")


@pytest.mark.parametrize("path", ["/static/000000000000/app.css", "/static/x/../app.py", "/static/x/none.css"])
def test_what_is_no_asset_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_files_of_pages_are_part_of_the_whole() -> None:
    folder = files("detente.web") / "static"
    for name, part in (("app.css", "css"), ("app.js", "js")):
        for entry in (folder / part).iterdir():
            if entry.name.endswith((".css", ".js")):
                assert entry.read_bytes() in assets()[name].content
                assert f"{part}/{entry.name}" not in assets()


def test_the_code_of_others_is_what_its_note_says() -> None:
    note = (files("detente.web") / "static" / "vendor" / "README.md").read_text(encoding="utf-8")
    digest = hashlib.sha256(assets()["vendor/htmx.min.js"].content).hexdigest()
    assert digest in note


def test_nothing_is_loaded_from_elsewhere() -> None:
    for name in ("app.css", "app.js", "theme.js"):
        text = assets()[name].content.decode()
        assert not re.findall(r"(?:url\(|@import|import\()\s*['\"]?(?:https?:)?//", text), name


def test_our_scripts_make_no_code_of_text() -> None:
    for name in ("app.js", "theme.js"):
        text = assets()[name].content.decode()
        assert not re.findall(
            r"\beval\(|new Function|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write", text
        ), name
