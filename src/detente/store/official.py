"""Which stored documents may be editions of official series, and which may speak of such editions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from detente.editions.official import issues_a_series, on_cover
from detente.store.connection import open_store

# Seconds to wait for a writer that holds the file for itself.
_WAIT_S = 5.0
# Words of a name as the index of words has them; the rest are separators there, too.
_WORD = re.compile(r"[^\W_]+")


def official(path: Path) -> list[str]:
    """Return the ids of the newest documents that may be editions of a series, in the order in which they were added.

    What their front matter and cover say is looked at without their texts; `detente.editions.official.stated` decides.

    Args:
        path: File of the store.
    """
    with closing(open_store(path, read_only=True, wait_s=_WAIT_S)) as connection:
        publishers = [row[0] for row in connection.execute("SELECT DISTINCT publisher FROM document WHERE newest = 1")]
        issuing = [name for name in publishers if name is not None and issues_a_series(name)]
        rows = connection.execute(
            "SELECT id, title, publisher, metadata FROM document WHERE newest = 1 AND ("
            "instr(metadata, '\"series\"') OR publisher IN (SELECT value FROM json_each(?))) ORDER BY number",
            (json.dumps(issuing),),
        ).fetchall()
    return [
        row["id"]
        for row in rows
        if json.loads(row["metadata"]).get("series") or on_cover(row["title"], row["publisher"]) is not None
    ]


def naming(path: Path, names: Iterable[str], limit: int) -> tuple[list[str], int]:
    """Return the ids of newest documents that have one of `names` in their words, best first, and how many there are.

    Args:
        path: File of the store.
        names: Names of one or several words, in scripts with spaces between words; the last may go on ("white papers").
        limit: Greatest number of ids; the count is of all.
    """
    phrases = (" ".join(_WORD.findall(name)) for name in names)
    query = " OR ".join(dict.fromkeys(f'"{phrase}" *' for phrase in phrases if phrase))
    if not query:
        return [], 0
    # Materialised, so that the index is searched once and not once for each document.
    found = (
        "WITH found AS MATERIALIZED (SELECT rowid AS at, rank AS fit FROM document_words WHERE document_words MATCH ?) "
        "SELECT id, count(*) OVER () AS total FROM found JOIN document ON number = at WHERE newest = 1 "
        "ORDER BY fit, number LIMIT ?"
    )
    with closing(open_store(path, read_only=True, wait_s=_WAIT_S)) as connection:
        rows = connection.execute(found, (query, limit)).fetchall()
    return [row["id"] for row in rows], int(rows[0]["total"]) if rows else 0
