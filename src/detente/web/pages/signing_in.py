"""`/login` and `/logout`: the password of a store that others can reach."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from detente.web.case import Case, open_case
from detente.web.links import own
from detente.web.passwords import Doorkeeper
from detente.web.security import client_of
from detente.web.sessions import Sessions, session_of
from detente.web.templating import page

router = APIRouter(include_in_schema=False)


@router.get("/login")
def sign_in_form(request: Request, case: Annotated[Case, Depends(open_case)], next: str = "/") -> Response:
    """Show the form, or go on where no password is needed."""
    if session_of(request).signed_in:
        return RedirectResponse(own(next), 303)
    return page(request, case, "signing_in.html.j2", target=own(next), wrong=None)


@router.post("/login")
async def sign_in(
    request: Request,
    case: Annotated[Case, Depends(open_case)],
    password: Annotated[str, Form()],
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Check the password and go on to the page that was asked for."""
    doorkeeper: Doorkeeper | None = request.app.state.doorkeeper
    sessions: Sessions = request.app.state.sessions
    if doorkeeper is not None:
        try:
            await doorkeeper.check(password, client_of(request))
        except HTTPException as error:
            answer = page(
                request, case, "signing_in.html.j2", status=error.status_code, target=own(next), wrong=error.detail
            )
            answer.headers.update(error.headers or {})
            return answer
        sessions.sign_in(request)
    return RedirectResponse(own(next), 303)


@router.post("/logout")
def sign_out(request: Request) -> Response:
    """End the session."""
    sessions: Sessions = request.app.state.sessions
    sessions.sign_out(request)
    return RedirectResponse("/login", 303)
