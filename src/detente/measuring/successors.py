"""States that are no more, and which state goes on for each.

The rule, so that a series does not break where only a name did and does not go on where the state did not:

1. *continued* or *renamed*: the state whose Correlates of War number goes on, or, where COW gave a new number, whose
   seat in the United Nations did. Its acts count for that state: the USSR's for Russia, those of Yugoslavia and of
   Serbia and Montenegro for Serbia, West Germany's for Germany, North Yemen's for Yemen.
2. *split* or *merged*: where neither went on, the former state keeps its own code and counts for nobody else:
   Czechoslovakia, East Germany, South Yemen, South Vietnam. `others` names the states on its ground today.
3. A state that others left goes on as itself: Sudan is `SDN` before and after 9 July 2011, and what a data set says of
   South Sudan before that day is South Sudan's (`SSD`), then a region without numbers of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from detente.data.tables import read_rows

Rule = Literal["continued", "renamed", "split", "merged"]
_RULES: dict[str, Rule] = {"continued": "continued", "renamed": "renamed", "split": "split", "merged": "merged"}


@dataclass(frozen=True, slots=True)
class FormerState:
    """A state that is no more, or no more by that name.

    Attributes:
        code: ISO 3166-3's alpha-3 code where it has one, else COW's abbreviation.
        start, end: First and last day.
        country: The state that goes on for it, or None.
        others: Other states on its ground.
    """

    code: str
    names: tuple[str, ...]
    start: date
    end: date
    rule: Rule
    country: str | None
    others: tuple[str, ...]
    source: str

    @property
    def counts_for(self) -> str:
        """The country whose series its acts belong to: that which goes on for it, else itself."""
        return self.country or self.code


@cache
def former_states() -> tuple[FormerState, ...]:
    """Return the table of former states."""
    return tuple(
        FormerState(
            row["code"],
            _parts(row["names"]),
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]),
            _RULES[row["rule"]],
            row["country"] or None,
            _parts(row["others"]),
            row["source"],
        )
        for row in read_rows("measuring/former_states.csv")
    )


def former_by_code(code: str) -> FormerState | None:
    """Return the former state of a code, or None."""
    return _by_code().get(code)


def former_by_name(name: str) -> FormerState | None:
    """Return the former state of a name as data sets write it ("Soviet Union", "USSR"), or None."""
    return _by_name().get(name.strip().casefold())


@cache
def _by_code() -> dict[str, FormerState]:
    return {state.code: state for state in former_states()}


@cache
def _by_name() -> dict[str, FormerState]:
    return {name.casefold(): state for state in former_states() for name in state.names}


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for word in cell.split(";") if (part := word.strip()))
