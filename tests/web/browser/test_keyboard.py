"""By keyboard alone, from the overview to a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

ACTIVE = "document.activeElement?.getAttribute('href') ?? document.activeElement?.getAttribute('xlink:href') ?? ''"


def tab_to(page: Any, address: str, most: int = 400) -> str:
    """Press Tab until a link whose address matches has the focus, and return its address."""
    for _ in range(most):
        page.keyboard.press("Tab")
        href = str(page.evaluate(ACTIVE))
        if re.search(address, href):
            return href
    raise AssertionError(f"no link to {address} within {most} stops of Tab")


def test_from_the_overview_to_a_sentence(visit: Callable[..., Any]) -> None:
    page = visit("/")
    page.keyboard.press("Tab")  # the first stop skips the navigation
    assert page.evaluate(ACTIVE) == "#main"
    page.keyboard.press("Enter")
    tab_to(page, r"/dyads/[A-Z]+-[A-Z]+")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/dyads/"))
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    tab_to(page, r"/(documents|events|incidents)(/|\?)")
    page.keyboard.press("Enter")
    drawer_or_page = page.locator("#drawer:not([hidden]) :is(q, blockquote, mark), main :is(q, blockquote, mark)")
    drawer_or_page.first.wait_for()
    assert drawer_or_page.first.inner_text().strip()


def test_every_stop_shows_that_it_has_the_focus(visit: Callable[..., Any]) -> None:
    page = visit("/search?q=pact")
    unseen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return e === document.body || parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; })()"
        )
        if not seen:
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []
