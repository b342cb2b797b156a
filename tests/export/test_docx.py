"""The brief as a Word file."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from lxml import etree

from detente.briefs import Material, build
from detente.evidence import span_of
from detente.export import docx

from ..briefs.make import DYAD, make_documents, make_events, make_material
from .test_html import PAYLOADS, hostile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made():
    return docx.render(build(make_material(), DYAD))


@pytest.fixture(scope="module")
def file(made):
    return Document(BytesIO(made))


@pytest.fixture(scope="module")
def body(made):
    with zipfile.ZipFile(BytesIO(made)) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


def test_headings_are_headings_in_reading_order(file):
    found = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    assert found == [
        "The short answer", "Index and turning points", "What happened", "What documents say, and how that changed",
        "Agreements and dates", "Positions", "Where sources disagree", "Coverage", "Method",
    ]  # fmt: skip


def test_every_link_within_leads_to_a_bookmark_that_is_there_once(body):
    names = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    links = {one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")} - {None}
    assert links <= set(names)
    assert "line_1" in links


def test_every_report_is_quoted_whole_under_a_bookmark(body):
    quoted = {}
    for start in body.iter(f"{W}bookmarkStart"):
        paragraph = start.getparent()
        quoted[start.get(f"{W}name")] = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
    brief = build(make_material(), DYAD)
    for group in brief.sections[2].groups:
        for line in group.lines:
            for report in line.reports:
                assert quoted[report.id.replace("-", "_")] == report.event.evidence.quote


def test_table_has_a_head_that_is_told_again_and_rows_that_are_not_cut(file):
    (table,) = file.tables
    assert table.rows[0].cells[0].text == "Month"
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


def test_pictures_have_words_for_those_who_do_not_see_them(file):
    assert len(file.inline_shapes) == 2
    assert all("The table below" in shape._inline.docPr.get("descr") for shape in file.inline_shapes)


def test_properties_and_language(file, made):
    assert file.core_properties.title == "South Korea and Japan – brief"
    assert file.core_properties.language == "en-GB"
    with zipfile.ZipFile(BytesIO(made)) as parts:
        assert set(re.findall(rb'<w:lang w:val="([^"]+)"', parts.read("word/styles.xml"))) == {b"en-GB"}


def test_same_brief_gives_the_same_bytes(made):
    assert docx.render(build(make_material(), DYAD)) == made


@pytest.mark.parametrize("payload", [*PAYLOADS, "\x00\x08\x0b\x1f\ufffe", "日本と韓国は会談した。한국 النص"])
def test_hostile_text_stays_text(payload):
    made = docx.render(build(hostile(payload), DYAD))
    with zipfile.ZipFile(BytesIO(made)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    shown = "\n".join(p.text for p in Document(BytesIO(made)).paragraphs)
    if payload.isprintable():
        assert payload in shown
    else:
        assert "\ufffd" in shown


def test_links_out_of_the_file_are_web_addresses(made):
    with zipfile.ZipFile(BytesIO(made)) as parts:
        relations = parts.read("word/_rels/document.xml.rels").decode()
    assert set(re.findall(r'Target="([a-z]+):[^"]*" TargetMode="External"', relations)) <= {"http", "https"}


def test_control_characters_of_a_quote_are_replaced():
    documents = make_documents()
    event = make_events(documents)[1]
    text = documents[0].text.replace("Kyodo", "Ky\x00do")
    evidence = span_of(text, event.evidence.start, event.evidence.end)
    document = replace(documents[0], text=text)
    made = docx.render(build(Material.of([document], [replace(event, evidence=evidence, attribution=())], DYAD), DYAD))
    assert any("Ky\ufffddo" in p.text for p in Document(BytesIO(made)).paragraphs)
