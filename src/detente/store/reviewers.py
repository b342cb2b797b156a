"""How far reviewers agree: raw agreement and Cohen's kappa, with an interval by resampling.

Kappa is the share of the agreement that chance would not give which was reached: (p_o − p_e) / (1 − p_e), where p_o is the
share of items that both put in one category, and p_e that which two reviewers with their habits would by chance (Cohen
1960, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20(1), 37–46).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from detente.records import Event, Judgement
from detente.store import events, judgements

On = Literal["decision", "type", "status"]

_RESAMPLES = 2000
# The middle of the resamples that the interval covers.
_LOW, _HIGH = 2.5, 97.5
# Under this share of resamples in which kappa can be computed an interval would be of the lucky ones alone.
_LEAST_DEFINED = 0.95


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree.

    Attributes:
        first, second: The reviewers.
        on: What they agree on: the decision; the type or the status that they left the event with, of events that
            neither rejected.
        n: Events that both judged.
        raw: Share of them on which they agree; None where there are none.
        kappa: Cohen's kappa; None where it is not defined, as when both always say the same one thing.
        low, high: Its 95 % interval, by resampling the events; None where too few resamples have a kappa.
    """

    first: str
    second: str
    on: On
    n: int
    raw: float | None
    kappa: float | None
    low: float | None
    high: float | None


def agreement(connection: sqlite3.Connection, reviewers: Sequence[str]) -> list[Agreement]:
    """Return how far every two of the reviewers agree on decision, type and status, by their standing judgements."""
    by_reviewer = {name: {one.event: one for one in judgements.select(connection, reviewer=name)} for name in reviewers}
    there = {one for judged in by_reviewer.values() for one in judged}
    machine = {event.id: event for event in events.fetch(connection, sorted(there))}
    found = []
    for first, second in combinations(reviewers, 2):
        shared = sorted(by_reviewer[first].keys() & by_reviewer[second].keys())
        pairs = [(by_reviewer[first][one], by_reviewer[second][one]) for one in shared]
        decisions = [(a.decision, b.decision) for a, b in pairs]
        found.append(compared(first, second, "decision", decisions))
        kept = [(a, b, machine[a.event]) for a, b in pairs if a.event in machine and _kept(a) and _kept(b)]
        found.append(compared(first, second, "type", [(_type(a, event), _type(b, event)) for a, b, event in kept]))
        found.append(
            compared(first, second, "status", [(_status(a, event), _status(b, event)) for a, b, event in kept])
        )
    return found


def _kept(judgement: Judgement) -> bool:
    return judgement.decision != "rejected"


def _type(judgement: Judgement, event: Event) -> str:
    return (judgement.correction and judgement.correction.type) or event.type


def _status(judgement: Judgement, event: Event) -> str:
    return (judgement.correction and judgement.correction.status) or event.status


def compared(first: str, second: str, on: On, pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Return how far two reviewers agree who put each item into the two categories of a pair."""
    if not pairs:
        return Agreement(first, second, on, 0, None, None, None, None)
    names = sorted({name for pair in pairs for name in pair})
    table = np.zeros((len(names), len(names)))
    for a, b in pairs:
        table[names.index(a), names.index(b)] += 1
    whole = float(_kappas(table[None])[0])
    # Resampling n items with replacement is drawing n times from the cells; the seed makes the interval repeatable.
    draws = np.random.default_rng(1960).multinomial(len(pairs), (table / table.sum()).ravel(), size=_RESAMPLES)
    kappas = _kappas(draws.reshape(-1, *table.shape).astype(np.float64))
    defined = kappas[~np.isnan(kappas)]
    low = high = None
    if not np.isnan(whole) and len(defined) >= _LEAST_DEFINED * _RESAMPLES:
        low, high = (float(value) for value in np.percentile(defined, [_LOW, _HIGH]))
    raw = float(np.trace(table) / table.sum())
    return Agreement(first, second, on, len(pairs), raw, None if np.isnan(whole) else whole, low, high)


def _kappas(
    tables: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return the kappa of each contingency table, NaN where chance alone would give full agreement."""
    shares = tables / tables.sum(axis=(1, 2), keepdims=True)
    observed = np.trace(shares, axis1=1, axis2=2)
    expected = (shares.sum(axis=1) * shares.sum(axis=2)).sum(axis=1)
    defined = expected < 1 - 1e-12
    return np.where(defined, (observed - expected) / np.where(defined, 1 - expected, 1), np.nan)
