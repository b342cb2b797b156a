"""Take the pictures of docs/app.md from the running app, on a store made of the packaged samples and the editions of the tests.

usage: uv run scripts/picture_app.py [OUT] [--store FILE] [--only NAME]

Needs Debian's Chromium, or the one that $CHROMIUM names. The pictures are PNG with a palette, made small for the docs.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from PIL import Image

from detente.data.tables import data_path
from detente.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
EDITIONS = ROOT / "tests/web/editions"
MOST_BYTES = 120_000
WIDTH, HEIGHT = 1100, 760
# Seconds to wait for what the server makes beside the requests.
PATIENCE_S = 120

# Name of the picture -> address, whether dark, width, height; ids stand in braces.
VIEWS: dict[str, tuple[str, bool, int, int]] = {
    "overview": ("/", False, WIDTH, HEIGHT),
    "dyad": ("/dyads/JPN-KOR", False, WIDTH, 1100),
    "timeline": ("/timeline?dyad=JPN-KOR", False, WIDTH, HEIGHT),
    "events": ("/events?dyad=JPN-KOR&type=THREATEN&type=RETREAT", False, WIDTH, HEIGHT),
    "event": ("/events/{event}", False, WIDTH, HEIGHT),
    "incident": ("/incidents/{incident}", False, WIDTH, HEIGHT),
    "document": ("/documents/{document}", False, WIDTH, HEIGHT),
    "editions": ("{series}", False, WIDTH, HEIGHT),
    "changes": ("{pair}", False, WIDTH, HEIGHT),
    "agreement": ("/agreements/{agreement}", False, WIDTH, HEIGHT),
    "calendar": ("/calendar", False, WIDTH, HEIGHT),
    "actors": ("/actors", False, WIDTH, HEIGHT),
    "search": ("/search?q=intelligence+pact", False, WIDTH, HEIGHT),
    "coverage": ("/coverage", False, WIDTH, HEIGHT),
    "judgements": ("/judgements", False, WIDTH, HEIGHT),
    "brief": ("/brief/JPN-KOR", False, WIDTH, HEIGHT),
    "api": ("/api", False, WIDTH, HEIGHT),
    "dark": ("/dyads/JPN-KOR", True, WIDTH, HEIGHT),
    "narrow": ("/events?dyad=JPN-KOR", False, 360, HEIGHT),
}


def make_store(path: Path) -> None:
    """Read and code the samples and the editions, and judge a few events."""
    command = [sys.executable, "-c", "from detente.cli import main; main()", "code", "--quiet", "--store", str(path)]
    # From within the folders, so that the pictures show short paths. Exit code 1 tells of samples in languages that are not
    # coded; they are there to show just that.
    for folder, names in (
        (data_path("samples/documents"), ("grc-tur", "kor-jpn")),
        (EDITIONS.parent, (EDITIONS.name,)),
    ):
        subprocess.run([*command, *names], check=False, cwd=folder)
    with Store(path) as store:
        first, second, third = store.find_events(limit=3, order="confidence").items
        store.judge(first.id, "accepted", reviewer="Ada")
        store.judge(second.id, "rejected", reviewer="Ada", reason="Only announced.")
        store.judge(second.id, "accepted", reviewer="Ben")
        store.judge(third.id, "accepted", reviewer="Ben", reason="Both papers have it.")


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """Run the app on a free port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    program = [sys.executable, "-c", "from detente.cli import main; main()", "serve", str(store), "--quiet"]
    process = subprocess.Popen([*program, "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        while process.poll() is None:
            try:
                httpx.get(f"{address}/api/v1", timeout=60)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def ids(address: str) -> dict[str, str]:
    """Return what the addresses of the views need, of what the sample store has most to show of."""

    def ask(path: str) -> Any:
        until = time.monotonic() + PATIENCE_S
        while True:
            found = httpx.get(f"{address}/api/v1/{path}", timeout=120).raise_for_status().json()
            if found.get("ready", True) or time.monotonic() > until:
                return found
            time.sleep(1)

    incidents = ask("incidents?dyad=JPN-KOR&per_page=200")["items"]
    told = max(incidents, key=lambda one: (one["reports"], one["id"]))
    documents = ask("documents?language=en&order=events&per_page=1")["items"]
    found = {
        "event": told["best"]["id"],
        "incident": told["id"],
        "document": documents[0]["id"],
        "agreement": ask("agreements?name=GSOMIA")["items"][0]["id"],
    }
    for series in ask("editions")["items"]:
        found.setdefault("series", series["page"])
        if len(series["editions"]) > 1:
            before, after = series["editions"][:2]
            compared = ask(f"editions/{series['slug']}/{before['slug']}/{after['slug']}")
            found |= {"series": series["page"], "pair": compared["html"]}
            ask(f"editions/{series['slug']}/{after['slug']}")
            break
    return found


def take(browser: Browser, url: str, out: Path, *, dark: bool, width: int, height: int) -> None:
    """Take one picture, once the page has nothing left that is being made."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    until = time.monotonic() + PATIENCE_S
    while page.locator(".waiting").count() and time.monotonic() < until:
        time.sleep(2)
        page.reload()
    page.screenshot(path=out, animations="disabled")
    context.close()
    shrink(out)


def shrink(path: Path) -> None:
    """Give a picture a palette, of as few colours as it takes to stay small."""
    with Image.open(path) as opened:
        whole = opened.convert("RGB")
    for colours in (128, 64, 32, 16):
        whole.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return


def main() -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "docs/pictures")
    parser.add_argument("--store", type=Path, help="A store that is there, instead of one made of the samples.")
    parser.add_argument("--only", action="append", choices=VIEWS, help="Only this view; may be repeated.")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = given.store or Path(folder) / "samples.db"
        if given.store is None:
            make_store(store)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with serving(store) as address:
            known = ids(address)
            for name in given.only or VIEWS:
                path, dark, width, height = VIEWS[name]
                try:
                    where = path.format(**known)
                except KeyError as missing:
                    print(f"{name}: the store has no {missing}")
                    continue
                out = given.out / f"{name}.png"
                take(browser, address + where, out, dark=dark, width=width, height=height)
                print(f"{out}: {out.stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
