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
from detente.store.rows import Where

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
class Term:
    """A word or phrase to search for.

    Attributes:
        prefix: All words that begin so.
        unspaced: It has characters of a script without spaces between words.
    """

    text: str
    prefix: bool
    unspaced: bool


def search(
    connection: sqlite3.Connection, query: str, limit: int, offset: int = 0, among: Where | None = None
) -> tuple[list[Hit], int]:
    """Return the newest documents that have every term of `query`, best first, and how many there are in all.

    Args:
        connection: An open store.
        query: Words and quoted phrases.
        limit: Greatest number of documents.
        offset: How many of the best to leave out.
        among: A further condition on the table `document`.

    Raises:
        StoreError: If the query has no word in it.
    """
    terms = terms_of(query)
    words = words_query(terms)
    tables, conditions, values = "document", ["document.newest = 1"], list[str | int]()
    if words:
        # The rank is computed by the index of words; scripts without spaces go by the date of publication.
        # A cross join is done from left to right, or each document would be asked whether it has the words.
        tables = "document_words CROSS JOIN document ON number = document_words.rowid"
        conditions.append("document_words MATCH ?")
        values.append(words)
    for condition in (*_unspaced(terms), *((among,) if among else ())):
        conditions.append(condition.sql)
        values += condition.values
    matching = f"FROM {tables} WHERE {' AND '.join(conditions)}"
    total = connection.execute(f"SELECT count(*) {matching}", values).fetchone()[0]
    best = connection.execute(
        f"SELECT number {matching} ORDER BY {'rank, ' if words else ''}published_start DESC, id LIMIT ? OFFSET ?",
        [*values, limit, offset],
    ).fetchall()
    hits = []
    for (number,) in best:
        row = connection.execute(
            "SELECT number, id, path, title, publisher, text FROM document WHERE number = ?", (number,)
        ).fetchone()
        hits.append(_hit(connection, row, terms, words))
    return hits, total


def matching(query: str) -> Where:
    """Return the condition on the table `document` that it has every term of `query`.

    Raises:
        StoreError: If the query has no word in it.
    """
    terms = terms_of(query)
    words = words_query(terms)
    parts = (
        [Where("number IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)", (words,))] if words else []
    )
    parts += _unspaced(terms)
    return Where(" AND ".join(part.sql for part in parts), tuple(value for part in parts for value in part.values))


def _unspaced(terms: Sequence[Term]) -> list[Where]:
    """Return a condition on `document` for each term of a script without spaces between words."""
    found = []
    for term in terms:
        if term.unspaced and len(term.text) >= _TRIGRAM:
            among = "number IN (SELECT rowid FROM document_trigrams WHERE document_trigrams MATCH ?)"
            found.append(Where(among, (_quoted(term.text),)))
        elif term.unspaced:
            looked = "unspaced = 1 AND (instr(document.text, ?) OR instr(coalesce(document.title, ''), ?))"
            found.append(Where(looked, (term.text, term.text)))
    return found


def terms_of(query: str) -> list[Term]:
    """Split a query into words and quoted phrases; a trailing `*` asks for words that begin so.

    Raises:
        StoreError: If the query has no word in it.
    """
    found = []
    for phrase, word in _TERM.findall(query.replace("\0", " ")):  # FTS5 ends its query at a null character
        text = phrase.strip() or word.rstrip("*")
        if _WORD.search(text):
            found.append(Term(text, bool(word) and word.endswith("*"), bool(UNSPACED.search(text))))
    if not found:
        raise StoreError(f"{query!r}: there is no word to search for")
    return found


def words_query(terms: Sequence[Term]) -> str:
    """Return the query to FTS5 for the terms that an index of words can look up, or an empty text."""
    return " AND ".join(_quoted(term.text) + (" *" if term.prefix else "") for term in terms if not term.unspaced)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _hit(connection: sqlite3.Connection, row: sqlite3.Row, terms: Sequence[Term], words: str) -> Hit:
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
