"""The frozen records that the steps pass to one another.

Spans are half-open character ranges of a document's clean text. Days are `datetime.date`, ranges of days are inclusive
at both ends. Countries are ISO 3166-1 alpha-3 codes, and `EU`, `UNO`, `NATO`, `ASEAN`, `XKX` for those that have none.
What is not known is `None`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

Precision = Literal["day", "month", "year", "range", "unknown"]
Status = Literal["happened", "ongoing", "planned", "threatened", "denied", "hypothetical"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Sector = Literal[
    "government", "military", "court", "legislature", "party", "police", "intelligence", "business", "media",
    "civil_society", "rebels", "international_organisation", "education", "religious", "labour", "crowd",
]  # fmt: skip
AttributionKind = Literal[
    "agency", "newspaper", "broadcaster", "official", "unnamed_official", "government", "organisation", "person",
    "document",
]  # fmt: skip

Decision = Literal["accepted", "rejected", "corrected"]

STATUSES: tuple[Status, ...] = get_args(Status)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
SECTORS: tuple[Sector, ...] = get_args(Sector)
DECISIONS: tuple[Decision, ...] = get_args(Decision)

# Acts that have no direction: one event, whose two directed views only `measure` derives.
RECIPROCAL_TYPES: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "COOPERATE"})

# Sectors that act for their state; indices count these unless asked for more.
STATE_SECTORS: frozenset[Sector] = frozenset(
    {"government", "military", "court", "legislature", "police", "intelligence", "international_organisation"}
)


def content_id(prefix: str, *parts: str) -> str:
    """Return an id that depends on nothing but `parts`: `prefix-` and 16 hexadecimal digits of their SHA-256."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of a document's clean text, with the words that stand there."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as far as it is known.

    Attributes:
        start: First possible day, inclusive; None when `precision` is unknown.
        end: Last possible day, inclusive; equals `start` for a day.
        precision: What the dates stand for; `range` is an act or an uncertainty of several days.
        text: The words that gave the date, or None where it did not come from words.
        span: Where those words stand in the clean text.
        earliest: Lower bound of an unknown date, or None.
        latest: Upper bound of an unknown date, or None.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    text: str | None = None
    span: Span | None = None
    earliest: date | None = None
    latest: date | None = None


UNKNOWN_DATE = DateValue()


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of clean text and the piece of raw text that it came from, both half-open.

    Where both have the same length they correspond character by character; else only as wholes.
    """

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of raw text that is not in the clean text because it is no part of what the document says."""

    raw_start: int
    raw_end: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its publisher, date and language.

    Attributes:
        id: Content id over raw bytes and clean text.
        path: File path or URL it was read from, with `#N` for the N-th document of a file or feed that holds several.
        url: Address of publication as far as the document tells it.
        publisher: The outlet or issuer as named in metadata or text.
        editor: The responsible editor, where named.
        published: Publication date; unknown with bounds where it is not stated.
        published_basis: How the date was found, for instance "front matter", "html meta", "json-ld", "url", "dateline".
        language: ISO 639-1 code, or None where the detector is not sure.
        language_basis: "stated" or "detected".
        text: Clean text, the text that every span counts in.
        raw: Text before cleaning: decoded source of a page, page texts of a PDF.
        offsets: Map from clean to raw, sorted by `clean_start`.
        removed: What cleaning took out, and why.
        media_type: For instance "text/html".
        encoding: Character encoding of the bytes, or None where it does not apply.
        metadata: Every further field that the file states, such as unknown keys of its front matter.
    """

    id: str
    path: str
    text: str
    raw: str
    media_type: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    editor: str | None = None
    author: str | None = None
    published: DateValue = UNKNOWN_DATE
    published_basis: str | None = None
    language: str | None = None
    language_basis: str | None = None
    encoding: str | None = None
    offsets: tuple[Segment, ...] = ()
    removed: tuple[Removed, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be used, by name, with the reason and the way out."""

    where: str
    reason: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, or a person, office, body or group of one, as it was on a date.

    Attributes:
        id: Id in the tables of actors, for instance `JPN` or `kor/moon-jae-in`.
        country: Whose actor it is; None for those that belong to no state.
        sector: What part of society it is; None where not known.
        office: Office held on the date, as an id of the tables, or None.
        chain: Steps that led from the mention to the actor, each a short phrase.
    """

    id: str
    name: str
    country: str | None = None
    sector: Sector | None = None
    office: str | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A mention that fits several actors about equally well."""

    mention: str
    candidates: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or description of an actor in a document, and whom it means.

    Attributes:
        suspect: Why the rest of the document contradicts what is written here, or None.
    """

    span: Span
    actor: Actor | Ambiguous
    suspect: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in its role in an event, with the mention that names it."""

    id: str
    name: str
    country: str | None
    sector: Sector | None
    mention: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says so."""

    name: str
    kind: AttributionKind
    country: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one source on one or more targets.

    Attributes:
        document: Id of the document; `path` is its path.
        source, target: Who acted and on whom; for a reciprocal act the two sides in order of mention.
        type, mode, context: PLOVER's classes; mode None where PLOVER has none that fits.
        cameo: Nearest CAMEO code, a string such as "0871", or None.
        intensity: Score of the code on `scale`, or None where the scale has none.
        contested: Only one side asserts the act.
        attribution: Who says so, innermost first, outermost last.
        evidence: The sentence, `trigger` the words inside it that carry the act.
        incident: Id of the incident it is a report of.
        confidence: Probability that dyad, type and status are all right.
    """

    id: str
    path: str
    document: str
    date: DateValue
    source: tuple[Participant, ...]
    target: tuple[Participant, ...]
    type: EventType
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    intensity: float | None
    scale: str | None
    status: Status
    contested: bool
    attribution: tuple[Attribution, ...]
    evidence: Span
    trigger: Span
    incident: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person puts in the place of parts of an event; None leaves a part as it is.

    Attributes:
        source, target: Codes of the countries whose actors they are, at least one each.
        date: When it was done, without words: what gave the new date is the person.
    """

    type: EventType | None = None
    status: Status | None = None
    source: tuple[str, ...] | None = None
    target: tuple[str, ...] | None = None
    date: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about an event. It lies beside the event and never changes it.

    Attributes:
        id: Content id over all that was decided, by whom and when.
        event: Id of the event, which an event coded anew from the same words has again.
        document: Id of its document.
        decision: "accepted", "rejected" or "corrected"; `correction` is there for the last alone.
        reviewer: Who decided.
        reason: Why, in free words, or None.
        evidence: The sentence that was judged.
        made, undone: Instants in UTC; `undone` is None while the judgement stands.
    """

    id: str
    event: str
    document: str
    decision: Decision
    reviewer: str
    evidence: Span
    made: datetime
    reason: str | None = None
    correction: Correction | None = None
    undone: datetime | None = None


def to_plain(record: Any) -> Any:
    """Return `record` as dicts, lists and strings that JSON can carry; dates become ISO strings.

    A `DateValue` keeps `earliest` and `latest` only where the date is unknown.
    """
    if isinstance(record, DateValue):
        keys = ["start", "end", "precision", "text", "span"]
        if record.precision == "unknown":
            keys += ["earliest", "latest"]
        return {key: to_plain(getattr(record, key)) for key in keys}
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_plain(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, Mapping):
        return {str(key): to_plain(value) for key, value in record.items()}
    if isinstance(record, list | tuple | set | frozenset):
        return [to_plain(item) for item in record]
    return record
