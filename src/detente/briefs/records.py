"""The brief as a frozen record: a list of sections, each of which a renderer knows by its `kind`.

Records hold plain text and ids only. Escaping is the business of the format that they are rendered in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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
        differences: What its reports contradict each other in, in words.
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
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: a month, a year whose month is not known, or no date at all."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and the ids of the lines that it rests on."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The short answer."""

    statements: tuple[Statement, ...]
    id: str = "answer"
    title: str = "In short"
    kind: Literal["answer"] = "answer"


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happened, in order of date."""

    groups: tuple[Group, ...]
    id: str = "happenings"
    title: str = "What happened"
    kind: Literal["happenings"] = "happenings"


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
class Month:
    """One period of the index; `group` is the anchor of its lines, None where it has none."""

    start: date
    end: date
    title: str
    group: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The index by month; not to be drawn as a chart unless there is `enough`."""

    months: tuple[Month, ...]
    enough: bool
    note: str
    id: str = "index"
    title: str = "Cooperation and conflict by month"
    kind: Literal["index"] = "index"


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants what of an agreement, by which sentence.

    Attributes:
        id: Anchor of the wish within the brief; `text` that of its sentence in the text of its document.
        who: Who wants it, with the country.
        stance: What is wanted, in words.
        said_by: Who says so, innermost first, the publisher last.
        span: The sentence.
    """

    id: str
    text: str
    document: str
    who: str
    stance: str
    condition: str | None
    when: str
    said_by: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something about an agreement falls due, and the rule by which it was found."""

    date: date
    when: str
    what: str
    rule: str
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Pact:
    """One agreement of the two.

    Attributes:
        agreement: Its id in the ledger.
        state: Its state in words, and since when.
        terms: Term, renewal and notice in words.
        dates: What falls due in the year after the brief's last day.
        contradictions: Facts of which accounts differ, with each account.
        sources: Addresses on which its facts can be checked.
    """

    id: str
    agreement: str
    name: str
    parties: tuple[str, ...]
    state: str
    terms: tuple[str, ...]
    dates: tuple[Due, ...]
    wishes: tuple[Wish, ...]
    contradictions: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreements:
    """The agreements to which both are parties, as they stood on a day; None where no day is known."""

    on: date | None
    on_words: str | None
    pacts: tuple[Pact, ...]
    id: str = "agreements"
    title: str = "Agreements and their next dates"
    kind: Literal["agreements"] = "agreements"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that the brief rests on.

    Attributes:
        text: Anchor of its text in the brief.
        published: Date of publication in words; `basis` is how it was found.
        url: Its address, only where that is http or https.
        paths: Every place where its bytes were read.
        copies: Titles or paths of other documents that are copies of it.
        versions: Texts that its page has had, this one included.
        lines: Ids of the lines that it reports.
    """

    document: str
    text: str
    title: str
    publisher: str | None
    published: str
    basis: str | None
    language: str | None
    url: str | None
    paths: tuple[str, ...]
    copies: tuple[str, ...]
    versions: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents used."""

    entries: tuple[Entry, ...]
    id: str = "documents"
    title: str = "Documents used"
    kind: Literal["documents"] = "documents"


@dataclass(frozen=True, slots=True)
class Item:
    """Something left out: how many, why, what by name, the lines that are elsewhere in the brief, and whole lines."""

    label: str
    count: int
    reason: str
    details: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out, and why."""

    items: tuple[Item, ...]
    id: str = "left-out"
    title: str = "What was left out, and why"
    kind: Literal["left-out"] = "left-out"


@dataclass(frozen=True, slots=True)
class Method:
    """How the brief was made: terms and what they stand for."""

    terms: tuple[tuple[str, str], ...]
    id: str = "method"
    title: str = "Method"
    kind: Literal["method"] = "method"


@dataclass(frozen=True, slots=True)
class Passage:
    """An evidence sentence in a text: its anchor, and the reports and wishes that quote it."""

    id: str
    span: Span
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text of a document with the evidence sentences in it, sorted by their start."""

    id: str
    document: str
    title: str
    language: str | None
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The full texts of the documents used."""

    texts: tuple[Text, ...]
    id: str = "texts"
    title: str = "Texts"
    kind: Literal["texts"] = "texts"


Section = Answer | Happenings | Index | Agreements | Documents | LeftOut | Method | Texts


@dataclass(frozen=True, slots=True)
class Brief:
    """All that is known of a dyad in a window of time, section by section in reading order.

    Attributes:
        dyad: The two countries; `names` are theirs in English.
        start, end: First and last day of the window, None where it is open.
    """

    title: str
    dyad: tuple[str, str]
    names: tuple[str, str]
    start: date | None
    end: date | None
    sections: tuple[Section, ...]
