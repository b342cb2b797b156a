"""From lines in reading order to paragraphs, with every character traced to the raw text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import ceil
from statistics import median

from detente.evidence import compact
from detente.reading.pdf_layout import Line
from detente.reading.pdf_page import CJK, HYPHEN_MARK, Glyph
from detente.records import Segment

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = (HYPHEN_MARK, "-", "\u2010", _SOFT_HYPHEN)
_END = re.compile(r"[.!?:;。．！？：；][\"'”’)）」』\]]*$")
_SYMBOL = re.compile(r"[•●○■□◆◇▪▶►◎※★·・–—*]\s?\S|[-−]\s\S|o\s[A-Z]")
_ITEM = re.compile(
    r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s|[（(]?[0-9０-９一二三四五六七八九十]{1,2}[）)．、]\s?\S|第[0-9一二三四五六七八九十]+[章節条]"
)
# The dots of a table of contents; words that no paragraph ends with.
_LEADER = re.compile(r"(?:\.{4}|…{2}|(?:\.\s){4})[.…\s]*\S{1,5}$")
_OPEN_WORD = re.compile(
    r"(?:\b(?:the|of|and|a|an|to|in|for|with|by|or|that|at|on|from|its|their|our|is|are|was|were|be|as|than|into|between|"
    r"when|which|who|not|no|has|have|had)|,)$",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?:\b(?:the|of|and|a|an|to|in|for|with|by|or|that|at|on|from|its|their|our|is|are|was|were|be|as|than|into|between|when|which|who|not|no|has|have|had)|,)$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_COMBINING = {
    "all", "anti", "cross", "ex", "first", "full", "half", "high", "ill", "inter", "long", "low", "mid", "multi", "non", "old",
    "one", "post", "pre", "pro", "second", "self", "semi", "short", "so", "third", "two", "three", "ultra", "vice", "well",
}  # fmt: skip
# Of these, the ones that stand without hyphen as often; only another place of the document can tell.
_EITHER = {"inter", "multi", "post", "pre", "semi", "ultra", "cross"}
_INDENT, _GAP, _STYLE = 0.4, 1.35, 0.15


@dataclass(slots=True)
class Text:
    """Clean text under construction."""

    pieces: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0

    def put(self, text: str, start: int | None = None, end: int | None = None) -> None:
        """Append `text`, which stands for the raw range, or for nothing where that is None."""
        if start is not None and end is not None:
            self.segments.append(Segment(self.length, self.length + len(text), start, end))
        self.pieces.append(text)
        self.length += len(text)


@dataclass(frozen=True, slots=True)
class Measures:
    """What lines of a document are compared with.

    Attributes:
        pitch: Usual distance from line to line.
        base: Usual start of a line in a column, by page and column.
        edge: Where full lines of a column end.
        words: Words as they stand inside lines, in lower case.
    """

    pitch: float
    base: dict[tuple[int, float, float], float]
    edge: dict[tuple[int, float, float], float]
    words: Counter[str]


def measure(lines: list[Line]) -> Measures:
    """Measure the lines of a document."""
    starts: dict[tuple[int, float, float], Counter[float]] = defaultdict(Counter)
    ends: dict[tuple[int, float, float], list[float]] = defaultdict(list)
    steps: list[float] = []
    words: Counter[str] = Counter()
    for before, line in zip([None, *lines], lines, strict=False):
        starts[_column(line)][round(line.runs[0].x0)] += 1
        ends[_column(line)].append(line.runs[-1].x1)
        if before and _column(before) == _column(line) and 0 < before.y0 - line.y0 < 3 * line.height:
            steps.append(before.y0 - line.y0)
        found = _WORD.findall(line_text(line).lower())
        words.update(found[1:-1])
    return Measures(
        pitch=median(steps) if steps else 0.0,
        base={key: _leftmost_usual(counted) for key, counted in starts.items()},
        edge={key: sorted(found)[ceil(0.97 * (len(found) - 1))] for key, found in ends.items()},
        words=words,
    )


def _leftmost_usual(counted: Counter[float]) -> float:
    most = counted.most_common(1)[0][1]
    return min(x for x, n in counted.items() if n >= max(0.4 * most, 1))


def _column(line: Line) -> tuple[int, float, float]:
    return line.page, round(line.left), round(line.right)


def line_text(line: Line) -> str:
    """Return the characters of a line, its runs parted by a space."""
    return " ".join(run.text for run in line.runs)


def begins_paragraph(before: Line, line: Line, m: Measures, *, indents: bool) -> bool:
    """Tell whether `line` begins a paragraph after `before`.

    It does where the style changes, the gap is wide, a mark of a list stands before it, it is indented, or the line
    before ended although the next word had room. In a new column or page a sentence that has not ended goes on.
    """
    last, first = line_text(before).rstrip(), line_text(line)
    if last.endswith(_HYPHENS) and first[:1].islower():
        return False
    height = max(before.height, line.height)
    if abs(before.height - line.height) > _STYLE * height or before.bold != line.bold:
        return True
    ended = bool(_END.search(last))
    one_column = _column(before) == _column(line) and line.y0 < before.y0
    if one_column and m.pitch and before.y0 - line.y0 > _GAP * max(m.pitch, 0.75 * height):
        return True
    if _SYMBOL.match(first) or _LEADER.search(last):
        return True
    had_room = _room(before, line, m)
    if before.bold and line.bold and not ended and one_column and not _ITEM.match(first):
        return False  # a heading of two lines
    if _ITEM.match(first) and (ended or had_room):
        return True
    indent = line.runs[0].x0 - m.base[_column(line)]
    was = before.runs[0].x0 - m.base[_column(before)]
    listed = _SYMBOL.match(last) or _ITEM.match(last)
    if indent - was > _INDENT * height and indent > _INDENT * height and not listed and (one_column or ended):
        return True
    if had_room and not (first[:1].islower() or _OPEN_WORD.search(last)):
        return True
    return not one_column and ended and (not indents or indent > _INDENT * height)


def uses_indents(lines: list[Line], m: Measures) -> bool:
    """Tell whether the first lines of paragraphs are indented: one line in twelve is, and the next one is not."""
    shifted = [(line.runs[0].x0 - m.base[_column(line)]) / max(line.height, 1.0) for line in lines]
    found = sum(
        _INDENT < x < 4 and abs(after) < 0.2 and not _SYMBOL.match(line_text(line))
        for x, after, line in zip(shifted, shifted[1:], lines, strict=False)
    )
    return found > len(lines) / 12


def _room(before: Line, line: Line, m: Measures) -> bool:
    """Tell whether the first word of `line` would have fitted at the end of the line before."""
    room = m.edge[_column(before)] - before.runs[-1].x1
    glyphs = line.runs[0].glyphs
    if CJK.match(glyphs[0].char):
        return room > 1.5 * line.height
    # A no-break space holds two words together.
    word = next((i for i, g in enumerate(glyphs) if g.char.isspace() and g.char != "\xa0"), len(glyphs))
    width = glyphs[word - 1].x1 - glyphs[0].x0 if word else 0.0
    return room > max(width + 0.6 * line.height, 1.5 * line.height)


def put_paragraph(text: Text, lines: list[Line], m: Measures, skip: set[int], starts: dict[int, int]) -> None:
    """Append lines as one paragraph.

    Args:
        text: Where to append.
        lines: The lines.
        m: Measures of the document.
        skip: Raw offsets of characters to leave out.
        starts: Where the text of each page begins; gets the pages that begin here.
    """
    kept = [(line.page, glyphs) for line in lines if (glyphs := [g for g in _glyphs(line) if g.at not in skip])]
    for (page, glyphs), (_, following) in zip(kept, [*kept[1:], (0, [])], strict=True):
        starts.setdefault(page, text.length)
        joint = _joint(glyphs, following, m) if following else "none"
        for glyph in glyphs[:-1] if joint == "" else glyphs:
            _put_glyph(text, glyph)
        if joint == " ":
            text.put(" ")


def _glyphs(line: Line) -> list[Glyph]:
    """Return the characters of a line; pieces of it that stand apart are parted by a space of no origin."""
    found: list[Glyph] = []
    for run in line.runs:
        if found:
            apart = run.x0 - found[-1].x1 > 0.25 * run.height
            if apart or not (CJK.match(found[-1].char) and CJK.match(run.glyphs[0].char)):
                found.append(Glyph(" ", -1, 0, 0, 0, 0, True))
        found += run.glyphs
    kept: list[Glyph] = []
    for index, glyph in enumerate(found):
        if glyph.char.isspace() and glyph.char != "\u3000":
            beside = kept[-1].char if kept else " ", found[index + 1].char if index + 1 < len(found) else " "
            # Wide setting of East Asian text is no space.
            if beside[0].isspace() or (glyph.made and all(CJK.match(c) for c in beside) and glyph.at >= 0):
                continue
        kept.append(glyph)
    return kept


def _put_glyph(text: Text, glyph: Glyph) -> None:
    char = glyph.char
    if char == _SOFT_HYPHEN:
        return
    if char == HYPHEN_MARK:
        char = "-"
    elif char in _LIGATURES:
        char = _LIGATURES[char]
    elif char.isspace() and char != "\u3000":
        char = " "
    elif "\u2f00" <= char <= "\u2fd5":
        char = _radical(char)
    if glyph.at < 0:
        text.put(char)
    else:
        text.put(char, glyph.at, glyph.at + 1)


def _radical(char: str) -> str:
    """Return the ideograph for a radical of the Kangxi block, which some fonts give in its place."""
    import unicodedata  # noqa: PLC0415 - rare

    return unicodedata.normalize("NFKC", char)


def _joint(glyphs: list[Glyph], following: list[Glyph], m: Measures) -> str:
    """Return what joins two lines: " ", "none", or "" where the hyphen at the end of the first goes too."""
    last, first = glyphs[-1].char, following[0].char
    if last in _HYPHENS and len(glyphs) > 1 and glyphs[-2].char.isalpha() and first.isalpha():
        return "" if _is_broken(glyphs, following, m) else "none"
    if CJK.match(last) or CJK.match(first) or last in "—/":
        return "none"
    return " "


def _is_broken(glyphs: list[Glyph], following: list[Glyph], m: Measures) -> bool:
    """Tell whether the hyphen at a line's end only broke the word."""
    if glyphs[-1].char == _SOFT_HYPHEN:
        return True
    head = _WORD.findall("".join(g.char for g in glyphs[:-1]).lower())[-1]
    tail = _WORD.match("".join(g.char for g in following).lower())
    rest = tail.group() if tail else ""
    joined, hyphened = m.words[head + rest], m.words[f"{head}-{rest}"]
    if joined != hyphened:
        return joined > hyphened
    if following[0].char.isupper() or "-" in head or "-" in rest:
        return False
    if head in _COMBINING and head not in _EITHER:
        return False
    # Two words that both stand elsewhere make a compound: decision-making.
    return not (len(head) > 3 and len(rest) > 3 and m.words[head] and m.words[rest])


def finish(text: Text) -> tuple[str, tuple[Segment, ...]]:
    """Return the text and the map from it to the raw text."""
    return "".join(text.pieces), compact(text.segments)
