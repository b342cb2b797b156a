"""CAMEO codes as other data sets write them: PLOVER type and mode, quad class and scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from detente.coding.ontology import event_type, intensity, modes_of, quad_class
from detente.data.tables import read_rows
from detente.records import EventType

Scale = Literal["plover", "goldstein_icews", "goldstein_phoenix"]

_QUADS: Final = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
# The last CAMEO root of each quad class, in the order of `_QUADS`, as GDELT's column QuadClass has them.
_LAST_ROOTS: Final = (5, 8, 13, 20)
_LONGEST_CODE: Final = 4


@dataclass(frozen=True, slots=True)
class Act:
    """What a CAMEO code stands for.

    Attributes:
        type, mode: PLOVER's, None where the crosswalk has none.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; of the type, else of
            the CAMEO root; None where the code is none.
        plover, goldstein_icews, goldstein_phoenix: Scores, None where the scale has none.
    """

    type: EventType | None = None
    mode: str | None = None
    quad: int | None = None
    plover: float | None = None
    goldstein_icews: float | None = None
    goldstein_phoenix: float | None = None


@cache
def act_of(code: str | None) -> Act:
    """Return what a CAMEO code stands for; of a code that is none, or of None, an `Act` that knows nothing.

    The crosswalk to PLOVER is taken word for word: roots 01 and 02 and the codes 155, 176, 1834, 1951 and 1952 have no
    type there and get none here. A Goldstein table that lacks a code gives the score of the nearest code above it
    (1012 → 101), since a code below another is a kind of it.
    """
    if code is None or not is_cameo(code):
        return Act()
    kind, mode = _crosswalk().get(code, (None, None))
    return Act(
        type=kind,
        mode=mode,
        quad=_quad_of_root(code) if kind is None else quad_number(kind),
        plover=None if kind is None else intensity(kind, mode),
        goldstein_icews=score_on("goldstein_icews", code),
        goldstein_phoenix=score_on("goldstein_phoenix", code),
    )


def quad_number(kind: EventType) -> int:
    """Return PLOVER's quad class of a type as a number from 1."""
    return _QUADS.index(quad_class(kind)) + 1


def score_on(scale: Literal["goldstein_icews", "goldstein_phoenix"], code: str | None) -> float | None:
    """Return the score of a CAMEO code, or of the nearest code above it that the table has, or None."""
    scores = _scores(scale)
    while code:
        if code in scores:
            return scores[code]
        code = code[:-1]
    return None


@cache
def is_cameo(code: str) -> bool:
    """Tell whether `code` is one of CAMEO's, or of those that the Goldstein tables or the crosswalk have beside them."""
    return code in _codes()


@cache
def repaired(text: str) -> str | None:
    """Return the CAMEO code that `text` means where a program took codes for numbers and dropped their noughts.

    Args:
        text: What stands in the column of codes, for instance `43`, `43.0` or `311` for `043`, `043` and `0311`.

    Returns:
        The code; None where `text` is no code at all, such as `13y`. What is a code as it stands is returned as it is,
        except for two figures without a nought: no data set writes an act with such a root, so `10` is 010.
    """
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if is_cameo(digits) and (len(digits) > 2 or digits.startswith("0")):
        return digits
    wider = f"0{digits.zfill(2)}"
    return wider if len(wider) <= _LONGEST_CODE and is_cameo(wider) else None


def _quad_of_root(code: str) -> int | None:
    root = int(code[:2])
    return next((number for number, last in enumerate(_LAST_ROOTS, start=1) if 0 < root <= last), None)


@cache
def _crosswalk() -> dict[str, tuple[EventType, str | None]]:
    found: dict[str, tuple[EventType, str | None]] = {}
    for row in read_rows("ontology/cameo_to_plover.csv"):
        if row["type"]:
            kind = event_type(row["type"])
            # The crosswalk writes some modes that PLOVER does not have (175: "pro_autocracy").
            found[row["code"]] = (kind, row["mode"] if row["mode"] in modes_of(kind) else None)
    return found


@cache
def _scores(scale: Literal["goldstein_icews", "goldstein_phoenix"]) -> dict[str, float]:
    return {row["code"]: float(row["score"]) for row in read_rows(f"ontology/{scale}.csv")}


@cache
def _codes() -> frozenset[str]:
    named = {row["code"] for row in read_rows("ontology/cameo_codes.csv")}
    return frozenset(named | set(_crosswalk()) | set(_scores("goldstein_icews")) | set(_scores("goldstein_phoenix")))
