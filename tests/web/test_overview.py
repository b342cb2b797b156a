from __future__ import annotations

import re

import pytest

from tests.web.links import marks, total


def cells(client, query: str = "") -> list[tuple[str, str]]:
    return [(href, said) for href, said in marks(client.get(f"/{query}").text) if "/acts?" in href]


def test_the_first_page_opens(client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "<h1>Overview</h1>" in answer.text


@pytest.mark.parametrize("query", ["", "?freq=quarter", "?freq=year&side=conflict", "?side=cooperation&country=GRC"])
def test_each_cell_opens_the_acts_that_it_counts(client, query: str) -> None:
    found = cells(client, query)
    assert found
    for href, said in found:
        acts = re.search(r"(\d+) acts?$", said)
        value = re.search(r"(?:net|cooperation|conflict) ([+−\d.]+),", said)
        assert acts
        assert value
        text = client.get(href).text
        assert f"of <strong>{value[1]}</strong>" in text
        if "kind=net" in href:
            assert total(text) == int(acts[1]) == text.count("data-row")


def test_the_heat_map_can_be_narrowed(client) -> None:
    rows = {href.split("/")[2].split("/")[0] for href, _ in cells(client, "?dyads=2&periods=60")}
    assert len(rows) == 2


def test_a_country_narrows_the_heat_map(client) -> None:
    assert all("GRC" in href for href, _ in cells(client, "?country=GRC&periods=60"))


@pytest.mark.parametrize("query", ["freq=century", "side=up", "dyads=x", "periods=0", "until=soon", "country=Atlantis"])
def test_what_cannot_be_understood_is_named_and_left_out(client, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 200
    assert 'class="warning"' in answer.text


def test_the_counts_of_the_month_are_those_of_their_lists(client) -> None:
    counts = re.findall(r'<li><a href="([^"]+)"><strong>(\d+)</strong>', client.get("/").text)
    assert len(counts) == 3
    for href, number in counts:
        assert total(client.get(href.replace("&amp;", "&")).text) == int(number)


def test_deadlines_count_from_the_day_that_is_asked_about(client) -> None:
    text = client.get("/?on=2019-07-01").text
    assert "24 August 2019" in text
    assert 'href="/agreements/' in text


def test_turning_points_have_a_page_of_their_own(client) -> None:
    answer = client.get("/turning-points")
    assert answer.status_code == 200
    assert "Turning points" in answer.text


def test_a_page_without_judgements_leads_to_pages_without_them(client) -> None:
    assert all("judgements=off" in href for href, _ in marks(client.get("/?judgements=off").text))
