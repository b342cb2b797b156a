from __future__ import annotations

import pytest

from detente.editions.compare import Comparison
from detente.web.views.editions_texts import Row, side_by_side

from ..editions.texts import pair

KEPT = "Australia is a special strategic partner of Japan.\n\n"
MOVED = "The two governments signed an agreement on military information in November 2016.\n\n"
PAIRS = {
    "the same": (KEPT, KEPT),
    "all new": (KEPT, "Nobody spoke of anything here before.\n\n"),
    "reworded": (
        KEPT + "Cooperation with South Korea is essential for dealing with the missiles of North Korea.",
        KEPT + "Cooperation with South Korea is important for dealing with the missiles of North Korea.",
    ),
    "moved": (
        MOVED + KEPT + "India hosted an exercise of its navy with Japan.",
        KEPT + "India hosted an exercise of its navy with Japan.\n\n" + MOVED,
    ),
    "removed": (KEPT + "China expressed regret over the visit to the shrine.", KEPT),
    "added": (KEPT, KEPT + "China expressed regret over the visit to the shrine."),
}


@pytest.fixture(scope="module", params=PAIRS)
def compared(request: pytest.FixtureRequest) -> Comparison:
    return pair(*PAIRS[request.param])


def shown(rows: tuple[Row, ...], side: str) -> str:
    spans = [span for row in rows if (span := getattr(row, f"at_{side}")) is not None]
    assert spans == sorted(spans, key=lambda span: span.start)
    return "".join("".join(span.quote.split()) for span in spans)


@pytest.mark.parametrize("side", ["left", "right"])
def test_every_word_of_both_editions_is_shown_once_and_in_order(compared: Comparison, side: str) -> None:
    edition = compared.before if side == "left" else compared.after
    assert shown(side_by_side(compared), side) == "".join(edition.document.text.split())


def test_every_row_verifies(compared: Comparison) -> None:
    for row in side_by_side(compared):
        for span, edition in ((row.at_left, compared.before), (row.at_right, compared.after)):
            assert span is None or edition.document.text[span.start : span.end] == span.quote


def test_what_both_have_is_kept() -> None:
    (row,) = side_by_side(pair(KEPT, KEPT))
    assert row.kind == "kept"


def test_what_stands_elsewhere_is_marked_as_moved() -> None:
    rows = side_by_side(pair(*PAIRS["moved"]))
    parts = [part for row in rows for part in (*row.left, *row.right) if part.op == "moved"]
    assert [part.text for part in parts] == [MOVED.strip()] * 2


def test_what_one_alone_has_is_marked() -> None:
    rows = side_by_side(pair(*PAIRS["removed"]))
    assert [part.op for row in rows if row.kind == "apart" for part in row.left] == ["cut"]
