from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.measuring import measure
from detente.measuring.series import PARTS, SCHEMA, parts, series, shortfall
from detente.measuring.table import from_events
from tests.measuring.make import between, event

DYAD = ("KOR", "JPN")
KINDS = {"ACCUSE": -2.0, "CONSULT": 1.0, "AID": 5.0, "PROTEST": -6.0}


def told(number: int, kind: str, days: int, sides: tuple[str, str] = DYAD, **fields):
    when = (date(2019, 1, 1) + timedelta(days)).isoformat()
    return event(number, *sides, when, type=kind, intensity=KINDS[kind], **fields)


some_events = st.lists(
    st.tuples(
        st.sampled_from(sorted(KINDS)),
        st.integers(0, 400),
        st.sampled_from([("KOR", "JPN"), ("JPN", "KOR"), ("CHN", "JPN"), ("KOR", "USA")]),
    ),
    max_size=30,
).map(lambda rows: [told(number, *row) for number, row in enumerate(rows)])


@settings(max_examples=30, deadline=None)
@given(some_events, st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_our_own_events_have_the_same_index_by_either_way(events, freq) -> None:
    there = measure(events, dyad=DYAD, freq=freq).drop("publishers")
    here = series(from_events(events), dyad=DYAD, freq=freq, levels=False)
    assert here.select(pl.col(name).cast(kind) for name, kind in there.schema.items()).equals(there)


@settings(max_examples=30, deadline=None)
@given(
    some_events,
    st.sampled_from(
        [{}, {"window": 3}, {"half_life": 1.5}, {"normalise": "coverage"}, {"normalise": "publishers", "window": 2}]
    ),
)
def test_parts_sum_to_the_whole(events, options) -> None:
    table = from_events(events).with_columns(publisher=pl.lit("Courier"))
    whole = series(table, dyad=DYAD, levels=False, **options)
    keys = ["period_start", "direction"]
    summed = parts(table, dyad=DYAD, **options).group_by(keys).agg(pl.col("contribution").sum())
    both = whole.join(summed, on=keys, how="left").fill_null(0)
    assert both.filter((pl.col("net") - pl.col("contribution")).abs() > 1e-9).is_empty()


def half_a_year() -> pl.DataFrame:
    return from_events([told(n, "ACCUSE", 20 * n) for n in range(10)])


def test_columns_are_those_documented() -> None:
    table = half_a_year()
    assert series(table, dyad=DYAD).schema == pl.Schema(SCHEMA)
    assert parts(table, dyad=DYAD).schema == pl.Schema(PARTS)


def test_no_acts_give_no_rows() -> None:
    assert series(half_a_year(), dyad=("FRA", "DEU")).schema == pl.Schema(SCHEMA)


def test_a_window_is_the_mean_of_its_periods() -> None:
    table = from_events([told(0, "AID", 0), told(1, "AID", 31)])
    both = series(table, dyad=DYAD, window=2, levels=False).filter(pl.col("direction") == "both")
    assert both["cooperation"].to_list() == [2.5, 5.0]


def test_an_act_counts_half_after_its_half_life() -> None:
    table = from_events([told(0, "AID", 0), told(1, "CONSULT", 31)])
    first, second = parts(table, dyad=DYAD, half_life=1).filter(pl.col("direction") == "both", pl.col("type") == "AID")[
        "contribution"
    ]
    assert second == pytest.approx(first / 2)


def test_a_month_with_more_reporting_counts_less() -> None:
    acts = [told(0, "ACCUSE", 3), told(1, "ACCUSE", 40)]
    others = [told(10 + n, "CONSULT", 41, ("KOR", "USA")) for n in range(40)]
    quiet, loud = series(from_events(acts + others), dyad=DYAD, normalise="coverage", levels=False).filter(
        pl.col("direction") == "both"
    )["conflict"]
    assert quiet < loud < 0


def test_the_dyads_own_crisis_is_not_divided_away() -> None:
    acts = [told(0, "ACCUSE", 3), *(told(1 + n, "ACCUSE", 40) for n in range(20))]
    others = [told(100, "CONSULT", 3, ("KOR", "USA")), told(101, "CONSULT", 40, ("KOR", "USA"))]
    found = series(from_events(acts + others), dyad=DYAD, normalise="coverage", levels=False)
    assert found.filter(pl.col("direction") == "both")["conflict"].to_list() == [-2, -40]


def test_only_the_publishers_asked_for_count() -> None:
    table = (
        half_a_year()
        .with_row_index()
        .with_columns(publisher=pl.when(pl.col("index") < 4).then(pl.lit("Courier")).otherwise(pl.lit("Herald")))
    )
    found = series(table.drop("index"), dyad=DYAD, publishers=["Courier"], levels=False)
    assert found.filter(pl.col("direction") == "both")["incidents"].sum() == 4


def test_another_scale_gives_other_sums() -> None:
    table = from_events([told(0, "ACCUSE", 0, cameo="112")])
    found = series(table, dyad=DYAD, scale="goldstein_icews", levels=False)
    assert found["conflict"].to_list() == table["goldstein_icews"].to_list() * 1 + [0.0, table["goldstein_icews"][0]]


def test_too_few_acts_say_how_few() -> None:
    found = series(from_events([told(0, "AID", 0), told(1, "AID", 40)]), dyad=DYAD)
    assert shortfall(found) == "not enough: 2 acts in 2 periods, where a line takes 6 acts in 3 periods"


def test_too_few_acts_have_no_level() -> None:
    found = series(from_events([told(0, "AID", 0), told(1, "AID", 40)]), dyad=DYAD)
    assert found["net_level"].null_count() == found.height


def test_levels_lie_in_their_intervals() -> None:
    found = series(half_a_year(), dyad=DYAD)
    for kind in ("cooperation", "conflict", "net"):
        low, middle, high = (pl.col(f"{kind}_{part}") for part in ("low", "level", "high"))
        assert found.filter((low > middle) | (middle > high)).is_empty()


def test_unsure_events_have_a_wider_interval() -> None:
    def width(confidence: float) -> float:
        table = from_events([told(n, "ACCUSE", 6 * n, confidence=confidence) for n in range(60)])
        both = series(table, dyad=DYAD).filter(pl.col("direction") == "both")
        return float((both["conflict_low"] / both["conflict_high"]).mean())

    assert width(0.5) > width(1.0)


def test_acts_that_no_one_period_covers_are_left_out() -> None:
    table = from_events([event(0, when=between("2019-01-20", "2019-02-10"))])
    assert series(table, dyad=DYAD).is_empty()
    assert not series(table, dyad=DYAD, freq="quarter").is_empty()


@pytest.mark.parametrize(
    "options", ({"scale": "none"}, {"window": 0}, {"half_life": 0.0}, {"half_life": 2.0, "window": 2})
)
def test_senseless_options_are_refused(options) -> None:
    with pytest.raises(ValueError, match=r"scale|window|half-life"):
        parts(half_a_year(), dyad=DYAD, **options)


def test_one_country_is_no_dyad() -> None:
    with pytest.raises(ValueError, match="two countries"):
        series(half_a_year(), dyad=("KOR", "KOR"))
