"""The text that a page's source shows, character by character with where it stands in the source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from detente.reading.align import MapBuilder
from detente.records import Segment

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<hidden>script|style|iframe|noframes|textarea)\b(?:[^>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}')*+>"
    r".*?(?:</(?P=hidden)\b[^>]*>|\Z)"
    r"|<(?P<window>title|rt|rp)\b[^>]*>[^<]*(?:</(?P=window)\s*>)?"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:-]*)(?:[^>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}')*+>"
    r"|</?[a-z][^<>]*>"
    r"|<[!?/][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#x[0-9a-f]{1,6};?|[a-z][a-z0-9]{1,31};?)", re.IGNORECASE)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr o:p".split()
)
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2"})


@dataclass(frozen=True, slots=True)
class Visible:
    """What a page shows.

    Attributes:
        text: The text; a line break stands where a block begins or ends, a tabulator between the cells of a row, one space
            for white space.
        offsets: Map from `text` to the source.
        headings: Ranges of `text` that are headings of the first and second order.
    """

    text: str
    offsets: tuple[Segment, ...]
    headings: tuple[tuple[int, int], ...]

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the range of each block that holds text."""
        for match in re.finditer(r"[^\n]+", self.text):
            if match.group().strip():
                yield match.span()


def visible(source: str) -> Visible:
    """Return what the page `source` shows; scripts, styles, comments and the window's title are not seen."""
    builder = _Lines()
    headings: list[tuple[int, int]] = []
    heading_from: int | None = None
    at = 0
    for token in _TOKEN.finditer(source):
        _text(builder, source, at, token.start())
        at = token.end()
        name = (token.group("tag") or "").lower()
        if token.group("hidden") or token.group("window") or not name or name in _INLINE:
            continue
        builder.block("\t" if name in _CELLS else "\n")
        if name in _HEADINGS:
            if not token.group("end"):
                heading_from = builder.length
            elif heading_from is not None and heading_from < builder.length:
                headings.append((heading_from, builder.length))
                heading_from = None
    _text(builder, source, at, len(source))
    text, offsets = builder.done()
    return Visible(text, offsets, tuple(headings))


class _Lines(MapBuilder):
    """A map builder that parts blocks by one line break and the cells of a table's row by one tabulator."""

    def __init__(self) -> None:
        super().__init__()
        self._pending = ""

    def block(self, mark: str) -> None:
        self._pending = "\n" if "\n" in (mark, self._pending) else mark

    @property
    def length(self) -> int:
        """Length of the text so far, the pending line break included."""
        return self._length + (1 if self._pending and self.last else 0)

    def put(self, text: str, raw_start: int, raw_end: int) -> None:
        if not text:
            return
        if self._pending:
            if text == " ":
                return
            if self.last:
                self.glue(self._pending)
            self._pending = ""
        super().put(text, raw_start, raw_end)


def _text(builder: MapBuilder, source: str, start: int, end: int) -> None:
    """Append the text between two tags, its entities decoded."""
    at = start
    if source.find("&", start, end) >= 0:
        for entity in _ENTITY.finditer(source, start, end):
            decoded = _decoded(entity.group())
            if decoded is None:
                continue
            name, value = decoded
            builder.add(source, at, entity.start())
            stop = entity.start() + len(name)
            if value.isspace():
                if builder.last and not builder.last.isspace():
                    builder.put(" ", entity.start(), stop)
            elif value not in _NOTHING:
                builder.put(value, entity.start(), stop)
            at = stop
    builder.add(source, at, end)


_NOTHING = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")


def _decoded(entity: str) -> tuple[str, str] | None:
    """Return the part of `entity` that names a character, and the character, or None."""
    if entity[1] == "#" or entity.endswith(";"):
        value = html.unescape(entity)
        named = value != entity and (value[0] != "&" or len(value) == 1)
        return (entity, value) if named else None
    value = html5.get(entity[1:], "")
    return (entity, value) if value else None
