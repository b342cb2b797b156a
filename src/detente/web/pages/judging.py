"""Judging: what the forms on events send, from whatever page they stand on. It works without a script, and in place with one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from detente.errors import StoreError
from detente.records import Correction, Decision, Event
from detente.web.case import Case, open_case
from detente.web.links import event_url, own
from detente.web.pages import context
from detente.web.pages.event import show
from detente.web.reviewer import LONGEST_NAME, remember, reviewer_of
from detente.web.templating import page
from detente.web.views.judging import DECISIONS, Fields, FormError, correction_of, said
from detente.web.views.reports import reports_of

router = APIRouter(include_in_schema=False)

# How an event is shown where it was judged, which is what takes its place there: a row of a list, a note beside a text, a
# card of an incident, the panel of its own page.
View = Literal["row", "note", "card", "panel"]
_COUNT = r"^[0-9]{0,9}$"
_NO_NAME = "Say who you are first: a judgement bears the name of who made it."


def writable_case(case: Annotated[Case, Depends(open_case)]) -> Case:
    """Return the case of a request that changes something.

    Raises:
        HTTPException: 403 if the store is served read-only.
    """
    if case.settings.read_only:
        raise HTTPException(403, "This store is served read-only: nothing can be judged here.")
    return case


Writable = Annotated[Case, Depends(writable_case)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where on which page an event was judged.

    Attributes:
        view: How the event is shown there.
        next: Address of the page.
        number, copy_of: What a card or a note says beside the event: its number, and that of the report which it copies.
    """

    view: View = "panel"
    next: str = ""
    number: str = ""
    copy_of: str = ""


def place_of_form(
    view: Annotated[View, Form()] = "panel",
    next_: Annotated[str, Form(alias="next")] = "",
    number: Annotated[str, Form(pattern=_COUNT)] = "",
    copy_of: Annotated[str, Form(pattern=_COUNT)] = "",
) -> Place:
    """Return the place that the fields of a form tell."""
    return Place(view, own(next_, ""), number, copy_of)


def place_of_address(
    view: Annotated[View, Query()] = "row",
    next_: Annotated[str, Query(alias="next")] = "",
    number: Annotated[str, Query(pattern=_COUNT)] = "",
    copy_of: Annotated[str, Query(pattern=_COUNT)] = "",
) -> Place:
    """Return the place that an address tells."""
    return Place(view, own(next_, ""), number, copy_of)


@router.post("/judgements")
def judge(
    request: Request,
    case: Writable,
    place: Annotated[Place, Depends(place_of_form)],
    event: Annotated[str, Form()],
    decision: Annotated[str, Form()],
    reviewer: Annotated[str | None, Form()] = None,
    reason: Annotated[str, Form()] = "",
    type_: Annotated[str | None, Form(alias="type")] = None,
    status: Annotated[str | None, Form()] = None,
    source: Annotated[str | None, Form()] = None,
    target: Annotated[str | None, Form()] = None,
    date: Annotated[str | None, Form()] = None,
) -> Response:
    """Store a judgement and go back to where it was made."""
    judged = _event(case, event)
    name = " ".join((reviewer if reviewer is not None else reviewer_of(request)).split())
    given = {"type": type_, "status": status, "source": source, "target": target, "date": date}
    fields = Fields.given({key: value for key, value in given.items() if value is not None}, judged)
    try:
        if not name:
            raise FormError(_NO_NAME, "reviewer")
        if decision not in DECISIONS:
            raise FormError(f"{decision!r} is no decision.")
        correction = correction_of(fields, judged) if decision == "corrected" else None
        words = _store(case, event, decision, name, reason, correction)
    except FormError as error:
        return _again(request, case, event, error, fields, name, reason, place.view)
    answer = _answer(request, case, judged, place, words)
    remember(request, answer, name)
    return answer


def _store(case: Case, event: str, decision: Decision, name: str, reason: str, correction: Correction | None) -> str:
    try:
        with case.writing() as store:
            made = store.judge(event, decision, reviewer=name, reason=reason or None, correction=correction)
    except StoreError as error:
        raise FormError(f"{error}.") from error
    return said(made)


@router.post("/judgements/reviewer")
def name_reviewer(
    request: Request,
    case: Writable,
    reviewer: Annotated[str, Form()] = "",
    next_: Annotated[str, Form(alias="next")] = "/judgements",
) -> Response:
    """Remember in a cookie who judges here."""
    name = " ".join(reviewer.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise HTTPException(400, f"A name has at most {LONGEST_NAME} characters that can be printed.")
    answer: Response
    if _by_htmx(request):
        words = f"You judge as {name}." if name else "Your name is forgotten."
        answer = Response(status_code=204, headers={"HX-Trigger": _say(words)})
    else:
        answer = RedirectResponse(own(next_, "/judgements"), 303)
    remember(request, answer, name)
    return answer


@router.post("/judgements/{judgement_id}/undo")
def undo(
    request: Request, case: Writable, place: Annotated[Place, Depends(place_of_form)], judgement_id: str
) -> Response:
    """Take a judgement back and go back to where that was asked."""
    try:
        with case.writing() as store:
            undone = store.undo_judgement(judgement_id)
    except StoreError as error:
        raise HTTPException(409, f"{error}.") from error
    event = case.store.event(undone.event)
    if event is None:
        return RedirectResponse(place.next or "/judgements", 303)
    return _answer(request, case, event, place, f"Undone: {undone.decision} by {undone.reviewer}.")


@router.get("/judgements/form")
def form(
    request: Request,
    case: Writable,
    place: Annotated[Place, Depends(place_of_address)],
    event: Annotated[str, Query()],
    opened: Annotated[Literal["0", "1"], Query(alias="open")] = "1",
) -> Response:
    """Send the controls of an event with or without the fields of a correction, to take the place of those on a page."""
    return _part(request, case, _event(case, event), place, "judging_controls.html.j2", opened=opened == "1")


@router.get("/judgements/item")
def item(
    request: Request,
    case: Writable,
    place: Annotated[Place, Depends(place_of_address)],
    event: Annotated[str, Query()],
) -> Response:
    """Send an event as it is shown on a page, after it was judged elsewhere on it."""
    return _part(request, case, _event(case, event), place, "judging_item.html.j2")


def _event(case: Case, event: str) -> Event:
    found = case.store.event(event)
    if found is None:
        raise HTTPException(404, f"There is no event {event} in this store any more.")
    return found


def _answer(request: Request, case: Case, event: Event, place: Place, words: str) -> Response:
    if not _by_htmx(request):
        return RedirectResponse(place.next or f"{event_url(event.id)}#judge", 303)
    answer = _part(request, case, event, place, "judging_item.html.j2")
    answer.headers["HX-Trigger"] = _say(words, judged={"event": event.id, "view": place.view})
    return answer


def _part(request: Request, case: Case, event: Event, place: Place, template: str, *, opened: bool = True) -> Response:
    """Render a part of a page that shows an event, to take the place of itself."""
    if place.view != "panel" and "judgements=off" not in place.next:
        # Lists show an event as people left it.
        event = case.store.event(event.id, judged=True) or event
    report = reports_of(case, [event])[0]
    names = {
        "report": report,
        "fields": Fields.of(report.counts or report.event) if opened else None,
        "history": case.store.judgements(event=event.id, standing=False),
        "error": None,
        "reason": "",
    }
    return page(request, case, template, **(context.judging(request) | asdict(place) | names))


def _again(
    request: Request, case: Case, event: str, error: FormError, fields: Fields, name: str, reason: str, view: View
) -> Response:
    """Say what is wrong with a form: in place where a script sent it, else on the page of the event, fields as given."""
    if _by_htmx(request):
        changed = {"refused": {"words": str(error), "field": error.field or "", "event": event, "view": view}}
        return Response(status_code=200, headers={"HX-Reswap": "none", "HX-Trigger": _say(str(error), **changed)})
    return show(request, case, event, status=422, error=str(error), fields=fields, reviewer=name, reason=reason)


def _by_htmx(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _say(words: str, **more: object) -> str:
    """Return the header by which the page says something aloud; headers carry ASCII only."""
    return json.dumps({"say": words, **more}, ensure_ascii=True)
