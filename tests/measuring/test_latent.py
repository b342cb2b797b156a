from __future__ import annotations

import numpy as np
import pytest

from detente.measuring.latent import level, together


def simulated(seed: int, months: int = 80, shape: float = 3.0, coverage: np.ndarray | None = None):
    """A random walk of the log rate and the acts drawn from it."""
    generator = np.random.default_rng(seed)
    rate = np.exp(np.log(6) + np.cumsum(generator.normal(0, 0.12, months)))
    mean = rate * (1 if coverage is None else coverage)
    return rate, generator.poisson(mean * generator.gamma(shape, 1 / shape, months)).astype(float)


def test_interval_covers_what_it_says() -> None:
    inside = []
    for seed in range(20):
        rate, acts = simulated(seed)
        found = level(acts)
        inside.append(((found.low <= rate) & (rate <= found.high)).mean())
    assert 0.84 <= np.mean(inside) <= 0.97


def test_interval_covers_what_it_says_where_coverage_changes() -> None:
    coverage = np.repeat([0.3, 1.0, 2.0, 0.7], 20)
    coverage = coverage / coverage.mean()
    inside = []
    for seed in range(15):
        rate, acts = simulated(seed, coverage=coverage)
        found = level(acts, coverage=coverage)
        inside.append(((found.low <= rate) & (rate <= found.high)).mean())
    assert 0.84 <= np.mean(inside) <= 0.97


def test_interval_widens_where_coverage_thins() -> None:
    coverage = np.concatenate([np.ones(40), np.full(20, 0.02), np.ones(40)])
    found = level(simulated(2, months=100, coverage=coverage)[1], coverage=coverage)
    width = found.high / found.low
    assert width[50] > 1.3 * width[20]


def test_no_acts_under_no_coverage_are_no_calm() -> None:
    acts = np.concatenate([np.full(30, 6.0), np.zeros(6), np.full(30, 6.0)])
    seen = np.concatenate([np.ones(30), np.zeros(6), np.ones(30)])
    assert level(acts, coverage=seen).level[33] > 2 * level(acts).level[33]


def test_doubtful_acts_widen_the_interval() -> None:
    acts = simulated(1)[1]
    sure, unsure = level(acts), level(acts, doubt=acts * 3)
    assert np.mean(unsure.high / unsure.low) > np.mean(sure.high / sure.low)


def test_a_lasting_jump_is_followed_at_once() -> None:
    found = level(np.concatenate([np.full(30, 1.0), np.full(30, 60.0)]))
    assert found.level[29] < 10 < found.level[31]


def test_level_is_in_the_unit_of_the_sums() -> None:
    found = level(np.full(40, 30.0), unit=5.0)
    assert found.level[20] == pytest.approx(30, rel=0.2)


def test_ends_are_in_order() -> None:
    found = level(simulated(4)[1])
    assert ((found.low <= found.level) & (found.level <= found.high)).all()


def test_all_nought_has_a_level_near_nought() -> None:
    assert level(np.zeros(24)).high.max() < 0.5


def test_levels_add() -> None:
    one = level(np.full(30, 5.0))
    both = together(one, one)
    assert both.level == pytest.approx(2 * one.level)


@pytest.mark.parametrize("sums", ([-1.0, 2.0], []))
def test_sums_below_nought_are_refused(sums) -> None:
    with pytest.raises(ValueError, match="not below nought"):
        level(sums)


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="same periods"):
        level([1.0, 2.0], coverage=[1.0])
