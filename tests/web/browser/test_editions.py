from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ..shelf import make_store

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]
SERIES = "/editions/jp_defense_white_paper"
PAIR = f"{SERIES}/2018/2019"


@pytest.fixture
def editions(serve: Callable[..., str], tmp_path: Path) -> str:
    return serve(make_store(tmp_path / "editions.db"))


def settled(page: Page) -> Page:
    """Wait until nothing of the page is being made any more: it asks again by itself."""
    page.wait_for_selector(".waiting", state="detached", timeout=60_000)
    return page


def test_a_page_that_is_being_made_shows_it_by_itself(visit: Visit, editions: str) -> None:
    page = settled(visit(SERIES, at=editions))
    assert page.locator("#chart-order svg").count() == 1


def test_a_place_in_the_order_opens_its_sentence(visit: Visit, editions: str) -> None:
    page = settled(visit(SERIES, at=editions))
    with page.expect_navigation():
        page.locator("#chart-order svg a", has_text="South Korea: 4 in 2019").click(force=True)
    assert "Republic of Korea" in page.locator("main").inner_text()


def test_a_change_opens_both_passages_beside_the_page(visit: Visit, editions: str) -> None:
    page = settled(visit(PAIR, at=editions))
    links = page.locator(".change", has_text="essential").first.locator(".side > .note a")
    for number, words in enumerate(("essential", "important")):
        links.nth(number).click()
        drawer = page.locator("#drawer:not([hidden])")
        drawer.get_by_text(f"Korea is {words} for dealing").first.wait_for()
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_nothing_is_out_of_reach(
    visit: Visit,
    editions: str,
    axe: Callable[[Page], list[str]],
    screenshot: Callable[[Page], Path],
    width: int,
    dark: bool,
) -> None:
    for address in (SERIES, PAIR, f"{PAIR}?view=texts"):
        page = settled(visit(address, at=editions, width=width, dark=dark))
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    screenshot(page)
