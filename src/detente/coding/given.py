"""Which act passes between two sides that are given: for comparisons with coders that are told the actors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from detente.coding.acts import drafts_of
from detente.coding.convention import OFFERED, ROOTS, root_of, root_of_code
from detente.coding.drafts import Draft
from detente.coding.encoder import Marked, Place, encoder, labels_of
from detente.coding.lexicon import word_list
from detente.coding.parsing import parse
from detente.coding.participants import Scene
from detente.data.tables import read_rows
from detente.records import Actor, Mention, Span

# The two are not independent and the encoder is surer than it is right; fitted on the sentences kept apart from training.
_TRUST_ENCODER, _TRUST_RULES = 0.7, 0.5
_SOURCE, _TARGET = "the source", "the target"


def classify(sentence: str, source_span: Place, target_span: Place) -> tuple[str, float]:
    """Tell which act the source does to the target in a sentence.

    Args:
        sentence: One English sentence, or a few.
        source_span: Half-open character span of the phrase that names who acts; None or an empty span where none does.
        target_span: The same for who is acted on; words that both spans hold count for the one that starts first.

    Returns:
        The root label, one of `convention.ROOTS`, and its probability from 0 to 1. The labels follow the convention of the
        sets PLV and ZSP, which `docs/coding.md` maps to PLOVER's types.

    Raises:
        ValueError: A span runs out of the sentence.
    """
    source, target = (span if span is None or span[0] != span[1] else None for span in (source_span, target_span))
    return classify_all([Marked(sentence, source, target)])[0]


def classify_all(marked: Sequence[Marked]) -> list[tuple[str, float]]:
    """Return `classify` for many sentences in one go."""
    for one in marked:
        _check(one)
    if not marked:
        return []
    scores = encoder().score(marked)["root"]
    order = [labels_of("root").index(root) for root in ROOTS]
    results: list[tuple[str, float]] = []
    for row, reading in zip(scores[:, order], readings_of(marked), strict=True):
        rules = np.array([_evidence(reading).get(root, 0.0) for root in ROOTS])
        weighed = _TRUST_ENCODER * np.log(row + 1e-4) + _TRUST_RULES * rules
        odds = np.exp(weighed - weighed.max())
        best = int(odds.argmax())
        results.append((ROOTS[best], float(odds[best] / odds.sum())))
    return results


def readings_of(marked: Sequence[Marked]) -> Iterator[tuple[str, str]]:
    """Yield for each sentence how the rules read it: how much of the act they found, and its root ("" where none).

    The first is `both` where they found an act of the source on the target, `source` or `target` where they found an act of
    the one or on the other alone, else `none`.
    """
    for one, doc in zip(marked, parse(m.text for m in marked), strict=True):
        places = ((one.source, _SOURCE), (one.target, _TARGET))
        mentions = [_mention(one, place, name) for place, name in places if place is not None]
        mentions.sort(key=lambda m: m.span.start)
        scene = Scene(0, len(one.text), mentions, [], mentions)
        best: tuple[int, str, Draft] | None = None
        for draft in drafts_of(doc, scene):
            found = _found(draft)
            if found is not None and (best is None or found[0] < best[0]):
                best = (*found, draft)
        yield (best[1], _root(best[2])) if best else ("none", "")


def _check(one: Marked) -> None:
    for span in (one.source, one.target):
        if span is not None and not 0 <= span[0] < span[1] <= len(one.text):
            raise ValueError(f"the span {span} is no part of a sentence of {len(one.text)} characters")


def _mention(one: Marked, span: tuple[int, int], name: str) -> Mention:
    quote = one.text[span[0] : span[1]]
    crowd = any(word.rstrip("s") in word_list("crowds") for word in quote.lower().split())
    return Mention(Span(*span, quote), Actor(f"{name}/given", quote, name, "crowd" if crowd else None))


def _found(draft: Draft) -> tuple[int, str] | None:
    sources, targets = {f.country for f in draft.sources}, {f.country for f in draft.targets}
    if (_SOURCE in sources and _TARGET in targets) or (draft.reciprocal and {_SOURCE, _TARGET} <= sources | targets):
        return 0, "both"
    if _SOURCE in sources and not targets:
        return 1, "source"
    if _TARGET in targets and not sources:
        return 2, "target"
    return None


def _root(draft: Draft) -> str:
    by_code = root_of_code(draft.cameo) if draft.cameo else None
    if by_code is None or draft.status == "planned" or draft.type in OFFERED:
        done = [t for t in draft.predicate.children if t.dep_ in {"dobj", "nsubjpass", "prt"}]
        done += [t for c in draft.predicate.children if c.lower_ in {"to", "on", "upon"} for t in c.children]
        words = " ".join([draft.predicate.text, *(t.text for t in done if t.dep_ != "pcomp")])
        return root_of(draft.type, draft.mode, draft.status, words)
    return by_code


@cache
def _confusions() -> Mapping[str, Mapping[str, Counter[str]]]:
    table: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in read_rows("coding/readings.csv"):
        table[row["found"]][row["true"]][row["read"]] += int(row["count"])
    return table


def _evidence(reading: tuple[str, str]) -> dict[str, float]:
    """Return for each root the log of how likely the rules are to read this where it is the true one.

    The counts come from the training sentences, on which the rules were not written; half a count is added to each cell.
    """
    found, read = reading
    if found == "none":
        return {}
    table = _confusions()[found]
    return {
        root: float(np.log((table[root][read] + 0.5) / (sum(table[root].values()) + 0.5 * len(ROOTS))))
        for root in ROOTS
    }
