"""The case that a request works with: the store, whether judgements count, and what was computed before."""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from fastapi import Request
from starlette.types import Scope

from detente.errors import StoreError
from detente.store import Store
from detente.web.settings import Settings

T = TypeVar("T")

# Results kept; the oldest unused goes first.
MOST_KEPT = 512
# Another process is at work if it changed the store this often within that time. Meanwhile, what took at least DEAR_S to make
# may be shown for STRETCH times as long, so that the dearest figures are not made anew for every request.
CHANGES, WITHIN_S = 3, 5.0
DEAR_S = 0.1
STRETCH = 10.0
LONGEST_S = 30.0
# In the scope of a request: set where something older than the store was shown.
_OLD = "detente.old"


@dataclass(slots=True)
class _Kept:
    """A result, the version it was made from, and how long it may still be shown after that version has passed."""

    future: Future[Any]
    version: str
    until: float = 0.0


class CaseFile:
    """The store of an app for as long as the app runs; used by all threads.

    Args:
        settings: Names the store.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._watched: tuple[int, int] | None = None
        # Counts of another process may be the same for another content.
        self._start = secrets.token_hex(4)
        self._written = 0
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._kept_lock = threading.Lock()
        self._last: tuple[int, ...] = ()
        self._changes: deque[float] = deque(maxlen=CHANGES)

    def store(self) -> Store:
        """Return the store, opened for reading by this thread and kept open."""
        identity = self._identity()
        kept: tuple[tuple[int, int], Store] | None = getattr(self._mine, "kept", None)
        if kept is not None:
            if kept[0] == identity:
                return kept[1]
            kept[1].close()
        store = Store(self.settings.store, read_only=True)
        self._mine.kept = (identity, store)
        return store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Open the store for writing; what was kept is out of date afterwards, at once."""
        try:
            with Store(self.settings.store) as store:
                yield store
        finally:
            with self._lock:
                self._written += 1
            with self._kept_lock:
                for kept in self._kept.values():
                    kept.until = 0.0

    def version(self) -> str:
        """Return a text that changes whenever anybody has written to the store."""
        identity = self._identity()
        with self._lock:
            if self._watch is None or self._watched != identity:
                if self._watch is not None:
                    self._watch.close()
                self._watch = self._open_watch()
                self._watched = identity
            number = self._watch.execute("PRAGMA data_version").fetchone()[0]
            if (identity[1], number) != self._last:
                self._last = (identity[1], number)
                self._changes.append(time.monotonic())
            return f"{self._start}-{self._written}-{identity[1]:x}-{number}"

    def is_busy(self) -> bool:
        """Tell whether another process keeps writing to the store."""
        return len(self._changes) == CHANGES and time.monotonic() - self._changes[0] < WITHIN_S

    def ours(self, version: str) -> bool:
        """Tell whether this app has written nothing since `version`."""
        return version.startswith(f"{self._start}-{self._written}-")

    def gave_old(self, scope: Scope) -> bool:
        """Tell whether the answer to the request of `scope` shows something older than the store."""
        return bool(scope.get(_OLD))

    def cached(self, key: Hashable, version: str, make: Callable[[], T]) -> tuple[T, bool]:
        """Return what `make` gives, made once for a key and version however many threads ask, and whether it is old."""
        now, written = time.monotonic(), self._written
        with self._kept_lock:
            kept = self._kept.get(key)
            if kept is not None and (kept.version == version or (now < kept.until and self.is_busy())):
                self._kept.move_to_end(key)
                mine = False
            else:
                mine = True
                kept = self._kept[key] = _Kept(Future(), version)
                self._kept.move_to_end(key)
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        if not mine:
            return cast(T, kept.future.result()), kept.version != version
        try:
            made = make()
        except BaseException as error:
            with self._kept_lock:
                if self._kept.get(key) is kept:
                    del self._kept[key]
            kept.future.set_exception(error)
            raise
        took = time.monotonic() - now
        if took >= DEAR_S and written == self._written:
            kept.until = time.monotonic() + min(STRETCH * took, LONGEST_S)
        kept.future.set_result(made)
        return made, False

    def close(self) -> None:
        """Close what is open for all threads; those of single threads close with them."""
        with self._lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _identity(self) -> tuple[int, int]:
        try:
            found = self.settings.store.stat()
        except OSError as error:
            raise StoreError(f"{self.settings.store}: the store is not there any more ({error.strerror})") from error
        return found.st_dev, found.st_ino

    def _open_watch(self) -> sqlite3.Connection:
        """Open the store to see when it changes; on a disk that nobody can write to, it does not."""
        path = self.settings.store
        error: sqlite3.Error | None = None
        for mode in ("ro", "ro&immutable=1"):
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
            )
            try:
                connection.execute("PRAGMA data_version")
                return connection
            except sqlite3.Error as failed:
                connection.close()
                error = failed
        raise StoreError(f"{path}: cannot be opened ({error})")


class Case:
    """What one request works with.

    Attributes:
        settings: How the store is served.
        judged: Whether judgements count (`?judgements=off` takes the machine's record alone).
    """

    def __init__(self, file: CaseFile, *, judged: bool = True, scope: Scope | None = None) -> None:
        self._file = file
        self._scope = scope if scope is not None else {}
        self._version: str | None = None
        self.settings = file.settings
        self.judged = judged

    @property
    def store(self) -> Store:
        """The store, opened read-only; to be used by the thread that asks, and not closed."""
        return self._file.store()

    @property
    def version(self) -> str:
        """A text that changes whenever the store or its judgements change; the same throughout a request."""
        if self._version is None:
            self._version = self._file.version()
        return self._version

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Open the store for writing."""
        with self._file.writing() as store:
            yield store
        self._version = None

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, kept for this version of the store and this choice about judgements.

        While another process keeps writing to the store, what takes long to make may be up to ten times as old as it took,
        never more than 30 seconds; what this app writes shows at once.

        Args:
            key: Names the result; must tell apart whatever `make` depends on besides the store and the judgements.
            make: Is called once even when several threads ask together.
        """
        made, old = self._file.cached((self.judged, key), self.version, make)
        if old:
            self._scope[_OLD] = True
        return made


async def open_case(request: Request) -> Case:
    """Return the case of a request; a dependency of every page."""
    file: CaseFile = request.app.state.case_file
    return Case(file, judged=request.query_params.get("judgements") != "off", scope=request.scope)
