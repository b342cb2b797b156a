"""Imports détente's own events, as `detente code --format jsonl` and `--into` write them, into the event table.

The events of a corpus are written shard by shard, and incidents join those of one shard only. Here they are joined over
all: events are dealt out by their pairs of countries, so that all reports of a pair come together, and each deal is
grouped by itself. What an act has of sides, type and status decides with which others it is compared, so that dealing
out changes no incident.
"""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Final

import polars as pl
from pydantic import TypeAdapter, ValidationError

from detente.coding.incidents import group_incidents
from detente.engines.cluster import map_tasks
from detente.errors import ReadError
from detente.measuring.importing_rows import DROPPED
from detente.measuring.importing_stage import write_rows
from detente.measuring.table import SCHEMA, from_events
from detente.records import Event

# Bytes of events that one deal should hold, and how many deals there may be: each is an open file of each reader.
_DEAL: Final = 64_000_000
_MOST_DEALS: Final = 128
_ENDINGS: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ALREADY: Final = "already in the table"
_SIDELESS: Final = "no second country"
_REPEATED: Final = "repeated id, the same row"
# Of a pair's rows without a date; `year=unknown` keeps them apart from the years.
UNDATED: Final = 0


@dataclass(frozen=True, slots=True)
class _Source:
    """A file of events to deal out into `deals` files in `out`, whose names begin with `number`."""

    file: Path
    number: int
    deals: int
    out: Path


# File, line, id, reason, value, as in `importing_rows.DROPPED`.
_Left = tuple[str, int | None, str | None, str, str | None]


@dataclass(frozen=True, slots=True)
class _Dealt:
    """How many lines a file had, which were left out, and why it could not be read to its end."""

    lines: int
    dropped: tuple[_Left, ...]
    error: ReadError | None = None


@dataclass(frozen=True, slots=True)
class _Deal:
    """A deal to group: its number of `deals`, and the file of rows to write."""

    number: int
    deals: int
    folder: Path
    out: Path


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What was made of files of events, in a folder for work in progress.

    Attributes:
        years: A Parquet file of the table for each year; `UNDATED` has the rows without a date.
        counts: `read` lines, `kept` and `counting` rows.
        dropped: Lines left out, with the columns of `importing_rows.DROPPED`.
    """

    years: dict[int, Path]
    kept: dict[int, int]
    counts: Counter[str]
    dropped: pl.DataFrame
    unreadable: tuple[ReadError, ...]


def own_rows(
    files: Sequence[Path], work: Path, there: Sequence[Path] = (), *, workers: int = 1, ray: str | None = None
) -> OwnRows:
    """Make rows of the event table of files of détente's events.

    Args:
        files: JSONL, plain or gzipped; one event a line.
        work: An empty folder for what is in progress; on a cluster one that all machines share.
        there: Files of the table whose rows are not to be made again.
        workers: Processes, or tasks at once on a cluster.
        ray: See `engines.cluster.map_tasks`.
    """
    unreadable = [
        ReadError(str(file), "is no file of events", "name .jsonl files that `detente code` wrote")
        for file in files
        if not file.name.endswith(_ENDINGS)
    ]
    usable = [file for file in files if file.name.endswith(_ENDINGS)]
    deals = min(sum(file.stat().st_size for file in usable) // _DEAL + 1, _MOST_DEALS)
    sources = [_Source(file, number, deals, work) for number, file in enumerate(usable)]
    dealt = list(map_tasks(deal_out, sources, workers=workers, ray=ray))
    jobs = [_Deal(number, deals, work, work / f"deal-{number}.parquet") for number in range(deals)]
    repeated = sorted({key for found in map_tasks(group, jobs, workers=workers, ray=ray) for key in found})
    dropped = [row for part in dealt for row in part.dropped]
    dropped += [(file, line, ident, _REPEATED, None) for file, line, ident in repeated]
    every = pl.scan_parquet([job.out for job in jobs])
    if there:
        before = pl.scan_parquet(list(there), hive_partitioning=False).select("id")
        known = every.join(before, on="id", how="semi").select("file", "id").collect()
        dropped += [(file, None, ident, ALREADY, None) for file, ident in known.iter_rows()]
        every = every.join(before, on="id", how="anti")
    year = pl.col("date").dt.year().fill_null(UNDATED)
    kept = dict(every.group_by(year.alias("year")).len().sort("year").collect().iter_rows())
    years = {}
    for number in kept:
        years[number] = work / f"{number}.parquet"
        rows = every.filter(year == number).sort("date", "id", nulls_last=True).select(list(SCHEMA))
        write_rows(years[number], [rows.collect()])
    counts = Counter(
        read=sum(part.lines for part in dealt),
        kept=sum(kept.values()),
        counting=every.filter("counts").select(pl.len()).collect().item(),
    )
    unreadable += [part.error for part in dealt if part.error is not None]
    listed = pl.DataFrame(sorted(dropped, key=lambda row: (row[0], row[1] or 0)), schema=DROPPED, orient="row")
    return OwnRows(years, kept, counts, listed, tuple(unreadable))


def deal_out(source: _Source) -> _Dealt:
    """Copy each event of a file to the deals of its pairs of countries, with the number of its line before it."""
    dropped: list[_Left] = []
    number = 0
    try:
        with ExitStack() as stack:
            outs = [
                stack.enter_context((source.out / f"{deal}-{source.number}.events").open("w", encoding="utf-8"))
                for deal in range(source.deals)
            ]
            for number, line in enumerate(_lines(source.file), start=1):
                if not line.strip():
                    continue
                try:
                    event = _reader().validate_json(line)
                except ValidationError as error:
                    first = error.errors()[0]
                    where = ".".join(map(str, first["loc"]))
                    dropped.append((source.file.name, number, None, "is no event", f"{where}: {first['msg']}"))
                    continue
                deals = {_deal_of(pair, source.deals) for pair in _pairs(event)}
                if not deals:
                    dropped.append((source.file.name, number, event.id, _SIDELESS, None))
                for deal in deals:
                    outs[deal].write(f"{source.file.name}\t{number}\t{line.decode().strip()}\n")
    except (OSError, EOFError, zlib.error) as error:
        problem = ReadError(str(source.file), f"cannot be read to its end ({error})", "write the file anew")
        return _Dealt(number, tuple(dropped), problem)
    return _Dealt(number, tuple(dropped))


def group(deal: _Deal) -> list[tuple[str, int, str]]:
    """Group the events of a deal, write their rows, and return where events stood that were there already."""
    found: dict[str, Event] = {}
    again: list[tuple[str, int, str]] = []
    for path in sorted(deal.folder.glob(f"{deal.number}-*.events"), key=lambda p: int(p.stem.split("-")[1])):
        with path.open(encoding="utf-8") as file:
            for line in file:
                name, number, text = line.split("\t", 2)
                event = _reader().validate_json(text)
                if event.id in found:
                    again.append((name, int(number), event.id))
                else:
                    found[event.id] = event
    rows = from_events(group_incidents(found.values()))
    pairs = {pair for event in found.values() for pair in _pairs(event) if _deal_of(pair, deal.deals) == deal.number}
    sides = ("source_country", "target_country")
    wanted = pl.DataFrame(sorted(pairs), schema={"a": pl.String, "b": pl.String}, orient="row")
    rows = rows.with_columns(a=pl.min_horizontal(*sides), b=pl.max_horizontal(*sides))
    rows.join(wanted, on=["a", "b"], how="semi").select(list(SCHEMA)).write_parquet(deal.out)
    return again


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    return combinations(sorted({p.country for p in (*event.source, *event.target) if p.country is not None}), 2)


def _deal_of(pair: tuple[str, str], deals: int) -> int:
    # Not Python's own hash, which differs between processes.
    return zlib.crc32("-".join(pair).encode()) % deals


@cache
def _reader() -> TypeAdapter[Event]:
    return TypeAdapter(Event)


def _lines(file: Path) -> Iterable[bytes]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
        yield from stream
