from __future__ import annotations

import itertools
import tempfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.measuring import incidents_between, measure
from detente.records import Correction, DateValue, Participant
from detente.store import EventFilter, Store
from tests.measuring import make

from .many import put

COUNTRIES = ("KOR", "JPN", "CHN", None)
DATES = (
    make.day("2019-08-22"),
    make.day("2019-09-30"),
    DateValue(date(2019, 8, 1), date(2019, 8, 31), "month"),
    DateValue(date(2019, 9, 28), date(2019, 10, 2), "range"),
    DateValue(date(2019, 1, 1), date(2019, 12, 31), "year"),
    DateValue(latest=date(2019, 8, 22)),
)


@st.composite
def sides(draw):
    return tuple(
        Participant(f"{code or 'x'}/{sector}", "Name", code, sector, make.WORD)
        for code, sector in draw(
            st.lists(
                st.tuples(st.sampled_from(COUNTRIES), st.sampled_from(("government", "business", None))),
                min_size=1,
                max_size=2,
            )
        )
    )


@st.composite
def event_lists(draw):
    return [
        make.event(
            number,
            draw(sides()),
            draw(sides()),
            draw(st.sampled_from(DATES)),
            type=draw(st.sampled_from(("ACCUSE", "CONSULT", "THREATEN"))),
            status=draw(st.sampled_from(("happened", "ongoing", "planned", "threatened", "denied"))),
            intensity=(score := draw(st.sampled_from((None, -3.5, 0.0, 2.25)))),
            scale=None if score is None else "plover",
            confidence=draw(st.sampled_from((0.5, 0.8))),
            document=draw(st.sampled_from(("doc-a", "doc-b"))),
            incident=draw(st.sampled_from(("in-1", "in-2", "in-3"))),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


judgement_lists = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.sampled_from(
            (
                ("accepted", None),
                ("rejected", None),
                ("corrected", Correction(type="CONSULT")),
                ("corrected", Correction(status="denied", source=("CHN",))),
                ("corrected", Correction(date=make.day("2019-09-30"), target=("JPN", "KOR"))),
            )
        ),
        st.sampled_from(("A", "B")),
    ),
    max_size=6,
)


def expected(events, freq):
    found = {}
    for pair in itertools.combinations(sorted(c for c in COUNTRIES if c), 2):
        frame = measure(events, dyad=pair, freq=freq).filter(pl.col("direction") == "both", pl.col("incidents") > 0)
        for row in frame.iter_rows(named=True):
            found[(*pair, row["period_start"])] = (row["cooperation"], row["conflict"], row["incidents"])
    return found


@settings(max_examples=30, deadline=None)
@given(event_lists(), judgement_lists, st.sampled_from(("month", "quarter", "year")))
def test_heat_agrees_with_measure_with_judgements_and_without(events, decided, freq):
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "case.db") as store:
        there = put(store, events)
        for number, (decision, correction), reviewer in decided:
            if number < len(there):
                store.judge(f"ev-{number}", decision, reviewer=reviewer, correction=correction)
        for judged in (False, True):
            cells = {
                (c.a, c.b, c.start): (c.cooperation, c.conflict, c.incidents) for c in store.heat(freq, judged=judged)
            }
            assert cells == expected(list(store.events(judged=judged)), freq)
            for dyad in store.dyads(judged=judged):
                pair = EventFilter(dyad=(dyad.a, dyad.b))
                assert dyad.events == store.find_events(pair, judged=judged).total
                assert dyad.incidents == store.find_incidents(pair, judged=judged).total
                acts = incidents_between(store.events(judged=judged), (dyad.a, dyad.b))
                assert dyad.events == len({report.id for act in acts for report in act.reports})
        assert list(store.verify()) == []


def test_quarters_begin_where_they_begin(store):
    put(store, [make.event(month, when=f"2019-{month:02}-15") for month in range(1, 13)])
    assert [(cell.start, cell.incidents) for cell in store.heat("quarter")] == [
        (date(2019, month, 1), 3) for month in (1, 4, 7, 10)
    ]


def test_only_chosen_dyads_in_whichever_order(store):
    put(store, [make.event(1), make.event(2, "KOR", "CHN")])
    assert [(cell.a, cell.b) for cell in store.heat(dyads=[("KOR", "JPN")])] == [("JPN", "KOR")]
    assert [(cell.a, cell.b) for cell in store.heat()] == [("CHN", "KOR"), ("JPN", "KOR")]


def test_sums_of_a_dyad_are_those_of_its_months(store):
    put(store, [make.event(1), make.event(2, "JPN", "KOR", "2019-11-01", intensity=4.0, type="CONSULT")])
    (dyad,) = store.dyads()
    cells = store.heat()
    assert (dyad.cooperation, dyad.conflict) == (4.0, -2.0)
    assert (sum(c.cooperation for c in cells), sum(c.conflict for c in cells)) == (4.0, -2.0)
    assert (dyad.first, dyad.last) == (date(2019, 8, 22), date(2019, 11, 1))


def test_two_scales_are_not_summed(store):
    put(store, [make.event(1), make.event(2, scale="other")])
    with pytest.raises(ValueError, match="several scales"):
        store.heat()
