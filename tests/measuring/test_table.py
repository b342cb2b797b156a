"""The event table of détente's own events, and reading one from disk."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from detente.errors import ReadError
from detente.measuring.incidents import incidents_between
from detente.measuring.table import SCHEMA, from_events, scan_table
from tests.measuring.make import between, event, side


def test_one_row_for_each_incident_and_direction() -> None:
    table = from_events([event(1), event(2, incident="in-1", confidence=0.9, intensity=-3.0)])
    assert table.select("id", "plover", "reports", "weight").rows() == [("ev-2:KOR>JPN", -3.0, 2, 1.0)]


def test_a_reciprocal_act_is_two_rows_of_half_weight() -> None:
    table = from_events([event(1, type="CONSULT", intensity=2.5)])
    assert table.select("source_country", "target_country", "weight", "twin_of").rows() == [
        ("JPN", "KOR", 0.5, "ev-1:KOR>JPN"),
        ("KOR", "JPN", 0.5, "ev-1:JPN>KOR"),
    ]


def test_an_act_on_several_states_has_a_row_for_each() -> None:
    table = from_events([event(1, target=side("JPN", "USA"))])
    pairs = set(table.select("source_country", "target_country").iter_rows())
    assert pairs == {("KOR", "JPN"), ("KOR", "USA")}


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"status": "planned"}, False),
        ({"type": "THREATEN", "status": "threatened"}, True),
        ({"target": side("JPN", sector="business")}, False),
    ],
)
def test_what_counts_is_what_the_index_counts(fields: dict[str, object], counts: bool) -> None:
    assert from_events([event(1, **fields)])["counts"].to_list() == [counts]


def test_scores_of_every_scale_stand_side_by_side() -> None:
    (row,) = from_events([event(1, cameo="1246")]).to_dicts()
    assert (row["plover"], row["goldstein_icews"], row["goldstein_phoenix"]) == (-2.0, -4.0, -5.0)


def test_dates_keep_their_ends_and_numbers_are_of_the_day() -> None:
    (row,) = from_events([event(1, when=between("2019-08-22", "2019-08-25"))]).to_dicts()
    assert (row["precision"], (row["date_end"] - row["date"]).days, row["source_cow"]) == ("range", 3, 732)


def test_every_row_leads_to_its_incident() -> None:
    events = [event(1), event(2, source="JPN", target="KOR")]
    known = {incident.id for incident in incidents_between(events, ("KOR", "JPN"))}
    assert set(from_events(events)["incident"]) == known


def test_no_events_make_a_table_without_rows() -> None:
    assert from_events([]).schema == SCHEMA


def test_a_table_comes_back_from_disk(tmp_path: Path) -> None:
    table = from_events([event(1), event(2)])
    (tmp_path / "year=2019").mkdir()
    table.write_parquet(tmp_path / "year=2019" / "own.parquet")
    assert scan_table(tmp_path).collect().equals(table)


def test_what_an_import_has_not_finished_is_not_read(tmp_path: Path) -> None:
    table = from_events([event(1)])
    table.write_parquet(tmp_path / "own.parquet")
    (tmp_path / ".icews-1").mkdir()
    table.write_parquet(tmp_path / ".icews-1" / "2019.parquet")
    assert scan_table(tmp_path).collect().height == 1


def test_another_parquet_file_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    pl.DataFrame({"id": ["x"]}).write_parquet(tmp_path / "other.parquet")
    with pytest.raises(ReadError, match="lacks the columns dataset"):
        scan_table(tmp_path / "other.parquet")


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    (tmp_path / "events.parquet").write_text("id,date", encoding="utf-8")
    with pytest.raises(ReadError, match="is no Parquet file"):
        scan_table(tmp_path / "events.parquet")
