"""Reads the cells of a ledger file, and names file, line, field and the way out where one does not fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

import yaml

from detente.agreements.records import Period
from detente.errors import TableError
from detente.records import DateValue

_ISO = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_WORDS = re.compile(r"(\d+) (year|month|week|day)s?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NULL = "tag:yaml.org,2002:null"
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ChoiceT = TypeVar("ChoiceT", bound=str)


class Entry:
    """One mapping of a ledger file, with the line of each of its fields.

    Args:
        path: The file, as it is to be named in messages and evidence.
        name: Which entry it is, for messages.
        node: The mapping.
        fields: The fields that it may have.
        line: Where it begins, if not where its first field stands.

    Raises:
        TableError: If it is no mapping, or has a field twice or one that is not known.
    """

    def __init__(self, path: str, name: str, node: yaml.Node, fields: Collection[str], line: int | None = None) -> None:
        self.path = path
        self.name = name
        self.line = line or line_of(node)
        self._nodes: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            raise TableError(f"{path}:{self.line}: {name}: expected fields such as `{next(iter(fields))}: …`")
        for key, value in node.value:
            field = str(key.value)
            if field not in fields:
                raise TableError(f"{path}:{line_of(key)}: {name}: no field is called {field!r}; {_near(field, fields)}")
            if field in self._nodes:
                raise TableError(f"{path}:{line_of(key)}: {name}: field {field!r} stands twice; keep one")
            self._nodes[field] = value

    def has(self, field: str) -> bool:
        """Tell whether the field stands in the entry, if only to say that it is unknown."""
        return field in self._nodes

    def fail(self, field: str, reason: str, remedy: str) -> TableError:
        """Return the error that names where the entry does not fit and what to write instead."""
        line = line_of(self._nodes[field]) if field in self._nodes else self.line
        return TableError(f"{self.path}:{line}: {self.name}: field {field!r}: {reason}; {remedy}")

    def text(self, field: str) -> str | None:
        """Return the words of a field; None where it is absent, empty or null."""
        node = self._nodes.get(field)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            raise self.fail(field, "is a list or a mapping", "write one value")
        return None if node.tag == _NULL else node.value.strip() or None

    def needed(self, field: str, example: str) -> str:
        """Return the words of a field that must be there."""
        text = self.text(field)
        if text is None:
            raise self.fail(field, "is missing", f"write for instance `{field}: {example}`")
        return text

    def many(self, field: str) -> tuple[str, ...]:
        """Return the words of a list; a single value is a list of one."""
        node = self._nodes.get(field)
        if not isinstance(node, yaml.SequenceNode):
            text = self.text(field)
            return () if text is None else (text,)
        found = []
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode) or not item.value.strip():
                raise self.fail(field, "holds something else than words", "write a list such as [one, two]")
            found.append(item.value.strip())
        return tuple(found)

    def choice(self, field: str, allowed: tuple[ChoiceT, ...]) -> ChoiceT | None:
        """Return one of the allowed words, or None where the field is absent."""
        text = self.text(field)
        if text is None:
            return None
        if text not in allowed:
            raise self.fail(field, f"{text!r} is none of its words", _near(text, allowed))
        return text

    def when(self, field: str) -> DateValue | None:
        """Return a day, month (2019-08) or year (2019), or None where the field is absent."""
        text = self.text(field)
        if text is None:
            return None
        match = _DATE.fullmatch(text)
        try:
            if match is None:
                raise ValueError
            return _date_value(match)
        except ValueError:
            raise self.fail(field, f"{text!r} is no date", "write 2019-08-24, 2019-08 or 2019") from None

    def day(self, field: str) -> date | None:
        """Return a day, or None where the field is absent."""
        value = self.when(field)
        if value is not None and value.precision != "day":
            raise self.fail(field, f"{self.text(field)!r} is no day", "write it as 2019-08-24")
        return None if value is None else value.start

    def period(self, field: str) -> Period | None:
        """Return a length of time, or None where the field is absent."""
        text = self.text(field)
        if text is None:
            return None
        period = read_period(text)
        if period is None:
            raise self.fail(field, f"{text!r} is no length of time", "write P90D, P6M, P1Y or 90 days")
        return period

    def inner(self, field: str, fields: Collection[str]) -> Entry | None:
        """Return the mapping under a field, or None where it is absent or null."""
        node = self._nodes.get(field)
        if node is None or (isinstance(node, yaml.ScalarNode) and self.text(field) is None):
            return None
        return Entry(self.path, f"{self.name}: {field}", node, fields)

    def items(self, field: str, fields: Collection[str]) -> Iterator[Entry]:
        """Yield the mappings of the list under a field."""
        node = self._nodes.get(field)
        if node is None or (isinstance(node, yaml.ScalarNode) and self.text(field) is None):
            return
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(field, "is no list", "begin each item on a line of its own with `- `")
        for number, item in enumerate(node.value, start=1):
            yield Entry(self.path, f"{self.name}: {field} {number}", item, fields)


def read_entries(path: str, text: str, fields: Collection[str]) -> Iterator[tuple[str, Entry]]:
    """Yield the entries of a ledger file, each with its id.

    Raises:
        TableError: If the text is no YAML, no mapping of ids to fields, or has an id twice.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else path
        reason = getattr(error, "problem", None) or str(error)
        raise TableError(f"{where}: cannot be read as YAML: {reason}; mind indentation, quotes and colons") from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise TableError(
            f"{path}:{line_of(root)}: expected a mapping of ids to agreements, `my-pact:` and fields below"
        )
    seen: dict[str, int] = {}
    for key, value in root.value:
        ident = str(key.value)
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", ident):
            raise TableError(f"{path}:{line_of(key)}: {ident!r} is no id; write small letters, digits and hyphens")
        if ident in seen:
            raise TableError(f"{path}:{line_of(key)}: {ident!r} stands in line {seen[ident]} already; join the two")
        seen[ident] = line_of(key)
        yield ident, Entry(path, ident, value, fields, line_of(key))


def read_period(text: str) -> Period | None:
    """Return the length of time that `text` gives as an ISO 8601 duration or in words ("1 year 6 months"), or None."""
    match = _ISO.fullmatch(text)
    if match:
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return Period(years, months, weeks * 7 + days)
    counts = dict.fromkeys(("year", "month", "week", "day"), 0)
    rest = text
    for number, unit in _WORDS.findall(text):
        counts[unit] += int(number)
        rest = re.sub(rf"\b{number} {unit}s?\b", "", rest, count=1)
    if rest.replace("and", "").strip(" ,") or not any(counts.values()):
        return None
    return Period(counts["year"], counts["month"], counts["week"] * 7 + counts["day"])


def line_of(node: yaml.Node) -> int:
    """Return the line on which a node begins, counted from 1."""
    return int(node.start_mark.line) + 1


def _date_value(match: re.Match[str]) -> DateValue:
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return DateValue(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        first = date(year, month, 1)
        return DateValue(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month")
    exact = date(year, month, day)
    return DateValue(exact, exact, "day")


def _near(word: str, allowed: Iterable[str]) -> str:
    known = list(allowed)
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(known)}"
