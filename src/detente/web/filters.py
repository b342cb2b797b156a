"""Query parameters to a filter of events, and what was wrong with them, in words.

The names are those that every page and the API share. A value that cannot be understood is left out and named, so that a
mistyped address shows something and says what it does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar, get_args

from detente.actors import country
from detente.errors import UnknownCountryError
from detente.records import EVENT_TYPES, STATUSES
from detente.store import EventFilter
from detente.store.filters import DecisionFilter, Order

T = TypeVar("T")

ORDERS: tuple[Order, ...] = get_args(Order)
DECISIONS: tuple[DecisionFilter, ...] = get_args(DecisionFilter)
PER_PAGE, MOST_PER_PAGE = 50, 200
# Beyond this, an offset into a list is a mistake or an attack.
_MOST_PAGES = 100_000
_LONGEST = 500


class Parameters(Protocol):
    """Query parameters as Starlette has them."""

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return every value of a name."""
        ...


@dataclass(frozen=True, slots=True)
class Query:
    """What a list of events is asked for.

    Attributes:
        filter: Which events.
        order: In which order.
        page: Number of the page, from 1.
        per_page: How many of them a page has.
        problems: What could not be understood and is left out, a sentence each.
    """

    filter: EventFilter
    order: Order = "newest"
    page: int = 1
    per_page: int = PER_PAGE
    problems: tuple[str, ...] = ()

    @property
    def offset(self) -> int:
        """How many come before this page."""
        return (self.page - 1) * self.per_page


class Reader:
    """Reads single parameters and collects what is wrong with them."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self.problems: list[str] = []

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of a parameter that is not empty, without repeats."""
        values = [value.strip().replace("\x00", "") for value in self._parameters.getlist(name)]
        if any(len(value) > _LONGEST for value in values):
            self.problems.append(f"{name} is longer than {_LONGEST} characters.")
        return tuple(dict.fromkeys(value for value in values if value and len(value) <= _LONGEST))

    def text(self, name: str) -> str | None:
        """Return the first value of a parameter, or None."""
        return next(iter(self.texts(name)), None)

    def each(self, name: str, read: Callable[[str], T]) -> tuple[T, ...]:
        """Return what `read` makes of each value; what it raises ValueError for is left out and named."""
        found = []
        for value in self.texts(name):
            try:
                found.append(read(value))
            except ValueError as error:
                self.problems.append(f"{name}: {error}.")
        return tuple(found)

    def one(self, name: str, read: Callable[[str], T]) -> T | None:
        """Return what `read` makes of the first value, or None."""
        return next(iter(self.each(name, read)), None)

    def page(self) -> int:
        """Return the number of the page, from 1."""
        return self.one("page", _number(1, _MOST_PAGES)) or 1

    def per_page(self, usual: int = PER_PAGE) -> int:
        """Return how many items a page has."""
        return self.one("per_page", _number(1, MOST_PER_PAGE)) or usual


def read_query(parameters: Parameters) -> Query:
    """Return the query that the parameters of a request make."""
    reader = Reader(parameters)
    since, until = reader.one("since", day), reader.one("until", day)
    if since and until and since > until:
        reader.problems.append("since lies after until, so that nothing can fit.")
    chosen = EventFilter(
        q=reader.text("q"),
        countries=reader.each("country", country_code),
        source=reader.one("source", country_code),
        target=reader.one("target", country_code),
        dyad=reader.one("dyad", dyad),
        types=reader.each("type", among(EVENT_TYPES)),
        statuses=reader.each("status", among(STATUSES)),
        since=since,
        until=until,
        publishers=reader.texts("publisher"),
        actor=reader.text("actor"),
        document=reader.text("document"),
        incident=reader.text("incident"),
        decision=reader.one("decision", among(DECISIONS)),
        contested=reader.one("contested", yes_or_no),
        dated=reader.one("dated", yes_or_no),
    )
    order = reader.one("order", among(ORDERS)) or "newest"
    return Query(chosen, order, reader.page(), reader.per_page(), tuple(reader.problems))


def country_code(given: str) -> str:
    """Return the code of a country given by code or name.

    Raises:
        ValueError: If it is none.
    """
    try:
        return country(given)
    except UnknownCountryError as error:
        raise ValueError(str(error)) from error


def dyad(given: str) -> tuple[str, str]:
    """Return the two codes of a dyad such as "KOR-JPN".

    Raises:
        ValueError: If it is not two different countries.
    """
    parts = given.split("-")
    if len(parts) != 2:
        raise ValueError(f"{given!r} is no dyad; write two country codes with a hyphen, such as KOR-JPN")
    a, b = (country_code(part) for part in parts)
    if a == b:
        raise ValueError(f"a dyad has two countries, not {a} twice")
    return a, b


def among(known: Sequence[T]) -> Callable[[str], T]:
    """Return what reads one of `known`, whatever its case."""
    by_name = {str(one).casefold(): one for one in known}

    def read(given: str) -> T:
        if given.casefold() not in by_name:
            raise ValueError(f"{given!r} is none of {', '.join(map(str, known))}")
        return by_name[given.casefold()]

    return read


def day(given: str) -> date:
    """Return a day written as ISO 8601 has it.

    Raises:
        ValueError: If it is none.
    """
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ValueError(f"{given!r} is no day; write it as 2019-08-22") from None


def yes_or_no(given: str) -> bool:
    """Return whether a parameter is "1" and not "0".

    Raises:
        ValueError: If it is neither.
    """
    if given not in {"0", "1"}:
        raise ValueError(f"{given!r} is neither 0 nor 1")
    return given == "1"


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(given: str) -> int:
        if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
            raise ValueError(f"{given!r} is no number from {least} to {most}")
        return int(given)

    return read
