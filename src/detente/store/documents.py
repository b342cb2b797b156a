"""Documents, the places they were seen at, their versions and their copies."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Literal

from detente.errors import StoreError
from detente.reading.copies import CopyGroup
from detente.records import DateValue, Document, Removed, Segment, to_plain
from detente.store.rows import chunks, date_columns, date_from, day_from, insert, to_json

Added = Literal["added", "duplicate", "version"]
Versions = Literal["newest", "all"]


@dataclass(frozen=True, slots=True)
class Summary:
    """A document without its long text, with what came of it.

    Attributes:
        published: Date of publication, without the words that gave it.
        coded: Whether it was coded; `events` is how many events were found.
    """

    id: str
    path: str
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None
    published: DateValue
    coded: bool
    events: int


# Scripts whose words are not set apart by spaces, or carry particles without a space (Hangul): Han, kana, Hangul,
# Thai, Lao, Tibetan, Myanmar, Khmer. A class of characters, so that a word index alone is known not to serve.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)

# `#3` at the end of a path: the third document of a file that holds several.
_POSITION = re.compile(r"#\d+$")

_SELECT = "SELECT document.*, raw, offsets FROM document JOIN document_raw ON document_id = id"


def add(connection: sqlite3.Connection, document: Document, run: int | None) -> Added:
    """Insert `document` unless its id is there; link it to the version of the page that it replaces."""
    known = connection.execute("SELECT 1 FROM document WHERE id = ?", (document.id,)).fetchone()
    if known:
        see(connection, document.id, document.path, run)
        return "duplicate"
    replaces = _earlier(connection, document)
    values: dict[str, Any] = {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "editor": document.editor,
        "author": document.author,
        **date_columns("published", document.published),
        "published_basis": document.published_basis,
        "language": document.language,
        "language_basis": document.language_basis,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "metadata": _metadata(document),
        "newest": 1,
        "replaces": replaces,
        "unspaced": int(bool(UNSPACED.search(document.text) or UNSPACED.search(document.title or ""))),
        "read_run": run,
        "text": document.text,
    }
    insert(connection, "document", values)
    if replaces:
        connection.execute("UPDATE document SET newest = 0 WHERE id = ?", (replaces,))
    offsets = to_json([astuple(segment) for segment in document.offsets])
    insert(connection, "document_raw", {"document_id": document.id, "raw": document.raw, "offsets": offsets})
    connection.executemany(
        "INSERT INTO removed (document_id, position, raw_start, raw_end, reason, text) VALUES (?, ?, ?, ?, ?, ?)",
        [(document.id, i, *astuple(piece)) for i, piece in enumerate(document.removed)],
    )
    see(connection, document.id, document.path, run)
    return "version" if replaces else "added"


def see(connection: sqlite3.Connection, document_id: str, path: str, run: int | None) -> None:
    """Note that the bytes of a document were seen at `path`."""
    connection.execute(
        "INSERT INTO document_path (document_id, path, first_run, last_run) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (document_id, path) DO UPDATE SET last_run = coalesce(excluded.last_run, last_run)",
        (document_id, path, run, run),
    )


def _earlier(connection: sqlite3.Connection, document: Document) -> str | None:
    """Return the id of the newest stored version of the same page, or None.

    Two documents with addresses are one page where these are equal. Otherwise the path decides, except standard input,
    which is no place; and the position in a file of several documents shifts, so there the title must agree as well.
    """
    if document.url:
        row = connection.execute(
            "SELECT id FROM document WHERE url = ? AND newest = 1 ORDER BY number DESC", (document.url,)
        ).fetchone()
        if row:
            return str(row["id"])
    path = document.path
    if path == "-" or path.startswith("-#"):
        return None
    query = (
        "SELECT id FROM document WHERE newest = 1 AND id IN (SELECT document_id FROM document_path WHERE path = :path) "
        "AND (url IS NULL OR :url IS NULL)"
    )
    if _POSITION.search(path):
        query += " AND title = :title"
    row = connection.execute(
        query + " ORDER BY number DESC", {"path": path, "url": document.url, "title": document.title}
    ).fetchone()
    return str(row["id"]) if row else None


def _metadata(document: Document) -> str:
    try:
        return to_json(to_plain(document.metadata))
    except (TypeError, ValueError) as error:
        raise StoreError(f"{document.path}: its metadata cannot be written as JSON ({error})") from error


def get(connection: sqlite3.Connection, document_id: str) -> Document | None:
    """Return the document with this id, or None."""
    row = connection.execute(f"{_SELECT} WHERE document.id = ?", (document_id,)).fetchone()
    return _from_row(connection, row) if row else None


def every(connection: sqlite3.Connection, versions: Versions, coded: bool | None) -> Iterator[Document]:
    """Yield documents in the order in which they were added, of all versions or the newest, coded or not or both."""
    where = ["newest = 1"] if versions == "newest" else ["1"]
    if coded is not None:
        where.append(f"coded_run IS {'NOT ' if coded else ''}NULL")
    for row in connection.execute(f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY number"):
        yield _from_row(connection, row)


def summaries(connection: sqlite3.Connection) -> Iterator[Summary]:
    """Yield the newest documents without their texts, in the order of their paths."""
    for row in connection.execute(f"{_SUMMARY} WHERE newest = 1 ORDER BY path, id"):
        yield _summary(row)


def summaries_of(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Summary]:
    """Return the documents with these ids in their order; those that the store does not have are left out."""
    found: dict[str, Summary] = {}
    for some in chunks(ids):
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"{_SUMMARY} WHERE id IN ({marks})", some)
        found |= {row["id"]: _summary(row) for row in rows}
    return [found[one] for one in ids if one in found]


# Not from the view `document_summary`, which counts characters and so reads every text.
_SUMMARY = (
    "SELECT id, path, title, url, publisher, language, published_start, published_end, published_precision, "
    "published_earliest, published_latest, coded_run IS NOT NULL AS coded, "
    "(SELECT count(*) FROM event WHERE event.document_id = document.id) AS events FROM document"
)


def _summary(row: sqlite3.Row) -> Summary:
    return Summary(
        id=row["id"],
        path=row["path"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        language=row["language"],
        published=DateValue(
            start=day_from(row["published_start"]),
            end=day_from(row["published_end"]),
            precision=row["published_precision"],
            earliest=day_from(row["published_earliest"]),
            latest=day_from(row["published_latest"]),
        ),
        coded=bool(row["coded"]),
        events=row["events"],
    )


def _from_row(connection: sqlite3.Connection, row: sqlite3.Row) -> Document:
    pieces = connection.execute(
        "SELECT raw_start, raw_end, reason, text FROM removed WHERE document_id = ? ORDER BY position", (row["id"],)
    )
    return Document(
        id=row["id"],
        path=row["path"],
        text=row["text"],
        raw=row["raw"],
        media_type=row["media_type"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        editor=row["editor"],
        author=row["author"],
        published=date_from(row, "published"),
        published_basis=row["published_basis"],
        language=row["language"],
        language_basis=row["language_basis"],
        encoding=row["encoding"],
        offsets=tuple(Segment(*piece) for piece in json.loads(row["offsets"])),
        removed=tuple(Removed(*piece) for piece in pieces),
        metadata=json.loads(row["metadata"]),
    )


def find(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the ids of the documents that `name` means: an id, a path where they were seen, or an address."""
    rows = connection.execute(
        "SELECT id FROM document WHERE id = :name OR path = :name OR url = :name "
        "OR id IN (SELECT document_id FROM document_path WHERE path = :name) ORDER BY number",
        {"name": name},
    )
    return [row["id"] for row in rows]


def remove(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Delete documents; foreign keys take along all that came from them, this what was skipped at their places."""
    gone = [(document_id,) for document_id in ids]
    connection.executemany(
        "DELETE FROM skipped WHERE place IN (SELECT path FROM document_path WHERE document_id = ?)", gone
    )
    connection.executemany("DELETE FROM document WHERE id = ?", gone)


def places(connection: sqlite3.Connection, document_id: str) -> list[str]:
    """Return every path at which the bytes of a document were seen, the first one first."""
    rows = connection.execute("SELECT path FROM document_path WHERE document_id = ? ORDER BY rowid", (document_id,))
    return [row["path"] for row in rows]


def versions(connection: sqlite3.Connection, document_id: str) -> list[str]:
    """Return the ids of all versions of the page of a document, oldest first."""
    rows = connection.execute(
        "WITH RECURSIVE chain (id) AS (VALUES (?) UNION "
        "SELECT document.replaces FROM document JOIN chain USING (id) WHERE document.replaces IS NOT NULL UNION "
        "SELECT document.id FROM document JOIN chain ON document.replaces = chain.id) "
        "SELECT id FROM document WHERE id IN chain ORDER BY number",
        (document_id,),
    )
    return [row["id"] for row in rows]


def replace_groups(connection: sqlite3.Connection, groups: Iterable[CopyGroup]) -> None:
    """Put `groups` in place of the groups of copies that the store has."""
    connection.execute("DELETE FROM copy_group")
    for number, group in enumerate(groups, start=1):
        insert(connection, "copy_group", {"id": number, "kind": group.kind, "similarity": group.similarity})
        connection.executemany(
            "INSERT INTO copy_group_member (group_id, document_id, position) VALUES (?, ?, ?)",
            [(number, document_id, i) for i, document_id in enumerate(group.documents)],
        )


def groups(connection: sqlite3.Connection) -> list[CopyGroup]:
    """Return the groups of copies."""
    members: dict[int, list[str]] = {}
    for row in connection.execute("SELECT group_id, document_id FROM copy_group_member ORDER BY group_id, position"):
        members.setdefault(row["group_id"], []).append(row["document_id"])
    rows = connection.execute("SELECT id, kind, similarity FROM copy_group ORDER BY id")
    return [CopyGroup(row["kind"], tuple(members.get(row["id"], [])), row["similarity"]) for row in rows]
