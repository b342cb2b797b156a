"""`/events/{id}`: one event."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from detente.web.case import Case, open_case
from detente.web.links import event_url
from detente.web.pages import context
from detente.web.templating import page
from detente.web.views.event import event_page
from detente.web.views.judging import Fields

router = APIRouter(include_in_schema=False)


@router.get("/events/{event_id}")
def event(request: Request, case: Annotated[Case, Depends(open_case)], event_id: str) -> Response:
    """Show an event with its sentence in its place, its incident and its judgements."""
    return show(request, case, event_id)


def show(request: Request, case: Case, event_id: str, *, status: int = 200, **given: Any) -> Response:
    """Render the page of an event.

    Args:
        request: What is answered.
        case: The case.
        event_id: Id of the event.
        status: HTTP status.
        given: What the form of the judgement held and what was wrong with it, where it was sent and refused: `error`,
            `fields`, `reviewer`, `reason`.
    """
    found = event_page(case, event_id)
    if found is None:
        raise HTTPException(404, f"There is no event {event_id} in this store.")
    names: dict[str, Any] = context.judging(request) | {
        "shown": found,
        "report": found.report,
        "history": found.history,
        "fields": Fields.of(found.counts or found.event),
        "reason": "",
        "error": None,
        "next": event_url(event_id),
    }
    return page(request, case, "event.html.j2", status=status, **(names | given))
