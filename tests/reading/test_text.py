from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import ReadError
from detente.evidence import to_raw
from detente.reading import text
from detente.reading.drafts import Draft

BODY = "Seoul protested.\n\nTokyo answered."


def read(raw: str, *, markdown: bool = True) -> Draft:
    return text.read(raw.encode(), raw, "a.md", encoding="utf-8", markdown=markdown)


def tidy(raw: str, *, markdown: bool = False) -> str:
    return text.tidy_text(raw, 0, markdown=markdown)[0]


def test_front_matter_becomes_fields_and_the_rest_is_kept() -> None:
    draft = read(
        "---\ntitle: Talks resume\nissuer: Ministry of Defence\npublication_date: 2021-02-02\nlanguage: en-GB\n"
        "url: https://example.org/a\nthreads: [a, b]\nchars: 12\n---\n" + BODY
    )
    assert (draft.title, draft.publisher, draft.stated, draft.language, draft.url) == (
        "Talks resume",
        "Ministry of Defence",
        "2021-02-02",
        "en-GB",
        "https://example.org/a",
    )
    assert draft.stated_basis == "front matter"
    assert draft.metadata == {"threads": ["a", "b"], "chars": 12, "language": "en-GB"}
    assert draft.text == BODY


def test_an_address_that_is_none_stays_metadata() -> None:
    draft = read(f"---\nurl: none (printed only)\npublished: null\n---\n{BODY}")
    assert draft.metadata == {"url": "none (printed only)"}
    assert draft.stated is None


@pytest.mark.parametrize(
    "raw, line, words",
    [
        ("---\ntitle: x\nno end", 1, "never closed"),
        ("---\ntitle: x\nbroken: [1\nb: 2\n---\ntext", 3, "not valid YAML"),
        ('---\ntitle: "x\nb: 1\n---\ntext', 2, "not valid YAML"),
        ("---\na: 1\n\tb: 2\n---\ntext", 3, "not valid YAML"),
        ("---\na: &x [1]\nb: *x\n---\ntext", 3, "aliases"),
        ("\n\n---\na: [1\n---\ntext", 4, "not valid YAML"),
    ],
)
def test_broken_front_matter_is_named_with_its_line(raw: str, line: int, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(raw)
    assert caught.value.where == f"a.md:{line}"
    assert words in caught.value.reason


def test_a_rule_of_dashes_is_no_front_matter() -> None:
    assert read(f"---\nSeoul protested on Friday.\n---\n{BODY}").text.startswith("Seoul protested on Friday.")


def test_a_line_is_a_paragraph() -> None:
    assert (
        tidy("Seoul protested.\nTokyo answered.\r\nBoth wait.") == "Seoul protested.\n\nTokyo answered.\n\nBoth wait."
    )


def test_lines_wrapped_by_hand_are_joined() -> None:
    wrapped = (
        "Mr. President, the government of my country has followed\n"
        "the work of this Assembly with great attention. It hopes\n"
        "that the two states will resume the talks which they broke\n"
        "off in the spring.\n"
        "We call on both of them to take back the measures that the\n"
        "one took in July and the other in August, and to meet."
    )
    assert tidy(wrapped).split("\n\n") == [
        wrapped[: wrapped.index("We call")].strip().replace("\n", " "),
        wrapped[wrapped.index("We call") :].replace("\n", " "),
    ]


def test_chinese_lines_are_joined_without_a_space() -> None:
    wrapped = (
        "韩国外交部星期五召见日本大使，就出口管\n制措施提出抗议。日本政府随后表示，有关\n"
        "措施并非针对法院判决，双方将继续就此进\n行磋商，并保持沟通。"
    )
    assert tidy(wrapped) == wrapped.replace("\n", "")


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    assert tidy("The foreign ministry in Seoul called in the ambassador of\njapan, the agency said.\n") == (
        "The foreign ministry in Seoul called in the ambassador of japan, the agency said."
    )


def test_marks_of_markdown_go() -> None:
    raw = (
        '# Talks *resume*\n\n- Seoul [protested](https://example.org/a "t")\n- **Tokyo** answered `soon`\n\n> 5 \\* 3\n'
    )
    assert tidy(raw, markdown=True) == "Talks resume\n\nSeoul protested\n\nTokyo answered soon\n\n> 5 * 3"


def test_a_first_heading_is_the_title() -> None:
    assert read(f"# Talks resume\n\n{BODY}").title == "Talks resume"


def test_underscores_within_words_stay() -> None:
    assert tidy("See file_name_one and 2*3*4.", markdown=True) == "See file_name_one and 2*3*4."


@given(st.lists(st.text(st.sampled_from("abc é日*_#[]()`- "), max_size=30), max_size=8), st.booleans())
def test_each_character_leads_to_itself(lines: list[str], markdown: bool) -> None:
    raw = "\n".join(lines)
    clean, offsets = text.tidy_text(raw, 0, markdown=markdown)
    for at, char in enumerate(clean):
        place = to_raw(offsets, at, at + 1)
        if char != "\n" and place is not None:
            assert raw[place[0] : place[1]] in {char, "\n"}
        elif char != "\n":
            assert char == " "


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_may_have_either_line_end(end: str) -> None:
    draft = read(f"---{end}title: Talks{end}---{end}Seoul protested.{end}")
    assert (draft.title, draft.text) == ("Talks", "Seoul protested.")
