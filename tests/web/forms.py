"""Posting forms as a browser without scripts would: with the token of the page that they stand on."""

from __future__ import annotations

import re
from typing import Any

from httpx import Response
from starlette.testclient import TestClient


def token(client: TestClient, page: str = "/judgements") -> str:
    """Return the token of a page's forms."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(page).text)
    assert found, f"{page} has no form with a token"
    return found[1]


def post(client: TestClient, address: str, *, script: bool = False, **fields: Any) -> Response:
    """Post a form; `script` as htmx would."""
    headers = {"HX-Request": "true"} if script else {}
    return client.post(address, data={"csrf": token(client), **fields}, headers=headers)
