"""One page of a list that is in memory, in the shape that the macro `pager` takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some items of a list.

    Attributes:
        items: Those of this page.
        total: How many the list has.
        offset: How many come before this page; `limit` how many a page has.
    """

    items: tuple[T, ...]
    total: int
    offset: int
    limit: int

    @classmethod
    def of(cls, items: Sequence[T], page: int, limit: int) -> Self:
        """Return a page of `items`, counted from 1; beyond the last one it is the last."""
        last = max(-(-len(items) // limit), 1)
        offset = (min(page, last) - 1) * limit
        return cls(tuple(items[offset : offset + limit]), len(items), offset, limit)
