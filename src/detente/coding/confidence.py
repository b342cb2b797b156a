"""How likely it is that dyad, type and status of an event are all right.

Two things tell: how the rules read it (from a verb or a noun, sides named or inferred), and whether the encoder, shown the two
sides and the trigger, gives the same type. The share of right events of each kind comes from hand-annotated articles
(`data/coding/confidence.csv`, `docs/coding.md` has the command); the two are joined as independent evidence, by their odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from detente.coding.drafts import Draft
from detente.coding.encoder import Marked, Place, encoder, labels_of
from detente.coding.participants import Found
from detente.data.tables import read_rows
from detente.records import Event, Span

# CONCEDE and RETREAT differ in whether the step was made or only promised, on which readers differ.
_SAME = {"CONCEDE": "RETREAT", "RETREAT": "CONCEDE"}
AGREES, LEANS = 0.7, 0.3
"""From which probability of the type on the encoder agrees, and from which it is at least not against."""


@cache
def _table() -> dict[str, float]:
    return {row["reading"]: float(row["precision"]) for row in read_rows("coding/confidence.csv")}


def reading_of(nominal: bool, sources: Sequence[Found], targets: Sequence[Found]) -> str:
    """Name the way in which an event was read: from a verb or a noun, sides named or inferred."""
    act = "noun" if nominal else "verb"
    if any(f.by_pronoun for f in [*sources, *targets]):
        return f"{act}, side by pronoun"
    if all(f.direct for f in [*sources, *targets]):
        return f"{act}, sides named"
    return f"{act}, side by owner"


def confidence_of(draft: Draft, sources: Sequence[Found], targets: Sequence[Found]) -> float:
    """Return the share of right events among those that the rules read this way, from 0 to 1."""
    return _table()[reading_of(draft.nominal, sources, targets)]


def checked(events: Sequence[Event]) -> list[Event]:
    """Return the events with a confidence that the encoder's word is part of."""
    table = _table()
    return [
        replace(event, confidence=_share(_odds(event.confidence) * _odds(table[word]) / _odds(table["all"])))
        for event, word in zip(events, encoder_words(events), strict=True)
    ]


def encoder_words(events: Sequence[Event]) -> list[str]:
    """Tell for each event whether the encoder, shown sides and trigger, agrees with its type, leans to it or differs."""
    if not events:
        return []
    scores = encoder().score([_marked(event) for event in events])["type"]
    labels = labels_of("type")
    words: list[str] = []
    for event, row in zip(events, scores, strict=True):
        by_type = dict(zip(labels, map(float, row), strict=True))
        likely = by_type[event.type] + by_type.get(_SAME.get(event.type, ""), 0.0)
        words.append(
            "encoder agrees" if likely >= AGREES else "encoder leans" if likely >= LEANS else "encoder differs"
        )
    return words


def _share(odds: float) -> float:
    return round(odds / (1 + odds), 2)


def _odds(share: float) -> float:
    return share / (1 - share)


def _marked(event: Event) -> Marked:
    evidence = event.evidence

    def within(span: Span) -> Place:
        inside = evidence.start <= span.start and span.end <= evidence.end
        return (span.start - evidence.start, span.end - evidence.start) if inside else None

    source, target = event.source[0].mention, event.target[0].mention
    return Marked(evidence.quote, within(source), within(target), within(event.trigger))
