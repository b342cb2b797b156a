"""Mirrored twins."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from detente.measuring.table import SCHEMA
from detente.measuring.twins import find_twins


def table(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {"date": None, "story": "1:1", "cameo": "040", "source_name": "A", "target_name": "B", "id": None}
    whole = [usual | {"id": str(n)} | row for n, row in enumerate(rows)]
    frame = pl.DataFrame(whole, schema={name: SCHEMA[name] for name in usual})
    frame = frame.with_columns(date=pl.lit("2018-06-01").str.to_date())
    lacking = [pl.lit(None, dtype=kind).alias(name) for name, kind in SCHEMA.items() if name not in frame.columns]
    return frame.with_columns(lacking).with_row_index("row")


BACK = {"source_name": "B", "target_name": "A"}


def pairs(frame: pl.DataFrame) -> dict[int, str]:
    return dict(find_twins(frame).select("row", "twin_of").iter_rows())


def test_a_row_and_its_mirror_point_to_each_other() -> None:
    assert pairs(table({}, BACK)) == {0: "1", 1: "0"}


def test_another_code_is_another_act() -> None:
    assert pairs(table({}, BACK | {"cameo": "111"})) == {}


def test_another_sentence_is_another_act() -> None:
    assert pairs(table({}, BACK | {"story": "1:2"})) == {}


def test_each_row_has_one_partner_at_most() -> None:
    assert pairs(table({}, {}, BACK)) == {0: "2", 2: "0"}


def test_an_actor_on_itself_has_no_mirror() -> None:
    assert pairs(table({"target_name": "A"}, {"target_name": "A"})) == {}


def test_nobody_has_no_mirror() -> None:
    assert pairs(table({"target_name": None}, {"source_name": None, "target_name": "A"})) == {}


def test_a_row_with_a_twin_is_left_alone() -> None:
    frame = table({}, BACK).with_columns(twin_of=pl.Series(["x", None], dtype=pl.String))
    assert pairs(frame) == {}


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC"), st.sampled_from(["040", "111"])), max_size=12)
)
def test_pairs_are_mutual_and_mirrored(acts: list[tuple[str, str, str]]) -> None:
    frame = table(*({"source_name": s, "target_name": t, "cameo": c} for s, t, c in acts))
    found = pairs(frame)
    for row, partner in found.items():
        other = int(partner)
        assert found[other] == str(row)
        assert (acts[other][1], acts[other][0], acts[other][2]) == acts[row]
