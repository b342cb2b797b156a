from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from starlette.datastructures import QueryParams

from detente.measuring.series import parts, series
from detente.measuring.table import from_events
from detente.measuring.turns import turning_points
from detente.measuring.turns_acts import acts_of
from detente.records import Correction
from detente.store import Store
from detente.web import Settings
from detente.web.case import Case, CaseFile
from detente.web.views import turning
from detente.web.views.acts import acts_table
from detente.web.views.dyad_acts import carried
from detente.web.views.measured import index_of, read_measure, settled
from tests.web.links import marks, total

# What the table made from acts leaves empty, and names that no measure reads.
_UNUSED = {"precision", "source_name", "target_name", "source_sector", "target_sector"}
_UNUSED |= {f"{side}_{system}" for side in ("source", "target") for system in ("cow", "gw", "former")}


def case_of(store: Path, *, judged: bool = True) -> Case:
    return Case(CaseFile(Settings(store=store)), judged=judged)


def table_of(store: Path, *, judged: bool) -> pl.DataFrame:
    with Store(store, read_only=True) as opened:
        return from_events(list(opened.events(judged=judged)))


def compared(frame: pl.DataFrame) -> pl.DataFrame:
    # Undated acts count in neither; `from_events` says of them what it says of dated ones.
    return frame.drop(_UNUSED)


def judge(store: Path) -> None:
    with Store(store) as opened:
        events = list(opened.events(dyad=("JPN", "KOR")))
        opened.judge(events[0].id, "rejected", reviewer="Ada")
        opened.judge(
            events[1].id, "corrected", reviewer="Ada", correction=Correction(type="THREATEN", status="threatened")
        )
        opened.judge(events[2].id, "corrected", reviewer="Ada", correction=Correction(source=("CHN",)))
        opened.judge(events[3].id, "accepted", reviewer="Ada")


def test_the_table_of_acts_is_that_of_the_events(sample_store: Path) -> None:
    assert compared(acts_table(case_of(sample_store))).equals(compared(table_of(sample_store, judged=True)))


@pytest.mark.parametrize("judged", [True, False])
def test_judgements_count_as_in_measures(own_store: Path, judged: bool) -> None:
    judge(own_store)
    made, wanted = acts_table(case_of(own_store, judged=judged)), table_of(own_store, judged=judged)
    # A person's new type has a new CAMEO code where the crosswalk has only one; here it has none.
    unlike = ["mode", "cameo", "goldstein_icews", "goldstein_phoenix"]
    assert compared(made).drop(unlike).equals(compared(wanted).drop(unlike))


def test_the_table_of_two_countries_gives_the_same_index(sample_store: Path) -> None:
    measure = settled(case_of(sample_store), read_measure(QueryParams("freq=month"), ("KOR", "JPN")))
    wanted = series(table_of(sample_store, judged=True), dyad=("KOR", "JPN"), freq="month")
    assert index_of(case_of(sample_store), measure).equals(wanted)


def values(client, query: str) -> list[tuple[str, str]]:
    found = marks(client.get(f"/dyads/KOR-JPN?{query}").text)
    return [(href, said) for href, said in found if "/acts?" in href and "turn=" not in href]


@pytest.mark.parametrize(
    "query",
    [
        "freq=quarter",
        "freq=month&direction=KOR-JPN&window=3",
        "freq=year&half_life=2",
        "freq=year&scale=goldstein_icews",
    ],
)
def test_each_value_opens_the_acts_that_make_it(client, query: str) -> None:
    found = values(client, query)
    assert found
    for href, said in found[:12]:
        value = re.search(r"(?:cooperation|conflict) ([+−\d.]+)", said)
        assert value or "adding nothing" in said
        text = client.get(href).text
        assert f"of <strong>{value[1] if value else '0'}</strong>" in text
        assert text.count("data-row") == min(total(text), 50) > 0


def test_the_parts_sum_to_the_value(client, sample_store: Path) -> None:
    text = client.get("/dyads/KOR-JPN/acts?freq=quarter&period=2019-07-01&direction=both&kind=conflict").text
    shown = [float(one.replace("−", "-")) for one in re.findall(r'class="adds">(?:.* = )?([+−\d.]+)<', text)]
    every = parts(table_of(sample_store, judged=True), dyad=("KOR", "JPN"), freq="quarter")
    wanted = every.filter(
        pl.col("period_start") == date(2019, 7, 1), pl.col("direction") == "both", pl.col("contribution") < 0
    )
    assert sum(shown) == pytest.approx(wanted["contribution"].sum())


def test_every_act_shows_its_sentence(client) -> None:
    text = client.get("/dyads/KOR-JPN/acts?freq=quarter&period=2019-07-01").text
    assert text.count("data-row") == text.count('class="evidence"') > 0


def test_the_numbers_of_the_page_are_those_of_their_lists(client) -> None:
    text = client.get("/dyads/KOR-JPN").text
    counted = re.findall(r'<a href="(/(?:events|incidents)\?[^"]+)">([\d\u202f]+) (?:events?|acts?)</a>', text)
    assert len(counted) == 4
    for href, number in counted:
        assert total(client.get(unescape(href)).text) == int(number)


def test_each_publisher_opens_its_events(client) -> None:
    bars = [(href, said) for href, said in marks(client.get("/dyads/KOR-JPN").text) if "publisher=" in href]
    assert bars
    for href, said in bars:
        number = re.search(r": (\d+) \(", said)
        assert number
        assert total(client.get(href).text) == int(number[1])


def test_each_type_of_a_direction_opens_its_events(client) -> None:
    found = re.findall(
        r'<a href="(/events\?[^"]*type=[^"]+)"><span[^>]*>\w+</span> (\d+)</a>', client.get("/dyads/KOR-JPN").text
    )
    assert found
    for href, number in found:
        assert total(client.get(unescape(href)).text) == int(number)


def test_too_few_acts_make_no_line_but_a_number(client) -> None:
    text = client.get("/dyads/CHN-JPN").text
    assert "Not enough: " in text
    assert 'id="index-title"' not in text


def test_two_countries_without_events_have_a_page_that_says_so(client) -> None:
    answer = client.get("/dyads/PER-LAO")
    assert answer.status_code == 200
    assert "no event between" in answer.text


@pytest.mark.parametrize("pair", ["KOR", "KOR-KOR", "KOR-Atlantis", "KOR-JPN-CHN"])
def test_what_is_no_dyad_is_not_found(client, pair: str) -> None:
    assert client.get(f"/dyads/{pair}").status_code == 404


@pytest.mark.parametrize("query", ["", "period=soon", "period=2019-07-01&turn=worse"])
def test_acts_of_nothing_are_not_found(client, query: str) -> None:
    assert client.get(f"/dyads/KOR-JPN/acts?{query}").status_code == 404


def test_a_window_and_a_half_life_do_not_go_together(client) -> None:
    text = client.get("/dyads/KOR-JPN?window=3&half_life=2").text
    assert "do not go together" in text


def test_a_rejected_event_no_longer_counts(writable) -> None:
    href = "/dyads/KOR-JPN/acts?freq=quarter&period=2019-07-01"
    before = total(writable.get(href).text)
    store = writable.app.state.settings.store
    event = re.search(r'href="/events/([^"]+)" data-drawer', writable.get(href).text)
    assert event
    with writable.app.state.case_file.writing() as opened:
        for report in opened.incident(opened.event(event[1]).incident):
            opened.judge(report.id, "rejected", reviewer="Ada")
    assert store.exists()
    assert total(writable.get(href).text) == before - 1
    assert total(writable.get(f"{href}&judgements=off").text) == before


def test_all_dyads_are_listed_with_their_counts(client, sample_store: Path) -> None:
    text = client.get("/dyads").text
    with Store(sample_store, read_only=True) as store:
        dyads = store.dyads()
    assert total(text) == len(dyads)
    assert text.count('class="spark"') == len(dyads)


def test_the_list_of_dyads_can_be_narrowed_to_a_country(client) -> None:
    text = client.get("/dyads?country=GRC&order=name").text
    names = re.findall(r'<th scope="row"><a href="/dyads/([A-Z]+-[A-Z]+)"', text)
    assert names
    assert all("GRC" in name for name in names)


def burst() -> pl.DataFrame:
    """Three calm years of talks, then a month of sanctions, force and more talks."""
    rows = []
    for number in range(36):
        month = date(2016 + number // 12, number % 12 + 1, 5)
        for at, (source, target) in enumerate((("JPN", "KOR"), ("KOR", "JPN"))):
            rows.append(
                act(
                    f"e-{number}:{source}>{target}",
                    month,
                    source,
                    target,
                    "CONSULT",
                    "04",
                    0.5,
                    f"e-{number}:{target}>{source}",
                    at,
                )
            )
    for number in range(12):
        rows.append(act(f"f-{number}:JPN>KOR", date(2019, 1, number + 1), "JPN", "KOR", "SANCTION", "16", 1.0, None, 0))
    return pl.DataFrame(rows, schema_overrides={"date": pl.Date, "date_end": pl.Date})


def act(
    ident: str, day: date, source: str, target: str, kind: str, cameo: str, weight: float, twin: str | None, at: int
) -> dict[str, object]:
    incident = ident.split(":", maxsplit=1)[0]
    return {
        "id": ident, "date": day, "date_end": day, "source_country": source, "target_country": target, "type": kind,
        "cameo": cameo, "weight": weight, "twin_of": twin, "counts": True, "incident": incident, "reports": 1 + at,
        "publisher": None, "story": "d", "file": "f", "line": None,
    }  # fmt: skip


@pytest.mark.parametrize("dyad", [("JPN", "KOR"), ("KOR", "JPN")])
def test_the_acts_that_carried_a_turn_weigh_what_it_weighs(dyad: tuple[str, str]) -> None:
    table = burst()
    acts = acts_of(table, dyad)
    assert acts is not None
    points = turning_points(acts)
    assert isinstance(points, list)
    (point,) = [one for one in points if one.month == date(2019, 1, 1)]
    rows = carried(table, point)
    assert rows["weight"].sum() == pytest.approx(point.acts)
    assert rows.height == 12


def test_recent_turns_of_all_dyads_are_those_of_each(monkeypatch: pytest.MonkeyPatch, sample_store: Path) -> None:
    monkeypatch.setattr(turning, "acts_table", lambda case: burst())
    found = turning._all(case_of(sample_store))
    wanted = acts_of(burst(), ("JPN", "KOR"))
    assert wanted is not None
    points = turning_points(wanted)
    assert isinstance(points, list)
    assert [one.point for one in found] == [point for point in points if point.month >= date(2017, 2, 1)] != []
