"""What the sections of a brief are made of: quoted sentences, lines, statements.

Records hold plain text and ids only. An id is an anchor within the brief; escaping is the business of the format that they
are rendered in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.records import DateValue, Event, Span, Status

Mark = Literal["trigger", "source", "target"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote, with what it is in the event."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One event as a report of an incident.

    Attributes:
        id: Anchor of the report within the brief.
        text: Anchor of the evidence in the text of its document.
        published: Day of publication in words.
        said_by: Who says so, innermost first, the publisher last.
        quote: The evidence, cut where trigger and participants begin and end.
    """

    id: str
    text: str
    document: str
    publisher: str | None
    published: str
    said_by: tuple[str, ...]
    quote: tuple[Piece, ...]
    event: Event


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document that bears out something other than an act.

    Attributes:
        id: Anchor of the quote within the brief.
        text: Anchor of the sentence in the text of its document, None where the brief does not carry that text.
        title: Of the document.
        published: Day of publication in words.
        said_by: Who says so, innermost first, the publisher last.
    """

    id: str
    text: str | None
    document: str
    title: str
    published: str
    said_by: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what is said, and the anchors of the reports that say it."""

    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What reports of one act differ in: `about` in words, such as "the date" or "the number of people killed"."""

    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One incident in words, with all its reports, the most confident first.

    Attributes:
        id: Anchor of the line within the brief.
        when: The date in words, with its precision.
        status_words: The status in words.
        contested: Only one side asserts it, in every report.
        counted: Whether the index counts it; `why_not` says why it does not.
        intensity: Score of the most confident report.
        publishers: Independent publishers behind it.
        differences: What its reports contradict each other in.
    """

    id: str
    sentence: str
    date: DateValue
    when: str
    status: Status
    status_words: str
    contested: bool
    counted: bool
    why_not: str | None
    intensity: float | None
    publishers: int
    reports: tuple[Report, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: a month, a year whose month is not known, or no date at all."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and the anchors of what it rests on: lines, turning points, agreements, wishes, signals, claims."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted sentence in a text: its anchor, and the anchors of what quotes it."""

    id: str
    span: Span
    quoted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text of a document with the quoted sentences in it, sorted by their start."""

    id: str
    document: str
    title: str
    language: str | None
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Index values of one month in one direction; the columns of `measure`, and the lines behind them."""

    direction: str
    cooperation: float
    conflict: float
    net: float
    incidents: int
    events: int
    unscored: int
    publishers: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The latent level of a month, both directions together: its median and its interval of 90 %."""

    net: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Month:
    """One period of the index; `group` is the anchor of its lines, None where it has none."""

    start: date
    end: date
    title: str
    group: str | None
    rows: tuple[Row, ...]
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A month in which relations turned.

    Attributes:
        direction: "worse" or "better".
        probability: That a turn which a chronicle would name lies within a month of it.
        acts, usual: Weighted acts of the month, and their mean over the two years before.
        text: The same in words.
        lines: The acts behind it, the weightiest first.
    """

    id: str
    month: date
    title: str
    direction: Literal["worse", "better"]
    probability: float
    acts: float
    usual: float
    text: str
    lines: tuple[str, ...]
