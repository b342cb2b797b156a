"""The search in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def test_the_stroke_leads_to_the_field(visit: Callable[..., Any]) -> None:
    page = visit("/search?q=pact")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-q"
    page.keyboard.press("Control+A")
    page.keyboard.type('"intelligence pact"')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("intelligence"))
    assert page.locator(".hit").count() > 0


def test_a_hit_opens_its_passage(visit: Callable[..., Any]) -> None:
    page = visit("/search?q=radar")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url(re.compile("/documents/"))
    mark = page.locator("mark.m-found, mark:has-text('radar')").first
    mark.wait_for()
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900


def test_a_filter_narrows_and_stands_in_the_address(visit: Callable[..., Any]) -> None:
    page = visit("/search?q=pact")
    whole = page.locator(".hit").count()
    page.locator("input[name=type]").first.check()
    page.get_by_role("button", name="Narrow").click()
    page.wait_for_url(re.compile("type="))
    assert page.locator(".hit").count() <= whole
    page.locator(".chips a").first.click()
    page.wait_for_url(re.compile(r"\?(?!.*type=)"))
    assert page.locator(".hit").count() == whole


def test_it_works_without_scripts(browser: Any, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/search")
    page.locator("#search-q").fill("radar")
    page.locator("#search button").click()
    page.wait_for_url(re.compile("q=radar"))
    assert page.locator(".hit").count() > 0
    context.close()
