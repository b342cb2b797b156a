"""What is found of what a careful reader finds in the packaged samples, and what is left of their clutter.

The floors are the shares of the day they were set less two points. A change that lowers a share below its floor must say
why; one that raises it should raise the floor.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from detente.records import RECIPROCAL_TYPES, Document, Event, Participant

from .conftest import SAMPLES

EXPECTED = yaml.safe_load((Path(__file__).parents[1] / "samples_expected.yaml").read_text(encoding="utf-8"))
FLOORS = {"type": 0.636, "status": 0.612, "date": 0.865}
_SAME = {"CONCEDE": "RETREAT"}
_WIDTH = {"day": 10, "month": 7, "year": 4}

Coded = list[tuple[Document, list[Event]]]


class Outcome(NamedTuple):
    """One expected event: was it found with its type, with its status too, and is its date right (None: it has none)."""

    line: str
    type: bool
    status: bool
    date: bool | None


def of(expected: dict[str, Any], samples: Coded) -> tuple[Document, list[Event]]:
    """The document that an entry is about, with its events."""
    same = [pair for pair in samples if pair[0].path.split("#")[0] == str(SAMPLES / expected["path"])]
    return same[0] if len(same) == 1 else next(pair for pair in same if pair[0].title == expected["title"])


def countries(side: Iterable[Participant]) -> set[str | None]:
    return {p.country for p in side}


def has_type(row: dict[str, Any], event: Event) -> bool:
    if row["says"] not in " ".join(event.evidence.quote.split()):
        return False
    kinds = {_SAME.get(kind, kind) for kind in (row["type"], *row.get("or", []))}
    if _SAME.get(event.type, event.type) not in kinds:
        return False
    source, target = countries(event.source), countries(event.target)
    ways = [(source, target)]
    if row.get("reciprocal") or event.type in RECIPROCAL_TYPES:
        ways.append((target, source))
    return any(a & set(row["source"]) and b & set(row["target"]) for a, b in ways)


def has_status(row: dict[str, Any], event: Event) -> bool:
    return event.status in {row["status"], *row.get("status_or", [])}


def date_is_right(row: dict[str, Any], event: Event) -> bool | None:
    """Whether the date is right to the precision of the row; a coarser one is wrong. None where the row has none."""
    wanted = [day for day in (row["date"], *row.get("date_or", [])) if day]
    if not wanted:
        return None
    found = event.date.start.isoformat() if event.date.start else ""
    return any(found[: len(day)] == day and _WIDTH.get(event.date.precision, 10) >= len(day) for day in wanted)


def judge(samples: Coded) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for expected in EXPECTED:
        _, events = of(expected, samples)
        left = list(events)
        for row in expected["events"]:
            if row.get("unsure"):
                continue
            typed = [e for e in left if has_type(row, e)]
            best = max(typed, key=lambda e: (has_status(row, e), bool(date_is_right(row, e))), default=None)
            if best is not None:
                left.remove(best)
            sides = f"{'+'.join(row['source'])}>{'+'.join(row['target'])} {row['type']} {row['status']}"
            line = f"{sides} {row['date'] or '-'} “{row['says']}” {expected['path']}"
            outcomes.append(
                Outcome(
                    line,
                    best is not None,
                    best is not None and has_status(row, best),
                    date_is_right(row, best) if best is not None else None,
                )
            )
    return outcomes


@pytest.fixture(scope="module")
def outcomes(samples: Coded) -> list[Outcome]:
    return judge(samples)


def table(outcomes: list[Outcome]) -> str:
    marks = {True: "yes", False: "no", None: "-"}
    lines = [f"{marks[o.type]:5}{marks[o.status]:7}{marks[o.date]:5}{o.line}" for o in outcomes]
    return "\n".join(["type status date", *lines])


@pytest.mark.parametrize("what", FLOORS)
def test_share_found(what, outcomes):
    judged = [found for outcome in outcomes if (found := getattr(outcome, what)) is not None]
    share = sum(judged) / len(judged)
    assert share >= FLOORS[what], f"{what}: {share:.3f} of {len(judged)}\n{table(outcomes)}"


def plain(document: Document) -> str:
    return " ".join(document.text.split())


PHRASES = [
    pytest.param(entry, key, phrase, id=f"{key}-{phrase[:40]}")
    for entry in EXPECTED
    for key in ("gone", "kept", "once")
    for phrase in entry.get(key, [])
]
TIMES = {"gone": 0, "kept": 1, "once": 1}


@pytest.mark.parametrize("entry, key, phrase", PHRASES)
def test_how_often_a_phrase_stands_in_the_clean_text(entry, key, phrase, samples):
    document, _ = of(entry, samples)
    assert plain(document).count(phrase) == TIMES[key]


def test_documents_in_other_languages_are_not_coded(samples):
    coded = [doc.path for doc, events in samples if events and doc.language != "en"]
    assert coded == []
