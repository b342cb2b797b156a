"""The latent level behind a series of sums, with an interval that widens where coverage thins.

A sum of few reports says little about how two states stood. The level is what the sums are drawn about: a state-space
model with one hidden number a period, the logarithm of the rate of acts.

- Observation: the acts of a period, in acts of mean intensity, are negative binomial about rate × coverage. Coverage is
  how much was read or reported that period, 1 on average; where it is nought the period says nothing.
- Movement: a random walk with normal steps and, now and then, a jump, so that a crisis is not smoothed away.
- Coder's errors: an act of confidence c counts c acts, and its part of the likelihood is tempered by the share of the
  variance that is not the coder's (c·(1 − c) an act), so that doubtful acts widen the interval.

The hidden number lies on a grid and is filtered and smoothed exactly there (Kitagawa 1987, non-Gaussian state-space
modelling of nonstationary time series, JASA 82); step size and dispersion are not fixed at their best values but averaged
over by how well each pair fits, so that the interval knows of them. Written on numpy, since the count models of statsmodels
have no hidden level, and its state-space models are Gaussian: months of nought acts and jumps to hundreds are neither.
Checked against simulated series in `tests/measuring/test_latent.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, logsumexp

Floats = npt.NDArray[np.float64]

# Standard deviation of a step of the log rate in a period, and shape of the negative binomial: what is averaged over.
_STEPS: Final = (0.03, 0.08, 0.2, 0.4)
_SHAPES: Final = (0.7, 2.0, 6.0, 30.0)
# How often a jump happens, and its standard deviation: a tenfold rise is one of 1.5 of them.
_JUMPS: Final = 0.03
_JUMP: Final = 1.5
_POINTS: Final = 121
# The share of a posterior in an interval.
COVERS: Final = 0.9


@dataclass(frozen=True, slots=True)
class Level:
    """The level of each period with its interval of 90 %.

    Attributes:
        level: Median of the posterior, in the unit of the sums, at mean coverage.
        low, high: 5 % and 95 % quantiles.
    """

    level: Floats
    low: Floats
    high: Floats


def level(
    sums: Sequence[float] | Floats,
    *,
    doubt: Sequence[float] | Floats | None = None,
    coverage: Sequence[float] | Floats | None = None,
    unit: float = 1.0,
) -> Level:
    """Return the level of a series of sums of one sign.

    Args:
        sums: Expected size of each period's acts, zero or more: Σ confidence × |intensity|.
        doubt: Variance of that by the coder's errors: Σ confidence × (1 − confidence) × intensity²; None is none.
        coverage: How much was read or reported each period, in any unit; None is the same for all.
        unit: Mean |intensity| of an act, by which sums become acts.

    Raises:
        ValueError: If a sum or a coverage is below nought, or the lengths differ.
    """
    size = np.asarray(sums, dtype=np.float64)
    extra = np.zeros(len(size)) if doubt is None else np.asarray(doubt, dtype=np.float64)
    seen = np.ones(len(size)) if coverage is None else np.asarray(coverage, dtype=np.float64)
    if not len(size) == len(extra) == len(seen):
        raise ValueError("sums, doubt and coverage are of the same periods")
    if len(size) == 0 or (size < 0).any() or (seen < 0).any() or unit <= 0:
        raise ValueError("a level takes sums, coverage and a unit that are not below nought, of one period or more")
    seen = seen / seen.mean() if seen.mean() > 0 else np.ones(len(size))
    acts, spread = size / unit, extra / unit**2
    grid = _grid(acts, seen)
    posterior = _posterior(acts, acts / np.maximum(acts + spread, 1e-12), seen, grid)
    low, middle, high = (_quantile(posterior, grid, share) for share in ((1 - COVERS) / 2, 0.5, (1 + COVERS) / 2))
    return Level(middle * unit, low * unit, high * unit)


def together(first: Level, second: Level) -> Level:
    """Return the level of the sum of two, taken as independent.

    The interval adds the squares of the distances to the medians on either side, which is exact where both are normal.
    """
    middle = first.level + second.level
    below = np.hypot(first.level - first.low, second.level - second.low)
    above = np.hypot(first.high - first.level, second.high - second.level)
    return Level(middle, middle - below, middle + above)


def _grid(acts: Floats, seen: Floats) -> Floats:
    """Return the log rates that are looked at: from a twentieth of the mean to twice the highest."""
    rates = acts / np.maximum(seen, 0.1)
    mean = max(float(rates.mean()), 0.05)
    return np.linspace(np.log(mean / 50), np.log(max(float(rates.max()), mean) * 3), _POINTS)


def _posterior(acts: Floats, certain: Floats, seen: Floats, grid: Floats) -> Floats:
    """Return the smoothed probability of each point of the grid for each period, averaged over steps and shapes."""
    parts: list[Floats] = []
    evidence: list[float] = []
    for step in _STEPS:
        move = _moves(step, float(grid[1] - grid[0]))
        for shape in _SHAPES:
            smoothed, fit = _smooth(_likelihood(acts, certain, seen, grid, shape), move)
            parts.append(smoothed)
            evidence.append(fit)
    shares = np.exp(np.array(evidence) - logsumexp(evidence))
    return np.asarray(np.einsum("m,mtg->tg", shares, np.array(parts)))


def _likelihood(acts: Floats, certain: Floats, seen: Floats, grid: Floats, shape: float) -> Floats:
    """Return the log likelihood of each period at each rate: negative binomial, also between whole numbers of acts."""
    mean = np.maximum(np.exp(grid)[None, :] * seen[:, None], 1e-12)
    count = acts[:, None]
    found = (
        gammaln(count + shape)
        - gammaln(shape)
        - gammaln(count + 1)
        + shape * np.log(shape / (shape + mean))
        + count * np.log(mean / (shape + mean))
    )
    # With no acts there are none to doubt.
    tempered: Floats = found * np.where(acts > 0, certain, 1.0)[:, None]
    return tempered


def _smooth(likelihood: Floats, move: Floats) -> tuple[Floats, float]:
    """Return the smoothed posterior on the grid and the log evidence, by a forward and a backward pass."""
    periods, points = likelihood.shape
    highest = likelihood.max(axis=1)
    weight = np.exp(likelihood - highest[:, None])
    ahead = np.empty_like(weight)
    fit = float(highest.sum())
    state = np.full(points, 1 / points)
    for at in range(periods):
        state = (state if at == 0 else state @ move) * weight[at]
        whole = state.sum()
        fit += float(np.log(whole))
        state = state / whole
        ahead[at] = state
    found = np.empty_like(weight)
    later = np.ones(points)
    for at in range(periods - 1, -1, -1):
        both = ahead[at] * later
        found[at] = both / both.sum()
        later = move @ (weight[at] * later)
        later = later / later.max()
    return found, fit


@cache
def _moves(step: float, width: float) -> Floats:
    """Return the probability of each move along the grid."""
    away = width * (np.arange(_POINTS)[:, None] - np.arange(_POINTS)[None, :])
    found = np.zeros((_POINTS, _POINTS))
    # A step narrower than the grid still has somewhere to go.
    for share, size in ((1 - _JUMPS, max(step, width / 3)), (_JUMPS, _JUMP)):
        kernel = np.exp(-0.5 * (away / size) ** 2)
        found += share * kernel / kernel.sum(axis=1, keepdims=True)
    return found


def _quantile(posterior: Floats, grid: Floats, share: float) -> Floats:
    sums = np.cumsum(posterior, axis=1)
    return np.array([float(np.exp(np.interp(share, row, grid))) for row in sums])
