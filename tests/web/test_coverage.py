from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html
from starlette.testclient import TestClient

from detente.data.tables import data_path
from detente.store import Store
from detente.web.views.quality import quality

SCRIPT = Path(__file__).parents[2] / "scripts" / "write_quality.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_quality", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_counts_are_those_of_the_store(client: TestClient, sample_store: Path) -> None:
    with Store(sample_store, read_only=True) as store:
        covered = store.coverage()
    lead = html.fromstring(client.get("/coverage").text).xpath("string(//p[@class='lead'])")
    assert f"{covered.documents} documents" in lead
    assert f"{covered.events} events" in lead


def test_what_was_skipped_stands_with_its_reason_and_way_out(client: TestClient, sample_store: Path) -> None:
    with Store(sample_store, read_only=True) as store:
        wanted = {(one.where, one.reason, one.remedy or "–") for one in store.skipped()}
    rows = html.fromstring(client.get("/coverage?per_page=200").text).xpath("//section[h2/@id='skipped']//tbody/tr")
    assert {tuple(cell.text_content() for cell in row) for row in rows} == wanted


def test_a_reason_narrows_what_was_skipped(client: TestClient, sample_store: Path) -> None:
    with Store(sample_store, read_only=True) as store:
        reason = store.skipped()[0].reason
    rows = html.fromstring(client.get("/coverage", params={"reason": reason}).text).xpath(
        "//section[h2/@id='skipped']//tbody/tr"
    )
    assert {row.xpath("string(td[1])") for row in rows} == {reason}


def test_a_share_opens_the_events_that_make_it(client: TestClient) -> None:
    page = html.fromstring(client.get("/coverage").text)
    (link,) = page.xpath("//tr[th='events without a date']//a")
    answer = html.fromstring(client.get(link.get("href")).text)
    assert len(answer.xpath("//article[contains(@class, 'event')]")) == min(int(link.text_content()), 50)


def test_the_runs_name_their_versions(client: TestClient, sample_store: Path) -> None:
    with Store(sample_store, read_only=True) as store:
        run = store.runs()[-1]
    text = html.fromstring(client.get("/coverage").text).xpath("string(//section[h2/@id='runs'])")
    assert run.code in text
    assert all(value in text for value in run.models.values())


def test_judged_events_give_a_precision_with_its_interval(writable: TestClient) -> None:
    path = writable.app.state.settings.store  # type: ignore[attr-defined]
    with Store(path) as store:
        events = list(store.events())[:4]
        for event, decision in zip(events, ("accepted", "accepted", "accepted", "rejected"), strict=True):
            store.judge(event.id, decision, reviewer="Ada")
    text = " ".join(html.fromstring(writable.get("/coverage").text).xpath("string(//section[h2/@id='judged'])").split())
    # Wilson's interval of 3 of 4: 0.301 to 0.954.
    assert "3 of 4 judged events were accepted" in text
    assert "75 % (95 per cent interval 30 % to 95 %)" in text


@pytest.mark.parametrize("chart", ["languages", "publishers", "months"])
def test_the_charts_can_be_downloaded(client: TestClient, chart: str) -> None:
    assert client.get(f"/coverage?chart={chart}&format=csv").status_code == 200


def test_the_figures_are_those_of_the_script_s_measures(script: ModuleType) -> None:
    assert [one.id for one in quality().measures] == [one.id for one in script.MEASURES]


def test_every_figure_says_what_gave_it(script: ModuleType) -> None:
    commands = {one.id: " ".join(one.command).replace("SHARED", "../shared") for one in script.MEASURES}
    assert {one.id: one.command for one in quality().measures} == commands


def test_no_figure_is_shown_without_a_column() -> None:
    found = json.loads(data_path("quality.json").read_text(encoding="utf-8"))
    given = {one["id"]: sum(len(row) - 1 for row in one["rows"]) for one in found["measures"]}
    shown = {one.id: sum(figure is not None for _, row in one.rows for figure in row) for one in quality().measures}
    empty = {
        one["id"]: sum(value is None for row in one["rows"] for value in row.values()) for one in found["measures"]
    }
    assert shown == {ident: given[ident] - empty[ident] for ident in given}


def test_the_floors_are_those_of_the_tests(script: ModuleType) -> None:
    floors = script.floors_of(SCRIPT.parents[1] / "tests/coding/test_gold.py")
    (articles,) = [one for one in quality().measures if one.id == "articles"]
    at = articles.columns.index("floor")
    assert {name: row[at] for name, row in articles.rows if row[at] is not None} == floors


@pytest.mark.parametrize(
    ("reader", "output", "row"),
    [
        ("shares", "persons          56 of   58 right   96.6 %", {"name": "persons", "share": 0.966, "right": 56, "wanted": 58}),
        ("quiet", '{"sentences": 500, "events": 2}', {"name": "events coded where there are none", "found": 2, "sentences": 500}),
        ("reported", "x\n17 found, 2 MISSED, 1 silent, as it should be", {"name": "reported wordings that came out",
         "share": 0.895, "right": 17, "wanted": 19}),
    ],
)  # fmt: skip
def test_the_output_of_an_evaluator_becomes_rows(
    script: ModuleType, reader: str, output: str, row: dict[str, object]
) -> None:
    assert getattr(script, reader)(output)[0] == row
