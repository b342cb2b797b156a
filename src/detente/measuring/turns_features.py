"""What a turning point is recognised by: a month's acts against those of the months around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from detente.data.tables import read_rows
from detente.measuring.turns_acts import Acts

Mode = Literal["online", "offline"]
Direction = Literal["worse", "better"]
Floats = npt.NDArray[np.float64]

# Months looked at: back for a level, back for how much a dyad is written about, and either way for a rank.
_YEAR: Final = 12
LEVEL: Final = 24
_VOLUME: Final = 60
_RANK: Final = 54
# Months after a turn that show whether the level stays.
_AFTER: Final = 6
# The least that is added to counts before their ratio is taken, in weighted acts a month.
_LEAST: Final = 3.0
# What part of the mean volume is added besides.
_SHARE: Final = 1.0


def names(mode: Mode, direction: Direction) -> tuple[str, ...]:
    """Return the names of the features, in the order in which `features` has them."""
    return tuple(_FEATURES[mode, direction])


def features(acts: Acts, mode: Mode, direction: Direction) -> Floats:
    """Return a row of features for each month of a dyad.

    All are logarithms of ratios, so that dyads with many and with few reports can be set side by side. Before a ratio
    is taken, a constant is added to both sides: three acts, and what the dyad had in a month over the last five
    years. Few reports hence give small ratios.

    Args:
        acts: The acts of the dyad by month, direction and CAMEO root.
        mode: `online` looks at a month and those before it, `offline` at all.
        direction: Which way the relations turn.

    Returns:
        An array of months by features: see `_FEATURES` and docs/turning_points.md.
    """
    streams = _streams(acts)
    columns = [make(streams) for make in _FEATURES[mode, direction].values()]
    return np.stack(columns, axis=1)


def volume(acts: Acts, mode: Mode) -> Floats:
    """Return for each month the mean acts of conflict a month: online of the five years before, offline of all months."""
    values = acts.counts[:, :, 10:].sum(axis=(0, 2))
    return np.full(len(values), values.mean()) if mode == "offline" else _back(values, _VOLUME, np.mean)


def weighted(acts: Acts, direction: Direction) -> Floats:
    """Return the weighted acts of each month, both directions together: those whose surge makes a turn."""
    return _streams(acts)["worse" if direction == "worse" else "better"]


@cache
def weights(direction: Direction) -> Floats:
    """Return the weight of an act of each CAMEO root from 01 to 20 (index 0 is unused)."""
    found = np.zeros(21)
    for row in read_rows("measuring/turn_weights.csv"):
        found[int(row["root"])] = float(row[direction])
    return found


def _streams(acts: Acts) -> dict[str, Floats]:
    counts = acts.counts
    worse = counts @ weights("worse")
    better = counts @ weights("better")
    # Arrests and seizures (root 17) are done to persons: one side's series of them is no answer to the other.
    conflict = counts[:, :, 10:].sum(axis=2) - counts[:, :, 17]
    return {
        "worse": worse.sum(axis=0),
        "better": better.sum(axis=0),
        "mutual": np.minimum(conflict[0], conflict[1]),
        "rupture": counts[:, :, 16].sum(axis=0),
        "force": counts[:, :, [15, 18, 19, 20]].sum(axis=(0, 2)),
        "mutual_better": np.minimum(better[0], better[1]),
    }


def _constant(values: Floats) -> Floats:
    """Return for each month what is added to both sides of a ratio; it knows nothing of later months."""
    return _LEAST + _SHARE * _back(values, _VOLUME, np.mean)


def _back(values: Floats, months: int, take: Callable[[Floats], np.floating]) -> Floats:
    """Return a figure of the months before each month, nought for the first."""
    found = np.zeros(len(values))
    for month in range(1, len(values)):
        found[month] = take(values[max(0, month - months) : month])
    return found


def _surge(values: Floats) -> Floats:
    """Return a month against the mean of the year before."""
    added = _constant(values)
    return np.log((values + added) / (_back(values, _YEAR, np.mean) + added))


def _record(values: Floats) -> Floats:
    """Return a month against the highest of the year before."""
    added = _constant(values)
    return np.log((values + added) / (_back(values, _YEAR, np.max) + added))


def _rank(values: Floats) -> Floats:
    """Return how rare so high a month is among those up to four and a half years away: −log of the share as high."""
    found = np.zeros(len(values))
    for month, value in enumerate(values):
        near = values[max(0, month - _RANK) : month + _RANK + 1]
        # Of equals each counts half: in a dyad that is nought almost always, nought is nothing rare.
        above = np.count_nonzero(near > value) + (np.count_nonzero(near == value) - 1) / 2
        found[month] = -np.log((1 + above) / len(near))
    return found


def _dominance(values: Floats) -> Floats:
    """Return a month against the mean of the two years before and the two after."""
    added = _constant(values)
    around = np.zeros(len(values))
    for month in range(len(values)):
        near = np.concatenate([values[max(0, month - LEVEL) : month], values[month + 1 : month + 1 + LEVEL]])
        around[month] = near.mean() if len(near) else 0
    return np.log((values + added) / (around + added))


def _persistence(values: Floats) -> Floats:
    """Return the mean of the six months from a month on against that of the year before."""
    added = _constant(values)
    after = np.array([values[month : month + _AFTER].mean() for month in range(len(values))])
    return np.log((after + added) / (_back(values, _YEAR, np.mean) + added))


_Make = Callable[[dict[str, Floats]], Floats]

_FEATURES: Final[dict[tuple[Mode, Direction], dict[str, _Make]]] = {
    ("online", "worse"): {
        "surge": lambda s: _surge(s["worse"]),
        "mutual surge": lambda s: _surge(s["mutual"]),
        "surge of ruptures": lambda s: _surge(s["rupture"]),
    },
    ("offline", "worse"): {
        "rank": lambda s: _rank(s["worse"]),
        "dominance": lambda s: _dominance(s["worse"]),
        "persistence": lambda s: _persistence(s["worse"]),
        "mutual rank": lambda s: _rank(s["mutual"]),
        "surge": lambda s: _surge(s["worse"]),
    },
    ("online", "better"): {
        "surge": lambda s: _surge(s["better"]),
        "record": lambda s: _record(s["better"]),
        "mutual surge": lambda s: _surge(s["mutual_better"]),
        "crisis before": lambda s: _before(s["worse"]),
    },
    ("offline", "better"): {
        "rank": lambda s: _rank(s["better"]),
        "dominance": lambda s: _dominance(s["better"]),
        "surge": lambda s: _surge(s["better"]),
        "mutual surge": lambda s: _surge(s["mutual_better"]),
        "crisis before": lambda s: _before(s["worse"]),
    },
}


def _before(values: Floats) -> Floats:
    """Return the highest month of the year before against the mean of the five years before."""
    added = _constant(values)
    return np.log((_back(values, _YEAR, np.max) + added) / (_back(values, _VOLUME, np.mean) + added))
