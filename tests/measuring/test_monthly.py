"""Monthly sums against the same sums by Polars."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from detente.errors import ReadError
from detente.measuring import monthly as module
from detente.measuring.monthly import SCHEMA, Twins, monthly
from detente.measuring.table import SCHEMA as TABLE

ROW = st.fixed_dictionaries(
    {
        "date": st.dates(date(1969, 12, 1), date(1970, 3, 1)),
        "source_country": st.sampled_from(["KOR", "JPN", "CHN", None]),
        "target_country": st.sampled_from(["KOR", "JPN", "CHN", None]),
        "plover": st.sampled_from([None, -7.0, -0.5, 0.0, 2.5]),
        "weight": st.sampled_from([1.0, 0.5]),
        "counts": st.booleans(),
    }
)


def write(rows: list[dict[str, Any]], path: Path, *, group: int = 3) -> Path:
    frame = pl.DataFrame([{"precision": "day", "date_end": row["date"]} | row for row in rows], schema=TABLE)
    frame.write_parquet(path, row_group_size=group)
    return path


def by_polars(rows: list[dict[str, Any]], twins: Twins) -> pl.DataFrame:
    weight = {"each": pl.lit(1.0), "shared": pl.col("weight"), "none": (pl.col("weight") == 1).cast(pl.Float64)}[twins]
    score = pl.col("plover")
    frame = pl.DataFrame(rows, schema=TABLE).filter("counts").with_columns(weight=weight)
    weight = pl.col("weight")
    return (
        frame.filter(weight > 0, pl.col("source_country").is_not_null(), pl.col("target_country").is_not_null())
        .group_by(pl.col("date").dt.month_start().alias("month"), "source_country", "target_country")
        .agg(
            cooperation=(score.clip(lower_bound=0) * weight).sum(),
            conflict=(score.clip(upper_bound=0) * weight).sum(),
            acts=weight.sum(),
            cooperative=weight.filter(score >= 0).sum(),
            conflictual=weight.filter(score < 0).sum(),
            unscored=weight.filter(score.is_null()).sum(),
        )
        .sort("month", "source_country", "target_country")
    )


@pytest.mark.parametrize("twins", ["each", "shared", "none"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(rows=st.lists(ROW, max_size=20))
def test_sums_are_those_of_polars(tmp_path: Path, rows: list[dict[str, Any]], twins: Twins) -> None:
    path = write(rows, tmp_path / "table.parquet")
    assert_frame_equal(monthly(path, twins=twins, threads=2), by_polars(rows, twins), check_exact=False)


def test_a_wide_row_group_is_counted_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [act(f"19{y}-05-01", source) for y in range(10, 99) for source in ("KOR", "CHN")]
    path = write(rows, tmp_path / "table.parquet", group=1000)
    laid_out = monthly(path)
    monkeypatch.setattr(module, "_MOST_CELLS", 10)
    assert_frame_equal(monthly(path), laid_out)


def act(day: str, source: str = "KOR", **fields: Any) -> dict[str, Any]:
    usual = {"source_country": source, "target_country": "JPN", "plover": 1.0, "weight": 1.0, "counts": True}
    return {"date": date.fromisoformat(day)} | usual | fields


def test_a_date_wider_than_a_month_does_not_count(tmp_path: Path) -> None:
    wide = {"date_end": date(2019, 9, 2), "precision": "range"}
    narrow = {"date_end": date(2019, 8, 9), "precision": "range"}
    path = write([act("2019-08-03", **wide), act("2019-08-03", **narrow)], tmp_path / "table.parquet")
    assert monthly(path)["acts"].to_list() == [1.0]


def test_several_tables_are_one(tmp_path: Path) -> None:
    paths = [write([act("2019-08-03")], tmp_path / f"{n}.parquet") for n in range(2)]
    assert monthly(paths)["acts"].to_list() == [2.0]


def test_parts_sum_to_the_whole(tmp_path: Path) -> None:
    scores = [1.0, -2.0, None]
    frame = monthly(write([act("2019-08-03", plover=score) for score in scores], tmp_path / "table.parquet"))
    row = frame.row(0, named=True)
    assert row["acts"] == row["cooperative"] + row["conflictual"] + row["unscored"] == 3.0


def test_a_table_without_rows_has_no_months(tmp_path: Path) -> None:
    assert_frame_equal(monthly(write([], tmp_path / "table.parquet")), pl.DataFrame(schema=SCHEMA))


def test_an_unknown_scale_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no column"):
        monthly(write([act("2019-08-03")], tmp_path / "table.parquet"), scale="goldstine")


def test_a_folder_without_a_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no event table"):
        monthly(tmp_path)
