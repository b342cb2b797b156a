"""Web pages: the article by trafilatura, each of its characters traced to the page's source, and what the page says of itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from courlan import clean_url

from detente.errors import ReadError
from detente.reading import clutter, extraction, pagemeta
from detente.reading.align import Cursor, MapBuilder, compose
from detente.reading.drafts import Draft, web_address
from detente.reading.text import tidy_text
from detente.reading.trace import Ranges, trace
from detente.reading.visible import Visible, visible
from detente.records import Removed, Segment

LARGEST_PAGE = 20_000_000
LONGEST_TEXT = 2_000_000
# A page without an article in trafilatura's eyes still has what a reader sees: blocks of that many characters count as text.
_SENTENCE = re.compile(r".{25,}[.!?。！？…][\"”’'」』»)）]*\Z", re.DOTALL)


def read(source: bytes, raw: str, path: str, *, encoding: str | None, url: str | None = None) -> Draft:
    """Read a web page.

    The headline is the first paragraph where the page shows it as a heading; where it stands there and in the body it is
    kept once.

    Args:
        source: The bytes.
        raw: The page's source, decoded.
        path: For messages.
        encoding: Encoding that `raw` was decoded with.
        url: Address that it was fetched from.

    Raises:
        ReadError: If the page is too large or too deeply nested, or shows no text.
    """
    if len(raw) > LARGEST_PAGE:
        raise ReadError(path, f"is a page of more than {LARGEST_PAGE // 1_000_000} MB", "save its article as text")
    if _too_deep(raw):
        raise ReadError(path, "nests its elements too deeply", "save its article as text")
    shown = visible(raw)
    if len(shown.text) > LONGEST_TEXT:
        raise ReadError(
            path, f"shows more than {LONGEST_TEXT // 1_000_000} million characters", "split it, or read it as text"
        )
    if not shown.text.strip():
        raise ReadError(
            path, "is a page that shows no text", "if scripts draw it, save it from the browser and read that"
        )
    body, meta = extraction.extract(raw, path, url)
    meta = pagemeta.complete(meta, raw)
    ranges = _ranges(shown, body, meta.title)
    text, inner = _join(shown, ranges)
    offsets = compose(inner, shown.offsets)
    told = _told(raw)
    if told is not None and len(told[0]) > 2 * len(text):
        # A page that scripts draw tells its article in its metadata only.
        (text, offsets), ranges = told, []
    beside = _beside(shown, ranges)
    stated, basis = meta.published, meta.published_basis
    # What the page shows beside its article is surer than a date that stands somewhere in its markup.
    if basis in (None, "html markup") and "published" in beside:
        stated, basis = beside["published"], "date line of the page"
    return Draft(
        source=source,
        raw=raw,
        text=text,
        offsets=offsets,
        media_type="text/html",
        encoding=encoding,
        title=meta.title,
        url=_address(meta.url) or _address(url),
        publisher=meta.publisher or beside.get("publisher") or beside.get("publisher_of_byline"),
        editor=meta.editor or beside.get("editor"),
        author=meta.author or beside.get("author"),
        stated=stated,
        stated_basis=basis,
        language=meta.language,
        language_sure=False,
        removed=tuple(_outside(shown, ranges, raw)),
        metadata=meta.rest,
    )


def _told(raw: str) -> tuple[str, tuple[Segment, ...]] | None:
    """Return the article as the page's JSON-LD tells it, and its map to `raw`, or None."""
    body = pagemeta.article_body(raw)
    if body is None:
        return None
    text, inner = fragment(body[0]) if "</" in body[0] else tidy_text(body[0], 0, markdown=False)
    return text, compose(inner, body[1])


def fragment(source: str) -> tuple[str, tuple[Segment, ...]]:
    """Return the text of a piece of markup that is all article, in paragraphs, and its map to `source`."""
    shown = visible(source)
    text, inner = _join(shown, [[(a, b)] for a, b in shown.blocks()])
    return text, compose(inner, shown.offsets)


def words(source: str) -> str:
    """Return what a piece of markup shows, in one line."""
    return " ".join(visible(source).text.split())


def _address(url: str | None) -> str | None:
    address = web_address(url)
    return (clean_url(address) or address) if address else None


_LONGEST_LINE = 200
_LINES_BESIDE = 8
# Unclosed paragraphs and items count as nested here, so the bound is far above what any real page nests.
_DEEPEST = 4000
# Every element but those that hold nothing; in scripts and comments `<` is no tag.
_DEPTH = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)"
    r"|<(?P<end>/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)(?P<tag>[a-z])",
    re.IGNORECASE | re.DOTALL,
)


def _too_deep(raw: str) -> bool:
    """Tell whether elements are nested so deeply that parsing them would exhaust the machine; unclosed ones count as nested."""
    depth = 0
    for match in _DEPTH.finditer(raw):
        if not match.group("tag"):
            continue
        depth += -1 if match.group("end") else 1
        if depth > _DEEPEST:
            return True
        depth = max(depth, 0)
    return False


def _ranges(shown: Visible, body: list[str], title: str | None) -> list[Ranges]:
    """Return for each paragraph of the article the ranges of the page's text that it consists of."""
    found = [ranges for ranges in trace(shown.text, body) if ranges]
    if not found:
        blocks = list(shown.blocks())
        found = [[(a, b)] for a, b in blocks if _SENTENCE.match(shown.text[a:b].strip())] or [
            [block] for block in blocks
        ]
    headline = _headline(shown, title, found[0][0][0] if found else len(shown.text))
    if headline is not None and not any(a < headline[1] and b > headline[0] for ranges in found for a, b in ranges):
        found.insert(0, [headline])
    return found


def _headline(shown: Visible, title: str | None, before: int) -> tuple[int, int] | None:
    """Return the last heading above the article that says what the page's title says, or None."""
    wanted = _letters(title or "")
    if not wanted:
        return None
    for start, end in reversed(shown.headings):
        heading = shown.text[start:end].rstrip()
        said = _letters(heading)
        if start < before and len(said) >= 8 and (said in wanted or wanted in said):
            return start, start + len(heading)
    return None


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _join(shown: Visible, paragraphs: list[Ranges]) -> tuple[str, tuple[Segment, ...]]:
    """Return the article, its paragraphs parted by blank lines, and its map to the page's text."""
    builder = MapBuilder()
    for ranges in paragraphs:
        if builder.last:
            builder.glue("\n\n")
        for i, (start, end) in enumerate(ranges):
            if i and any(c.isspace() for c in shown.text[ranges[i - 1][1] : start]):
                builder.glue(" ")
            at = start
            while (tab := shown.text.find("\t", at, end)) >= 0:
                builder.add(shown.text, at, tab)
                builder.glue(" | ")
                at = tab + 1
            builder.add(shown.text, at, end)
    return builder.done()


def _beside(shown: Visible, paragraphs: list[Ranges]) -> dict[str, str]:
    """Return what the lines just above and below the article say on publisher, editor, author and date."""
    places = [r for ranges in paragraphs for r in ranges]
    if not places:
        return {}
    first, last = min(a for a, _ in places), max(b for _, b in places)
    covered = _Covered(places)
    blocks = [(a, b) for a, b in shown.blocks() if b - a <= _LONGEST_LINE]
    above = [shown.text[a:b] for a, b in blocks if b <= first][-_LINES_BESIDE:]
    within = [shown.text[a:b] for a, b in blocks if a >= first and b <= last and not covered.meets(a, b)]
    below = [shown.text[a:b] for a, b in blocks if a >= last][:_LINES_BESIDE]
    said: dict[str, str] = {}
    for line in [*reversed(above), *within[: 2 * _LINES_BESIDE], *below]:
        for key, value in clutter.facts(line.strip()).items():
            said.setdefault(key, value)
    return said


class _Covered:
    """Ranges that are asked many times whether they meet another; a page can have hundreds of thousands."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meets(self, start: int, end: int) -> bool:
        """Tell whether one of the ranges shares a character with this one."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _outside(shown: Visible, paragraphs: list[Ranges], raw: str) -> Iterator[Removed]:
    """Yield each stretch of the page's text that is no part of the article."""
    cursor = Cursor(shown.offsets)
    at = 0
    end_of_page = (len(shown.text), len(shown.text))
    for start, end in [*sorted(r for ranges in paragraphs for r in ranges), end_of_page]:
        spot = cursor.cover(at, start) if shown.text[at:start].strip() else None
        if spot is not None:
            yield Removed(*spot, "outside the article", raw[spot[0] : spot[1]])
        at = max(at, end)
