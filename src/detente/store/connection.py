"""Open the file of a store, bring its tables up to date, and write to it in transactions."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from detente.errors import StoreError
from detente.store import listing

# "dtnt" as a big-endian number: tells a store from any other SQLite file.
APPLICATION_ID = int.from_bytes(b"dtnt", "big")

# The version since which there are tables that are made from the others.
_LISTED = 2


def migrations() -> list[tuple[int, str]]:
    """Return the numbered migrations of this version of détente, in order, each with its SQL."""
    folder = files("detente.store") / "migrations"
    named = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(int(name.split("_", 1)[0]), entry.read_text(encoding="utf-8")) for name, entry in named]


def open_store(path: Path, *, read_only: bool, wait_s: float) -> sqlite3.Connection:
    """Open the store at `path`, making or migrating it when it may be written.

    Args:
        path: File of the store.
        read_only: Refuse every write; the file must exist and be of this version.
        wait_s: Seconds to wait for another writer before giving up.

    Raises:
        StoreError: If the file is missing, is no store, is of another version, or stays locked.
    """
    if read_only and not path.is_file():
        raise StoreError(f"{path}: there is no store here (`detente read PATH --store {path}` makes one)")
    if not read_only and not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist (make it first)")
    if not read_only and not os.access(path if path.exists() else path.parent, os.W_OK):
        raise StoreError(f"{path}: may not be written (permission denied; name another file or copy the store)")
    mode = "rwc"
    if read_only:
        mode = "ro&immutable=1" if _at_rest(path) else "ro"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=wait_s,
            # A web request moves from thread to thread, though never works in two at once.
            check_same_thread=False,
        )
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened ({error})") from error
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        _check_kind(connection, path)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            _use_wal(connection, path, wait_s)
            # With a log beside the file, a lost power supply may lose the last transaction but never tears the file.
            connection.execute("PRAGMA synchronous = NORMAL")
            # Writing touches many indexes at random places; 64 MB of them are kept at hand.
            connection.execute("PRAGMA cache_size = -64000")
            _migrate(connection, path)
        _check_version(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(f"{path}: is no détente store, or is damaged ({error})") from error
    except StoreError:
        connection.close()
        raise
    return connection


def _at_rest(path: Path) -> bool:
    """Tell whether a store lies where nothing can be written and nobody has it open, as on a read-only disk.

    SQLite shares a write-ahead log with its other users through files beside the store, which it cannot make there.
    """
    beside = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    return not os.access(path.parent, os.W_OK) and not any(file.exists() for file in beside)


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Run the block in one transaction that holds the write lock from its start; undo it if the block raises.

    Raises:
        StoreError: If another process is writing and does not end in time, or if the store was opened read-only.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise _locked(path, error) from error
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, UnicodeEncodeError):
            raise StoreError(f"{path}: the record holds half of a surrogate pair, no text ({error})") from error
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"{path}: the record does not fit the store ({error})") from error
        raise


def _locked(path: Path, error: sqlite3.OperationalError) -> StoreError:
    if error.sqlite_errorname == "SQLITE_READONLY" or "readonly" in str(error):
        return StoreError(f"{path}: the store was opened for reading only")
    return StoreError(f"{path}: another process is writing to the store (wait until it has finished, then try again)")


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    # In one transaction, or a store that another process is just making looks like a file of something else.
    connection.execute("BEGIN")
    kind = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    connection.execute("COMMIT")
    if kind != APPLICATION_ID and not empty:
        raise StoreError(f"{path}: is an SQLite file, but no détente store (name another file)")


def _use_wal(connection: sqlite3.Connection, path: Path, wait_s: float) -> None:
    """Switch to a write-ahead log, so that readers go on during a write.

    SQLite does not wait for the lock that the switch of a new file needs, so this does.
    """
    until = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise _locked(path, error) from error
            time.sleep(0.05)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply the migrations that the store lacks, all in one transaction."""
    steps = migrations()
    if _version(connection) >= steps[-1][0]:
        return
    with writing(connection, path):
        # Read anew under the lock: another process may have migrated meanwhile.
        have = _version(connection)
        for number, script in steps:
            if number > have:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
        if have < _LISTED:
            listing.rebuild(connection)


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements; `executescript` would commit in between."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    have, known = _version(connection), migrations()[-1][0]
    if have > known:
        raise StoreError(
            f"{path}: was written by a later version of détente (tables of version {have}, this one knows {known}); "
            "update détente to use it"
        )
    if have < known:
        raise StoreError(
            f"{path}: has tables of version {have}, this détente needs {known}; open it once for writing to update it, "
            f"as `detente code --store {path}` does"
        )
