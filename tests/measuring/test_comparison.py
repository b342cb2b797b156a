from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from detente.measuring.comparison import MOVES, NETS, PEERS, TABLE, compare, moves, nets, peers, star, triangle
from detente.measuring.table import from_events
from tests.measuring.make import event

PAIRS = (("KOR", "JPN"), ("KOR", "CHN"), ("USA", "JPN"))


def two_years() -> pl.DataFrame:
    """Korea with Japan and with China go the same way, America with Japan the other; all turn in month 20."""
    events = []
    for month in range(26):
        day = (date(2018, 1, 5) + timedelta(days=int(month * 30.44))).isoformat()
        for pair in PAIRS:
            bad = (month + (pair[0] == "USA")) % 2 == 0
            kind = {"type": "ACCUSE", "intensity": -2.0} if bad else {"type": "AID", "intensity": 5.0}
            for copy in range(15 if month == 20 else 1 + month % 5 // 3):
                events.append(event(f"{month}{pair}{copy}", *pair, day, **kind))
    return from_events(events)


NET = nets(two_years())


def test_columns_are_those_documented() -> None:
    assert NET.schema == pl.Schema(NETS)
    assert compare(NET).schema == pl.Schema(TABLE)
    assert moves(NET).schema == pl.Schema(MOVES)
    assert peers(NET, ("JPN", "KOR")).schema == pl.Schema(PEERS)


def test_every_dyad_has_every_period() -> None:
    assert NET.group_by("country_a", "country_b").len()["len"].to_list() == [26] * 3


def test_a_dyad_keeps_the_order_asked_for() -> None:
    found = nets(two_years(), [("KOR", "JPN")])
    assert found.select("country_a", "country_b").unique().rows() == [("KOR", "JPN")]


def test_a_dyad_without_acts_is_named_with_its_number() -> None:
    found = compare(nets(two_years(), [("KOR", "JPN"), ("KOR", "FRA")]))
    row = found.row(by_predicate=pl.col("country_b") == "FRA", named=True)
    assert row["not_enough"].startswith("not enough: 0 acts in 0 periods")
    assert row["net"] is None


def test_change_is_recent_less_before() -> None:
    for row in compare(NET).iter_rows(named=True):
        assert row["change"] == pytest.approx(row["recent"] - row["before"])


def test_worst_and_best_months_are_found() -> None:
    row = compare(NET).row(by_predicate=pl.col("country_b") == "USA", named=True)
    assert row["best"] == date(2019, 9, 1)


def test_dyads_that_moved_are_counted() -> None:
    row = moves(NET).row(by_predicate=pl.col("period_start") == date(2019, 9, 1), named=True)
    assert (row["dyads"], row["worsened"], row["improved"]) == (3, 2, 1)
    assert row["balance"] == pytest.approx(-1 / 3)


def test_those_that_moved_most_are_named() -> None:
    row = moves(NET).row(by_predicate=pl.col("period_start") == date(2019, 9, 1), named=True)
    assert sorted(row["worsened_most"]) == ["CHN-KOR", "JPN-KOR"]
    assert row["improved_most"] == ["JPN-USA"]


def test_the_likest_path_is_the_first_peer() -> None:
    first, *_, last = peers(NET, ("KOR", "JPN")).iter_rows(named=True)
    assert (first["country_a"], first["country_b"]) == ("CHN", "KOR")
    assert first["correlation"] == pytest.approx(1)
    assert last["correlation"] < 0


def test_a_correlation_lies_in_its_interval() -> None:
    for row in peers(NET, ("KOR", "JPN")).iter_rows(named=True):
        assert row["low"] <= row["correlation"] + 1e-3
        assert row["correlation"] <= row["high"] + 1e-3


def test_peers_of_a_dyad_without_acts_are_refused() -> None:
    with pytest.raises(ValueError, match="no acts"):
        peers(NET, ("KOR", "FRA"))


def test_a_triangle_has_three_sides() -> None:
    assert triangle("KOR", "JPN", "CHN") == (("KOR", "JPN"), ("KOR", "CHN"), ("JPN", "CHN"))


def test_a_star_has_a_ray_to_each() -> None:
    assert star("KOR", ["JPN", "CHN", "USA"]) == (("KOR", "JPN"), ("KOR", "CHN"), ("KOR", "USA"))


def test_no_acts_give_no_rows() -> None:
    assert nets(from_events([])).is_empty()
    assert moves(nets(from_events([]))).is_empty()
