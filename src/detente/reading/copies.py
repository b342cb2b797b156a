"""Syndicated copies and near versions of one text among many documents.

Documents become sets of shingles: three words, or four characters where the text is East Asian. MinHash signatures
(rensa, 128 values, 64 bands of 2) propose pairs; each proposed pair is then compared exactly, by Jaccard similarity and
by containment (the share of the shorter text's shingles that the longer one has).

What that catches, as `benchmarks/copies.py` prints it (pairs made from the annotated articles of the development data,
five of each of 20 articles):

- another lead and tail, the first sentence replaced, or cut to a half: 99 of 100 or more, as syndicated;
- cut to a third with another lead: all, 95 in 100 as syndicated; cut to a fifth: 85 in 100;
- one word in twelve replaced: all, as syndicated; one in six: all, a third of them as syndicated, else as near; one in
  three: seven in ten, as near;
- versions of one story: all that share more than a fifth of their shingles (Jaccard), 20 of 46 that share a tenth to a
  fifth, none that share less. Real versions share a fifth at the median, so that about half of them are caught.
  Different reports of one event share less than a tenth and stay apart, which is meant: they are independent;
- of 667 short items on different events one pair is wrongly near (a long name in both), of 250 speeches none; a digest
  that holds an item is its copy, near or syndicated by their dates.

Texts that repeat from year to year, or of one publisher (notices, updates), are near, never syndicated: copies appear
within days, elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Literal

from detente.records import DateValue, Document

_WORDS, _CHARACTERS = 3, 4
_PERMUTATIONS, _BANDS, _SEED = 128, 64, 2018
# A pair with less in common than so many shingles may share no more than boilerplate.
_LEAST_SHARED = 12
# With little in common, a long name or a formula may be all of it: then more of the shorter text must be shared.
_LITTLE_SHARED = 30
_SYNDICATED, _SYNDICATED_SHORT = 0.6, 0.85
_NEAR_CONTAINED, _NEAR_ALIKE, _NEAR_SHORT = 0.28, 0.14, 0.5
_WITHIN = timedelta(days=31)
# Beyond this, documents that fall into one band are compared with the first of it only.
_LARGEST_BUCKET = 400
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents that are one text.

    Attributes:
        kind: "syndicated" for copies of one text, cut or with another lead; "near" for versions that share a good part.
        documents: Their ids, sorted. A near group names all documents of syndicated groups that it takes in.
        similarity: The weakest link that holds the group together: containment for syndicated ones; for near ones the
            larger of containment and Jaccard similarity.
    """

    kind: Literal["syndicated", "near"]
    documents: tuple[str, ...]
    similarity: float


def shingles(text: str) -> set[str]:
    """Return the shingles of a text: runs of three words, or of four characters of East Asian text."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = _WORD.findall(plain)
    eastern = len(_EASTERN.findall(plain))
    if 2 * eastern > sum(map(len, words)):
        joined = "".join(words)
        return {joined[i : i + _CHARACTERS] for i in range(max(len(joined) - _CHARACTERS + 1, 0))}
    return {" ".join(words[i : i + _WORDS]) for i in range(max(len(words) - _WORDS + 1, 0))}


def compare(one: Set[Any], other: Set[Any]) -> tuple[float, float, int]:
    """Return Jaccard similarity, containment in the longer one and number of shared shingles of two sets."""
    shared = len(one & other)
    if not shared:
        return 0.0, 0.0, 0
    return shared / (len(one) + len(other) - shared), shared / min(len(one), len(other)), shared


def group_copies(documents: Sequence[Document]) -> list[CopyGroup]:
    """Group syndicated copies and near versions.

    Args:
        documents: Documents with distinct ids; those of fewer than 12 shingles are never grouped.

    Returns:
        Syndicated groups, then near ones, each sorted by its first document. A document may stand in one of each kind.
    """
    from rensa import RMinHash  # noqa: PLC0415 - loads only where copies are sought

    texts = [shingles(document.text) for document in documents]
    long = [index for index, found in enumerate(texts) if len(found) >= _LEAST_SHARED]
    hashed = dict(zip(long, RMinHash.hash_token_sets([texts[i] for i in long]), strict=True))
    del texts
    sets = {index: frozenset(values) for index, values in hashed.items()}
    syndicated: list[tuple[float, int, int]] = []
    near: list[tuple[float, int, int]] = []
    for one, other in _candidates(hashed):
        alike, contained, shared = compare(sets[one], sets[other])
        if shared < _LEAST_SHARED:
            continue
        little = shared < _LITTLE_SHARED
        if contained >= (_SYNDICATED_SHORT if little else _SYNDICATED) and _may_copy(documents[one], documents[other]):
            syndicated.append((contained, one, other))
        elif contained >= (_NEAR_SHORT if little else _NEAR_CONTAINED) or (alike >= _NEAR_ALIKE and not little):
            near.append((max(contained, alike), one, other))
    ids = [document.id for document in documents]
    groups = [CopyGroup("syndicated", *found) for found in _joined(ids, syndicated, syndicated)]
    within = {name: number for number, group in enumerate(groups) for name in group.documents}
    near = [link for link in near if within.get(ids[link[1]], -1 - link[1]) != within.get(ids[link[2]], -1 - link[2])]
    return groups + [CopyGroup("near", *found) for found in _joined(ids, syndicated + near, near)]


def _candidates(hashed: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    """Yield each pair of documents that agrees in one band of its signature, once."""
    from rensa import RMinHash  # noqa: PLC0415 - loads only where copies are sought

    order = list(hashed)
    if not order:
        return
    matrix = RMinHash.digest_matrix_from_token_hash_sets([hashed[i] for i in order], _PERMUTATIONS, _SEED)
    rows = matrix.to_rows()
    width = _PERMUTATIONS // _BANDS
    seen: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        buckets: dict[tuple[int, ...], list[int]] = {}
        for index, row in zip(order, rows, strict=True):
            buckets.setdefault(tuple(row[band * width : (band + 1) * width]), []).append(index)
        for bucket in buckets.values():
            pairs = combinations(bucket, 2) if len(bucket) <= _LARGEST_BUCKET else ((bucket[0], i) for i in bucket[1:])
            for pair in pairs:
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _may_copy(one: Document, other: Document) -> bool:
    """Tell whether one may be a copy of the other: by another publisher or one unknown, and within a month."""
    if one.publisher is not None and one.publisher == other.publisher:
        return False
    return _within_days(one.published, other.published)


def _within_days(one: DateValue, other: DateValue) -> bool:
    """Tell whether two publication dates may lie within a month of each other; unknown dates may."""
    low, high = _latest(one), _earliest(other)
    if low is not None and high is not None and high - low > _WITHIN:
        return False
    low, high = _latest(other), _earliest(one)
    return low is None or high is None or high - low <= _WITHIN


def _earliest(value: DateValue) -> date | None:
    return value.start or value.earliest


def _latest(value: DateValue) -> date | None:
    return value.end or value.latest


def _joined(
    ids: list[str], links: list[tuple[float, int, int]], needed: list[tuple[float, int, int]]
) -> list[tuple[tuple[str, ...], float]]:
    """Join linked documents, strongest links first; keep the groups that hold one of the needed links."""
    parent: dict[int, int] = {}

    def root(index: int) -> int:
        while parent.setdefault(index, index) != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    weakest: dict[int, float] = {}
    for strength, one, other in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        a, b = root(one), root(other)
        if a != b:
            parent[b] = a
            weakest[a] = min(strength, weakest.get(a, 1.0), weakest.get(b, 1.0))
    members: dict[int, list[str]] = {}
    for index in list(parent):
        members.setdefault(root(index), []).append(ids[index])
    kept = {root(one) for _, one, _ in needed}
    return sorted((tuple(sorted(members[top])), round(weakest[top], 4)) for top in kept)
