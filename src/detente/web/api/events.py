"""`/api/v1/events`, `/incidents` and `/facets`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from detente.store.counting import Facets
from detente.web.api import tables
from detente.web.api.downloads import RESPONSES, Form, download
from detente.web.api.paging import Asked, Paged
from detente.web.api.parameters import Cased, EventQuery
from detente.web.api.problems import Problem
from detente.web.api.records import EventWithJudgements, IncidentInList, incidents_in_list, with_judgements
from detente.web.api.route import ApiRoute

router = APIRouter(route_class=ApiRoute, tags=["Events and incidents"])

_EventId = Annotated[str, Path(description="Id of the event.", examples=["ev-0123456789abcdef"])]
_IncidentId = Annotated[str, Path(description="Id of the incident.", examples=["in-0123456789abcdef"])]


@router.get("/events", summary="Events that fit")
def events(case: Cased, query: EventQuery, asked: Asked) -> Paged[EventWithJudgements]:
    """List the events that fit every parameter; values of one repeated parameter are alternatives."""
    found = case.store.find_events(
        query.filter, order=query.order, offset=asked.offset, limit=asked.per_page, judged=case.judged
    )
    return asked.of(with_judgements(case, found.items), found.total)


@router.get("/events.{form}", summary="Events that fit, as a table", response_class=Response, responses=RESPONSES)
def events_table(request: Request, case: Cased, query: EventQuery, form: Form) -> Response:
    """Download all events that fit, one a row, with the sentence and its place in the text of the document.

    Several values in a cell are parted by semicolons. In CSV a text that a spreadsheet would take for a formula begins with
    an apostrophe.
    """
    return download(request, case, form, "events", tables.EVENTS, tables.event_batches(case, query))


@router.get("/events/{id}", summary="One event")
def event(case: Cased, id: _EventId) -> EventWithJudgements:
    """Return one event; with judgements on, as people left it, and as the machine has it where they rejected it."""
    machine = case.store.event(id)
    if machine is None:
        raise Problem("not-found", f"The store has no event {id}.")
    left = case.store.event(id, judged=True) if case.judged else machine
    return with_judgements(case, [left or machine])[0]


@router.get("/incidents", summary="Incidents that fit")
def incidents(case: Cased, query: EventQuery, asked: Asked) -> Paged[IncidentInList]:
    """List the incidents of which at least one report fits every parameter."""
    found = case.store.find_incidents(
        query.filter, order=query.order, offset=asked.offset, limit=asked.per_page, judged=case.judged
    )
    return asked.of(incidents_in_list(case, found.items), found.total)


@router.get("/incidents.{form}", summary="Incidents that fit, as a table", response_class=Response, responses=RESPONSES)
def incidents_table(request: Request, case: Cased, query: EventQuery, form: Form) -> Response:
    """Download all incidents of which a report fits, one a row, with their most confident report."""
    return download(request, case, form, "incidents", tables.INCIDENTS, tables.incident_batches(case, query))


@router.get("/incidents/{id}", summary="The reports of one incident")
def incident(case: Cased, id: _IncidentId, asked: Asked) -> Paged[EventWithJudgements]:
    """List the events that report one incident, the most confident first."""
    reports = case.store.incident(id, judged=case.judged)
    if not reports:
        raise Problem("not-found", f"The store has no incident {id}.")
    page = asked.slice(reports)
    return asked.of(with_judgements(case, page.items), page.total)


@router.get("/facets", summary="Events that fit, counted")
def facets(case: Cased, query: EventQuery) -> Facets:
    """Count the events that fit by country, type, status, publisher and decision, the most frequent values first."""
    return case.store.facets(query.filter, judged=case.judged)
