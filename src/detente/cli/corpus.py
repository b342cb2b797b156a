"""`detente code CORPUS... --into FOLDER`: millions of documents, shard by shard, in a run that can be killed and goes on."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from detente.cli.reporting import EXIT_SKIPPED, Reporter, json_line
from detente.cli.work import CodeTogether, check_actors, versions
from detente.coding import group_incidents
from detente.engines.cluster import map_tasks
from detente.engines.shards import land, still_to_do
from detente.errors import ReadError
from detente.reading import table
from detente.reading.drafts import finish
from detente.records import Document, Event, Skipped, to_plain

# Documents of a shard: some tens of seconds of work, which is what a killed run loses for each worker.
_DOCUMENTS: Final = 200
_ENDINGS: Final = (".jsonl", ".jsonl.gz", ".ndjson", ".parquet")
_PLAN: Final = "corpus.json"


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of documents of a file.

    Attributes:
        start: Where it begins: a byte of a JSONL file, a row of a Parquet file, a line of a packed file, from 0.
        first: Number of its first document's line or row, from 1.
        count: Lines or rows.
        place: The file that its events go to.
    """

    path: Path
    start: int
    first: int
    count: int
    place: Path
    actors: tuple[Path, ...] = ()


def code_corpus(
    paths: Sequence[str], into: Path, reporter: Reporter, *, workers: int, ray: str | None, actors: Sequence[Path]
) -> int:
    """Code the documents of JSONL and Parquet files into `into`, and return the exit status.

    Each shard becomes a file of events, one JSON object a line, and beside it, where there are any, a file of documents
    that were skipped. Incidents join the events of one shard. What an earlier run finished is left as it is.

    Raises:
        click.UsageError: If a path is no corpus, or the folder was made with another version of tables or models.
    """
    check_actors(actors)
    files = [file for path in paths for file in _files(Path(path))]
    (into / "events").mkdir(parents=True, exist_ok=True)
    (into / "skipped").mkdir(exist_ok=True)
    _check_plan(into, actors)
    shards = [shard for file in files for shard in _cut(file, into / "events", tuple(actors))]
    waiting = still_to_do(shards, lambda shard: shard.place)
    if len(waiting) < len(shards):
        reporter.say(f"{len(shards) - len(waiting)} of {len(shards)} shards were coded before")
    total: Counter[str] = Counter()
    for counts in reporter.track(map_tasks(code_shard, waiting, workers=workers, ray=ray), "coding shards"):
        total.update(counts)
    if total["skipped"]:
        reporter.say(f"{total['skipped']} documents skipped, named in {into / 'skipped'}")
    said = f"documents read in {len(waiting)} shards, {total['events']} events newly coded into {into}"
    status = reporter.finish(total["documents"], said, usable=len(shards))
    return EXIT_SKIPPED if total["skipped"] and not status else status


def code_shard(shard: Shard) -> dict[str, int]:
    """Code one shard and land its file; return how many documents, events and skipped documents it has."""
    items = list(_documents(shard))
    documents = [item for item in items if isinstance(item, Document)]
    skipped = [item for item in items if isinstance(item, Skipped)]
    events: list[Event] = []
    for _, coded in CodeTogether(shard.actors).stream(documents):
        if isinstance(coded, Skipped):
            skipped.append(coded)
        else:
            events += coded
    if skipped:
        land(shard.place.parents[1] / "skipped" / shard.place.name, (json_line(to_plain(one)) for one in skipped))
    # Last, since this file says that the shard is done.
    land(shard.place, (json_line(to_plain(event)) for event in group_incidents(events)))
    return {"documents": len(documents), "events": len(events), "skipped": len(skipped)}


def _files(path: Path) -> list[Path]:
    found = sorted(p for p in path.rglob("*") if p.name.endswith(_ENDINGS)) if path.is_dir() else [path]
    if not found or any(not file.is_file() or not file.name.endswith(_ENDINGS) for file in found):
        raise click.UsageError(
            f"{path} is no corpus: --into takes files that end in {', '.join(_ENDINGS)}, or folders of them"
        )
    return [file.resolve() for file in found]


def _check_plan(into: Path, actors: Sequence[Path]) -> None:
    """Refuse to mix the events of several versions in one folder."""
    own = [hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in actors]
    plan = {**versions(), "actors": own}
    place = into / _PLAN
    if place.exists() and json.loads(place.read_text(encoding="utf-8")) != plan:
        raise click.UsageError(f"{into} holds events of other tables or models; name another folder")
    land(place, [json_line(plan)])


def _cut(file: Path, folder: Path, actors: tuple[Path, ...]) -> Iterator[Shard]:
    """Yield the shards of a file; a shard's name tells the file, its size and its place in it."""
    size = file.stat().st_size
    for start, first, count in _ranges(file):
        name = hashlib.sha256(f"{file}\x1f{size}\x1f{start}\x1f{count}".encode("utf-8", "surrogatepass")).hexdigest()
        yield Shard(file, start, first, count, folder / f"{file.stem[:40]}-{first:09}-{name[:12]}.jsonl", actors)


def _ranges(file: Path) -> Iterator[tuple[int, int, int]]:
    """Yield (start, number of the first line or row, lines or rows) of the shards of a file."""
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq

        rows = pq.read_metadata(file).num_rows
        for start in range(0, rows, _DOCUMENTS):
            yield start, start + 1, min(_DOCUMENTS, rows - start)
        return
    packed = file.suffix == ".gz"
    start = at = lines = 0
    with gzip.open(file) if packed else file.open("rb") as stream:
        for line in stream:
            at += 1 if packed else len(line)
            lines += 1
            if lines % _DOCUMENTS == 0:
                yield start, lines - _DOCUMENTS + 1, _DOCUMENTS
                start = at
    if lines % _DOCUMENTS:
        yield start, lines - lines % _DOCUMENTS + 1, lines % _DOCUMENTS


def _documents(shard: Shard) -> Iterator[Document | Skipped]:
    for number, line in enumerate(_lines(shard), start=shard.first):
        try:
            decoded = line.decode()
        except UnicodeDecodeError:
            yield Skipped(f"{shard.path}:{number}", "is no UTF-8", "write the file as UTF-8")
            continue
        if not decoded.strip():
            continue
        where = f"{shard.path}:{number}"
        try:
            for _, draft in table.read(decoded, str(shard.path), encoding="utf-8", lines=True):
                # The reader counts from the one line that it was given.
                yield replace(draft, where=where) if isinstance(draft, Skipped) else finish(draft, where)
        except ReadError as error:
            yield Skipped(where, error.reason, error.remedy)


def _lines(shard: Shard) -> Iterator[bytes]:
    if shard.path.suffix == ".parquet":
        yield from _rows(shard)
    elif shard.path.suffix == ".gz":
        with gzip.open(shard.path) as stream:
            yield from _some(stream, shard.start, shard.count)
    else:
        with shard.path.open("rb") as stream:
            stream.seek(shard.start)
            yield from _some(stream, 0, shard.count)


def _some(stream: Iterable[bytes], after: int, count: int) -> Iterator[bytes]:
    for at, line in enumerate(stream):
        if at >= after + count:
            return
        if at >= after:
            yield line


def _rows(shard: Shard) -> Iterator[bytes]:
    import polars as pl

    frame = pl.scan_parquet(shard.path).slice(shard.start, shard.count).collect()
    for row in frame.iter_rows(named=True):
        # What is missing in a row is a field that its document does not have.
        yield json.dumps({key: value for key, value in row.items() if value is not None}, default=_said).encode()


def _said(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
