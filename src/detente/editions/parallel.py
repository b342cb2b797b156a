"""Two editions side by side, ready to be compared: their sentences, what these are about, and how alike they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment

from detente.editions.align import Link, assigned
from detente.editions.likeness import Embed, Likeness
from detente.editions.recent import Recent
from detente.editions.records import Edition
from detente.editions.subjects import Subject, subjects_of
from detente.editions.trivial import Interval, interval, trivial_rule, unnumbered
from detente.editions.units import Passage, passages

# A sentence that took the place of another is less like it than one that was reworded where it stood.
REPLACED = 0.22
# Likeness from which a sentence about the same subject was reworded and moved.
RELOCATED = 0.50
_LARGEST_GAP = 40
# Passages that a trivial rule joins differ by so few words in length at most.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Read:
    """An edition with its sentences and what each is about."""

    edition: Edition
    passages: list[Passage]
    subjects: list[Subject]


_READ: Recent[Read] = Recent()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions of a series, the older first."""

    before: Read
    after: Read
    likeness: Likeness
    apart: Interval


def read_edition(edition: Edition) -> Read:
    """Return the sentences of an edition with what they are about; the last few editions are remembered."""
    return _READ.get(edition.id, lambda: _read(edition))


def _read(edition: Edition) -> Read:
    listed = passages(edition)
    return Read(edition, listed, subjects_of(edition, listed))


def pair_of(before: Read, after: Read, embed: Embed | None = None) -> Pair:
    """Return two editions ready to be compared."""
    likeness = Likeness(_compared(before), _compared(after), embed)
    first, second = before.edition, after.edition
    return Pair(before, after, likeness, interval(first.year, second.year, first.date.start, second.date.start))


def _compared(read: Read) -> list[str]:
    """Return the sentences as they are compared: headings without their numbers, which say no more than their place."""
    return [unnumbered(passage.text) if passage.unit.heading else passage.text for passage in read.passages]


def replaced(pair: Pair, links: Sequence[Link]) -> Iterator[Link]:
    """Yield sentences without a counterpart that took each other's place, between neighbours that were kept.

    They must be about the same topic or country and a little alike, or differ by a trivial rule, as the date lines of two
    statements do.
    """
    for first, second in _gaps(pair, links):
        if not first or not second or len(first) * len(second) > _LARGEST_GAP**2:
            continue
        scores = np.array([[_replaces(pair, i, j) for j in second] for i in first])
        for row, column in zip(*linear_sum_assignment(-scores), strict=True):
            if scores[row, column] > 0:
                yield Link((first[row],), (second[column],), float(scores[row, column]))


def relocated(pair: Pair, links: Sequence[Link]) -> Iterator[Link]:
    """Yield sentences without a counterpart that were reworded and moved.

    They are less alike than those that only moved, but about the same country, or without one about the same topic.
    """
    used_before = {i for link in links for i in link.before}
    used_after = {j for link in links for j in link.after}
    edges = [
        (i, j, score)
        for (i, j), score in pair.likeness.candidates.items()
        if score >= RELOCATED and i not in used_before and j not in used_after and _same_subject(pair, i, j)
    ]
    for i, j, score in assigned(edges):
        yield Link((i,), (j,), score, moved=True)


def _same_subject(pair: Pair, i: int, j: int) -> bool:
    if pair.before.passages[i].unit.heading or pair.after.passages[j].unit.heading:
        return False
    first, second = pair.before.subjects[i], pair.after.subjects[j]
    if first.own or second.own:
        return first.own and second.own and first.country == second.country
    return first.topic is not None and first.topic == second.topic


def _replaces(pair: Pair, i: int, j: int) -> float:
    before, after = pair.before.passages[i], pair.after.passages[j]
    if before.unit.heading != after.unit.heading:
        return 0.0
    first, second = pair.before.subjects[i], pair.after.subjects[j]
    same = (first.topic is not None and first.topic == second.topic) or (
        first.own and second.own and first.country == second.country
    )
    score = pair.likeness.score(i, j) if same else 0.0
    if score >= REPLACED:
        return score
    lengths = len(pair.likeness.before.tokens[i]), len(pair.likeness.after.tokens[j])
    if abs(lengths[0] - lengths[1]) > _FEW:
        return 0.0
    rule = trivial_rule(before.text, after.text, pair.apart, heading=before.unit.heading)
    return REPLACED if rule else 0.0


def _gaps(pair: Pair, links: Sequence[Link]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentences without a counterpart between each two links that kept their order."""
    used_before = {i for link in links for i in link.before}
    used_after = {j for link in links for j in link.after}
    kept = [(link.before, link.after) for link in links if not link.moved]
    ends = [((-1,), (-1,)), *kept, ((len(pair.before.passages),), (len(pair.after.passages),))]
    for (first, second), (third, fourth) in pairwise(ends):
        yield (
            [i for i in range(first[-1] + 1, third[0]) if i not in used_before],
            [j for j in range(second[-1] + 1, fourth[0]) if j not in used_after],
        )
