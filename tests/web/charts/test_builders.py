from __future__ import annotations

from datetime import date, timedelta

import altair as alt
import pytest

from detente.web.charts import (
    Bar,
    Chart,
    Column,
    Count,
    Item,
    Lane,
    Panel,
    Point,
    Row,
    Sign,
    Square,
    Tick,
    Track,
    Value,
    bars,
    heat,
    index,
    multiples,
    timeline,
)
from detente.web.charts.heat import hue, legend, steps
from detente.web.charts.timeline import rows_needed


def value(month: int, cooperation: float, conflict: float) -> Value:
    start = date(2019, month, 1)
    return Value(
        start=start,
        end=start + timedelta(days=27),
        name=f"2019-{month:02d}",
        cooperation=cooperation,
        conflict=conflict,
        acts=2,
        level=cooperation + conflict,
        low=-9.0,
        high=9.0,
        href=f"/net?{month}",
        cooperation_href=f"/coop?{month}" if cooperation else None,
        conflict_href=f"/conf?{month}" if conflict else None,
    )


def some_heat() -> Chart:
    rows = [Row("Japan – South Korea", "/dyads/JPN-KOR")]
    columns = [Column("Jul", "2019", "July 2019"), Column("Aug", "2019", "August 2019")]
    return heat("heat", "Heat", "Words", rows, columns, [Square(0, 1, -4.0, "/cell", "August: net −4")])


def some_index() -> Chart:
    track = Track("both directions", (value(7, 2.0, -5.0), value(8, 0.0, -3.0)))
    sign = Sign(date(2019, 8, 1), "worse", "/turn", "a turn")
    tick = Tick(date(2019, 7, 4), date(2019, 7, 4), "conflict", "/incidents/x", "4 July: SANCTION")
    return index("index", "Index", "Words", [track], signs=[sign], ticks=[tick])


def some_timeline() -> Chart:
    day = Item(date(2019, 7, 4), date(2019, 7, 4), "4 July 2019", "It acted.", "conflict", "/events/a")
    month = Item(date(2019, 8, 1), date(2019, 8, 31), "August 2019", "They met.", "cooperation", "/events/b")
    bounds = Item(date(2019, 1, 1), date(2019, 9, 1), "not known", "It asked.", "neutral", "/events/c", open=True)
    counts = (Count(date(2019, 7, 1), date(2019, 7, 31), "July 2019", 1200, "/events?since=2019-07-01"),)
    lanes = [Lane("one", "/l1", items=(day, month, bounds)), Lane("two", "/l2", counts=counts)]
    return timeline("timeline", "Timeline", "Words", lanes, date(2019, 1, 1), date(2019, 12, 31))


def some_bars() -> Chart:
    rows = [Bar("Yonhap", 12, "12", "/events?publisher=Yonhap"), Bar("none named", 3, "3", None)]
    return bars("bars", "Bars", "Words", rows, ("Publisher", "Events"))


def some_multiples() -> Chart:
    points = (Point("2018", 0.2, "20 %", "/a", low=0.1, high=0.3), Point("2019", 0.3, "30 %", "/b", hue="cooperation"))
    return multiples("many", "Many", "Words", [Panel("Japan", points)], ["2018", "2019"])


CHARTS = {made.__name__: made for made in (some_heat, some_index, some_timeline, some_bars, some_multiples)}


@pytest.mark.parametrize("name", CHARTS)
def test_each_specification_is_valid_vega_lite(name: str) -> None:
    spec = CHARTS[name]().spec
    assert spec is not None
    alt.Chart.from_dict(dict(spec))  # raises where the schema is broken


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("some_heat", {"/cell", "/dyads/JPN-KOR"}),
        ("some_index", {"/coop?7", "/conf?7", "/conf?8", "/turn", "/incidents/x"}),
        ("some_timeline", {"/events/a", "/events/b", "/events/c", "/events?since=2019-07-01", "/l1", "/l2"}),
        ("some_bars", {"/events?publisher=Yonhap"}),
        ("some_multiples", {"/a", "/b"}),
    ],
)
def test_every_mark_is_a_link(name: str, links: set[str]) -> None:
    drawn = str(CHARTS[name]().svg)
    found = {part.split('"')[0].replace("&amp;", "&") for part in drawn.split('<a href="')[1:]}
    assert found == links


@pytest.mark.parametrize("name", ["some_heat", "some_index", "some_bars", "some_multiples"])
def test_the_table_has_the_links_of_the_values(name: str) -> None:
    chart = CHARTS[name]()
    in_table = {cell.href for row in chart.table.rows for cell in row if cell.href}
    in_drawing = {part.split('"')[0].replace("&amp;", "&") for part in str(chart.svg).split('<a href="')[1:]}
    assert in_drawing - {"/turn", "/incidents/x"} <= in_table


def test_a_lone_bar_can_be_hit_over_the_whole_height() -> None:
    spec = some_index().spec
    assert spec is not None
    hits = [layer for layer in spec["vconcat"][0]["layer"] if "top" in str(layer["data"]["values"][:1])]
    heights = {row["href"]: row["below"] - row["top"] for row in hits[0]["data"]["values"]}
    assert heights["/conf?8"] == 2 * heights["/conf?7"]


def test_nothing_to_draw_leaves_the_note() -> None:
    chart = bars("bars", "Bars", "Words", [], ("Publisher", "Events"), note="No event.")
    assert (chart.spec, chart.svg, chart.note) == (None, None, "No event.")


def test_marks_of_a_lane_do_not_lie_on_one_another() -> None:
    day = date(2019, 7, 4)
    items = [Item(day, day, "", "", "neutral", f"/{n}") for n in range(3)]
    assert rows_needed(items, date(2019, 1, 1), date(2019, 12, 31)) == 3


def test_marks_far_apart_share_a_row() -> None:
    days = [date(2019, month, 4) for month in (1, 5, 9)]
    items = [Item(day, day, "", "", "neutral", f"/{day}") for day in days]
    assert rows_needed(items, date(2019, 1, 1), date(2019, 12, 31)) == 1


@pytest.mark.parametrize(
    ("size", "name"), [(0.0, "zero"), (0.5, "plus1"), (-0.5, "minus1"), (7.0, "plus3"), (-99.0, "minus4")]
)
def test_colours_go_by_size_and_sign(size: float, name: str) -> None:
    assert hue(size, (1.0, 5.0, 10.0)) == name


@pytest.mark.parametrize("values", [[], [0.0], [2.0], [0.3, 0.4], [1.0, 30.0, -400.0, 5000.0]])
def test_steps_are_in_order_and_have_words_of_their_own(values: list[float]) -> None:
    bounds = steps([Square(0, n, value, "/", "") for n, value in enumerate(values)])
    assert list(bounds) == sorted(set(bounds))
    assert len(set(legend(bounds))) == 9
