"""The encoder: a small sentence model, fine-tuned on the project's own sentences, that tells type, mode and status of an act.

The weights lie in `data/encoder/` with a card; `training/train.py` makes them. It is run with onnxruntime on the CPU.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from detente.data.tables import data_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

Place = tuple[int, int] | None
Head = Literal["type", "mode", "status", "root"]
HEADS: tuple[Head, ...] = ("type", "mode", "status", "root")
LONGEST = 112
"""Pieces of words that the encoder reads; what lies farther from the marks is left out."""
# The marks are slots of the vocabulary that no text uses; training/train.py takes the same.
SOURCE, SOURCE_END, TARGET, TARGET_END, TRIGGER, TRIGGER_END = (f"[unused{n}]" for n in range(1, 7))


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its two sides, and the words that carry the act where they are known.

    Attributes:
        text: The sentence.
        source, target, trigger: Half-open character spans of it, or None; words that two share are the first one's.
    """

    text: str
    source: Place
    target: Place
    trigger: Place = None

    def marked(self) -> str:
        """Return the text with the marks of the encoder put in, cropped to the words around them."""
        pairs = (
            (self.source, SOURCE, SOURCE_END), (self.target, TARGET, TARGET_END), (self.trigger, TRIGGER, TRIGGER_END)
        )  # fmt: skip
        spans = sorted((place, opening, closing) for place, opening, closing in pairs if place is not None)
        first = spans[0][0][0] if spans else 0
        # Two characters a piece is more than any text has; a crop is needed only for sentences of several lines.
        begin = max(0, first - 2 * LONGEST) if first > 3 * LONGEST else 0
        pieces: list[str] = []
        at = begin
        for (begun, end), opening, closing in spans:
            start = max(begun, at)
            if start >= end:
                continue  # inside another side, which keeps the words
            pieces += [self.text[at:start], f" {opening} ", self.text[start:end], f" {closing} "]
            at = end
        return "".join([*pieces, self.text[at:]])


@cache
def _labels() -> Mapping[str, Any]:
    labels: Mapping[str, Any] = json.loads(data_path("encoder/labels.json").read_text(encoding="utf-8"))
    return labels


def labels_of(head: Head) -> list[str]:
    """Return the names of a head's classes in the order of its scores; "" where there is no mode."""
    names: list[str] = _labels()[head]
    return names


def encoder_version() -> str:
    """Return what the weights were made of for the record of a run: the hash of their training sentences, and the seed."""
    return f"sentences {_labels()['sentences']}, seed {_labels()['seed']}"


class Encoder:
    """The loaded encoder; `encoder()` gives the one of the process."""

    def __init__(self, threads: int = 1) -> None:
        import onnxruntime  # noqa: PLC0415 - its loading takes a while, and reading does not need it
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        model = data_path("encoder/model.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(data_path("encoder/tokenizer.json").read_text(encoding="utf-8"))
        # Slots of the vocabulary as they are, the marks would be cut into pieces like any other text.
        self._tokenizer.add_special_tokens([SOURCE, SOURCE_END, TARGET, TARGET_END, TRIGGER, TRIGGER_END])
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._marks = [self._tokenizer.token_to_id(mark) for mark in (SOURCE, TARGET)]

    def score(self, marked: Sequence[Marked]) -> dict[Head, NDArray[np.float32]]:
        """Return the probabilities of each head's classes, one row a sentence, in the order of `labels_of`."""
        outputs: dict[Head, NDArray[np.float32]] = {
            head: np.zeros((len(marked), len(labels_of(head))), dtype=np.float32) for head in HEADS
        }
        for row, encoding in enumerate(self._tokenizer.encode_batch([m.marked() for m in marked])):
            # One by one: int8 arithmetic takes its scale from all that is scored together, and what a sentence means must not
            # hang on which others are asked about.
            ids = np.array([encoding.ids], dtype=np.int64)
            # The place of the mark; the first piece where a crop has lost it.
            source, target = ((ids == mark).argmax(axis=1) for mark in self._marks)
            scores = self._session.run(
                list(HEADS), {"ids": ids, "mask": np.ones_like(ids), "source": source, "target": target}
            )
            for head, values in zip(HEADS, scores, strict=True):
                outputs[head][row] = _softmax(values)[0]
        return outputs


def _softmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = np.exp(values - values.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = shifted / shifted.sum(axis=1, keepdims=True)
    return result


@cache
def encoder() -> Encoder:
    """Return the encoder, loaded once a process."""
    return Encoder()
