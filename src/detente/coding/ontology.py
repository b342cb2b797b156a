"""PLOVER's classes, CAMEO codes and the published scores, as tables.

Sources: the PLOVER and CAMEO manuals and the Goldstein tables used by ICEWS; see `data/ontology/README.md`.
"""

from __future__ import annotations

from functools import cache

from detente.data.tables import read_rows
from detente.records import EVENT_TYPES, EventType

SCALE = "plover"
_BY_NAME: dict[str, EventType] = {name: name for name in EVENT_TYPES}


def event_type(name: str) -> EventType:
    """Return `name` as a PLOVER type; KeyError where it is none."""
    return _BY_NAME[name]


@cache
def quad_class(kind: EventType) -> str:
    """Return PLOVER's quad category of a type, for instance "MATERIAL CONFLICT"."""
    return next(row["quad"] for row in read_rows("ontology/plover_types.csv") if row["type"] == kind)


def is_conflict(kind: EventType) -> bool:
    """Tell whether the type is one of verbal or material conflict."""
    return quad_class(kind).endswith("CONFLICT")


def is_hostile(kind: EventType) -> bool:
    """Tell whether an act of this type is done against the target; a REQUEST is conflict in PLOVER but not hostile."""
    return is_conflict(kind) and kind != "REQUEST"


@cache
def _scores() -> dict[tuple[str, str], float]:
    return {(row["type"], row["mode"]): float(row["score"]) for row in read_rows("ontology/plover_scores.csv")}


def intensity(kind: EventType, mode: str | None) -> float | None:
    """Return PLOVER's score of a type and mode, of the type where the mode has none, or None."""
    scores = _scores()
    return scores.get((kind, mode or ""), scores.get((kind, "")))


@cache
def contexts_of(cameo: str) -> tuple[str, ...]:
    """Return the PLOVER contexts that the crosswalk gives for a CAMEO code; words of its that are no context are left out."""
    known = {row["context"] for row in read_rows("ontology/plover_contexts.csv")}
    for row in read_rows("ontology/cameo_to_plover.csv"):
        if row["code"] == cameo:
            return tuple(part for word in row["context"].split(";") if (part := word.strip()) in known)
    return ()


@cache
def modes_of(kind: EventType) -> frozenset[str]:
    """Return the modes that PLOVER has for a type."""
    return frozenset(row["mode"] for row in read_rows("ontology/plover_modes.csv") if row["type"] == kind)
