"""What a search can be narrowed by: the documents that it finds, counted by what their events have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.store import search
from detente.store.filters import EventFilter, where_of
from detente.store.finding import fitting_documents


@dataclass(frozen=True, slots=True)
class DocumentFacet:
    """How many of the documents found have a value; None stands for those that have none."""

    value: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class SearchFacets:
    """The documents that a search finds, counted by publisher and by what their events have; the most frequent first.

    Values of one kind are alternatives, so each kind is counted as if the search were not narrowed by it.
    """

    countries: tuple[DocumentFacet, ...]
    types: tuple[DocumentFacet, ...]
    statuses: tuple[DocumentFacet, ...]
    publishers: tuple[DocumentFacet, ...]


def search_facets(connection: sqlite3.Connection, query: str, chosen: EventFilter, *, judged: bool) -> SearchFacets:
    """Return the counts of the documents that `query` finds among those that fit `chosen`.

    Raises:
        StoreError: If the query has no word in it.
    """
    words = search.matching(query)

    def found(narrowed: EventFilter) -> tuple[str, tuple[str | int, ...]]:
        among = fitting_documents(narrowed, judged=judged)
        return f"newest = 1 AND {words.sql} AND {among.sql}", (*words.values, *among.values)

    def by(column: str, narrowed: EventFilter) -> tuple[DocumentFacet, ...]:
        # Narrowed to one more value, a document must have one event that fits it and all the rest.
        rest = replace(narrowed, publishers=(), document=None)
        days_only = rest == EventFilter(since=rest.since, until=rest.until)
        where = where_of(rest if not days_only else EventFilter(), judged=judged)
        documents, values = found(narrowed)
        of_country = ("pair", "listing_country", "pair")
        common, table, key = of_country if column == "country" else ("kind", "listing_kind", "number")
        rows = connection.execute(
            f"SELECT {column}, count(DISTINCT document) FROM (SELECT DISTINCT {common}, document FROM listing "
            f"WHERE {where.sql} AND document IN (SELECT number FROM document WHERE {documents})) "
            f"AS found JOIN {table} AS named ON named.{key} = found.{common} GROUP BY {column}",
            (*where.values, *values),
        )
        return _sorted(rows)

    documents, values = found(replace(chosen, publishers=()))
    publishers = connection.execute(
        f"SELECT publisher, count(*) FROM document WHERE {documents} GROUP BY publisher", values
    )
    return SearchFacets(
        countries=by("country", replace(chosen, countries=())),
        types=by("type", replace(chosen, types=())),
        statuses=by("status", replace(chosen, statuses=())),
        publishers=_sorted(publishers),
    )


def _sorted(rows: Iterable[sqlite3.Row]) -> tuple[DocumentFacet, ...]:
    found = [DocumentFacet(row[0], row[1]) for row in rows]
    return tuple(sorted(found, key=lambda facet: (-facet.documents, facet.value is None, facet.value or "")))
