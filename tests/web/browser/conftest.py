"""A real browser: one for the process, a context of its own for each test, watched for whatever goes wrong in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

# The browser must call nobody but the server under test.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENSHOTS = Path(__file__).resolve().parents[3] / "build" / "screenshots"

# Adds up the layout shifts that no input of the reader brought about.
_COUNT_SHIFTS = """
window.layoutShift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""

Visit = Callable[..., "Page"]


# For the package, not the session: Playwright keeps an event loop running in this thread, which other tests may need.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that $CHROMIUM names; the test is skipped where there is none."""
    from playwright.sync_api import sync_playwright

    executable = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    if not executable.exists():
        pytest.skip(f"{executable}: there is no Chromium here (install it, or name one by $CHROMIUM)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the page: errors, refused by the policy, calls elsewhere. A test that provokes one clears it."""
    return []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(60_000)  # a brief of a machine with much else to do may take half of it
    context.add_init_script(_COUNT_SHIFTS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: str, problems: list[str]) -> Iterator[Page]:
    """A page of 1280 px; the test fails when anything of `problems` is left at its end."""
    page = context.new_page()
    # The policy's refusals are messages of the console, too.
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("request", lambda request: problems.append(f"calls {request.url}") if _elsewhere(request.url) else None)
    yield page
    assert problems == []


def _elsewhere(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in {"data", "blob", "about"} and parts.hostname != "127.0.0.1"


@pytest.fixture
def visit(page: Page, server: str) -> Visit:
    """`visit("/events", width=360, dark=True)` opens a page of the sample server and returns the browser's page."""

    def go(path: str, *, width: int = 1280, dark: bool = False, at: str | None = None) -> Page:
        size: ViewportSize = {"width": width, "height": 800 if width < 1000 else 900}
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.goto((at or server) + path, wait_until="load")
        return page

    return go


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)` lists what breaks WCAG 2.2 AA or good practice, each with the elements concerned."""
    from axe_playwright_python.sync_playwright import Axe

    run = Axe()

    def violations(page: Page) -> list[str]:
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
        found = run.run(page, options=options).response["violations"]
        return [
            f"{one['id']}: {one['help']}: " + "; ".join(node["html"][:200] for node in one["nodes"][:5])
            for one in found
        ]

    return violations


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[[Page], Path]:
    """`screenshot(page)` keeps what the whole page looks like in build/screenshots, under the name of the test."""

    def take(page: Page) -> Path:
        name = re.sub(r"[^\w.-]+", "_", request.node.name)
        path = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take
