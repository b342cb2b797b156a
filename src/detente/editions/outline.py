"""The outline of a document: its parts, chapters, sections, numbered paragraphs and lists, each with its span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from detente.editions.blocks import Block, blocks_of
from detente.editions.headings import Opening, openings
from detente.editions.records import Section, SectionKind
from detente.evidence import span_of
from detente.records import Document

_NAMED: dict[int, SectionKind] = {0: "part", 1: "chapter"}
# Unnumbered headings of these styles have an order of their own: capitals stand above the others.
_BARE = ("caps", "plain", "lead")


def outline_of(document: Document) -> tuple[Section, ...]:
    """Return the sections of a document in the order of the text, a parent before its children."""
    blocks, contents = blocks_of(document)
    return outline(document.text, blocks, contents)


def outline(text: str, blocks: Sequence[Block], contents: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections that `blocks` make.

    Args:
        text: The text that the blocks are of.
        blocks: Its blocks in order.
        contents: Titles that its table of contents lists.
    """
    found = openings(blocks, contents)
    above = _above_bare(found)
    stack: list[int] = []
    levels: list[int] = []
    parents: list[int | None] = []
    for at, opening in enumerate(found):
        while stack and not _under(found[stack[-1]], opening, above, [found[i] for i in stack]):
            stack.pop()
        parents.append(stack[-1] if stack else None)
        levels.append(len(stack) + 1)
        stack.append(at)
    ends = _ends(text, blocks, found, levels)
    return tuple(_section(text, blocks, opening, levels[at], parents[at], ends[at]) for at, opening in enumerate(found))


def _under(top: Opening, new: Opening, above: set[str], stack: list[Opening]) -> bool:
    """Tell whether `new` stands under `top`, the innermost section that is open."""
    if new.leaf:
        return not top.leaf or (top.style != new.style and not any(other.style == new.style for other in stack))
    if top.leaf:
        return False
    if new.level is not None:
        return top.level is not None and top.level < new.level
    new_rank = new.number.rank if new.number else None
    top_rank = top.number.rank if top.number else None
    if new_rank is not None:
        return (top_rank is not None and top_rank < new_rank) or top.level is not None
    if any(other.style == new.style for other in stack):
        return False
    if top.style in _BARE and new.style in above:
        return False
    return not (top.style in _BARE and new.style in _BARE and _BARE.index(new.style) < _BARE.index(top.style))


def _above_bare(found: Sequence[Opening]) -> set[str]:
    """Return the styles of numbers that stand above unnumbered headings: those that count on across them.

    Numbers that begin anew after each unnumbered heading stand below it.
    """
    bare = [i for i, opening in enumerate(found) if opening.style in _BARE and not opening.leaf]
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, opening in enumerate(found):
        if opening.number is not None and opening.level is None and not opening.leaf:
            places[opening.style][opening.run].append(i)
    above = set()
    for style, runs in places.items():
        crossing = any(
            any(first < place < second for place in bare)
            for members in runs.values()
            for first, second in pairwise(members)
        )
        if crossing or (len(runs) == 1 and sum(place < min(next(iter(runs.values()))) for place in bare) <= 1):
            above.add(style)
    return above


def _ends(text: str, blocks: Sequence[Block], found: Sequence[Opening], levels: Sequence[int]) -> list[int]:
    """Return where each section ends: before the next of its level or of one above, without white space."""
    ends = [len(text.rstrip())] * len(found)
    open_: list[int] = []
    for at, opening in enumerate(found):
        stop = len(text[: blocks[opening.block].start].rstrip())
        while open_ and levels[open_[-1]] >= levels[at]:
            ends[open_.pop()] = stop
        open_.append(at)
    # An item ends with its own lines: the next block that is no item and no part of one goes on with the section.
    for at, opening in enumerate(found):
        if opening.style == "bullet":
            ends[at] = min(ends[at], blocks[opening.last].end)
    return ends


def _section(text: str, blocks: Sequence[Block], opening: Opening, level: int, parent: int | None, end: int) -> Section:
    block = blocks[opening.block]
    number = opening.number
    title = text[block.start + (number.end if number else 0) : opening.end].strip(" \t\n\u3000#*_:：.。–—-")
    rank = number.rank if number else None
    kind: SectionKind = "section"
    if rank is not None:
        kind = _NAMED.get(rank, "section")
    elif opening.leaf:
        kind = "item" if opening.style in ("bullet", "lead") or opening.style.startswith("(") else "paragraph"
    return Section(
        level=level,
        number=number.written if number else None,
        title=" ".join(title.split()),
        span=span_of(text, block.start, max(end, opening.end)),
        kind=kind,
        heading=span_of(text, block.start, opening.end),
        parent=parent,
        basis=opening.basis,
    )
