"""`/events`: every sentence that was coded, narrowed by filters that the address holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from detente.web.case import Case, open_case
from detente.web.pages import context
from detente.web.templating import page
from detente.web.views.events import event_list

router = APIRouter(include_in_schema=False)


@router.get("/events")
def events(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """List the events that fit the filters."""
    found = event_list(case, request.query_params)
    return page(
        request,
        case,
        "events.html.j2",
        status=400 if found.query.problems else 200,
        shown=found,
        action="/events",
        **context.judging(request),
    )
