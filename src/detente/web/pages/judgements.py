"""`/judgements`: what people decided, and the file of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from detente.store.judgement_files import Form, write
from detente.web.answers import tagged
from detente.web.case import Case, open_case
from detente.web.pages import context
from detente.web.templating import page
from detente.web.views.judgements import judgement_list

router = APIRouter(include_in_schema=False)

_MEDIA_TYPES: dict[Form, str] = {"jsonl": "application/jsonl", "csv": "text/csv"}


@router.get("/judgements")
def judgements(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """List what was decided."""
    found = judgement_list(case, request.query_params)
    status = 400 if found.problems else 200
    return page(request, case, "judgements.html.j2", status=status, shown=found, **context.judging(request))


@router.get("/judgements/export")
def export(
    request: Request,
    case: Annotated[Case, Depends(open_case)],
    form: Annotated[Form, Query(alias="format")] = "jsonl",
) -> Response:
    """Send every judgement, undone ones too, as a file that `detente judge import` reads."""
    found = case.store.judgements(standing=False)[::-1]
    paths = {one.id: one.path for one in case.store.summaries_of({judgement.document for judgement in found})}
    lines = "".join(write(((one, paths.get(one.document)) for one in found), form))
    headers = {"Content-Disposition": f'attachment; filename="judgements.{form}"'}
    return tagged(request, lines, _MEDIA_TYPES[form], headers=headers)
