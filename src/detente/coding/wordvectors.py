"""The parser's word vectors, by the arithmetic of its own network but faster.

Two things make it so. What the network knows of a word by itself hangs on six features of the word, so it is worked out once
for each set of features and kept. And the windows over words that follow are worked out for all words of a batch in a few
operations of numpy, whose products of matrices are faster than those of the parser's library. The results are the same to the
last few bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Matrix = NDArray[np.float32]

# Sets of features that are kept; a long run forgets and starts again.
_KEPT = 100_000
_PIECES = 3
# What keeps a division by the deviation finite, as in the parser's library.
_TINY = 1e-8


class WordVectors:
    """The vectors of one pipeline; `install` puts them into it.

    Args:
        nlp: A pipeline whose `tok2vec` is a hash embedding under residual windows of one word to each side.
    """

    def __init__(self, nlp: Language) -> None:
        # The stubs of the parser's library know neither the layers of a network nor that a trained pipe has one.
        model: Any = cast("Any", nlp.get_pipe("tok2vec")).model
        embed, windows = model.layers
        self._columns: list[int | str] = embed.layers[0].attrs["columns"]
        self._embed: list[Any] = [layer.layers[0] for layer in embed.layers[2:4]]
        self._pad: int = windows.attrs["pad"]
        self._layers = [_Window(residual.layers[0].layers[1]) for residual in windows.layers[0].layers]
        self._width: int = model.get_dim("nO")
        self._places: dict[bytes, int] = {}
        self._table = np.zeros((1024, self._width), dtype=np.float32)

    def install(self, nlp: Language) -> None:
        """Let the pipeline take its vectors from here."""

        def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Matrix], Any]:
            return self(docs), None

        pipe = cast("Any", nlp.get_pipe("tok2vec"))
        pipe.model = Model("word_vectors", forward, dims={"nO": self._width})

    def __call__(self, docs: Sequence[Doc]) -> list[Matrix]:
        """Return the vectors of the words of each document, one row a word."""
        words = self._words(docs)
        lengths = [len(doc) for doc in docs]
        starts = np.cumsum([self._pad, *(length + self._pad for length in lengths)])[:-1]
        # The parser was trained with some empty rows between texts, which it fills from both sides.
        padded = np.zeros((int(sum(lengths)) + self._pad * (len(docs) + 1), self._width), dtype=np.float32)
        inside = np.concatenate([np.arange(a, a + n) for a, n in zip(starts, lengths, strict=True)])
        padded[inside] = words
        for layer in self._layers:
            padded += layer(padded)
        return [padded[a : a + n] for a, n in zip(starts, lengths, strict=True)]

    def _words(self, docs: Sequence[Doc]) -> Matrix:
        """Return what the network knows of each word by itself."""
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        keys: list[bytes] = (
            np.ascontiguousarray(features).view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        )
        if len(self._places) > _KEPT:
            self._places.clear()
        new = {key: row for row, key in enumerate(keys) if key not in self._places}
        if new:
            vectors = features[list(new.values())]
            for layer in self._embed:
                vectors = layer.predict(vectors)
            first = len(self._places)
            while first + len(new) > len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[first : first + len(new)] = vectors
            self._places.update(zip(new, range(first, first + len(new)), strict=True))
        return self._table[[self._places[key] for key in keys]]


class _Window:
    """A layer over each word and its two neighbours: the largest of three products, brought to one mean and spread."""

    def __init__(self, layer: Any) -> None:
        maxout, norm = layer.layers[0].layers
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        # The pieces of one number lie together in the parser's weights; apart, the largest of them is found faster.
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]).T)
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._gain, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Matrix) -> Matrix:
        width = rows.shape[1]
        windows = np.zeros((len(rows), 3 * width), dtype=np.float32)
        windows[1:, :width] = rows[:-1]
        windows[:, width : 2 * width] = rows
        windows[:-1, 2 * width :] = rows[1:]
        products = windows @ self._weights
        products += self._bias
        best: Matrix = products[:, :width]
        for piece in range(1, _PIECES):
            best = np.maximum(best, products[:, piece * width : (piece + 1) * width])
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / width + _TINY
        best *= (1.0 / np.sqrt(spread))[:, None]
        best *= self._gain
        best += self._shift
        return best
