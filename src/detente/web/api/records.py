"""What the API answers with where the records of the store are not enough by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from detente.records import Event, Judgement
from detente.store.finding import IncidentSummary
from detente.web.case import Case
from detente.web.links import event_url, incident_url


@dataclass(frozen=True, slots=True)
class EventWithJudgements(Event):
    """An event, what people decided about it, and the page that shows it.

    Attributes:
        judgements: The standing judgements on it, oldest first, one of each reviewer. They never change the record; which
            of them the other fields follow is said by the parameter `judgements`.
        page: Address of its page.
    """

    judgements: tuple[Judgement, ...]
    page: str


@dataclass(frozen=True, slots=True)
class IncidentInList:
    """An incident: the events of several reports that are one act.

    Attributes:
        best: Its most confident report.
        reports: Number of events that report it.
        documents: Number of documents that report it.
        publishers: Number of publishers of these, as far as they are known.
        first: First day among its dated reports, or null.
        last: Last day among its dated reports, or null.
        page: Address of its page.
    """

    id: str
    best: EventWithJudgements
    reports: int
    documents: int
    publishers: int
    first: date | None
    last: date | None
    page: str


def with_judgements(case: Case, events: Sequence[Event]) -> list[EventWithJudgements]:
    """Return events with the standing judgements on them."""
    standing = case.store.standing([event.id for event in events])
    return [
        EventWithJudgements(**_values(event), judgements=tuple(standing.get(event.id, ())), page=event_url(event.id))
        for event in events
    ]


def incidents_in_list(case: Case, found: Iterable[IncidentSummary]) -> list[IncidentInList]:
    """Return incidents as the API lists them."""
    summaries = list(found)
    best = with_judgements(case, [summary.best for summary in summaries])
    return [
        IncidentInList(**{**_values(summary), "best": event, "page": incident_url(summary.id)})
        for summary, event in zip(summaries, best, strict=True)
    ]


def _values(record: Any) -> Mapping[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
