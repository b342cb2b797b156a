"""The records of editions: what an edition is made of, and what differs between two of them.

Spans count in the clean text of the edition's own document, and verify there. Countries are alpha-3 codes as everywhere
(see `detente.records`); `issuer` is the state, `issuer_body` the ministry or bank that signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from detente.records import Attribution, DateValue, Document, Span

Version = Literal["draft", "delivered", "amended", "final"]
SectionKind = Literal["part", "chapter", "section", "paragraph", "item"]
ChangeKind = Literal[
    "added", "removed", "reworded", "moved", "split", "merged", "rank", "label", "tone", "frequency"
]  # fmt: skip
ClaimKind = Literal["rank", "label", "removed", "added", "reworded", "tone", "frequency", "release"]
VerdictKind = Literal["confirmed", "contradicted", "not_new", "unchecked"]

VERSIONS: tuple[Version, ...] = get_args(Version)
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an edition's outline and all that stands under it.

    Attributes:
        level: Depth, 1 for the outermost.
        number: The number as written, without the punctuation that closes it ("3", "2.1", "a", "第2章"), or None.
        title: The heading without its number; for a numbered paragraph or an item that runs on, its first words.
        span: From the heading's first character to the end of the section, its subsections within.
        kind: What the numbering and the place say it is.
        heading: The heading alone.
        parent: Index in the outline of the section it stands in, or None.
        basis: What showed it: "markup", "numbering", "contents", "typography", "lead" or "list".
    """

    level: int
    number: str | None
    title: str
    span: Span
    kind: SectionKind
    heading: Span
    parent: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or a heading, which stands for one) of an edition.

    Attributes:
        span: Where it stands.
        section: Index in the outline of the innermost section it stands in, or None.
        paragraph: Number of its paragraph, from 0 over the whole text.
        heading: Whether it is a heading.
    """

    span: Span
    section: int | None
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a series, in one of its versions.

    Attributes:
        id: Content id over series, name, version and document.
        series: Name of the series, for instance "jp_defense_white_paper".
        name: What the edition is called: the year on its cover, or a day for a series with several a year.
        year: The year on its cover, or None where nothing tells it.
        version: Draft, as delivered, amended or final; None where nothing tells it.
        issuer: Alpha-3 code of the state, or None for a body of several or where unknown.
        issuer_body: The ministry, bank or body that signs.
        title: Title of the document.
        date: Day of publication as far as known.
        language: ISO 639-1 code, or None.
        document: The document; every span counts in its text.
        outline: Sections in the order of the text, a parent before its children.
        name_basis: What named it: "manifest", "front matter", "title", "file name" or "publication".
    """

    id: str
    series: str
    name: str
    year: int | None
    version: Version | None
    issuer: str | None
    issuer_body: str | None
    title: str | None
    date: DateValue
    language: str | None
    document: Document
    outline: tuple[Section, ...]
    name_basis: str = "publication"


@dataclass(frozen=True, slots=True)
class Test:
    """Why a passage counts as removed (or added): the nearest thing that stands in the other edition.

    Attributes:
        rule: The rule in words, with its threshold.
        score: Likeness of the nearest passage, 0 to 1; None where the other edition has nothing to compare.
        threshold: The likeness at which it would not count as removed.
        nearest: That passage in the other edition, or None.
        scope: What was searched: codes of countries, or topics, joined by " or ", or "all".
    """

    rule: str
    score: float | None
    threshold: float
    nearest: Span | None
    scope: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a redline: words that stand in both texts, in the older alone or in the newer alone."""

    op: Literal["same", "cut", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two editions of a series.

    Attributes:
        id: Content id.
        edition_from, edition_to: Names of the editions, with the version where one has several ("2020 delivered").
        kind: What kind of difference.
        country: The country or group that it is mostly about, or None.
        countries: All that its passages name, that one first.
        topic: Topic of the table of topics, or None.
        before, after: The passage, rank, label, share or balance in the older and the newer edition.
        weight: 0 to 1, by the rule in docs/editions.md; changes are ranked by it.
        trivial: The rule by which it is no real change ("spelling", "date rolled forward", ...), or None.
        evidence_from, evidence_to: The passages, None where there is none.
        redline: The two passages word by word (CJK: character by character).
        test: For removed and added: why; else None.
        note: What else must be said, in words ("the sentence stood in the newer edition's section on China").
        parts_from, parts_to: For split and merged: each sentence of the side that has several.
    """

    id: str
    series: str
    issuer: str | None
    edition_from: str
    edition_to: str
    kind: ChangeKind
    country: str | None
    countries: tuple[str, ...]
    topic: str | None
    before: str | None
    after: str | None
    weight: float
    trivial: str | None = None
    evidence_from: Span | None = None
    evidence_to: Span | None = None
    redline: tuple[Piece, ...] = ()
    test: Test | None = None
    note: str | None = None
    parts_from: tuple[Span, ...] = ()
    parts_to: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a country or group in a part of an edition.

    Attributes:
        edition: Name of the edition; `edition_id` its id.
        rank: 1 for the first; countries that the user left out are not counted.
        basis: "section" (it has its own), "item" or "first treatment".
        part: Title of the part that was ranked, or None for the whole text.
        part_basis: "chosen" by the user, or "found" by détente.
        share: Part of the words (CJK: characters) of that part that are about it, 0 to 1.
        mentions: Number of mentions in the whole edition.
        evidence: Where its treatment starts.
    """

    series: str
    edition: str
    edition_id: str
    country: str
    rank: int
    basis: str
    part: str | None
    part_basis: str
    share: float
    mentions: int
    evidence: Span


@dataclass(frozen=True, slots=True)
class Label:
    """What an edition calls a country.

    Attributes:
        label: Key of the word in the table of labels ("partner", "neighbour", "enemy").
        words: The label as written with its modifiers ("important neighbouring country").
        modifiers: The modifiers alone.
        warmth: Order of warmth of the table's word, higher is warmer; None for shared-values phrases without one.
        construction: "copula", "apposition", "as", "position", "heading" or "values".
        evidence: The sentence; `trigger` the words of the label in it.
    """

    series: str
    edition: str
    edition_id: str
    country: str
    label: str
    words: str
    modifiers: tuple[str, ...]
    warmth: int | None
    construction: str
    evidence: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class Tone:
    """How an edition speaks of a country.

    Attributes:
        cooperative, conflictual: Numbers of statements found.
        balance: (cooperative − conflictual) / (cooperative + conflictual), −1 to 1; None without statements.
        low, high: 95 per cent interval of `balance`, None without statements.
        statements: The sentences, cooperative first.
    """

    series: str
    edition: str
    edition_id: str
    country: str
    cooperative: int
    conflictual: int
    balance: float | None
    low: float | None
    high: float | None
    statements: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says about an edition; kept apart from what the edition itself shows.

    Attributes:
        path, document: The document that says it.
        issuer, issuer_body: Whose edition it is about, as far as the document tells.
        series: Series it is about, or None where the document does not tell.
        edition: Name of the edition it is about, or None.
        reference_edition: Name of the edition it is compared with, or None.
        draft: Whether it is about a draft; None where the document does not tell.
        order: For a rank: the countries in the order told, None elsewhere.
        attribution: Who says so, innermost first, outermost last.
        expected: For a release: when, or when it came out.
    """

    id: str
    path: str
    document: str
    issuer: str | None
    issuer_body: str | None
    series: str | None
    edition: str | None
    reference_edition: str | None
    draft: bool | None
    kind: ClaimKind
    country: str | None
    before: str | None
    after: str | None
    order: tuple[str, ...] | None
    attribution: tuple[Attribution, ...]
    evidence: Span
    trigger: Span
    expected: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim held against the editions at hand.

    Attributes:
        verdict: "confirmed", "contradicted", "not_new" (true, but an earlier edition had it) or "unchecked".
        reason: In words, with the versions that were compared.
        edition_from, edition_to: The editions compared, with version, None where not at hand.
        change: Id of the change that bears it out, or None.
        passage_from, passage_to: The passages in the editions.
    """

    claim: Claim
    verdict: VerdictKind
    reason: str
    edition_from: str | None = None
    edition_to: str | None = None
    change: str | None = None
    passage_from: Span | None = None
    passage_to: Span | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A change in one issuer's series that may answer a change in the other's.

    Attributes:
        first, answer: The two changes; `answer` came out later.
        days: Days between the two publications, or None where one is unknown.
        support: Reasons in words: same kind, same topic, each about the other, mirrored direction.
        score: 0 to 1, for ranking only.
    """

    first: Change
    answer: Change
    days: int | None
    support: tuple[str, ...]
    score: float
