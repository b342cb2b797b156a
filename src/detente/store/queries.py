"""The part of `Store` that finds and counts: pages, sums and coverage, quick on many events.

All of it looks at the newest versions of documents. With `judged`, events are as people left them (see
`docs/judgements.md`): rejected ones are not there, corrected ones have the corrected values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from detente.records import Event
from detente.store import acts, counting, coverage, finding, glances, search_counts
from detente.store.counting import ActorCount, DyadSummary, Facets, HeatCell, HeatFrequency, PublisherCount
from detente.store.coverage import Coverage
from detente.store.documents import Summary, summaries_of
from detente.store.filters import EVERYTHING, EventFilter, Found, Order
from detente.store.finding import DocumentOrder, IncidentSummary
from detente.store.glances import Day, Held, StatusChange
from detente.store.opened import Opened
from detente.store.search import Hit
from detente.store.search_counts import SearchFacets


class Queries(Opened):
    """What lists and overviews ask of a store."""

    def event(self, event_id: str, *, judged: bool = False) -> Event | None:
        """Return the event with this id, of whatever version of its document, or None.

        Args:
            event_id: Its id.
            judged: As people left it; None then also where they rejected it.
        """
        return next(iter(finding.fetch(self._connection, [event_id], judged=judged)), None)

    def find_events(
        self,
        chosen: EventFilter = EVERYTHING,
        *,
        order: Order = "newest",
        offset: int = 0,
        limit: int = 50,
        judged: bool = True,
    ) -> Found[Event]:
        """Return a page of the events that fit.

        Args:
            chosen: The filter.
            order: "newest" or "oldest" by first possible day, undated ones last; "confidence" with the surest first;
                "intensity" with the strongest first, of whichever sign, unscored ones last.
            offset, limit: The page.
            judged: As people left them.

        Raises:
            StoreError: If `chosen.q` has no word in it.
        """
        return finding.find_events(self._connection, chosen, order=order, offset=offset, limit=limit, judged=judged)

    def find_incidents(
        self,
        chosen: EventFilter = EVERYTHING,
        *,
        order: Order = "newest",
        offset: int = 0,
        limit: int = 50,
        judged: bool = True,
    ) -> Found[IncidentSummary]:
        """Return a page of the incidents of which a report fits; arguments and errors as of `find_events`."""
        return finding.find_incidents(self._connection, chosen, order=order, offset=offset, limit=limit, judged=judged)

    def incident(self, incident_id: str, *, judged: bool = True) -> list[Event]:
        """Return the reports of an incident, the most confident first; none where there is no such incident."""
        return finding.incident(self._connection, incident_id, judged=judged)

    def facets(self, chosen: EventFilter = EVERYTHING, *, judged: bool = True) -> Facets:
        """Return the events that fit, counted by country, type, status, publisher and decision."""
        return counting.facets(self._connection, chosen, judged=judged)

    def dyads(self, *, judged: bool = True) -> list[DyadSummary]:
        """Return every two countries that have an event, those with most events first.

        Raises:
            ValueError: If intensities are of more than one scale.
        """
        return counting.dyads(self._connection, judged=judged)

    def heat(
        self,
        freq: HeatFrequency = "month",
        dyads: Collection[tuple[str, str]] | None = None,
        *,
        judged: bool = True,
    ) -> list[HeatCell]:
        """Return cooperation and conflict by dyad and period, as the direction "both" of `measure` has them.

        Args:
            freq: Length of a period.
            dyads: Only these, each in either order; None for all.
            judged: As people left the events.

        Raises:
            ValueError: If intensities are of more than one scale.
        """
        return counting.heat(self._connection, freq, dyads, judged=judged)

    def actor_counts(
        self,
        q: str | None = None,
        country: str | None = None,
        offset: int = 0,
        limit: int = 50,
        *,
        judged: bool = True,
    ) -> Found[ActorCount]:
        """Return a page of the actors of events, those with most events first.

        Args:
            q: A part of a name or an id.
            country: Whose they are.
            offset, limit: The page.
            judged: Count events as people left them.
        """
        return counting.actor_counts(self._connection, q, country, offset, limit, judged=judged)

    def summaries_of(self, ids: Iterable[str]) -> list[Summary]:
        """Return the documents with these ids, of whatever version, in their order and without their texts.

        Ids of documents that the store does not have are left out.
        """
        return summaries_of(self._connection, list(ids))

    def publishers(self) -> list[PublisherCount]:
        """Return every publisher, those with most documents first."""
        return counting.publishers(self._connection)

    def find_documents(
        self,
        q: str | None = None,
        publisher: str | None = None,
        language: str | None = None,
        coded: bool | None = None,
        since: date | None = None,
        until: date | None = None,
        order: DocumentOrder = "newest",
        offset: int = 0,
        limit: int = 50,
    ) -> Found[Summary]:
        """Return a page of the newest documents that fit.

        Args:
            q: Words and "quoted phrases" that title or text have.
            publisher, language: Exactly these.
            coded: Only coded ones, or with False only the others.
            since, until: One of the possible days of publication is on or after, on or before.
            order: By day of publication, number of events or path.
            offset, limit: The page.

        Raises:
            StoreError: If `q` has no word in it.
        """
        return finding.find_documents(
            self._connection,
            q,
            publisher,
            language,
            coded,
            since,
            until,
            order=order,
            offset=offset,
            limit=limit,
        )

    def search_found(
        self,
        query: str,
        chosen: EventFilter = EVERYTHING,
        offset: int = 0,
        limit: int = 20,
        *,
        judged: bool = True,
    ) -> Found[Hit]:
        """Return a page of the newest documents that have every word of `query` and fit, best first.

        Publishers and the document of `chosen` are those of the document. Where nothing else but days is asked for, it was
        published on one of these; else it has one event that fits all the rest of `chosen`.

        Raises:
            StoreError: If the query has no word in it.
        """
        return finding.search_found(self._connection, query, chosen, offset, limit, judged=judged)

    def search_facets(self, query: str, chosen: EventFilter = EVERYTHING, *, judged: bool = True) -> SearchFacets:
        """Return what `search_found` finds, counted by country, type, status and publisher.

        Raises:
            StoreError: If the query has no word in it.
        """
        return search_counts.search_facets(self._connection, query, chosen, judged=judged)

    def coverage(self) -> Coverage:
        """Return what the store covers: documents, what was skipped, how much of the events is known."""
        return coverage.coverage(self._connection)

    def held(self, *, judged: bool = True) -> Held:
        """Return how much the store holds."""
        return glances.held(self._connection, judged=judged)

    def acts(self, countries: tuple[str, str] | None = None, *, judged: bool = True) -> list[tuple[Any, ...]]:
        """Return the acts that indices are made of, each with its most confident report; one once for each dyad of it.

        Args:
            countries: Only acts of one of these with anybody.
            judged: As people left them.

        Returns:
            For each act: event, source, target, whether it is reciprocal, first and last day (ISO or None), type, mode,
            CAMEO code, intensity, scale, status, confidence, why it is not counted (or None), reports, document,
            incident, path.
        """
        return acts.every(self._connection, countries, judged=judged)

    def months(self, *, judged: bool = True) -> dict[date, int]:
        """Return how many acts an index of months counts in each month, by its first day, in order."""
        return glances.months(self._connection, judged=judged)

    def most_active(
        self, since: date, until: date, *, country: str | None = None, limit: int = 10, judged: bool = True
    ) -> list[tuple[str, str]]:
        """Return the dyads with most acts between two days that may be counted, most first.

        Args:
            since, until: First and last day.
            country: Only dyads of it, ISO alpha-3.
            limit: Greatest number of dyads.
            judged: As people left them.
        """
        return glances.most_active(self._connection, since, until, country, limit, judged=judged)

    def status_changes(
        self, since: date, until: date, *, limit: int = 10, judged: bool = True
    ) -> tuple[StatusChange, ...]:
        """Return acts dated between two days whose reports give them several statuses, the newest first."""
        return glances.status_changes(self._connection, since, until, limit, judged=judged)

    def first_and_last(self, chosen: EventFilter = EVERYTHING, *, judged: bool = True) -> tuple[date, date] | None:
        """Return the first and the last day of the events that fit, or None where none has a date."""
        return glances.first_and_last(self._connection, chosen, judged=judged)

    def days_by_type(
        self, chosen: EventFilter = EVERYTHING, *, judged: bool = True
    ) -> tuple[dict[int, str], list[Day]]:
        """Return the types by their numbers, and type number, first and last day of each event that fits."""
        return glances.days_by_type(self._connection, chosen, judged=judged)

    def days_by_sides(
        self, chosen: EventFilter = EVERYTHING, *, judged: bool = True
    ) -> tuple[dict[int, tuple[list[str], list[str]]], list[Day]]:
        """Return the countries that act and are acted on by numbers, and number, first and last day of each event that fits."""
        return glances.days_by_sides(self._connection, chosen, judged=judged)
