"""Print what an import makes of the development data: shares coded, twins, and agreement of names with countries.

usage: uv run scripts/evaluate_import.py [SHARED]   (SHARED holds the development data, ../shared by default)

1. The raw ICEWS sample and the tables of named triples: rows read, left out, coded, twins.
2. Of the raw sample, whose rows have ICEWS's own countries: how often the name alone gives the same country.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from detente.measuring.formats import FORMATS
from detente.measuring.importing import import_events
from detente.measuring.importing_read import batches, pieces
from detente.measuring.importing_rows import table_rows
from detente.measuring.parties import Named, Parties
from detente.measuring.table import scan_table

_FILES = (
    "icews_raw_sample/events.2018.sample.tab",
    "icews_0515_named.parquet",
    "icews_14_named.parquet",
    "icews_18_named.parquet",
)


def by_name(path: Path) -> Counter[str]:
    """Compare the country of each side by its name alone with that by ICEWS's own column."""
    form, parties = FORMATS["icews"], Parties("name")
    found: Counter[str] = Counter()
    for piece in pieces(path, form):
        for batch in batches(piece, form):
            rows = table_rows(batch.frame, form, parties).rows
            for side in ("source", "target"):
                columns = [f"{side}_name", f"{side}_country", "date"]
                for name, country, day in rows.select(columns).iter_rows():
                    if country is None:
                        continue
                    guess = parties.on(Named(name, None, None), day).country
                    found["none" if guess is None else "same" if guess == country else "other"] += 1
    return found


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1].parent / "shared"
    events = shared / "gold" / "events"
    print("| file | rows | source coded | target coded | between countries | twins of those | left out |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for file in _FILES:
        with tempfile.TemporaryDirectory() as folder:
            report = import_events("icews", [events / file], Path(folder))
            assert scan_table(Path(folder)).collect().height == report.counts["kept"]
        across, twins = report.counts["between countries"], report.counts["twins between countries"]
        shares = " | ".join(f"{report.share_coded(side) or 0:.1%}" for side in ("source", "target"))
        left_out = sum(report.dropped.values())
        print(f"| {file} | {report.counts['read']} | {shares} | {across} | {twins / across:.1%} | {left_out} |")
    found = by_name(events / _FILES[0])
    total = sum(found.values())
    print(
        f"\nCountry by name alone where ICEWS has one ({total} sides): "
        + ", ".join(f"{k} {v / total:.1%}" for k, v in found.most_common())
    )


if __name__ == "__main__":
    main()
