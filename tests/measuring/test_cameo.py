"""CAMEO codes → PLOVER, quad classes, scores; codes that lost their noughts."""

from __future__ import annotations

import pytest

from detente.data.tables import read_rows
from detente.measuring.cameo import act_of, is_cameo, repaired, score_on


def test_code_with_a_type_has_all_scores() -> None:
    act = act_of("173")
    assert (act.type, act.mode, act.quad, act.plover) == ("COERCE", "arrest", 4, -7.0)
    assert (act.goldstein_icews, act.goldstein_phoenix) == (-5.0, -5.0)


@pytest.mark.parametrize("code", ["010", "020", "155", "176", "1834", "1951", "1952"])
def test_codes_without_plover_type_keep_quad_and_goldstein(code: str) -> None:
    act = act_of(code)
    assert act.type is None
    assert act.quad is not None
    assert act.goldstein_icews is not None


def test_the_two_goldstein_tables_are_kept_apart() -> None:
    assert (score_on("goldstein_icews", "1246"), score_on("goldstein_phoenix", "1246")) == (-4.0, -5.0)


def test_a_code_that_a_table_lacks_has_the_score_of_the_one_above() -> None:
    assert score_on("goldstein_phoenix", "1012") == score_on("goldstein_phoenix", "101")


def test_quad_class_follows_the_root_where_there_is_no_type() -> None:
    assert [act_of(code).quad for code in ("010", "155")] == [1, 4]


@pytest.mark.parametrize(
    ("written", "code"),
    [("10", "010"), ("43", "043"), ("20", "020"), ("311", "0311"), ("43.0", "043"), ("190", "190"), ("01", "01")],
)
def test_codes_as_numbers_get_their_noughts_back(written: str, code: str) -> None:
    assert repaired(written) == code


@pytest.mark.parametrize("written", ["13y", "", "-1", "999", "1", "X", "²"])
def test_what_is_no_code_stays_none(written: str) -> None:
    assert repaired(written) is None
    assert not is_cameo(written)


def test_every_code_of_the_crosswalk_is_known() -> None:
    assert all(is_cameo(row["code"]) for row in read_rows("ontology/cameo_to_plover.csv"))


def test_modes_are_plovers_own() -> None:
    modes = {(row["type"], row["mode"]) for row in read_rows("ontology/plover_modes.csv")}
    for row in read_rows("ontology/cameo_to_plover.csv"):
        act = act_of(row["code"])
        assert act.mode is None or (act.type, act.mode) in modes
