"""The table of sentences and what is coded in them."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from detente.coding import code
from detente.evidence import check_event
from detente.records import DateValue, Document, Event

TABLE = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=f"{group}-{n}") for group, cases in TABLE.items() for n, case in enumerate(cases)]


def document(text: str, published: date) -> Document:
    day = DateValue(published, published, "day")
    return Document("d-test", "test.txt", text, text, "text/plain", published=day, language="en")


def written(event: Event) -> str:
    sides = ">".join("+".join(str(p.country) for p in side) for side in (event.source, event.target))
    width = {"day": 10, "month": 7, "year": 4}.get(event.date.precision, 10)
    day = f" {event.date.start.isoformat()[:width]}" if event.date.start else ""
    return f"{sides} {event.type} {event.status}{day}"


def is_said(wanted: str, events: list[Event]) -> bool:
    return any(line == wanted or line.startswith(wanted + " ") for line in map(written, events))


@pytest.mark.parametrize("case", CASES)
def test_sentence_gives_its_events_and_no_others(case: dict[str, Any]) -> None:
    doc = document(case["text"], case.get("published", date(2022, 3, 10)))
    events = code(doc)
    lines = [written(event) for event in events]
    assert all(is_said(wanted, events) for wanted in case.get("has", [])), lines
    short = [" ".join(line.split()[:3]) for line in lines]
    assert not [line for line in short for never in case.get("never", []) if fnmatchcase(line, never)], lines
    for kind in case.get("contested", []):
        assert all(event.contested for event in events if event.type == kind), lines
    for event in events:
        check_event(doc, event)
