"""Text of PDF files in reading order, by pypdfium2.

Columns are read one after the other, full-width headings between them; running heads, page numbers and reading aids
go; words broken at line ends are joined; footnotes follow the paragraph that they interrupt. The raw text is pdfium's
own, page by page with form feeds between, and every clean character leads back to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from detente.errors import ReadError
from detente.reading import pdf_running
from detente.reading.dates_stated import parse_stated
from detente.reading.pdf_layout import Line, arrange
from detente.reading.pdf_page import Page, Run, load_page
from detente.reading.pdf_text import Measures, Text, begins_paragraph, finish, measure, put_paragraph, uses_indents
from detente.records import DateValue, Removed, Segment

MAX_BYTES, MAX_PAGES = 200_000_000, 3_000
_NO_PASSWORD = 4
_CHAPTER_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says.

    Attributes:
        raw: Page texts as pdfium gives them, joined by form feeds; line-end hyphens may stand as U+0002.
        text: Clean text in paragraphs that a blank line parts.
        offsets: Map from `text` to `raw`; not in the order of `raw` where columns and footnotes were moved.
        removed: Running heads, page numbers, reading aids and footnote marks.
        title, author, created: As its metadata states them; None where empty.
        pages: For each page the range of `text` that begins on it; empty where it has no text.
    """

    raw: str
    text: str
    offsets: tuple[Segment, ...]
    removed: tuple[Removed, ...]
    title: str | None
    author: str | None
    created: DateValue | None
    pages: tuple[tuple[int, int], ...]


def extract(
    data: bytes, path: str, *, password: str | None = None, max_pages: int = MAX_PAGES, max_bytes: int = MAX_BYTES
) -> PdfText:
    """Extract the text of a PDF.

    Args:
        data: The file.
        path: Its name, for messages.
        password: Password that opens it, or None.
        max_pages: Files with more pages are refused.
        max_bytes: Files of more bytes are refused.

    Raises:
        ReadError: If it is too large, encrypted, broken, or holds no text (a scan).
    """
    if len(data) > max_bytes:
        raise ReadError(path, f"has {len(data)} bytes, more than {max_bytes}", "split it")
    with _opened(data, path, password) as document:
        count = len(document)
        if count > max_pages:
            raise ReadError(path, f"has {count} pages, more than {max_pages}", "split it")
        raw, pages = _load(document, path)
        title, author, created = _metadata(document)
    if not any(page.runs for page in pages):
        raise ReadError(path, "holds no text, only images" if count else "has no pages", "run OCR on it first")
    body, notes, skip = _sort_out(pages)
    text, starts = _compose(body, notes, skip)
    clean, offsets = finish(text)
    return PdfText(raw, clean, offsets, _removed(raw, skip), title, author, created, _ranges(starts, count, len(clean)))


@contextmanager
def _opened(data: bytes, path: str, password: str | None) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 - the library loads only where there is a PDF

    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _NO_PASSWORD:
            raise ReadError(
                path, "the PDF is encrypted", "open it with its password and save a copy without one"
            ) from error
        raise ReadError(path, "the PDF is broken", "open it in a viewer and save it again") from error
    try:
        yield document
    finally:
        document.close()


def _load(document: Any, path: str) -> tuple[str, list[Page]]:
    import pypdfium2  # noqa: PLC0415 - already loaded

    texts: list[str] = []
    pages: list[Page] = []
    offset = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise ReadError(path, f"page {number + 1} is broken", "open it in a viewer and save it again") from error
        try:
            raw, loaded = load_page(page, number, offset)
        finally:
            page.close()
        texts.append(raw)
        pages.append(loaded)
        offset += len(raw) + 1
    return "\f".join(texts), pages


def _metadata(document: Any) -> tuple[str | None, str | None, DateValue | None]:
    found = {key: " ".join(value.split()) for key, value in document.get_metadata_dict().items()}
    created = found.get("CreationDate", "").removeprefix("D:")[:8]
    when = parse_stated(created) if created else None
    return found.get("Title") or None, found.get("Author") or None, when if when and when.start else None


def _sort_out(pages: list[Page]) -> tuple[list[Line], dict[int, list[Line]], dict[int, str]]:
    """Part the lines of the body, in reading order, from footnotes by page; and say which characters go, and why."""
    height = pdf_running.body_height(pages)
    gone = pdf_running.running(pages)
    skip: dict[int, str] = {}
    body: list[Line] = []
    notes: dict[int, list[Line]] = {}
    for page in pages:
        reasons = dict.fromkeys(pdf_running.ruby(page), pdf_running.RUBY)
        reasons |= dict.fromkeys(pdf_running.lone_marks(page.runs), pdf_running.MARK)
        reasons |= {id(run): gone[id(run)] for run in page.runs if id(run) in gone}
        kept: list[Run] = []
        for run in page.runs:
            if id(run) in reasons:
                skip.update((glyph.at, reasons[id(run)]) for glyph in run.glyphs)
            else:
                kept.append(run)
        aside = {id(run) for run in pdf_running.footnotes(kept, height)} | {id(run) for run in kept if run.sideways}
        for run in kept:
            if id(run) not in aside:
                skip.update(dict.fromkeys(pdf_running.footnote_marks(run), pdf_running.MARK))
        body += arrange([run for run in kept if id(run) not in aside])
        below = [
            piece for line in arrange([run for run in kept if id(run) in aside]) for piece in pdf_running.by_mark(line)
        ]
        if below:
            notes[page.number] = below
    return body, notes, skip


def _compose(body: list[Line], notes: dict[int, list[Line]], skip: dict[int, str]) -> tuple[Text, dict[int, int]]:
    """Put the paragraphs one after the other, the notes of a page after the paragraph that runs over its end."""
    m = measure(body + [line for lines in notes.values() for line in lines])
    left_out = set(skip)
    text = Text()
    starts: dict[int, int] = {}
    waiting = sorted(notes)
    for paragraph in _paragraphs(body, m):
        page = paragraph[0].page
        while waiting and waiting[0] < page:
            for note in _paragraphs(notes[waiting[0]], m):
                _put(text, note, m, left_out, starts)
            del waiting[0]
        _put(text, paragraph, m, left_out, starts)
    for number in waiting:
        for note in _paragraphs(notes[number], m):
            _put(text, note, m, left_out, starts)
    return text, starts


def _put(text: Text, lines: list[Line], m: Measures, skip: set[int], starts: dict[int, int]) -> None:
    if all(glyph.at in skip for line in lines for run in line.runs for glyph in run.glyphs):
        return
    if text.length:
        text.put(_CHAPTER_GAP)
    put_paragraph(text, lines, m, skip, starts)


def _paragraphs(lines: list[Line], m: Measures) -> list[list[Line]]:
    indents = uses_indents(lines, m)
    grouped: list[list[Line]] = []
    for line in lines:
        if grouped and not begins_paragraph(grouped[-1][-1], line, m, indents=indents):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return grouped


def _removed(raw: str, skip: dict[int, str]) -> tuple[Removed, ...]:
    """Return the ranges of raw text that were left out; white space between two pieces belongs to them."""
    found: list[Removed] = []
    by_reason: dict[str, list[int]] = defaultdict(list)
    for at, reason in skip.items():
        by_reason[reason].append(at)
    for reason, places in by_reason.items():
        places.sort()
        start = previous = places[0]
        for at in [*places[1:], len(raw) + 1]:
            if at < len(raw) and not raw[previous + 1 : at].strip(" \t"):
                previous = at
                continue
            found.append(Removed(start, previous + 1, reason, raw[start : previous + 1]))
            start = previous = at
    return tuple(sorted(found, key=lambda removed: removed.raw_start))


def _ranges(starts: dict[int, int], count: int, length: int) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    end = length
    for number in reversed(range(count)):
        start = min(starts.get(number, end), end)
        ranges.append((start, end))
        end = start
    return tuple(reversed(ranges))
