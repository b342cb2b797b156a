from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from detente.measuring import SCHEMA, enough, measure, select
from detente.records import DateValue

from .make import day, document, event

DYAD = ("KOR", "JPN")
SUMS = ["cooperation", "conflict", "net"]
COUNTS = ["incidents", "events", "unscored", "verbal_cooperation", "material_cooperation", "verbal_conflict",
          "material_conflict"]  # fmt: skip

SCORES = {"ACCUSE": -2.0, "CONSULT": 2.5, "AID": 10.0, "SANCTION": -6.0, "REQUEST": 0.0, "THREATEN": None}


@st.composite
def some_events(draw):
    count = draw(st.integers(0, 12))
    made = []
    for number in range(count):
        type_ = draw(st.sampled_from(sorted(SCORES)))
        source, target = draw(st.permutations(["KOR", "JPN"]))
        when = date(2019, 1, 1) + timedelta(days=draw(st.integers(0, 200)))
        fields = {
            "type": type_,
            "intensity": SCORES[type_],
            "confidence": draw(st.sampled_from([0.2, 0.5, 0.9])),
            "status": draw(st.sampled_from(["happened", "ongoing", "denied"])),
            "when": draw(st.sampled_from([DateValue(), day(when.isoformat())])),
            "incident": f"in-{draw(st.integers(0, count))}-{type_}",
            "document": draw(st.sampled_from(["doc-a", "doc-b"])),
        }
        made.append(event(number, source, target, **fields))
    return made


def row(frame, direction, start=None):
    rows = frame.filter(pl.col("direction") == direction)
    if start:
        rows = rows.filter(pl.col("period_start") == date.fromisoformat(start))
    return rows.row(0, named=True)


def test_sums_keep_cooperation_and_conflict_apart():
    events = [
        event(1, type="ACCUSE", intensity=-2.0),
        event(2, type="SANCTION", intensity=-6.0),
        event(3, type="AID", intensity=10.0),
    ]
    found = row(measure(events, dyad=DYAD), "KOR→JPN")
    assert [found[name] for name in SUMS] == [10.0, -8.0, 2.0]
    assert [found[name] for name in COUNTS] == [3, 3, 0, 0, 1, 1, 1]


def test_each_act_counts_in_its_direction():
    frame = measure([event(1, "KOR", "JPN"), event(2, "JPN", "KOR"), event(3, "JPN", "KOR")], dyad=DYAD)
    assert [row(frame, name)["conflict"] for name in ("KOR→JPN", "JPN→KOR", "both")] == [-2.0, -4.0, -6.0]


def test_reciprocal_act_counts_once_each_way_and_once_in_both():
    frame = measure([event(1, type="CONSULT", intensity=2.5)], dyad=DYAD)
    assert frame["cooperation"].to_list() == [2.5, 2.5, 2.5]
    assert frame["incidents"].to_list() == [1, 1, 1]


def test_reports_of_one_incident_count_once_with_the_most_confident_score():
    reports = [
        event(1, incident="in", intensity=-2.0, confidence=0.4),
        event(2, incident="in", intensity=-3.5, confidence=0.9),
    ]
    found = row(measure(reports, dyad=DYAD), "both")
    assert (found["conflict"], found["incidents"], found["events"]) == (-3.5, 1, 2)


def test_act_without_score_counts_by_its_type():
    found = row(measure([event(1, type="THREATEN", intensity=None)], dyad=DYAD), "both")
    assert (found["conflict"], found["unscored"], found["verbal_conflict"]) == (0.0, 1, 1)


def test_periods_without_acts_are_rows_of_nothing():
    frame = measure([event(1, when="2019-11-30"), event(2, when="2020-02-01")], dyad=DYAD)
    both = frame.filter(pl.col("direction") == "both")
    assert both["period_start"].to_list() == [date(2019, 11, 1), date(2019, 12, 1), date(2020, 1, 1), date(2020, 2, 1)]
    assert both["period_end"].to_list()[-1] == date(2020, 2, 29)
    assert both["incidents"].to_list() == [1, 0, 0, 1]


def test_publishers_are_unknown_without_documents():
    assert measure([event(1)], dyad=DYAD)["publishers"].to_list() == [None] * 3


def test_publishers_are_counted_per_row():
    documents = [document("doc-a", "Courier"), document("doc-b", "Times")]
    events = [event(1, document="doc-a"), event(2, "JPN", "KOR", document="doc-b")]
    frame = measure(events, dyad=DYAD, documents=documents)
    assert [row(frame, name)["publishers"] for name in ("KOR→JPN", "JPN→KOR", "both")] == [1, 1, 2]


def test_nothing_to_count_gives_no_rows_but_all_columns():
    frame = measure([event(1, status="planned")], dyad=DYAD)
    assert frame.height == 0
    assert frame.schema == pl.Schema(SCHEMA)
    assert not enough(frame)


def test_intensities_of_two_scales_are_not_summed():
    with pytest.raises(ValueError, match="several scales"):
        measure([event(1), event(2, scale="icews")], dyad=DYAD)


@pytest.mark.parametrize(
    ("whens", "is_enough"),
    [
        (["2019-01-05", "2019-02-05"], False),
        (["2019-01-05"] * 8 + ["2019-02-05"], False),
        (["2019-01-05"] * 4 + ["2019-02-05", "2019-05-05"], True),
        (["2019-01-05", "2019-02-05", "2019-03-05", "2019-04-05", "2019-05-05"], False),
    ],
)
def test_line_needs_several_acts_in_several_periods(whens, is_enough):
    events = [event(n, when=when) for n, when in enumerate(whens)]
    assert enough(measure(events, dyad=DYAD)) is is_enough


@given(some_events(), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_parts_sum_to_the_whole(events, freq):
    frame = measure(events, dyad=DYAD, freq=freq)
    counted = select(events, dyad=DYAD, freq=freq).counted
    reciprocal = [one.best.intensity or 0.0 for one in counted if one.reciprocal]
    total = {name: frame.filter(pl.col("direction") == name)["net"].sum() for name in frame["direction"].unique()}
    if counted:
        assert total["both"] == pytest.approx(sum(one.best.intensity or 0.0 for one in counted))
        assert total["both"] == pytest.approx(total["KOR→JPN"] + total["JPN→KOR"] - sum(reciprocal))
    both = frame.filter(pl.col("direction") == "both")
    assert both["incidents"].sum() == len(counted)
    assert both["events"].sum() == sum(len(one.reports) for one in counted)
    quads = both.select(pl.sum_horizontal(COUNTS[3:]).sum()).item() if both.height else 0
    assert quads == len(counted)


@given(some_events())
def test_coarser_periods_hold_the_sums_of_finer_ones(events):
    monthly, yearly = (measure(events, dyad=DYAD, freq=freq) for freq in ("month", "year"))
    for name in [*SUMS[:2], "incidents", "events"]:
        assert monthly[name].sum() == pytest.approx(yearly[name].sum())


@given(some_events())
def test_every_incident_of_the_dyad_is_counted_or_named(events):
    chosen = select(events, dyad=DYAD)
    parts = (chosen.counted, chosen.other_status, chosen.other_sectors, chosen.undated, chosen.too_coarse)
    reports = sorted(report.id for part in parts for incident in part for report in incident.reports)
    assert reports == sorted(one.id for one in events)


@given(some_events().flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))))
def test_order_of_events_does_not_matter(pair):
    documents = [document("doc-a", "Courier"), document("doc-b", "Times")]
    one, other = (measure(events, dyad=DYAD, documents=documents) for events in pair)
    assert_frame_equal(one, other, check_exact=True)


@given(some_events())
def test_order_of_countries_only_changes_the_order_of_directions(events):
    one, other = measure(events, dyad=DYAD), measure(events, dyad=DYAD[::-1])
    kept = ["period_start", "direction", *SUMS, *COUNTS]
    assert_frame_equal(one.select(kept).sort(kept), other.select(kept).sort(kept))
