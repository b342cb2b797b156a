from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from detente.measuring.table import from_events
from detente.measuring.turns import (
    SCHEMA,
    Judged,
    NotEnough,
    behind,
    frame_of,
    load_models,
    turning_points,
    turns_in,
)
from detente.measuring.turns_acts import Acts, acts_of, from_rows, month_day, month_number
from detente.measuring.turns_features import features, names, weighted
from detente.measuring.turns_fit import Example, choose, fit
from tests.measuring.make import between, event

MODES = ("online", "offline")


def series(months: int = 96, seed: int = 0) -> np.ndarray:
    """Quiet conflict of both sides, counts by direction, month and root."""
    counts = np.zeros((2, months, 21))
    generator = np.random.default_rng(seed)
    counts[:, :, 11] = generator.poisson(3, (2, months))
    counts[:, :, 4] = generator.poisson(4, (2, months))
    return counts


def crisis(at: int = 60, months: int = 96) -> Acts:
    counts = series(months)
    counts[:, at, 19] += 40
    counts[:, at, 16] += 15
    return Acts(("AAA", "BBB"), date(2000, 1, 1), counts)


@pytest.mark.parametrize("mode", MODES)
def test_a_crisis_is_a_turn_for_the_worse(mode) -> None:
    assert [point.month for point in turning_points(crisis(), mode=mode)] == [date(2005, 1, 1)]


@pytest.mark.parametrize("mode", MODES)
def test_quiet_relations_do_not_turn(mode) -> None:
    assert turning_points(Acts(("AAA", "BBB"), date(2000, 1, 1), series()), mode=mode) == []


@pytest.mark.parametrize("direction", ("worse", "better"))
def test_online_knows_nothing_of_later_months(direction) -> None:
    acts = crisis()
    whole = turning_points(acts, mode="online", direction=direction)
    for months in (40, 61, 75):
        known = turning_points(acts.until(months), mode="online", direction=direction)
        assert known == [point for point in whole if point.month < acts.months[months]]


@pytest.mark.parametrize("profile", ("dense", "thin"))
def test_online_knows_nothing_of_later_months_in_either_profile(profile) -> None:
    acts = crisis()
    whole = turning_points(acts, mode="online", profile=profile)
    assert turning_points(acts.until(61), mode="online", profile=profile) == whole[:1]


def test_parts_of_a_turn_sum_to_the_whole() -> None:
    (point,) = turning_points(crisis())
    assert sum(part.share for part in point.parts) == pytest.approx(1)


def test_the_largest_part_carried_the_turn() -> None:
    (point,) = turning_points(crisis())
    assert point.parts[0].root == "19"


def test_probability_is_one() -> None:
    (point,) = turning_points(crisis())
    assert 0 < point.probability <= 1


def test_rows_behind_a_turn_sum_to_its_acts() -> None:
    told = [event(f"{n}", "KOR", "JPN", month_day(24000 + n // 3).isoformat()) for n in range(100)]
    told += [event(f"x{n}", "JPN", "KOR", "2002-03-05", type="SANCTION", cameo="161") for n in range(40)]
    told += [event(f"y{n}", "JPN", "KOR", "2002-03-05", type="AID", intensity=5.0) for n in range(9)]
    table = from_events(told)
    acts = acts_of(table, ("KOR", "JPN"))
    assert acts is not None
    (point,) = turning_points(acts)
    rows = behind(table, point)
    assert rows["carried"].sum() == pytest.approx(point.acts)
    assert rows["cameo"][0] == "161"


def test_order_of_the_countries_does_not_matter() -> None:
    acts = crisis()
    turned = Acts(("BBB", "AAA"), acts.start, acts.counts[::-1])
    assert [p.month for p in turning_points(turned)] == [p.month for p in turning_points(acts)]


def test_short_series_say_how_short() -> None:
    found = turning_points(crisis(5, 10))
    assert isinstance(found, NotEnough)
    assert (found.months, found.least_months) == (10, 12)


def test_an_empty_dyad_does_not_turn() -> None:
    assert turning_points(Acts(("AAA", "BBB"), date(2000, 1, 1), np.zeros((2, 60, 21)))) == []


def test_one_report_is_no_turn() -> None:
    counts = np.zeros((2, 60, 21))
    counts[0, 40, 11] = 1
    assert turning_points(Acts(("AAA", "BBB"), date(2000, 1, 1), counts)) == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("direction", ("worse", "better"))
def test_shipped_models_fit_the_features(mode, direction) -> None:
    for model in load_models(mode, direction).values():
        assert model.names == names(mode, direction)


@pytest.mark.parametrize("mode", MODES)
def test_features_are_finite(mode) -> None:
    assert np.isfinite(features(crisis(), mode, "worse")).all()


def test_near_alarms_online_keep_the_first() -> None:
    assert choose(np.array([0.0, 0.5, 0.9, 0.0]), 0.4, "online") == (1,)


def test_near_alarms_offline_keep_the_most_probable() -> None:
    assert choose(np.array([0.0, 0.5, 0.9, 0.0]), 0.4, "offline") == (2,)


def test_online_has_no_turn_without_history() -> None:
    assert turns_in(Judged(np.ones(14), np.ones(14)), "online") == (12,)


def test_a_model_learns_what_marks_the_turns() -> None:
    generator = np.random.default_rng(3)
    examples = {}
    for dyad in "abcdef":
        rows = generator.normal(size=(60, 2))
        rows[30, 0] += 8
        examples[dyad] = Example(rows, 0, 60, (31,))
    model = fit(examples, ("tells", "says nothing"), "offline")
    assert model.weights[0] > 5 * abs(model.weights[1])


def test_acts_come_from_the_event_table() -> None:
    acts = acts_of(from_events([event(1, when="2019-08-22"), event(2, "JPN", "KOR", "2019-10-01")]), ("KOR", "JPN"))
    assert acts is not None
    assert acts.counts[:, :, 11].tolist() == [[1, 0, 0], [0, 0, 1]]


def test_a_reciprocal_act_is_one_act() -> None:
    acts = acts_of(from_events([event(1, type="CONSULT", intensity=1.0)]), ("KOR", "JPN"))
    assert acts is not None
    assert acts.counts.sum() == 1


def test_acts_of_an_unsure_month_are_left_out() -> None:
    assert acts_of(from_events([event(1, when=between("2019-08-22", "2019-09-02"))]), ("KOR", "JPN")) is None


def test_months_are_numbered_and_named() -> None:
    assert month_day(month_number(date(2013, 12, 31))) == date(2013, 12, 1)


def test_counts_outside_the_span_are_left_out() -> None:
    rows = [(month_number(date(2000, 1, 1)), False, 11, 2.0), (month_number(date(2001, 1, 1)), False, 11, 3.0)]
    acts = from_rows(rows, ("AAA", "BBB"), first=date(2000, 6, 1), last=date(2001, 6, 1))
    assert acts is not None
    assert acts.counts.sum() == 3


def test_frame_has_the_documented_columns() -> None:
    assert frame_of(turning_points(crisis())).schema == pl.Schema(SCHEMA)


def test_arrests_weigh_less_than_broken_relations() -> None:
    counts = np.zeros((2, 2, 21))
    counts[0, 0, 17] = counts[0, 1, 16] = 1
    jailed, broken = weighted(Acts(("AAA", "BBB"), date(2000, 1, 1), counts), "worse")
    assert jailed < broken
