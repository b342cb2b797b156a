"""Files of every data set into the event table, and what is said of rows that do not get there."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from detente.errors import ReadError
from detente.measuring.importing import ImportReport, import_events, to_plain_report
from detente.measuring.table import SCHEMA, scan_table
from tests.measuring import files
from tests.measuring.files import icews, put, write_icews


def load(form: str, path: Path, tmp_path: Path) -> tuple[ImportReport, list[dict[str, Any]]]:
    report = import_events(form, [path], tmp_path / "events")
    if not report.years:
        return report, []
    return report, scan_table(tmp_path / "events").collect().to_dicts()


def only(form: str, text: str, tmp_path: Path, name: str = "file.txt") -> dict[str, Any]:
    _, rows = load(form, put(tmp_path / name, text), tmp_path)
    assert len(rows) == 1
    return rows[0]


def listed(report: ImportReport) -> list[tuple[str, int, str]]:
    with report.list.open(encoding="utf-8", newline="") as file:
        return [(row["file"], int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


def test_an_icews_row_has_every_column(tmp_path: Path) -> None:
    _, (row,) = load("icews", write_icews(tmp_path / "events.2019.tab", icews()), tmp_path)
    expected = {
        "id": "1",
        "dataset": "icews",
        "date": date(2019, 8, 22),
        "precision": "day",
        "source_country": "KOR",
        "target_country": "JPN",
        "source_cow": 732,
        "target_gw": 740,
        "source_sector": "government",
        "type": "REJECT",
        "cameo": "1246",
        "quad": 3,
        "goldstein_icews": -4.0,
        "goldstein_phoenix": -5.0,
        "score": -5.0,
        "weight": 1.0,
        "twin_of": None,
        "counts": True,
        "place_country": "KOR",
        "publisher": "Wire",
        "story": "70:1",
        "file": "events.2019.tab",
        "line": 2,
    }
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("ending", ["tab", "tab.gz", "tab.zip"])
def test_packed_files_are_read_as_they_are(tmp_path: Path, ending: str) -> None:
    report, rows = load("icews", write_icews(tmp_path / f"events.{ending}", icews(1), icews(2, story="70:2")), tmp_path)
    assert (report.counts["read"], len(rows)) == (2, 2)


def test_quoted_headers_and_names_of_exports_are_read(tmp_path: Path) -> None:
    header = "\t".join(f'"{name}"' for name in files.ICEWS.split("\t"))
    line = "\t".join(f'"{cell}"' for cell in icews().split("\t"))
    _, (row,) = load("icews", write_icews(tmp_path / "events.tab", line, header=header), tmp_path)
    assert (row["id"], row["source_name"]) == ("1", "South Korea")


def test_names_are_resolved_where_no_country_stands(tmp_path: Path) -> None:
    line = icews(source="Barack Obama", country="NULL", target="Police (Thailand)", target_country="", day="2014-05-22")
    report, (row,) = load("icews", write_icews(tmp_path / "events.tab", line), tmp_path)
    assert (row["source_country"], row["target_country"], row["target_sector"]) == ("USA", "THA", "police")
    assert (report.counts["source name"], report.share_coded("source")) == (1, 1.0)


def test_a_name_that_nobody_knows_stays_unknown(tmp_path: Path) -> None:
    line = icews(source="Citizen (Middle East)", country="NA")
    report, (row,) = load("icews", write_icews(tmp_path / "events.tab", line), tmp_path)
    assert (row["source_country"], row["source_sector"], row["counts"]) == (None, "crowd", False)
    assert report.counts["source unknown"] == 1


def test_former_states_count_for_those_that_go_on(tmp_path: Path) -> None:
    line = icews(
        source="USSR", country="NULL", day="1991-07-31", target="United States", target_country="United States"
    )
    _, (row,) = load("icews", write_icews(tmp_path / "events.tab", line), tmp_path)
    assert (row["source_country"], row["source_former"], row["source_cow"], row["counts"]) == ("RUS", "SUN", 365, True)


def test_an_office_that_changes_hands_is_looked_up_on_the_day(tmp_path: Path) -> None:
    days = ("2016-11-01", "2017-03-01")
    lines = [icews(n, day, source="Barack Obama", country="NULL", story=f"{n}:1") for n, day in enumerate(days)]
    _, rows = load("icews", write_icews(tmp_path / "events.tab", *lines), tmp_path)
    assert [row["source_sector"] for row in rows] == ["government", None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (icews(code="13y"), "broken code"),
        (icews(code=""), "no code"),
        (icews(day="2019-02-30"), "impossible date"),
        (icews(day=""), "no date"),
        ("1\t2019-08-22\tSouth Korea", "broken line"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, line: str, reason: str) -> None:
    report, _ = load("icews", write_icews(tmp_path / "events.tab", icews(9), line), tmp_path)
    assert dict(report.dropped) == {reason: 1}
    assert listed(report) == [("events.tab", 3, reason)]


def test_codes_as_numbers_are_mended_and_counted(tmp_path: Path) -> None:
    report, (row,) = load("icews", write_icews(tmp_path / "events.tab", icews(code="10")), tmp_path)
    assert (row["cameo"], row["type"], row["quad"]) == ("010", None, 1)
    assert report.counts["codes that were numbers"] == 1


def test_repeats_are_dropped_by_kind(tmp_path: Path) -> None:
    lines = [icews(1), icews(1), icews(1, code="190"), icews(2)]
    report, rows = load("icews", write_icews(tmp_path / "events.tab", *lines), tmp_path)
    assert [row["line"] for row in rows] == [2]
    assert listed(report) == [
        ("events.tab", 3, "repeated id, the same row"),
        ("events.tab", 4, "repeated id, another row"),
        ("events.tab", 5, "full duplicate under another id"),
    ]


def test_everything_read_is_kept_or_named(tmp_path: Path) -> None:
    lines = [icews(1), icews(1), icews(3, code="13y"), icews(4, day="2019-13-01"), "x", icews(5, story="71:1")]
    report, rows = load("icews", write_icews(tmp_path / "events.tab", *lines), tmp_path)
    assert report.counts["read"] == len(lines) == len(rows) + sum(report.dropped.values())


def test_twins_weigh_half_and_point_to_each_other(tmp_path: Path) -> None:
    there = icews(1, code="040")
    back = icews(2, source="Japan", country="Japan", target="South Korea", target_country="South Korea", code="040")
    report, rows = load("icews", write_icews(tmp_path / "events.tab", there, back), tmp_path)
    assert [(row["weight"], row["twin_of"]) for row in rows] == [(0.5, "2"), (0.5, "1")]
    assert report.counts["twins between countries"] == report.counts["between countries"] == 2


def test_a_table_of_triples_is_read(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "date": [date(2014, 3, 18)],
            "source": ["Vladimir Putin"],
            "relation": ["Occupy territory"],
            "target": ["Government (Ukraine)"],
            "cameo": ["192"],
            "goldstein": [-9.5],
        }
    )
    frame.write_parquet(tmp_path / "named.parquet")
    _, (row,) = load("icews", tmp_path / "named.parquet", tmp_path)
    assert (row["source_country"], row["target_country"], row["type"]) == ("RUS", "UKR", "COERCE")


@pytest.mark.parametrize(("form", "version"), [("gdelt1", 1), ("gdelt2", 2)])
def test_gdelt(tmp_path: Path, form: str, version: int) -> None:
    row = only(form, files.gdelt_line(version) + "\n", tmp_path)
    assert (row["source_country"], row["target_country"], row["target_sector"]) == ("USA", "CHN", "government")
    assert (row["cameo"], row["type"], row["score"], row["reports"], row["place_country"]) == (
        "163", "COERCE", -8.0, 10, "CHN",
    )  # fmt: skip
    assert row["url"] == "https://example.org/tariffs"


def test_gdelt_codes_of_groups_and_regions(tmp_path: Path) -> None:
    group = {"actor1_country": "", "actor1_group": "HMS", "actor1_type1": "REB", "actor1_name": "HAMAS"}
    row = only("gdelt2", files.gdelt_line(**group, actor2_country="EUR", actor2_name="EUROPE") + "\n", tmp_path)
    assert (row["source_country"], row["source_sector"], row["target_country"]) == ("PSE", "rebels", None)


def test_gdelt_dates_after_the_report_are_dropped(tmp_path: Path) -> None:
    report, _ = load("gdelt2", put(tmp_path / "f.csv", files.gdelt_line(day="20190706") + "\n"), tmp_path)
    assert dict(report.dropped) == {"date after the report": 1}


def test_the_wrong_format_is_refused_with_the_number_of_columns(tmp_path: Path) -> None:
    path = put(tmp_path / "f.csv", files.gdelt_line(1) + "\n")
    with pytest.raises(ReadError, match="58 columns in place of 61"):
        import_events("gdelt2", [path], tmp_path / "events")


def test_polecat(tmp_path: Path) -> None:
    row = only("polecat", f"{files.POLECAT}\n{files.polecat()}\n", tmp_path)
    assert (row["type"], row["mode"], row["plover"], row["cameo"]) == ("CONSULT", "visit", 4.0, None)
    assert (row["source_country"], row["target_country"], row["counts"]) == ("JPN", "KOR", True)


def test_polecat_sides_of_several_countries_make_a_row_each(tmp_path: Path) -> None:
    path = put(tmp_path / "f.txt", f"{files.POLECAT}\n{files.polecat(target='KOR; USA')}\n")
    report, rows = load("polecat", path, tmp_path)
    assert [(row["id"], row["target_country"]) for row in rows] == [("P1:JPN>KOR", "KOR"), ("P1:JPN>USA", "USA")]
    assert report.counts["made of rows with several countries"] == 1


def test_polecat_types_beside_plover_are_dropped(tmp_path: Path) -> None:
    path = put(tmp_path / "f.txt", f"{files.POLECAT}\n{files.polecat(kind='DANCE')}\n")
    report, _ = load("polecat", path, tmp_path)
    assert dict(report.dropped) == {"broken code": 1}


def test_phoenix_with_a_header(tmp_path: Path) -> None:
    row = only("phoenix", f"{files.PHOENIX}\n{files.PHOENIX_ROW}\n", tmp_path)
    assert (row["date"], row["source_country"], row["target_country"]) == (date(1978, 9, 17), "EGY", "ISR")
    assert (row["type"], row["goldstein_phoenix"], row["counts"]) == ("SUPPORT", 8.0, True)


def test_phoenix_without_a_header(tmp_path: Path) -> None:
    row = only("phoenix", files.phoenix_daily() + "\n", tmp_path)
    assert (row["date"], row["source_country"], row["target_country"]) == (date(2015, 7, 14), "IRN", "USA")


def test_ucdp_fighting_has_no_direction(tmp_path: Path) -> None:
    report, rows = load("ucdp-ged", put(tmp_path / "ged.csv", f"{files.UCDP}\n{files.UCDP_ROWS}"), tmp_path)
    war = [row for row in rows if row["date"].year == 2020]
    assert [(r["id"], r["source_country"], r["twin_of"], r["weight"]) for r in war] == [
        ("1", "ARM", "1:back", 0.5),
        ("1:back", "AZE", "1", 0.5),
    ]
    assert (war[0]["type"], war[0]["deaths"], war[0]["reports"], war[0]["counts"]) == ("ASSAULT", 23, 4, True)
    assert report.counts["undirected acts written both ways"] == 1


def test_ucdp_one_sided_violence_is_against_the_countrys_civilians(tmp_path: Path) -> None:
    _, rows = load("ucdp-ged", put(tmp_path / "ged.csv", f"{files.UCDP}\n{files.UCDP_ROWS}"), tmp_path)
    (row,) = [row for row in rows if row["date"].year == 2015]
    assert (row["target_country"], row["target_sector"], row["twin_of"]) == ("NGA", "crowd", None)
    assert (row["precision"], row["date_end"], row["publisher"]) == ("range", date(2015, 1, 7), 'Wire, "first"')


def test_acled(tmp_path: Path) -> None:
    _, rows = load("acled", put(tmp_path / "acled.csv", f"{files.ACLED}\n{files.ACLED_ROWS}"), tmp_path)
    strike, protest = rows
    assert (strike["source_country"], strike["target_country"], strike["mode"], strike["deaths"]) == (
        "RUS", "UKR", "aerial", 3,
    )  # fmt: skip
    assert strike["counts"]
    assert (protest["source_country"], protest["source_sector"], protest["target_country"]) == ("FRA", "crowd", None)
    assert (protest["precision"], protest["date"], protest["date_end"]) == (
        "month", date(2023, 3, 1), date(2023, 3, 31),
    )  # fmt: skip
    assert (strike["line"], protest["line"]) == (2, 4)


def test_acled_with_semicolons(tmp_path: Path) -> None:
    header, row = files.ACLED.replace(",", ";"), files.ACLED_ROWS.splitlines()[-1].replace(",", ";")
    assert only("acled", f"{header}\n{row}\n", tmp_path)["type"] == "PROTEST"


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    path = write_icews(tmp_path / "events.tab", icews(1), icews(2, story="71:1"))
    first, rows = load("icews", path, tmp_path)
    again, same = load("icews", path, tmp_path)
    assert (rows, to_plain_report(first)) == (same, to_plain_report(again))


def test_rows_of_an_earlier_import_are_not_taken_twice(tmp_path: Path) -> None:
    load("icews", write_icews(tmp_path / "2019.tab", icews(1)), tmp_path)
    path = write_icews(tmp_path / "week.tab", icews(1), icews(2, story="71:1"))
    report, rows = load("icews", path, tmp_path)
    assert dict(report.dropped) == {"already in the table": 1}
    assert len(rows) == 2


def test_years_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    path = write_icews(tmp_path / "events.tab", icews(1), icews(2, "2020-01-01"))
    report, _ = load("icews", path, tmp_path)
    assert report.years == {2019: 1, 2020: 1}
    assert {file.parent.name for file in (tmp_path / "events").glob("year=*/*")} == {"year=2019", "year=2020"}


def test_a_file_that_is_cut_off_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    whole = put(tmp_path / "a.tab.gz", "\n".join([files.ICEWS, icews(1)]) + "\n")
    (tmp_path / "b.tab.gz").write_bytes(whole.read_bytes()[:-20])
    report = import_events("icews", [whole, tmp_path / "b.tab.gz"], tmp_path / "events")
    assert report.counts["kept"] == 1
    assert [error.where for error in report.unreadable] == ["b.tab.gz"]


def test_nothing_is_left_of_an_import_that_fails(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        import_events("icews", [put(tmp_path / "x.tab", "a\tb\n")], tmp_path / "events")
    assert list((tmp_path / "events").iterdir()) == []


def test_every_column_has_its_kind(tmp_path: Path) -> None:
    load("icews", write_icews(tmp_path / "events.tab", icews()), tmp_path)
    assert scan_table(tmp_path / "events").collect().schema == SCHEMA


def test_the_sample_of_icews_is_read_whole(shared: Path, tmp_path: Path) -> None:
    path = shared / "gold" / "events" / "icews_raw_sample" / "events.2018.sample.tab"
    report, _ = load("icews", path, tmp_path)
    assert report.counts["read"] == report.counts["kept"] == len(path.read_text(encoding="utf-8").splitlines()) - 1
    assert (report.share_coded("source") or 0) > 0.95
