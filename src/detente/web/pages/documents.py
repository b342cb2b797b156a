"""`/documents` and `/documents/{id}`: the texts, each beside what was read out of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import Response

from detente.web.case import Case, open_case
from detente.web.pages import context
from detente.web.templating import page
from detente.web.views.document import document_page
from detente.web.views.documents import document_list

router = APIRouter(include_in_schema=False)

_LONGEST_TEXT = 2**40


@router.get("/documents")
def documents(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """List documents."""
    found = document_list(case, request.query_params)
    return page(request, case, "documents.html.j2", status=400 if found.problems else 200, shown=found)


@router.get("/documents/{document_id}")
def document(
    request: Request,
    case: Annotated[Case, Depends(open_case)],
    document_id: str,
    view: Literal["clean", "raw"] = "clean",
    part: Annotated[int | None, Query(ge=1, le=_LONGEST_TEXT)] = None,
    at: Annotated[int | None, Query(ge=0, le=_LONGEST_TEXT)] = None,
    to: Annotated[int | None, Query(ge=0, le=_LONGEST_TEXT)] = None,
) -> Response:
    """Show a document, or that part of a long one which holds the character `at`."""
    found = document_page(case, document_id, view=view, number=part, at=at, to=to)
    if found is None:
        raise HTTPException(404, f"There is no document {document_id} in this store.")
    return page(request, case, "document.html.j2", shown=found, **context.judging(request))
