"""An open store: what the parts of `Store` have in common."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from detente.store.connection import open_store, writing


class Opened:
    """A store file, open for reading, or for writing too.

    Attributes:
        path: File of the store.
        read_only: Whether writes are refused.
    """

    path: Path
    read_only: bool
    _connection: sqlite3.Connection

    def __init__(self, path: str | Path, *, read_only: bool = False, wait_s: float = 30.0) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._connection = open_store(self.path, read_only=read_only, wait_s=wait_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; further calls fail."""
        self._connection.close()

    def _write(self) -> AbstractContextManager[None]:
        return writing(self._connection, self.path)
