"""Whose document it is: the state as alpha-3 code, and the ministry, bank or body that signs."""

from __future__ import annotations

import re

from detente.actors.countries import country
from detente.editions.naming import find_countries
from detente.errors import UnknownCountryError

_CODE = re.compile(r"([A-Z]{3})\b\s*(?:\((?P<note>[^()]*)\))?$")
# Abbreviations that stand first in the name of an issuer and are no names elsewhere.
_FIRST = {"PRC": "CHN", "ROK": "KOR", "DPRK": "PRK", "ROC": "TWN", "UK": "GBR", "US": "USA", "UAE": "ARE", "EU": "EU"}


def issuer_of(stated: str | None) -> tuple[str | None, str | None]:
    """Return state and body of an issuer as stated: "Japan MOD" is ("JPN", "MOD").

    The state is None for several states together and where the words name none; the body None where only a state is named.
    """
    if not stated:
        return None, None
    code = _CODE.fullmatch(stated.strip())
    if code and _is_country(code[1]):
        return code[1], code["note"] or None
    word, _, rest = stated.strip().partition(" ")
    if word in _FIRST:
        others = {named.country for named in find_countries(rest)} - {_FIRST[word]}
        return (None, stated) if others else (_FIRST[word], rest.strip() or None)
    named = find_countries(stated)
    codes = {one.country for one in named}
    if len(codes) != 1:
        return None, stated
    first = named[0]
    body = (stated[: first.start] + stated[first.end :]).strip(" ,()'’")
    body = re.sub(r"^(?:['’]s\s+|of\s+)|\s+of(?: the)?$", "", body).strip()
    return first.country, body or None


def _is_country(code: str) -> bool:
    try:
        return country(code) == code
    except UnknownCountryError:
        return False
