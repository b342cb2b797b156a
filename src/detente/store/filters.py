"""What a list of events is narrowed by, as conditions on the table `listing`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from detente.store.rows import Where
from detente.store.search import terms_of, words_query

T = TypeVar("T")

Order = Literal["newest", "oldest", "confidence", "intensity"]
DecisionFilter = Literal["none", "accepted", "rejected", "corrected", "disputed"]

# Ids come last everywhere, so that pages do not overlap. With a plus SQLite sorts what it found instead of going through an
# index in order and looking each row up, which is quicker unless nearly all rows fit.
ORDERS: dict[Order, str] = {
    "newest": "{plus}date_start DESC, event_id DESC",
    "oldest": "{plus}date_start NULLS LAST, event_id",
    "confidence": "confidence DESC, event_id",
    "intensity": "abs(intensity) DESC, event_id",
}


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions that an event meets, all of them; empty ones and None ask for nothing.

    Attributes:
        countries: One of these acts or is acted on.
        source, target: This country acts; is acted on.
        dyad: One of the two countries acts on the other, in either direction.
        types, statuses, publishers: It has one of these.
        since, until: One of its possible days is on or after, on or before. The possible days of an unknown date are those
            between its bounds, and all of them on a side that has none.
        actor: Id of who acts or is acted on.
        document, incident: Id of what it belongs to.
        decision: What people decided: "none" for nothing yet. Rejected events are then shown as the machine has them,
            even where people's judgements count, as they would not be there otherwise.
        contested, dated: Whether only one side asserts it; whether its date is known.
        q: Words and "quoted phrases" that its sentence or the names of its actors have.
    """

    countries: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None
    dyad: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    publishers: tuple[str, ...] = ()
    actor: str | None = None
    document: str | None = None
    incident: str | None = None
    decision: DecisionFilter | None = None
    contested: bool | None = None
    dated: bool | None = None
    q: str | None = None


EVERYTHING = EventFilter()


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A page of what was found.

    Attributes:
        items: The page.
        total: How many there are in all.
        offset: How many come before the page.
        limit: How many fit on it.
    """

    items: tuple[T, ...]
    total: int
    offset: int
    limit: int


def plus(chosen: EventFilter) -> str:
    """Return what to put before a column that rows are sorted or grouped by; see `ORDERS`."""
    return "" if chosen == EVERYTHING else "+"


def check_page(offset: int, limit: int) -> None:
    """Refuse a page that cannot be.

    Raises:
        ValueError: If `offset` is below zero or `limit` below one.
    """
    if offset < 0 or limit < 1:
        raise ValueError(f"a page begins at 0 or later and has room for one or more, not {offset} and {limit}")


def where_of(chosen: EventFilter, *, judged: bool) -> Where:
    """Return the condition on `listing` that a filter stands for.

    Args:
        chosen: The filter.
        judged: Look at events as people left them instead of the machine's.

    Raises:
        StoreError: If `chosen.q` has no word in it.
    """
    wheres = [Where("judged = 1" if judged and chosen.decision != "rejected" else "machine = 1", ())]
    wheres += [*_kinds(chosen), *_pairs(chosen)]

    def add(sql: str, *values: str | int) -> None:
        wheres.append(Where(sql, values))

    if chosen.actor is not None:
        actor = "SELECT number FROM listing_actor WHERE actor_id = ?"
        add(f"number IN (SELECT number FROM listing_side WHERE actor = ({actor}))", chosen.actor)
    if chosen.since is not None:
        add("(last_day IS NULL OR last_day >= ?)", chosen.since.isoformat())
    if chosen.until is not None:
        add("(first_day IS NULL OR first_day <= ?)", chosen.until.isoformat())
    if chosen.document is not None:
        add("document = (SELECT number FROM document WHERE id = ?)", chosen.document)
    if chosen.incident is not None:
        add("incident = (SELECT number FROM listing_incident WHERE incident_id = ?)", chosen.incident)
    if chosen.dated is not None:
        add(f"date_start IS {'NOT ' if chosen.dated else ''}NULL")
    if chosen.q is not None:
        wheres += _words(chosen.q)
    return joined(wheres)


def joined(wheres: Sequence[Where]) -> Where:
    """Return the condition that all of `wheres` hold."""
    return Where(" AND ".join(one.sql for one in wheres), tuple(value for one in wheres for value in one.values))


def _kinds(chosen: EventFilter) -> list[Where]:
    """Return the condition on type, status, publisher, decision and whether contested, if there is any."""
    parts, values = list[str](), list[str | int]()
    for column, wanted in (("type", chosen.types), ("status", chosen.statuses), ("publisher", chosen.publishers)):
        if wanted:
            parts.append(f"{column} IN ({_marks(wanted)})")
            values += wanted
    if chosen.decision == "none":
        parts.append("decision IS NULL")
    elif chosen.decision is not None:
        parts.append("decision = ?")
        values.append(chosen.decision)
    if chosen.contested is not None:
        parts.append("contested = ?")
        values.append(int(chosen.contested))
    if not parts:
        return []
    # The plus keeps SQLite from looking rows up one by one for what half of them may have.
    return [Where(f"+kind IN (SELECT number FROM listing_kind WHERE {' AND '.join(parts)})", tuple(values))]


def _pairs(chosen: EventFilter) -> list[Where]:
    """Return the conditions on the countries of the sides."""
    found = []
    if chosen.countries:
        some = f"SELECT pair FROM listing_country WHERE country IN ({_marks(chosen.countries)})"
        found.append(Where(f"+pair IN ({some})", chosen.countries))
    for role, country in (("source", chosen.source), ("target", chosen.target)):
        if country is not None:
            found.append(Where(f"+pair IN ({_SIDE.format(role)})", (country,)))
    if chosen.dyad is not None:
        a, b = chosen.dyad
        one_way = f"SELECT * FROM ({_SIDE.format('source')} INTERSECT {_SIDE.format('target')})"
        found.append(Where(f"pair IN ({one_way} UNION {one_way})", (a, b, b, a)))
    return found


_SIDE = "SELECT pair FROM listing_country WHERE country = ? AND role = '{}'"


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _words(query: str) -> list[Where]:
    """Return the conditions that sentence or names have every word; those without spaces are looked for as they stand."""
    terms = terms_of(query)
    words = words_query(terms)
    found = (
        [Where("number IN (SELECT rowid FROM listing_words WHERE listing_words MATCH ?)", (words,))] if words else []
    )
    looked = "number IN (SELECT rowid FROM listing_words WHERE instr(text, ?) OR instr(names, ?))"
    return found + [Where(looked, (term.text, term.text)) for term in terms if term.unspaced]
