"""The event table: one row for each directed act of one country on another, détente's own or a data set's.

Whatever the events come from, an index reads this table. It lies in memory as a Polars frame with the columns of
`SCHEMA`, or on disk as Parquet files under folders `year=1995`, `year=1996`, …

Columns:

- `id`: of the row, unique in its data set: the data set's own id where it has one, else a hash of the row. Of détente's
  own events the id of the most confident report, with the pair of countries.
- `dataset`: `detente`, `icews`, `gdelt1`, `gdelt2`, `polecat`, `phoenix`, `ucdp-ged`, `acled`.
- `date`, `date_end`: first and last possible day, both inclusive and equal for a day; null where the date is unknown,
  which only détente's own events may have. `precision`: `day`, `month`, `year`, `range`, `unknown`.
- `source_country`, `target_country`: whose actors they are, as in `records` (ISO 3166-1 alpha-3, `EU`, `UNO`, `NATO`,
  `ASEAN`, `XKX`); null where not known or of no state. Of a state that is no more the state that goes on for it, with
  the former one's code in `source_former`, `target_former`: `SUN` beside `RUS`. A former state that none goes on for,
  such as Czechoslovakia, keeps its own code (`CSK`) in both; `successors` has the rule.
- `source_cow`, `source_gw`, `target_cow`, `target_gw`: the numbers of the Correlates of War project and of Gleditsch
  and Ward for the state as it was on `date`; null where it was not in their system then.
- `place_country`: where it happened, null where not known.
- `source_name`, `target_name`: the names as the data set or the text has them.
- `source_sector`, `target_sector`: as in `records`; null where not known.
- `type`, `mode`: PLOVER's; null where the crosswalk has none for the code (`mode` also where there is none).
- `cameo`: CAMEO code, text: `010` is not `10`.
- `quad`: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; of the PLOVER type, and
  where there is none, of the CAMEO root (01–05, 06–08, 09–13, 14–20). Null where neither is known.
- `plover`, `goldstein_icews`, `goldstein_phoenix`: the score of the act on each scale, null where the scale has none.
  `score`: what the data set itself gives for the row, on its own scale.
- `status`: as in `records`; of data sets, which have only acts, `happened`.
- `confidence`: probability that dyad, type and status are right; null of data sets, which do not say.
- `weight`: what the row counts in a sum over both directions: 1, or ½ for each of a mirrored pair, whose two rows are
  one act. In a sum over one direction each row counts 1.
- `twin_of`: id of the row that mirrors this one, null where none does. Both rows of a pair point to each other.
- `counts`: whether an index counts the row unless asked for more: two different countries, both sides of a sector that
  acts for its state, and a status that stands for an act.
- `reports`: how many reports of the act the row stands for (own events), or the articles (GDELT); null where not known.
- `deaths`: the best estimate of UCDP, the number of ACLED; else null.
- `publisher`, `url`: of the report. `story`: the data set's own pointer to it (ICEWS: story id and sentence, `47400351:2`;
  own events: the document's id).
- `incident`: id of the incident, of own events.
- `file`, `line`: where the row was read: file name and number of the line (of the row in a Parquet file), from 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations
from pathlib import Path
from typing import Final

import polars as pl

from detente.coding.ontology import SCALE, intensity
from detente.errors import ReadError
from detente.measuring.cameo import quad_number, score_on
from detente.measuring.country_codes import numbers_on
from detente.measuring.incidents import ACT_STATUSES, Incident, incidents_between
from detente.records import STATE_SECTORS, Event, Participant, Sector

SCHEMA: Final[dict[str, pl.DataType]] = {
    "id": pl.String(),
    "dataset": pl.String(),
    "date": pl.Date(),
    "date_end": pl.Date(),
    "precision": pl.String(),
    "source_country": pl.String(),
    "target_country": pl.String(),
    "source_former": pl.String(),
    "target_former": pl.String(),
    "source_cow": pl.Int16(),
    "target_cow": pl.Int16(),
    "source_gw": pl.Int16(),
    "target_gw": pl.Int16(),
    "place_country": pl.String(),
    "source_name": pl.String(),
    "target_name": pl.String(),
    "source_sector": pl.String(),
    "target_sector": pl.String(),
    "type": pl.String(),
    "mode": pl.String(),
    "cameo": pl.String(),
    "quad": pl.UInt8(),
    "plover": pl.Float64(),
    "goldstein_icews": pl.Float64(),
    "goldstein_phoenix": pl.Float64(),
    "score": pl.Float64(),
    "status": pl.String(),
    "confidence": pl.Float64(),
    "weight": pl.Float64(),
    "twin_of": pl.String(),
    "counts": pl.Boolean(),
    "reports": pl.UInt32(),
    "deaths": pl.UInt32(),
    "publisher": pl.String(),
    "url": pl.String(),
    "story": pl.String(),
    "incident": pl.String(),
    "file": pl.String(),
    "line": pl.UInt32(),
}

# The scales that a row can be scored on, by column.
SCALES: Final = ("plover", "goldstein_icews", "goldstein_phoenix", "score")
# What `quad` stands for, from 1.
QUADS: Final = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")


def scan_table(path: Path) -> pl.LazyFrame:
    """Return the event table at `path`, not yet read.

    Args:
        path: A Parquet file, or a folder of them with or without folders for the years.

    Returns:
        A lazy frame with the columns of `SCHEMA` in its order; filters on `date` skip what they can.

    Raises:
        ReadError: If nothing is there, or a file lacks columns of the table.
    """
    files = table_files(path)
    missing: list[str] = []
    for file in files:
        try:
            there = pl.read_parquet_schema(file)
        except (pl.exceptions.ComputeError, OSError) as error:
            raise ReadError(str(file), "is no Parquet file", "make an event table by `detente import`") from error
        missing = [name for name in SCHEMA if name not in there]
        if missing:
            raise ReadError(str(file), f"lacks the columns {', '.join(missing)}", "make it by `detente import`")
    frame = pl.scan_parquet(files, hive_partitioning=False)
    return frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def table_files(path: Path) -> list[Path]:
    """Return the Parquet files of an event table in order, which is the order of the years.

    Raises:
        ReadError: If there are none.
    """
    if path.is_file():
        return [path]
    # A name with a dot in front is a piece of an import that has not finished.
    files = sorted(
        file
        for file in path.rglob("*.parquet")
        if not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if not files:
        raise ReadError(str(path), "holds no event table", "make one by `detente import FORMAT FILE --into FOLDER`")
    return files


def from_events(events: Iterable[Event], *, sectors: Collection[Sector] = STATE_SECTORS) -> pl.DataFrame:
    """Return the event table of détente's own events: a row for each incident and directed pair of countries.

    Several reports of one incident are one row, with the scores of the most confident. A reciprocal act is two rows
    that point to each other and weigh ½. Acts among actors of one country or of none have no row.

    Args:
        events: Events of any dyads.
        sectors: Who acts for a country, in the column `counts`.
    """
    by_pair: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        countries = {p.country for p in (*event.source, *event.target) if p.country is not None}
        for first, second in combinations(sorted(countries), 2):
            by_pair[first, second].append(event)
    rows: list[dict[str, object]] = []
    for pair in sorted(by_pair):
        for incident in incidents_between(by_pair[pair], pair):
            rows.append(_row(incident, incident.source, incident.target, sectors))
            if incident.reciprocal:
                rows.append(_row(incident, incident.target, incident.source, sectors))
    return pl.DataFrame(rows, schema=SCHEMA).sort("date", "id", nulls_last=True)


def _row(incident: Incident, source: str, target: str, sectors: Collection[Sector]) -> dict[str, object]:
    event = incident.best
    # The report whose participants act for their states, if one has them: it makes the incident count.
    sides = [_sides(report, source, target) for report in incident.reports]
    acting = next((pair for pair in sides if all(p.sector in sectors for p in pair)), sides[0])
    done = event.status in ACT_STATUSES or (event.type, event.status) == ("THREATEN", "threatened")
    day = incident.date.start
    numbers = {"source": numbers_on(source, day), "target": numbers_on(target, day)}
    return {
        "id": _id(event, source, target),
        "dataset": "detente",
        "date": day,
        "date_end": incident.date.end,
        "precision": incident.date.precision,
        "source_country": source,
        "target_country": target,
        **{f"{side}_{system}": getattr(found, system) for side, found in numbers.items() for system in ("cow", "gw")},
        "source_name": acting[0].name,
        "target_name": acting[1].name,
        "source_sector": acting[0].sector,
        "target_sector": acting[1].sector,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": quad_number(event.type),
        "plover": event.intensity if event.scale == SCALE else intensity(event.type, event.mode),
        "goldstein_icews": score_on("goldstein_icews", event.cameo),
        "goldstein_phoenix": score_on("goldstein_phoenix", event.cameo),
        "status": event.status,
        "confidence": event.confidence,
        "weight": 0.5 if incident.reciprocal else 1.0,
        "twin_of": _id(event, target, source) if incident.reciprocal else None,
        "counts": done and all(p.sector in sectors for p in acting),
        "reports": len(incident.reports),
        "story": event.document,
        "incident": incident.id,
        "file": event.path,
    }


def _id(event: Event, source: str, target: str) -> str:
    return f"{event.id}:{source}>{target}"


def _sides(event: Event, source: str, target: str) -> tuple[Participant, Participant]:
    """Return whom an event has of the two countries, whichever way round it names them, those of state sectors first."""

    def of(country: str) -> Participant:
        there = [p for p in (*event.source, *event.target) if p.country == country]
        return next((p for p in there if p.sector in STATE_SECTORS), there[0])

    return of(source), of(target)
