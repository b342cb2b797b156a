"""How alarms compare with documented turning points: F1 within a month, chance level, bootstrap over dyads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Score:
    """How many alarms met a documented turn.

    Attributes:
        hits: Pairs of an alarm and a turn, each in one pair at most.
        alarms, turns: All of them.
    """

    hits: int = 0
    alarms: int = 0
    turns: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the alarms that met a turn; None without alarms. A list with gaps makes it a lower bound."""
        return self.hits / self.alarms if self.alarms else None

    @property
    def recall(self) -> float | None:
        """Share of the turns that were met; None without turns."""
        return self.hits / self.turns if self.turns else None

    @property
    def f1(self) -> float:
        """2 × hits ÷ (alarms + turns); nought where there is neither."""
        return 2 * self.hits / (self.alarms + self.turns) if self.alarms + self.turns else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.alarms + other.alarms, self.turns + other.turns)


def match(alarms: Collection[int], turns: Collection[int], within: int = 1) -> Score:
    """Return how many alarms meet a turn `within` so many months, one alarm for one turn.

    Args:
        alarms, turns: Numbers of months.
        within: How far an alarm may lie from the turn, earlier or later.
    """
    waiting, hits = sorted(turns), 0
    # Taking the earliest turn that an alarm can meet leaves the most for later ones.
    for alarm in sorted(alarms):
        waiting = [turn for turn in waiting if turn >= alarm - within]
        if waiting and waiting[0] <= alarm + within:
            waiting.pop(0)
            hits += 1
    return Score(hits, len(alarms), len(turns))


def total(scores: Mapping[str, Score]) -> Score:
    """Return the scores of all dyads together."""
    return sum(scores.values(), Score())


def above(
    ours: Mapping[str, Score], theirs: Mapping[str, Score], *, draws: int = 10_000, seed: int = 0
) -> tuple[float, float, float, float]:
    """Compare two methods on the same dyads by drawing dyads with replacement.

    Args:
        ours, theirs: The scores of each dyad.
        draws: Samples of dyads.
        seed: Of the random numbers.

    Returns:
        The difference of F1, its 2.5 % and 97.5 % quantiles, and the share of samples in which ours is not above.

    Raises:
        ValueError: If the dyads differ.
    """
    dyads = sorted(ours)
    if dyads != sorted(theirs):
        raise ValueError("two methods are compared on the same dyads")
    sample = np.random.default_rng(seed).integers(0, len(dyads), (draws, len(dyads)))
    gains = _f1s([ours[d] for d in dyads], sample) - _f1s([theirs[d] for d in dyads], sample)
    low, high = np.quantile(gains, [0.025, 0.975])
    return total(ours).f1 - total(theirs).f1, float(low), float(high), float(np.mean(gains <= 0))


def interval(scores: Mapping[str, Score], *, draws: int = 10_000, seed: int = 0) -> tuple[float, float]:
    """Return the 2.5 % and 97.5 % quantiles of F1 over samples of dyads with replacement."""
    sample = np.random.default_rng(seed).integers(0, len(scores), (draws, len(scores)))
    low, high = np.quantile(_f1s([scores[d] for d in sorted(scores)], sample), [0.025, 0.975])
    return float(low), float(high)


def chance(
    scores: Mapping[str, Score],
    turns: Mapping[str, Collection[int]],
    months: Mapping[str, tuple[int, int]],
    *,
    draws: int = 2_000,
    seed: int = 0,
) -> float:
    """Return the mean F1 of as many alarms for each dyad as it had, at random months.

    Args:
        scores: Of each dyad, for the number of its alarms.
        turns: Numbers of the months of the turns of each dyad.
        months: First month of each dyad and the one after the last.
        draws: How often.
        seed: Of the random numbers.
    """
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        score = Score()
        for dyad, one in scores.items():
            first, after = months[dyad]
            alarms = generator.choice(np.arange(first, after), size=one.alarms, replace=False)
            score += match(alarms.tolist(), turns[dyad])
        found.append(score.f1)
    return float(np.mean(found))


def _f1s(scores: Sequence[Score], sample: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    parts = np.array([(one.hits, one.alarms + one.turns) for one in scores])[sample].sum(axis=1)
    return np.where(parts[:, 1] > 0, 2 * parts[:, 0] / np.maximum(parts[:, 1], 1), 0.0)
