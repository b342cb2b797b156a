"""The page, the text and the rows of compared editions."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html as parser

from detente.editions.compare import Comparison, compare
from detente.editions.portrait import Portrait, portrait_of
from detente.editions.records import Tone
from detente.editions.series import edition_of
from detente.export import editions_charts, editions_html, editions_jsonl, editions_text
from detente.reading import read_bytes
from detente.records import Document

TEXT = """---
series: xy_paper
edition: '{year}'
issuer: KOR
language: en
---
Chapter 1 Cooperation with neighbours

Section 1 {first}

{first} is a {word} of the Republic of Korea. We hold talks with {first} each year.

Section 2 {second}

The Republic of Korea and {second} share a partnership. The ministers met in the summer.
"""
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}",
]


def made(year: int, first: str, second: str, word: str) -> Document:
    (found,) = read_bytes(TEXT.format(year=year, first=first, second=second, word=word).encode(), path=f"{year}.txt")
    assert isinstance(found, Document)
    return found


@pytest.fixture(scope="module")
def compared() -> tuple[list[Comparison], list[Portrait]]:
    editions = [
        edition_of(made(2018, "Japan", "China", "partner")),
        edition_of(made(2020, "China", "Japan", "neighbour")),
    ]
    return [compare(*editions)], [portrait_of(edition) for edition in editions]


def test_each_mark_of_the_order_opens_its_passage(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    page = parser.fromstring(editions_html.render(*compared))
    anchors = set(page.xpath("//@id"))
    links = page.xpath("//*[local-name()='svg' and @class='bump']//*[local-name()='a']/@href")
    assert len(links) == 4
    assert {link.removeprefix("#") for link in links} <= anchors


def test_ids_stand_once(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    ids = parser.fromstring(editions_html.render(*compared)).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_texts_are_whole(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    page = parser.fromstring(editions_html.render(*compared))
    for link in page.xpath("//a[@class='back']"):
        link.drop_tree()
    shown = [block.text_content() for block in page.xpath("//div[@class='text']")]
    assert shown == [compared[0][0].before.document.text, compared[0][0].after.document.text]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_texts(payload: str) -> None:
    first, second = made(2018, "Japan", "China", "partner"), made(2020, "Japan", "China", f"{payload} neighbour")
    hostile = edition_of(replace(second, title=payload, path=payload))
    text = editions_html.render([compare(edition_of(first), hostile)], [portrait_of(hostile)])
    page = parser.fromstring(text)
    assert not page.xpath("//script | //img | //@onerror | //@onload | //svg[not(@class)]")
    assert payload in page.text_content()


def test_the_page_forbids_scripts_and_requests(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    text = editions_html.render(*compared)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"<script|url\(|@import|https?://(?!www\.w3\.org)", text)


def test_a_line_of_the_chart_has_a_gap_where_an_edition_lacks_the_country(
    compared: tuple[list[Comparison], list[Portrait]],
) -> None:
    rank = compared[1][0].order.ranks[0]
    ranks = [replace(rank, edition="2018"), replace(rank, edition="2022"), replace(rank, edition="2020", country="CHN")]
    assert editions_charts.bump(ranks, ["2018", "2020", "2022"]).count("<path") == 0


def test_labels_are_a_row_a_country(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    labels = [label for portrait in compared[1] for label in portrait.labels]
    table = editions_charts.label_table(labels, ["2018", "2020"])
    assert all(len(cells) == len(table.editions) for _, cells in table.rows)


def test_tone_is_drawn_with_its_interval(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    edition = compared[0][0].before
    span = compared[1][0].order.ranks[0].evidence
    tone = Tone(edition.series, "2018", edition.id, "JPN", 3, 1, 0.5, -0.2, 0.9, (span,))
    (svg,) = editions_charts.tones([tone], ["2018"])
    assert 'class="interval"' in svg
    assert "+0.50 (-0.20 to +0.90)" in svg


def test_the_text_has_the_redline_and_the_order(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    lines = [*editions_text.portrait_lines(compared[1]), *editions_text.lines(compared[0])]
    assert any("1 Japan, 2 China" in line for line in lines)
    assert any(line.strip().startswith("rank") for line in lines)


def test_rows_quote_their_evidence(compared: tuple[list[Comparison], list[Portrait]]) -> None:
    comparison = compared[0][0]
    for change in comparison.real:
        row = editions_jsonl.row(comparison, change)
        for side, edition in (("evidence_from", comparison.before), ("evidence_to", comparison.after)):
            if row[side] is not None:
                assert edition.document.text[row[side]["start"] : row[side]["end"]] == row[side]["quote"]
