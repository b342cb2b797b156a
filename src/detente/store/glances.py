"""What overviews and charts ask of a store: sums over all events or acts, and days without the events themselves."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from detente.records import Status
from detente.store.filters import EventFilter, where_of
from detente.store.rows import view

Day: TypeAlias = tuple[int, str, str]
"""The number of a type or of two sides, and the first and the last day of one of its events, as ISO dates."""


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


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds, in short: newest documents, those not coded, events and those of them without a date."""

    documents: int
    not_coded: int
    events: int
    undated: int


def status_changes(
    connection: sqlite3.Connection, since: date, until: date, limit: int, *, judged: bool
) -> tuple[StatusChange, ...]:
    """Return acts whose dates lie between two days and whose reports give them several statuses, the newest first."""
    column = view(judged)
    incidents = connection.execute(
        "SELECT incident_id FROM listing JOIN listing_kind ON listing_kind.number = kind "
        "JOIN listing_incident ON listing_incident.number = incident "
        f"WHERE {column} = 1 AND incident IN ("
        f"SELECT incident FROM listing WHERE {column} = 1 AND date_start BETWEEN ? AND ?) "
        "GROUP BY incident HAVING count(DISTINCT status) > 1 ORDER BY max(date_start) DESC, incident_id LIMIT ?",
        (since.isoformat(), until.isoformat(), limit),
    ).fetchall()
    found = []
    for (incident,) in incidents:
        rows = connection.execute(
            "SELECT status, event_id, published_start FROM listing JOIN listing_kind ON listing_kind.number = kind "
            "JOIN listing_incident ON listing_incident.number = incident "
            f"JOIN document ON document.number = listing.document WHERE {column} = 1 AND incident_id = ? "
            "ORDER BY published_start IS NULL, published_start, event_id",
            (incident,),
        )
        told: dict[str, Told] = {}
        for status, event, published in rows:
            told.setdefault(status, Told(status, event, date.fromisoformat(published) if published else None))
        found.append(StatusChange(incident, tuple(told.values())))
    return tuple(found)


def held(connection: sqlite3.Connection, *, judged: bool) -> Held:
    """Return what the store holds."""
    documents = connection.execute(
        "SELECT count(*), coalesce(sum(coded_run IS NULL), 0) FROM document WHERE newest = 1"
    ).fetchone()
    events = connection.execute(
        f"SELECT count(*), coalesce(sum(date_start IS NULL), 0) FROM listing WHERE {view(judged)} = 1"
    ).fetchone()
    return Held(*documents, *events)


def months(connection: sqlite3.Connection, *, judged: bool) -> dict[date, int]:
    """Return how many acts an index of months counts in each month, in order."""
    rows = connection.execute(
        f"SELECT substr(date_start, 1, 7) AS month, count(*) FROM act WHERE {view(judged)} = 1 AND not_counted IS NULL "
        "AND substr(date_start, 1, 7) = substr(date_end, 1, 7) GROUP BY month ORDER BY month"
    )
    return {date.fromisoformat(f"{month}-01"): acts for month, acts in rows}


def most_active(
    connection: sqlite3.Connection, since: date, until: date, country: str | None, limit: int, *, judged: bool
) -> list[tuple[str, str]]:
    """Return the dyads with most acts between two days that may be counted, most first."""
    of, values = "", list[str]()
    if country is not None:
        of, values = "AND (country_a = ? OR country_b = ?) ", [country, country]
    rows = connection.execute(
        f"SELECT country_a, country_b, count(*) AS acts FROM act WHERE {view(judged)} = 1 AND not_counted IS NULL "
        f"AND date_start >= ? AND date_end <= ? {of}GROUP BY country_a, country_b "
        "ORDER BY acts DESC, country_a, country_b LIMIT ?",
        (since.isoformat(), until.isoformat(), *values, limit),
    )
    return [(row[0], row[1]) for row in rows]


def first_and_last(connection: sqlite3.Connection, chosen: EventFilter, *, judged: bool) -> tuple[date, date] | None:
    """Return the first and the last day of the events that fit, or None where none has a date."""
    where = where_of(chosen, judged=judged)
    row = connection.execute(
        f"SELECT min(date_start), max(date_end) FROM listing WHERE {where.sql}", where.values
    ).fetchone()
    return None if row[0] is None else (date.fromisoformat(row[0]), date.fromisoformat(row[1]))


def days_by_type(
    connection: sqlite3.Connection, chosen: EventFilter, *, judged: bool
) -> tuple[dict[int, str], list[Day]]:
    """Return the types by their numbers, and the days of each event that fits."""
    names = {row[0]: row[1] for row in connection.execute("SELECT number, type FROM listing_kind")}
    return names, _days(connection, "kind", chosen, judged=judged)


def days_by_sides(
    connection: sqlite3.Connection, chosen: EventFilter, *, judged: bool
) -> tuple[dict[int, tuple[list[str], list[str]]], list[Day]]:
    """Return the countries that act and are acted on, by the number of the two sides, and the days of each event that fits."""
    pairs = connection.execute("SELECT number, sources, targets FROM listing_pair")
    return {row[0]: (row[1].split(), row[2].split()) for row in pairs}, _days(connection, "pair", chosen, judged=judged)


def _days(connection: sqlite3.Connection, column: str, chosen: EventFilter, *, judged: bool) -> list[Day]:
    where = where_of(chosen, judged=judged)
    rows = connection.execute(f"SELECT {column}, date_start, date_end FROM listing WHERE {where.sql}", where.values)
    return [(row[0], row[1], row[2]) for row in rows]
