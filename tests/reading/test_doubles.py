from __future__ import annotations

import pytest

from detente.reading import clutter
from detente.reading.align import apply_edits
from detente.records import Segment


def cleaned(*paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    edits = clutter.find(text).edits
    return apply_edits(text, (Segment(0, len(text), 0, len(text)),), edits, text)[0].strip().split("\n\n")


FIRST = "Tokyo protested against the ruling of the court in Seoul on Tuesday."
SECOND = "The South Korean government said that it respected the decision of the court."


def test_a_headline_stands_once() -> None:
    assert cleaned("Tokyo protests against ruling", "Tokyo Protests Against Ruling", FIRST) == [
        "Tokyo protests against ruling",
        FIRST,
    ]


def test_a_headline_two_lines_further_down_stands_once() -> None:
    assert cleaned("Tokyo protests against ruling", SECOND, "Tokyo protests against ruling", FIRST) == [
        "Tokyo protests against ruling",
        SECOND,
        FIRST,
    ]


def test_a_subheading_may_come_twice() -> None:
    body = [FIRST, "Reaction", SECOND, "Seoul has not answered.", "Tokyo waits.", "Reaction", "Washington is silent."]
    assert cleaned(*body) == body


def test_a_paragraph_stands_once() -> None:
    assert cleaned(FIRST, SECOND, "Seoul waits.", "So does Tokyo.", "Both wait.", FIRST) == [
        FIRST,
        SECOND,
        "Seoul waits.",
        "So does Tokyo.",
        "Both wait.",
    ]


@pytest.mark.parametrize(
    "text, kept",
    [
        ("The port of Larne. The port of Larne.", "The port of Larne."),
        (f"{FIRST} {SECOND} {FIRST}", f"{FIRST} {SECOND}"),
        (f"{FIRST} {FIRST} {SECOND}", f"{FIRST} {SECOND}"),
        (
            "日本は抗議した。韓国は反論した。日本は判決に対して強く抗議した。日本は判決に対して強く抗議した。",
            "日本は抗議した。韓国は反論した。日本は判決に対して強く抗議した。",
        ),
    ],
)  # fmt: skip
def test_a_sentence_stands_once(text: str, kept: str) -> None:
    assert cleaned(text) == [kept]


def test_a_sentence_retold_in_the_next_is_dropped() -> None:
    assert cleaned(
        "The chill in relations between Greece and Turkey set in with 2020.",
        "The chill in Greece-Turkey relations set in with 2020. Athens sent a note.",
    ) == ["The chill in relations between Greece and Turkey set in with 2020.", "Athens sent a note."]


@pytest.mark.parametrize(
    "one, other",
    [
        (
            "Japan criticised South Korea over the trade dispute.",
            "South Korea criticised Japan over the trade dispute.",
        ),
        ("Japan criticised South Korea over the trade row.", "Japan was criticised by South Korea over the trade row."),
        ("Japan will end the export curbs on South Korea.", "Japan will not end the export curbs on South Korea."),
        ("Seoul expelled 3 Japanese diplomats on Monday.", "Seoul expelled 5 Japanese diplomats on Monday."),
        ("Seoul may end the military pact with Japan.", "Seoul will end the military pact with Japan."),
    ],
)
def test_two_sentences_that_differ_in_what_they_say_both_stay(one: str, other: str) -> None:
    assert cleaned(f"{one} {other}") == [f"{one} {other}"]


def test_a_pull_quote_goes() -> None:
    quote = "South Korea will never again be beaten by Japan, Moon told his ministers."
    assert cleaned(FIRST, quote, f"{SECOND} {quote} Tokyo was not amused.") == [
        FIRST,
        f"{SECOND} {quote} Tokyo was not amused.",
    ]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "The U.S. Defense Department and the U.S. Defense Department of old differ, Gen. Mark Milley told Gen. Mark Lee."
    assert cleaned(text) == [text]
