from __future__ import annotations

import re

import pytest

PAGES = {
    "overview": "/?on=2019-07-01",
    "dyad": "/dyads/KOR-JPN?freq=quarter&on=2019-07-01",
    "acts": "/dyads/KOR-JPN/acts?freq=quarter&period=2019-07-01",
    "dyads": "/dyads",
    "timeline": "/timeline?since=2019-01-01&until=2019-12-31",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)], ids=["narrow dark", "wide light"])
def test_pages_are_accessible_and_fit(visit, axe, screenshot, name: str, width: int, dark: bool) -> None:
    page = visit(PAGES[name], width=width, dark=dark)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.evaluate("window.layoutShift") < 0.05
    screenshot(page)


def test_a_cell_of_the_heat_map_opens_its_sentences(visit) -> None:
    page = visit(PAGES["overview"])
    page.locator('#chart-heat svg a[href*="/acts?"]').first.click()
    page.wait_for_url(re.compile("/acts"))
    assert page.locator(".evidence").count() > 0


def test_a_bar_of_the_index_is_hit_beside_its_ink(visit) -> None:
    page = visit(PAGES["dyad"])
    bar = page.locator('#chart-index svg a[href*="kind=conflict"]').first
    box = bar.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 3)
    page.wait_for_url(re.compile("kind=conflict"))


def test_marks_are_reached_by_keyboard(visit) -> None:
    page = visit(PAGES["overview"])
    page.locator("#chart-heat svg a").first.focus()
    assert page.evaluate("document.activeElement.closest('svg') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/dyads/"))


def test_the_table_of_a_chart_opens(visit) -> None:
    page = visit(PAGES["timeline"])
    page.locator("#chart-timeline summary").click()
    assert page.locator("#chart-timeline table tbody tr").count() > 5


def test_charts_follow_the_theme(visit) -> None:
    page = visit(PAGES["dyad"])
    bar = page.locator('#chart-index path[fill="var(--chart-conflict)"]').first
    light = bar.evaluate("element => getComputedStyle(element).fill")
    page.locator("[data-theme-switch]").click()
    assert bar.evaluate("element => getComputedStyle(element).fill") != light


def test_the_first_page_works_without_scripts(browser, server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/")
    page.select_option("#side", "conflict")
    page.get_by_role("button", name="Show").click()
    assert "side=conflict" in page.url
    assert page.locator("#chart-heat svg a").count() > 0
    context.close()
