from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]


def test_a_bar_opens_the_documents_that_it_counts(visit: Visit) -> None:
    page = visit("/coverage")
    with page.expect_navigation():
        page.locator("#chart-languages svg a").first.click(force=True)
    assert "language=en" in page.url
