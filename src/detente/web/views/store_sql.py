"""What the overview asks of a store beyond what `Store` offers, as read-only SQL on its tables (docs/store.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.records import Status
from detente.web.case import Case


@dataclass(frozen=True, slots=True)
class Told:
    """A status that reports of an act gave it, with the event of the earliest report that did."""

    status: Status
    event: str
    published: date | None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An act whose reports differ in status, from the earliest report to the latest."""

    incident: str
    told: tuple[Told, ...]


def status_changes(case: Case, since: date, until: date, limit: int) -> tuple[StatusChange, ...]:
    """Return acts whose dates lie between two days and whose reports give them several statuses, the newest first.

    Args:
        case: The case.
        since, until: First and last day.
        limit: Greatest number of acts.
    """
    view, connection = _view(case), case.store._connection
    incidents = connection.execute(
        "SELECT incident_id FROM listing JOIN listing_kind ON listing_kind.number = kind "
        "JOIN listing_incident ON listing_incident.number = incident "
        f"WHERE {view} = 1 AND incident IN ("
        f"SELECT incident FROM listing WHERE {view} = 1 AND date_start BETWEEN ? AND ?) "
        "GROUP BY incident HAVING count(DISTINCT status) > 1 ORDER BY max(date_start) DESC, incident_id LIMIT ?",
        (since.isoformat(), until.isoformat(), limit),
    ).fetchall()
    found = []
    for (incident,) in incidents:
        rows = connection.execute(
            "SELECT status, event_id, published_start FROM listing JOIN listing_kind ON listing_kind.number = kind "
            "JOIN listing_incident ON listing_incident.number = incident "
            f"JOIN document ON document.number = listing.document WHERE {view} = 1 AND incident_id = ? "
            "ORDER BY published_start IS NULL, published_start, event_id",
            (incident,),
        )
        told: dict[str, Told] = {}
        for status, event, published in rows:
            told.setdefault(status, Told(status, event, date.fromisoformat(published) if published else None))
        found.append(StatusChange(incident, tuple(told.values())))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds, in short: newest documents, those not coded, events and those of them without a date."""

    documents: int
    not_coded: int
    events: int
    undated: int


def held(case: Case) -> Held:
    """Return what the store holds."""
    connection = case.store._connection
    documents = connection.execute(
        "SELECT count(*), coalesce(sum(coded_run IS NULL), 0) FROM document WHERE newest = 1"
    ).fetchone()
    events = connection.execute(
        f"SELECT count(*), coalesce(sum(date_start IS NULL), 0) FROM listing WHERE {_view(case)} = 1"
    ).fetchone()
    return Held(*documents, *events)


def months(case: Case) -> dict[date, int]:
    """Return how many acts an index of months counts in each month, in order."""
    rows = case.store._connection.execute(
        f"SELECT substr(date_start, 1, 7) AS month, count(*) FROM act WHERE {_view(case)} = 1 AND not_counted IS NULL "
        "AND substr(date_start, 1, 7) = substr(date_end, 1, 7) GROUP BY month ORDER BY month"
    )
    return {date.fromisoformat(f"{month}-01"): acts for month, acts in rows}


def most_active(case: Case, since: date, until: date, country: str | None, limit: int) -> list[tuple[str, str]]:
    """Return the dyads with most acts between two days that may be counted, most first.

    Args:
        case: The case.
        since, until: First and last day.
        country: Only dyads of it.
        limit: Greatest number of dyads.
    """
    of, values = "", list[str]()
    if country is not None:
        of, values = "AND (country_a = ? OR country_b = ?) ", [country, country]
    rows = case.store._connection.execute(
        f"SELECT country_a, country_b, count(*) AS acts FROM act WHERE {_view(case)} = 1 AND not_counted IS NULL "
        f"AND date_start >= ? AND date_end <= ? {of}GROUP BY country_a, country_b "
        "ORDER BY acts DESC, country_a, country_b LIMIT ?",
        (since.isoformat(), until.isoformat(), *values, limit),
    )
    return [(row[0], row[1]) for row in rows]


def _view(case: Case) -> str:
    return "judged" if case.judged else "machine"
