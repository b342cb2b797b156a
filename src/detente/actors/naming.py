"""Names of people in running text: whom a full name, a name after a title, a surname alone or a bare title means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from detente.actors.countries import GROUPS, display_name
from detente.actors.folding import fold
from detente.actors.found import (
    CAPITALISED,
    LOWER,
    NAME,
    PAST,
    Found,
    one_or_several,
    opens_sentence,
    title_cased,
)
from detente.actors.gazetteer import Gazetteer, Hit
from detente.actors.knowledge import Knowledge
from detente.actors.lookup import Lookup
from detente.actors.matching import Match, Matcher
from detente.actors.tables import Office, Person
from detente.records import Actor, Sector

# Offices whose holders the press names by the surname alone.
LEADING = frozenset("supreme_leader head_of_state head_of_government foreign_minister defence_minister".split())
# Offices of which a state has one, so that the bare title means its holder.
_OF_ONE = LEADING | frozenset(
    "deputy_head_of_government interior_minister finance_minister trade_minister security_adviser speaker chief_of_staff "
    "central_bank_governor intelligence_chief".split()
)
_PLURAL = re.compile(
    r"(?:ministers|presidents|premiers|leaders|chiefs|secretaries|chancellors|kings|envoys|advis[eo]rs|heads)\b", re.I
)
# Hits that end a name; surnames, cities and common nouns may be part of one ("Qin Gang").
_NOT_IN_NAMES = frozenset("state adjective demonym capital seat organisation body thing calque block fixed".split())
# A full name stands for a person of the tables from this long before the first office to this long after the last.
YEARS_BEFORE, YEARS_AFTER = 12, 45


class Namer(Lookup):
    """Resolves the names of people against the tables."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, gazetteer: Gazetteer) -> None:
        """Resolve over `knowledge`, garbled names by `matcher`."""
        super().__init__(knowledge, gazetteer)
        self._matcher = matcher
        rows = knowledge.tables.fixed.values()
        self.given_names = frozenset(row.form for row in rows if row.kind == "given_name")
        self._common = frozenset(fold(row.form) for row in rows if row.kind == "surname")
        self._words = frozenset(fold(row.form) for row in rows if row.kind == "word")
        self._private = frozenset(r.form for r in knowledge.tables.roles.values() if r.kind == "private")

    def person(
        self, text: str, hit: Hit, day: date | None, countries: Counter[str], following: Sequence[Hit]
    ) -> Found | None:
        """Return whom a full name means, or None where the name goes on as another's or a private calling stands by."""
        if self._goes_on(text, hit, following) or self._is_private(text, hit.start, hit.end):
            return None
        people = self._possible(hit, day)
        if not people:
            return None
        quote = text[hit.start : hit.end]
        best = self._choose(people, day, countries)
        if len(best) == 1:
            actor = self.actor(best[0], day, (f"{quote!r}: {best[0].name}",))
            return self._with_government(
                text, Found(hit.start, hit.end, "person", actor, actor.country, (), quote), following
            )
        candidates = [self.actor(p, day, (f"{quote!r}: {p.name}",)) for p in best]
        return Found(hit.start, hit.end, "person", one_or_several(quote, candidates), None, (), quote)

    def _with_government(self, text: str, found: Found, following: Sequence[Hit]) -> Found:
        """Read "the Trump administration" and "Abe's government" as the government."""
        for hit in following[:1]:
            word = text[hit.start : hit.end].lower()
            if text[found.end : hit.start] in {" ", "'s ", "’s "} and word in {
                "government",
                "administration",
                "cabinet",
                "regime",
            }:
                country = found.country
                if country:
                    chain = (f"{text[found.start : hit.end]!r}: government of {display_name(country)}",)
                    actor = Actor(country, display_name(country), country, "government", None, chain)
                    return Found(found.start, hit.end, "nation", actor, country)
        return found

    def _possible(self, hit: Hit, day: date | None) -> list[Person]:
        people = {e.ref: self._know.tables.people[e.ref] for e in hit.of("person")}
        return [person for person in people.values() if self._in_life(person, day)]

    def _in_life(self, person: Person, day: date | None) -> bool:
        tenures = self._know.tenures(person.id)
        if day is None or not tenures:
            return True
        starts = [t.valid.start for t in tenures if t.valid.start]
        ends = [t.valid.end or day for t in tenures]
        early = starts and day.year < min(starts).year - YEARS_BEFORE
        return not early and day.year <= max(ends).year + YEARS_AFTER

    def _choose(self, people: list[Person], day: date | None, countries: Counter[str]) -> list[Person]:
        """Return those with the best claim: in office on the day, of a country that the text names."""

        def claim(person: Person) -> tuple[bool, bool, bool]:
            return (
                day is not None and bool(self._know.held_on(person.id, day)),
                bool(countries.get(person.country or "")),
                self._know.active(person.id, day, 6) and bool(self._know.tenures(person.id)),
            )

        best = max(claim(person) for person in people)
        return [person for person in people if claim(person) == best]

    def _goes_on(self, text: str, hit: Hit, following: Sequence[Hit]) -> bool:
        """Tell whether another capitalised word goes with the name, so that it is somebody else's."""
        follows = CAPITALISED.match(text, hit.end)
        if follows is None or title_cased(text, hit.start) or not text[hit.start].isascii():
            return False
        return not any(other.start == hit.end + 1 and other.entries[0].kind != "surname" for other in following)

    def _is_private(self, text: str, start: int, end: int) -> bool:
        """Tell whether a calling that no politician has stands beside the name: "footballer Wang Yi", "Wang Yi, a nurse"."""
        before = fold(text[max(0, start - 40) : start]).split()
        after = fold(text[end : end + 60]).split(" ")
        near = [*before[-1:], " ".join(before[-2:])]
        if text[end : end + 2] == ", ":
            near += [word for word in after[:9] if word]
        return any(word in self._private for word in near)

    # -- after a title -------------------------------------------------------------------------------------------

    def after_title(
        self, text: str, end: int, hits: Sequence[Hit], country: str | None, offices: Sequence[Office], kinds: Sequence[str],
        day: date | None, before: tuple[str, ...], countries: Counter[str], sector: Sector | None,
    ) -> Found | None:  # fmt: skip
        """Return the person named right after a title, or None where no name stands there."""
        for opening in (" ", ", "):
            if text.startswith(opening, end):
                start = end + len(opening)
                break
        else:
            return None
        match = NAME.match(text, start)
        at = next((hit for hit in hits if hit.start == start), None)
        if at is not None and not at.of("person", "surname"):
            return None
        if match is None and at is None:
            return None
        if opening == ", " and (at is None or not at.of("person")):
            return None
        stop = match.end() if match else at.end if at else start
        for hit in hits:
            if start < hit.start < stop and hit.entries[0].kind in _NOT_IN_NAMES and text[hit.start].isupper():
                stop = hit.start - 1
        if (
            at is not None
            and at.of("person")
            and (at.end >= stop or not CAPITALISED.match(text, at.end) or title_cased(text, start))
        ):
            stop = at.end
        name = text[start:stop].rstrip(" -")
        for suffix in ("'s", "’s", "'", "’"):
            name = name.removesuffix(suffix)
        stop = start + len(name)
        if not name or self._is_private(text, start, stop):
            return None
        past = any(word in PAST for word in before)
        if any(word in LOWER for word in before):
            offices, kinds = (), ()
        matches = self._matches(
            name, at if at and at.end >= stop else None, country, offices, kinds, day, past, countries
        )
        return self._named(start, stop, name, matches, country, offices, day, sector, past)

    def _matches(
        self, name: str, hit: Hit | None, country: str | None, offices: Sequence[Office], kinds: Sequence[str],
        day: date | None, past: bool, countries: Counter[str],
    ) -> list[Match]:  # fmt: skip
        """Return whom the name may mean: by the very name first, then among the office's holders, then the country's people."""
        exact = self._possible(hit, day) if hit else []
        if exact:
            own = [p for p in exact if country in {None, p.country, self._know.country_of(p, day)}] or exact
            return [Match(p, 1.0, "full name") for p in self._choose(own, day, countries)]
        if offices:
            found = self._matcher.among_holders(name, offices, day, past=past)
            if found:
                return found
        if country:
            if " " not in name and not past and offices and day:
                return []  # a bare surname that does not fit the holder of the day is somebody else's
            return self._matcher.of_country(name, country, day)
        if kinds:
            return self._by_kind(name, kinds, day, countries)
        return self._matcher.of_anyone(name, day)

    def _by_kind(self, name: str, kinds: Sequence[str], day: date | None, countries: Counter[str]) -> list[Match]:
        """Return who, holding an office of a kind on the day anywhere, has the name; of the countries of the text first."""
        offices = [o for o in self._know.tables.offices.values() if f":{o.kind}" in kinds and o.valid.holds(day)]
        near = [o for o in offices if countries.get(o.country or "")]
        if near and (found := self._matcher.among_holders(name, near, day)):
            return [match for match in found if match.score >= 0.75]
        found = self._matcher.among_holders(name, offices, day, at_least=0.9)
        found = [match for match in found if match.score >= 0.9]
        return found if day is not None or " " in name else []

    def _named(
        self, start: int, stop: int, name: str, matches: list[Match], country: str | None, offices: Sequence[Office],
        day: date | None, sector: Sector | None, past: bool,
    ) -> Found | None:  # fmt: skip
        if not matches:
            if country is None:
                return None
            office = offices[0] if len(offices) == 1 else None
            sector = office.sector if office else sector
            ident = office.id if office else f"{country}/{sector}" if sector else country
            chain = (f"{name!r}: no person known by this name", f"by the title, of {display_name(country)}")
            actor = Actor(ident, name, country, sector, None, chain)
            return Found(start, stop, "office", actor, country, (), name)
        if len({match.person.id for match in matches}) > 1:
            candidates = [self.actor(m.person, day, (f"{name!r}: {m.person.name}, {m.reason}",)) for m in matches]
            return Found(start, stop, "person", one_or_several(name, candidates), country, (), name)
        match = matches[0]
        how = "" if match.score == 1.0 else f" (likeness {match.score:.2f})"
        actor = self.actor(match.person, day, (f"{name!r}: {match.person.name}{how}, {match.reason}",), offices)
        if actor.sector is None and sector is not None and not past:
            actor = replace(actor, sector=sector, chain=(*actor.chain, f"{sector} by the title that the text gives"))
        wrong = None
        held = self._know.held_on(match.person.id, day) if day else []
        sent = any(
            office.kind == "ambassador" for office in held
        )  # "UN ambassador Nikki Haley" is of the United States
        if country in GROUPS and country != actor.country and not sent:
            if not past:
                steps = (*actor.chain, f"for {display_name(country)} by the title that the text gives")
                actor = replace(actor, country=country, office=None, sector=sector or actor.sector, chain=steps)
        elif country and actor.country and country not in (actor.country, match.person.country):
            wrong = (
                f"the text says {display_name(country)}, but {match.person.name} is of {display_name(actor.country)}"
            )
        return Found(start, stop, "person", actor, actor.country, (), name, wrong)

    # -- without a name ------------------------------------------------------------------------------------------

    def holder(
        self, text: str, start: int, end: int, country: str | None, offices: Sequence[Office], kinds: Sequence[str],
        day: date | None, before: tuple[str, ...], sector: Sector | None,
    ) -> Found:  # fmt: skip
        """Return who held the office that a bare title names, or the office itself where that is not known."""
        quote = text[start:end]
        lowered = any(word in LOWER for word in before)
        past = any(word in PAST for word in before)
        ids = tuple(office.id for office in offices) + tuple(kinds)
        if past or lowered or not offices:
            why = "former holder, not named" if past else "office not in the tables"
            actor = Actor(
                f"{country}/{sector}" if country else str(sector),
                quote,
                country,
                None if past else sector,
                None,
                (f"{quote!r}: {why}",),
            )
            return Found(start, end, "office", actor, country, ids)
        vague = _PLURAL.search(quote) is not None or any(word in LOWER for word in fold(quote).split())
        if country is not None and ":head_of_state|head_of_government|supreme_leader" in kinds:
            offices = self._know.leading(country, offices, day)
            if _PLURAL.search(quote):
                chain = (f"{quote!r}: leaders, and so the government, of {display_name(country)}",)
                actor = Actor(country, display_name(country), country, "government", None, chain)
                return Found(start, end, "nation", actor, country)
        offices = [office for office in offices if office.kind in _OF_ONE] or offices
        vague = vague or not any(office.kind in _OF_ONE or "minister" in office.title.lower() for office in offices)
        if day is not None and not vague:
            first = [office for office in offices if office.kind == "supreme_leader"] or offices
            pairs = {p.id: (p, o) for o in first for p in self._know.holders(o.id, day)}
            if len(pairs) == 1:
                person, office = next(iter(pairs.values()))
                actor = self.actor(person, day, (f"{quote!r}: {office.title}",), [office])
                return Found(start, end, "office", actor, country, ids)
        office, only = offices[0], len(offices) == 1
        title = office.title if only else quote
        actor = Actor(
            office.id if only else f"{country}/{office.sector}",
            title,
            country,
            office.sector,
            office.id if only else None,
            (f"{quote!r}: {title if only else ' or '.join(o.title for o in offices[:3])}",),
        )
        return Found(start, end, "office", actor, country, ids)

    def surname(self, text: str, hit: Hit, day: date | None) -> Found | None:
        """Return whom a surname alone means: the one holder of a leading office on the day, if the name is no common one."""
        quote = text[hit.start : hit.end]
        follows = CAPITALISED.match(text, hit.end)
        before = (
            text[max(0, hit.start - 24) : hit.start].rsplit(None, 1)[-1:]
            if hit.start and text[hit.start - 1] == " "
            else []
        )
        alone = hit.start == 0 and hit.end == len(text)
        a_word = fold(quote) in self._words and not alone and opens_sentence(text, hit.start)
        if (
            fold(quote) in self._common
            or a_word
            or follows
            or (before and before[0][:1].isupper() and before[0].isalpha())
        ):
            return None
        people = [self._know.tables.people[e.ref] for e in hit.of("surname")]
        if day is None:
            leading = [p for p in people if any(o.kind in LEADING for o in self._know.held_on(p.id, None))]
            leading = leading if len(people) == len(leading) else []
        else:
            leading = [p for p in people if any(o.kind in LEADING for o in self._know.held_on(p.id, day))]
        if len(leading) != 1:
            return None
        actor = self.actor(leading[0], day, (f"{quote!r}: surname of {leading[0].name}",))
        return Found(hit.start, hit.end, "person", actor, actor.country, (), quote)
