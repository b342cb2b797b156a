from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

import detente.web
from detente.web.charts import Bar, bars, svg
from detente.web.charts.palette import COLOURS, property_of, stylesheet

_SVG = "{http://www.w3.org/2000/svg}"


def drawn(label: str = "Yonhap", href: str = "/events?publisher=Yonhap&dyad=KOR-JPN") -> etree._Element:
    chart = bars("bars", "Who reports", "Events by publisher", [Bar(label, 3, "3", href)], ("Publisher", "Events"))
    return etree.fromstring(str(chart.svg).encode())


def test_nothing_in_it_breaks_a_strict_policy() -> None:
    names = {name for element in drawn().iter() for name in element.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not list(drawn().iter(f"{_SVG}script", f"{_SVG}style"))


def test_colours_are_custom_properties() -> None:
    colours = {element.get(name) for element in drawn().iter() for name in ("fill", "stroke")} - {None, "none"}
    assert all(str(colour).startswith("var(--chart-") or colour == "transparent" for colour in colours)


def test_links_lead_to_this_app_and_say_where() -> None:
    (link,) = drawn().iter(f"{_SVG}a")
    assert link.get("href") == "/events?publisher=Yonhap&dyad=KOR-JPN"
    assert link.findtext(f"{_SVG}title") == "Yonhap: 3"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//evil.example/", "https://evil.example/"])
def test_no_link_leads_off_the_site(href: str) -> None:
    for link in drawn(href=href).iter(f"{_SVG}a"):
        address = str(link.get("href"))
        assert address.startswith("/")
        assert not address.startswith("//")


def test_a_drawing_has_a_title_and_a_description() -> None:
    root = drawn()
    assert [root.findtext(f"{_SVG}title"), root.findtext(f"{_SVG}desc")] == ["Who reports", "Events by publisher"]
    assert root.get("role") == "group"


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", "\x02\x00&\"'", "聯合ニュース", "\ud800"])
def test_any_text_can_be_drawn(label: str) -> None:
    words = [element.text for element in drawn(label).iter(f"{_SVG}text")]
    assert len(words) == 2
    assert not list(drawn(label).iter(f"{_SVG}script"))


def test_what_was_drawn_is_kept() -> None:
    chart = bars("kept", "Kept", "", [Bar("one", 1, "1", "/")], ("A", "B"))
    assert chart.svg == chart.svg
    assert any("Kept" in text for text in svg._kept.values())


def test_a_file_has_real_colours_and_no_links() -> None:
    chart = bars("bars", "Who reports", "", [Bar("Yonhap", 3, "3", "/events")], ("Publisher", "Events"))
    assert chart.spec is not None
    text = svg.standalone(chart.spec)
    assert "var(--" not in text
    assert "detente.invalid" not in text
    assert COLOURS["neutral"][0] in text


def test_a_png_is_one() -> None:
    chart = bars("bars", "Who reports", "", [Bar("Yonhap", 3, "3", "/events")], ("Publisher", "Events"))
    assert chart.spec is not None
    assert svg.png(chart.spec).startswith(b"\x89PNG")


def test_the_style_sheet_has_the_colours_of_the_palette() -> None:
    css = (Path(detente.web.__file__).parent / "static/css/charts.css").read_text()
    assert stylesheet() in css


def test_colours_are_told_apart() -> None:
    lights = [light for light, _ in COLOURS.values()]
    assert len(set(lights)) == len(lights)
    assert property_of(lights[0].upper()) == f"var(--chart-{next(iter(COLOURS))})"


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["cooperation", "conflict", "neutral", "level", "worse", "better", "plus4", "minus4"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_marks_stand_out_from_their_page(name: str, theme: int) -> None:
    assert _contrast(COLOURS[name][theme], COLOURS["paper"][theme]) >= 3


@pytest.mark.parametrize("name", ["ink", "muted"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_can_be_read(name: str, theme: int) -> None:
    assert _contrast(COLOURS[name][theme], COLOURS["paper"][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["zero", "plus1", "plus2"])
def test_counts_can_be_read_on_their_ground(ground: str, theme: int) -> None:
    assert _contrast(COLOURS["ink"][theme], COLOURS[ground][theme]) >= 4.5


def test_ids_begin_with_that_of_the_chart() -> None:
    ids = re.findall(r' id="([^"]+)"', etree.tostring(drawn(), encoding="unicode"))
    assert ids
    assert all(one.startswith("bars-") for one in ids)
