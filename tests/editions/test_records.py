from __future__ import annotations

import json

from detente.editions import records
from detente.records import to_plain

from .texts import pair


def test_kinds_are_those_of_the_rows() -> None:
    assert set(records.CHANGE_KINDS) == {
        "added", "removed", "reworded", "moved", "split", "merged", "rank", "label", "tone", "frequency",
    }  # fmt: skip


def test_a_change_can_be_written_as_json() -> None:
    found = pair("Japan regrets the decision of China.", "Japan welcomes the decision of China.")
    assert json.loads(json.dumps(to_plain(found.changes[0])))["kind"] == "reworded"
