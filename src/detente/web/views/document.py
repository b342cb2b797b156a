"""One document: its text beside what was read out of it, and the raw text beside what cleaning took away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from detente.briefs import wording
from detente.briefs.build import is_web_address
from detente.briefs.names import language_name
from detente.evidence import to_clean, to_raw
from detente.reading.copies import CopyGroup
from detente.records import Document, Event, Skipped
from detente.store import Run
from detente.web.case import Case
from detente.web.marking import Mark, Piece, blocks, cut, marks_of
from detente.web.views.reports import Facts, Report, facts_of, reports_of

View = Literal["clean", "raw"]

# Characters of a part of a long text; a text that is not much longer is one part.
PART, WHOLE = 24_000, 40_000
# What one part of the raw text holds; markup is shorter to read and longer to write.
_RAW_PART = 24_000
# A place that cleaning touched more often than this is shown as its first ones and a count.
_REMOVED_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the records whose sentence begins in it."""

    start: int
    pieces: tuple[Piece, ...]
    notes: tuple[tuple[int, Report], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a long text: its number from 1, and its range."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece that cleaning took away: where it stands in the raw text, and its first characters."""

    start: int
    reason: str
    text: str
    part: int


@dataclass(frozen=True, slots=True)
class Version:
    """One reading of the page of a document."""

    facts: Facts
    this: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """What the page of a document shows.

    Attributes:
        document: The document.
        view: Whether the clean or the raw text is shown.
        parts: The parts of the shown text; `part` is the one that the page has.
        blocks: The paragraphs of that part.
        reports: How many records the whole document has.
        refs: The id of each record by its number in the order of the text, as text.
        published_words: The publication date in words.
        url: Its address, only where a link may lead there.
        language: Its language in words, or None.
        places: Every path where the same bytes were seen.
        versions: All readings of its page, oldest first; one where there is no other.
        copies: Groups of copies, with what is known of their other members.
        skips: Why it could not be coded, where it could not.
        read_run, coded_run: The runs that read and coded it, or None.
        removed: How many characters cleaning took away, by reason.
        removals: The pieces it took away, the first two hundred.
        metadata: Further fields that the file states.
        other_view: Address in the other view of the place that the page begins with.
    """

    document: Document
    view: View
    parts: tuple[Part, ...]
    part: Part
    blocks: tuple[Block, ...]
    reports: int
    refs: dict[str, str]
    published_words: str
    url: str | None
    language: str | None
    places: tuple[str, ...]
    versions: tuple[Version, ...]
    copies: tuple[tuple[CopyGroup, tuple[Facts, ...]], ...]
    skips: tuple[Skipped, ...]
    read_run: Run | None
    coded_run: Run | None
    removed: tuple[tuple[str, int, int], ...]
    removals: tuple[Removal, ...]
    metadata: tuple[tuple[str, str], ...]
    other_at: int


def document_page(
    case: Case,
    document_id: str,
    *,
    view: View = "clean",
    number: int | None = None,
    at: int | None = None,
    to: int | None = None,
) -> DocumentPage | None:
    """Return what the page of a document shows, or None where the store has no such document.

    Args:
        case: The case.
        document_id: Id of the document.
        view: "clean" for the text that spans count in, "raw" for the text before cleaning.
        number: Which part of a long text, from 1; the first where neither this nor `at` is given.
        at: A character of the shown text whose part is wanted; it gets an anchor.
        to: One past the last character of the passage that begins at `at`, to mark it.
    """
    document = case.store.document(document_id)
    if document is None:
        return None
    events = list(case.store.events(document=document_id, judged=False))
    text = document.text if view == "clean" else document.raw
    parts = case.cached(("parts", document_id, view), lambda: parts_of(text, WHOLE if view == "clean" else _RAW_PART))
    part = _part(parts, number, at)
    found = [Mark(at, min(to or at + 1, len(text)), "found")] if at is not None and 0 <= at < len(text) else []
    if view == "clean":
        shown = clean_blocks(case, document, events, part, found)
        other = to_raw(document.offsets, part.start, max(part.end, part.start + 1))
    else:
        shown = raw_blocks(document, events, part, found)
        other = to_clean(document.offsets, part.start, max(part.end, part.start + 1))
    read_run, coded_run = case.store.runs_of_document(document_id)
    raw_parts = parts if view == "raw" else parts_of(document.raw, _RAW_PART)
    counted: Counter[str] = Counter()
    for piece in document.removed:
        counted[piece.reason] += len(piece.text)
    times = Counter(piece.reason for piece in document.removed)
    return DocumentPage(
        document=document,
        view=view,
        parts=parts,
        part=part,
        blocks=shown,
        reports=len(events),
        refs={str(number): event.id for number, event in enumerate(_in_order(events), start=1)},
        published_words=wording.when(document.published),
        url=document.url if document.url and is_web_address(document.url) else None,
        language=language_name(document.language) if document.language else None,
        places=tuple(case.store.places(document_id)),
        versions=_versions(case, document_id),
        copies=_copies(case, document_id),
        skips=tuple(case.store.skips_of_document(document_id)),
        read_run=read_run,
        coded_run=coded_run,
        removed=tuple((reason, times[reason], length) for reason, length in counted.most_common()),
        removals=tuple(
            Removal(piece.raw_start, piece.reason, piece.text, _part(raw_parts, None, piece.raw_start).number)
            for piece in document.removed[:_REMOVED_SHOWN]
        ),
        metadata=tuple((key, _plain(value)) for key, value in sorted(document.metadata.items())),
        other_at=other[0] if other else 0,
    )


def parts_of(text: str, whole: int) -> tuple[Part, ...]:
    """Cut a text into parts of whole paragraphs; a text of up to `whole` characters is one part."""
    if len(text) <= whole:
        return (Part(1, 0, len(text)),)
    parts: list[Part] = []
    begin = 0
    for _, end in blocks(text):
        if end - begin >= PART or end == len(text):
            parts.append(Part(len(parts) + 1, begin, end))
            begin = end
    return tuple(parts)


def _part(parts: Sequence[Part], number: int | None, at: int | None) -> Part:
    if number is not None:
        return parts[min(max(number, 1), len(parts)) - 1]
    if at is not None:
        return next((part for part in parts if part.start <= at < part.end), parts[-1] if at > 0 else parts[0])
    return parts[0]


def clean_blocks(
    case: Case, document: Document, events: Sequence[Event], part: Part, found: Sequence[Mark]
) -> tuple[Block, ...]:
    """Return the paragraphs of a part of the clean text, each with the records whose sentence begins in it."""
    numbers = {event.id: number for number, event in enumerate(_in_order(events), start=1)}
    here = [event for event in events if event.evidence.start < part.end and part.start < event.evidence.end]
    marks = [mark for event in here for mark in marks_of(event, str(numbers[event.id]))]
    notes: dict[int, list[tuple[int, Report]]] = defaultdict(list)
    for report in reports_of(case, _in_order(here)):
        notes[max(report.event.evidence.start, part.start)].append((numbers[report.event.id], report))
    starts = sorted(notes)
    made: list[Block] = []
    done = 0
    for low, high in _blocks_in(document.text, part):
        mine: list[tuple[int, Report]] = []
        while done < len(starts) and starts[done] < high:
            mine += notes[starts[done]]
            done += 1
        over = [mark for mark in (*marks, *found) if mark.start < high and low < mark.end]
        # Blank lines between paragraphs are for the page to draw.
        shown = low + len(document.text[low:high].rstrip("\n"))
        if shown > low or mine:
            made.append(Block(low, cut(document.text, low, shown, over), tuple(mine)))
    return tuple(made)


def raw_blocks(document: Document, events: Sequence[Event], part: Part, found: Sequence[Mark]) -> tuple[Block, ...]:
    """Return the paragraphs of a part of the raw text: what went into the clean text, what cleaning removed, sentences."""
    marks = list(found)
    for segment in document.offsets:
        if segment.raw_start < part.end and part.start < segment.raw_end:
            marks.append(Mark(segment.raw_start, segment.raw_end, "kept"))
    for piece in document.removed:
        if piece.raw_start < part.end and part.start < piece.raw_end:
            marks.append(Mark(piece.raw_start, piece.raw_end, "removed", piece.reason))
    for event in events:
        place = to_raw(document.offsets, event.evidence.start, event.evidence.end)
        if place is not None and place[0] < part.end and part.start < place[1]:
            marks.append(Mark(*place, "evidence"))
    marks.sort(key=lambda mark: mark.start)
    made: list[Block] = []
    over: list[Mark] = []
    waiting = 0
    for low, high in _blocks_in(document.raw, part):
        over = [mark for mark in over if mark.end > low]
        while waiting < len(marks) and marks[waiting].start < high:
            over.append(marks[waiting])
            waiting += 1
        made.append(Block(low, cut(document.raw, low, high, over), ()))
    return tuple(made)


def _blocks_in(text: str, part: Part) -> list[tuple[int, int]]:
    shown = text[part.start : part.end]
    return [(part.start + low, part.start + high) for low, high in blocks(shown)]


def _in_order(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.evidence.start, event.trigger.start, event.id))


def _versions(case: Case, document_id: str) -> tuple[Version, ...]:
    ids = case.store.versions(document_id)
    known = facts_of(case.store, ids)
    return tuple(Version(known[one], one == document_id) for one in ids if one in known)


def _copies(case: Case, document_id: str) -> tuple[tuple[CopyGroup, tuple[Facts, ...]], ...]:
    groups = [g for g in case.cached("copy groups", case.store.groups) if document_id in g.documents]
    known = facts_of(case.store, [one for group in groups for one in group.documents])
    return tuple(
        (group, tuple(known[one] for one in group.documents if one != document_id and one in known)) for group in groups
    )


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(one)}" for key, one in value.items())
    return "yes" if value is True else "no" if value is False else "–" if value is None else str(value)
