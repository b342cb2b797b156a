"""The list of actors, found by names in any script."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from detente.actors import Resolver
from detente.actors.countries import display_name
from detente.actors.folding import fold
from detente.records import Actor, Ambiguous
from detente.store import ActorCount, Found
from detente.web.case import Case
from detente.web.filters import Parameters, Reader, country_code

# One name may stand for dozens (a surname); the list shows the first ones.
_MOST_MEANT = 24


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody whom the searched name may mean by the tables, with how often the store has them; 0 where it has not."""

    id: str
    name: str
    country: str | None
    events: int


@dataclass(frozen=True, slots=True)
class ActorList:
    """A page of actors.

    Attributes:
        q: The name that is searched for, or None.
        country: Whose actors are listed, or None for all.
        actors: The page.
        meant: Whom the tables know under that name, those that the store has first.
        more_meant: How many of them are not shown.
        countries: Code, name and number of actors of each country that has any.
        problems: What could not be understood and is left out.
    """

    q: str | None
    country: str | None
    actors: Found[ActorCount]
    meant: tuple[Meant, ...]
    more_meant: int
    countries: tuple[tuple[str, str, int], ...]
    problems: tuple[str, ...]


def actor_list(case: Case, parameters: Parameters) -> ActorList:
    """Return the page of actors that the parameters of a request ask for."""
    reader = Reader(parameters)
    q, country = reader.text("q"), reader.one("country", country_code)
    number, limit = reader.page(), reader.per_page()
    every = every_actor(case)
    meant = ids_meant(q) if q else ()
    fitting = [one for one in every if q is None or one.id in meant or is_named(one, q)]
    countries = Counter(one.country for one in fitting if one.country)
    listed = [one for one in fitting if country is None or one.country == country]
    offset = (number - 1) * limit
    shown = _meant(meant, every) if q else ()
    return ActorList(
        q=q,
        country=country,
        actors=Found(tuple(listed[offset : offset + limit]), len(listed), offset, limit),
        meant=shown[:_MOST_MEANT],
        more_meant=max(len(shown) - _MOST_MEANT, 0),
        countries=tuple((code, display_name(code), count) for code, count in countries.most_common()),
        problems=tuple(reader.problems),
    )


def every_actor(case: Case) -> tuple[ActorCount, ...]:
    """Return all actors of the store, those with most events first."""
    return case.cached("actors", lambda: case.store.actor_counts(limit=10**9, judged=case.judged).items)


def is_named(actor: ActorCount, q: str) -> bool:
    """Tell whether a name or an id has a text in it, whatever its case and accents."""
    wanted = fold(q).strip()
    return bool(wanted) and (wanted in fold(actor.name) or q.strip().casefold() in actor.id.casefold())


def ids_meant(q: str) -> tuple[str, ...]:
    """Return the ids that a name may mean: what the resolver makes of it, then all that the tables know by such a name."""
    found: list[str] = []
    resolved = Resolver.default().resolve(q)
    if isinstance(resolved, Actor):
        found.append(resolved.id)
    elif isinstance(resolved, Ambiguous):
        found += [one.id for one in resolved.candidates]
    wanted = fold(q).strip()
    if wanted:
        found += [one for one, forms in _forms() if wanted in forms]
    return tuple(dict.fromkeys(found))


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    """Return the id of every person, body and organisation of the tables with all its folded names, apart by line ends."""
    tables = Resolver.default().tables
    named: list[tuple[str, tuple[str, ...]]] = []
    named += [(one.id, (one.name, one.han or "", *one.native, *one.aliases)) for one in tables.people.values()]
    named += [(one.id, (one.name, *one.native, *one.aliases)) for one in tables.bodies.values()]
    named += [(one.id, (one.name, one.code, *one.aliases)) for one in tables.organisations.values()]
    return tuple((one, "\n".join(fold(name) for name in names)) for one, names in named)


def _meant(ids: tuple[str, ...], every: tuple[ActorCount, ...]) -> tuple[Meant, ...]:
    counts = {one.id: one for one in every}
    shown = [Meant(one, *name_of(one), events=counts[one].events if one in counts else 0) for one in ids]
    return tuple(sorted(shown, key=lambda one: -one.events))


def name_of(actor_id: str) -> tuple[str, str | None]:
    """Return the name and country that the tables have for an id; the id itself where they do not know it."""
    tables = Resolver.default().tables
    if actor_id in tables.people:
        return tables.people[actor_id].name, tables.people[actor_id].country
    if actor_id in tables.bodies:
        return tables.bodies[actor_id].name, tables.bodies[actor_id].country
    if actor_id in tables.organisations:
        return tables.organisations[actor_id].name, None
    if actor_id in tables.offices:
        return tables.offices[actor_id].title, tables.offices[actor_id].country
    name = display_name(actor_id)
    return name, actor_id if name != actor_id or actor_id.isupper() else None
