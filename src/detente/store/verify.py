"""Check a whole store: every span against its text, offset maps, judgements, lists, the search index, the file itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from detente.errors import StoreError
from detente.evidence import failing_spans, holds
from detente.records import Document, Event
from detente.store import documents, events
from detente.store.verify_lists import failing_judgements, failing_lists, failing_sums

Part = Literal["file", "document", "event", "judgement", "list", "search"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something in a store that does not hold.

    Attributes:
        part: What was checked.
        where: Id of the document or event, or the name of a table.
        message: What is wrong, as a sentence.
    """

    part: Part
    where: str
    message: str


def verify(connection: sqlite3.Connection, *, read_only: bool) -> Iterator[Failure]:
    """Yield every failure of the store, in a fixed order.

    Args:
        connection: An open store.
        read_only: Compare the search index by its rows only; the check of every word needs a store open for writing.
    """
    yield from _file(connection)
    for row in connection.execute("SELECT id FROM document ORDER BY path, number").fetchall():
        document = documents.get(connection, row["id"])
        if document is None:  # removed by another process since the list was made
            continue
        yield from _document(document)
        of_document = list(events.select(connection, document=document.id))
        for event in of_document:
            yield from _event(document, event)
        for name, reason in failing_judgements(connection, document):
            yield Failure("judgement", name, f"{document.path}: judgement {name} {reason}")
        for name in failing_lists(connection, document, of_document):
            yield Failure(
                "list", name, f"{document.path}: event {name} is not listed as it is (code the document again)"
            )
    for name in failing_sums(connection):
        yield Failure("list", name, f"incident {name}: its acts are not summed as they are (code its documents again)")
    yield from _search(connection, read_only)


def _file(connection: sqlite3.Connection) -> Iterator[Failure]:
    for row in connection.execute("PRAGMA quick_check"):
        if row[0] != "ok":
            yield Failure("file", "quick_check", f"SQLite finds the file damaged: {row[0]}")
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Failure("file", row["table"], f"row {row['rowid']} names a row of {row['parent']} that is not there")


def _document(document: Document) -> Iterator[Failure]:
    def failure(message: str) -> Failure:
        return Failure("document", document.id, f"{document.path}: {message}")

    span = document.published.span
    if span and not holds(document.text, span):
        yield failure(f"the date of publication at {span.start}–{span.end} does not read {span.quote!r}")
    for segment in document.offsets:
        inside_text = 0 <= segment.clean_start < segment.clean_end <= len(document.text)
        inside_raw = 0 <= segment.raw_start <= segment.raw_end <= len(document.raw)
        if not (inside_text and inside_raw):
            yield failure(f"the offset map reaches outside the text at {segment.clean_start}–{segment.clean_end}")
    for one, other in pairwise(document.offsets):
        if one.clean_end > other.clean_start:
            yield failure(f"the offset map is not in order at {other.clean_start}")
    for piece in document.removed:
        if not 0 <= piece.raw_start <= piece.raw_end <= len(document.raw):
            yield failure(f"what was removed at {piece.raw_start}–{piece.raw_end} lies outside the raw text")


def _event(document: Document, event: Event) -> Iterator[Failure]:
    for role, span in failing_spans(document.text, event):
        there = document.text[max(span.start, 0) : max(span.end, 0)]
        yield Failure(
            "event",
            event.id,
            f"{document.path}: the {role} at {span.start}–{span.end} reads {there!r}, not {span.quote!r}",
        )
    if not event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end:
        yield Failure("event", event.id, f"{document.path}: the trigger lies outside the evidence")


def _search(connection: sqlite3.Connection, read_only: bool) -> Iterator[Failure]:
    for table, content in (("document_words", "document"), ("document_trigrams", "document_unspaced")):
        wrong = connection.execute(
            f"SELECT count(*) FROM (SELECT number FROM {content} EXCEPT SELECT id FROM {table}_docsize)"
        ).fetchone()[0]
        spare = connection.execute(
            f"SELECT count(*) FROM (SELECT id FROM {table}_docsize EXCEPT SELECT number FROM {content})"
        ).fetchone()[0]
        if wrong or spare:
            yield Failure("search", table, f"{wrong} documents are missing from the index and {spare} are gone")
        elif not read_only and not _index_agrees(connection, table):
            yield Failure("search", table, "the index has other words than the texts")


def _index_agrees(connection: sqlite3.Connection, table: str) -> bool:
    """Let FTS5 compare its index with every text; it answers by an error."""
    try:
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError("the index cannot be checked while another process writes (try again later)") from error
        return False
    return True
