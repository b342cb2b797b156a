"""Counts how the coder's rules read the training sentences, for `classify` to weigh them against the encoder.

usage: uv run python training/calibrate.py

Writes `src/detente/data/coding/readings.csv`: for each part of an act that the rules found, the root that they read, and
the root that the sentence has, how many sentences there are.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from detente.coding.comparisons import unmarked
from detente.coding.convention import around, root_of
from detente.coding.encoder import Marked
from detente.coding.given import readings_of

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "detente" / "data" / "coding" / "readings.csv"


def marked_rows() -> list[tuple[Marked, str]]:
    """Return each sentence that holds an act, with its root."""
    found: list[tuple[Marked, str]] = []
    for path in sorted((HERE / "sentences").glob("*.tsv")):
        with path.open(encoding="utf-8") as handle:
            for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["type"] != "NONE":
                    marked = unmarked(row["text"])
                    assert marked.trigger is not None  # tests/training checks that every act has one
                    words = around(marked.text, *marked.trigger)
                    found.append((marked, root_of(row["type"], row["mode"] or None, row["status"] or None, words)))
    return found


def main() -> None:
    """Count and write."""
    rows = marked_rows()
    counts = Counter(
        (found, read, true) for (found, read), (_, true) in zip(readings_of([m for m, _ in rows]), rows, strict=True)
    )
    with OUT.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["found", "read", "true", "count"])
        writer.writerows([*key, count] for key, count in sorted(counts.items()) if key[0] != "none")
    for part in ("both", "source", "target", "none"):
        these = {key: n for key, n in counts.items() if key[0] == part}
        right = sum(n for (_, read, true), n in these.items() if read == true)
        print(f"{part}: {sum(these.values())} sentences, {right} read right")


if __name__ == "__main__":
    main()
