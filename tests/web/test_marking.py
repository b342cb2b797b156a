from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.web.marking import Mark, blocks, cut

ROLES = st.sampled_from(["evidence", "trigger", "source", "target", "date", "attribution", "removed"])
MARKS = st.lists(
    st.tuples(st.integers(-5, 60), st.integers(0, 40), ROLES).map(lambda one: Mark(one[0], one[0] + one[1], one[2]))
)


@given(st.text(min_size=20, max_size=50), st.integers(0, 10), st.integers(10, 20), MARKS)
def test_pieces_make_up_the_text(text, start, end, marks):
    pieces = cut(text, start, end, marks)
    assert "".join(piece.text for piece in pieces) == text[start:end]
    assert all(text[piece.start : piece.start + len(piece.text)] == piece.text for piece in pieces)


@given(st.text(alphabet="ab ", min_size=50, max_size=50), MARKS)
def test_each_character_has_the_roles_of_the_marks_over_it(text, marks):
    for piece in cut(text, 0, 50, marks):
        for at in range(piece.start, piece.start + len(piece.text)):
            assert set(piece.roles) == {mark.role for mark in marks if mark.start <= at < mark.end}


@given(st.text(min_size=20, max_size=50), st.integers(5, 10), st.integers(10, 20), MARKS)
def test_a_part_of_a_text_is_cut_like_the_whole(text, start, end, marks):
    assert cut(text[5:], start, end, marks, base=5) == cut(text, start, end, marks)


def test_overlapping_marks_are_all_there():
    pieces = cut("abcdef", 0, 6, [Mark(0, 4, "source"), Mark(2, 6, "target")])
    assert [(piece.text, piece.roles) for piece in pieces] == [
        ("ab", ("source",)), ("cd", ("source", "target")), ("ef", ("target",)),
    ]  # fmt: skip


def test_a_word_is_named_where_its_mark_ends():
    pieces = cut("abcdef", 0, 6, [Mark(0, 4, "source"), Mark(1, 2, "trigger")])
    assert [piece.named for piece in pieces] == ["", "act", "source", ""]


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(1, 40))
def test_blocks_make_up_the_text(text, longest):
    assert "".join(text[low:high] for low, high in blocks(text, longest)) == text


def test_blocks_are_paragraphs():
    text = "One.\n\nTwo\nlines.\n\n\nThree."
    assert [text[low:high].strip() for low, high in blocks(text)] == ["One.", "Two\nlines.", "Three."]


def test_a_long_paragraph_is_cut_between_sentences():
    text = "First sentence. Second one goes on."
    assert [text[low:high] for low, high in blocks(text, 20)] == ["First sentence. ", "Second one goes on."]
