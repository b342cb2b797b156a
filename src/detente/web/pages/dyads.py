"""The pages of dyads: all of them, one of them, and the acts in one value of its index."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from detente.agreements.records import STANCE_WORDS, Evidence, Quoted
from detente.web.case import Case, open_case
from detente.web.charts import respond
from detente.web.filters import Reader, dyad
from detente.web.links import passage_url
from detente.web.templating import page
from detente.web.views.addresses import address
from detente.web.views.agreements import between
from detente.web.views.dyad import dyad_page, is_undirected
from detente.web.views.dyad_acts import dyad_acts
from detente.web.views.dyads import ORDERS, dyad_list
from detente.web.views.editions import series_url, signals
from detente.web.views.measured import day, read_measure

router = APIRouter(include_in_schema=False)
InCase = Annotated[Case, Depends(open_case)]


@router.get("/dyads")
def dyads(request: Request, case: InCase) -> Response:
    """Return the list of all dyads."""
    return page(
        request,
        case,
        "dyads.html.j2",
        to=partial(address, case),
        orders=ORDERS,
        dyads=dyad_list(case, request.query_params),
    )


@router.get("/dyads/{pair}")
def one_dyad(request: Request, case: InCase, pair: str) -> Response:
    """Return the page of two countries."""
    two = _pair(pair)
    reader = Reader(request.query_params)
    on = reader.one("on", day) or date.today()
    asked = read_measure(request.query_params, two)
    found = dyad_page(case, asked)
    answer = respond(request, found.charts)
    if answer is not None:
        return answer
    return page(
        request,
        case,
        "dyad.html.j2",
        to=partial(address, case),
        series_url=series_url,
        dyad=found,
        a=two[0],
        b=two[1],
        problems=(*asked.problems, *reader.problems),
        signals=signals(case, *two),
        pacts=between(case, *two, on),
        stances=STANCE_WORDS,
        quoted_url=_quoted_url,
        is_undirected=is_undirected,
    )


@router.get("/dyads/{pair}/acts")
def acts(request: Request, case: InCase, pair: str) -> Response:
    """Return the acts in one value of an index, or behind one turning point."""
    two = _pair(pair)
    found = dyad_acts(case, two, request.query_params)
    if found is None:
        raise HTTPException(404, "These two have no such value or turning point; name a period as period=2019-08-01.")
    return page(request, case, "dyad_acts.html.j2", to=partial(address, case), found=found, a=two[0], b=two[1])


def _quoted_url(one: Evidence) -> str | None:
    return passage_url(one.document, one.span.start, one.span.end) if isinstance(one, Quoted) else None


def _pair(text: str) -> tuple[str, str]:
    try:
        return dyad(text)
    except ValueError as error:
        raise HTTPException(404, f"There is no such page: {error}.") from error
