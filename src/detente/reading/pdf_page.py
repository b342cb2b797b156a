"""From the characters of a PDF page to runs: pieces of lines with their place, size and weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

CJK = re.compile(r"[\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
HYPHEN_MARK = "\x02"
# In heights of the character box, which is about 1.2 (Latin) to 1.6 (East Asian) times the font size.
_WIDE_GAP, _BACK, _OFF_BASELINE, _OFF_RAISED = 1.3, 0.5, 0.45, 0.62
_SMALL = 0.78
_DOWN, _STILL = 0.3, 0.35
_SURROGATE = range(0xD800, 0xDC00)


class Glyph(NamedTuple):
    """A character with its offset in the raw text and its box in points, y upwards."""

    char: str
    at: int
    x0: float
    y0: float
    x1: float
    y1: float
    made: bool


@dataclass(slots=True)
class Run:
    """Characters that stand beside one another on one line.

    Attributes:
        place: Centre of the run on the page, each from 0 to 1, from the left and from the bottom.
        weight: Least font weight of its characters, of which every second is asked; 400 is regular.
        small: Offsets of characters set small and off the baseline, such as marks of footnotes.
        sideways: The characters run across the direction of the page's text.
    """

    page: int
    glyphs: list[Glyph]
    x0: float
    y0: float
    x1: float
    y1: float
    place: tuple[float, float]
    weight: int = 400
    small: set[int] = field(default_factory=set)
    sideways: bool = False

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def height(self) -> float:
        """Height of its line in points."""
        return self.y1 - self.y0


@dataclass(slots=True)
class Page:
    """Runs of one page in the order of its content."""

    number: int
    width: float
    height: float
    raw: tuple[int, int]
    runs: list[Run]


def load_page(page: Any, number: int, offset: int) -> tuple[str, Page]:
    """Return the raw text of a pypdfium2 page and its runs, whose offsets count from `offset`."""
    textpage = page.get_textpage()
    try:
        raw, glyphs, weights = _glyphs(textpage, offset)
    finally:
        textpage.close()
    width, height = page.get_size()
    # Vertical text runs downwards, lines from right to left: seen so, it is horizontal.
    turned = _is_vertical(glyphs)
    places = {g.at: ((g.x0 + g.x1) / 2 / width, (g.y0 + g.y1) / 2 / height) for g in glyphs}
    if turned:
        glyphs = [g._replace(x0=height - g.y1, y0=g.x0, x1=height - g.y0, y1=g.x1) for g in glyphs]
    runs = [_run(number, piece, weights, places) for piece in _split(glyphs, turned=turned)]
    return raw, Page(number, width, height, (offset, offset + len(raw)), _join_sideways(runs))


def _glyphs(textpage: Any, offset: int) -> tuple[str, list[Glyph], dict[int, int]]:
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - the library loads only where there is a PDF

    box = pdfium.FS_RECTF()
    chars: list[str] = []
    glyphs: list[Glyph] = []
    weights: dict[int, int] = {}
    high = 0
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _SURROGATE:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if not code or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        made = bool(pdfium.FPDFText_IsGenerated(textpage, index))
        at = offset + len(chars)
        char = chr(code)
        chars.append("\n" if char == "\f" else char)
        glyphs.append(Glyph(char, at, box.left, box.bottom, box.right, box.top, made))
        if at % 2 == 0:
            weights[at] = pdfium.FPDFText_GetFontWeight(textpage, index)
    return "".join(chars), glyphs, weights


def _is_vertical(glyphs: list[Glyph]) -> bool:
    """Tell whether most East Asian characters of the page stand below the one before."""
    solid = [g for g in glyphs if CJK.match(g.char)]
    down = across = 0
    for before, after in pairwise(solid):
        step = before.y0 - after.y0
        if abs(after.x0 - before.x0) < _STILL * (before.x1 - before.x0) and step > _DOWN * (before.x1 - before.x0):
            down += 1
        elif abs(step) < _STILL * (before.y1 - before.y0):
            across += 1
    return down > across and down >= 8


def _split(glyphs: list[Glyph], *, turned: bool) -> list[list[Glyph]]:
    """Cut where a line ends, the baseline changes or a gap is too wide for a space."""
    pieces: list[list[Glyph]] = []
    last: Glyph | None = None
    spaces: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char in "\r\n":
            # pdfium ends a line after each character of vertical text.
            last = last if turned else None
            spaces = []
        elif glyph.char.isspace() and glyph.char != "\u3000":
            spaces.append(glyph)
        elif last is not None and _continues(last, glyph, pieces[-1], turned=turned):
            pieces[-1] += [*spaces[:1], glyph]
            last, spaces = glyph, []
        else:
            pieces.append([glyph])
            last, spaces = glyph, []
    return pieces


def _continues(last: Glyph, glyph: Glyph, piece: list[Glyph], *, turned: bool) -> bool:
    height = max(last.y1 - last.y0, glyph.y1 - glyph.y0, 0.1)
    gap = glyph.x0 - last.x1
    wide = _WIDE_GAP * height
    if gap > wide or gap < -_BACK * height - (last.x1 - last.x0) * 0.2:
        return False
    low, high = min(g.y0 for g in piece[-6:]), max(g.y1 for g in piece[-6:])
    middle = (glyph.y0 + glyph.y1) / 2
    # Marks of footnotes are raised; punctuation of vertical text stands at one side.
    raised = turned or glyph.y1 - glyph.y0 < _SMALL * (high - low)
    off = _OFF_RAISED * max(height, high - low) if raised else _OFF_BASELINE * height
    return low - 0.1 * height <= middle <= high + 0.1 * height and abs(glyph.y0 - low) < max(off, 1.5)


def _run(number: int, glyphs: list[Glyph], weights: dict[int, int], places: dict[int, tuple[float, float]]) -> Run:
    boxed = [g for g in glyphs if not g.made and g.y1 > g.y0] or glyphs
    tall = median(g.y1 - g.y0 for g in boxed)
    full = [g for g in boxed if g.y1 - g.y0 >= _SMALL * tall] or boxed
    known = sorted(w for g in boxed if (w := weights.get(g.at, -1)) > 0)
    ends = places[boxed[0].at], places[boxed[-1].at]
    return Run(
        page=number,
        glyphs=glyphs,
        x0=min(g.x0 for g in boxed),
        y0=median(g.y0 for g in full),
        x1=max(g.x1 for g in boxed),
        y1=median(g.y1 for g in full),
        place=((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2),
        weight=known[0] if known else 400,
        small={g.at for g in boxed if g.y1 - g.y0 < _SMALL * tall},
    )


def _join_sideways(runs: list[Run]) -> list[Run]:
    """Join three or more single characters that follow one another up or down the page."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        single = len(run.glyphs) == 1
        if last and single and (last.sideways or len(last.glyphs) == 1):
            before, after = last.glyphs[-1], run.glyphs[0]
            step = abs(before.y0 - after.y0)
            if abs(after.x0 - before.x0) < 3 and 0.5 < step < 2.5 * (before.y1 - before.y0 + 0.1):
                last.glyphs.append(after)
                last.x1, last.y0, last.y1 = max(last.x1, run.x1), min(last.y0, run.y0), max(last.y1, run.y1)
                last.sideways = True
                continue
        joined.append(run)
    for run in joined:
        run.sideways = run.sideways and len(run.glyphs) > 2
    return joined
