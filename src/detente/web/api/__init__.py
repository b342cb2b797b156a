"""The JSON API below /api/v1: each module has a `router`, and `router` here has them all."""

from __future__ import annotations

from fastapi import APIRouter

from detente.web.api import agreements, documents, dyads, editions, events, judgements, search
from detente.web.api.route import ApiRoute

router = APIRouter(route_class=ApiRoute)
for part in (search, events, dyads, documents, editions, agreements, judgements):
    router.include_router(part.router, prefix="/api/v1")
