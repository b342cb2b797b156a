from __future__ import annotations

import re

import pytest

from detente.briefs import build
from detente.export import markdown

from ..briefs.make import DYAD, make_material
from .test_html import PAYLOADS, hostile


@pytest.fixture(scope="module")
def page():
    return markdown.render(build(make_material(), DYAD))


def test_all_parts_are_there(page):
    assert re.findall(r"^## (.*)$", page, re.M) == [
        "The short answer", "Index and turning points", "What happened", "What documents say, and how that changed",
        "Agreements and dates", "Positions", "Where sources disagree", "Coverage", "Method", "Texts",
    ]  # fmt: skip


def test_every_link_within_the_page_has_its_anchor(page):
    anchors = re.findall(r'<a id="([^"]+)">', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)


def test_quote_marks_trigger_and_participants(page):
    assert "> *Japan* **protested** to *South Korea* the same day, Kyodo reported." in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_makes_no_html(payload):
    page = markdown.render(build(hostile(payload), DYAD))
    ours = re.sub(r'<a id="[\w-]+"></a>|<https?://[\w./-]+>', "", page)
    assert not re.search(r"(?<!\\)<", ours)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# heading", r"\# heading"),
        ("1. item", r"1\. item"),
        ("- item - item", r"\- item - item"),
        ("a *b* _c_ `d` [e](f)", r"a \*b\* \_c\_ \`d\` \[e\](f)"),
        ("a | b", r"a \| b"),
        ("two\n\nlines", "two lines"),
        ("www.x.example http://x.example", r"www\.x.example http\://x.example"),
        ("9 August 2019.", "9 August 2019."),
    ],
)
def test_text_is_escaped_where_it_would_be_markup(text, escaped):
    assert markdown.escape(text) == escaped
