"""How likely it is that dyad, type and status of an event are all right.

The figures come from the last table of `detente evaluate` on hand-annotated articles: the share of right events of each kind of
reading, drawn towards the share of all with the weight of ten events, and kept in `data/coding/confidence.csv`. Kinds too rare
there to have a share of their own stand one hundredth under the next surer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from detente.coding.drafts import Draft
from detente.coding.participants import Found
from detente.data.tables import read_rows


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
    """Return the confidence of an event, from 0 to 1."""
    return _table()[reading_of(draft.nominal, sources, targets)]
