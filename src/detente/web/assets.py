"""Style sheet, scripts and icon: read once, packed once, and named by their content so that browsers keep them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
# Files that are served as one: the first, and after it every file of the folder in the order of the names.
_JOINED = {"app.css": "css", "app.js": "js"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages refer to.

    Attributes:
        digest: Start of the SHA-256 of the content, part of its address.
        packed: The content as gzip, or None where that is no shorter.
    """

    content: bytes
    packed: bytes | None
    kind: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Return every packaged asset by its name, such as "app.css" or "vendor/htmx.min.js"."""
    root = files("detente.web") / "static"
    found = dict(_contents(root, ""))
    for name, folder in _JOINED.items():
        parts = [found.pop(part) for part in sorted(found) if part.startswith(f"{folder}/")]
        if name in found:
            found[name] = b"\n".join([found[name], *parts])
    return {name: _asset(name, content) for name, content in found.items()}


def asset_url(name: str) -> str:
    """Return the address of an asset, which changes with its content.

    Raises:
        KeyError: If there is none of that name.
    """
    return f"/static/{assets()[name].digest}/{name}"


async def serve_asset(request: Request) -> Response:
    """Answer with an asset; one asked for by another content's address is not found."""
    asset = assets().get(request.path_params["name"])
    if asset is None or request.path_params["digest"] != asset.digest:
        return Response("not found", 404, media_type="text/plain")
    headers = {"Cache-Control": _FOR_EVER, "Content-Type": asset.kind, "Vary": "Accept-Encoding"}
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.content, headers=headers)


async def serve_icon(_: Request) -> Response:
    """Answer browsers that ask for an icon without having read the page."""
    return Response(
        assets()["icon.svg"].content, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"}
    )


routes = [
    Route("/static/{digest}/{name:path}", serve_asset, methods=["GET", "HEAD"]),
    Route("/favicon.ico", serve_icon, methods=["GET", "HEAD"]),
]


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _contents(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(tuple(_TYPES)):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found


def _asset(name: str, content: bytes) -> Asset:
    packed = gzip.compress(content, 9, mtime=0)
    digest = hashlib.sha256(content).hexdigest()[:12]
    kind = _TYPES[name[name.rindex(".") :]]
    return Asset(content, packed if len(packed) < len(content) else None, kind, digest)
