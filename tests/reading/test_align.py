from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import to_raw
from detente.reading.align import Cursor, Edit, MapBuilder, apply_edits, compose
from detente.records import Removed, Segment

WORDS = st.lists(st.text(st.sampled_from("abcdeé한日ж"), min_size=1, max_size=6), min_size=1, max_size=12)


def built(raw: str) -> tuple[str, tuple[Segment, ...]]:
    builder = MapBuilder()
    builder.add(raw, 0, len(raw))
    return builder.done()


def test_spaces_run_together() -> None:
    assert built("Seoul  and\u00a0\t Tokyo\nmet")[0] == "Seoul and Tokyo met"


def test_invisible_characters_go() -> None:
    assert built("Se\u00adoul\u200b and\ufeff Tokyo")[0] == "Seoul and Tokyo"


def test_joiners_that_spelling_needs_stay() -> None:
    assert built("می\u200cخواهد")[0] == "می\u200cخواهد"


def test_text_is_composed_and_traced_by_letter() -> None:
    raw = "Se\u0301oul"
    text, offsets = built(raw)
    assert text == "Séoul"
    assert to_raw(offsets, 1, 2) == (1, 3)
    assert to_raw(offsets, 2, 5) == (3, 6)


def test_decomposed_hangul_is_composed() -> None:
    text, offsets = built("\u1112\u1161\u11ab\u1100\u116e\u11a8")
    assert text == "한국"
    assert to_raw(offsets, 1, 2) == (3, 6)


@given(WORDS, st.lists(st.sampled_from([" ", "  ", "\n", "\u00a0 ", "\u00ad", "\u200b "]), min_size=12, max_size=12))
def test_every_word_leads_to_itself(words: list[str], gaps: list[str]) -> None:
    raw = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    text, offsets = built(raw)
    at = 0
    for word in text.split():
        at = text.index(word, at)
        place = to_raw(offsets, at, at + len(word))
        assert place is not None
        assert built(raw[place[0] : place[1]])[0] == word
        at += len(word)


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", " ", "xy"])), max_size=6),
)
def test_edits_keep_each_remaining_character_at_its_place(raw: str, wanted: list[tuple[int, int, str]]) -> None:
    offsets = (Segment(0, len(raw), 0, len(raw)),)
    edits = [Edit(min(a, b, len(raw)), min(max(a, b), len(raw)), insert, "test") for a, b, insert in wanted]
    text, kept, removed = apply_edits(raw, offsets, edits, raw)
    for segment in kept:
        assert text[segment.clean_start : segment.clean_end] == raw[segment.raw_start : segment.raw_end]
    covered = {i for s in kept for i in range(s.raw_start, s.raw_end)}
    gone = {i for r in removed for i in range(r.raw_start, r.raw_end)}
    assert covered | gone == set(range(len(raw)))
    assert not covered & gone


def test_an_edit_records_what_stood_in_the_raw_text() -> None:
    text, _, removed = apply_edits(
        "Share! Seoul", (Segment(0, 12, 5, 17),), [Edit(0, 7, "", "share line")], "#####Share! Seoul"
    )
    assert text == "Seoul"
    assert removed == (Removed(5, 12, "share line", "Share! "),)


def test_maps_chain() -> None:
    inner = (Segment(0, 3, 10, 13),)
    outer = (Segment(0, 11, 100, 111), Segment(11, 12, 111, 117), Segment(12, 20, 117, 125))
    assert compose(inner, outer) == (Segment(0, 1, 110, 111), Segment(1, 2, 111, 117), Segment(2, 3, 117, 118))


def test_a_cursor_finds_nothing_where_nothing_came_from_the_raw_text() -> None:
    assert Cursor((Segment(4, 6, 0, 2),)).cover(0, 3) is None
