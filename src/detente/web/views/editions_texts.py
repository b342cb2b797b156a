"""Two editions side by side: what both have is folded, what differs stands in its place with its marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from detente.editions.compare import Comparison
from detente.editions.records import Change, Piece
from detente.editions.shares import words_in
from detente.evidence import span_of
from detente.records import Span

Kind = Literal["kept", "changed", "apart"]
Op = Literal["same", "cut", "new", "moved"]

# Kinds of change that both editions have sentences of, in the order of the text.
_PAIRED = frozenset({"reworded", "split", "merged"})
_WORDING = frozenset({"removed", "added", "moved"})
# Beyond so many lines between two changes they are taken as they stand, without looking for those that both have.
_MOST_LINES = 4000


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one side, and whether the other side has them."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of both texts.

    Attributes:
        kind: "kept": both have it; "changed": a change that both have words of; "apart": one or both have words of their own.
        left, right: What to show of the older and the newer edition; of a kept stretch its beginning.
        at_left, at_right: Where it stands, None where that side has nothing.
        words: Words of the newer edition's side, of a kept stretch.
        change: The change that a changed row shows, else None.
    """

    kind: Kind
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    at_left: Span | None
    at_right: Span | None
    words: int = 0
    change: Change | None = None


def side_by_side(comparison: Comparison) -> tuple[Row, ...]:
    """Return both editions as rows in the order of the text."""
    old, new = comparison.before.document.text, comparison.after.document.text
    rows: list[Row] = []
    a = b = 0
    paired = _in_order(comparison.changes)
    # A sentence that was reworded and stands in another place, too, is marked where it stands on either side.
    marks = [c for c in comparison.changes if c.kind in _WORDING or (c.kind in _PAIRED and c not in paired)]
    for change in paired:
        one, other = change.evidence_from, change.evidence_to
        assert one is not None
        assert other is not None
        rows += _between(old, new, (a, one.start), (b, other.start), marks)
        rows.append(_changed(change, one, other))
        a, b = one.end, other.end
    rows += _between(old, new, (a, len(old)), (b, len(new)), marks)
    return tuple(row for row in rows if row.left or row.right)


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """Return the longest run of changes of sentences whose passages stand in the same order in both editions."""
    paired = sorted(
        (c for c in changes if c.kind in _PAIRED and c.evidence_from is not None and c.evidence_to is not None),
        key=lambda c: (_start(c.evidence_to), -_start(c.evidence_from)),
    )
    tails: list[int] = []
    chain: list[int] = []
    before: list[int | None] = [None] * len(paired)
    for at, change in enumerate(paired):
        place = bisect_left(tails, _start(change.evidence_from))
        tails[place : place + 1] = [_start(change.evidence_from)]
        chain[place : place + 1] = [at]
        before[at] = chain[place - 1] if place else None
    found: list[Change] = []
    last = chain[-1] if chain else None
    while last is not None:
        found.append(paired[last])
        last = before[last]
    apart: list[Change] = []
    ends = (0, 0)
    for change in reversed(found):
        one, other = change.evidence_from, change.evidence_to
        if one is not None and other is not None and one.start >= ends[0] and other.start >= ends[1]:
            apart.append(change)
            ends = (one.end, other.end)
    return apart


def _start(span: Span | None) -> int:
    return -1 if span is None else span.start


def _changed(change: Change, one: Span, other: Span) -> Row:
    pieces = change.redline or (Piece("cut", one.quote), Piece("new", other.quote))
    left = tuple(Part(piece.op, piece.text) for piece in pieces if piece.op != "new")
    right = tuple(Part(piece.op, piece.text) for piece in pieces if piece.op != "cut")
    return Row("changed", left, right, one, other, change=change)


def _between(
    old: str, new: str, here: tuple[int, int], there: tuple[int, int], marks: Sequence[Change]
) -> Iterator[Row]:
    """Yield what stands between two changes: lines that both have, and lines of one side with the marks of what they lost."""
    first, second = _lines(old, *here), _lines(new, *there)
    if len(first) > _MOST_LINES or len(second) > _MOST_LINES:
        opcodes = [("replace", 0, len(first), 0, len(second))]
    else:
        matcher = SequenceMatcher(None, [_plain(s) for s in first], [_plain(s) for s in second], autojunk=False)
        opcodes = list(matcher.get_opcodes())
    for tag, a, b, c, d in opcodes:
        left = span_of(old, first[a].start, first[b - 1].end) if a < b else None
        right = span_of(new, second[c].start, second[d - 1].end) if c < d else None
        if tag == "equal" and left is not None and right is not None:
            yield Row(
                "kept", (Part("same", left.quote),), (Part("same", right.quote),), left, right, words_in(right.quote)
            )
        else:
            yield Row("apart", _marked(left, marks, "removed"), _marked(right, marks, "added"), left, right)


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Return the lines of a stretch of text that have words."""
    found = []
    for line in text[start:end].splitlines(keepends=True):
        words = line.strip()
        if words:
            at = start + len(line) - len(line.lstrip())
            found.append(span_of(text, at, at + len(words)))
        start += len(line)
    return found


def _plain(span: Span) -> str:
    return " ".join(span.quote.split())


def _marked(whole: Span | None, marks: Sequence[Change], kind: Literal["removed", "added"]) -> tuple[Part, ...]:
    """Cut the words of one side where what it alone has, or has in another place, begins and ends."""
    if whole is None:
        return ()
    own: Op = "cut" if kind == "removed" else "new"
    spans: list[tuple[Span, Change]] = []
    for change in marks:
        span = change.evidence_from if kind == "removed" else change.evidence_to
        told = change.kind == kind or change.kind not in ("removed", "added")
        if told and span is not None and span.start < whole.end and whole.start < span.end:
            spans.append((span, change))
    parts: list[Part] = []
    at = whole.start
    for span, change in sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end)):
        start, end = max(span.start, at), min(span.end, whole.end)
        if start >= end:
            continue
        if start > at:
            parts.append(Part("same", whole.quote[at - whole.start : start - whole.start]))
        if change.kind in _PAIRED and (start, end) == (span.start, span.end):
            pieces = (piece for piece in change.redline if piece.op in ("same", own))
            parts += [Part("moved" if piece.op == "same" else own, piece.text) for piece in pieces]
        else:
            op: Op = own if change.kind == kind else "moved"
            parts.append(Part(op, whole.quote[start - whole.start : end - whole.start]))
        at = end
    if at < whole.end:
        parts.append(Part("same", whole.quote[at - whole.start :]))
    return tuple(parts)
