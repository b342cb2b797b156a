from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.editions.numbering import han, numbers, roman
from detente.editions.outline import outline_of
from detente.editions.records import Section
from detente.editions.units import passages

from .texts import document, edition

BODY = (
    "The ministry keeps a close watch on the situation and will take the steps that are needed to protect the country."
)
EAST = "我が国は、周辺国との協力を進めるとともに、地域の平和と安定のために必要な取組を着実に進めていく考えである。"


def outline(text: str, path: str = "paper.txt") -> list[tuple[int, str | None, str, str]]:
    return [(s.level, s.number, s.title, s.kind) for s in outline_of(document(text, path))]


def test_parts_chapters_and_sections() -> None:
    text = "\n\n".join(
        ["Part I", "Security Environment", BODY, "Chapter 1", "Overview", BODY, "Section 1 China", BODY, "Section 2 Russia", BODY,
         "Chapter 2 Neighbours", BODY, "Part II Cooperation", BODY]
    )  # fmt: skip
    assert outline(text) == [
        (1, "Part I", "Security Environment", "part"),
        (2, "Chapter 1", "Overview", "chapter"),
        (3, "Section 1", "China", "section"),
        (3, "Section 2", "Russia", "section"),
        (2, "Chapter 2", "Neighbours", "chapter"),
        (1, "Part II", "Cooperation", "part"),
    ]


def test_numbers_and_letters() -> None:
    text = "\n\n".join(
        [
            "1. Regions",
            BODY,
            "1.1 Asia",
            BODY,
            "(a) Japan",
            BODY,
            "(b) Korea",
            BODY,
            "1.2 Europe",
            BODY,
            "2. Means",
            BODY,
        ]
    )
    assert [(level, number) for level, number, _, _ in outline(text)] == [
        (1, "1"), (2, "1.1"), (3, "a"), (3, "b"), (2, "1.2"), (1, "2"),
    ]  # fmt: skip


def test_roman_numerals_above_letters() -> None:
    text = "\n\n".join(
        [
            "I. Introduction",
            BODY,
            "A. Aims",
            BODY,
            "B. Means",
            BODY,
            "II. Regions",
            BODY,
            "A. Asia",
            BODY,
            "B. Africa",
            BODY,
        ]
    )
    assert [(level, number) for level, number, _, _ in outline(text)] == [
        (1, "I"), (2, "A"), (2, "B"), (1, "II"), (2, "A"), (2, "B"),
    ]  # fmt: skip


def test_japanese() -> None:
    text = "\n\n".join(
        ["第1部　我が国を取り巻く環境", EAST, "第2章　諸外国の防衛政策", EAST, "第1節　米国", EAST, "第2節　中国", EAST,
         "1　全般", EAST, "2　軍事", EAST,
         "（1）国防政策", EAST, "（2）軍事力", EAST, "第3章　国際社会の課題", EAST]
    )  # fmt: skip
    assert [(level, number) for level, number, _, _ in outline(text)] == [
        (1, "第1部"), (2, "第2章"), (3, "第1節"), (3, "第2節"), (4, "1"), (4, "2"), (5, "1"), (5, "2"), (2, "第3章"),
    ]  # fmt: skip


def test_chinese() -> None:
    body = "我们坚持稳中求进工作总基调，统筹推进疫情防控和经济社会发展，完成了全年主要目标任务。"
    text = "\n\n".join(
        [
            "一、去年工作回顾",
            body,
            "（一）经济",
            body,
            "（二）外交",
            body,
            "二、今年工作安排",
            body,
            "三、重点任务",
            body,
        ]
    )
    assert [(level, number) for level, number, _, _ in outline(text)] == [
        (1, "一"), (2, "一"), (2, "二"), (1, "二"), (1, "三"),
    ]  # fmt: skip


def test_korean() -> None:
    body = "우리 군은 주변국과의 국방교류협력을 확대하고 한반도의 평화와 안정을 위해 필요한 조치를 지속적으로 추진해 나갈 것이다."
    text = "\n\n".join(
        ["제1장 안보환경", body, "제1절 세계 안보정세", body, "제2절 동북아 안보정세", body, "제2장 국방정책", body]
    )
    assert [(level, number) for level, number, _, _ in outline(text)] == [
        (1, "제1장"), (2, "제1절"), (2, "제2절"), (1, "제2장"),
    ]  # fmt: skip


def test_markdown_headings_and_items() -> None:
    text = f"# Paper\n\n{BODY}\n\n## Partners\n\n- **Japan.** {BODY}\n- **India.** {BODY}\n\n## Threats\n\n{BODY}\n"
    assert outline(text, "paper.md") == [
        (1, None, "Paper", "section"),
        (2, None, "Partners", "section"),
        (3, None, "Japan", "item"),
        (3, None, "India", "item"),
        (2, None, "Threats", "section"),
    ]


def test_html_headings() -> None:
    sections = "".join(f"<h2>{name}</h2><p>Of {name}: {BODY} {BODY}</p>" for name in ("Japan", "China"))
    page = f"<html><body><article><h1>Paper</h1><p>{BODY}</p>{sections}</article></body></html>"
    assert [(number, title) for _, number, title, _ in outline(page, "paper.html")][-2:] == [
        (None, "Japan"),
        (None, "China"),
    ]


def test_headings_by_their_look() -> None:
    text = "\n\n".join(
        [
            "A Paper on Defence",
            "March 2020",
            "Relations with Japan",
            f"With Japan {BODY}",
            "Relations with China",
            f"With China {BODY}",
        ]
    )
    assert [title for _, _, title, _ in outline(text)] == ["Relations with Japan", "Relations with China"]


def test_the_contents_name_the_headings_and_are_none() -> None:
    text = "\n\n".join(
        ["CONTENTS", "I. Foreword ........ 1", "II. What we want from others ........ 3", "III. Means ........ 9",
         "I. Foreword", BODY,
         "II. What we want from others", BODY, "III. Means", BODY]
    )  # fmt: skip
    found = outline_of(document(text))
    assert [(s.number, s.title, s.basis) for s in found] == [
        ("I", "Foreword", "contents"), ("II", "What we want from others", "contents"), ("III", "Means", "contents"),
    ]  # fmt: skip


def test_numbered_paragraphs_that_run_on() -> None:
    text = "\n\n".join(f"{n}. {BODY}" for n in (1, 2, 3))
    assert [(number, kind) for _, number, _, kind in outline(text)] == [
        ("1", "paragraph"),
        ("2", "paragraph"),
        ("3", "paragraph"),
    ]


def test_a_number_at_the_start_of_a_sentence_is_no_heading() -> None:
    assert outline("\n\n".join([BODY, "10 ships took part in the exercise.", BODY])) == []


def test_a_section_that_is_only_named_is_no_heading() -> None:
    assert outline("\n\n".join([BODY, "Section 301 tariffs stay in force", BODY])) == []


@given(
    st.lists(
        st.sampled_from(["1. One", "2. Two", "(a) First", "(b) Second", "Part I", "China", BODY, EAST]), max_size=12
    )
)
def test_sections_verify_and_nest(lines: list[str]) -> None:
    found = document("\n\n".join(lines) or "x")
    sections: tuple[Section, ...] = outline_of(found)
    for index, section in enumerate(sections):
        for span in (section.span, section.heading):
            assert found.text[span.start : span.end] == span.quote
        if section.parent is not None:
            outer = sections[section.parent]
            assert section.parent < index
            assert outer.level < section.level
            assert outer.span.start <= section.span.start
            assert section.span.end <= outer.span.end
    assert all(one.span.start <= other.span.start for one, other in pairwise(sections))


@pytest.mark.parametrize(
    ("written", "value"), [("IV", 4), ("xix", 19), ("XL", 40), ("IIII", None), ("", None), ("C", None)]
)
def test_roman(written: str, value: int | None) -> None:
    assert roman(written) == value


@pytest.mark.parametrize(
    ("written", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十一", 21), ("一百零三", 103), ("12", 12)]
)
def test_han(written: str, value: int) -> None:
    assert han(written) == value


@pytest.mark.parametrize(
    "text", ["2.5 percent of output", "第1章では中国を述べる", "1994 was a year", "Part of the fleet"]
)
def test_no_number(text: str) -> None:
    assert [number for number in numbers(text) if number.rank is not None or number.style.startswith("decimal")] in (
        [], [*numbers("2.5 percent of output")],
    )  # fmt: skip


def test_a_sentence_across_a_page_break_is_whole() -> None:
    pages = [
        f"{BODY} Our aim in the years that lie before us is to hold",
        "1",
        "talks with each of our neighbours, and with China first of all.",
        BODY,
        "2",
        BODY,
        "3",
        BODY,
    ]
    texts = [passage.text for passage in passages(edition("\n\n".join(pages), 2020))]
    assert (
        "Our aim in the years that lie before us is to hold talks with each of our neighbours, and with China first of all."
        in texts
    )


def test_japanese_sentences_end_at_the_full_stop_outside_a_quotation() -> None:
    text = "総理は「協力を進める。対話も続ける。」と述べた。中国は反発した。"
    assert [passage.text for passage in passages(edition(text, 2020))] == [
        "総理は「協力を進める。対話も続ける。」と述べた。",
        "中国は反発した。",
    ]


def test_korean_sentences() -> None:
    text = "일본은 가까운 이웃 국가이다. 중국과는 협력을 강화한다. 2020년 5.3% 증가하였다."
    assert len(passages(edition(text, 2020, language="ko"))) == 3


def test_passages_verify() -> None:
    found = edition("\n\n".join(["I. One", BODY, "II. Two", EAST, "第1章 三", EAST]), 2020)
    assert all(found.document.text[p.unit.span.start : p.unit.span.end] == p.unit.span.quote for p in passages(found))
