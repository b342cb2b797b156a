"""A sentence as a line of words in which countries, documents and quotations are one word each.

Patterns over such a line stay short and hold for "Japan", "the Japanese government" and "Korea-Japan relations" alike: a
country is `@N`, a document `#N`, a quotation `^N`, the N-th of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"['’]s\b|[^\W_]+(?:[-][^\W_]+)*(?:n['’]t\b)?|\S")
_QUOTES = re.compile(
    r"“([^“”]{1,300})(?:”|$)|\"([^\"]{1,300})(?:\"|$)|「([^「」]{1,200})」|『([^『』]{1,200})』|«([^«»]{1,300})»"
    r"|(?<![\w’'])['‘]{1,2}((?:[^'’‘\"“”]|['’](?=\w)){2,200}?)['’]{1,2}(?!\w)"
)
_SAYS = re.compile(r"\b(?:said|says|told|added|noted|explained|stressed)\b[^“\"]{0,40}[,:]\s*$")
_NOT = re.compile(r"(\w+)n['’]t")
_CLOSING = " .,;:!?"


@dataclass(frozen=True, slots=True)
class Place:
    """A country or group where a text names it.

    Attributes:
        exact: Whether the name stands for the state itself, not for a person, office or body of it.
        media: Whether it is one of its papers, agencies or broadcasters.
    """

    country: str
    start: int
    end: int
    exact: bool = True
    media: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a pattern in a line, in the offsets of the document."""

    line: Line
    found: re.Match[str]

    def span(self, group: int | str = 0) -> tuple[int, int] | None:
        """Return where a group stands in the document, or None where it matched nothing."""
        start, end = self.found.span(group)
        return self.line.place(start, end) if end > start else None

    def text(self, group: int | str = 0) -> str | None:
        """Return the document's words of a group; a quotation without its marks."""
        span = self.span(group)
        return None if span is None else bare(self.line.source[span[0] : span[1]])

    def word(self, group: int | str) -> str:
        """Return a group as the line has it, in lower case."""
        return self.found[group] or ""

    def countries(self, group: int | str) -> list[str]:
        """Return the countries in a group, in order, each once."""
        return self.line.countries_in(self.found[group] or "")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as words; `text` is the line, `starts` and `ends` where each of its words stands in the document."""

    source: str
    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    places: tuple[Place, ...]
    quotes: tuple[tuple[int, int], ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters `[start, end)` of the line stand in the document."""
        inside = [i for i, at in enumerate(self.offsets) if start <= at < end]
        return (self.starts[inside[0]], self.ends[inside[-1]]) if inside else (self.start, self.start + 1)

    def search(self, pattern: re.Pattern[str], begin: int = 0) -> Match | None:
        """Return the first match of `pattern`."""
        found = pattern.search(self.text, begin)
        return Match(self, found) if found else None

    def all(self, pattern: re.Pattern[str]) -> list[Match]:
        """Return all matches of `pattern` that do not overlap."""
        return [Match(self, found) for found in pattern.finditer(self.text)]

    def countries_in(self, words: str) -> list[str]:
        """Return the countries that a stretch of the line names, in order, each once; quotations are looked into."""
        named: dict[str, None] = {}
        for sign, number in re.findall(r"([@^])(\d+)", words):
            if sign == "@":
                named.setdefault(self.places[int(number)].country)
                continue
            start, end = self.quotes[int(number)]
            for place in self.places:
                if start <= place.start < end:
                    named.setdefault(place.country)
        return list(named)


def bare(words: str) -> str:
    """Return words without quotation marks and punctuation around them."""
    inner = words.strip(" \t\n")
    stripped = inner.strip("“”\"'‘’「」『』«» \n").strip(_CLOSING).strip("“”\"'‘’「」『』«» \n")
    return re.sub(r"\s+", " ", stripped)


def line_of(source: str, start: int, end: int, places: Sequence[Place], papers: Sequence[tuple[int, int]] = ()) -> Line:
    """Return the sentence `[start, end)` of `source` as a line.

    Args:
        source: The text of the document.
        start: First character of the sentence.
        end: One past the last.
        places: The countries named in the sentence, in order.
        papers: Where the sentence names official documents, in order.
    """
    quotes = tuple(_quotes(source, start, end))
    blocks: list[tuple[int, int, str]] = []
    # A quotation hides what stands in it; a country inside stays findable by `countries_in`.
    blocks += [(a, b, f"^{i}") for i, (a, b) in enumerate(quotes)]
    for i, (a, b) in enumerate(papers):
        if not any(x <= a < y for x, y, _ in blocks):
            blocks.append((a, b, f"#{i}"))
    for i, place in enumerate(places):
        if not any(x <= place.start < y for x, y, _ in blocks):
            blocks.append((place.start, place.end, f"@{i}"))
    words: list[tuple[int, int, str]] = []
    at = start
    for a, b, sign in sorted(blocks):
        words += _words(source, at, a)
        words.append((a, b, sign))
        at = b
    words += _words(source, at, end)
    offsets: list[int] = []
    length = 0
    for _, _, word in words:
        offsets.append(length)
        length += len(word) + 1
    return Line(
        source,
        start,
        end,
        " ".join(word for _, _, word in words),
        tuple(offsets),
        tuple(a for a, _, _ in words),
        tuple(b for _, b, _ in words),
        tuple(places),
        quotes,
    )


def _words(source: str, start: int, end: int) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(source, start, end):
        word = match.group().lower().replace("’", "'")
        refused = _NOT.fullmatch(word)
        found.append((match.start(), match.end(), f"{refused[1]} not" if refused else word))
    return found


def _quotes(source: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for match in _QUOTES.finditer(source[start:end]):
        inner = next(group for group in match.groups() if group is not None)
        if inner.strip() and len(inner.split()) <= 45 and not _is_speech(source[start : start + match.start()], inner):
            found.append((start + match.start(), start + match.end()))
    return found


def _is_speech(before: str, inner: str) -> bool:
    """Tell a sentence that someone says from words cited out of a text; what is said is read like the rest."""
    return len(inner.split()) > 5 and (not before.strip() or bool(_SAYS.search(before)))
