"""Build the brief of a dyad from its material."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.briefs.agreements import agreements_of, quoted_in, track_dyad
from detente.briefs.answer import answer_of
from detente.briefs.coverage import coverage_of
from detente.briefs.disputes import disputes_of
from detente.briefs.editions import editions_of, find_editions
from detente.briefs.levels import index_of
from detente.briefs.lines import Anchors, group_lines, in_order, make_line, make_texts
from detente.briefs.material import Material
from detente.briefs.method import method
from detente.briefs.names import country_in_text, country_name
from detente.briefs.parts import Quote
from detente.briefs.records import Brief
from detente.briefs.sections import Agreements, Editions, Happenings, Positions, Texts
from detente.briefs.speaking import MOST_READ, of_agreements, of_papers
from detente.briefs.web_address import is_web_address
from detente.measuring import Publishers, incidents_between
from detente.records import DateValue
from detente.store import Store

__all__ = ["LEAST_CONFIDENCE", "build", "is_web_address"]

# Below this an incident is more likely wrong than right, by the coder's own reckoning.
LEAST_CONFIDENCE = 0.5


def build(
    source: Store | Material,
    dyad: tuple[str, str],
    *,
    start: date | None = None,
    end: date | None = None,
    least_confidence: float = LEAST_CONFIDENCE,
    judged: bool = True,
    most_read: int = MOST_READ,
) -> Brief:
    """Build the brief of two countries.

    Args:
        source: A store, or the material of this dyad.
        dyad: The two countries.
        start: First day; what certainly lies before it is left out.
        end: Last day; what certainly lies after it is left out.
        least_confidence: Incidents whose best report is less confident are named apart and not counted.
        judged: Of a store: whether events count as people left them, or as the machine has them.
        most_read: Documents read for agreements, and as many for what they say of editions; reading takes a while.

    Raises:
        ValueError: If the two countries are one, or `source` is material of another dyad.
    """
    material = Material.from_store(source, dyad, judged=judged) if isinstance(source, Store) else source
    if material.dyad != dyad:
        raise ValueError(f"the material is of {'–'.join(material.dyad)}, not of {'–'.join(dyad)}")
    inside = [one for one in incidents_between(material.events, dyad) if _may_be_inside(one.date, start, end)]
    reported = {event.document for incident in inside for event in incident.reports}
    # A document that speaks of an agreement or an edition may stand without an act, but not one from outside the window.
    telling = [
        one
        for one in (*material.documents, *material.told)
        if one.id in reported or _may_be_inside(one.published, start, end)
    ]
    on = end or max((one.published.end for one in telling if one.published.end), default=None)
    tracked = track_dyad(dyad, of_agreements(telling, dyad, most_read), on)
    papers = [one for one in material.papers if _may_be_inside(one.published, None, end)]
    official = find_editions(dyad, papers, of_papers(telling, most_read), start)
    used = reported | quoted_in(tracked) | official.telling
    documents = [one for one in telling if one.id in used]
    anchors = Anchors.of(documents)
    editions = editions_of(official, anchors)
    agreements, positions = agreements_of(tracked, anchors, on)
    quotes = list(_quotes(agreements, positions, editions))
    publishers = Publishers(documents, material.groups)
    pairs = [
        (incident, make_line(incident, number, anchors, publishers))
        for number, incident in enumerate(in_order(inside), start=1)
    ]
    sure = [(incident, line) for incident, line in pairs if incident.best.confidence >= least_confidence]
    shown = [line for _, line in sure]
    unsure = [line for incident, line in pairs if incident.best.confidence < least_confidence]
    index = index_of([(incident, line.id) for incident, line in sure if line.counted], material, documents)
    disputes = disputes_of(shown)
    first, second = (country_in_text(code) for code in dyad)
    title = f"{first} and {second}"
    return Brief(
        title=f"{title[0].upper()}{title[1:]}",
        dyad=dyad,
        names=(country_name(dyad[0]), country_name(dyad[1])),
        start=start,
        end=end,
        on=on,
        sections=(
            answer_of(dyad, shown, publishers, index, editions, agreements, positions, disputes),
            index,
            Happenings(group_lines(shown)),
            editions,
            agreements,
            positions,
            disputes,
            coverage_of(material, anchors, publishers, shown, unsure, quotes, least_confidence),
            method(material, shown, most_read),
            Texts(make_texts([*shown, *unsure], anchors, quotes)),
        ),
    )


def _quotes(agreements: Agreements, positions: Positions, editions: Editions) -> Iterator[Quote]:
    """Yield what the brief quotes besides its lines."""
    for paper in editions.papers:
        for signal in paper.signals:
            yield from signal.quotes
    yield from (said.quote for said in editions.reported)
    for pact in agreements.pacts:
        yield from pact.quotes
    for stand in positions.stands:
        yield from (wish.quote for wish in stand.wishes)


def _may_be_inside(value: DateValue, start: date | None, end: date | None) -> bool:
    earliest, latest = (value.start, value.end) if value.start else (value.earliest, value.latest)
    return not ((start and latest and latest < start) or (end and earliest and earliest > end))
