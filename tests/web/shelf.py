"""A store of the short editions in `tests/web/editions/`, and a client that waits for what is made in the background."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
from click.testing import CliRunner
from starlette.testclient import TestClient

FOLDER = Path(__file__).parent / "editions"
_LONGEST_S = 120.0


def make_store(path: Path) -> Path:
    """Read the editions into a new store at `path`."""
    from detente.cli import main

    result = CliRunner().invoke(main, ["read", str(FOLDER), "--store", str(path), "--quiet"])
    assert path.exists(), result.output
    return path


def ready(client: TestClient, address: str) -> httpx.Response:
    """Ask for a page until nothing of it is still being made."""
    until = time.monotonic() + _LONGEST_S
    while True:
        answer = client.get(address)
        if 'class="waiting"' not in answer.text:
            return answer
        assert time.monotonic() < until, f"{address} was not ready in {_LONGEST_S:.0f} s"
        time.sleep(0.1)
