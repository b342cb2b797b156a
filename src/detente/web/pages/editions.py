"""`/editions`: the series of official documents in the store, their editions, and what changed between two of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from detente.editions.series import Series
from detente.web.case import Case, open_case
from detente.web.charts import respond
from detente.web.links import passage_url
from detente.web.paging import Slice
from detente.web.templating import page
from detente.web.views.editions import Shelf, find_edition, pair_url, series_url, shelf, slug_of
from detente.web.views.editions_claims import claimed
from detente.web.views.editions_pair import Choice, pair_page
from detente.web.views.editions_series import series_page

router = APIRouter(include_in_schema=False)

OpenCase = Annotated[Case, Depends(open_case)]
_ROWS = 60
_ADDRESSES: dict[str, Any] = {"series_url": series_url, "pair_url": pair_url, "slug_of": slug_of}


@router.get("/editions")
def list_series(request: Request, case: OpenCase) -> Response:
    """List the series at hand, and what news says about editions, at hand or not."""
    held = shelf(case)
    news = claimed(case, held)
    ready = held.ready and news.ready
    return page(request, case, "editions.html.j2", shelf=held, news=news, ready=ready, **_ADDRESSES)


@router.get("/editions/{name}")
def one_series(
    request: Request,
    case: OpenCase,
    name: str,
    part: str | None = None,
    leave_out: Annotated[list[str] | None, Query()] = None,
    before: str | None = None,
    after: str | None = None,
) -> Response:
    """Show a series; with `before` and `after` go to their comparison."""
    held = shelf(case)
    if not held.ready:
        return _not_ready(request, case, "Editions")
    series = _series(held, name)
    if before and after:
        first, second = find_edition(series, before), find_edition(series, after)
        if first is None or second is None:
            raise HTTPException(404, f"{series.name} has no such edition.")
        return RedirectResponse(pair_url(first, second), 303)
    left_out = [code for given in leave_out or () for code in given.split(",") if code.strip()]
    shown = series_page(case, series, (part or "").strip() or None, [code.strip() for code in left_out])
    file = respond(request, shown.charts)
    if file is not None:
        return file
    chosen = {"part": part or "", "leave_out": ", ".join(left_out)}
    return page(request, case, "editions_series.html.j2", shown=shown, ready=shown.ready, chosen=chosen, **_ADDRESSES)


@router.get("/editions/{name}/{before}/{after}")
def compare_two(
    request: Request,
    case: OpenCase,
    name: str,
    before: str,
    after: str,
    country: str | None = None,
    kind: str | None = None,
    topic: str | None = None,
    view: str = "changes",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """Show what changed between two editions: a list by weight, or the texts side by side (`view=texts`)."""
    held = shelf(case)
    if not held.ready:
        return _not_ready(request, case, "Editions compared")
    series = _series(held, name)
    first, second = find_edition(series, before), find_edition(series, after)
    if first is None or second is None:
        raise HTTPException(404, f"{series.name} has no such edition.")
    choice = Choice(country or None, kind or None, topic or None)
    shown = pair_page(case, series, first, second, choice)
    texts = view == "texts"
    rows = shown.rows if texts else shown.changes
    return page(
        request,
        case,
        "editions_pair.html.j2",
        shown=shown,
        ready=shown.comparison is not None,
        choice=choice,
        texts=texts,
        listed=Slice.of(rows, number, _ROWS),
        row_url=lambda edition, span: passage_url(edition.document.id, span.start, span.end),
        **_ADDRESSES,
    )


def _series(held: Shelf, name: str) -> Series:
    series = held.find(name)
    if series is None:
        raise HTTPException(404, "The store has no such series of official documents.")
    return series


def _not_ready(request: Request, case: Case, heading: str) -> Response:
    return page(request, case, "editions_waiting.html.j2", heading=heading, ready=False)
