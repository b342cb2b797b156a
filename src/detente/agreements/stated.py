"""One fact that a sentence states about an agreement, and the sentence that it is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from detente.agreements.quantities import Quantity
from detente.agreements.records import Notice, Period, Renewal, Term
from detente.evidence import span_of
from detente.reading.timex import TimeExpression
from detente.records import DateValue, Span

StatedKind = Literal["term", "counted_from_signature", "renewal", "notice", "in_force", "lapse", "last_day_for_notice"]


@dataclass(frozen=True, slots=True)
class FromStart:
    """Entry into force so long after an act: `period` after signature or after the exchange of instruments."""

    act: Literal["signature", "instruments"]
    period: Period


StatedValue: TypeAlias = Term | Renewal | Notice | DateValue | FromStart


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact that a sentence states about an agreement.

    Attributes:
        kind: Which; `lapse` and `last_day_for_notice` carry a date, `counted_from_signature` a term that runs from
            signature instead of entry into force.
        span: The sentence.
        words: The words in it that carry the fact.
        recurring: The day comes round every year: "must be given by 24 August each year".
    """

    kind: StatedKind
    value: StatedValue
    span: Span
    words: Span
    recurring: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence in plain form, with what was found in it.

    Attributes:
        text: The whole text; `start` is where the sentence starts in it.
        low: The sentence in the form that `wording.plain` gives.
        times, sizes: Its time expressions and lengths of time.
    """

    text: str
    start: int
    low: str
    times: Sequence[TimeExpression]
    sizes: tuple[Quantity, ...]

    def span(self, start: int, end: int) -> Span:
        """Return a part of the sentence as a span of the text."""
        return span_of(self.text, self.start + start, self.start + end)

    @property
    def whole(self) -> Span:
        """The sentence as a span of the text."""
        return self.span(0, len(self.low))

    def stated(self, kind: StatedKind, value: StatedValue, start: int, end: int, *, recurring: bool = False) -> Stated:
        """Return a fact that the part from `start` to `end` carries."""
        return Stated(kind, value, self.whole, self.span(start, end), recurring)
