"""What can be meant: the agreements of the ledger, by name, parties, year and the words that describe them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.actors.countries import display_name
from detente.agreements.records import Agreement, AgreementKind
from detente.agreements.wording import plain, words
from detente.data.tables import read_rows

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]")
_SMALL = frozenset(
    "the a an of on for and or in with to its their his her this that between among by at from under signed reached concluded "
    "struck made government governments republic federation kingdom state states people's democratic islamic united concerning "
    "regarding relating respecting about over".split()
)
# How large a share of the words of the longer wording a description and a name must have in common, and how many.
_ALIKE, _LEAST = 0.6, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement that texts may mean.

    Attributes:
        bags: The telling words of each of its names.
        nouns: What its names call it: treaty, agreement, pact.
        year: Year of signature, or None.
    """

    id: str
    parties: frozenset[str]
    bags: tuple[frozenset[str], ...]
    nouns: frozenset[str]
    year: int | None
    kind: AgreementKind | None

    @property
    def vocabulary(self) -> frozenset[str]:
        """All telling words of its names and its kind."""
        return frozenset().union(*self.bags, kind_words(self.kind))


def entry_of(agreement: Agreement) -> Entry:
    """Return how texts may mean an agreement of the ledger or one that a text has introduced."""
    low = [plain(name) for name in agreement.names]
    # Descriptions are compared without the countries that they name.
    countries = frozenset(word for party in agreement.parties for word in telling(plain(display_name(party))))
    signed = agreement.signed or agreement.in_force
    return Entry(
        agreement.id,
        frozenset(agreement.parties),
        tuple(bag for bag in (telling(name) - countries for name in low) if bag),
        frozenset(noun for name in low for noun in _WORD.findall(name) if noun in words("nouns")),
        signed.start.year if signed is not None and signed.start is not None else None,
        agreement.kind or next((kind for name in agreement.names if (kind := kind_of(name)) is not None), None),
    )


def telling(phrase: str) -> frozenset[str]:
    """Return the words of a phrase in plain form that tell which agreement it is, without plurals' s."""
    found = (word.removesuffix("'s").removesuffix("'") for word in _WORD.findall(phrase))
    return frozenset(
        _singular(word)
        for word in found
        if word not in _SMALL and word not in words("nouns") and word not in words("neutral") and len(word) > 2
    )


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def kinds() -> Mapping[str, AgreementKind]:
    """Return which kind of agreement a qualifying word tells."""
    return {row["word"]: row["kind"] for row in read_rows("agreements/wording_kinds.csv")}  # type: ignore[misc]  # a test checks them


@cache
def kind_words(kind: AgreementKind | None) -> frozenset[str]:
    """Return the words that tell this kind."""
    return frozenset(_singular(word) for word, of in kinds().items() if of == kind)


def kind_of(phrase: str) -> AgreementKind | None:
    """Return the kind that the words of a phrase tell, by the first that tells one, or None."""
    low = plain(phrase)
    found = [word.removesuffix("'s") for word in _WORD.findall(low)]
    return next((kinds()[word] for word in found if word in kinds()), None)


def _names_well(name: str) -> bool:
    """Tell whether a name means its agreement wherever it stands: an acronym of four letters, or several words with capitals."""
    if " " not in name and "-" not in name:
        return len(name) >= 4 and name.isupper()
    return sum(word[:1].isupper() for word in name.split()) >= 2


class Known:
    """The agreements that may be meant.

    Args:
        agreements: Those of the ledger, and others that the tables of things name.
    """

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        listed = list(agreements)
        self.entries = {agreement.id: entry_of(agreement) for agreement in listed}
        self._names = {name: agreement.id for agreement in listed for name in agreement.names if _names_well(name)}
        longest = sorted(self._names, key=len, reverse=True)
        every = sorted({name for agreement in listed for name in agreement.names if len(name) > 1})
        self._any = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, every)) + r")(?!\w)") if every else None
        self._pattern = (
            re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])") if longest else None
        )

    def may_be_in(self, text: str) -> bool:
        """Tell whether `text` has any name of any of them, short ones too, which need not mean it there."""
        return self._any is not None and self._any.search(text) is not None

    def names_in(self, text: str) -> list[tuple[int, int, str]]:
        """Return where `text` names agreements by their full names: start, end, id, in order."""
        if self._pattern is None:
            return []
        return [(m.start(), m.end(), self._names[m[0]]) for m in self._pattern.finditer(text)]

    def by_year(
        self,
        year: int,
        noun: str,
        topic: Collection[str],
        parties: Collection[str],
        around: Collection[str],
        here: Collection[str],
    ) -> str | None:
        """Return the one agreement of `year` that a phrase such as "the 1965 agreement" can mean here, or None.

        Args:
            noun: What the phrase calls it; settles between a treaty and an agreement of one year.
            topic: Telling words of the phrase and the clause around it; settle what the noun leaves open.
            parties: Countries that the phrase itself names.
            around: Countries that the text names.
            here: Countries that the sentence names; one of them must be a party where it names any.
        """
        fits = [
            entry
            for entry in self.entries.values()
            if entry.year == year
            and set(parties) <= entry.parties
            and (not here or not entry.parties or entry.parties & set(here))
            and (len(entry.parties & set(around)) >= 2 or (not entry.parties and entry.vocabulary & set(topic)))
        ]
        if len(fits) > 1:
            fits = [e for e in fits if noun in e.nouns] or fits
        if len(fits) > 1:
            fits = [e for e in fits if e.vocabulary & set(topic)] or fits
        return fits[0].id if len(fits) == 1 else None

    def by_words(self, bag: frozenset[str], parties: Collection[str], around: Collection[str]) -> str | None:
        """Return the agreement whose names are nearest to the words of a description, or None where none is near.

        Args:
            bag: Telling words of the description, countries left out.
            parties: Countries that it names, which must be parties.
            around: Countries that the text names: two parties must be among them, unless the agreement lists none.
        """
        best: tuple[float, str] | None = None
        for entry in self.entries.values():
            if not set(parties) <= entry.parties or len(entry.parties & set(around)) < min(2, len(entry.parties)):
                continue
            for wanted in entry.bags:
                shared = len(bag & wanted)
                share = shared / len(bag | wanted) if bag else 0.0
                # One word will do where it is all that either says and the phrase names a party: "nuclear accord with Iran".
                enough = shared >= _LEAST or (bool(parties) and bag == wanted)
                if enough and share >= _ALIKE and (best is None or share > best[0]):
                    best = (share, entry.id)
        return best[1] if best else None

    def by_parties(self, kind: AgreementKind, parties: Sequence[str]) -> str | None:
        """Return the one agreement of this kind whose parties are exactly these, or None where none or several are."""
        fits = [e.id for e in self.entries.values() if e.kind == kind and e.parties == frozenset(parties)]
        return fits[0] if len(fits) == 1 else None
