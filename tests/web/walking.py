"""The routes of an app, for tests that must hold for every one."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """Return every method and path of the app, those of included routers too."""
    return [
        (method, str(route.path)) for route in iter_route_contexts(app.routes) for method in sorted(route.methods or ())
    ]
