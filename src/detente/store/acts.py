"""The table of acts: what an index counts of each dyad, kept so that sums over the whole store are quick."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from detente.records import Event
from detente.store import events
from detente.store.judgements import verdicts
from detente.store.judging import judged
from detente.store.rows import chunks, view

if TYPE_CHECKING:
    from detente.measuring.periods import Frequency

_COLUMNS = (
    "incident_id", "country_a", "country_b", "source_country", "target_country", "reciprocal", "event_id", "events",
    "own_events", "own_incident", "date_start", "date_end", "type", "intensity", "scale", "not_counted",
    "month",
)  # fmt: skip
_FREQUENCIES: tuple[Frequency, Frequency] = ("year", "month")
COLUMNS = f"{', '.join(_COLUMNS)}, machine, judged"
"""The columns of the table in the order of `rows`."""

_INSERT = f"INSERT INTO act ({COLUMNS}) VALUES ({', '.join('?' * (len(_COLUMNS) + 2))})"

# A person who corrected the type leaves the machine's code behind.
_SELECT = """
SELECT act.event_id, act.source_country, act.target_country, act.reciprocal, act.date_start, act.date_end, act.type,
  iif(act.type = event.type, event.mode, NULL), iif(act.type = event.type, event.cameo, NULL), act.intensity, act.scale,
  listing_kind.status, listing.confidence, act.not_counted, act.events, event.document_id, act.incident_id, event.path
FROM act JOIN event ON event.id = act.event_id
JOIN listing ON listing.event_id = act.event_id AND listing.{view} = 1
JOIN listing_kind ON listing_kind.number = listing.kind
WHERE act.{view} = 1
"""


def every(connection: sqlite3.Connection, countries: tuple[str, str] | None, *, judged: bool) -> list[tuple[Any, ...]]:
    """Return the acts with their most confident reports, as `Store.acts` tells."""
    query, values = _SELECT.format(view=view(judged)), list[str]()
    if countries is not None:
        query += " AND (country_a IN (?, ?) OR country_b IN (?, ?))"
        values += [*countries, *countries]
    return [tuple(row) for row in connection.execute(query, values)]


def refresh(connection: sqlite3.Connection, incidents: Collection[str]) -> None:
    """Make the rows of some incidents anew from their events and the judgements on them."""
    for some in chunks(sorted(incidents)):
        marks = ", ".join("?" * len(some))
        connection.execute(f"DELETE FROM act WHERE incident_id IN ({marks})", some)
        connection.executemany(_INSERT, rows(connection, some))


def rows(connection: sqlite3.Connection, incidents: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows that the table has of some incidents: the columns, and whether machine and people have it so."""
    of_incident: dict[str, list[Event]] = defaultdict(list)
    for event in events.of_incidents(connection, incidents):
        of_incident[event.incident].append(event)
    decided = verdicts(connection, [event.id for reports in of_incident.values() for event in reports])
    for incident in sorted(of_incident):
        reports = of_incident[incident]
        machine = _acts(reports)
        if not any(event.id in decided for event in reports):
            yield from ((*row, 1, 1) for row in machine)
            continue
        left = _acts(kept for event in reports if (kept := judged(event, decided.get(event.id))))
        yield from ((*row, 1, int(row in left)) for row in machine)
        yield from ((*row, 0, 1) for row in left if row not in machine)


def _acts(reports: Iterable[Event]) -> list[tuple[Any, ...]]:
    # Loaded late: measuring brings Polars, which takes longer to load than a search takes.
    from detente.measuring.incidents import incidents_between, reason_not_counted  # noqa: PLC0415

    by_pair: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in reports:
        countries = {p.country for p in (*event.source, *event.target) if p.country is not None}
        for a, b in combinations(sorted(countries), 2):
            by_pair[a, b].append(event)
    made: list[tuple[Any, ...]] = []
    for (a, b), of_pair in by_pair.items():
        known: set[str] = set()
        for number, act in enumerate(incidents_between(of_pair, (a, b))):
            own = {report.id for report in act.reports} - known
            known |= own
            # Whether a date is too wide depends on the period; those that are for a month may not be for a year.
            in_year, in_month = (reason_not_counted(act, freq=freq) for freq in _FREQUENCIES)
            start, end = act.date.start, act.date.end
            row = {
                "incident_id": act.id,
                "country_a": a,
                "country_b": b,
                "source_country": act.source,
                "target_country": act.target,
                "reciprocal": int(act.reciprocal),
                "event_id": act.best.id,
                "events": len(act.reports),
                "own_events": len(own),
                "own_incident": int(number == 0),
                "date_start": start.isoformat() if start else None,
                "date_end": end.isoformat() if end else None,
                "type": act.best.type,
                "intensity": act.best.intensity,
                "scale": act.best.scale if act.best.intensity is not None else None,
                "not_counted": None if in_year == "too coarse" else in_year,
                "month": start.year * 12 + start.month - 1 if start and in_month is None else None,
            }
            made.append(tuple(row[name] for name in _COLUMNS))
    return made
