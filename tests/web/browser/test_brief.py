"""The brief in a browser."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect


@pytest.fixture(scope="module", autouse=True)
def _made(server: str) -> None:
    """Have the brief made before a browser waits for it: the first one of a server loads the parser and the tables."""
    httpx.get(f"{server}/brief/GRC-TUR", timeout=120).raise_for_status()


def test_brief_is_accessible_and_fits(visit, axe, screenshot):
    for width, dark in ((1280, False), (360, True)):
        page = visit("/brief/GRC-TUR", width=width, dark=dark)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        screenshot(page)


def test_reference_of_the_short_answer_leads_to_its_line(visit):
    page = visit("/brief/GRC-TUR")
    page.locator("#answer").get_by_role("link", name="line").first.click()
    expect(page.locator(".line:target")).to_be_in_viewport()
