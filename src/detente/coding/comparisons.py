"""Scores for texts other than annotated articles: sentences whose actors are given, and text that holds no event."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.coding.convention import ROOTS
from detente.coding.encoder import Marked, Place
from detente.errors import TableError
from detente.records import Document, content_id

_MARK = re.compile(r"(</?[ste]>)")
_DRAWS = 1000
_SEED = 7
# How many pairs of labels that are mixed up are told.
_MIXED = 10


@dataclass(frozen=True, slots=True)
class GivenScore:
    """How well `classify` does on labelled sentences.

    Attributes:
        macro_f1: Mean of the F1 of all labels that stand in the sentences.
        low, high: Its 95 % interval, from a bootstrap over sentences.
        accuracy: Share of sentences labelled right.
        by_label: Precision, recall, F1 and number of sentences of each label.
        mixed_up: The label that a sentence has, the other one that it got, and how often, the most frequent first.
    """

    macro_f1: float
    low: float
    high: float
    accuracy: float
    by_label: Mapping[str, tuple[float, float, float, int]]
    mixed_up: tuple[tuple[str, str, int], ...]


def load_given(path: Path) -> tuple[list[Marked], list[str]]:
    """Return the sentences of a tab-separated file, and the root label of each.

    Args:
        path: A file with the columns `marked_sentence`, in which `<s>..</s>` stands around the source and `<t>..</t>` around
            the target (the first of each counts), and `gold_root`, one of `convention.ROOTS`.

    Raises:
        TableError: A column is missing or a label is none of the roots; it names file and line.
    """
    marked: list[Marked] = []
    roots: list[str] = []
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, delimiter="\t")
        missing = {"marked_sentence", "gold_root"} - set(reader.fieldnames or ())
        if missing:
            raise TableError(
                f"{path}: has no column {' or '.join(sorted(missing))} (docs/evaluation.md has the format)"
            )
        for row in reader:
            if row["gold_root"] not in ROOTS:
                raise TableError(f"{path}, line {reader.line_num}: {row['gold_root']!r} is none of {', '.join(ROOTS)}")
            marked.append(unmarked(row["marked_sentence"]))
            roots.append(row["gold_root"])
    return marked, roots


def unmarked(text: str) -> Marked:
    """Return a sentence without its marks, and where source `<s>`, target `<t>` and trigger `<e>` stood, the first of each."""
    plain = ""
    starts: dict[str, int] = {}
    places: dict[str, Place] = {}
    for piece in _MARK.split(text):
        if not _MARK.fullmatch(piece):
            plain += piece
        elif piece[1] == "/":
            places.setdefault(piece[2], (starts[piece[2]], len(plain)) if piece[2] in starts else None)
        else:
            starts.setdefault(piece[1], len(plain))
    return Marked(plain, places.get("s"), places.get("t"), places.get("e"))


def score_given(wanted: Sequence[str], got: Sequence[str]) -> GivenScore:
    """Score labels against those of a file."""
    present = [root for root in ROOTS if root in wanted]
    index = {root: i for i, root in enumerate(ROOTS)}
    truth, answer = np.array([index[r] for r in wanted]), np.array([index[r] for r in got])
    labels = np.array([index[r] for r in present])
    draws = np.random.default_rng(_SEED).integers(0, len(truth), size=(_DRAWS, len(truth)))
    drawn = [float(_f1(truth[draw], answer[draw], labels)[2].mean()) for draw in draws]
    precision, recall, f1 = _f1(truth, answer, labels)
    low, high = np.quantile(drawn, (0.025, 0.975))
    mixed = Counter((a, b) for a, b in zip(wanted, got, strict=True) if a != b)
    return GivenScore(
        macro_f1=float(f1.mean()),
        low=float(low),
        high=float(high),
        accuracy=float((truth == answer).mean()),
        by_label={
            root: (float(precision[i]), float(recall[i]), float(f1[i]), int((truth == labels[i]).sum()))
            for i, root in enumerate(present)
        },
        mixed_up=tuple((*pair, count) for pair, count in mixed.most_common(_MIXED)),
    )


def _f1(truth: np.ndarray, answer: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    same = truth == answer
    hits = np.array([(same & (truth == label)).sum() for label in labels], dtype=float)
    coded = np.array([(answer == label).sum() for label in labels], dtype=float)
    there = np.array([(truth == label).sum() for label in labels], dtype=float)
    precision = np.divide(hits, coded, out=np.zeros_like(hits), where=coded > 0)
    recall = np.divide(hits, there, out=np.zeros_like(hits), where=there > 0)
    total = coded + there
    return precision, recall, np.divide(2 * hits, total, out=np.zeros_like(hits), where=total > 0)


def quiet_sentences(path: Path) -> Iterable[str]:
    """Yield the lines of a file of text that holds no event between states; blank lines and those with `#` first are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def as_document(sentence: str, path: str) -> Document:
    """Return a sentence as an English document of its own without a date, as it stands."""
    return Document(
        content_id("d", path, sentence), path, sentence, sentence, "text/plain", language="en", language_basis="stated"
    )
