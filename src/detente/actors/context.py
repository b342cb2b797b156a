"""The text that is being read, with its hits and what is known around it; shared by the readers of phrases."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.actors.countries import display_name
from detente.actors.found import CAPITALISED, LAST_WORD, NAME, Found, title_cased
from detente.actors.gazetteer import Entry, Hit, Kind
from detente.actors.knowledge import Knowledge
from detente.actors.naming import Namer
from detente.records import SECTORS, Actor, Sector

NATION_KINDS: tuple[Kind, ...] = ("state", "adjective", "demonym")


def sector_of(value: str) -> Sector | None:
    """Return `value` as a sector, or None."""
    return next((sector for sector in SECTORS if sector == value), None)


@dataclass(frozen=True, slots=True)
class Context:
    """One text with its hits.

    Attributes:
        day: Day of publication, on which holders of offices are looked up.
        countries: How often the text around names each country.
    """

    know: Knowledge
    namer: Namer
    text: str
    hits: Sequence[Hit]
    day: date | None
    countries: Counter[str]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Index where hits start, so that long texts take no longer a word than short ones."""
        object.__setattr__(self, "_starts", [hit.start for hit in self.hits])

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        """Return the hits that start within `[start, end)`."""
        return self.hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def index(self, start: int) -> int:
        """Return the index of the first hit that starts at `start` or later."""
        return bisect_left(self._starts, start)

    def known_at(self, start: int) -> bool:
        """Tell whether a hit starts at `start`."""
        return bool(self.hits_in(start, start + 1))

    def quote(self, start: int, end: int) -> str:
        """Return the words of a range in quotation marks."""
        return repr(self.text[start:end])

    def gap(self, i: int, j: int) -> str:
        """Return what stands between hits `i` and `j`; a line break where `j` is none."""
        return self.text[self.hits[i].end : self.hits[j].start] if j < len(self.hits) else "\n"

    def country(self, hit: Hit, *kinds: str) -> tuple[str, tuple[str, ...]] | None:
        """Return the country that a hit names, and all it may mean where several; the text around decides."""
        refs = list(dict.fromkeys(e.ref for e in hit.entries if e.kind in kinds and e.valid.holds(self.day)))
        if not refs:
            return None
        if len(refs) == 1:
            return refs[0], ()
        # The press writes "Korean" for South Korea unless only the North is named around.
        named = {ref: self.countries.get(ref, 0) for ref in refs}
        if "KOR" in named:
            return ("PRK" if named.get("PRK") and not named["KOR"] else "KOR"), tuple(refs)
        return max(refs, key=lambda ref: (named[ref], -refs.index(ref))), tuple(refs)

    def sector(self, entries: Sequence[Entry]) -> Sector | None:
        """Return the sector that entries tell: bodies first, then offices, then common nouns."""
        for entry in entries:
            if entry.kind == "body":
                return self.know.tables.bodies[entry.ref].sector
        for entry in entries:
            if entry.kind == "title" and ":" not in entry.ref:
                return self.know.tables.offices[entry.ref].sector
        return next((found for e in entries if (found := sector_of(e.ref.rpartition(":")[2]))), None)

    def is_part_of_name(self, hit: Hit) -> bool:
        """Tell whether a state's or city's name is a given name or a family name here: "Jordan Smith", "Michael Jordan"."""
        word = self.text[hit.start : hit.end]
        before = self.text[max(0, hit.start - 20) : hit.start]
        last = before.rsplit(None, 1)[-1] if before[-1:] == " " and before.strip() else ""
        if last in self.namer.given_names and last != word:
            return True
        if word not in self.namer.given_names:
            return False
        follows = CAPITALISED.match(self.text, hit.end)
        known = self.known_at(hit.end + 1)
        return follows is not None and not known and not title_cased(self.text, hit.start)

    def names_other(self, hit: Hit) -> bool:
        """Tell whether a capitalised unknown word follows, so that the whole is the name of something else."""
        follows = CAPITALISED.match(self.text, hit.end)
        if follows is None or self.text[hit.start : hit.end].isupper() or title_cased(self.text, hit.start):
            return False
        return not any(not h.of("role", "surname", "city") for h in self.hits_in(hit.end + 1, hit.end + 2))

    def in_longer_name(self, hit: Hit) -> bool:
        """Tell whether capitalised unknown words stand on both sides, or after the hit, so that it is part of a name."""
        if title_cased(self.text, hit.start):
            return False
        before = LAST_WORD.search(self.text[max(0, hit.start - 24) : hit.start])
        known = any(other.end + 1 == hit.start for other in self.hits_in(hit.start - 60, hit.start))
        return self.names_other(hit) or (before is not None and not known)

    def proper_noun(self, hit: Hit) -> tuple[int, Sector] | None:
        """Return end and sector of a proper name that opens with the hit and ends in a telling noun ("… University")."""
        match = NAME.match(self.text, hit.start)
        if match is None or match.end() <= hit.end or title_cased(self.text, hit.start):
            return None
        for other in self.hits_in(hit.end + 1, match.end()):
            if other.end <= match.end() and self.text[other.start].isupper():
                for entry in other.of("role"):
                    kind, _, value = entry.ref.partition(":")
                    sector = sector_of(value)
                    if kind == "noun" and sector:
                        return other.end, sector
        return None

    def government(self, start: int, end: int, country: str, why: str) -> Found:
        """Return the government of a country as a find."""
        chain = (f"{self.quote(start, end)}: {why} {display_name(country)}",)
        return Found(
            start, end, "nation", Actor(country, display_name(country), country, "government", None, chain), country
        )

    def group(self, start: int, end: int, country: str | None, sector: Sector | None, why: str) -> Found:
        """Return an unnamed group or body of a sector as a find; its id is `KOR/court`, or the sector alone."""
        known = [part for part in (country, sector) if part]
        name = (
            f"{display_name(country)}: {sector}"
            if country and sector
            else display_name(country)
            if country
            else str(sector)
        )
        actor = Actor("/".join(known), name, country, sector, None, (f"{self.quote(start, end)}: {why}",))
        return Found(start, end, "group", actor, country)
