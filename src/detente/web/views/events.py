"""Lists of events and incidents: a page of them, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from detente.actors.countries import display_name
from detente.briefs import wording
from detente.errors import StoreError
from detente.store import EventFilter, Facet, Facets, Found, IncidentSummary
from detente.web.case import Case
from detente.web.filters import Parameters, Query, read_query
from detente.web.views.reports import Report, reports_of

S = TypeVar("S")

# Values of a facet that are shown at once; the others are behind a further click.
SHOWN = 8
# Values of a facet at all; a store may have thousands of publishers.
MOST = 200
_DECISIONS = {"none": "not judged", "accepted": "accepted", "corrected": "corrected", "rejected": "rejected",
              "disputed": "disputed"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list may be narrowed to.

    Attributes:
        value: As it stands in the address.
        name: In words.
        events: How many events of the list have it.
        chosen: The list is narrowed to it.
    """

    value: str
    name: str
    events: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of one parameter; `single` where only one can be chosen."""

    parameter: str
    title: str
    values: tuple[Choice, ...]
    single: bool = False


@dataclass(frozen=True, slots=True)
class EventList:
    """A page of events with what it can be narrowed by."""

    query: Query
    reports: Found[Report]
    choices: tuple[Choices, ...]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in a list, with its most confident report."""

    summary: IncidentSummary
    report: Report


@dataclass(frozen=True, slots=True)
class IncidentList:
    """A page of incidents with what it can be narrowed by."""

    query: Query
    incidents: Found[IncidentRow]
    choices: tuple[Choices, ...]


def event_list(case: Case, parameters: Parameters) -> EventList:
    """Return the page of events that the parameters of a request ask for."""
    query = _searchable(case, read_query(parameters))
    found = case.store.find_events(
        query.filter, order=query.order, offset=query.offset, limit=query.per_page, judged=case.judged
    )
    reports = reports_of(case, found.items)
    return EventList(query, with_items(found, reports), choices_of(case, query.filter))


def incident_list(case: Case, parameters: Parameters) -> IncidentList:
    """Return the page of incidents of which a report fits the parameters of a request."""
    query = _searchable(case, read_query(parameters))
    found = case.store.find_incidents(
        query.filter, order=query.order, offset=query.offset, limit=query.per_page, judged=case.judged
    )
    reports = reports_of(case, [one.best for one in found.items])
    rows = tuple(IncidentRow(one, report) for one, report in zip(found.items, reports, strict=True))
    return IncidentList(query, with_items(found, rows), choices_of(case, query.filter))


def with_items(found: Found[Any], items: tuple[S, ...]) -> Found[S]:
    """Return a page with other items in the place of its own."""
    return Found(items, found.total, found.offset, found.limit)


def _searchable(case: Case, query: Query) -> Query:
    """Return the query without words that cannot be searched for, which are named as a problem."""
    if query.filter.q is None:
        return query
    try:
        case.store.find_events(query.filter, limit=1, judged=case.judged)
    except StoreError as error:
        return replace(query, filter=replace(query.filter, q=None), problems=(*query.problems, f"q: {error}."))
    return query


def choices_of(case: Case, chosen: EventFilter) -> tuple[Choices, ...]:
    """Return what a list can be narrowed by, each value with the events that it would have.

    Values of one parameter are alternatives: their counts are of the list without that parameter.
    """

    def counted(without: EventFilter) -> Facets:
        return case.cached(("facets", without), lambda: case.store.facets(without, judged=case.judged))

    without = counted(replace(chosen, countries=()))
    return (
        _choices("country", "Country", without.countries, chosen.countries, display_name),
        _choices("type", "Type", counted(replace(chosen, types=())).types, chosen.types, str),
        _choices("status", "Status", counted(replace(chosen, statuses=())).statuses, chosen.statuses, status_name),
        _choices("publisher", "Publisher", counted(replace(chosen, publishers=())).publishers, chosen.publishers, str),
        _decisions(counted(replace(chosen, decision=None)).decisions, chosen.decision),
    )


def status_name(status: str) -> str:
    """Return a status in words."""
    return next((words for name, words in wording.STATUS_WORDS.items() if name == status), status)


def _choices(
    parameter: str, title: str, facets: Sequence[Facet], chosen: Collection[str], name: Callable[[str], str]
) -> Choices:
    """Return the values of a facet, the most frequent first; chosen ones that would be out of sight come before them."""
    counts = {facet.value: facet.events for facet in facets if facet.value is not None}
    seen = list(counts)[:SHOWN]
    first = [value for value in dict.fromkeys(chosen) if value not in seen]
    rest = [value for value in counts if value not in first]
    values = [Choice(one, name(one), counts.get(one, 0), chosen=one in chosen) for one in [*first, *rest][:MOST]]
    return Choices(parameter, title, tuple(values))


def _decisions(facets: Sequence[Facet], chosen: str | None) -> Choices:
    counts = {facet.value or "none": facet.events for facet in facets}
    values = [
        Choice(value, words, counts.get(value, 0), chosen=value == chosen)
        for value, words in _DECISIONS.items()
        if counts.get(value) or value == chosen
    ]
    return Choices("decision", "Judgement", tuple(values), single=True)
