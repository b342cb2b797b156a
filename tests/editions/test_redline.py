from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.editions.records import Piece
from detente.editions.redline import cut_and_new, redline

_TEXTS = st.text(alphabet=st.sampled_from("abc de.,-'’ 日本国と中\n"), max_size=40)


@given(_TEXTS, _TEXTS)
def test_the_pieces_make_up_both_passages(before: str, after: str) -> None:
    pieces = redline(before, after)
    assert "".join(piece.text for piece in pieces if piece.op != "new") == before
    assert "".join(piece.text for piece in pieces if piece.op != "cut") == after


@given(_TEXTS)
def test_a_passage_against_itself_has_no_change(text: str) -> None:
    assert cut_and_new(redline(text, text)) == []


def test_words_are_marked_whole() -> None:
    assert redline("Japan is our partner.", "Japan is our neighbour.") == (
        Piece("same", "Japan is our "), Piece("cut", "partner"), Piece("new", "neighbour"), Piece("same", "."),
    )  # fmt: skip


def test_chinese_is_marked_by_character() -> None:
    assert cut_and_new(redline("推动两岸关系和平发展，推进祖国和平统一进程。", "推动两岸关系和平发展。")) == [
        ("，推进祖国和平统一进程", "")
    ]


def test_a_small_word_between_two_replacements_is_part_of_the_change() -> None:
    assert cut_and_new(redline("They met at the border gate.", "They met near the river bank.")) == [
        ("at the border gate", "near the river bank")
    ]
