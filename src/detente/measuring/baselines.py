"""Known ways to find turning points in a monthly series, to measure ours against.

All look for worsenings in a series of sums. Each returns numbers of months, the first month being 0.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import nbinom

Floats = npt.NDArray[np.float64]

# A month's deviation is never taken for less than one act: a series of noughts has none of its own.
_LEAST_SPREAD: Final = 1.0


def pelt(values: Floats, penalty: float) -> tuple[int, ...]:
    """Return the months from which the mean of a series is higher, offline.

    The segmentation that minimises squared error plus `penalty` × variance × log(months) for each change (the criterion
    of PELT: Killick, Fearnhead and Eckley 2012), found exactly by dynamic programming, a month being the shortest segment.

    Args:
        values: The series.
        penalty: How dear a change is, in units of the series' variance × log of its length.
    """
    count = len(values)
    dear = penalty * float(np.var(values)) * float(np.log(max(count, 2)))
    sums = np.concatenate([[0.0], np.cumsum(values)])
    squares = np.concatenate([[0.0], np.cumsum(values**2)])
    best = np.full(count + 1, np.inf)
    best[0] = -dear
    last = np.zeros(count + 1, dtype=int)
    for end in range(1, count + 1):
        start = np.arange(end)
        cost = best[:end] + squares[end] - squares[:end] - (sums[end] - sums[:end]) ** 2 / (end - start) + dear
        last[end] = int(np.argmin(cost))
        best[end] = cost[last[end]]
    edges = [count]
    while edges[-1] > 0:
        edges.append(int(last[edges[-1]]))
    edges.reverse()
    means = [values[a:b].mean() for a, b in pairwise(edges)]
    return tuple(edges[at] for at in range(1, len(means)) if means[at] > means[at - 1])


def robust_z(values: Floats, threshold: float, *, months: int = 12, apart: int = 3) -> tuple[int, ...]:
    """Return the months that lie above the median of those before by so many robust deviations, online.

    Args:
        values: The series.
        threshold: In 1.4826 × the median absolute deviation.
        months: How many months before are looked at.
        apart: Months after an alarm in which there is no other.
    """
    found: list[int] = []
    for month in range(months, len(values)):
        before = values[month - months : month]
        middle = float(np.median(before))
        spread = max(1.4826 * float(np.median(np.abs(before - middle))), _LEAST_SPREAD)
        if (values[month] - middle) / spread > threshold and (not found or month - found[-1] > apart):
            found.append(month)
    return tuple(found)


def cusum(values: Floats, threshold: float, *, slack: float = 1.0, months: int = 24, apart: int = 3) -> tuple[int, ...]:
    """Return the months in which the sum of excesses over the months before passes a threshold, online (Page 1954).

    Args:
        values: The series.
        threshold: In standard deviations of the months before.
        slack: What is taken off each month's excess, in the same.
        months: How many months before are looked at.
        apart: Months after an alarm in which there is no other.
    """
    found: list[int] = []
    summed = 0.0
    for month in range(12, len(values)):
        before = values[max(0, month - months) : month]
        summed = max(0.0, summed + (values[month] - before.mean()) / max(before.std(), _LEAST_SPREAD) - slack)
        if summed > threshold:
            summed = 0.0
            if not found or month - found[-1] > apart:
                found.append(month)
    return tuple(found)


def surprise(values: Floats, threshold: float, *, months: int = 24, apart: int = 3) -> tuple[int, ...]:
    """Return the months with more acts than a negative binomial of the months before allows, online.

    Args:
        values: The series, counts.
        threshold: Least surprise, −log₁₀ of the probability of so many acts or more.
        months: How many months before are looked at; mean and dispersion come from them by moments.
        apart: Months after an alarm in which there is no other.
    """
    found: list[int] = []
    for month in range(12, len(values)):
        before = values[max(0, month - months) : month]
        mean = (before.sum() + 0.5) / (len(before) + 1)
        size = 1 / max((before.var() - mean) / mean**2, 0.1)
        tail = nbinom.sf(np.round(values[month]) - 1, size, size / (size + mean))
        if -np.log10(max(float(tail), 1e-300)) > threshold and (not found or month - found[-1] > apart):
            found.append(month)
    return tuple(found)
