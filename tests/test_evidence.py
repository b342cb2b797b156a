from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import EvidenceError
from detente.evidence import check_event, compact, event_spans, failing_spans, holds, span_of, to_clean, to_raw
from detente.records import Attribution, DateValue, Document, Event, Participant, Segment, Span

TEXT = "On Monday Canada expelled two Russian diplomats, Reuters reported."


def found(word: str) -> Span:
    start = TEXT.index(word)
    return Span(start, start + len(word), word)


def side(country: str, word: str) -> tuple[Participant, ...]:
    return (Participant(country, country, country, "government", found(word)),)


DOCUMENT = Document("d-1", "wire.txt", TEXT, TEXT, "text/plain")
EVENT = Event(
    id="e-1",
    path="wire.txt",
    document="d-1",
    date=DateValue(date(2022, 3, 7), date(2022, 3, 7), "day", "Monday", found("Monday")),
    source=side("CAN", "Canada"),
    target=side("RUS", "Russian"),
    type="SANCTION",
    mode="expel",
    context=(),
    cameo="145",
    intensity=None,
    scale=None,
    status="happened",
    contested=False,
    attribution=(Attribution("Reuters", "agency", None, found("Reuters")),),
    evidence=Span(0, len(TEXT), TEXT),
    trigger=found("expelled"),
    incident="i-1",
    confidence=0.5,
)


@st.composite
def segments(draw, *, even: bool = False, gaps: bool = True) -> tuple[Segment, ...]:
    """Sorted segments that do not overlap; `gaps` leaves clean or raw text between them."""
    gap = st.integers(0, 3) if gaps else st.just(0)
    made: list[Segment] = []
    clean = raw = 0
    for _ in range(draw(st.integers(1, 8))):
        clean, raw = clean + draw(gap), raw + draw(gap)
        width = draw(st.integers(1, 6))
        raw_width = width if even else draw(st.integers(1, 6))
        made.append(Segment(clean, clean + width, raw, raw + raw_width))
        clean, raw = clean + width, raw + raw_width
    return tuple(made)


@st.composite
def ranges_inside(draw, offsets: tuple[Segment, ...]) -> tuple[int, int]:
    """A clean range whose first and last character came from the raw text."""
    mapped = [i for s in offsets for i in range(s.clean_start, s.clean_end)]
    a, b = draw(st.sampled_from(mapped)), draw(st.sampled_from(mapped))
    return min(a, b), max(a, b) + 1


@given(st.data())
def test_mapping_to_raw_and_back_gives_the_same_range_on_even_segments(data):
    offsets = data.draw(segments(even=True))
    start, end = data.draw(ranges_inside(offsets))
    raw = to_raw(offsets, start, end)
    assert raw is not None
    assert to_clean(offsets, *raw) == (start, end)


@given(st.data())
def test_each_character_of_an_even_segment_maps_to_one_character(data):
    offsets = data.draw(segments(even=True))
    segment = data.draw(st.sampled_from(offsets))
    step = data.draw(st.integers(0, segment.clean_end - segment.clean_start - 1))
    at = segment.raw_start + step
    assert to_raw(offsets, segment.clean_start + step, segment.clean_start + step + 1) == (at, at + 1)


@given(st.data())
def test_a_raw_range_covers_those_of_its_characters(data):
    offsets = data.draw(segments())
    start, end = data.draw(ranges_inside(offsets))
    whole = to_raw(offsets, start, end)
    singles = [found for i in range(start, end) if (found := to_raw(offsets, i, i + 1)) is not None]
    assert whole == (min(a for a, _ in singles), max(b for _, b in singles))


@given(st.data())
def test_going_to_raw_and_back_never_loses_a_character(data):
    offsets = data.draw(segments())
    start, end = data.draw(ranges_inside(offsets))
    raw = to_raw(offsets, start, end)
    assert raw is not None
    back = to_clean(offsets, *raw)
    assert back is not None
    assert back[0] <= start
    assert end <= back[1]


def test_text_that_came_from_nowhere_has_no_raw_range():
    assert to_raw((Segment(0, 4, 0, 4), Segment(6, 9, 4, 7)), 4, 6) is None


def test_a_document_without_offsets_has_no_raw_range():
    assert to_raw((), 0, 3) is None


def test_part_of_an_uneven_segment_maps_to_all_of_it():
    assert to_raw((Segment(0, 3, 0, 10),), 1, 2) == (0, 10)


@given(st.data())
def test_compact_keeps_the_mapping(data):
    offsets = data.draw(segments(gaps=data.draw(st.booleans()), even=data.draw(st.booleans())))
    start, end = data.draw(ranges_inside(offsets))
    assert to_raw(compact(offsets), start, end) == to_raw(offsets, start, end)


@given(segments(even=True, gaps=False))
def test_compact_joins_what_adjoins_evenly_into_one(offsets):
    assert compact(offsets) == (Segment(0, offsets[-1].clean_end, 0, offsets[-1].raw_end),)


@given(segments())
def test_compact_changes_nothing_the_second_time(offsets):
    assert compact(compact(offsets)) == compact(offsets)


def test_compact_drops_segments_without_clean_text():
    assert compact([Segment(0, 2, 0, 2), Segment(2, 2, 2, 5), Segment(2, 4, 5, 7)]) == (
        Segment(0, 2, 0, 2),
        Segment(2, 4, 5, 7),
    )


def test_compact_leaves_uneven_neighbours_apart():
    offsets = (Segment(0, 2, 0, 2), Segment(2, 3, 2, 7))
    assert compact(offsets) == offsets


@given(st.text(min_size=1), st.data())
def test_span_of_gives_a_span_that_holds(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert holds(text, span_of(text, start, end))


@pytest.mark.parametrize("start, end", [(2, 2), (3, 2), (-1, 2), (0, 6), (6, 7)])
def test_span_of_refuses_what_is_no_part_of_the_text(start, end):
    with pytest.raises(EvidenceError, match=f"characters {start} to {end} are no part of a text of 5 characters"):
        span_of("ratio", start, end)


@pytest.mark.parametrize(
    "span",
    [Span(0, 3, "the"), Span(1, 4, "the"), Span(0, 0, ""), Span(-4, -1, "end"), Span(4, 9, "end")],
    ids=["other case", "moved", "empty", "counted from the end", "past the end"],
)
def test_holds_refuses(span):
    assert not holds("The end", span)


def test_event_spans_names_every_span_with_its_role():
    roles = ["evidence", "trigger", "date", "source", "target", "attribution"]
    assert [role for role, _ in event_spans(EVENT)] == roles


def test_a_date_that_came_from_no_words_has_no_span():
    undated = replace(EVENT, date=DateValue(latest=date(2022, 3, 8)))
    assert "date" not in [role for role, _ in event_spans(undated)]


def test_check_event_passes_an_event_whose_spans_stand():
    check_event(DOCUMENT, EVENT)


def test_check_event_names_role_place_and_both_readings():
    moved = replace(EVENT, trigger=replace(EVENT.trigger, quote="expels"))
    start, end = EVENT.trigger.start, EVENT.trigger.end
    told = f"event e-1: the trigger at {start}–{end} of wire.txt reads 'expelled', not 'expels'"
    with pytest.raises(EvidenceError) as caught:
        check_event(DOCUMENT, moved)
    assert str(caught.value) == told


def test_check_event_refuses_an_event_of_another_document():
    with pytest.raises(EvidenceError, match="event e-1 is of document d-1, not of d-2"):
        check_event(replace(DOCUMENT, id="d-2"), EVENT)


def test_failing_spans_lists_all_that_fail():
    shorter = TEXT.replace("On Monday ", "")
    roles = {role for role, _ in failing_spans(shorter, EVENT)}
    assert roles == {"evidence", "trigger", "date", "source", "target", "attribution"}
