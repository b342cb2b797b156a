"""`/incidents` and `/incidents/{id}`: acts, each with all that report it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from detente.web.case import Case, open_case
from detente.web.pages import context
from detente.web.templating import page
from detente.web.views.events import incident_list
from detente.web.views.incident import incident_page

router = APIRouter(include_in_schema=False)


@router.get("/incidents")
def incidents(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """List incidents of which a report fits the filters."""
    found = incident_list(case, request.query_params)
    return page(
        request,
        case,
        "incidents.html.j2",
        status=400 if found.query.problems else 200,
        shown=found,
        action="/incidents",
    )


@router.get("/incidents/{incident_id}")
def incident(request: Request, case: Annotated[Case, Depends(open_case)], incident_id: str) -> Response:
    """Show all reports of one act side by side."""
    found = incident_page(case, incident_id)
    if found is None:
        raise HTTPException(
            404, f"There is no incident {incident_id} in this store, or reviewers rejected all its reports."
        )
    return page(request, case, "incident.html.j2", shown=found, **context.judging(request))
