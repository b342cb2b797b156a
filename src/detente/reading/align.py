"""Maps from clean text to the raw text it came from: building them, editing through them, and finding them afterwards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.evidence import compact
from detente.records import Removed, Segment

# Characters that show nothing and only break words apart: soft hyphen, zero-width space, word joiner, byte-order mark,
# direction marks, control characters. Joiners (U+200C, U+200D) stay: Persian and Indic spelling needs them.
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f"
_SPACES = "\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Whatever is not to be kept as it stands: all of these but a single plain space between words.
_ODD = re.compile(f"[{_INVISIBLE}]+|(?! [^{_SPACES}])[{_SPACES}]+")
_CLUSTER = re.compile(
    r"[^\W\d_][\u0300-\u036f\u3099\u309a]+|[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.", re.DOTALL
)


class MapBuilder:
    """Builds a clean text piece by piece together with its map to the raw text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0
        self._last = ""

    def glue(self, text: str) -> None:
        """Append `text` that stands nowhere in the raw text, such as a paragraph break."""
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def put(self, text: str, raw_start: int, raw_end: int) -> None:
        """Append `text` as it is, which came from the raw range."""
        if not text:
            return
        self._segments.append(Segment(self._length, self._length + len(text), raw_start, raw_end))
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def add(self, raw: str, raw_start: int, raw_end: int) -> None:
        """Append `raw[raw_start:raw_end]` tidied: spaces run together, invisible characters gone, composed to NFC."""
        at = raw_start
        for odd in _ODD.finditer(raw, raw_start, raw_end):
            self._compose(raw, at, odd.start())
            if odd.group()[0].isspace() and self._last and not self._last.isspace():
                self.put(" ", odd.start(), odd.start() + 1)
            at = odd.end()
        self._compose(raw, at, raw_end)

    def _compose(self, raw: str, start: int, end: int) -> None:
        if start < end and raw[start] == " " and (not self._last or self._last.isspace()):
            start += 1
        piece = raw[start:end]
        if unicodedata.is_normalized("NFC", piece):
            self.put(piece, start, end)
            return
        for cluster in _CLUSTER.finditer(piece):
            composed = unicodedata.normalize("NFC", cluster.group())
            self.put(composed, start + cluster.start(), start + cluster.end())

    @property
    def last(self) -> str:
        """The last character so far, or the empty string."""
        return self._last

    def done(self) -> tuple[str, tuple[Segment, ...]]:
        """Return the clean text and its map."""
        return "".join(self._parts), compact(self._segments)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to clean text: `text[start:end]` becomes `insert`.

    Attributes:
        reason: Why the words go, to be recorded; None where nothing that was said is lost.
    """

    start: int
    end: int
    insert: str = ""
    reason: str | None = None


def apply_edits(
    text: str, offsets: Sequence[Segment], edits: Iterable[Edit], raw: str
) -> tuple[str, tuple[Segment, ...], tuple[Removed, ...]]:
    """Apply `edits` to `text` and to its map.

    Args:
        text: Clean text so far.
        offsets: Its map, sorted by `clean_start`.
        edits: Changes in any order; of two that overlap the one that starts first holds and the other is shortened.
        raw: The raw text, to record what was removed as it stood there.

    Returns:
        The new text, its map, and what was removed with its raw offsets.
    """
    builder = _Cutter(text, offsets)
    removed: list[Removed] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        start = max(edit.start, at)
        if edit.end < start or (edit.end == start and not edit.insert):
            continue
        builder.keep(at, start)
        place = builder.drop(start, edit.end)
        if edit.reason is not None and place is not None:
            removed.append(Removed(*place, edit.reason, raw[place[0] : place[1]]))
        builder.insert(edit.insert)
        at = edit.end
    builder.keep(at, len(text))
    new_text, segments = builder.done()
    return new_text, segments, tuple(removed)


class _Cutter:
    """Builds a new text out of an old one and its map, from left to right."""

    def __init__(self, text: str, offsets: Sequence[Segment]) -> None:
        self._text = text
        self._cursor = Cursor(offsets)
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        shift = self._length - start
        for s in self._cursor.within(start, end):
            self._segments.append(Segment(s.clean_start + shift, s.clean_end + shift, s.raw_start, s.raw_end))
        self._parts.append(self._text[start:end])
        self._length += end - start

    def drop(self, start: int, end: int) -> tuple[int, int] | None:
        return self._cursor.cover(start, end)

    def insert(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def done(self) -> tuple[str, tuple[Segment, ...]]:
        return "".join(self._parts), compact(self._segments)


class Cursor:
    """Looks up one range after another in a map, in rising order, in one pass over it."""

    def __init__(self, offsets: Sequence[Segment]) -> None:
        self._offsets = offsets
        self._next = 0

    def within(self, start: int, end: int) -> list[Segment]:
        """Return the parts of segments inside the clean range `[start, end)`."""
        found: list[Segment] = []
        i = self._next
        while i < len(self._offsets) and self._offsets[i].clean_start < end:
            s = self._offsets[i]
            a, b = max(start, s.clean_start), min(end, s.clean_end)
            if a < b:
                even = s.clean_end - s.clean_start == s.raw_end - s.raw_start
                shift = s.raw_start - s.clean_start
                found.append(Segment(a, b, a + shift, b + shift) if even else Segment(a, b, s.raw_start, s.raw_end))
            if s.clean_end > end:
                break
            i += 1
        self._next = i
        return found

    def cover(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the smallest raw range that covers the clean range, or None where nothing of it came from the raw text."""
        found = self.within(start, end)
        return (min(s.raw_start for s in found), max(s.raw_end for s in found)) if found else None


def compose(inner: Sequence[Segment], outer: Sequence[Segment]) -> tuple[Segment, ...]:
    """Chain two maps: `inner` leads from text A to B, `outer` from B to C; the result leads from A to C.

    Both are sorted by `clean_start`. A piece that has no counterpart in C is left out.
    """
    cursor = Cursor(outer)
    joined: list[Segment] = []
    furthest = 0
    for s in inner:
        if s.raw_start < furthest:
            cursor = Cursor(outer)
        furthest = s.raw_end
        pieces = cursor.within(s.raw_start, s.raw_end)
        if s.clean_end - s.clean_start == s.raw_end - s.raw_start:
            shift = s.clean_start - s.raw_start
            joined += [Segment(p.clean_start + shift, p.clean_end + shift, p.raw_start, p.raw_end) for p in pieces]
        elif pieces:
            low, high = min(p.raw_start for p in pieces), max(p.raw_end for p in pieces)
            joined.append(Segment(s.clean_start, s.clean_end, low, high))
    return compact(joined)
