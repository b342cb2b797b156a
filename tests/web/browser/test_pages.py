"""Every page, in both themes, from the narrowest to a wide screen: accessible, still, whole, and calling nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

PAGES = {
    "overview": "/",
    "dyad": "/dyads/JPN-KOR",
    "timeline": "/timeline",
    "events": "/events",
    "event": "/events/{event}",
    "incidents": "/incidents",
    "incident": "/incidents/{incident}",
    "documents": "/documents",
    "document": "/documents/{document}",
    "raw document": "/documents/{document}?view=raw",
    "editions": "/editions",
    "agreements": "/agreements",
    "agreement": "/agreements/{agreement}",
    "calendar": "/calendar",
    "actors": "/actors",
    "actor": "/actors/{actor}",
    "search help": "/search",
    "search": "/search?q=pact&country=KOR",
    "search in vain": "/search?q=zzyzx",
    "coverage": "/coverage",
    "judgements": "/judgements",
    "brief": "/brief/JPN-KOR",
    "API": "/api",
    "error": "/nothing-such",
}
SCREENS = [(360, False), (360, True), (1280, True), (1920, False)]
# Of what a page may shift while it loads, as browsers count it; from 0.1 readers notice. It is below 0.01 where the page comes
# at once; a busy machine paints a table before its last rows are there, which then move its columns by a little.
MOST_SHIFT = 0.05


@pytest.fixture(scope="module")
def ids(server: str) -> dict[str, str]:
    """An id of each kind of record that has a page."""

    def first(path: str) -> dict[str, Any]:
        found: dict[str, Any] = httpx.get(f"{server}/api/v1/{path}", timeout=60).json()["items"][0]
        return found

    event = first("events?dyad=KOR-JPN&order=confidence")
    return {
        "event": event["id"],
        "incident": event["incident"],
        "document": event["document"],
        "actor": event["source"][0]["id"],
        "agreement": first("agreements?name=GSOMIA")["id"],
    }


def wait_until_made(page: Any) -> None:
    """Wait for what a page fetches by itself: swapped while it is being looked at, it would be half of each."""
    for _ in range(60):
        if page.locator("[hx-trigger^=load]").count() == 0:
            return
        page.wait_for_timeout(250)


@pytest.mark.parametrize("width, dark", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fit_to_be_read(
    name: str,
    width: int,
    dark: bool,
    ids: dict[str, str],
    visit: Callable[..., Any],
    axe: Callable[[Any], list[str]],
    screenshot: Callable[[Any], Any],
    problems: list[str],
) -> None:
    page = visit(PAGES[name].format(**ids), width=width, dark=dark)
    wait_until_made(page)
    if name == "error":
        problems.clear()  # the browser tells of the 404, which is wanted here
    wide, shift = page.evaluate("[document.documentElement.scrollWidth, window.layoutShift]")
    screenshot(page)  # of the whole length, for which the browser lays the page out anew
    assert wide <= width
    assert shift < MOST_SHIFT
    assert page.locator("h1").count() == 1
    assert axe(page) == []


def test_the_theme_can_be_switched_and_is_kept(visit: Callable[..., Any]) -> None:
    def background(page: Any) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page = visit("/search")
    light = background(page)
    page.locator("[data-theme-switch]").click()
    dark = background(page)
    assert dark != light
    page.reload()
    assert background(page) == dark
