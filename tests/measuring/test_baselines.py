from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from detente.measuring import baselines

STEP = np.array([2.0, 3.0] * 12 + [30.0, 31.0] * 6)


@pytest.mark.parametrize(
    ("finder", "setting"), [(baselines.robust_z, 6.0), (baselines.cusum, 6.0), (baselines.surprise, 3.0)]
)
def test_first_month_of_a_step_is_found_online(finder, setting) -> None:
    assert finder(STEP, setting)[0] == 24


def test_pelt_finds_the_step_and_nothing_else() -> None:
    assert baselines.pelt(STEP, 1.0) == (24,)


def test_pelt_leaves_out_changes_for_the_better() -> None:
    assert baselines.pelt(STEP[::-1].copy(), 1.0) == ()


def test_pelt_is_the_best_of_all_segmentations() -> None:
    values = np.array([1.0, 1.0, 9.0, 9.0, 1.0])
    dear = 0.1 * values.var() * np.log(5)

    def cost(edges: tuple[int, ...]) -> float:
        cuts = [0, *edges, 5]
        return sum(values[a:b].var() * (b - a) + dear for a, b in pairwise(cuts))

    every = [tuple(at + 1 for at in range(4) if chosen >> at & 1) for chosen in range(16)]
    best = min(every, key=cost)
    assert baselines.pelt(values, 0.1) == tuple(at for at in best if values[at] > values[at - 1])


def test_online_baselines_know_nothing_of_later_months() -> None:
    generator = np.random.default_rng(1)
    values = generator.negative_binomial(1, 0.1, 80).astype(float)
    for finder, setting in ((baselines.robust_z, 4.0), (baselines.cusum, 4.0), (baselines.surprise, 1.5)):
        assert finder(values[:50], setting) == tuple(at for at in finder(values, setting) if at < 50)
