"""`/coverage`: what the store has and lacks, and what was measured of it and of détente."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from detente.web.case import Case, open_case
from detente.web.charts import respond
from detente.web.filters import Reader
from detente.web.paging import Slice
from detente.web.templating import page
from detente.web.views.coverage import coverage_page
from detente.web.views.quality import quality

router = APIRouter(include_in_schema=False)


@router.get("/coverage")
def coverage(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """Show coverage and quality."""
    reader = Reader(request.query_params)
    reason, number, per_page = reader.text("reason"), reader.page(), reader.per_page()
    shown = coverage_page(case, reason)
    file = respond(request, shown.charts)
    if file is not None:
        return file
    return page(
        request,
        case,
        "coverage.html.j2",
        status=400 if reader.problems else 200,
        shown=shown,
        quality=quality(),
        reason=reason,
        skipped=Slice.of(shown.skipped, number, per_page),
        problems=reader.problems,
    )
