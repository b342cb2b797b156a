"""The sentences of an edition, whole: across page breaks, without numbers of pages, headings each for itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.sentences import split_sentences
from detente.editions.blocks import CJK, SENTENCE_END, UNSPACED, Block, blocks_of
from detente.editions.headings import heading_like
from detente.editions.recent import Recent
from detente.editions.records import Edition, Section, Unit
from detente.evidence import span_of

# A full stop of Chinese and Japanese, or any mark that ends a sentence, with what closes after it.
_EAST_END = re.compile(r"(?:[。！？｡．!?]+|\.+(?=[」』”’\"')）\]]*(?:\s|$)))[」』”’\"')）】》〉\]]*")
_ABBREVIATED = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,4}$")
_OPEN_END = re.compile(
    r"(?:[,-]|\b(?:the|a|an|of|to|in|and|or|for|with|by|from|on|at|our|its|their|his|her|that|as|is|are))$"
)
# Japanese closes a quotation and goes on: 「…。」と述べた.
_GOES_ON = re.compile(r"[とのをがはにでもやへ、，,]|など|という")
_QUOTED = {"「": "」", "『": "』", "（": "）", "(": ")", "“": "”", "《": "》"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit with its words as they are compared: one line, without what a page break put in between."""

    unit: Unit
    text: str


_PASSAGES: Recent[list[Passage]] = Recent()


def passages(edition: Edition) -> list[Passage]:
    """Return the sentences and headings of an edition in the order of its text.

    Footnotes, captions, tables of contents, running heads and numbers of pages are left out. The last few editions are
    remembered.
    """
    return _PASSAGES.get(edition.id, lambda: _passages(edition))


def _passages(edition: Edition) -> list[Passage]:
    blocks, _ = blocks_of(edition.document)
    return passages_of(edition.document.text, blocks, edition.outline)


def passages_of(text: str, blocks: Sequence[Block], outline: Sequence[Section]) -> list[Passage]:
    """Return the sentences of `blocks`, each with the innermost section of `outline` that it stands in."""
    place = _Places(outline)
    found: list[Passage] = []
    for paragraph, pieces in enumerate(_paragraphs(blocks, {section.heading.start: section for section in outline})):
        heading, ranges = pieces
        if heading is not None and any(c.isalnum() for c in text[heading[0] : heading[1]]):
            found.append(_passage(text, [heading], place, paragraph, heading=True))
        for sentence in _sentences(text, ranges):
            found.append(_passage(text, sentence, place, paragraph, heading=False))
    return found


class _Places:
    """Finds the innermost section at a place."""

    def __init__(self, outline: Sequence[Section]) -> None:
        self.outline = outline
        self.starts = [section.span.start for section in outline]

    def at(self, place: int) -> int | None:
        at = bisect_right(self.starts, place) - 1
        index: int | None = at if at >= 0 else None
        # Of the sections that begin before the place, only the last and those it stands in can still run.
        while index is not None and place >= self.outline[index].span.end:
            index = self.outline[index].parent
        return index


Range = tuple[int, int]


def _paragraphs(blocks: Sequence[Block], headings: dict[int, Section]) -> Iterator[tuple[Range | None, list[Range]]]:
    """Yield each paragraph as its heading, if it begins with one, and the ranges of its text.

    A paragraph that a page break cuts has two ranges: it does not end like a sentence and goes on in the middle of one.
    """
    waiting: list[Range] = []
    previous: Block | None = None
    for block in blocks:
        if block.kind != "body":
            continue
        section = headings.get(block.start)
        whole = section is not None and section.heading.end >= block.end
        if waiting and previous is not None:
            if section is None and _goes_on(previous, block):
                waiting.append((block.start, block.end))
                previous = block
                continue
            yield None, waiting
            waiting = []
        if section is not None and whole:
            yield (section.heading.start, section.heading.end), []
        elif section is not None and section.kind not in ("item", "paragraph"):
            yield (section.heading.start, section.heading.end), [(section.heading.end, block.end)]
        else:
            waiting = [(block.start, block.end)]
            previous = block
    if waiting:
        yield None, waiting


def _goes_on(last: Block, block: Block) -> bool:
    """Tell whether a paragraph goes on in the next block: it stops in the middle of a sentence."""
    if block.bullet or SENTENCE_END.search(last.text) or last.text[-1:] in ":;：；":
        return False
    first = block.text[0]
    if UNSPACED.match(first) and UNSPACED.match(last.text[-1]):
        return len(last.text) >= 30 and last.text[-1] not in "）」』】"
    if first.islower() or (first in "(“\"'" and block.text[1:2].islower()):
        return True
    # A capital may go on, too, where a line ends on a word that ends nothing, or fills the page.
    if last.text[-1] == ",":
        return not heading_like(block.text) or block.text[-1].isdigit()
    return len(last.text) >= 25 and bool(_OPEN_END.search(last.text)) and not heading_like(block.text)


def _sentences(text: str, ranges: list[Range]) -> Iterator[list[Range]]:
    """Yield the sentences of a paragraph, each as the ranges that it consists of."""
    if not ranges:
        return
    shown, places = "", []
    for start, end in ranges:
        if shown and not (UNSPACED.match(shown[-1]) and UNSPACED.match(text[start])):
            shown += " "
            places.append(start)
        shown += text[start:end]
        places += range(start, end)
    cjk = len(CJK.findall(shown)) > len(shown) / 5
    for start, end in _split_east(shown) if cjk else split_sentences(shown.replace("\n", " ")):
        piece = shown[start:end]
        if any(c.isalnum() for c in piece):
            first = start + len(piece) - len(piece.lstrip())
            last = start + len(piece.rstrip())
            yield _inside(ranges, places[first], places[last - 1] + 1)


def _inside(ranges: list[Range], start: int, end: int) -> list[Range]:
    return [(max(a, start), min(b, end)) for a, b in ranges if a < end and b > start]


def _split_east(text: str) -> Iterator[Range]:
    """Split Chinese or Japanese text; a full stop inside brackets or before a particle ends nothing."""
    begin = 0
    for match in _EAST_END.finditer(text):
        stop = match.end()
        closed = text[match.start() : stop]
        if stop < begin or (match[0][0] in "．." and text[stop : stop + 1].isalnum()):
            continue
        if match[0] == "." and _ABBREVIATED.search(text, begin, match.start()):
            continue
        if any(closed.endswith(mark) for mark in _QUOTED.values()) and _GOES_ON.match(text, stop):
            continue
        inner = text[begin : match.start()]
        if any(
            inner.count(opening) > inner.count(closing) and closing not in closed and closing in text[stop : stop + 160]
            for opening, closing in _QUOTED.items()
        ):
            continue
        yield begin, stop
        begin = stop
    if begin < len(text):
        yield begin, len(text)


def _passage(text: str, ranges: list[Range], place: _Places, paragraph: int, *, heading: bool) -> Passage:
    start, end = ranges[0][0], ranges[-1][1]
    words = ""
    for a, b in ranges:
        piece = text[a:b]
        apart = words and not (UNSPACED.match(words[-1]) and UNSPACED.match(piece[0]))
        words += (" " if apart else "") + piece
    return Passage(Unit(span_of(text, start, end), place.at(start), paragraph, heading), " ".join(words.split()))


def is_cjk(text: str) -> bool:
    """Tell whether `text` is mostly Chinese, Japanese or Korean."""
    return len(CJK.findall(text)) > len(text) / 4
