"""Records as JSON Lines: one record a line, with the fields of its class as keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from detente.records import Document, Event, Skipped, to_plain


def lines(records: Iterable[Document | Event | Skipped]) -> Iterator[str]:
    """Yield each record as one line of JSON, without the line break."""
    for record in records:
        # JSON allows these separators inside strings, but tools that split text into lines break at them.
        text = json.dumps(to_plain(record), ensure_ascii=False)
        yield text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
