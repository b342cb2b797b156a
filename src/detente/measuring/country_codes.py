"""Codes and numbers of countries in other data sets: COW, Gleditsch and Ward, CAMEO, FIPS 10-4."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final, Literal

from detente.data.tables import read_rows

System = Literal["cow", "gw"]

_SYSTEMS: Final[tuple[System, ...]] = ("cow", "gw")
# Later than any day that a table of membership ends on: the state goes on.
_OPEN: Final = date.max


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a state in the systems of states, None where it was no member."""

    cow: int | None = None
    gw: int | None = None


@lru_cache(maxsize=100_000)
def numbers_on(code: str | None, day: date | None) -> Numbers:
    """Return the COW and the Gleditsch–Ward number that a state had on a day.

    Args:
        code: ISO 3166-1 alpha-3, or the code of a former state (`former_states.csv`).
        day: The day; on None, on a day before the state was a member or after it left, the numbers are None.
    """
    if code is None or day is None:
        return Numbers()
    named = _number_on("cow", code, day), _number_on("gw", code, day)
    return Numbers(*named)


def membership_changes(code: str | None, year: int) -> bool:
    """Tell whether a state's numbers change within a year."""
    if code is None:
        return False
    spells = [spell for system in _SYSTEMS for spell in _by_code().get((system, code), [])]
    return any(day.year == year and day != date(year, 1, 1) for _, start, end in spells for day in (start, _after(end)))


def country_of_number(system: System, number: int, day: date) -> str | None:
    """Return the country that has a number on a day, or None.

    A number is a state's even where the day is not in its membership, as long as no other state has the number: UCDP
    writes 678 for Yemen on any day.
    """
    spells = _by_number().get((system, number), [])
    inside = [code for code, start, end in spells if start <= day <= end]
    named = set(inside) or {code for code, _, _ in spells}
    return named.pop() if len(named) == 1 else None


def from_gdelt(scheme: Literal["cameo", "fips", "group"], code: str) -> str | None:
    """Return the country of a code that GDELT uses, or None for a region, a group of no country or an unknown code.

    Args:
        scheme: `cameo` for columns such as Actor1CountryCode, which are ISO 3166-1 alpha-3 with CAMEO's own codes
            beside them; `group` for KnownGroupCode; `fips` for the country codes of places.
        code: The code.
    """
    table = _gdelt()
    if (scheme, code) in table:
        return table[scheme, code] or None
    return code if scheme == "cameo" and code in _iso() else None


def _after(day: date) -> date:
    return day if day == _OPEN else day + timedelta(days=1)


def _number_on(system: System, code: str, day: date) -> int | None:
    return next((n for n, start, end in _by_code().get((system, code), []) if start <= day <= end), None)


@cache
def _spells() -> tuple[tuple[System, int, str, date, date], ...]:
    found: list[tuple[System, int, str, date, date]] = []
    for row in read_rows("measuring/state_numbers.csv"):
        system: System = "cow" if row["system"] == "cow" else "gw"
        end = date.fromisoformat(row["end"]) if row["end"] else _OPEN
        found.append((system, int(row["number"]), row["country"], date.fromisoformat(row["start"]), end))
    return tuple(found)


@cache
def _by_code() -> dict[tuple[System, str], list[tuple[int, date, date]]]:
    found: dict[tuple[System, str], list[tuple[int, date, date]]] = defaultdict(list)
    for system, number, code, start, end in _spells():
        found[system, code].append((number, start, end))
    return dict(found)


@cache
def _by_number() -> dict[tuple[System, int], list[tuple[str, date, date]]]:
    found: dict[tuple[System, int], list[tuple[str, date, date]]] = defaultdict(list)
    for system, number, code, start, end in _spells():
        found[system, number].append((code, start, end))
    return dict(found)


@cache
def _gdelt() -> dict[tuple[str, str], str]:
    return {(row["scheme"], row["code"]): row["country"] for row in read_rows("measuring/gdelt_codes.csv")}


@cache
def _iso() -> frozenset[str]:
    """Return every alpha-3 code; FIPS has one for each country and territory, so its table lists them."""
    return frozenset(row["country"] for row in read_rows("measuring/gdelt_codes.csv") if row["scheme"] == "fips")
