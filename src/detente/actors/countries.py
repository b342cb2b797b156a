"""Names and codes of countries, from CLDR (babel), ISO 3166 (pycountry) and the table of state names.

English names, which every start needs, lie beside the tables; babel, which takes a tenth of a second, is for the rest.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from detente.actors.folding import fold
from detente.actors.loading import DATA, load_states
from detente.errors import UnknownCountryError

# Codes beside ISO 3166-1, with the names they are asked for by.
GROUP_CODES = {"EU": "European Union", "UNO": "United Nations", "NATO": "NATO", "ASEAN": "ASEAN", "XKX": "Kosovo"}
# Those of them that are no states.
GROUPS = frozenset({"EU", "UNO", "NATO", "ASEAN"})
_ALIASES = {"EUE": "EU", "EUR": "EU", "UN": "UNO", "XKO": "XKX", "XK": "XKX", "RKS": "XKX"}
# ISO 3166 leaves these codes to users or holds them for territories without a code of their own.
_UNASSIGNED = re.compile("AA|AC|CP|DG|EU|TA|Q[M-Z]|X[A-Z]|ZZ")
_WITHDRAWN = frozenset({"ZAR", "TMP", "FXX", "YUG", "SCG", "SUN", "CSK", "DDR", "BUR", "ANT"})
_LANGUAGES = (
    "de fr es pt it nl sv pl cs uk ru tr ar fa he hi zh zh_Hant ja ko vi id el ro hu sr bg fi da nb".split()
)  # fmt: skip


@cache
def alpha3() -> dict[str, str]:
    """Return ISO 3166-1 alpha-2 → alpha-3 as CLDR knows them, with XK → XKX."""
    from babel.core import get_global  # noqa: PLC0415 - see above

    aliases = get_global("territory_aliases")
    pairs = {two[0]: three for three, two in aliases.items() if len(three) == 3 and three.isalpha() and len(two) == 1}
    return {two: three for two, three in pairs.items() if not (_UNASSIGNED.fullmatch(two) or three in _WITHDRAWN)} | {
        "CD": "COD",
        "TL": "TLS",
        "FR": "FRA",
        "XK": "XKX",
    }


@cache
def cldr_names(language: str = "en") -> tuple[tuple[str, str], ...]:
    """Return (alpha-3, name) of every country in one language, as CLDR writes it, without notes in brackets."""
    if language == "en":
        with (DATA / "cldr_names.csv").open(encoding="utf-8", newline="") as file:
            return tuple((row[0], row[1]) for row in list(csv.reader(file))[1:])
    return names_in(language)


def names_in(language: str) -> tuple[tuple[str, str], ...]:
    """Return what `cldr_names` returns, read from babel; `scripts/build_names.py` ships the English ones."""
    from babel import Locale  # noqa: PLC0415 - see above

    names = Locale.parse(language).territories
    return tuple((three, str(names[two]).split(" (")[0]) for two, three in alpha3().items() if names.get(two))


@cache
def display_name(code: str) -> str:
    """Return the English name of a country code, or the code itself where none is known."""
    return GROUP_CODES.get(code) or dict(cldr_names()).get(code, code)


@cache
def _codes() -> dict[str, str]:
    """Return folded English names and codes → code."""
    import pycountry  # noqa: PLC0415 - a tenth of a second that only this function needs

    found: dict[str, str] = {}
    for row in load_states():
        if row.kind in {"name", "short_name", "former_name", "adjective", "demonym"}:
            found.setdefault(fold(row.form).strip(), row.country)
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")):
            if name:
                found.setdefault(fold(name).strip(), country.alpha_3)
        found[fold(country.alpha_2)] = country.alpha_3
        found[fold(country.alpha_3)] = country.alpha_3
    for three, name in cldr_names():
        found[fold(name).strip()] = three
    for code, name in GROUP_CODES.items():
        found[fold(name)] = found[fold(code)] = code
    return found | {fold(alias): code for alias, code in _ALIASES.items()}


def country(code_or_name: str) -> str:
    """Return the code of a country given by code or name, in English or another large language.

    Args:
        code_or_name: For instance "KOR", "kr", "South Korea", "Südkorea", "EU".

    Raises:
        UnknownCountryError: If nothing fits; the message names the nearest right names.
    """
    wanted = fold(code_or_name).strip().removeprefix("the ")
    codes = _codes()
    if wanted in codes:
        return codes[wanted]
    for language in _LANGUAGES:
        for three, name in cldr_names(language):
            if fold(name).strip() == wanted:
                return three
    raise UnknownCountryError(_no_country(code_or_name, wanted, codes))


def _no_country(given: str, wanted: str, codes: dict[str, str]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed for errors alone

    near = process.extract(wanted, list(codes), scorer=fuzz.WRatio, limit=6, score_cutoff=60)
    shown = list(dict.fromkeys(f"{display_name(codes[name])} ({codes[name]})" for name, _, _ in near))[:3]
    hint = f"; did you mean {' or '.join(shown)}?" if shown else "; give an ISO 3166-1 code such as KOR"
    return f"{given!r} is no country known here{hint}"
