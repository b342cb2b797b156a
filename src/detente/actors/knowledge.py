"""Questions put to the tables: who held an office on a day, which office a person held, which body a country has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from detente.actors.tables import Office, Person, Tables, Tenure
from detente.records import Sector

# When a person holds several offices at once, the first of these kinds names the actor.
RANK = (
    "supreme_leader head_of_state head_of_government deputy_head_of_government foreign_minister defence_minister "
    "security_adviser interior_minister finance_minister trade_minister chief_of_staff intelligence_chief speaker "
    "central_bank_governor commander ambassador envoy spokesperson party_leader other"
).split()
_RANK = {kind: rank for rank, kind in enumerate(RANK)}


class Knowledge:
    """The tables with the indexes that resolving needs."""

    def __init__(self, tables: Tables) -> None:
        """Index `tables`; tenures of unknown persons or offices are left out (`loading.check` names them)."""
        self.tables = tables
        self._by_office: dict[str, list[Tenure]] = defaultdict(list)
        self._by_person: dict[str, list[Tenure]] = defaultdict(list)
        self._offices: dict[tuple[str | None, str], list[Office]] = defaultdict(list)
        self._spans: dict[str, tuple[int, int]] = {}
        self.people_of: dict[str | None, list[Person]] = defaultdict(list)
        for tenure in tables.tenures.values():
            if tenure.person in tables.people and tenure.office in tables.offices:
                self._by_office[tenure.office].append(tenure)
                self._by_person[tenure.person].append(tenure)
        for office in tables.offices.values():
            self._offices[office.country, office.kind].append(office)
        for person in tables.people.values():
            self.people_of[person.country].append(person)

    def offices(self, country: str, kind: str) -> list[Office]:
        """Return the offices of one kind in one country."""
        return self._offices.get((country, kind), [])

    def tenures(self, person: str) -> list[Tenure]:
        """Return all that a person held."""
        return self._by_person.get(person, [])

    def holders(self, office: str, day: date | None, slack: int = 0) -> list[Person]:
        """Return who held `office` on `day`, give or take `slack` days; everyone who ever did where no day is known."""
        held = [tenure for tenure in self._by_office.get(office, []) if tenure.valid.holds(day, slack)]
        return list({tenure.person: self.tables.people[tenure.person] for tenure in held}.values())

    def held_on(self, person: str, day: date | None, slack: int = 0) -> list[Office]:
        """Return the offices that a person held on `day`, highest first; all of them where no day is known."""
        offices = [self.tables.offices[t.office] for t in self.tenures(person) if t.valid.holds(day, slack)]
        return sorted(offices, key=lambda office: _RANK.get(office.kind, len(_RANK)))

    def last_office(self, person: str, day: date | None) -> Office | None:
        """Return the office that a person left last before `day`."""
        past = [
            t for t in self.tenures(person)
            if t.valid.end is not None and (day is None or t.valid.end < day)
        ]  # fmt: skip
        if not past:
            return None
        return self.tables.offices[max(past, key=lambda t: t.valid.end or date.min).office]

    def active(self, person: str, day: date | None, years: int) -> bool:
        """Tell whether `day` is within `years` years of a person's time in offices; True where nothing is known of it."""
        if day is None or person not in self._by_person:
            return True
        span = self._spans.get(person)
        if span is None:
            held = [tenure.valid for tenure in self._by_person[person]]
            starts, ends = [v.start for v in held if v.start], [v.end for v in held if v.end]
            first = min(starts).year if len(starts) == len(held) else date.min.year
            last = max(ends).year if len(ends) == len(held) else date.max.year
            span = self._spans[person] = (first, last)
        return span[0] - years <= day.year <= span[1] + years

    def leading(self, country: str, offices: Sequence[Office], day: date | None) -> list[Office]:
        """Return those of `offices` whose holder is called the leader of `country` on `day`.

        That is a supreme leader, else the head of government where the table says so, else the head of state; several where
        it may be either. A ceremonial monarch or president is no leader.
        """
        supreme = [office for office in offices if office.kind == "supreme_leader"]
        if supreme:
            return supreme
        rows = [row for row in self.tables.leaders.values() if row.country == country and row.valid.holds(day)]
        kind = rows[0].office if rows else "head_of_state"
        return [office for office in offices if office.kind == kind] or list(offices)

    def sector(self, person: str, day: date | None) -> Sector | None:
        """Return the sector of the office held on `day`; without a day, of the highest office ever held."""
        held = self.held_on(person, day)
        return held[0].sector if held else None

    def country_of(self, person: Person, day: date | None) -> str | None:
        """Return whose actor a person is on `day`: the country of the office, else the person's own."""
        held = self.held_on(person.id, day) if day is not None else []
        return next((office.country for office in held if office.country), None) or person.country

    def members(self, organisation: str, day: date | None) -> list[str]:
        """Return the countries that were members of an organisation on `day`."""
        rows = self.tables.memberships.values()
        return sorted({r.country for r in rows if r.organisation == organisation and r.valid.holds(day)})
