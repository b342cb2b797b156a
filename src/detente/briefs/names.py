"""Names of countries and languages in English."""

from __future__ import annotations

import re
from functools import cache

import pycountry
from babel import Locale

from detente.data.tables import read_rows

# Codes of this project that ISO 3166-1 does not have, and what CLDR calls them; None where CLDR has no name.
_OTHER_CODES = {"EU": "EU", "UNO": "UN", "XKX": "XK"}
# What CLDR calls these is made for lists, not for sentences: "Hong Kong SAR China", "Congo - Kinshasa".
_IN_SENTENCES = {
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
    "HKG": "Hong Kong",
    "MAC": "Macao",
    "MMR": "Myanmar",
    "PSE": "Palestinian territories",
}
# Groups of states have no row in the table of names of states.
_GROUP_FORMS = {"EU": ("EU", "European"), "UNO": ("UN", "United Nations")}
# Names that take an article in a sentence: federations, unions, republics of that name, groups of islands.
_WITH_ARTICLE = frozenset(
    "ARE BHS CAF COD COG COM CYM DOM EU FLK FRO GBR GMB MDV MHL MNP NLD PHL PSE SLB SYC TCA UNO USA VGB VIR".split()
)


@cache
def country_name(code: str) -> str:
    """Return the English name of a country by CLDR, or the code itself where there is none (NATO, ASEAN)."""
    if code in _IN_SENTENCES:
        return _IN_SENTENCES[code]
    territory = _OTHER_CODES.get(code)
    if territory is None:
        country = pycountry.countries.get(alpha_3=code)
        territory = country.alpha_2 if country else code
    return str(_english().territories.get(territory, code))


def country_in_text(code: str) -> str:
    """Return the name of a country as a sentence has it: "the United States", "Japan"."""
    return f"the {country_name(code)}" if code in _WITH_ARTICLE else country_name(code)


def names_country(words: str, code: str) -> bool:
    """Tell whether words say by themselves which country they are about: "Japanese patrol plane", "Bank of Japan"."""
    name = country_name(code)
    if name in words:
        return True
    forms = _forms(code)
    return forms is not None and forms.search(words) is not None


@cache
def _forms(code: str) -> re.Pattern[str] | None:
    """Return what finds a country's names, adjectives and demonyms in English, None for one without any."""
    forms = set(_GROUP_FORMS.get(code, ())) | {
        row["form"]
        for row in read_rows("actors/states/names.csv")
        if row["country"] == code and row["language"] == "en" and len(row["form"]) > 1
    }
    if not forms:
        return None
    return re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})\b")


@cache
def language_name(code: str) -> str:
    """Return the English name of a language by CLDR, or the code itself where there is none."""
    return str(_english().languages.get(code, code))


@cache
def _english() -> Locale:
    return Locale("en")
