from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.reading.trace import trace

LONG = "South Korea summoned the ambassador of Japan over the ruling"
OTHER = "Tokyo rejected the protest and asked Seoul to think again"


def seen(shown: str, paragraphs: list[str]) -> list[str]:
    return ["".join(shown[a:b] for a, b in ranges) for ranges in trace(shown, paragraphs)]


def test_paragraphs_are_found_whatever_their_spaces() -> None:
    shown = f"Menu\n{LONG[:20]} \n{LONG[20:]}\n{OTHER}"
    assert [part.split() for part in seen(shown, [LONG, OTHER])] == [LONG.split(), OTHER.split()]


def test_a_heading_is_taken_between_its_neighbours_and_not_from_the_menu() -> None:
    shown = f"Reaction\n{LONG}\nReaction\n{OTHER}"
    place = shown.rindex("Reaction")
    assert trace(shown, [LONG, "Reaction", OTHER])[1] == [(place, place + 8)]


def test_the_headline_nearest_the_article_is_taken() -> None:
    shown = f"Talks resume\nmenu\nTalks resume\n{LONG}"
    place = shown.rindex("Talks")
    assert trace(shown, ["Talks resume", LONG])[0] == [(place, place + 12)]


def test_words_that_the_extractor_left_out_are_no_part() -> None:
    shown = f"{LONG} (photo by the ministry of defence) {OTHER}"
    assert seen(shown, [f"{LONG} {OTHER}"])[0].replace(" ", "") == (LONG + OTHER).replace(" ", "")


def test_what_is_not_there_has_no_place() -> None:
    assert trace(LONG, ["Nothing of the kind was ever said here"]) == [[]]


def test_order_may_change() -> None:
    shown = f"{LONG}\nshort\n{OTHER}"
    assert seen(shown, [OTHER, LONG, "short"]) == [OTHER, LONG, "short"]


@given(st.lists(st.text(st.sampled_from("abcde fgh"), min_size=1, max_size=50), min_size=1, max_size=8))
def test_all_of_a_page_is_found_in_it(paragraphs: list[str]) -> None:
    shown = "\n".join(paragraphs)
    for paragraph, found in zip(paragraphs, seen(shown, paragraphs), strict=True):
        assert "".join(found.split()) == "".join(paragraph.split())
