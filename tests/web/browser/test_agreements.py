from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]
DAY = "on=2019-08-22"


def settled(page: Page) -> Page:
    page.wait_for_selector(".waiting", state="detached", timeout=60_000)
    return page


def test_a_deadline_of_the_month_leads_to_its_rule(visit: Visit) -> None:
    page = settled(visit(f"/calendar?{DAY}&party=KOR"))
    with page.expect_navigation():
        page.locator("table.month a").first.click()
    assert "at least 90 days before" in settled(page).locator("#due ~ article").first.inner_text()


def test_a_quoted_sentence_opens_in_its_document(visit: Visit) -> None:
    page = settled(visit(f"/agreements/gsomia?{DAY}"))
    link = page.locator(".step q a").first
    words = link.inner_text()[:40]
    link.click()
    assert words in page.locator("#drawer:not([hidden])").inner_text()
