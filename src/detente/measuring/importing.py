"""Imports the files of public data sets into the event table.

1. Every part of every file is read by itself, on as many workers as there are, and written as rows of the table.
2. Rows that repeat others are found over all files by hashes of ids and of whole rows, in passes that fit in memory.
3. Every year is put together by itself: twins marked, rows sorted, one Parquet file written.

Only when all of that is done are the files put in their places, each at once, so that a reader never sees half a file
and an import that was killed leaves the table as it was. The same files imported again replace what they gave before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

from detente.engines.cluster import map_tasks
from detente.errors import ReadError
from detente.measuring.formats import FORMATS
from detente.measuring.importing_own import ALREADY, UNDATED, own_rows
from detente.measuring.importing_read import pieces
from detente.measuring.importing_rows import DROPPED
from detente.measuring.importing_stage import Staged, StageTask, Year, YearTask, assemble, stage

# Hashes looked at in one pass over the rows: 24 bytes each.
_MOST_HASHES: Final = 10_000_000
_REPEATED: Final = {"row": pl.UInt64, "reason": pl.String}
_SAME_ID: Final = "repeated id, the same row"
_OTHER_ID: Final = "repeated id, another row"
_FULL: Final = "full duplicate under another id"

# The name of détente's own events as a format.
OWN: Final = "detente"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        dataset: The format.
        name: Of the files it wrote, `year=…/NAME.parquet`.
        counts: `read` rows, `kept`, and what else there is to say, by name; see `docs/importing.md`.
        dropped: Rows left out, by reason; they and `kept` sum to `read` and the rows made beside them.
        years: Rows kept, by year.
        list: A CSV file that names every row left out: file, line, id, reason, value.
        unreadable: Files that could not be read, or not to their end.
    """

    dataset: str
    name: str
    counts: Counter[str]
    dropped: Counter[str]
    years: dict[int, int]
    list: Path
    unreadable: tuple[ReadError, ...] = ()
    first_broken: tuple[tuple[str, int, str, str], ...] = field(default_factory=tuple)

    def share_coded(self, side: str) -> float | None:
        """Return the share of rows whose `side` (`source` or `target`) has a country, or None without rows."""
        found = [self.counts[f"{side} {how}"] for how in ("code", "name", "ambiguous", "unknown")]
        return (found[0] + found[1]) / sum(found) if sum(found) else None


def import_events(
    format_name: str,
    paths: Sequence[Path],
    into: Path,
    *,
    workers: int = 1,
    ray: str | None = None,
    progress: Progress = lambda _: None,
) -> ImportReport:
    """Import files of one data set into the event table in a folder, and return what was done.

    Args:
        format_name: A key of `FORMATS`, or "detente" for détente's own events as JSONL.
        paths: Files, or folders of them.
        into: Folder of the table; made where it is not.
        workers: Processes, or tasks at once on a cluster.
        ray: See `engines.cluster.map_tasks`; `into` must then be a folder that all machines share.
        progress: Called with the name of each step that begins.

    Raises:
        ReadError: If no file could be read.
        KeyError: If there is no such format.
    """
    files = _files(paths)
    name = f"{format_name}-{_digest(files)}"
    if format_name == OWN:
        return _import_own(files, into, name, workers, ray, progress)
    form = FORMATS[format_name]
    unreadable: list[ReadError] = []
    parts = []
    for file in files:
        try:
            parts += pieces(file, form)
        except ReadError as error:
            unreadable.append(error)
    into.mkdir(parents=True, exist_ok=True)
    with _workplace(into, name) as work:
        progress(f"reading {len(parts)} parts of {len(files)} files")
        tasks = [StageTask(piece, number, format_name, work / f"{number}.part") for number, piece in enumerate(parts)]
        staged = sorted(map_tasks(stage, tasks, workers=workers, ray=ray), key=lambda part: part.number)
        unreadable += [part.error for part in staged if part.error is not None]
        if not staged or (unreadable and not any(part.counts["read"] for part in staged)):
            raise unreadable[0] if unreadable else ReadError(", ".join(map(str, paths)), "holds no file")
        progress("looking for repeated rows")
        repeated = _repeats(staged, _others(into, format_name, name))
        repeated.write_parquet(work / "repeated")
        numbers = sorted({month.year for part in staged for month in part.months})
        progress(f"putting {len(numbers)} years together")
        jobs = [
            YearTask(number, tuple(p for p in staged if _has(p, number)), work / "repeated", work / f"{number}.parquet")
            for number in numbers
        ]
        years = sorted(map_tasks(assemble, jobs, workers=workers, ray=ray), key=lambda year: year.year)
        listed = _list_dropped(staged, repeated, work)
        report = _report(format_name, name, staged, repeated, years, into, tuple(unreadable), listed)
        _put(years, into, name)
        report.list.parent.mkdir(exist_ok=True)
        (work / "dropped.csv").replace(report.list)
    return report


def _import_own(
    files: Sequence[Path], into: Path, name: str, workers: int, ray: str | None, progress: Progress
) -> ImportReport:
    into.mkdir(parents=True, exist_ok=True)
    with _workplace(into, name) as work:
        progress(f"joining the incidents of {len(files)} files")
        made = own_rows(files, work, _others(into, OWN, name), workers=workers, ray=ray)
        if not made.counts["read"]:
            raise made.unreadable[0] if made.unreadable else ReadError(str(into), "there is no event to import")
        made.dropped.write_csv(work / "dropped.csv")
        dropped = Counter(dict(made.dropped["reason"].value_counts().iter_rows()))
        broken = made.dropped.filter(pl.col("value").is_not_null()).head(20)
        report = ImportReport(
            OWN,
            name,
            made.counts,
            dropped,
            {year: rows for year, rows in made.kept.items() if year != UNDATED},
            into / "imports" / f"{name}.dropped.csv",
            made.unreadable,
            tuple(broken.select("file", "line", "reason", "value").iter_rows()),
        )
        _put([Year(year, out, Counter(kept=made.kept[year])) for year, out in made.years.items()], into, name)
        report.list.parent.mkdir(exist_ok=True)
        (work / "dropped.csv").replace(report.list)
    return report


def _files(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        inside = (
            sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if path.is_dir()
            else [path]
        )
        found.update(dict.fromkeys(file.resolve() for file in inside))
    return list(found)


def _digest(files: list[Path]) -> str:
    return hashlib.sha256("\n".join(map(str, sorted(files))).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@contextmanager
def _workplace(into: Path, name: str) -> Iterator[Path]:
    """Give a folder for what is not finished, beside the table so that files can be moved at once."""
    for left in into.glob(f".{name}-*"):
        if not _runs(int(left.name.rpartition("-")[2])):
            shutil.rmtree(left)
    work = into / f".{name}-{os.getpid()}"
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()


def _has(part: Staged, year: int) -> bool:
    return any(month.year == year for month in part.months)


def _others(into: Path, dataset: str, name: str) -> list[Path]:
    """Return the files of the table that other imports of the same data set wrote."""
    return [file for file in sorted(into.glob(f"year=*/{dataset}-*.parquet")) if file.stem != name]


def _repeats(staged: list[Staged], others: list[Path]) -> pl.DataFrame:
    """Return the rows that repeat an earlier one, with the reason; what other imports wrote is earlier than all."""
    rows = pl.scan_parquet([part.out for part in staged]).select("row", "id_hash", "row_hash")
    total = sum(sum(part.months.values()) for part in staged)
    passes = total // _MOST_HASHES + 1
    found: list[pl.DataFrame] = [pl.DataFrame(schema=_REPEATED)]
    for number in range(passes):
        some = rows.filter(pl.col("id_hash") % passes == number).collect().sort("row")
        there = _hashes(others, passes, number)
        known = pl.col("id_hash").is_in(there["id_hash"].implode()) if there.height else pl.lit(False)
        nth = pl.int_range(pl.len()).over("id_hash")
        same = pl.col("row_hash") == pl.col("row_hash").first().over("id_hash")
        reason = (
            pl.when(known)
            .then(pl.lit(ALREADY))
            .when(nth > 0)
            .then(pl.when(same).then(pl.lit(_SAME_ID)).otherwise(pl.lit(_OTHER_ID)))
        )
        found.append(some.with_columns(reason=reason).filter(pl.col("reason").is_not_null()).select("row", "reason"))
    by_id = pl.concat(found)
    for number in range(passes):
        some = (
            rows.filter(pl.col("row_hash") % passes == number).collect().join(by_id, on="row", how="anti").sort("row")
        )
        again = some.filter(~pl.col("row_hash").is_first_distinct())
        found.append(again.select("row", pl.lit(_FULL).alias("reason")))
    return pl.concat(found)


def _hashes(files: list[Path], passes: int, number: int) -> pl.DataFrame:
    if not files:
        return pl.DataFrame(schema={"id_hash": pl.UInt64})
    ident = pl.col("id")
    # The second row of an undirected act has the hash of the first with its last bit turned.
    back = ident.str.ends_with(":back")
    hashed = pl.when(back).then(ident.str.strip_suffix(":back").hash() ^ 1).otherwise(ident.hash())
    frame = pl.scan_parquet(files, hive_partitioning=False).select(hashed.alias("id_hash"))
    return frame.filter(pl.col("id_hash") % passes == number).collect()


def _list_dropped(staged: list[Staged], repeated: pl.DataFrame, work: Path) -> pl.DataFrame:
    """Write the list of the rows left out; return those of it that a user should see to."""
    columns = list(DROPPED)
    broken = pl.concat([pl.read_parquet(part.dropped) for part in staged])
    rows = pl.scan_parquet([part.out for part in staged]).select("row", "file", "line", "id")
    again = rows.join(repeated.lazy(), on="row", how="inner").with_columns(value=pl.lit(None, dtype=pl.String))
    listed = pl.concat([broken.lazy(), again.select(columns)])
    listed.collect().write_csv(work / "dropped.csv")
    return broken


def _report(
    dataset: str,
    name: str,
    staged: list[Staged],
    repeated: pl.DataFrame,
    years: list[Year],
    into: Path,
    unreadable: tuple[ReadError, ...],
    broken: pl.DataFrame,
) -> ImportReport:
    counts: Counter[str] = Counter()
    for some in ([part.counts for part in staged], [year.counts for year in years]):
        counts.update(sum(some, Counter()))
    dropped: Counter[str] = Counter(dict(broken["reason"].value_counts().iter_rows()))
    dropped.update(dict(repeated["reason"].value_counts().iter_rows()))
    for reason in dropped:
        counts.pop(reason, None)
    shown = broken.head(20).select("file", "line", "reason", pl.col("value").fill_null(""))
    kept = {year.year: year.counts["kept"] for year in years if year.counts["kept"]}
    listed = into / "imports" / f"{name}.dropped.csv"
    return ImportReport(dataset, name, counts, dropped, kept, listed, unreadable, tuple(shown.iter_rows()))


def _put(years: list[Year], into: Path, name: str) -> None:
    """Put the files in their places, and take away those of an earlier import of the same files that are no more."""
    written: set[Path] = set()
    for year in years:
        if year.counts["kept"]:
            place = into / f"year={year.year if year.year != UNDATED else 'unknown'}" / f"{name}.parquet"
            place.parent.mkdir(exist_ok=True)
            year.out.replace(place)
            written.add(place)
    for old in into.glob(f"year=*/{name}.parquet"):
        if old not in written:
            old.unlink()


def to_plain_report(report: ImportReport) -> dict[str, Any]:
    """Return a report as what JSON can carry."""
    return {
        "dataset": report.dataset,
        "name": report.name,
        "counts": dict(sorted((key, value) for key, value in report.counts.items() if value)),
        "dropped": dict(sorted(report.dropped.items())),
        "years": {str(year): rows for year, rows in report.years.items()},
        "coded": {side: report.share_coded(side) for side in ("source", "target")},
        "list": str(report.list),
        "unreadable": [str(error) for error in report.unreadable],
    }
