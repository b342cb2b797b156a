"""One incident: all reports of one act, who says so in the end, and what the reports contradict each other in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.briefs import wording
from detente.coding import contradictions_of
from detente.coding.contradictions import Incident, incidents_of
from detente.reading.copies import CopyGroup
from detente.records import DateValue, Event, Span
from detente.store import EventFilter
from detente.web.case import Case
from detente.web.links import passage_url
from detente.web.views.reports import Link, Report, reports_of

# Beyond so many reports the page shows the most confident ones and says so.
MOST_REPORTS = 200
# How many denials of the same sides and type are looked through for those of this act.
_MOST_DENIALS = 500


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one report on one side of a contradiction."""

    report: int
    publisher: str | None
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """What some of the reports say where others say something else."""

    value: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which the reports differ: at least two sides, those with more independent texts first."""

    kind: str
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody on whose word reports rest in the end, with the numbers of those reports.

    Attributes:
        link: The innermost link of their chains; None where a document names neither a speaker nor a publisher.
    """

    link: Link | None
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A report in the order of publication.

    Attributes:
        number: Its number on the page.
        day: First day on which it may have been published, or None.
        after: Days between the last possible day of the act and publication; None where one of them is not known.
    """

    number: int
    day: date | None
    after: int | None


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """What the page of an incident shows.

    Attributes:
        id: Its id.
        sentence: The act as its most confident report has it.
        date: The narrowest date of the reports, `when` in words.
        reports: All reports, the most confident first; their place, from 1, is their number.
        denials: Reports that deny the act; numbered after the reports.
        total: How many reports there are, where the page has not all.
        documents: How many documents report it.
        publishers: How many independent publishers at least, with copies of one text counted once.
        copies: For the numbers of reports whose document is a copy of another one's, the number of that one.
        differences: What the reports contradict each other in.
        origins: On whose word the reports rest.
        telling: The reports in the order of publication, undated ones last.
    """

    id: str
    sentence: str
    date: DateValue
    when: str
    reports: tuple[Report, ...]
    denials: tuple[Report, ...]
    total: int
    documents: int
    publishers: int
    copies: dict[int, int]
    differences: tuple[Difference, ...]
    origins: tuple[Origin, ...]
    telling: tuple[Told, ...]


def incident_page(case: Case, incident_id: str) -> IncidentPage | None:
    """Return what the page of an incident shows, or None where the store has no such incident."""
    found = case.store.find_events(
        EventFilter(incident=incident_id), order="confidence", limit=MOST_REPORTS, judged=case.judged
    )
    if not found.items:
        return None
    groups = case.cached("copy groups", case.store.groups)
    incident = _with_denials(case, incident_id, found.items, groups)
    events = [*found.items, *incident.denials]
    reports = reports_of(case, events)
    told, denials = reports[: len(found.items)], reports[len(found.items) :]
    text_of = _text_of(groups)
    return IncidentPage(
        id=incident_id,
        sentence=told[0].sentence,
        date=incident.date,
        when=wording.when(incident.date),
        reports=told,
        denials=denials,
        total=found.total,
        documents=len({one.document.id for one in told}),
        publishers=independent(told, text_of),
        copies=_copies(told, text_of),
        differences=_differences(reports, text_of),
        origins=_origins(told),
        telling=_telling(told, incident.date),
    )


def _with_denials(case: Case, incident_id: str, reports: Sequence[Event], groups: Sequence[CopyGroup]) -> Incident:
    """Return the incident with those denials of the same sides and type that are of this act."""
    first = reports[0]
    denied: tuple[Event, ...] = ()
    sides = [next((one.country for one in side if one.country), None) for side in (first.source, first.target)]
    if first.status != "denied" and all(sides):
        wanted = EventFilter(source=sides[0], target=sides[1], types=(first.type,), statuses=("denied",))
        denied = case.store.find_events(wanted, limit=_MOST_DENIALS, judged=case.judged).items
    copies = [group.documents for group in groups]
    made = incidents_of([*reports, *denied], copies)
    return next(one for one in made if one.id == incident_id)


def _text_of(groups: Sequence[CopyGroup]) -> dict[str, str]:
    """Return for each document that is a copy the one that stands for its group."""
    return {member: min(group.documents) for group in groups for member in group.documents}


def independent(reports: Sequence[Report], text_of: dict[str, str]) -> int:
    """Return the least number of publishers that the reports can be from, copies of one text counted once.

    Of the copies of one text the earliest published stands for all; a document without a publisher may be from any of
    the others, so such documents count as one publisher where there is nothing else, and else not at all.
    """
    first: dict[str, Report] = {}
    for one in sorted(reports, key=lambda report: (report.document.published.start or date.max, report.document.id)):
        first.setdefault(text_of.get(one.document.id, one.document.id), one)
    names = {(one.document.publisher or "").strip().casefold() or None for one in first.values()}
    return len(names - {None}) or len(names)


def _copies(reports: Sequence[Report], text_of: dict[str, str]) -> dict[int, int]:
    """Return for each report from a copy the number of the first report from the same text in another document."""
    seen: dict[str, tuple[int, str]] = {}
    found: dict[int, int] = {}
    for number, one in enumerate(reports, start=1):
        text = text_of.get(one.document.id, one.document.id)
        first, document = seen.setdefault(text, (number, one.document.id))
        if document != one.document.id:
            found[number] = first
    return found


def _differences(reports: Sequence[Report], text_of: dict[str, str]) -> tuple[Difference, ...]:
    numbers = {one.event.id: number for number, one in enumerate(reports, start=1)}
    by_id = {one.event.id: one for one in reports}

    def saying(event: str, span: Span) -> Saying:
        document = by_id[event].document
        return Saying(numbers[event], document.publisher, span.quote, passage_url(document.id, span.start, span.end))

    return tuple(
        Difference(
            found.kind,
            found.about,
            tuple(Side(claim.value, tuple(saying(*one) for one in claim.spans)) for claim in found.claims),
        )
        for found in contradictions_of([one.event for one in reports], text_of)
    )


def _origins(reports: Sequence[Report]) -> tuple[Origin, ...]:
    """Group reports by the innermost name of their chains, those with most reports first."""
    links: dict[str, Link | None] = {}
    numbers: dict[str, list[int]] = {}
    for number, one in enumerate(reports, start=1):
        link = one.said_by[0] if one.said_by else None
        key = link.name.casefold() if link else ""
        links.setdefault(key, link)
        numbers.setdefault(key, []).append(number)
    ordered = sorted(numbers.items(), key=lambda item: (-len(item[1]), item[1][0]))
    return tuple(Origin(links[key], tuple(found)) for key, found in ordered)


def _telling(reports: Sequence[Report], act: DateValue) -> tuple[Told, ...]:
    told = []
    for number, one in enumerate(reports, start=1):
        published = one.document.published
        known = published.precision == "day" and published.start is not None and act.end is not None
        after = (published.start - act.end).days if known and published.start and act.end else None
        told.append(Told(number, published.start, after))
    return tuple(sorted(told, key=lambda one: (one.day or date.max, one.number)))
