"""The page of the timeline."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from detente.records import EVENT_TYPES, STATUSES
from detente.web.case import Case, open_case
from detente.web.charts import respond
from detente.web.templating import page
from detente.web.views.addresses import address
from detente.web.views.dyad import all_dyads
from detente.web.views.timeline import make_timeline

router = APIRouter(include_in_schema=False)

# What the form of the page asks for; other filters of an address stay as they are.
_ASKED: Final = frozenset({"q", "country", "type", "status", "since", "until", "lanes"})
_NOT_KEPT: Final = frozenset({"page", "per_page", "order", "chart", "format", "fragment"})


@router.get("/timeline")
def timeline(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """Return the timeline of the events that fit the filters."""
    found = make_timeline(case, request.query_params)
    answer = respond(request, [found.chart])
    if answer is not None:
        return answer
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in _ASKED | _NOT_KEPT]
    return page(
        request,
        case,
        "timeline.html.j2",
        to=partial(address, case),
        found=found,
        kept=kept,
        countries=sorted({code for one in all_dyads(case) for code in (one.a, one.b)}),
        types=EVENT_TYPES,
        statuses=STATUSES,
    )
