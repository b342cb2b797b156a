"""The incidents of a dyad, and which of them an index can count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from detente.measuring.periods import Frequency, period_of
from detente.records import (
    RECIPROCAL_TYPES,
    STATE_SECTORS,
    DateValue,
    Event,
    Participant,
    Sector,
    Status,
)

# What was done. A threat is done by uttering it; what is planned, denied or imagined is not done.
ACT_STATUSES: frozenset[Status] = frozenset({"happened", "ongoing"})

Reason = Literal["status", "sector", "undated", "too coarse"]


@dataclass(frozen=True, slots=True)
class Incident:
    """The events of one dyad and direction that report one act.

    Attributes:
        id: Id of the incident; it may stand for both directions of an act that is coded one event each way.
        source, target: Who acted and on whom; of a reciprocal act the two states in the order of the dyad.
        reciprocal: The act has no direction.
        reports: Its events, the most confident first.
        date: The narrowest date among the reports; of equally narrow ones that of the more confident report.
    """

    id: str
    source: str
    target: str
    reciprocal: bool
    reports: tuple[Event, ...]
    date: DateValue

    @property
    def best(self) -> Event:
        """The most confident report; its score counts, so that the score is always one that a code has."""
        return self.reports[0]


@dataclass(frozen=True, slots=True)
class Selection:
    """The incidents of a dyad, by whether an index counts them; together they are all of them.

    Attributes:
        counted: What an index counts.
        other_status: Planned, denied or hypothetical acts, and deeds that were only threatened.
        other_sectors: Acts between others than the sectors that count.
        undated: Acts without a date.
        too_coarse: Acts whose date is wider than one period, such as a year in an index of months.
    """

    counted: tuple[Incident, ...] = ()
    other_status: tuple[Incident, ...] = ()
    other_sectors: tuple[Incident, ...] = ()
    undated: tuple[Incident, ...] = ()
    too_coarse: tuple[Incident, ...] = ()


def incidents_between(events: Iterable[Event], dyad: tuple[str, str]) -> tuple[Incident, ...]:
    """Return the incidents between the two countries of `dyad`, in either direction, in an order of their own.

    Raises:
        ValueError: If the two countries are one.
    """
    a, b = dyad
    if a == b:
        raise ValueError(f"a dyad has two countries, not {a} twice")
    groups: dict[tuple[str, str, str, bool], list[Event]] = defaultdict(list)
    for event in events:
        there, back = _acts_on(event, a, b), _acts_on(event, b, a)
        if event.type in RECIPROCAL_TYPES:
            if there or back:
                groups[event.incident, a, b, True].append(event)
            continue
        if there:
            groups[event.incident, a, b, False].append(event)
        if back:
            groups[event.incident, b, a, False].append(event)
    return tuple(_incident(*key, reports) for key, reports in sorted(groups.items()))


def select(
    events: Iterable[Event],
    *,
    dyad: tuple[str, str],
    freq: Frequency = "month",
    sectors: Collection[Sector] = STATE_SECTORS,
) -> Selection:
    """Sort the incidents of a dyad by whether an index of periods of `freq` counts them.

    An incident counts where its most confident report has a status that stands for an act (happened, ongoing, or
    threatened for the type THREATEN), where a report has participants of `sectors` on both sides, and where one period
    covers its date wholly. The first of these that fails is the reason.
    """
    kept: dict[Reason | None, list[Incident]] = defaultdict(list)
    for incident in incidents_between(events, dyad):
        kept[reason_not_counted(incident, freq=freq, sectors=sectors)].append(incident)
    return Selection(
        counted=tuple(kept[None]),
        other_status=tuple(kept["status"]),
        other_sectors=tuple(kept["sector"]),
        undated=tuple(kept["undated"]),
        too_coarse=tuple(kept["too coarse"]),
    )


def reason_not_counted(
    incident: Incident, *, freq: Frequency, sectors: Collection[Sector] = STATE_SECTORS
) -> Reason | None:
    """Return why an index leaves the incident out, or None where it counts it."""
    event = incident.best
    if event.status not in ACT_STATUSES and (event.type, event.status) != ("THREATEN", "threatened"):
        return "status"
    if not any(_in_sectors(report, incident, sectors) for report in incident.reports):
        return "sector"
    start, end = incident.date.start, incident.date.end
    if start is None or end is None:
        return "undated"
    if end > period_of(start, freq)[1]:
        return "too coarse"
    return None


def _acts_on(event: Event, a: str, b: str) -> bool:
    return _of(event.source, a) and _of(event.target, b)


def _of(side: Iterable[Participant], country: str) -> bool:
    return any(participant.country == country for participant in side)


def _in_sectors(event: Event, incident: Incident, sectors: Collection[Sector]) -> bool:
    countries = {p.country for p in (*event.source, *event.target) if p.sector in sectors}
    return {incident.source, incident.target} <= countries


def _incident(incident: str, source: str, target: str, reciprocal: bool, events: list[Event]) -> Incident:
    reports = tuple(sorted(events, key=lambda event: (-event.confidence, event.id)))
    return Incident(incident, source, target, reciprocal, reports, min((r.date for r in reports), key=_width))


def _width(value: DateValue) -> int:
    """Return the days that a date leaves open; more than any for an unknown one, less for one with both bounds."""
    start, end = (value.start, value.end) if value.start else (value.earliest, value.latest)
    unknown = 0 if value.start else 10_000_000
    return unknown + ((end - start).days if start and end else 5_000_000)
