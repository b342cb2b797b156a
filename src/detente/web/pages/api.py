"""`/api`, the API as a page to read, and `/api/openapi.json`, the same for programs."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from detente.web.answers import tagged
from detente.web.api.openapi import openapi
from detente.web.case import Case, open_case
from detente.web.templating import page
from detente.web.views.api import api_page

router = APIRouter(include_in_schema=False)


@router.get("/api")
def api(request: Request, case: Annotated[Case, Depends(open_case)]) -> Response:
    """Show what the API can be asked."""
    return page(request, case, "api.html.j2", shown=api_page(openapi(request.app)))


@router.get("/api/openapi.json")
def document(request: Request) -> Response:
    """Return the OpenAPI document."""
    return tagged(request, json.dumps(openapi(request.app), ensure_ascii=False), "application/json")
