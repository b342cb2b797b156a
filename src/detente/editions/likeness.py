"""How alike two sentences are: by their words, by the order of their words, and by an encoder where one is given.

Words and pairs of words (Chinese and Japanese: pairs and triples of characters) are weighed by how rare they are in the two
editions (TF–IDF). The cosine of these vectors says what the sentences are about, and picks the pairs worth a closer look;
the longest common subsequence of their words says how much of one stands in the other in the same order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from scipy import sparse

from detente.editions.blocks import UNSPACED
from detente.editions.trivial import spelling

# A function that turns sentences into rows of unit length.
Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_]+(?:[.,’'\-–/][^\W_]+)*%?")
# Shares of the parts in a score; with an encoder its cosine has `_ENCODER` of the whole.
_COSINE, _ORDER, _WITHIN, _ENCODER = 0.45, 0.35, 0.20, 0.35
# A sentence of fewer words says little by standing within another.
_ENOUGH = 6
_NEIGHBOURS = 6
# Of a line that is repeated without end, such as a form of address, so many places are looked at.
_MOST_EQUAL = 40
_LEAST_COSINE = 0.12
# Above the surrogates, which a string may not hold.
_FIRST_CODE = 0xE000
# Words in more sentences than this tell nothing and cost much.
_COMMON, _COMMON_SHARE = 150, 0.02


def tokens_of(text: str) -> list[str]:
    """Return the words of `text` in lower case and one spelling; of Chinese and Japanese the characters."""
    return [spelling(word) for word in _TOKEN.findall(text.casefold().replace("’", "'"))]


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one edition, ready to be compared; `coded` has one character for each word, which compares fast."""

    texts: list[str]
    tokens: list[list[str]]
    coded: list[str]
    vectors: Any
    embedded: NDArray[np.float32] | None


class Likeness:
    """Scores pairs of sentences of two editions, 0 to 1."""

    def __init__(self, before: Sequence[str], after: Sequence[str], embed: Embed | None = None) -> None:
        """Weigh the words of both editions.

        Args:
            before, after: The sentences of the older and the newer edition.
            embed: An encoder of sentences, or None for words alone.
        """
        tokens = [[tokens_of(text) for text in texts] for texts in (before, after)]
        features = [[_features(words) for words in side] for side in tokens]
        counts: Counter[str] = Counter(feature for side in features for sentence in side for feature in set(sentence))
        total = len(before) + len(after)
        common = max(_COMMON, int(_COMMON_SHARE * total))
        self._index = {feature: i for i, feature in enumerate(counts)}
        self._weights = {
            feature: math.log(1 + total / count) if count <= common else 0.0 for feature, count in counts.items()
        }
        self._total = total
        words_seen = dict.fromkeys(word for side in tokens for sentence in side for word in sentence)
        self._codes = {word: chr(_FIRST_CODE + i) for i, word in enumerate(words_seen)}
        self.before, self.after = (
            Side(
                list(texts),
                words,
                [self.coded_words(sentence) for sentence in words],
                self._matrix(listed),
                np.asarray(embed(list(texts)), dtype=np.float32) if embed is not None and texts else None,
            )
            for texts, words, listed in zip((before, after), tokens, features, strict=True)
        )

    def coded_words(self, words: Sequence[str]) -> str:
        """Return one character for each of `words`; equal words have equal characters."""
        return "".join([self._codes.get(word, "\x00") for word in words])

    def _matrix(self, listed: list[Counter[str]]) -> Any:
        rows, columns, values = [], [], []
        for row, features in enumerate(listed):
            pairs = [(self._index[f], self._weights[f] * (1 + math.log(n))) for f, n in features.items()]
            pairs = [(column, weight) for column, weight in pairs if weight > 0]
            norm = math.sqrt(sum(weight * weight for _, weight in pairs)) or 1.0
            rows += [row] * len(pairs)
            columns += [column for column, _ in pairs]
            values += [weight / norm for _, weight in pairs]
        shape = (len(listed), max(len(self._index), 1))
        return sparse.csr_matrix((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)

    @cached_property
    def product(self) -> Any:
        """The cosines of all sentences before (rows) with all after, where they are not 0."""
        product = (self.before.vectors @ self.after.vectors.T).tocsr()
        product.sort_indices()
        return product

    @cached_property
    def turned(self) -> Any:
        """The same with the sentences after as rows."""
        return self.product.T.tocsr()

    @cached_property
    def candidates(self) -> dict[tuple[int, int], float]:
        """The pairs worth a look with their scores: the nearest few of every sentence on either side."""
        before, after = self.before, self.after
        if not before.texts or not after.texts:
            return {}
        chosen = _nearest(self.product)
        chosen.update({(i, j): cosine for (j, i), cosine in _nearest(self.turned).items()})
        if before.embedded is not None and after.embedded is not None:
            near = before.embedded @ after.embedded.T
            for i, row in enumerate(np.argsort(-near, axis=1)[:, :2]):
                for j in map(int, row):
                    chosen.setdefault((i, j), self.cosine(i, j))
        scores = {pair: self.scored(*pair, cosine) for pair, cosine in chosen.items()}
        equal: dict[str, list[int]] = {}
        for j, text in enumerate(after.texts):
            equal.setdefault(text, []).append(j)
        for i, text in enumerate(before.texts):
            scores.update(dict.fromkeys(((i, j) for j in equal.get(text, [])[:_MOST_EQUAL]), 1.0))
        return scores

    def cosine(self, i: int, j: int) -> float:
        """Return the cosine of two sentences, before and after."""
        start, end = self.product.indptr[i], self.product.indptr[i + 1]
        at = start + int(np.searchsorted(self.product.indices[start:end], j))
        return float(self.product.data[at]) if at < end and self.product.indices[at] == j else 0.0

    def score(self, i: int, j: int) -> float:
        """Return how alike the `i`-th sentence before and the `j`-th after are."""
        return self.scored(i, j, self.cosine(i, j))

    def scored(self, i: int, j: int, cosine: float) -> float:
        """Return what `score` returns, where the cosine of their vectors is known."""
        before, after = self.before, self.after
        if before.texts[i] == after.texts[j]:
            return 1.0
        near = None
        if before.embedded is not None and after.embedded is not None:
            near = float(before.embedded[i] @ after.embedded[j])
        return _blend(cosine, before.coded[i], after.coded[j], near)

    def joint(self, first: Sequence[int], second: Sequence[int]) -> float:
        """Return how alike the sentences `first` before, taken as one, and `second` after are."""
        left, right = _sum(self.before.vectors, first), _sum(self.after.vectors, second)
        norm = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values())) or 1.0
        return _blend(
            sum(weight * right.get(column, 0.0) for column, weight in left.items()) / norm,
            "".join([self.before.coded[i] for i in first]),
            "".join([self.after.coded[j] for j in second]),
            None,
        )

    def covered(self, part: Sequence[str], whole: Sequence[str]) -> float:
        """Return how much of the words `part` stands in `whole` in the same order, by the weight of its words."""
        weights = [max(self.weight(word), 0.05) for word in part]
        total = sum(weights)
        kept = 0.0
        for op in LCSseq.opcodes(self.coded_words(part), self.coded_words(whole)):
            if op.tag == "equal":
                kept += sum(weights[op.src_start : op.src_end])
        return kept / total if total else 0.0

    def weight(self, word: str) -> float:
        """Return the weight of a word: high for a rare one, 0 for one in many sentences."""
        return self._weights.get(word, math.log(1 + self._total))


def _sum(vectors: Any, rows: Sequence[int]) -> dict[int, float]:
    """Return the sum of some rows of a sparse matrix by column."""
    total: dict[int, float] = {}
    for row in rows:
        start, end = vectors.indptr[row], vectors.indptr[row + 1]
        pairs = zip(vectors.indices[start:end].tolist(), vectors.data[start:end].tolist(), strict=True)
        for column, weight in pairs:
            total[column] = total.get(column, 0.0) + weight
    return total


def _features(words: list[str]) -> Counter[str]:
    """Return the words and pairs of words; of characters without spaces the pairs and triples."""
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    if sum(1 for word in words if UNSPACED.match(word)) > len(words) / 2:
        return Counter(pairs + ["".join(words[i : i + 3]) for i in range(len(words) - 2)] + words[: len(words) < 2])
    return Counter(words + pairs)


def _blend(cosine: float, first: str, second: str, near: float | None) -> float:
    if not first or not second:
        return 0.0
    common = LCSseq.similarity(first, second)
    order = 2 * common / (len(first) + len(second))
    shorter = min(len(first), len(second))
    within = common / shorter * min(1.0, shorter / _ENOUGH)
    words = _COSINE * min(cosine, 1.0) + _ORDER * order + _WITHIN * within
    score = words if near is None else (1 - _ENCODER) * words + _ENCODER * max(near, 0.0)
    return min(score, 0.999)


def _nearest(product: Any) -> dict[tuple[int, int], float]:
    """Return the largest few entries of each row of a sparse matrix by their place."""
    chosen: dict[tuple[int, int], float] = {}
    indptr, indices, data = product.indptr.tolist(), product.indices, product.data
    for row in range(product.shape[0]):
        start, end = indptr[row], indptr[row + 1]
        values, columns = data[start:end], indices[start:end]
        if len(values) > _NEIGHBOURS:
            top = np.argpartition(values, -_NEIGHBOURS)[-_NEIGHBOURS:]
            values, columns = values[top], columns[top]
        for value, column in zip(values.tolist(), columns.tolist(), strict=True):
            if value >= _LEAST_COSINE:
                chosen[row, column] = value
    return chosen
