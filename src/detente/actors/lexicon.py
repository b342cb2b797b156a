"""The forms that the gazetteer looks for, made from the tables, babel's country names and the variants of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.actors.countries import cldr_names
from detente.actors.folding import fold, is_latin
from detente.actors.gazetteer import Entry, Kind, case_of
from detente.actors.tables import Tables
from detente.actors.variants import full_names, surnames

_STATE_KINDS: dict[str, Kind] = {
    "name": "state", "short_name": "state", "former_name": "state", "nickname": "state", "adjective": "adjective",
    "demonym": "demonym", "capital": "capital", "seat": "seat",
}  # fmt: skip
# Territories without people or government of their own are places, not actors.
_EMPTY = frozenset({"ATA", "BVT", "HMD", "IOT", "SGS", "ATF", "UMI"})


def entries(tables: Tables) -> Iterator[Entry]:
    """Yield every form with what it means."""
    yield from _states(tables)
    yield from _people(tables)
    yield from _offices_and_roles(tables)
    yield from _bodies(tables)
    for thing in tables.things.values():
        for form in (thing.name, *thing.aliases):
            yield Entry("thing", thing.id, form, case_of(form))
    for calque in tables.calques.values():
        yield Entry("calque", calque.means, calque.form, case_of(calque.form))
    for fixed in tables.fixed.values():
        if fixed.kind == "block":
            yield Entry("block", fixed.form, fixed.form, case_of(fixed.form))
        elif fixed.kind == "actor":
            yield Entry("fixed", fixed.form, fixed.form, case_of(fixed.form))


def _states(tables: Tables) -> Iterator[Entry]:
    for code, name in cldr_names():
        if code not in _EMPTY:
            yield Entry("state", code, name)
            yield Entry("state", code, name + "s", doubtful="lost apostrophe")
    capitals = set()
    seats = {row.form.removeprefix("the ") for row in tables.states.values() if row.kind == "seat"}
    for seat in tables.seats.values():
        office = tables.offices.get(seat.office)
        if office is not None and office.country and seat.form not in seats:
            yield Entry("seat", office.country, seat.form)
    for row in tables.states.values():
        if row.country in _EMPTY or ("misspelling" in row.notes and len(row.form) < 6):
            continue
        doubtful = next((note.removeprefix("ambiguous:") for note in row.notes if note.startswith("ambiguous:")), None)
        if doubtful and row.kind == "nickname" and row.form.lower().startswith("the "):
            continue  # "the South", "the States": only a reader can tell
        form = row.form.removeprefix("the ").rstrip("-")
        case = "upper" if "case_sensitive" in row.notes and form.isupper() else case_of(form)
        kind = _STATE_KINDS[row.kind]
        if kind == "capital":
            capitals.add(fold(form))
        yield Entry(kind, row.country, form, case, row.valid, doubtful)
        if row.kind in {"name", "short_name", "capital"} and len(form) > 4 and form[-1] != "s" and is_latin(form):
            yield Entry(
                "state" if kind == "state" else "capital", row.country, form + "s", case, row.valid, "lost apostrophe"
            )
    given = Counter(person.given for person in tables.people.values() if person.given)
    names = {person.family for person in tables.people.values() if person.family}
    names.update(name for name, bearers in given.items() if bearers > 1)
    taken = capitals | set(map(fold, names))
    for city in tables.cities.values():
        if fold(city.form) not in taken:
            yield Entry("city", city.country, city.form)


def _people(tables: Tables) -> Iterator[Entry]:
    words = {fold(row.form) for row in tables.fixed.values() if row.kind == "word"}
    for person in tables.people.values():
        for form in full_names(person):
            yield Entry("person", person.id, form, "title")
        for form in surnames(person):
            yield Entry("surname", person.id, form, "title", doubtful="word" if fold(form) in words else None)


def _offices_and_roles(tables: Tables) -> Iterator[Entry]:
    for role in tables.roles.values():
        if role.kind == "title":
            yield Entry("title", f"{role.office or ''}:{role.sector or ''}", role.form, "any")
        elif role.kind in {"body", "qualifier", "noun"}:
            yield Entry("role", f"{role.kind}:{role.sector or ''}", role.form, "any")
    for office in tables.offices.values():
        for form in (office.title, *office.aliases):
            yield Entry("title", office.id, form, "any" if " " in form else case_of(form), office.valid)


def _bodies(tables: Tables) -> Iterator[Entry]:
    for body in tables.bodies.values():
        for form in (body.name, *body.aliases, *body.native):
            if form.lower().startswith("government of ") or form.lower().endswith(" government"):
                continue  # the state, not its cabinet
            yield Entry("body", body.id, _without_the(form), case_of(form), body.valid)
    for organisation in tables.organisations.values():
        for form in (organisation.name, *organisation.aliases):
            yield Entry("organisation", organisation.id, _without_the(form), case_of(form), organisation.valid)


def _without_the(form: str) -> str:
    """Drop an article, except before a single word, which would be any word without it ("The Paper", "The Hill")."""
    if form.startswith("The "):
        return form[4:] if " " in form[4:] else "the " + form[4:]
    return form
