"""What part of society the role words and role codes of data sets mean."""

from __future__ import annotations

import re
from functools import cache

from detente.data.tables import read_rows
from detente.records import SECTORS, Sector

_SECTORS: dict[str, Sector] = {sector: sector for sector in SECTORS}
_NO_WORDS = re.compile(r"(?!)")


@cache
def sector_of(roles: str | None) -> Sector | None:
    """Return the sector of an actor by its roles, or None where they tell none.

    Args:
        roles: One role or several with commas between, as ICEWS ("Government,Police"), GDELT ("GOV,MIL"), POLECAT and
            ACLED write them, or the words before the brackets of an ICEWS name ("Head of Government").

    The table `roles.csv` is in order of precedence: of several roles the one whose row stands first decides, so that
    a police force of the government is the police.
    """
    if not roles:
        return None
    pieces = [piece for part in roles.split(",") if (piece := part.strip())]
    folded = {piece.casefold() for piece in pieces}
    for sector, exact, words in _rules():
        if folded & exact or any(words.search(piece) for piece in folded):
            return sector
    return None


@cache
def _rules() -> tuple[tuple[Sector, frozenset[str], re.Pattern[str]], ...]:
    rules: list[tuple[Sector, frozenset[str], re.Pattern[str]]] = []
    for row in read_rows("measuring/roles.csv"):
        words = [part for word in row["words"].split(";") if (part := word.strip().casefold())]
        if row["match"] == "is":
            rules.append((_SECTORS[row["sector"]], frozenset(words), _NO_WORDS))
        else:
            either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            rules.append((_SECTORS[row["sector"]], frozenset(), re.compile(rf"\b(?:{either})\b")))
    return tuple(rules)
