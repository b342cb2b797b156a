"""Cells of the tables of actors, read with checks whose errors name file, line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from detente.actors.tables import ALWAYS, Validity
from detente.errors import TableError
from detente.records import SECTORS, Sector

_SECTORS: dict[str, Sector] = {sector: sector for sector in SECTORS}


class Row:
    """One row as it stands in a file.

    Attributes:
        path: File, for messages.
        line: Its line there.
    """

    __slots__ = ("_columns", "_values", "line", "path")

    def __init__(self, path: str, line: int, columns: Mapping[str, int], values: Sequence[str]) -> None:
        """Keep the values with the index of each column; the index is shared by all rows of a file."""
        self.path, self.line, self._columns, self._values = path, line, columns, values

    def fail(self, column: str, reason: str) -> TableError:
        """Return the error that names file, line and column."""
        return TableError(f"{self.path}:{self.line}: column {column!r}: {reason}")

    def cell(self, column: str) -> str:
        """Return a cell; empty where the file lacks the column or the row is short."""
        index = self._columns.get(column)
        return "" if index is None or index >= len(self._values) else self._values[index].strip()

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        value = self.cell(column)
        if not value:
            raise self.fail(column, "is empty")
        return value

    def maybe(self, column: str) -> str | None:
        """Return a cell, or None where it is empty or absent."""
        return self.cell(column) or None

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell."""
        value = self.cell(column)
        if "|" not in value:
            return (value,) if value else ()
        return tuple(part.strip() for part in value.split("|") if part.strip())

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        """Return a cell that must be one of `allowed`."""
        value = self.text(column)
        if value not in allowed:
            raise self.fail(column, f"{value!r} is none of {', '.join(sorted(allowed))}")
        return value

    def sector(self, column: str = "sector") -> Sector | None:
        """Return a sector, or None where the cell is empty."""
        value = self.cell(column)
        if not value:
            return None
        if value not in _SECTORS:
            raise self.fail(column, f"{value!r} is no sector; sectors are {', '.join(SECTORS)}")
        return _SECTORS[value]

    def country(self, column: str = "country") -> str | None:
        """Return a country code of two to five capitals, or None where the cell is empty."""
        value = self.maybe(column)
        if value is not None and not (2 <= len(value) <= 6 and value.isascii() and value.isupper()):
            raise self.fail(column, f"{value!r} is no country code such as KOR or EU")
        return value

    def valid(self) -> Validity:
        """Return the validity that the columns `start` and `end` state."""
        if not self.cell("start") and not self.cell("end"):
            return ALWAYS
        start, end = self.day("start", last=False), self.day("end", last=True)
        if start is not None and end is not None and end < start:
            raise self.fail("end", f"{self.cell('end')} is before the start {self.cell('start')}")
        return Validity(start, end)

    def day(self, column: str, *, last: bool) -> date | None:
        """Return the first or last possible day of a date cell; None where it is empty."""
        value = self.cell(column)
        if not value:
            return None
        found = _day(value, last)
        if found is None:
            raise self.fail(column, f"{value!r} is no date such as 2019-08-10, 2019-08 or 2019")
        return found


@cache
def _day(value: str, last: bool) -> date | None:
    """Parse `YYYY`, `YYYY-MM` or `YYYY-MM-DD` to its first or last day."""
    try:
        if len(value) == 10 and value[5] != "W":  # Python reads week dates too, the tables have none
            return date.fromisoformat(value)
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
        if len(parts) == 2 and not last:
            return date(parts[0], parts[1], 1)
        if len(parts) == 2:
            year, month = (parts[0] + 1, 1) if parts[1] == 12 else (parts[0], parts[1] + 1)
            return date.fromordinal(date(year, month, 1).toordinal() - 1)
    except ValueError:
        return None
    return None
