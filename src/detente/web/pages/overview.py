"""The first page, and its list of turning points, which comes when it is made."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import QueryParams

from detente.errors import StoreError
from detente.web.case import Case, CaseFile, open_case
from detente.web.charts import respond
from detente.web.filters import Reader
from detente.web.templating import environment, page
from detente.web.views.addresses import address
from detente.web.views.measured import day
from detente.web.views.overview import SIDES, overview, read_options
from detente.web.views.turning import latest_turns

router = APIRouter(include_in_schema=False)
InCase = Annotated[Case, Depends(open_case)]

# Turning points that the first page shows; and how long it and the page of all of them wait for these to be made.
_SHOWN: Final = 8
_WAIT_S: Final = 0.15
_WAIT_LONGER_S: Final = 8.0


def warm(file: CaseFile) -> None:
    """Make the first page before anybody asks: its first queries, drawing and templates take a second or two."""
    try:
        _ = overview(Case(file), read_options(QueryParams()), date.today()).heat.svg
    except StoreError:
        return  # said to who asks for a page
    environment().get_template("overview.html.j2")


@router.get("/")
def first(request: Request, case: InCase) -> Response:
    """Return the first page."""
    reader = Reader(request.query_params)
    on = reader.one("on", day) or date.today()
    options = read_options(request.query_params)
    found = overview(case, options, on)
    answer = respond(request, [found.heat])
    if answer is not None:
        return answer
    # Only now, so that the thread that looks for them does not hold up what is seen first.
    _ = found.heat.svg
    turns = latest_turns(case, _WAIT_S)
    return page(
        request,
        case,
        "overview.html.j2",
        to=partial(address, case),
        found=found,
        turns=turns,
        most=_SHOWN,
        sides=SIDES,
        problems=(*options.problems, *reader.problems),
    )


@router.get("/turning-points")
def turning_points(request: Request, case: InCase) -> Response:
    """Return the turning points of all dyads; with `part=1` only the list that the first page shows."""
    turns = latest_turns(case, _WAIT_LONGER_S)
    return page(
        request,
        case,
        "turning_points.html.j2",
        to=partial(address, case),
        turns=turns,
        most=_SHOWN if request.query_params.get("part") == "1" else None,
    )
