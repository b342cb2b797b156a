"""Cooperation and conflict between two states, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

import polars as pl

from detente.coding.ontology import quad_class
from detente.measuring.incidents import Incident, select
from detente.measuring.periods import Frequency, period_of, periods
from detente.measuring.publishers import Copies, Publishers
from detente.records import STATE_SECTORS, Document, Event, Sector

# Under these numbers a line would be drawn from chance. They are a convention, not a test of significance: half a dozen
# acts in three different periods are the least that can show a movement at all.
LEAST_INCIDENTS = 6
LEAST_PERIODS = 3

SCHEMA: dict[str, type[pl.DataType]] = {
    "period_start": pl.Date,
    "period_end": pl.Date,
    "direction": pl.String,
    "source": pl.String,
    "target": pl.String,
    "cooperation": pl.Float64,
    "conflict": pl.Float64,
    "net": pl.Float64,
    "incidents": pl.UInt32,
    "events": pl.UInt32,
    "unscored": pl.UInt32,
    "verbal_cooperation": pl.UInt32,
    "material_cooperation": pl.UInt32,
    "verbal_conflict": pl.UInt32,
    "material_conflict": pl.UInt32,
    "publishers": pl.UInt32,
}


def measure(
    events: Iterable[Event],
    *,
    dyad: tuple[str, str],
    freq: Frequency = "month",
    documents: Iterable[Document] | None = None,
    groups: Iterable[Copies] | None = None,
    sectors: Collection[Sector] = STATE_SECTORS,
) -> pl.DataFrame:
    """Return the index of a dyad: one row for each period and direction, from the first counted act to the last.

    `select` says which acts count and names the others: undated, too coarse for the period, not done, of other
    sectors. Several reports of one incident count once, with the intensity of the most confident report. A reciprocal
    act counts once in each direction and once in both; so both = A→B + B→A − reciprocal.

    Args:
        events: Events, of this dyad or more.
        dyad: The two countries A and B.
        freq: Length of a period.
        documents: The documents of the events, to count publishers by; without them `publishers` is null.
        groups: Groups of copies among the documents, each of which counts as one.
        sectors: Who acts for a country.

    Returns:
        A frame with the columns of `SCHEMA`, no rows where no act counts:

        - `period_start`, `period_end`: first and last day.
        - `direction`: `A→B`, `B→A` or `both`; `source` and `target` are the countries (for `both` A and B).
        - `cooperation`: sum of the positive intensities; `conflict`: sum of the negative ones, zero or less; `net`:
          their sum.
        - `incidents`: acts counted; `events`: reports of them; `unscored`: acts whose code has no intensity, which
          the sums therefore lack.
        - `verbal_cooperation`, `material_cooperation`, `verbal_conflict`, `material_conflict`: acts by PLOVER's quad
          class of their type, scored or not.
        - `publishers`: independent publishers that report them (see `Publishers`).

    Raises:
        ValueError: If the two countries are one, or intensities are of more than one scale.
    """
    a, b = dyad
    counted = select(events, dyad=dyad, freq=freq, sectors=sectors).counted
    scales = {incident.best.scale for incident in counted if incident.best.intensity is not None}
    if len(scales) > 1:
        raise ValueError(f"intensities of several scales cannot be summed: {', '.join(sorted(map(str, scales)))}")
    publishers = None if documents is None else Publishers(documents, groups or ())
    by_period: dict[date, list[Incident]] = defaultdict(list)
    for incident in counted:
        if incident.date.start is not None:
            by_period[period_of(incident.date.start, freq)[0]].append(incident)
    rows = []
    if by_period:
        for start, end in periods(min(by_period), max(by_period), freq):
            inside = by_period.get(start, [])
            there = [one for one in inside if one.reciprocal or one.source == a]
            back = [one for one in inside if one.reciprocal or one.source == b]
            for name, source, target, part in (
                (f"{a}→{b}", a, b, there),
                (f"{b}→{a}", b, a, back),
                ("both", a, b, inside),
            ):
                values = {"period_start": start, "period_end": end, "direction": name}
                rows.append(values | {"source": source, "target": target} | _sums(part, publishers))
    return pl.DataFrame(rows, schema=SCHEMA)


def enough(frame: pl.DataFrame) -> bool:
    """Tell whether a frame of `measure` rests on enough acts for a line: six, in three different periods."""
    both = frame.filter(pl.col("direction") == "both", pl.col("incidents") > 0)
    return both.height >= LEAST_PERIODS and int(both["incidents"].sum()) >= LEAST_INCIDENTS


def _sums(incidents: Sequence[Incident], publishers: Publishers | None) -> dict[str, float | int | None]:
    scores = [incident.best.intensity for incident in incidents]
    # Sorted, so that rounding does not depend on the order of the events.
    known = sorted(score for score in scores if score is not None)
    cooperation = sum((score for score in known if score > 0), 0.0)
    conflict = sum((score for score in known if score < 0), 0.0)
    quads = [quad_class(incident.best.type) for incident in incidents]
    reports = [report for incident in incidents for report in incident.reports]
    return {
        "cooperation": cooperation,
        "conflict": conflict,
        "net": cooperation + conflict,
        "incidents": len(incidents),
        "events": len(reports),
        "unscored": scores.count(None),
        "verbal_cooperation": quads.count("VERBAL COOPERATION"),
        "material_cooperation": quads.count("MATERIAL COOPERATION"),
        "verbal_conflict": quads.count("VERBAL CONFLICT"),
        "material_conflict": quads.count("MATERIAL CONFLICT"),
        "publishers": None if publishers is None else publishers.count(report.document for report in reports),
    }
