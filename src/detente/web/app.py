"""The app: routes, what wraps them, and what happens when one fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from anyio import to_thread
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from detente.errors import StoreError, UnknownDocumentError
from detente.web import assets, charts
from detente.web.api import router as api_router
from detente.web.case import CaseFile
from detente.web.keeping import Keeper
from detente.web.pages import (
    actors,
    agreements,
    api,
    brief,
    coverage,
    documents,
    dyads,
    editions,
    event,
    events,
    incident,
    judgements,
    judging,
    overview,
    search,
    signing_in,
    timeline,
)
from detente.web.passwords import Doorkeeper
from detente.web.problems import problem
from detente.web.security import HEADERS, Guard, cookie_name
from detente.web.sessions import Sessions, check_token
from detente.web.settings import Settings

# Each page and each part of the API has a module with a `router`; add its import above and its router here.
# The order matters only where a path of one could also be read as a path of another.
ROUTERS: Final[tuple[APIRouter, ...]] = (
    signing_in.router,
    events.router,
    event.router,
    incident.router,
    documents.router,
    actors.router,
    judging.router,
    judgements.router,
    search.router,
    editions.router,
    agreements.router,
    coverage.router,
    api.router,
    api_router,
    overview.router,
    dyads.router,
    brief.router,
    timeline.router,
)


def create_app(settings: Settings) -> FastAPI:
    """Return the app that serves a store.

    Args:
        settings: Which store, and how.
    """
    case_file, sessions = CaseFile(settings), Sessions()
    doorkeeper = Doorkeeper(settings.password_hash) if settings.password_hash else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        charts.warm()
        await to_thread.run_sync(overview.warm, case_file)
        yield
        case_file.close()

    app = FastAPI(
        title="détente",
        lifespan=lifespan,
        # The stock pages load from elsewhere; ours stands at /api.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Every route, of whatever page: what changes something needs the token of the session.
        dependencies=[Depends(check_token)],
        middleware=[
            Middleware(Guard, settings=settings, sessions=sessions, doorkeeper=doorkeeper),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
            Middleware(Keeper, file=case_file, cookie=cookie_name(settings)),
        ],
        exception_handlers={
            HTTPException: _refused,
            RequestValidationError: _not_understood,
            StoreError: _no_store,
            UnknownDocumentError: _no_document,
            Exception: _failed,
        },
    )
    app.state.settings = settings
    app.state.case_file = case_file
    app.state.sessions = sessions
    app.state.doorkeeper = doorkeeper
    app.router.routes.extend(assets.routes)
    for router in ROUTERS:
        app.include_router(router)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(request, error.status_code, error.detail, headers=dict(error.headers or {}))


async def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    named = {".".join(map(str, one["loc"][1:])) or str(one["loc"][0]): one["msg"] for one in error.errors()}
    return problem(request, 400, "; ".join(f"{name}: {message}" for name, message in named.items()))


async def _no_store(request: Request, error: Exception) -> Response:
    return problem(request, 503, f"The store cannot be used: {error}")


async def _no_document(request: Request, error: Exception) -> Response:
    return problem(request, 404, str(error))


async def _failed(request: Request, _: Exception) -> Response:
    # Outside of all that wraps the routes, so the headers are not added there.
    return problem(request, 500, headers=HEADERS | {"Cache-Control": "no-store"})
