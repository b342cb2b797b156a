"""What was read in a document, kept by its content, so that it never goes stale."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from detente.records import DateValue, Document

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps the last results by document; safe to use from several threads.

    Args:
        most: Results kept; what was unused longest goes first.
    """

    def __init__(self, most: int = 2000) -> None:
        self._most = most
        self._found: OrderedDict[tuple[str, str, DateValue], T] = OrderedDict()
        self._lock = Lock()

    def get(self, document: Document, make: Callable[[], T]) -> T:
        """Return what `make` gave for a document; two threads that ask together may both make it."""
        # One content may lie at several paths, and what is read out of it names its path and goes by its date.
        key = document.id, document.path, document.published
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return made
