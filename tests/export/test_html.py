from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as parser

from detente.briefs import Material, build
from detente.briefs.figure import COLOURS
from detente.briefs.parts import Passage, Text
from detente.evidence import span_of
from detente.export import html
from detente.records import Skipped

from ..briefs.make import DYAD, make_documents, make_events, make_material

PAYLOADS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></title></textarea><svg onload=alert(1)>",
    "'onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<a href=javascript:alert(1)>x</a>",
    "<!-- --!> ]]> &lt;b&gt;",
]  # fmt: skip


def hostile(payload: str) -> Material:
    """Return the case with `payload` in every text that comes from outside."""

    def push(span):
        return replace(span, start=span.start + shift, end=span.end + shift)

    shift = len(payload)
    documents, changed, events = make_documents(), {}, []
    for document in documents:
        changed[document.id] = replace(
            document, text=payload + document.text, title=payload, publisher=payload, path=payload, language="en",
            published_basis=payload, author=payload, editor=payload, metadata={payload: payload},
        )  # fmt: skip
    for event in make_events(documents):
        sides = {
            side: tuple(
                replace(one, name=payload, id=payload, mention=push(one.mention)) for one in getattr(event, side)
            )
            for side in ("source", "target")
        }
        chain = tuple(replace(one, name=payload, span=push(one.span)) for one in event.attribution)
        # The evidence takes the payload in, so that it stands in the quote as well.
        text = changed[event.document].text
        evidence = span_of(text, 0, event.evidence.end + shift)
        moved = {"evidence": evidence, "trigger": push(event.trigger), "attribution": chain}
        events.append(replace(event, path=payload, mode=payload, cameo=payload, scale=payload, **sides, **moved))
    return Material.of(changed.values(), events, DYAD, skipped=[Skipped(payload, payload, payload)])


@pytest.fixture(scope="module")
def page():
    return html.render(build(make_material(), DYAD))


@pytest.fixture(scope="module")
def tree(page):
    return parser.fromstring(page)


def shape(page: str) -> Counter[str]:
    return Counter(element.tag for element in parser.fromstring(page).iter() if isinstance(element.tag, str))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_makes_no_markup(payload):
    bad = html.render(build(hostile(payload), DYAD))
    assert shape(bad) == shape(html.render(build(hostile("harmless"), DYAD)))
    assert payload not in bad or not re.search(r"[<>\"'&]", payload)
    for element in parser.fromstring(bad).iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.startswith("on")]
            assert (element.get("href") or "#")[:8] in {"https://"} or element.get("href", "#").startswith("#")


def test_policy_forbids_scripts_and_requests(tree, page):
    (policy,) = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert tree.xpath("//script | //link | //iframe | //object | //embed | //img | //base | //form | //*[@src]") == []
    assert tree.xpath("//@style") == []
    assert not re.search(r"url\(|@import", tree.xpath("//style/text()")[0])


def test_only_original_pages_lie_outside(tree):
    outside = [link for link in tree.xpath("//a") if not link.get("href").startswith("#")]
    assert outside
    documents = [link for link in outside if not link.xpath("ancestor::section[@id='agreements']//dd")]
    assert {link.get("href").split("/")[2] for link in documents} == {"courier.example"}
    assert all("noreferrer" in link.get("rel") for link in outside)


def test_every_anchor_is_there_once(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_evidence_is_marked_in_the_text_and_leads_back(tree):
    brief = build(make_material(), DYAD)
    texts = next(one for one in brief.sections if one.kind == "texts").texts
    for text in texts:
        (article,) = tree.xpath(f'//article[@id="{text.id}"]/div')
        for passage in text.passages:
            (mark,) = article.xpath(f'.//mark[@id="{passage.id}"]')
            assert mark.text_content() == passage.span.quote
            assert mark.getnext().get("href") == f"#{passage.quoted_by[0]}"
        for back in article.xpath('.//a[@class="back"]'):
            back.drop_tree()
        assert article.text_content() == text.text


def test_evidence_that_overlaps_keeps_the_text_whole():
    words = "one two three four"
    spans = [span_of(words, 0, 7), span_of(words, 4, 13), span_of(words, 4, 7)]
    passages = tuple(Passage(f"p{i}", span, (f"line-{i}-1",)) for i, span in enumerate(spans))
    cut = html.stretches(Text("t", "d", "T", "en", words, passages))
    assert "".join(one.text for one in cut) == words
    assert [one.text for one in cut if one.marked] == ["one ", "two", " three"]
    assert [[p.id for p in one.begins] for one in cut] == [["p0"], ["p1", "p2"], [], []]
    assert [[p.id for p in one.ends] for one in cut] == [[], ["p0", "p2"], ["p1"], []]


def test_bars_lead_to_the_lines_of_their_month_and_say_what_they_are(tree):
    links = tree.xpath("//figure//*[local-name()='a']")
    targets = set(tree.xpath("//h3/@id"))
    bars = [link for link in links if re.search(r"\d{4}, .*: (cooperation|conflict) [+−]", link.get("aria-label"))]
    assert len(bars) > 6
    assert all(link.get("href").removeprefix("#") in targets for link in bars)
    points = [link for link in links if link not in bars]
    assert points
    assert all(re.search(r"level .*, 90 % interval", link.get("aria-label")) for link in points)
    assert all(link.get("href").removeprefix("#") in targets for link in points)


def test_chart_has_a_name_and_a_table(tree):
    labels = tree.xpath("//figure//*[local-name()='svg']/@aria-label")
    assert len(labels) == 4
    assert all("table below" in label for label in labels)
    assert len(tree.xpath("//table/tbody")) == 14


def test_too_few_acts_are_not_drawn():
    documents = make_documents()
    page = html.render(build(Material.of(documents, make_events(documents)[:2], DYAD), DYAD))
    assert "<svg" not in page
    assert "Not enough for a chart: 2 acts in 1 month" in page
    assert "Not enough for turning points: 2 acts in a series of 1 month" in page


def test_empty_brief_is_a_page_that_says_what_it_lacks():
    tree = parser.fromstring(html.render(build(Material.of([], [], DYAD), DYAD)))
    assert tree.xpath("//h1/text()") == ["South Korea and Japan"]
    said = {one.get("id"): one.text_content() for one in tree.xpath("//section")}
    assert "Nothing was found." in said["happenings"]
    assert "No edition of an official document" in said["editions"]
    assert "No document tells" in said["positions"]
    assert "No report denies" in said["disputes"]
    assert "No document reports" in said["coverage"]


def body(**options) -> tuple[str, list[str], set[str]]:
    """Return the sections for a page of another make, their links and their anchors."""
    made = html.body(
        build(make_material(), DYAD),
        lambda quoted: (f"/documents/{quoted.document}", "sentence"),
        lambda one: f"/documents/{one}",
        lambda one: f"/incidents/{one}",
        **options,
    )
    tree = parser.fromstring(f"<main>{made}</main>")
    return str(made), tree.xpath("//a/@href"), set(tree.xpath("//@id"))


def test_body_for_another_page_leads_to_its_documents_and_incidents():
    made, links, ids = body()
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert any(link.startswith("/documents/doc-") for link in links)
    assert any(link.startswith("/incidents/in-") for link in links)
    assert "texts" not in ids
    assert " style=" not in made


def test_body_tells_the_last_acts_and_leads_to_the_incidents_of_the_others():
    made, links, ids = body(most=3)
    assert len([one for one in ids if re.fullmatch(r"line-\d+", one)]) == 3 + 1  # one is among those left out
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert "The last 3 acts in full; 8 earlier acts on pages of their own." in made


def test_page_has_one_main_and_headings_in_order(tree):
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tree.get("lang") == "en-GB"


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_have_the_contrast_of_wcag_aa_in_light_and_dark(tree):
    style = tree.xpath("//style/text()")[0]
    themes = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)][
        :2
    ]
    assert len(themes) == 2
    for theme in themes:
        for ink, ground in (("ink", "page"), ("soft", "page"), ("link", "page"), ("ink", "mark"), ("link", "mark"),
                            ("ink", "tag"), ("ink", "hit"), ("soft", "mark")):  # fmt: skip
            assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)
        assert all(contrast(colour, theme["page"]) >= 3 for colour in COLOURS.values())
