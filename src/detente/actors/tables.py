"""The records of the tables of actors, and all of them together.

Facts lie in `data/actors/*.csv`, every row with its source; `loading` reads them. A date that is known only to the month
or the year counts from its first to its last possible day. Rows are named tuples, which are made several times as fast as
frozen dataclasses: there are tens of thousands, and the resolver is to be ready within a second.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from detente.records import Sector


class Validity(NamedTuple):
    """The days on which a row holds, inclusive; None is open or unknown."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date | None, slack: int = 0) -> bool:
        """Tell whether the row may hold on `day`, give or take `slack` days; without a day it may."""
        if day is None:
            return True
        if not slack:
            return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
        number = day.toordinal()
        if self.start is not None and number < self.start.toordinal() - slack:
            return False
        return self.end is None or number <= self.end.toordinal() + slack


ALWAYS = Validity()


class Person(NamedTuple):
    """A person, with the names in the scripts that it is written in."""

    id: str
    name: str
    family: str | None
    given: str | None
    native: tuple[str, ...]
    han: str | None
    aliases: tuple[str, ...]
    country: str | None


class Tenure(NamedTuple):
    """One person in one office for one time."""

    person: str
    office: str
    valid: Validity
    where: str


class Office(NamedTuple):
    """An office of a state or an organisation."""

    id: str
    country: str | None
    kind: str
    title: str
    aliases: tuple[str, ...]
    sector: Sector | None
    body: str | None
    valid: Validity


class Body(NamedTuple):
    """A ministry, court, firm, paper, armed group, seat or other body."""

    id: str
    name: str
    country: str | None
    sector: Sector | None
    kind: str
    aliases: tuple[str, ...]
    native: tuple[str, ...]
    valid: Validity


class Organisation(NamedTuple):
    """An international organisation or group of states; `code` is its country code in events."""

    id: str
    name: str
    code: str
    aliases: tuple[str, ...]
    kind: str
    valid: Validity


class Membership(NamedTuple):
    """A state as a member of an organisation."""

    organisation: str
    country: str
    valid: Validity


class Thing(NamedTuple):
    """A weapons system, treaty or place that texts name."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    parties: tuple[str, ...]


class Calque(NamedTuple):
    """A machine-translation calque and the id of what it means."""

    form: str
    language: str
    means: str
    reason: str


class StateName(NamedTuple):
    """A name, adjective, capital, seat or nickname of a state."""

    country: str
    form: str
    kind: str
    valid: Validity
    notes: tuple[str, ...]


class FixedName(NamedTuple):
    """A name that looks like a state or a person and is not, with what it is instead."""

    form: str
    kind: str
    country: str | None
    sector: Sector | None
    means: str


class Role(NamedTuple):
    """A common noun or title: what sector it stands for and, for a title, which kind of office."""

    form: str
    kind: str
    sector: Sector | None
    office: str | None


class City(NamedTuple):
    """A city that is not a capital; it tells a country and stands for no government."""

    country: str
    form: str


class Leader(NamedTuple):
    """The kind of office whose holder the press calls the leader of a country; None where it may be either.

    Countries without a row are led by their head of state.
    """

    country: str
    office: str | None
    valid: Validity


class Seat(NamedTuple):
    """A seat of government and the office that sits there."""

    form: str
    office: str


@dataclass(slots=True)
class Tables:
    """All tables, by id where rows have one."""

    people: dict[str, Person] = field(default_factory=dict)
    tenures: dict[tuple[str, str, str], Tenure] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    memberships: dict[tuple[str, str, str], Membership] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    calques: dict[tuple[str, str], Calque] = field(default_factory=dict)
    states: dict[tuple[str, str, str, str], StateName] = field(default_factory=dict)
    fixed: dict[tuple[str, str], FixedName] = field(default_factory=dict)
    roles: dict[tuple[str, str], Role] = field(default_factory=dict)
    leaders: dict[tuple[str, str], Leader] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    cities: dict[tuple[str, str], City] = field(default_factory=dict)
