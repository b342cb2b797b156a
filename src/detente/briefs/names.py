"""Names of countries and languages in English."""

from __future__ import annotations

from functools import cache

import pycountry
from babel import Locale

# Codes of this project that ISO 3166-1 does not have, and what CLDR calls them; None where CLDR has no name.
_OTHER_CODES = {"EU": "EU", "UNO": "UN", "XKX": "XK"}


@cache
def country_name(code: str) -> str:
    """Return the English name of a country by CLDR, or the code itself where there is none (NATO, ASEAN)."""
    territory = _OTHER_CODES.get(code)
    if territory is None:
        country = pycountry.countries.get(alpha_3=code)
        territory = country.alpha_2 if country else code
    return str(_english().territories.get(territory, code))


@cache
def language_name(code: str) -> str:
    """Return the English name of a language by CLDR, or the code itself where there is none."""
    return str(_english().languages.get(code, code))


@cache
def _english() -> Locale:
    return Locale("en")
