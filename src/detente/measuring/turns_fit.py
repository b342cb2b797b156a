"""Learns the weights of features from documented turning points: a small ridge logistic model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq, minimize
from scipy.special import expit

from detente.measuring.scoring import Score, match
from detente.measuring.turns_features import Mode

Floats = npt.NDArray[np.float64]

# A documented turn stands for its month and those beside it: newspapers write on, and pages are vague about months.
_BESIDE: Final = 1
# How strongly coefficients are drawn to nought. Between 1 and 20 nothing much changes.
_RIDGE: Final = 10.0
_ROUNDS: Final = 6
# Months that must lie between two alarms of a dyad.
APART: Final = 2


@dataclass(frozen=True, slots=True)
class Model:
    """What turns the features of a month into the probability of a turn.

    Attributes:
        names: Of the features.
        centre, spread: Of each feature over the months learned from.
        weights: Of each feature so standardised.
        intercept: Log odds at the centre.
        threshold: Probability from which a month is a turn.
    """

    names: tuple[str, ...]
    centre: tuple[float, ...]
    spread: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, features: Floats) -> Floats:
        """Return the probability of each row of features that a documented turn lies within a month of it."""
        return np.asarray(expit(self.intercept + self.scaled(features) @ np.array(self.weights)), dtype=np.float64)

    def scaled(self, features: Floats) -> Floats:
        """Return features standardised as those learned from."""
        found: Floats = (features - np.array(self.centre)) / np.array(self.spread)
        return found


@dataclass(frozen=True, slots=True)
class Example:
    """A dyad to learn from.

    Attributes:
        features: A row for each month.
        first, after: The months that turns are documented for; those before only served as history.
        turns: Rows of the documented turns.
    """

    features: Floats
    first: int
    after: int
    turns: tuple[int, ...]


def choose(probability: Floats, threshold: float, mode: Mode, first: int = 0) -> tuple[int, ...]:
    """Return the months whose probability reaches a threshold, no two within `APART` months.

    Args:
        probability: Of each month.
        threshold: The least probability.
        mode: Online the first of months too near to one another stays, since the next is not known yet; offline the
            most probable.
        first: The month to begin with.
    """
    found: list[int] = []
    if mode == "online":
        for month in range(first, len(probability)):
            if probability[month] >= threshold and (not found or month - found[-1] > APART):
                found.append(month)
        return tuple(found)
    left = probability.copy()
    left[:first] = -1.0
    while len(left) and left.max() >= threshold:
        month = int(np.argmax(left))
        found.append(month)
        left[max(0, month - APART) : month + APART + 1] = -1.0
    return tuple(sorted(found))


def alarms(model: Model, example: Example, mode: Mode) -> tuple[int, ...]:
    """Return the months of an example that the model takes for turns."""
    return choose(model.probability(example.features)[: example.after], model.threshold, mode, example.first)


def fit(examples: Mapping[str, Example], names: tuple[str, ...], mode: Mode) -> Model:
    """Learn a model from dyads with documented turns.

    A turn is learned from the month that looks most like one among its own and those beside it, which the model itself
    chooses in turns (Dempster, Laird and Rubin 1977, in its hard form); the others of the three are left out.

    Args:
        examples: The dyads.
        names: Of the features.
        mode: How alarms are chosen.
    """
    inside = {dyad: one.features[one.first : one.after] for dyad, one in examples.items()}
    every = np.concatenate(list(inside.values()))
    centre, spread = every.mean(axis=0), every.std(axis=0) + 1e-9
    scaled = {dyad: (rows - centre) / spread for dyad, rows in inside.items()}
    theta = np.concatenate([[0.0], np.full(len(names), 1 / len(names))])
    for _ in range(_ROUNDS):
        turned, others = _chosen(scaled, examples, theta)
        rows = np.concatenate([turned, others])
        theta = _ridge(rows, np.concatenate([np.ones(len(turned)), np.zeros(len(others))]), theta)
    # Three months stand for a turn and one was learned from; the odds of the others are as they are.
    draft = Model(names, tuple(centre), tuple(spread), tuple(theta[1:]), float(theta[0]), 0.5)
    return for_data(draft, examples, mode)


def for_data(model: Model, examples: Mapping[str, Example], mode: Mode) -> Model:
    """Return the model with the intercept and the threshold that fit one kind of data.

    The intercept is that with which as many turns are expected as there are; the threshold has the best F1 on these dyads,
    smoothed over its neighbours.
    """
    scaled = {dyad: model.scaled(one.features[one.first : one.after]) for dyad, one in examples.items()}
    turned, others = _chosen(scaled, examples, np.concatenate([[model.intercept], model.weights]))
    value = np.concatenate([turned, others]) @ np.array(model.weights)
    intercept = brentq(lambda shift: float(expit(shift + value).sum()) - len(turned), -50, 50)
    fitted = replace(model, intercept=float(intercept))
    return replace(fitted, threshold=_best(fitted, examples, mode))


def score(model: Model, example: Example, mode: Mode) -> Score:
    """Return how the model's alarms meet the documented turns of one dyad."""
    return match(alarms(model, example, mode), example.turns)


def _chosen(scaled: Mapping[str, Floats], examples: Mapping[str, Example], theta: Floats) -> tuple[Floats, Floats]:
    turned: list[Floats] = []
    others: list[Floats] = []
    for dyad, rows in scaled.items():
        value = rows @ theta[1:]
        taken: set[int] = set()
        for turn in examples[dyad].turns:
            at = turn - examples[dyad].first
            near = [month for month in range(at - _BESIDE, at + _BESIDE + 1) if 0 <= month < len(rows)]
            turned.append(rows[max(near, key=lambda month: value[month])])
            taken |= set(near)
        others += [row for month, row in enumerate(rows) if month not in taken]
    return np.array(turned), np.array(others)


def _ridge(rows: Floats, labels: Floats, start: Floats) -> Floats:
    def loss(theta: Floats) -> tuple[float, Floats]:
        value = theta[0] + rows @ theta[1:]
        off = expit(value) - labels
        size = np.logaddexp(0, value).sum() - labels @ value + _RIDGE / 2 * (theta[1:] @ theta[1:])
        return float(size), np.concatenate([[off.sum()], rows.T @ off + _RIDGE * theta[1:]])

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x, dtype=np.float64)


def _best(model: Model, examples: Mapping[str, Example], mode: Mode) -> float:
    found = {dyad: model.probability(one.features)[: one.after] for dyad, one in examples.items()}
    values = np.concatenate([p[examples[dyad].first :] for dyad, p in found.items()])
    candidates = np.unique(np.quantile(values, np.linspace(0.9, 1, 101)))
    f1 = np.array([_f1(found, examples, threshold, mode) for threshold in candidates])
    beside = 4
    smooth = np.convolve(np.pad(f1, beside, mode="edge"), np.ones(2 * beside + 1) / (2 * beside + 1), "valid")
    return float(candidates[int(np.argmax(smooth))])


def _f1(found: Mapping[str, Floats], examples: Mapping[str, Example], threshold: float, mode: Mode) -> float:
    together = Score()
    for dyad, probability in found.items():
        one = examples[dyad]
        together += match(choose(probability, threshold, mode, one.first), one.turns)
    return together.f1
