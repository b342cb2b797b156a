from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.editions.align import Link, align_texts

BASE = [
    "Japan attaches importance to its relations with Australia.",
    "South Korea is an important neighbour of Japan.",
    "China continues to build up its navy in the East China Sea.",
    "Russia has stationed new missiles on the islands.",
    "ASEAN stands at the crossroads of the sea lanes.",
]


def test_the_same_sentences_are_linked_one_by_one() -> None:
    assert align_texts(BASE, BASE) == [Link((i,), (i,), 1.0) for i in range(len(BASE))]


def test_a_sentence_that_went_has_no_link() -> None:
    links = align_texts(BASE, BASE[:2] + BASE[3:])
    assert [link.before[0] for link in links] == [0, 1, 3, 4]


def test_a_sentence_that_changed_its_place_has_moved() -> None:
    links = align_texts(BASE, [*BASE[1:], BASE[0]])
    assert [(link.before, link.after) for link in links if link.moved] == [((0,), (4,))]


def test_a_sentence_parted_in_two_is_a_split() -> None:
    whole = "Japan will strengthen missile defence with the United States and will hold joint exercises with Australia each year."
    parts = [
        "Japan will strengthen missile defence with the United States.",
        "It will hold joint exercises with Australia each year.",
    ]
    links = align_texts([BASE[0], whole, BASE[2]], [BASE[0], *parts, BASE[2]])
    assert [(link.before, link.after) for link in links] == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]


def test_two_sentences_made_one_are_merged() -> None:
    whole = "Japan will strengthen missile defence with the United States and will hold joint exercises with Australia each year."
    parts = [
        "Japan will strengthen missile defence with the United States.",
        "It will hold joint exercises with Australia each year.",
    ]
    assert Link((0, 1), (0,), 0).before in [link.before for link in align_texts(parts, [whole])]


def test_the_best_sum_goes_before_the_best_pair() -> None:
    # A greedy pairing would take the one sentence word for word, across the order of the two others.
    before = [
        "The fleet met near Guam in May.",
        "The talks on trade went on in Seoul and Tokyo.",
        "The fleet left in June.",
    ]
    after = [
        "The fleet left in June.",
        "The fleet met near Guam in March.",
        "The talks on trade went on in Seoul and Osaka.",
    ]
    kept = [(link.before[0], link.after[0]) for link in align_texts(before, after) if not link.moved]
    assert kept == [(0, 1), (1, 2)]


def test_an_encoder_can_join_what_shares_few_words() -> None:
    before = ["Seoul summoned the envoy.", "Prices rose."]
    after = ["The ambassador was called in by the ministry.", "Prices rose."]

    def embed(texts: object) -> object:
        import numpy as np

        return np.array([[0.0, 1.0] if "Prices" in text else [1.0, 0.0] for text in texts], dtype=np.float32)  # type: ignore[attr-defined]

    assert len(align_texts(before, after)) == 1
    assert align_texts(before, after, embed)[-1].after == (1,)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(BASE), max_size=7), st.lists(st.sampled_from(BASE), max_size=7))
def test_no_sentence_is_linked_twice(before: list[str], after: list[str]) -> None:
    links = align_texts(before, after)
    for side in ([i for link in links for i in link.before], [j for link in links for j in link.after]):
        assert len(side) == len(set(side))


@given(st.lists(st.sampled_from(BASE), max_size=7), st.lists(st.sampled_from(BASE), max_size=7))
def test_links_that_did_not_move_keep_the_order(before: list[str], after: list[str]) -> None:
    kept = [(link.before, link.after) for link in align_texts(before, after) if not link.moved]
    assert kept == sorted(kept, key=lambda pair: pair[1])
