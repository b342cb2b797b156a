"""What the store covers and what it lacks."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Covered:
    """Documents that have a value; None stands for those that have none.

    Attributes:
        coded: How many of the documents were coded.
    """

    value: str | None
    documents: int
    coded: int


@dataclass(frozen=True, slots=True)
class SkippedCount:
    """How often something could not be used for one reason, as of the latest run that met it."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the newest versions of all documents come to, and what is missing from them.

    Attributes:
        documents, coded, not_coded: Documents; those that were coded; those that were not.
        replaced: Older versions, which count nowhere else.
        languages, publishers: The most frequent first.
        months: Months of publication such as "2019-08", in order; None for documents whose month is not known.
        skipped: What could not be read or coded, the most frequent reason first.
        events, incidents: Events as the machine has them, and the acts that they report.
        undated: Events without a date.
        contested: Events that only one side asserts.
        sides, sides_without_country: Actors of events, each once for an event that it is in, and those of no known country.
        events_without_country: Events with a side of which no country is known.
    """

    documents: int
    coded: int
    not_coded: int
    replaced: int
    languages: tuple[Covered, ...]
    publishers: tuple[Covered, ...]
    months: tuple[Covered, ...]
    skipped: tuple[SkippedCount, ...]
    events: int
    incidents: int
    undated: int
    contested: int
    sides: int
    sides_without_country: int
    events_without_country: int


# A month is known where one month covers every possible day of publication.
_MONTH = "iif(substr(published_start, 1, 7) = substr(published_end, 1, 7), substr(published_start, 1, 7), NULL)"


def coverage(connection: sqlite3.Connection) -> Coverage:
    """Return what the store covers."""

    def one(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    def by(column: str, order: str) -> tuple[Covered, ...]:
        rows = connection.execute(
            f"SELECT {column} AS value, count(*) AS documents, count(coded_run) AS coded FROM document "
            f"WHERE newest = 1 GROUP BY 1 ORDER BY {order}"
        )
        return tuple(Covered(*row) for row in rows)

    total, coded = connection.execute("SELECT count(*), count(coded_run) FROM document WHERE newest = 1").fetchone()
    events = connection.execute(
        "SELECT sum(events), count(*), sum(undated) FROM ("
        "SELECT count(*) AS events, sum(date_start IS NULL) AS undated FROM listing WHERE machine = 1 GROUP BY incident)"
    ).fetchone()
    sides = connection.execute(
        "SELECT count(*), sum(actor IN (SELECT number FROM listing_actor WHERE country IS NULL)) FROM listing_side "
        "WHERE number NOT IN (SELECT number FROM listing WHERE machine = 0)"
    ).fetchone()
    skipped = connection.execute("SELECT reason, count(*) FROM skipped_current GROUP BY reason ORDER BY 2 DESC, reason")
    return Coverage(
        documents=total,
        coded=coded,
        not_coded=total - coded,
        replaced=one("SELECT count(*) FROM document WHERE newest = 0"),
        languages=by("language", "documents DESC, value"),
        publishers=by("publisher", "documents DESC, value"),
        months=by(_MONTH, "value IS NULL, value"),
        skipped=tuple(SkippedCount(*row) for row in skipped),
        events=events[0] or 0,
        incidents=events[1],
        undated=events[2] or 0,
        contested=one(
            "SELECT count(*) FROM listing WHERE machine = 1 "
            "AND kind IN (SELECT number FROM listing_kind WHERE contested = 1)"
        ),
        sides=sides[0],
        sides_without_country=sides[1] or 0,
        events_without_country=one(
            "SELECT count(*) FROM listing WHERE machine = 1 "
            "AND pair IN (SELECT number FROM listing_pair WHERE sources = '' OR targets = '')"
        ),
    )
