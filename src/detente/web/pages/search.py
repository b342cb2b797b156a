"""`/search`: full-text search over the documents and the sentences of events; the address holds the whole query."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from detente.web.case import Case, open_case
from detente.web.templating import page
from detente.web.views.search import narrowed, search_page

router = APIRouter(include_in_schema=False)


# Parameters of this page that mean nothing on the page of events.
_OF_SEARCH = frozenset({"page", "per_page", "fragment"})


def _for_events(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.query_params.multi_items() if name not in _OF_SEARCH]


@router.get("/search")
def search(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """Show what a search finds, or how to search."""
    shown = search_page(case, request.query_params)
    return page(
        request,
        case,
        "search.html.j2",
        status=400 if shown.problems else 200,
        shown=shown,
        narrowed=narrowed(shown.query),
        action="/search",
        all_events="/events?" + urlencode(_for_events(request)),
    )
