"""Where sources disagree: acts that other reports deny, details that differ, acts that only one side asserts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.briefs import wording
from detente.briefs.names import country_in_text
from detente.briefs.parts import Line
from detente.briefs.sections import Dispute, Disputes
from detente.coding import incidents_of


def disputes_of(lines: Sequence[Line]) -> Disputes:
    """Return what the sources of some lines do not agree on: denials first, then details, then one-sided acts."""
    found = [*_denied(lines), *_differing(lines), *_one_sided(lines)]
    return Disputes(
        tuple(
            Dispute(f"dispute-{number}", one.about, one.text, one.lines, one.sides)
            for number, one in enumerate(found, start=1)
        )
    )


def _denied(lines: Sequence[Line]) -> Iterator[Dispute]:
    """Yield each act that a report tells and another denies, with the lines of both."""
    line_of = {report.event.id: line for line in lines for report in line.reports}
    events = [report.event for line in lines for report in line.reports]
    seen: set[tuple[str, ...]] = set()
    for incident in incidents_of(sorted({e.id: e for e in events}.values(), key=lambda e: e.id)):
        told = dict.fromkeys(line_of[event.id].id for event in incident.reports)
        denying = dict.fromkeys(line_of[event.id].id for event in incident.denials)
        against = [one for one in denying if one not in told]
        key = (*told, *against)
        if not against or key in seen:
            continue
        seen.add(key)
        line = line_of[incident.reports[0].id]
        count = wording.count(len(incident.denials), "report denies", "reports deny")
        yield Dispute("", "denied", f"{count} what {_others(len(incident.reports))}: {line.sentence}", key)


def _others(number: int) -> str:
    return "another tells" if number == 1 else f"{number} others tell"


def _differing(lines: Sequence[Line]) -> Iterator[Dispute]:
    for line in lines:
        for difference in line.differences:
            values = wording.listing(side.value for side in difference.sides)
            text = f"Reports differ on {difference.about} ({values}): {line.sentence}"
            yield Dispute("", "differs", text, (line.id,), difference.sides)


def _one_sided(lines: Sequence[Line]) -> Iterator[Dispute]:
    for line in lines:
        if line.contested:
            yield Dispute("", "one side", f"Only {_asserting(line)} says so: {line.sentence}", (line.id,))


def _asserting(line: Line) -> str:
    """Return which state asserts an act that one side asserts: whose actors the reports name, else one side."""
    event = line.reports[0].event
    sides = {one.country for one in (*event.source, *event.target)}
    said = {link.country for report in line.reports for link in report.event.attribution if link.country in sides}
    return country_in_text(str(next(iter(said)))) if len(said) == 1 else "one side"
