from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.measuring.scoring import Score, above, chance, interval, match

months = st.sets(st.integers(0, 60), max_size=12)


def test_alarm_within_a_month_hits() -> None:
    assert match([11], [10]) == Score(1, 1, 1)


def test_alarm_two_months_off_misses() -> None:
    assert match([12], [10]) == Score(0, 1, 1)


def test_one_alarm_meets_one_turn_only() -> None:
    assert match([10], [9, 11]) == Score(1, 1, 2)


def test_alarms_are_shared_out_so_that_most_turns_are_met() -> None:
    assert match([10, 11], [10, 9]).hits == 2


@given(months, months)
def test_hits_never_exceed_alarms_or_turns(alarms: set[int], turns: set[int]) -> None:
    assert match(alarms, turns).hits <= min(len(alarms), len(turns))


@given(months, months)
def test_matching_is_symmetric(alarms: set[int], turns: set[int]) -> None:
    assert match(alarms, turns).hits == match(turns, alarms).hits


def test_f1_of_nothing_is_nought() -> None:
    assert Score().f1 == 0.0


def test_f1_counts_pairs_twice() -> None:
    assert Score(3, 4, 5).f1 == pytest.approx(6 / 9)


def test_a_method_is_not_above_itself() -> None:
    scores = {"a": Score(1, 2, 2), "b": Score(2, 2, 3)}
    assert above(scores, scores, draws=100) == (0.0, 0.0, 0.0, 1.0)


def test_methods_are_compared_on_the_same_dyads() -> None:
    with pytest.raises(ValueError, match="same dyads"):
        above({"a": Score()}, {"b": Score()})


def test_interval_holds_the_value() -> None:
    scores = {str(n): Score(n % 2, 1, 1) for n in range(20)}
    low, high = interval(scores, draws=500)
    assert low < 0.5 < high


def test_chance_of_alarms_in_every_month_is_their_share() -> None:
    assert chance({"a": Score(0, 10, 1)}, {"a": [5]}, {"a": (0, 10)}, draws=5) == pytest.approx(2 / 11)
