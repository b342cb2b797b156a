"""Build the brief of a dyad from its material."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from detente.briefs import wording
from detente.briefs.agreements import agreements_of, quotes
from detente.briefs.left_out import left_out
from detente.briefs.lines import Anchors, group_id, group_lines, in_order, make_line, make_texts
from detente.briefs.material import Material
from detente.briefs.method import method
from detente.briefs.names import country_name, language_name
from detente.briefs.records import (
    Answer,
    Brief,
    Documents,
    Entry,
    Happenings,
    Index,
    Line,
    Month,
    Row,
    Statement,
    Texts,
)
from detente.measuring import (
    LEAST_INCIDENTS,
    LEAST_PERIODS,
    Incident,
    Publishers,
    enough,
    incidents_of,
    measure,
)
from detente.records import DateValue, Document
from detente.store import Store

# Below this an incident is more likely wrong than right, by the coder's own reckoning.
LEAST_CONFIDENCE = 0.5


def build(
    source: Store | Material,
    dyad: tuple[str, str],
    *,
    start: date | None = None,
    end: date | None = None,
    least_confidence: float = LEAST_CONFIDENCE,
) -> Brief:
    """Build the brief of two countries.

    Args:
        source: A store, or the material of this dyad.
        dyad: The two countries.
        start: First day; what certainly lies before it is left out.
        end: Last day; what certainly lies after it is left out.
        least_confidence: Incidents whose best report is less confident are named apart and not counted.

    Raises:
        ValueError: If the two countries are one, or `source` is material of another dyad.
    """
    material = Material.from_store(source, dyad) if isinstance(source, Store) else source
    if material.dyad != dyad:
        raise ValueError(f"the material is of {'–'.join(material.dyad)}, not of {'–'.join(dyad)}")
    inside = [one for one in incidents_of(material.events, dyad) if _may_be_inside(one.date, start, end)]
    reported = {event.document for incident in inside for event in incident.reports}
    documents = [document for document in material.documents if document.id in reported]
    anchors, publishers = Anchors.of(documents), Publishers(documents, material.groups)
    pairs = [
        (incident, make_line(incident, number, anchors, publishers))
        for number, incident in enumerate(in_order(inside), start=1)
    ]
    sure = [(incident, line) for incident, line in pairs if incident.best.confidence >= least_confidence]
    shown = [line for _, line in sure]
    unsure = [line for incident, line in pairs if incident.best.confidence < least_confidence]
    index = _index([(incident, line.id) for incident, line in sure if line.counted], material, documents)
    names = (country_name(dyad[0]), country_name(dyad[1]))
    agreements = agreements_of(dyad, documents, anchors, end)
    return Brief(
        title=f"{names[0]} and {names[1]}",
        dyad=dyad,
        names=names,
        start=start,
        end=end,
        sections=(
            _answer(names, shown, index, publishers),
            Happenings(group_lines(shown)),
            index,
            *([agreements] if agreements is not None else []),
            Documents(tuple(_entry(document, anchors, [*shown, *unsure], material) for document in documents)),
            left_out(material, shown, unsure, least_confidence, outside=len(material.documents) - len(documents)),
            method(material, shown),
            Texts(make_texts([*shown, *unsure], anchors, quotes(agreements))),
        ),
    )


def _may_be_inside(value: DateValue, start: date | None, end: date | None) -> bool:
    earliest, latest = (value.start, value.end) if value.start else (value.earliest, value.latest)
    return not ((start and latest and latest < start) or (end and earliest and earliest > end))


def _index(counted: Sequence[tuple[Incident, str]], material: Material, documents: Sequence[Document]) -> Index:
    """Measure the counted incidents by month, each value with the ids of the lines behind it."""
    a, b = material.dyad
    reports = {event.id: event for incident, _ in counted for event in incident.reports}
    frame = measure(reports.values(), dyad=(a, b), documents=documents, groups=material.groups)
    behind: dict[tuple[date, str], list[str]] = defaultdict(list)
    for incident, line in counted:
        if incident.date.start:
            month = incident.date.start.replace(day=1)
            behind[month, "both"].append(line)
            if incident.reciprocal or incident.source == a:
                behind[month, f"{a}→{b}"].append(line)
            if incident.reciprocal or incident.source == b:
                behind[month, f"{b}→{a}"].append(line)
    months: dict[date, list[Row]] = defaultdict(list)
    ends: dict[date, date] = {}
    for row in frame.iter_rows(named=True):
        start, direction = row["period_start"], row["direction"]
        ends[start] = row["period_end"]
        values = {name: row[name] for name in Row.__dataclass_fields__ if name in row}
        months[start].append(Row(**values, lines=tuple(behind[start, direction])))
    is_enough = enough(frame)
    return Index(
        months=tuple(
            Month(
                month,
                ends[month],
                wording.month(month),
                group_id(month) if behind[month, "both"] else None,
                tuple(rows),
            )
            for month, rows in months.items()
        ),
        enough=is_enough,
        note=_note(len(counted), sum(bool(behind[month, "both"]) for month in months), is_enough),
    )


def _note(acts: int, months: int, is_enough: bool) -> str:
    base = f"{wording.count(acts, 'act')} in {wording.count(months, 'month')} can be counted"
    least = f"at least {LEAST_INCIDENTS} acts in {LEAST_PERIODS} different months are needed"
    return f"{base}." if is_enough else f"Not enough for a chart: {base}; {least}."


def _answer(names: tuple[str, str], shown: Sequence[Line], index: Index, publishers: Publishers) -> Answer:
    """Sum up: how much is known, which way it leans, the friendliest and the gravest act, what is contested."""
    if not shown:
        return Answer((Statement(f"No act between {names[0]} and {names[1]} was found."),))
    documents = {report.document for line in shown for report in line.reports}
    statements = [
        Statement(
            f"{wording.count(len(shown), 'act')} between {names[0]} and {names[1]}, done or only announced, in "
            f"{wording.count(len(documents), 'document')} from at least "
            f"{wording.count(publishers.count(documents), 'independent publisher')}."
        )
    ]
    for name, sign, most in (("cooperation", 1, "friendliest"), ("conflict", -1, "gravest")):
        scored = [(line.intensity, line) for line in shown if line.counted and line.intensity]
        part = [(score, line) for score, line in scored if score * sign > 0]
        if not part:
            statements.append(Statement(f"No act of {name} is counted."))
            continue
        total = wording.signed(sum(score for score, _ in part))
        ids = tuple(line.id for _, line in part)
        statements.append(Statement(f"{wording.count(len(part), 'act')} of {name}, {total} in sum.", ids))
        top = max(part, key=lambda pair: pair[0] * sign)[1]
        statements.append(Statement(f"The {most} ({top.when}): {top.sentence}", (top.id,)))
    contested = tuple(line.id for line in shown if line.contested)
    if contested:
        statements.append(Statement(f"{wording.count(len(contested), 'act')} claimed by one side only.", contested))
    if not index.enough:
        statements.append(Statement(index.note))
    return Answer(tuple(statements))


def _entry(document: Document, anchors: Anchors, lines: Sequence[Line], material: Material) -> Entry:
    titles = {one.id: one.title or one.path for one in material.documents}
    titles |= {one.id: one.title or one.path for one in material.others}
    copies = {member for group in material.groups if document.id in group.documents for member in group.documents}
    return Entry(
        document=document.id,
        text=anchors.text(document.id),
        title=document.title or document.path,
        publisher=document.publisher,
        published=wording.when(document.published),
        basis=document.published_basis,
        language=language_name(document.language) if document.language else None,
        url=document.url if document.url and is_web_address(document.url) else None,
        paths=material.places.get(document.id, (document.path,)),
        copies=tuple(titles.get(copy, copy) for copy in sorted(copies - {document.id})),
        versions=material.versions.get(document.id, 1),
        lines=tuple(line.id for line in lines if any(report.document == document.id for report in line.reports)),
    )


def is_web_address(url: str) -> bool:
    """Tell whether a link may lead to `url`: http or https with a host, and no blank that hides another scheme."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(c.isspace() or c < " " for c in url)
