"""The sections of a brief, each of which a renderer knows by its `kind`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from detente.briefs.parts import Group, Line, Month, Quote, Side, Statement, Text, Turn


@dataclass(frozen=True, slots=True)
class Answer:
    """The short answer."""

    statements: tuple[Statement, ...]
    id: str = "answer"
    title: str = "The short answer"
    kind: Literal["answer"] = "answer"


@dataclass(frozen=True, slots=True)
class Index:
    """The index by month, not to be drawn as a chart unless there is `enough`, and the turning points."""

    months: tuple[Month, ...]
    enough: bool
    note: str
    turns: tuple[Turn, ...] = ()
    turns_note: str = ""
    id: str = "index"
    title: str = "Index and turning points"
    kind: Literal["index"] = "index"


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happened, in order of date."""

    groups: tuple[Group, ...]
    id: str = "happenings"
    title: str = "What happened"
    kind: Literal["happenings"] = "happenings"


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that changed between two editions of an official document, or that one of them shows.

    Attributes:
        text: In words.
        weight: 0 to 1, by the rule of `compare`.
        quotes: The passages, those of the older edition first.
    """

    id: str
    text: str
    weight: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What the editions of one series say of the other state, and how that changed, the newest first."""

    id: str
    title: str
    series: str
    note: str
    signals: tuple[Signal, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says about an edition; `verdict` says how the editions at hand bear it out, None where none is."""

    id: str
    text: str
    verdict: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Editions:
    """What official documents say, by themselves and by what is reported of them."""

    papers: tuple[Paper, ...]
    reported: tuple[Said, ...]
    id: str = "editions"
    title: str = "What documents say, and how that changed"
    kind: Literal["editions"] = "editions"


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
        terms: Term, renewal and notice: names and values in words.
        dates: What falls due in the year after the brief's last day.
        wishes: Anchors of the positions on it.
        contradictions: Facts of which accounts differ, with each account.
        sources: Addresses on which its facts can be checked.
        quotes: Sentences that tell its facts.
    """

    id: str
    agreement: str
    name: str
    parties: tuple[str, ...]
    state: str
    terms: tuple[tuple[str, str], ...]
    dates: tuple[Due, ...]
    wishes: tuple[str, ...]
    contradictions: tuple[str, ...]
    sources: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreements:
    """The agreements to which both are parties, as they stood on a day; None where no day is known."""

    on: date | None
    on_words: str | None
    pacts: tuple[Pact, ...]
    id: str = "agreements"
    title: str = "Agreements and dates"
    kind: Literal["agreements"] = "agreements"


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants what of an agreement, by which sentence.

    Attributes:
        text: In words, as a sentence.
        condition: In the words of the text, None where there is none.
    """

    id: str
    text: str
    who: str
    country: str | None
    stance: str
    condition: str | None
    when: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Stand:
    """The positions on one agreement."""

    pact: str
    name: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """Who wants what of which agreement."""

    stands: tuple[Stand, ...]
    id: str = "positions"
    title: str = "Positions"
    kind: Literal["positions"] = "positions"


@dataclass(frozen=True, slots=True)
class Dispute:
    """Something on which sources do not agree.

    Attributes:
        about: "denied" where reports deny what others tell, "differs" where reports of one act give it differently,
            "one side" where only one of the two states asserts the act.
        lines: The acts, those told first, then those that deny them.
        sides: What each side says, where it is a detail.
    """

    id: str
    about: Literal["denied", "differs", "one side"]
    text: str
    lines: tuple[str, ...]
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Disputes:
    """Where sources disagree."""

    disputes: tuple[Dispute, ...]
    id: str = "disputes"
    title: str = "Where sources disagree"
    kind: Literal["disputes"] = "disputes"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the coverage, in words, with the anchors of what it counts."""

    label: str
    value: str
    sources: tuple[str, ...] = ()


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
        lines: Anchors of the lines that it reports, and of what else it is quoted for.
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
class Item:
    """Something left out: how many, why, what by name, the lines that are elsewhere in the brief, and whole lines."""

    label: str
    count: int
    reason: str
    details: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the brief rests on, how thin that is, and what was left out and why."""

    facts: tuple[Fact, ...]
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]
    id: str = "coverage"
    title: str = "Coverage"
    kind: Literal["coverage"] = "coverage"


@dataclass(frozen=True, slots=True)
class Method:
    """How the brief was made: terms and what they stand for."""

    terms: tuple[tuple[str, str], ...]
    id: str = "method"
    title: str = "Method"
    kind: Literal["method"] = "method"


@dataclass(frozen=True, slots=True)
class Texts:
    """The full texts of the documents used."""

    texts: tuple[Text, ...]
    id: str = "texts"
    title: str = "Texts"
    kind: Literal["texts"] = "texts"


Section = (
    Answer | Index | Happenings | Editions | Agreements | Positions | Disputes | Coverage | Method | Texts
)  # fmt: skip
