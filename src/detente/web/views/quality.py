"""What was measured of détente itself, as it ships: figures, the commands that gave them, the floors that tests hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from detente.data.tables import data_path

_COLUMNS = (
    ("precision", "precision"), ("recall", "recall"), ("f1", "F1"), ("low", "from"), ("high", "to"), ("share", "share right"),
    ("floor", "floor"), ("right", "right"), ("found", "found"), ("wanted", "wanted"), ("sentences", "sentences"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """One evaluation.

    Attributes:
        about: What it was measured on.
        command: What gives the figures anew, with the development data beside the project.
        columns: Names of the columns that its rows have.
        rows: Name of each row and its figures in the order of the columns, None where it has none.
    """

    id: str
    title: str
    about: str
    command: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | int | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """All that was measured, by what and when.

    Attributes:
        written: Day on which the evaluators ran; `command` the script that ran them.
        version: Version of détente; `tables` hash of its tables then.
    """

    written: date
    command: str
    version: str
    tables: str
    measures: tuple[Measured, ...]


@cache
def quality() -> Quality:
    """Return the packaged figures."""
    found = json.loads(data_path("quality.json").read_text(encoding="utf-8"))
    return Quality(
        date.fromisoformat(found["written"]),
        found["command"],
        found["version"],
        found["tables"],
        tuple(_measured(one) for one in found["measures"]),
    )


def _measured(one: dict[str, Any]) -> Measured:
    used = [(key, name) for key, name in _COLUMNS if any(row.get(key) is not None for row in one["rows"])]
    return Measured(
        one["id"],
        one["title"],
        one["about"],
        one["command"],
        tuple(name for _, name in used),
        tuple((row["name"], tuple(row.get(key) for key, _ in used)) for row in one["rows"]),
    )
