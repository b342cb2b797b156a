"""Which sentence of an older edition became which of the newer one.

Sentences are paired in the order of the text so that the sum of their likeness is as large as it can be, one with one, one
with several (split) or several with one (merged): dynamic programming over the whole text, or, for very long ones, over
the windows between sentences that stand once in both editions word for word and in the same order. What is left over is
paired across the order by an optimal assignment: these have moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from detente.editions.likeness import Embed, Likeness

# Likeness from which two sentences in the same place are taken for one, and from which one that moved is.
SAME_PLACE, MOVED = 0.40, 0.62
# A split must be so much more like the whole than its best part, and each part must so far stand in it.
_GAIN, _PART = 0.06, 0.55
_MOST_PARTS = 3
# Cells of one window of dynamic programming; 40 million take about 40 MB.
_WINDOW = 40_000_000
_SHORTEST_MOVE = 5
_UP, _LEFT = 0, 1


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences of the older edition that became sentences of the newer one.

    Attributes:
        before, after: Their indices, one or several in a row.
        score: How alike they are, 0 to 1; 1 for word for word.
        moved: Whether they left the order.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    score: float
    moved: bool = False


def align(likeness: Likeness) -> list[Link]:
    """Pair the sentences of two editions, sorted by place in the older one; what has no link was removed or added."""
    scores = likeness.candidates
    rows: dict[int, list[tuple[int, float, int, int]]] = defaultdict(list)
    for (i, j), score in scores.items():
        if score > SAME_PLACE:
            rows[i].append((j, _gain(likeness, score, (i,), (j,)), 1, 1))
    for first, second, score in _several(likeness, scores):
        rows[first[-1]].append((second[-1], _gain(likeness, score, first, second), len(first), len(second)))
    links = []
    for a, b, c, d in _windows(likeness):
        for first, second in _best_path(rows, a, b, c, d):
            single = len(first) == len(second) == 1
            score = scores[first[0], second[0]] if single else likeness.joint(first, second)
            links.append(Link(first, second, score))
    return sorted([*links, *_moves(likeness, links, scores)], key=lambda link: (link.before, link.after))


def align_texts(before: Sequence[str], after: Sequence[str], embed: Embed | None = None) -> list[Link]:
    """Pair two lists of sentences; see `align`."""
    return align(Likeness(before, after, embed))


def _gain(likeness: Likeness, score: float, first: Sequence[int], second: Sequence[int]) -> float:
    """Return what a pair adds: squared, so that one sure pair outweighs two doubtful ones; a short line counts less."""
    length = sum(len(likeness.before.tokens[i]) for i in first) + sum(len(likeness.after.tokens[j]) for j in second)
    return (score**2 - SAME_PLACE**2) * min(1.0, 0.25 + length / 40)


def _several(
    likeness: Likeness, scores: dict[tuple[int, int], float]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Yield one sentence with several neighbours of the other edition that are, together, more like it than any alone."""
    by_before, by_after = defaultdict(set), defaultdict(set)
    for (i, j), score in scores.items():
        if score < 1.0:
            by_before[i].add(j)
            by_after[j].add(i)
    for i, near in by_before.items():
        for parts in _neighbouring(near):
            found = _together(likeness, scores, (i,), parts)
            if found is not None:
                yield (i,), parts, found
    for j, near in by_after.items():
        for parts in _neighbouring(near):
            found = _together(likeness, scores, parts, (j,))
            if found is not None:
                yield parts, (j,), found


def _neighbouring(near: set[int]) -> Iterator[tuple[int, ...]]:
    for first in sorted(near):
        for count in range(2, _MOST_PARTS + 1):
            parts = tuple(range(first, first + count))
            if all(part in near for part in parts):
                yield parts


def _together(
    likeness: Likeness, scores: dict[tuple[int, int], float], first: tuple[int, ...], second: tuple[int, ...]
) -> float | None:
    single = max(scores.get((i, j), 0.0) for i in first for j in second)
    if single == 1.0:
        return None
    if len(first) == 1:
        whole = likeness.before.tokens[first[0]]
        parts = [likeness.after.tokens[j] for j in second]
    else:
        whole = likeness.after.tokens[second[0]]
        parts = [likeness.before.tokens[i] for i in first]
    if any(len(part) < 3 or likeness.covered(part, whole) < _PART for part in parts):
        return None
    score = likeness.joint(first, second)
    return score if score >= single + _GAIN and score > SAME_PLACE else None


def _windows(likeness: Likeness) -> Iterator[tuple[int, int, int, int]]:
    """Yield ranges of both editions that are aligned by themselves; one, unless the texts are very long."""
    n, m = len(likeness.before.texts), len(likeness.after.texts)
    if n * m <= _WINDOW:
        yield 0, n, 0, m
        return
    a = b = 0
    for i, j in [*_anchors(likeness), (n, m)]:
        if (i - a) * (j - b) > _WINDOW / 8 or (i, j) == (n, m):
            yield a, i, b, j
            a, b = i, j


def _anchors(likeness: Likeness) -> list[tuple[int, int]]:
    """Return the longest rising run of sentences that stand once in both editions word for word."""
    before, after = likeness.before.texts, likeness.after.texts
    once_before, once_after = Counter(before), Counter(after)
    places = {text: j for j, text in enumerate(after) if once_after[text] == 1}
    pairs = [(i, places[text]) for i, text in enumerate(before) if once_before[text] == 1 and text in places]
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        links.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [at]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = links[at]
    return chain[::-1]


def _best_path(
    rows: dict[int, list[tuple[int, float, int, int]]], a: int, b: int, c: int, d: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield the pairs of the best path through the cells of `[a, b)` × `[c, d)`, last first.

    Leaving a sentence out costs nothing and a pair adds its gain, so that a row follows from the rows above by taking the
    better of each cell and then the running maximum.
    """
    width = d - c + 1
    ops = np.zeros((b - a + 1, width), dtype=np.int8)
    sums: list[NDArray[np.float64]] = [np.zeros(width)]
    ops[0, :] = _LEFT
    for i in range(a, b):
        row = sums[-1].copy()
        op = ops[i - a + 1]
        for j, gain, p, q in rows.get(i, ()):
            if not c <= j < d or j - q + 1 < c or i - p + 1 < a:
                continue
            value = sums[-p][j - c - q + 1] + gain
            if value > row[j - c + 1]:
                row[j - c + 1] = value
                op[j - c + 1] = 2 + (p - 1) * _MOST_PARTS + q - 1
        best = np.maximum.accumulate(row)
        op[best > row] = _LEFT
        sums.append(best)
        if len(sums) > _MOST_PARTS:
            sums.pop(0)
    i, j = b - a, d - c
    while i > 0 and j > 0:
        op_here = int(ops[i, j])
        if op_here == _UP:
            i -= 1
        elif op_here == _LEFT:
            j -= 1
        else:
            p, q = (op_here - 2) // _MOST_PARTS + 1, (op_here - 2) % _MOST_PARTS + 1
            yield tuple(range(a + i - p, a + i)), tuple(range(c + j - q, c + j))
            i, j = i - p, j - q


def _moves(likeness: Likeness, links: Sequence[Link], scores: dict[tuple[int, int], float]) -> Iterator[Link]:
    """Yield the pairs among the sentences left over that are most alike in sum, whatever their order."""
    used_before = {i for link in links for i in link.before}
    used_after = {j for link in links for j in link.after}
    # A short line says nothing by itself, unless it is the only one of its words on either side, as a heading is.
    once = Counter(likeness.before.texts) + Counter(likeness.after.texts)
    edges = [
        (i, j, score)
        for (i, j), score in scores.items()
        if score >= MOVED
        and i not in used_before
        and j not in used_after
        and (
            min(len(likeness.before.tokens[i]), len(likeness.after.tokens[j])) >= _SHORTEST_MOVE
            or (score == 1.0 and once[likeness.before.texts[i]] == 2)
        )
    ]
    for i, j, score in assigned(edges):
        yield Link((i,), (j,), score, moved=True)


def assigned(edges: Sequence[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    """Yield the edges (before, after, likeness) that have the largest sum if each sentence has one at most."""
    for group in _components(edges):
        befores = sorted({i for i, _, _ in group})
        afters = sorted({j for _, j, _ in group})
        costs = np.zeros((len(befores), len(afters)))
        row, column = {i: r for r, i in enumerate(befores)}, {j: k for k, j in enumerate(afters)}
        for i, j, score in group:
            costs[row[i], column[j]] = -score
        for r, k in zip(*linear_sum_assignment(costs), strict=True):
            if costs[r, k] < 0:
                yield befores[r], afters[k], float(-costs[r, k])


def _components(edges: Sequence[tuple[int, int, float]]) -> list[list[tuple[int, int, float]]]:
    """Part the edges into groups that share no sentence."""
    root: dict[tuple[int, int], tuple[int, int]] = {}

    def find(node: tuple[int, int]) -> tuple[int, int]:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j, _ in edges:
        root[find((0, i))] = find((1, j))
    groups = defaultdict(list)
    for edge in edges:
        groups[find((0, edge[0]))].append(edge)
    return list(groups.values())
