"""Look-ups that readers of phrases share: bodies by name and country, offices by seat, a person as the actor of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from detente.actors.countries import GROUP_CODES
from detente.actors.folding import fold
from detente.actors.gazetteer import Entry, Gazetteer
from detente.actors.knowledge import Knowledge
from detente.actors.tables import Body, Office, Organisation, Person
from detente.records import Actor

# Bodies of which a state has one of a kind, known by what their names say and in any order of words.
_STATE_BODIES = frozenset({"ministry", "court", "armed_force", "legislature", "central_bank", "agency"})
_BARE = frozenset("ministry department agency court service national".split())


class Lookup:
    """Look-ups over the tables and the gazetteer."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        """Index the bodies of states and the seats."""
        self._know = knowledge
        self._gazetteer = gazetteer
        self._bodies_of: dict[str | None, list[Body]] = defaultdict(list)
        for body in knowledge.tables.bodies.values():
            if body.kind in _STATE_BODIES:
                self._bodies_of[body.country].append(body)
        self._seats = {fold(row.form): row.office for row in knowledge.tables.seats.values()}

    def bodies_by_form(self, form: str, country: str) -> list[Entry]:
        """Return a country's bodies of this name whatever its case ("the Japanese defense ministry")."""
        bodies = self._know.tables.bodies
        named = [e for e in self._gazetteer.lookup(form) if e.kind == "body" and bodies[e.ref].country == country]
        wanted = _content(form)
        if named or not wanted or wanted <= _BARE:
            return named
        alike = [row for row in self._bodies_of.get(country, []) if wanted <= _content(row.name)]
        valid = [row for row in alike if len(_content(row.name) - wanted) <= 2]
        return [Entry("body", valid[0].id, valid[0].name)] if len(valid) == 1 else []

    def office_at(self, seat: str) -> Office | None:
        """Return the office that sits in `seat`, where the tables tell."""
        return self._know.tables.offices.get(self._seats.get(fold(seat).strip().removeprefix("the "), ""))

    @staticmethod
    def code_of(organisation: Organisation) -> str | None:
        """Return the country code that an organisation's acts count for: EU, UNO, NATO, ASEAN, or None."""
        if organisation.code in GROUP_CODES:
            return organisation.code
        return "UNO" if organisation.kind.startswith("un_") else None

    def actor(self, person: Person, day: date | None, chain: tuple[str, ...], offices: Sequence[Office] = ()) -> Actor:
        """Return a person as the actor that it was on `day`; `offices` that the text names go first."""
        held = self._know.held_on(person.id, day)
        named = [office for office in held if any(office.id == wanted.id for wanted in offices)]
        office = next(iter(named or held), None) if day is not None or named else None
        sector = office.sector if office else self._know.sector(person.id, day)
        country = office.country if office and office.country else self._know.country_of(person, day)
        if office is not None:
            chain = (*chain, f"{office.title}" + (f" on {day}" if day else ""))
        elif day is not None:
            last = self._know.last_office(person.id, day)
            chain = (*chain, f"no office on {day}" + (f", formerly {last.title}" if last else ""))
        return Actor(person.id, person.name, country, sector, office.id if office else None, chain)


def _content(form: str) -> frozenset[str]:
    """Return the words of a body's name that tell what it is, alike for American and British spelling."""
    plain = fold(form).replace("defense", "defence").split()
    return frozenset(word for word in plain if word not in {"of", "the", "for", "and", "national"})
