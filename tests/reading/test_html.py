from __future__ import annotations

import html
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import ReadError
from detente.evidence import to_raw
from detente.reading.drafts import finish
from detente.reading.html import _Covered, fragment, read
from detente.records import Document

FIRST = (
    "South Korea said on Thursday that it would end its military intelligence pact with Japan, which Tokyo regretted."
)
SECOND = (
    "Kim You-geun, deputy director of the National Security Office, said that Japan had gravely changed the conditions."
)
THIRD = "Foreign Minister Taro Kono summoned the South Korean ambassador late in the evening and protested against the decision."
HEAD = """<!DOCTYPE html><html lang="en"><head><title>Seoul ends pact - The Example Post</title>
<meta property="og:site_name" content="The Example Post">
<meta property="article:published_time" content="2019-08-22T18:30:00+09:00">
<link rel="canonical" href="https://example.org/asia/pact.html"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/asia">Asia</a></li></ul></nav>"""
TAIL = """<div class="related"><h3>Related articles</h3><ul><li><a href="/a">Moon meets Abe in Osaka</a></li></ul></div>
<div id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>
<footer>© 2019 The Example Post. All rights reserved.</footer></body></html>"""


def page(body: str, head: str = HEAD, tail: str = TAIL) -> Document:
    raw = f"{head}<main><h1>Seoul ends pact</h1><article>{body}</article></main>{tail}"
    return finish(read(raw.encode(), raw, "a.html", encoding="utf-8"), "a.html")


def test_the_article_stays_and_what_stands_around_it_goes() -> None:
    document = page(f"<p>{FIRST}</p><h2>Reaction</h2><p>{SECOND} <a href='/x'>Read more</a></p><p>{THIRD}</p>")
    assert document.text.split("\n\n") == ["Seoul ends pact", FIRST, "Reaction", SECOND, THIRD]


def test_the_page_says_who_published_it_and_when() -> None:
    document = page(f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert (document.title, document.publisher, document.url) == (
        "Seoul ends pact",
        "The Example Post",
        "https://example.org/asia/pact.html",
    )
    assert (str(document.published.start), document.published_basis) == ("2019-08-22", "html meta")
    assert (document.language, document.language_basis) == ("en", "stated")


def test_what_is_left_out_is_recorded_where_it_stood() -> None:
    document = page(f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert any("Leave a Reply" in removed.text for removed in document.removed)
    for removed in document.removed:
        assert document.raw[removed.raw_start : removed.raw_end] == removed.text


def test_tables_and_lists_stay() -> None:
    document = page(
        f"<p>{FIRST}</p><table><tr><th>Year</th><th>Step</th></tr><tr><td>2016</td><td>The pact is signed</td></tr></table>"
        f"<p>{SECOND}</p><ul><li>The pact lapses in November.</li><li>Washington is disappointed.</li></ul><p>{THIRD}</p>"
    )
    assert document.text.split("\n\n")[2:4] == ["Year | Step", "2016 | The pact is signed"]
    assert "The pact lapses in November.\n\nWashington is disappointed." in document.text


def test_a_headline_that_stands_twice_is_kept_once() -> None:
    document = page(f"<h2>Seoul ends pact</h2><p>{FIRST}</p><p>{SECOND}</p>")
    assert document.text.count("Seoul ends pact") == 1


def test_entities_and_tags_within_words_are_read_through() -> None:
    document = page(
        f"<p>The &ldquo;caf&eacute;&rdquo; in <b>Tok</b>yo&#146;s centre, &amp; more.</p><p>{FIRST}</p><p>{SECOND}</p>"
    )
    assert "The “café” in Tokyo’s centre, & more." in document.text


def test_what_lines_beside_the_article_say_fills_the_gaps() -> None:
    head = "<html><body><div>Home</div>"
    tail = "<p>Responsible Editor: Lin Sample_NX0000</p></body></html>"
    raw = (
        f"{head}<h1>Seoul ends pact</h1><div><span>2019-08-22 18:30</span> | <span>Source: Example Net</span></div>"
        f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>{tail}"
    )
    document = finish(read(raw.encode(), raw, "a.html", encoding="utf-8"), "a.html")
    assert (document.publisher, document.editor) == ("Example Net", "Lin Sample")
    assert str(document.published.start) == "2019-08-22"
    assert "Source:" not in document.text


def test_a_page_drawn_by_scripts_tells_its_article_in_json_ld() -> None:
    body = f'{FIRST}\n\n{SECOND} "No," said \u00e9\n{THIRD}'
    told = json.dumps(
        {"@type": "NewsArticle", "headline": "Seoul ends pact", "articleBody": body, "datePublished": "2019-08-22"}
    )
    raw = f"<html><head><script type='application/ld+json'>{told}</script></head><body><div>Loading</div></body></html>"
    document = finish(read(raw.encode(), raw, "a.html", encoding="utf-8"), "a.html")
    assert document.text.split("\n\n") == [FIRST, f'{SECOND} "No," said é', THIRD]
    place = to_raw(document.offsets, document.text.index("é"), document.text.index("é") + 1) or (0, 0)
    assert raw[place[0] : place[1]] == "\\u00e9"


def test_a_language_that_the_template_names_wrongly_is_not_believed() -> None:
    korean = "한국 정부는 22일 일본과 맺은 군사정보보호협정의 종료 통보 효력을 조건부로 정지하기로 결정했다고 밝혔다."
    document = page(
        f"<p>{korean}</p><p>{korean[:30]} 김유근 국가안보실 1차장은 언제든지 협정을 종료할 수 있다고 설명했다.</p>"
    )
    assert (document.language, document.language_basis) == ("ko", "detected")


@pytest.mark.parametrize(
    "raw, words",
    [
        ("<html><head><script>var x = '<p>no</p>'</script></head><body></body></html>", "shows no text"),
        ("<html><body>" + "<div>" * 50_000 + FIRST, "too deeply"),
    ],
)
def test_a_page_that_cannot_be_used_is_named(raw: str, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(raw.encode(), raw, "a.html", encoding="utf-8")


@pytest.mark.parametrize("cut", [200, 400, 600, 900])
def test_a_truncated_page_gives_what_it_has(cut: int) -> None:
    raw = (HEAD + f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")[: len(HEAD) + cut]
    document = finish(read(raw.encode(), raw, "a.html", encoding="utf-8"), "a.html")
    assert FIRST in document.text


def test_a_fragment_is_all_text() -> None:
    text, offsets = fragment("<p>Seoul protested.</p><p>Tokyo &amp; others</p>")
    assert text == "Seoul protested.\n\nTokyo & others"
    assert to_raw(offsets, text.index("&"), text.index("&") + 1) == (32, 37)


WORD = st.text(st.sampled_from("abdegé日한жß&<"), min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=12, max_size=25).map(" ".join)


@settings(max_examples=25)
@given(st.lists(SENTENCE, min_size=2, max_size=5), st.integers(0, 3))
def test_every_word_of_the_clean_text_stands_in_the_source(sentences: list[str], style: int) -> None:
    marks = [("", ""), ("<b>", "</b>"), ("<a href='x'>", "</a>"), ("\n  <i>", "</i>")][style]
    body = "".join(f"<p>{marks[0]}{html.escape(s)}{marks[1]} The end, they said.</p>" for s in sentences)
    document = page(body)
    for match in re.finditer(r"\S+", document.text):
        place = to_raw(document.offsets, *match.span())
        assert place is not None
        assert html.unescape(re.sub(r"<[^>]*>", "", document.raw[place[0] : place[1]])) == match.group()


@pytest.mark.parametrize("tag", ["div", "h1", "u", "x-element", "ruby", "svg", "details", "button"])
def test_a_page_that_nests_too_deeply_is_refused_whatever_the_element(tag: str) -> None:
    raw = f"<html><body>{f'<{tag}>' * 5000}<p>Seoul protested to Tokyo.</p></body></html>"
    with pytest.raises(ReadError, match="nests its elements too deeply"):
        read(raw.encode(), raw, "page.html", encoding="utf-8")


@pytest.mark.parametrize("around", ["<script>{}</script>", "<style>{}</style>", "<!-- {} -->"])
def test_what_scripts_and_comments_hold_nests_nothing(around: str) -> None:
    raw = f"<html><body>{around.format('for(i<n;a<b;)' * 5000)}<p>Seoul protested to Tokyo over the radar.</p></body></html>"
    assert "Seoul protested" in read(raw.encode(), raw, "page.html", encoding="utf-8").text


def test_elements_that_hold_nothing_nest_nothing() -> None:
    raw = f"<html><body>{'<br><img src=a>' * 5000}<p>Seoul protested to Tokyo over the radar.</p></body></html>"
    assert "Seoul protested" in read(raw.encode(), raw, "page.html", encoding="utf-8").text


def test_ranges_that_meet_others_are_told() -> None:
    covered = _Covered([(10, 20), (0, 5), (15, 30)])
    found = [pair for pair in [(5, 10), (4, 6), (30, 40), (29, 30), (12, 13), (0, 1)] if covered.meets(*pair)]
    assert found == [(4, 6), (29, 30), (12, 13), (0, 1)]
