"""Full-text search over titles and texts, in scripts with spaces between words and without."""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from detente.errors import StoreError
from detente.evidence import span_of
from detente.records import Span
from detente.store.documents import UNSPACED

# Shortest run of characters that the index of trigrams can look up; shorter ones are looked for in every text.
_TRIGRAM = 3

# Characters of a text shown around the first hit.
_BEFORE, _AFTER = 80, 160

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that a query found.

    Attributes:
        passage: A stretch of its text around the first hit, or its beginning where only the title has the words;
            None for an empty text.
        matches: The hits within `passage`, as spans of the text.
    """

    document: str
    path: str
    title: str | None
    publisher: str | None
    passage: Span | None
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    prefix: bool
    unspaced: bool


def search(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """Return the newest documents that have every term of `query`, best first.

    Raises:
        StoreError: If the query has no word in it.
    """
    terms = _terms(query)
    if not terms:
        raise StoreError(f"{query!r}: there is no word to search for")
    words = _words_query(terms)
    conditions, values = ["document.newest = 1"], list[str | int]()
    if words:
        conditions.append("number IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)")
        values.append(words)
    for term in terms:
        if not term.unspaced:
            continue
        if len(term.text) >= _TRIGRAM:
            conditions.append("number IN (SELECT rowid FROM document_trigrams WHERE document_trigrams MATCH ?)")
            values.append(_quoted(term.text))
        else:
            conditions.append("unspaced = 1 AND (instr(text, ?) OR instr(coalesce(title, ''), ?))")
            values += [term.text, term.text]
    # bm25 is computed by the index of words; scripts without spaces go by the date of publication.
    order = "(SELECT rank FROM document_words WHERE document_words MATCH ? AND rowid = number), " if words else ""
    values += [words, limit] if words else [limit]
    rows = connection.execute(
        f"SELECT number, id, path, title, publisher, text FROM document WHERE {' AND '.join(conditions)} "
        f"ORDER BY {order}published_start DESC, id LIMIT ?",
        values,
    )
    return [_hit(connection, row, terms, words) for row in rows.fetchall()]


def _terms(query: str) -> list[_Term]:
    """Split a query into words and quoted phrases; a trailing `*` asks for words that begin so."""
    found = []
    for phrase, word in _TERM.findall(query.replace("\0", " ")):  # FTS5 ends its query at a null character
        text = phrase.strip() or word.rstrip("*")
        if _WORD.search(text):
            found.append(_Term(text, bool(word) and word.endswith("*"), bool(UNSPACED.search(text))))
    return found


def _words_query(terms: Sequence[_Term]) -> str:
    return " AND ".join(_quoted(term.text) + (" *" if term.prefix else "") for term in terms if not term.unspaced)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _hit(connection: sqlite3.Connection, row: sqlite3.Row, terms: Sequence[_Term], words: str) -> Hit:
    text: str = row["text"]
    ranges = _word_ranges(connection, row["number"], words) if words else []
    for term in terms:
        if term.unspaced:
            ranges += [match.span() for match in re.finditer(re.escape(term.text), text, re.IGNORECASE)]
    ranges.sort()
    passage = _passage(text, ranges[0][0] if ranges else 0)
    matches: tuple[Span, ...] = ()
    if passage:
        matches = tuple(span_of(text, a, b) for a, b in ranges if passage.start <= a < b <= passage.end)
    return Hit(row["id"], row["path"], row["title"], row["publisher"], passage, matches)


def _word_ranges(connection: sqlite3.Connection, number: int, words: str) -> list[tuple[int, int]]:
    """Return where the index of words sees the query in the text, by marks that no text can hold beforehand."""
    mark = secrets.token_hex(8)
    opening, closing = f"\x02{mark}", f"\x03{mark}"
    marked: str = connection.execute(
        "SELECT highlight(document_words, 1, ?, ?) FROM document_words WHERE document_words MATCH ? AND rowid = ?",
        (opening, closing, words, number),
    ).fetchone()[0]
    ranges, at = list[tuple[int, int]](), 0
    before, *pieces = marked.split(opening)
    at = len(before)
    for piece in pieces:
        inside, after = piece.split(closing)
        ranges.append((at, at + len(inside)))
        at += len(inside) + len(after)
    return ranges


def _passage(text: str, at: int) -> Span | None:
    """Return the text around character `at`, cut at spaces where there are some near."""
    if not text:
        return None
    start, end = max(at - _BEFORE, 0), min(at + _AFTER, len(text))
    if start:
        space = text.find(" ", start, at)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", at, end)
        end = space if space > at else end
    return span_of(text, start, end)
