"""`/actors` and `/actors/{id}`: who acts, found by a name in any script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from detente.web.case import Case, open_case
from detente.web.pages import context
from detente.web.templating import page
from detente.web.views.actor import actor_page
from detente.web.views.actors import actor_list

router = APIRouter(include_in_schema=False)


@router.get("/actors")
def actors(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """List the actors of the store."""
    found = actor_list(case, request.query_params)
    return page(request, case, "actors.html.j2", status=400 if found.problems else 200, shown=found)


@router.get("/actors/{actor_id:path}")
def actor(request: Request, case: Annotated[Case, Depends(open_case)], actor_id: str) -> Response:
    """Show an actor: names, offices, mentions and events."""
    found = actor_page(case, actor_id)
    if found is None:
        raise HTTPException(404, f"Neither the tables nor this store know an actor {actor_id}.")
    return page(request, case, "actor.html.j2", shown=found, **context.judging(request))
