# /// script
# requires-python = ">=3.11"
# dependencies = ["detente", "duckdb", "pandas"]
#
# [tool.uv.sources]
# detente = { path = ".." }
# ///
"""Monthly index of all dyads over an event table: détente against pandas, Polars and DuckDB in one run.

usage: uv run benchmarks/index.py [--rows N ...] [--folder DIR]   (20 and 1 million rows by default)

The rows are made: 200 states with a long tail, 1995–2020, a third of them not counting, a tenth without a score, sorted by
date and written as `detente import` writes them. Every reader reads the same files on two threads in a process of its own
and gives the same sums of cooperation and conflict and the same numbers of acts by directed dyad and month; that is
checked. "decoding" reads the columns and does nothing with them. Each time is the best of three.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.dataset as ds

from detente.measuring.importing_stage import write_rows
from detente.measuring.monthly import monthly
from detente.measuring.table import SCHEMA

THREADS = 2
ROUNDS = 3
COLUMNS = ["date", "source_country", "target_country", "plover", "counts"]
KEYS = ["month", "source_country", "target_country"]
_YEARS = range(1995, 2021)

Result = tuple[int, float, float, float]


def make(folder: Path, rows: int) -> None:
    """Write a table of about `rows` rows."""
    rng = np.random.default_rng(7)
    states = pl.Series([f"{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(200)])
    likely = 1 / np.arange(1, 201)
    likely /= likely.sum()
    each = rows // len(_YEARS)
    for year in _YEARS:
        first = np.datetime64(f"{year}-01-01")
        days = first + np.sort(rng.integers(0, 365, each))
        source, target = (rng.choice(200, each, p=likely) for _ in range(2))
        unscored = pl.Series(rng.random(each) < 0.1)
        frame = pl.DataFrame(
            {
                "date": days,
                "date_end": days,
                "precision": pl.repeat("day", each, eager=True),
                "source_country": states.gather(source),
                "target_country": states.gather(target),
                "plover": pl.Series(rng.integers(-20, 21, each) / 2),
                "counts": pl.Series((source != target) & (rng.random(each) < 0.8)),
                "weight": pl.repeat(1.0, each, eager=True),
            }
        ).with_columns(plover=pl.when(~unscored).then("plover"))
        lacking = [pl.lit(None, dtype=kind).alias(name) for name, kind in SCHEMA.items() if name not in frame.columns]
        place = folder / f"year={year}"
        place.mkdir(parents=True)
        write_rows(place / "made.parquet", [frame.with_columns(lacking).select(list(SCHEMA))])


def by_detente(folder: Path) -> Result:
    frame = monthly(folder, threads=THREADS)
    sums = frame.select("cooperation", "conflict", "acts").sum().row(0)
    return frame.height, *sums


def by_decoding(folder: Path) -> Result:
    table = ds.dataset(folder, format="parquet").to_table(columns=COLUMNS)
    return table.num_rows, 0.0, 0.0, 0.0


def by_polars(folder: Path) -> Result:
    score = pl.col("plover")
    frame = (
        pl.scan_parquet(folder / "**/*.parquet", hive_partitioning=False)
        .filter("counts")
        .group_by(pl.col("date").dt.truncate("1mo").alias("month"), "source_country", "target_country")
        .agg(score.clip(lower_bound=0).sum(), score.clip(upper_bound=0).sum().alias("conflict"), pl.len())
        .sort(KEYS)
        .collect()
    )
    return frame.height, *frame.select("plover", "conflict", pl.col("len").cast(pl.Float64)).sum().row(0)


def by_duckdb(folder: Path) -> Result:
    import duckdb  # noqa: PLC0415 - the other readers shall not pay for it

    query = f"""
        select date_trunc('month', date) as month, source_country, target_country,
            sum(case when plover > 0 then plover else 0 end) as cooperation,
            sum(case when plover < 0 then plover else 0 end) as conflict,
            count(*) as acts
        from read_parquet('{folder}/**/*.parquet', hive_partitioning = false)
        where counts group by all order by all
    """
    connection = duckdb.connect(config={"threads": THREADS})
    frame = pl.DataFrame(pl.from_arrow(connection.sql(query).to_arrow_table()))
    sums = frame.select("cooperation", "conflict", pl.col("acts").cast(pl.Float64)).sum().row(0)
    return frame.height, *sums


def by_pandas(folder: Path) -> Result:
    import pandas as pd  # noqa: PLC0415 - likewise

    frame = pd.read_parquet(folder, columns=COLUMNS, engine="pyarrow")
    frame = frame[frame["counts"]]
    month = pd.to_datetime(frame["date"]).dt.to_period("M")
    made = pd.DataFrame(
        {
            "month": month,
            "source_country": frame["source_country"].astype("category"),
            "target_country": frame["target_country"].astype("category"),
            "cooperation": frame["plover"].clip(lower=0),
            "conflict": frame["plover"].clip(upper=0),
            "acts": 1,
        }
    )
    sums = made.groupby(KEYS, observed=True).sum().reset_index()
    return len(sums), *(float(sums[name].sum()) for name in ("cooperation", "conflict", "acts"))


READERS: dict[str, Callable[[Path], Result]] = {
    "decoding": by_decoding,
    "détente": by_detente,
    "DuckDB": by_duckdb,
    "Polars": by_polars,
    "pandas": by_pandas,
}


def run_one(name: str, folder: Path) -> None:
    """Time one reader in this process and print what it took."""
    times = []
    result: Result = (0, 0.0, 0.0, 0.0)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        result = READERS[name](folder)
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": min(times), "peak": peak, "result": result}))


def measure(folder: Path) -> None:
    """Run every reader and print a table."""
    limits = {"POLARS_MAX_THREADS": str(THREADS), "OMP_NUM_THREADS": str(THREADS), "ARROW_NUM_THREADS": str(THREADS)}
    found = {}
    for name in READERS:
        done = subprocess.run(
            [sys.executable, __file__, "--one", name, "--folder", str(folder)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | limits,
        )
        if done.returncode:
            print(f"| {name} | not run: {done.stderr.strip().splitlines()[-1]} | | |")
            continue
        found[name] = json.loads(done.stdout)
    base = found["decoding"]["seconds"]
    expected = found["détente"]["result"]
    print("| reader | seconds | times decoding | peak memory |\n| --- | --- | --- | --- |")
    for name, one in found.items():
        print(f"| {name} | {one['seconds']:.2f} | {one['seconds'] / base:.1f} | {one['peak']} MiB |")
        same = all(abs(a - b) <= 1e-6 * max(1.0, abs(b)) for a, b in zip(one["result"], expected, strict=True))
        if name != "decoding" and not same:
            print(f"{name} gives other sums: {one['result']} in place of {expected}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where the tables are kept between runs")
    parser.add_argument("--one", choices=list(READERS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        run_one(options.one, options.folder)
        return
    with tempfile.TemporaryDirectory() as scratch:
        for rows in options.rows:
            folder = (options.folder or Path(scratch)) / str(rows)
            if not folder.exists():
                make(folder, rows)
            print(f"\n{rows:,} rows, {THREADS} threads, best of {ROUNDS}\n")
            measure(folder)


if __name__ == "__main__":
    main()
