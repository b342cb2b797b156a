"""Counts and sums over the whole store, or over the events that fit a filter."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from detente.store.filters import EventFilter, Found, check_page, plus, where_of
from detente.store.rows import day_from, plain, view

HeatFrequency = Literal["month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Facet:
    """How many events have a value; None stands for those that have none."""

    value: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Events that fit a filter, counted by what they have; the most frequent values first.

    Attributes:
        countries: Of the sides; an event counts once for each of its countries.
        decisions: "accepted", "rejected", "corrected", "disputed", and None for nothing yet. Rejected events are those
            that fit as the machine has them.
    """

    countries: tuple[Facet, ...]
    types: tuple[Facet, ...]
    statuses: tuple[Facet, ...]
    publishers: tuple[Facet, ...]
    decisions: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class DyadSummary:
    """What there is between two countries, in both directions together.

    Attributes:
        a, b: The countries, in alphabetical order of their codes.
        events, incidents: All of them, of whatever status or sector.
        first, last: First and last day among the dated ones.
        cooperation, conflict: Sums of intensities as an index of months counts them; see `HeatCell`.
    """

    a: str
    b: str
    events: int
    incidents: int
    first: date | None
    last: date | None
    cooperation: float
    conflict: float


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One period of one dyad, in both directions together, as `measure` counts it; periods without acts have no cell.

    Attributes:
        a, b: The countries, in alphabetical order of their codes.
        start: First day of the period.
        cooperation, conflict: Sums of the positive and of the negative intensities.
        incidents: Acts counted.
    """

    a: str
    b: str
    start: date
    cooperation: float
    conflict: float
    incidents: int


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor with how often it acts and is acted on.

    Attributes:
        name: Its name in the event that first named it.
        events: Events that it is in; one in which it is on both sides counts once.
        as_source, as_target: Events in which it acts, is acted on.
    """

    id: str
    name: str
    country: str | None
    sector: str | None
    events: int
    as_source: int
    as_target: int


@dataclass(frozen=True, slots=True)
class PublisherCount:
    """A publisher with its newest documents and their events; None stands for documents that name none."""

    publisher: str | None
    documents: int
    events: int


def facets(connection: sqlite3.Connection, chosen: EventFilter, *, judged: bool) -> Facets:
    """Return the counts of the events that fit."""
    where, sign = where_of(chosen, judged=judged), plus(chosen)
    of_kind, of_pair = Counter[int](), Counter[int]()
    for kind, pair, events in plain(connection).execute(
        f"SELECT kind, pair, count(*) FROM listing WHERE {where.sql} GROUP BY {sign}kind, {sign}pair", where.values
    ):
        of_kind[kind] += events
        of_pair[pair] += events
    types, statuses, publishers, decisions, nations = (Counter[str | None]() for _ in range(5))
    kinds = connection.execute("SELECT * FROM listing_kind").fetchall()
    for kind in kinds:
        if events := of_kind[kind["number"]]:
            for counter, column in ((types, "type"), (statuses, "status"), (publishers, "publisher")):
                counter[kind[column]] += events
            decisions[kind["decision"]] += events
    for number, sources, targets in connection.execute("SELECT number, sources, targets FROM listing_pair"):
        if events := of_pair[number]:
            nations.update(dict.fromkeys({*sources.split(), *targets.split()}, events))
    if judged and chosen.decision is None and any(kind["decision"] == "rejected" for kind in kinds):
        where = where_of(replace(chosen, decision="rejected"), judged=False)
        rejected = connection.execute(f"SELECT count(*) FROM listing WHERE {where.sql}", where.values).fetchone()[0]
        decisions.update({"rejected": rejected} if rejected else {})
    return Facets(*(_facets(found) for found in (nations, types, statuses, publishers, decisions)))


def _facets(found: Counter[str | None]) -> tuple[Facet, ...]:
    by_number = sorted(found.items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))
    return tuple(Facet(value, events) for value, events in by_number)


def _check_scale(connection: sqlite3.Connection) -> None:
    least, most = (connection.execute(f"SELECT {which}(scale) FROM act").fetchone()[0] for which in ("min", "max"))
    if least != most:
        raise ValueError(f"intensities of several scales cannot be summed: {least}, {most}")


# Sums over acts that an index counts: the positive intensities, and the negative ones.
_SUMS = (
    "sum(iif({counted} AND intensity > 0, intensity, 0.0)) AS cooperation, "
    "sum(iif({counted} AND intensity < 0, intensity, 0.0)) AS conflict"
)


def dyads(connection: sqlite3.Connection, *, judged: bool) -> list[DyadSummary]:
    """Return every dyad that has an event, those with most events first."""
    _check_scale(connection)
    rows = plain(connection).execute(
        "SELECT country_a, country_b, sum(own_events), sum(own_incident), min(date_start), max(date_end), "
        f"{_SUMS.format(counted='month IS NOT NULL')} "
        f"FROM act WHERE {'judged' if judged else 'machine'} = 1 GROUP BY country_a, country_b"
    )
    found = [
        DyadSummary(a, b, events, incidents, day_from(first), day_from(last), cooperation, conflict)
        for a, b, events, incidents, first, last, cooperation, conflict in rows
    ]
    return sorted(found, key=lambda one: (-one.events, one.a, one.b))


def heat(
    connection: sqlite3.Connection, freq: HeatFrequency, chosen: Collection[tuple[str, str]] | None, *, judged: bool
) -> list[HeatCell]:
    """Return the cells of the chosen dyads, or of all, by dyad and period.

    `act` has what `measuring.incidents.reason_not_counted` says of each act, and the month that covers its date. Longer
    periods also count acts that one of them covers and no month does; of these there are few.
    """
    _check_scale(connection)
    months, column, cursor = _MONTHS[freq], view(judged), plain(connection)
    narrow = (
        f"SELECT country_a, country_b, month / {months}, {_SUMS.format(counted='TRUE')}, count(*) FROM act "
        f"WHERE {column} = 1 AND month IS NOT NULL"
    )
    wide = (
        "SELECT country_a, country_b, substr(date_start, 1, 4) * 12 + substr(date_start, 6, 2) - 1, "
        "substr(date_end, 1, 4) * 12 + substr(date_end, 6, 2) - 1, max(intensity, 0.0), min(intensity, 0.0) FROM act "
        f"WHERE {column} = 1 AND month IS NULL AND not_counted IS NULL"
    )
    rows: list[tuple[str, str, int, float, float, int]] = []
    extra: list[tuple[str, str, int, float, float, int]] = []
    for pair in [None] if chosen is None else sorted({(min(pair), max(pair)) for pair in chosen}):
        of_pair, values = (" AND country_a = ? AND country_b = ?", pair) if pair else ("", ())
        rows += cursor.execute(f"{narrow}{of_pair} GROUP BY country_a, country_b, month / {months}", values)
        for a, b, first, last, cooperation, conflict in cursor.execute(wide + of_pair, values) if months > 1 else ():
            if first // months == last // months:
                extra.append((a, b, first // months, cooperation or 0.0, conflict or 0.0, 1))
    if extra:
        cells = {(a, b, period): (rise, fall, count) for a, b, period, rise, fall, count in rows}
        for a, b, period, rise, fall, count in extra:
            there = cells.get((a, b, period), (0.0, 0.0, 0))
            cells[a, b, period] = (there[0] + rise, there[1] + fall, there[2] + count)
        rows = [(*key, *sums) for key, sums in sorted(cells.items())]
    days = {period: date(period * months // 12, period * months % 12 + 1, 1) for period in {row[2] for row in rows}}
    return [HeatCell(a, b, days[period], rise, fall, count) for a, b, period, rise, fall, count in rows]


_MONTHS: dict[HeatFrequency, int] = {"month": 1, "quarter": 3, "year": 12}


def actor_counts(
    connection: sqlite3.Connection, q: str | None, country: str | None, offset: int, limit: int, *, judged: bool
) -> Found[ActorCount]:
    """Return a page of the actors, those with most events first.

    Args:
        connection: An open store.
        q: A part of a name or an id; case does not matter where letters are ASCII.
        country: Whose they are.
        offset, limit: The page.
        judged: Count events as people left them.
    """
    check_page(offset, limit)
    parts, values = ["1"], list[str | int]()
    if q is not None and q.strip():
        parts.append("(instr(lower(name), lower(?)) OR instr(lower(actor_id), lower(?)))")
        values += [q.strip(), q.strip()]
    if country is not None:
        parts.append("country = ?")
        values.append(country)
    shown = f"number NOT IN (SELECT number FROM listing WHERE {'judged' if judged else 'machine'} = 0)"
    chosen = f"actor IN (SELECT number FROM listing_actor WHERE {' AND '.join(parts)})" if values else "1"
    counted = connection.execute(
        "SELECT actor, count(*), sum(roles & 1), sum(roles >> 1) "
        f"FROM listing_side WHERE {shown} AND {chosen} GROUP BY actor",
        values,
    ).fetchall()
    known = {row["number"]: row for row in connection.execute("SELECT * FROM listing_actor")}
    found = sorted(counted, key=lambda row: (-row[1], known[row[0]]["actor_id"]))
    page = [
        ActorCount(known[actor]["actor_id"], *(known[actor][name] for name in ("name", "country", "sector")), *numbers)
        for actor, *numbers in found[offset : offset + limit]
    ]
    return Found(tuple(page), len(found), offset, limit)


def publishers(connection: sqlite3.Connection) -> list[PublisherCount]:
    """Return every publisher of the newest documents, those with most documents first."""
    events = dict(
        connection.execute(
            "SELECT publisher, sum(events) FROM listing_kind JOIN ("
            "SELECT kind, count(*) AS events FROM listing WHERE machine = 1 GROUP BY kind) "
            "ON kind = number GROUP BY publisher"
        ).fetchall()
    )
    rows = connection.execute(
        "SELECT publisher, count(*) AS documents FROM document WHERE newest = 1 GROUP BY publisher "
        "ORDER BY documents DESC, publisher"
    )
    return [PublisherCount(row["publisher"], row["documents"], events.get(row["publisher"], 0)) for row in rows]
