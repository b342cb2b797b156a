"""Which runs of a PDF are running heads, page numbers, reading aids or footnotes, not the text itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median

from detente.reading.pdf_layout import Line
from detente.reading.pdf_page import CJK, Page, Run

HEAD, NUMBER, RUBY, MARK = "running head", "page number", "reading aid", "footnote mark"
_EDGE = 0.13
_SAME_PLACE = 0.012
_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|página)\s*)?(?P<n>\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fc\s]+")
_FOOTNOTE = re.compile(r"\s*(?:[（(\[]?\d{1,3}[)）\]]?\.?|[*†‡§※]+|[¹²³⁴-⁹]+|注\d*)\s*\S")
_FOOTNOTE_MARK = re.compile(r"[\s,]*[（(\[]?(?:\d{1,3}|[*†‡§※])(?:[,、–-]\s?\d{1,3})*[)）\]]?[\s]*")
_FOOTNOTE_SIZE = 0.93


def body_height(pages: list[Page]) -> float:
    """Return the height of a line of body text: the one that most characters have."""
    heights: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            heights[round(run.height * 2) / 2] += len(run.glyphs)
    return heights.most_common(1)[0][0] if heights else 12.0


def running(pages: list[Page]) -> dict[int, str]:
    """Return the runs, by `id`, that repeat from page to page at one place, and page numbers, with the reason.

    A head must repeat, digits aside, on three pages, or on two of at most six near the top or bottom edge; left and
    right pages may have heads of their own. Page numbers must count on
    with the pages; small Roman ones at the foot need not, for there may be only one.
    """
    found = _repeated(pages)
    found.update(_numbers(pages))
    return found


def _repeated(pages: list[Page]) -> dict[int, str]:
    groups: dict[str, list[Run]] = defaultdict(list)
    for page in pages:
        for run in page.runs:
            text = " ".join(re.sub(r"\d+", "#", run.text).casefold().split())
            edge = _near_edge(run)
            if len(text) > 1 and (edge or run.sideways or run.place[0] < 0.08 or run.place[0] > 0.92):
                groups[text].append(run)
    found: dict[int, str] = {}
    for runs in groups.values():
        for run in runs:
            like = [r for r in runs if abs(r.place[1] - run.place[1]) < _SAME_PLACE]
            on = {r.page for r in like}
            if len(on) >= 3 or (len(on) == 2 and len(pages) <= 6 and _weight(run.text) > 3):
                found[id(run)] = HEAD
    return found


def _weight(text: str) -> float:
    return sum(2.5 if CJK.match(char) else 1.0 for char in text)


def _near_edge(run: Run) -> bool:
    return run.place[1] < _EDGE or run.place[1] > 1 - _EDGE


def _numbers(pages: list[Page]) -> dict[int, str]:
    candidates: list[tuple[Run, int]] = []
    front: dict[int, str] = {}
    for page in pages:
        for run in page.runs:
            match = _NUMBER.fullmatch(run.text) if _near_edge(run) and len(run.text) < 20 else None
            if match and (value := _count(match["n"])) is not None:
                candidates.append((run, value - page.number))
                if match["n"].islower() and run.place[1] < _EDGE:
                    front[id(run)] = NUMBER
    steps = Counter(step for _, step in candidates)
    return front | {id(run): NUMBER for run, step in candidates if steps[step] >= 2}


def _count(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    total = 0
    values = [_ROMAN[c] for c in text.lower()]
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < after else value
    return total if total < 100 else None


def ruby(page: Page) -> set[int]:
    """Return the runs, by `id`, that are small kana right above a line, or beside it in vertical text."""
    found = set()
    lines = [run for run in page.runs if len(run.glyphs) > 1]
    for run in page.runs:
        if len(run.glyphs) > 12 or not _KANA.fullmatch(run.text):
            continue
        for line in lines:
            above = line.y0 + 0.3 * line.height <= run.y0 <= line.y1 + 0.3 * line.height
            beside = run.x0 < line.x1 + line.height and run.x1 > line.x0 - line.height
            if above and beside and run.height < 0.62 * line.height:
                found.add(id(run))
                break
    return found


def footnote_marks(run: Run) -> set[int]:
    """Return the offsets of numbers set small and raised in a run: references to footnotes."""
    if not run.small or len(run.small) == len(run.glyphs):
        return set()
    middle = median((g.y0 + g.y1) / 2 for g in run.glyphs if g.at not in run.small)
    found: set[int] = set()
    group: list[int] = []
    for glyph in [*run.glyphs, None]:
        raised = glyph is not None and glyph.at in run.small and (glyph.y0 + glyph.y1) / 2 > middle
        if glyph is not None and raised:
            group.append(glyph.at)
            continue
        if group:
            found.update(_mark(run, group))
        group = []
    return found


def lone_marks(runs: list[Run]) -> set[int]:
    """Return the runs, by `id`, that are nothing but a small raised number at the end of another run."""
    found: set[int] = set()
    for run in runs:
        if len(run.glyphs) > 4 or not _FOOTNOTE_MARK.fullmatch(run.text):
            continue
        for line in runs:
            raised = line.y0 + 0.15 * line.height < run.y0 < line.y1 < run.y1 + 0.5 * line.height
            after = -1 <= run.x0 - line.x1 < 0.3 * line.height or line.x0 < run.x0 < line.x1
            if line is not run and raised and after and run.height < 0.78 * line.height:
                found.add(id(run))
                break
    return found


def _mark(run: Run, group: list[int]) -> list[int]:
    """Return the group, with a bracket before it that fits the one at its end, if it is a mark."""
    text = "".join(g.char for g in run.glyphs if g.at in group)
    if text[-1] in ")）]" and text[0] not in "(（[":
        before = [g for g in run.glyphs if g.at < group[0] and not g.char.isspace()]
        if not before or before[-1].char not in "(（[":
            return []
        group = [before[-1].at, *group]
    return group if _FOOTNOTE_MARK.fullmatch(text) else []


def footnotes(runs: list[Run], body: float) -> list[Run]:
    """Return the runs at the foot of a page that are set smaller than the body and begin with a mark."""
    small = [r for r in runs if r.height < _FOOTNOTE_SIZE * body and r.place[1] < 0.5 and not r.sideways]
    larger = [r for r in runs if r.height >= _FOOTNOTE_SIZE * body]
    low = [r for r in small if not any(o.y0 < r.y0 and o.x0 < r.x1 and o.x1 > r.x0 for o in larger)]
    low.sort(key=lambda r: (-r.y0, r.x0))
    for index, run in enumerate(low):
        if _FOOTNOTE.match(run.text) and all(o.y0 < run.y1 for o in low[index + 1 :]):
            return low[index:]
    return []


def by_mark(line: Line) -> list[Line]:
    """Part a line of footnotes that holds several side by side."""
    parts: list[Line] = []
    for run in line.runs:
        if parts and not _FOOTNOTE.match(run.text):
            parts[-1].runs.append(run)
        else:
            parts.append(Line([run], line.left, line.right))
    return parts
