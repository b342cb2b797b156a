"""The reading order of a PDF page: columns, full-width headings between them, lines."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from detente.reading.pdf_page import CJK, Run

# A gutter is at least so wide, in heights of a line, and has so many lines on both sides.
_GUTTER, _LEAST_LINES = 0.45, 3
_HEADING = 1.12
_CANDIDATES = 60
# A side whose pieces have fewer letters than this on average is a table or a list of marks, not a column.
_LETTERS = 12


@dataclass(slots=True)
class Line:
    """Runs on one baseline, from left to right, with the bounds of their column."""

    runs: list[Run]
    left: float
    right: float

    @property
    def page(self) -> int:
        """Number of the page, from 0."""
        return self.runs[0].page

    @property
    def y0(self) -> float:
        """Baseline side of the line."""
        return median(run.y0 for run in self.runs)

    @property
    def height(self) -> float:
        """Height of its longest run."""
        return max(self.runs, key=lambda run: len(run.glyphs)).height

    @property
    def bold(self) -> bool:
        """Whether all its runs are bold."""
        return all(run.weight >= 600 for run in self.runs)


def arrange(runs: list[Run], bounds: tuple[float, float] | None = None) -> list[Line]:
    """Put the runs of a page or a part of it into lines in reading order."""
    if not runs:
        return []
    left, right = bounds or (min(r.x0 for r in runs), max(r.x1 for r in runs))
    gutter = _gutter(runs)
    if gutter is None:
        return _lines(runs, left, right)
    # A run that is not wholly on one side lies across: what is above it is read before it, what is below after it.
    west = [r for r in runs if r.x1 <= gutter[1] and r.x0 < gutter[0]]
    east = [r for r in runs if r.x0 >= gutter[0]]
    across = [r for r in runs if r.x0 < gutter[0] and r.x1 > gutter[1]]
    headings = _headings(west, east)
    west = [r for r in west if not any(r is h for h in headings)]
    across = sorted([*across, *headings], key=lambda r: -r.y0)
    ordered: list[Line] = []
    ceiling = float("inf")
    for run in [*across, None]:
        floor = run.y0 if run else float("-inf")
        for side, edges in ((west, (left, gutter[0])), (east, (gutter[1], right))):
            band = [r for r in side if floor < r.y0 <= ceiling]
            ordered += arrange(band, edges) if len(band) < len(runs) else _lines(band, *edges)
        if run:
            # Several pieces of one full-width line.
            ordered += _lines([run], left, right)
        ceiling = floor
    return _rejoin(ordered)


def _headings(west: list[Run], east: list[Run]) -> list[Run]:
    """Return large runs of the left column that the right one leaves room for: a heading of both."""
    size = _HEADING * median(r.height for r in west)
    found = []
    for run in west:
        if run.height < size:
            continue
        low, high = run.y0 - 0.3 * run.height, run.y1 + 0.3 * run.height
        free = not any(r.y0 < high and r.y1 > low for r in east)
        if free and any(r.y0 > high for r in east) and any(r.y1 < low for r in east):
            found.append(run)
    return found


def _gutter(runs: list[Run]) -> tuple[float, float] | None:
    """Return the left and right edge of the emptiest gap between two columns of text, or None."""
    if len(runs) < 2 * _LEAST_LINES:
        return None
    height = median(r.height for r in runs)
    starts = sorted({round(r.x0, 1) for r in runs})
    if len(starts) > _CANDIDATES:
        starts = starts[:: len(starts) // _CANDIDATES + 1]
    best: tuple[float, tuple[float, float]] | None = None
    for start in starts:
        west = [r for r in runs if r.x1 <= start]
        east = [r for r in runs if r.x0 >= start - 0.1]
        if min(_line_count(west), _line_count(east)) < _LEAST_LINES:
            continue
        edge = max(r.x1 for r in west)
        gap = start - edge
        across = len(runs) - len(west) - len(east)
        if gap < _GUTTER * height or not (_is_text(west) and _is_text(east)) or not _side_by_side(west, east):
            continue
        score = min(len(west), len(east)) - 1.5 * across + gap / height
        if score > 0 and (best is None or score > best[0]):
            best = score, (edge, start)
    return best[1] if best else None


def _line_count(runs: list[Run]) -> int:
    return len({round(r.y0 / 3) for r in runs})


def _is_text(runs: list[Run]) -> bool:
    letters = sum(2.5 if CJK.match(g.char) else 1.0 for r in runs for g in r.glyphs)
    return letters / len(runs) >= _LETTERS


def _side_by_side(west: list[Run], east: list[Run]) -> bool:
    low = max(min(r.y0 for r in west), min(r.y0 for r in east))
    high = min(max(r.y1 for r in west), max(r.y1 for r in east))
    return high - low >= 2 * median(r.height for r in west)


def _lines(runs: list[Run], left: float, right: float) -> list[Line]:
    """Group runs by baseline, from top to bottom."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-(r.y0 + r.y1) / 2, r.x0)):
        if lines:
            first = lines[-1][0]
            apart = abs((run.y0 + run.y1) - (first.y0 + first.y1)) / 2
            if apart < 0.42 * min(max(run.height, 1), max(first.height, 1)):
                lines[-1].append(run)
                continue
        lines.append([run])
    return [Line(sorted(line, key=lambda r: r.x0), left, right) for line in lines]


def _rejoin(lines: list[Line]) -> list[Line]:
    """Put pieces of one full-width line together again."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        same = last is not None and last.left == line.left and last.right == line.right
        if last is not None and same and abs(last.y0 - line.y0) < 0.3 * line.height:
            last.runs = sorted([*last.runs, *line.runs], key=lambda r: r.x0)
        else:
            joined.append(line)
    return joined
