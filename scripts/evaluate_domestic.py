"""Count the events that the coder finds in news items that tell of no act between states.

Run: python scripts/evaluate_domestic.py SHARED. SHARED is the folder that holds `gold/`; which of the items of
`gold/news/current_events.jsonl` are meant stands in `tests/coding/domestic_items.txt`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from detente.coding import Coder
from detente.coding.comparisons import as_document, quiet_sentences
from detente.coding.sentences import split_sentences

CHOSEN = Path(__file__).parents[1] / "tests" / "coding" / "domestic_items.txt"
# The papers an item is taken from, named at its end.
_PAPERS = re.compile(r"(?:\s*\([^()]*\))+\s*$")


def items(shared: Path) -> Iterator[str]:
    """Yield the texts of the chosen items, without the papers named at their ends."""
    wanted = {number for line in quiet_sentences(CHOSEN) for number in line.split()}
    with (shared / "gold" / "news" / "current_events.jsonl").open(encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            if item["id"].rpartition("-")[2] in wanted:
                yield _PAPERS.sub("", item["text"])


def main() -> None:
    """Print the count, the rate for 1,000 sentences, and each event."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    coder = Coder()
    texts = list(items(Path(sys.argv[1])))
    sentences = sum(len(split_sentences(text)) for text in texts)
    alarms = [event for text in texts for event in coder.code(as_document(text, "item"))]
    print(f"{len(texts)} items, {sentences} sentences without acts between states")
    print(f"events coded: {len(alarms)}, {1000 * len(alarms) / sentences:.1f} for 1,000 sentences")
    for event in alarms:
        print(f"  {event.type} {event.trigger.quote!r}: {event.evidence.quote}")


if __name__ == "__main__":
    main()
