"""Remembers what was last made of an edition: several looks at a pair, and neighbouring pairs of a series, ask for it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """The last few values that were made, by the id of what they were made of."""

    def __init__(self, most: int = 4) -> None:
        """Remember `most` values."""
        self._most = most
        self._values: dict[str, T] = {}

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return the value for `key`, made now unless it is remembered."""
        if key in self._values:
            return self._values[key]
        value = make()
        self._values[key] = value
        while len(self._values) > self._most:
            del self._values[next(iter(self._values))]
        return value
