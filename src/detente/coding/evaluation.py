"""Scores coded events against hand-annotated articles.

An annotation is a YAML file named like its article, with the key `events`: a list of rows with `source` (a mapping with
`country`), `targets` (a list of countries), `plover` (and at times `plover_alt`), `status`, `date` and `precision`,
`evidence`, and `unsure: true` on rows that neither reward nor cost. One coded event matches one row at most; the matching
is the best one, by level, then date, then evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml
from scipy.optimize import linear_sum_assignment

from detente.coding.confidence import encoder_words
from detente.errors import TableError
from detente.records import RECIPROCAL_TYPES, Event, Participant

Level = Literal["dyad", "type", "status"]
LEVELS: tuple[Level, ...] = ("dyad", "type", "status")
_WIDTH = {"day": 10, "month": 7, "year": 4}
# CONCEDE and RETREAT are told apart by whether the step was made or only promised, on which readers differ.
_SAME = {"CONCEDE": "RETREAT", "YIELD": "RETREAT"}
_SPARE = 2


@dataclass(slots=True)
class Tally:
    """Counts at one level: hits, coded events that count, annotated rows that count."""

    hits: int = 0
    coded: int = 0
    annotated: int = 0

    @property
    def precision(self) -> float:
        """Share of coded events that are right."""
        return self.hits / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of annotated rows that were found."""
        return self.hits / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    """The scores of a set of articles.

    Attributes:
        levels: Tally for each level: dyad; dyad and type; dyad, type and status.
        dates_right, dates: Matched events whose date is right, of those whose row has one.
        judged: For each coded event that counts, whether dyad, type and status are right; by event id.
    """

    levels: dict[Level, Tally] = field(default_factory=lambda: {level: Tally() for level in LEVELS})
    dates_right: int = 0
    dates: int = 0
    judged: dict[str, bool] = field(default_factory=dict)


def load_annotations(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each annotated English article of `folder`, by the name of its file without ending.

    Raises:
        TableError: If a file is no annotation; it names the file.
    """
    annotations: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            article = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise TableError(f"{path}: is no readable YAML ({str(error).splitlines()[0]})") from error
        if not isinstance(article, dict) or not isinstance(article.get("events"), list):
            raise TableError(f"{path}: has no list `events` (docs/evaluation.md has the format)")
        if any(not isinstance(row, dict) or "plover" not in row for row in article["events"]):
            raise TableError(f"{path}: a row of `events` has no `plover` (docs/evaluation.md has the format)")
        if article.get("language", "en") == "en":
            annotations[path.stem] = article["events"]
    return annotations


def score(annotations: Mapping[str, Sequence[Mapping[str, Any]]], events: Mapping[str, Sequence[Event]]) -> Score:
    """Score the events of each article against its rows.

    Args:
        annotations: Rows by article.
        events: Coded events by article; an article without events counts its rows as missed.
    """
    total = Score()
    for name, rows in annotations.items():
        coded = events.get(name, ())
        for need, level in enumerate(LEVELS, start=1):
            pairs = _match(rows, coded, need)
            hits = [(i, j) for i, j in pairs if not rows[i].get("unsure")]
            excused = {j for i, j in pairs if rows[i].get("unsure")}
            tally = total.levels[level]
            tally.hits += len(hits)
            tally.coded += len(coded) - len(excused)
            tally.annotated += sum(not row.get("unsure") for row in rows)
            if level == "type":
                _count_dates(total, rows, coded, hits)
            if level == "status":
                right = {j for _, j in hits}
                total.judged.update({e.id: j in right for j, e in enumerate(coded) if j not in excused})
    return total


def calibration(result: Score, events: Iterable[Event]) -> list[tuple[str, float, int, int]]:
    """Return how often events are right, by confidence and by the encoder's word.

    Returns:
        For each tenth of confidence, and for each word of the encoder: its name, the mean confidence of its events, how many
        are right, how many count.
    """
    judged = [event for event in events if event.id in result.judged]
    groups: dict[str, list[Event]] = {}
    for event, word in zip(judged, encoder_words(judged), strict=True):
        groups.setdefault(f"{int(event.confidence * 10) / 10:.1f} and more", []).append(event)
        groups.setdefault(word, []).append(event)
    return [
        (name, sum(e.confidence for e in group) / len(group), sum(result.judged[e.id] for e in group), len(group))
        for name, group in sorted(groups.items())
    ]


def _count_dates(
    total: Score, rows: Sequence[Mapping[str, Any]], coded: Sequence[Event], hits: Iterable[tuple[int, int]]
) -> None:
    for i, j in hits:
        agrees = date_agrees(rows[i], coded[j])
        total.dates += agrees is not None
        total.dates_right += bool(agrees)


def date_agrees(row: Mapping[str, Any], event: Event) -> bool | None:
    """Tell whether a date is right to the precision of the row; a coarser one is wrong. None where the row has no date."""
    wanted = str(row.get("date") or "")
    if not wanted:
        return None
    width = _WIDTH.get(str(row.get("precision")), 10)
    if event.date.start is None or _WIDTH.get(event.date.precision, 10) < width:
        return False
    return wanted[:width] == event.date.start.isoformat()[:width]


def _countries(side: Iterable[Participant]) -> set[str]:
    return {p.country for p in side if p.country is not None}


def _fits(wanted: set[str], got: set[str]) -> bool:
    return bool(wanted & got or not (wanted or got)) and len(got - wanted) <= _SPARE


def _level(row: Mapping[str, Any], event: Event) -> int:
    """Return 0 for no match, 1 where the dyad agrees, 2 with the type, 3 with the status."""
    source = row.get("source")
    wanted_source = {source["country"]} if isinstance(source, Mapping) and source.get("country") else set()
    wanted_target = set(row.get("targets") or [])
    got_source, got_target = _countries(event.source), _countries(event.target)
    agrees = bool(wanted_source) and _fits(wanted_source, got_source) and _fits(wanted_target, got_target)
    if not agrees and row["plover"] in RECIPROCAL_TYPES:
        agrees = _fits(wanted_source, got_target) and _fits(wanted_target, got_source)
    if not agrees:
        return 0
    accepted = {_SAME.get(kind, kind) for kind in (row["plover"], row.get("plover_alt") or row["plover"])}
    if _SAME.get(event.type, event.type) not in accepted:
        return 1
    return 3 if event.status == row.get("status") else 2


def _match(rows: Sequence[Mapping[str, Any]], coded: Sequence[Event], need: int) -> list[tuple[int, int]]:
    if not rows or not coded:
        return []
    weights = np.zeros((len(rows), len(coded)))
    for i, row in enumerate(rows):
        for j, event in enumerate(coded):
            level = _level(row, event)
            if level >= need or (level and row.get("unsure")):
                sure = 50 if row.get("unsure") else 100
                weights[i, j] = sure + 10 * level + 2 * bool(date_agrees(row, event)) + _alike(row, event)
    chosen = zip(*linear_sum_assignment(-weights), strict=True)
    return [(int(i), int(j)) for i, j in chosen if weights[i, j] > 0]


def _alike(row: Mapping[str, Any], event: Event) -> float:
    a, b = set(str(row.get("evidence") or "").lower().split()), set(event.evidence.quote.lower().split())
    return len(a & b) / len(a | b) if a and b else 0.0
