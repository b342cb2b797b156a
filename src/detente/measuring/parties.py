"""Whose actor a row of a data set names: by the data set's own codes, else by the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from detente.actors import Resolver
from detente.actors import country as country_by_name
from detente.errors import UnknownCountryError
from detente.measuring.country_codes import country_of_number, from_gdelt, membership_changes, numbers_on
from detente.measuring.formats.base import CountryScheme
from detente.measuring.roles import sector_of
from detente.measuring.successors import FormerState, former_by_code, former_by_name
from detente.records import STATE_SECTORS, Actor, Ambiguous, Sector

How = Literal["code", "name", "ambiguous", "unknown"]

# "Police (Thailand)": a role and whose it is.
_ROLE_OF = re.compile(r"(?P<role>[^()]+?)\s*\((?P<of>[^()]+)\)")
# Actors that a data set names to say that it does not know them.
_NOBODY: Final = frozenset({"unspecified actor", "unidentified state actor", "unknown"})

# Words that may stand around the phrase that names an actor ("Government of …", "… (deceased)").
_MOST_LEFT: Final = 3
_WITH_PATRONYMIC: Final = 3
_MOST_NAMES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Party:
    """Whose actor a name is.

    Attributes:
        country, former, cow, gw, sector: As in the columns of the event table.
        how: Whether a code of the data set or the name told the country, or why nothing did.
    """

    country: str | None = None
    former: str | None = None
    cow: int | None = None
    gw: int | None = None
    sector: Sector | None = None
    how: How = "unknown"


@dataclass(frozen=True, slots=True)
class Named:
    """What a row says of one side: name, the data set's own country code or name, and roles."""

    name: str | None
    place: str | None
    roles: str | None


class Parties:
    """Finds out whose actor a name is, once for each name and year, or for each day where the year does not settle it."""

    def __init__(self, scheme: CountryScheme, resolver: Resolver | None = None) -> None:
        """Use `resolver`, by default that over the shipped tables; `scheme` says how the data set writes countries."""
        self._scheme = scheme
        self._resolver = resolver or Resolver.default()
        self._known: dict[tuple[Named, int | date], Party | None] = {}
        # "Citizen (India)" and "Police (India)" ask for the same name.
        self._named = lru_cache(maxsize=_MOST_NAMES)(self._find)

    def in_year(self, named: Named, year: int) -> Party | None:
        """Return whose actor it is on every day of a year, or None where that changes within the year."""
        key = (named, year)
        if key not in self._known:
            first, last = self.on(named, date(year, 1, 1)), self.on(named, date(year, 12, 31))
            same = first == last and not membership_changes(first.former or first.country, year)
            self._known[key] = first if same else None
        return self._known[key]

    def on(self, named: Named, day: date) -> Party:
        """Return whose actor it is on a day."""
        code, how = self._by_code(named.place, day) if named.place else (None, "unknown")
        role = sector_of(named.roles)
        match = _ROLE_OF.fullmatch(named.name) if named.name else None
        if role is None and match is not None:
            role = sector_of(match["role"])
        actor: Actor | None = None
        if named.name and (code is None or role is None) and named.name.casefold() not in _NOBODY:
            actor, found, why = self._by_name(match["of"] if match else named.name, day, role)
            if code is None:
                code, how = found, why
        if role is None:
            role = self._role(named, actor, code, match is not None)
        state = code if isinstance(code, FormerState) else None
        country = state.counts_for if state else code
        assert not isinstance(country, FormerState)
        numbers = numbers_on(state.code if state and not state.country else country, day)
        former = state.code if state else None
        return Party(country, former, numbers.cow, numbers.gw, role, how)

    def _role(
        self, named: Named, actor: Actor | None, code: str | FormerState | None, bracketed: bool
    ) -> Sector | None:
        if code is None:
            return actor.sector if actor else None
        if self._scheme == "cameo" and not named.roles and named.place and not named.place.startswith("group:"):
            return "government"  # a country code without a role stands for the state
        if isinstance(code, FormerState):
            return "government" if named.name and former_by_name(named.name) == code else None
        # Words before brackets that tell no role are no state, whatever the state in the brackets is.
        return actor.sector if actor and actor.country == code and not bracketed else None

    def _by_code(self, place: str, day: date) -> tuple[str | FormerState | None, How]:
        found: str | FormerState | None = None
        if self._scheme == "gw":
            found = country_of_number("gw", int(place), day) if place.isascii() and place.isdigit() else None
        elif place.startswith("group:"):
            found = from_gdelt("group", place.removeprefix("group:"))
        elif self._scheme in {"cameo", "iso"}:
            found = from_gdelt("cameo", place) or former_by_code(place)
        if self._scheme == "name" or (found is None and self._scheme == "iso" and len(place) > 3):
            found = former_by_name(place) or self.country(place, day)
        return found, "code" if found else "unknown"

    def country(self, place: str, day: date | None = None) -> str | None:
        """Return the country of a name as data sets write it, or None."""
        try:
            return country_by_name(place)
        except UnknownCountryError:
            actor = self._named(place, day)
            return actor.country if isinstance(actor, Actor) else None

    def _by_name(self, name: str, day: date, role: Sector | None) -> tuple[Actor | None, str | FormerState | None, How]:
        former = former_by_name(name)
        if former is not None:
            return None, former, "name"
        # GDELT and Phoenix write names in capitals, which the resolver takes for abbreviations.
        written = name.title() if self._scheme == "cameo" and name.isupper() and len(name) > 4 else name
        actor = self._named(written, day)
        if isinstance(actor, Ambiguous):
            countries = {candidate.country for candidate in actor.candidates}
            return None, countries.pop() if len(countries) == 1 else None, "name" if not countries else "ambiguous"
        if actor is None or actor.country is None:
            return actor, None, "unknown"
        # A rebel group whose name is also that of a state ("IS") is not that state.
        if self._scheme == "gw" and role not in STATE_SECTORS and actor.id == actor.country:
            return None, None, "unknown"
        return actor, actor.country, "name"

    def _find(self, name: str, day: date | None) -> Actor | Ambiguous | None:
        """Return whom the phrase names that covers a whole name, or all but a few words of it.

        `Resolver.resolve` also takes a name for a garbled spelling of another, which suits machine-translated news; the
        names of a data set come from its dictionaries, where a name that the tables lack is somebody else's.
        """
        words = name.split()
        forms = [name]
        if len(words) == _WITH_PATRONYMIC and name[:1].isupper():
            forms.append(f"{words[0]} {words[-1]}")  # "Sergey Viktorovich Lavrov"
        for form in forms:
            mentions = self._resolver.find(form, date=day)
            if not mentions:
                continue
            best = max(mentions, key=lambda mention: mention.span.end - mention.span.start)
            rest = (form[: best.span.start] + " " + form[best.span.end :]).split()
            if len(rest) <= (_MOST_LEFT if len(mentions) == 1 and form == name else 0):
                return best.actor
        return None
