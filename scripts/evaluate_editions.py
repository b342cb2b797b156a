"""Holds the comparisons against a table of reported changes: which rows come out, and which controls stay silent.

Columns of the table: id, series, edition_from, edition_to, kind, before, after, local_check, inferred_or_note. A row can be
held against the texts where both editions lie in the folder of its series; the quoted words of `local_check` say what must
have gone or come. Run: python scripts/evaluate_editions.py TABLE FOLDER
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from detente.editions.compare import Comparison, compare
from detente.editions.parallel import Read, read_edition
from detente.editions.records import Change
from detente.editions.series import edition_of
from detente.reading import read

_COUNTED = re.compile(r"(?P<words>[^;:]+?) (?P<before>\d+)->(?P<after>\d+)")


@cache
def edition(path: Path) -> Read:
    """Return an edition ready to be compared."""
    return read_edition(edition_of(read(path)))


@cache
def compared(first: Path, second: Path) -> Comparison:
    """Return the comparison of two files."""
    return compare(edition(first), edition(second))


def find(folder: Path, name: str) -> Path | None:
    """Return the file of an edition by its name or year, or None."""
    for ending in (".txt", ".pdf", ".html"):
        if (folder / f"{name}{ending}").is_file():
            return folder / f"{name}{ending}"
    return None


def expected(row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the words that the row's own check counted, and whether they went (True) or came (False)."""
    checked = row["local_check"].partition(":")[2]
    for match in _COUNTED.finditer(checked):
        before, after = int(match["before"]), int(match["after"])
        if (before > 0) != (after > 0):
            yield match["words"].strip(), before > 0


def shows(change: Change, words: str, gone: bool) -> bool:
    """Tell whether a change shows that `words` went or came: on that side of it and not on the other."""
    side, other = (change.before, change.after) if gone else (change.after, change.before)
    return bool(side and words.casefold() in side.casefold() and not (other and words.casefold() in other.casefold()))


def main(table: str, folder: str) -> int:
    """Print each row that can be checked with how it came out; return the number that did not."""
    results: Counter[str] = Counter()
    with Path(table).open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        place = Path(folder) / row["series"]
        first, second = find(place, row["edition_from"]), find(place, row["edition_to"])
        if first is None or second is None:
            results["no text"] += 1
            continue
        found = compared(first, second)
        wanted = list(expected(row))
        if not wanted:
            silent = silent_control(row, found)
            outcome = "silent, as it should be" if silent else "FALSE ALARM"
            results[outcome] += 1
            print(f"{row['id']} {row['kind']}: {outcome} ({row['local_check']})")
            continue
        for words, gone in wanted:
            hits = [change for change in found.real if shows(change, words, gone)]
            kinds = sorted({change.kind for change in hits})
            best = max((change.weight for change in hits), default=0.0)
            above = sum(change.weight > best for change in found.real)
            outcome = "found" if hits else "MISSED"
            results[outcome] += 1
            where = f"as {', '.join(kinds)}, place {above + 1} of {len(found.real)}" if hits else ""
            print(f"{row['id']} {row['kind']} {'gone' if gone else 'new'}: {outcome} {where}: {words}")
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(results.items())))
    return results["MISSED"] + results["FALSE ALARM"]


def silent_control(row: dict[str, str], found: Comparison) -> bool:
    """Tell whether nothing says that the words that stayed were removed or added."""
    match = _COUNTED.search(row["local_check"].partition(":")[2])
    if match is None:
        return True
    return not any(
        change.kind in ("removed", "added") and match["words"].strip() in (change.before or change.after or "")
        for change in found.real
    )


if __name__ == "__main__":
    raise SystemExit(1 if main(sys.argv[1], sys.argv[2]) else 0)
