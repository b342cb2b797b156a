"""The brief as a frozen record: a list of sections in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.briefs.sections import Section


@dataclass(frozen=True, slots=True)
class Brief:
    """All that is known of a dyad in a window of time, section by section in reading order.

    Attributes:
        title: The two countries in a heading.
        dyad: The two countries; `names` are theirs in English.
        start, end: First and last day of the window, None where it is open.
        on: Day on which its last document came out, or None where no document tells.
    """

    title: str
    dyad: tuple[str, str]
    names: tuple[str, str]
    start: date | None
    end: date | None
    on: date | None
    sections: tuple[Section, ...]
