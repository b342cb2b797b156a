"""The forms of a person's name that stand for it exactly: orders, joins, scripts and regular romanisations."""

from __future__ import annotations

from itertools import product

from detente.actors.korean import is_hangul, spellings, surname_spellings
from detente.actors.readings import mandarin_name
from detente.actors.tables import Person

FAMILY_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "HKG", "MAC", "JPN", "VNM", "SGP", "HUN", "KHM"})
# Where names are written in Han characters, or traditionally were.
HAN_COUNTRIES = frozenset({"KOR", "PRK", "CHN", "TWN", "HKG", "MAC", "JPN", "SGP"})
# With these an alias is a title and a surname, which only the day of the text can resolve.
_TITLES = ("President ", "Chancellor ", "Prime Minister ", "Premier ", "Minister ", "Secretary ", "Foreign Minister ")
_ARTICLES = ("al-", "el-", "al ", "el ", "ad-", "ar-", "as-", "ash-", "an-", "az-", "at-")


def full_names(person: Person) -> list[str]:
    """Return every full form of a person's name that stands for the person without more ado."""
    forms = [person.name]
    for alias in person.aliases:
        if (" " in alias or "-" in alias or alias.isupper()) and not alias.startswith(_TITLES):
            forms.append(alias)
    forms += person.native
    if person.han:
        forms.append(person.han)
    if person.family and person.given:
        forms += _orders(person.family, person.given, person.country)
    if person.country in HAN_COUNTRIES and person.han and min(person.han) >= "\u3400":
        forms += _mandarin_forms(person.han, person.country)
    if person.native:
        hangul = next((name for name in person.native if 2 <= len(name) <= 4 and all(map(is_hangul, name))), None)
        if hangul:
            forms += _korean_forms(hangul, person.family)
    return [form for form in dict.fromkeys(forms) if len(form) > 1]


def surnames(person: Person) -> list[str]:
    """Return the single words by which a text may name the person after the full name: family name, one-word aliases."""
    forms = [alias for alias in person.aliases if " " not in alias and not alias.isupper()]
    if person.family:
        forms.append(person.family)
        if person.family.lower().startswith(_ARTICLES):
            forms.append(person.family.split("-", 1)[-1] if "-" in person.family else person.family.split(" ", 1)[-1])
    return [form for form in dict.fromkeys(forms) if len(form) > 1]


def _orders(family: str, given: str, country: str | None) -> list[str]:
    forms = [f"{given} {family}"]
    if country in FAMILY_FIRST:
        forms.append(f"{family} {given}")
        parts = given.replace("-", " ").split()
        if len(parts) > 1:
            forms += [f"{family} {''.join(parts).capitalize()}", f"{''.join(parts).capitalize()} {family}"]
    elif " " in given:
        forms.append(f"{given.split(maxsplit=1)[0]} {family}")
    return forms


def _mandarin_forms(han: str, country: str | None) -> list[str]:
    lengths: tuple[int | None, ...] = (None,)
    if country == "JPN":
        lengths = {2: (1,), 3: (2, 1), 4: (2,), 5: (2, 3)}.get(len(han), (2,))
    forms = []
    for length in lengths:
        family, given = mandarin_name(han, length)
        if len(given) and sum(map(len, (*family, *given))) > 5:
            last, first = "".join(family).capitalize(), "".join(given).capitalize()
            forms += [f"{last} {first}", f"{first} {last}"]
            if len(family) + len(given) > 2:
                forms += [f"{last} {' '.join(given).capitalize()}", " ".join((*family, *given)).title()]
    return forms


def _korean_forms(name: str, family: str | None) -> list[str]:
    """Return the regular romanisations of a Korean name: Revised and McCune–Reischauer, with the usual surnames."""
    firsts = dict.fromkeys([*(s.capitalize() for s in surname_spellings(name[0])[:4]), *([family] if family else [])])
    revised = [spellings(syllable)[0] for syllable in name[1:]]
    mccune = [spellings(syllable)[1] for syllable in name[1:]]
    forms = []
    for first, given in product(firsts, (revised, mccune)):
        joined, parted = "".join(given).capitalize(), " ".join(given).capitalize()
        forms += [f"{first} {joined}", f"{first} {parted}"]
    return forms
