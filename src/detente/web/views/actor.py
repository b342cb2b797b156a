"""One actor: what the tables know of it, how the store's texts name it, and what it does and suffers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.actors import Resolver
from detente.actors.countries import display_name
from detente.actors.tables import Tables, Tenure, Validity
from detente.records import Ambiguous, Event, Participant
from detente.store import EventFilter
from detente.web.case import Case
from detente.web.views.actors import every_actor, name_of
from detente.web.views.reports import Report, reports_of

# How many of its events the mentions are counted in, the newest ones; how many are listed.
COUNTED, LISTED = 2000, 15
_MOST_MENTIONS, _MOST_AMBIGUOUS, _MOST_PEOPLE = 40, 60, 40


@dataclass(frozen=True, slots=True)
class Held:
    """An office that somebody held, or a holder of it.

    Attributes:
        id, name: The other one: of a person's page the office, of an office's or body's the person.
        title: The office.
        since, until: Days in words, "…" where the tables do not know.
        where: File and line of the table that says so.
    """

    id: str
    name: str
    title: str
    since: str
    until: str
    where: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words by which the texts name an actor, and how often."""

    quote: str
    times: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that may mean this actor and others.

    Attributes:
        event: Id of an event in which they stand, `quote` being the words.
        candidates: Id and name of whom they may mean.
    """

    event: str
    quote: str
    candidates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know.

    Attributes:
        kind: "person", "state", "body", "organisation", "office" or "part of a society" for what only texts name.
        names: Kind of name and names, such as ("written as", ("Mun Jae-in",)).
        offices: Tenures, the latest first.
        parts: Related ids with names and what they are: bodies of an office, members of an organisation.
    """

    kind: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    offices: tuple[Held, ...]
    parts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What the page of an actor shows.

    Attributes:
        id, name, country, sector: Who it is.
        known: What the tables know, or None.
        events, as_source, as_target: How often the store has it.
        partners: Country, its name, and in how many events it stands on the other side.
        newest: Its newest events.
        mentions: How the texts name it, the most frequent first; of the newest 2,000 events.
        unclear: Mentions that may mean it or others.
    """

    id: str
    name: str
    country: str | None
    sector: str | None
    known: Known | None
    events: int
    as_source: int
    as_target: int
    partners: tuple[tuple[str, str, int], ...]
    newest: tuple[Report, ...]
    mentions: tuple[Mentioned, ...]
    unclear: tuple[Unclear, ...]


def actor_page(case: Case, actor_id: str) -> ActorPage | None:
    """Return what the page of an actor shows, or None where neither the tables nor the store know it."""
    tables = Resolver.default().tables
    known = known_of(tables, actor_id)
    counts = next((one for one in every_actor(case) if one.id == actor_id), None)
    if known is None and counts is None:
        return None
    name, country = name_of(actor_id)
    if counts is not None:
        name, country = (counts.name if known is None else name), counts.country or country
    events = _newest(case, actor_id)
    return ActorPage(
        id=actor_id,
        name=name,
        country=country,
        sector=counts.sector if counts else None,
        known=known,
        events=counts.events if counts else 0,
        as_source=counts.as_source if counts else 0,
        as_target=counts.as_target if counts else 0,
        partners=_partners(events, actor_id, country),
        newest=reports_of(case, events[:LISTED]),
        mentions=_mentions(events, actor_id),
        unclear=_unclear(case, actor_id, country, events),
    )


def _newest(case: Case, actor_id: str) -> tuple[Event, ...]:
    return case.cached(
        ("events of", actor_id),
        lambda: case.store.find_events(EventFilter(actor=actor_id), limit=COUNTED, judged=case.judged).items,
    )


def known_of(tables: Tables, actor_id: str) -> Known | None:
    """Return what the tables know of an id, or None."""
    if actor_id in tables.people:
        person = tables.people[actor_id]
        held = [tenure for tenure in tables.tenures.values() if tenure.person == actor_id]
        return Known(
            "person",
            _some(("native", person.native), ("in Han characters", (person.han,)), ("also", person.aliases)),
            _held(tables, held, of_person=True),
            (),
        )
    if actor_id in tables.bodies:
        body = tables.bodies[actor_id]
        offices = {one.id for one in tables.offices.values() if one.body == actor_id}
        held = [tenure for tenure in tables.tenures.values() if tenure.office in offices]
        names = _some(
            ("native", body.native), ("also", body.aliases), ("kind", (body.kind.replace("_", " "),)), _when(body.valid)
        )
        return Known("body", names, _held(tables, held, of_person=False), ())
    if actor_id in tables.offices:
        office = tables.offices[actor_id]
        held = [tenure for tenure in tables.tenures.values() if tenure.office == actor_id]
        parts: tuple[tuple[str, str, str], ...] = (
            ((office.body, name_of(office.body)[0], "body"),) if office.body else ()
        )
        return Known(
            "office", _some(("also", office.aliases), _when(office.valid)), _held(tables, held, of_person=False), parts
        )
    organisation = tables.organisations.get(actor_id) or next(
        (one for one in tables.organisations.values() if one.code == actor_id), None
    )
    if organisation is not None:
        members = [one for one in tables.memberships.values() if one.organisation == organisation.id]
        parts = tuple(
            (one.country, display_name(one.country), f"member {_day(one.valid.start)}–{_day(one.valid.end)}")
            for one in sorted(members, key=lambda one: display_name(one.country))
        )
        return Known("organisation", _some(("also", organisation.aliases), _when(organisation.valid)), (), parts)
    return _state(tables, actor_id)


def _state(tables: Tables, code: str) -> Known | None:
    rows = [row for row in tables.states.values() if row.country == code]
    if not rows:
        return None
    kinds = dict.fromkeys(row.kind for row in rows)
    names = _some(
        *((kind.replace("_", " "), tuple(dict.fromkeys(r.form for r in rows if r.kind == kind))) for kind in kinds)
    )
    leading = {
        one.id
        for one in tables.offices.values()
        if one.country == code
        and one.kind
        in {"head_of_state", "head_of_government", "supreme_leader", "foreign_minister", "defence_minister"}
    }
    held = [tenure for tenure in tables.tenures.values() if tenure.office in leading]
    return Known("state", names, _held(tables, held, of_person=False), ())


def _held(tables: Tables, tenures: Iterable[Tenure], *, of_person: bool) -> tuple[Held, ...]:
    made = []
    for tenure in tenures:
        office, person = tables.offices.get(tenure.office), tables.people.get(tenure.person)
        if office is None or person is None:
            continue
        one, name = (office.id, office.title) if of_person else (person.id, person.name)
        valid = tenure.valid
        made.append(
            (valid.start or date.min, Held(one, name, office.title, _day(valid.start), _day(valid.end), tenure.where))
        )
    made.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(held for _, held in made)


def _some(*names: tuple[str, Sequence[str | None]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    kept = ((kind, tuple(one for one in found if one)) for kind, found in names)
    return tuple((kind, found) for kind, found in kept if found)


def _when(valid: Validity) -> tuple[str, tuple[str, ...]]:
    known = valid.start is not None or valid.end is not None
    return "existed", (f"{_day(valid.start)}–{_day(valid.end)}",) if known else ()


def _day(day: date | None) -> str:
    return day.isoformat() if day else "…"


def _sides(event: Event) -> tuple[tuple[tuple[Participant, ...], tuple[Participant, ...]], ...]:
    return (event.source, event.target), (event.target, event.source)


def _partners(events: Sequence[Event], actor_id: str, country: str | None) -> tuple[tuple[str, str, int], ...]:
    counts: Counter[str] = Counter()
    for event in events:
        others: set[str] = set()
        for mine, theirs in _sides(event):
            if any(one.id == actor_id for one in mine):
                others |= {one.country for one in theirs if one.country and one.country != country}
        counts.update(others)
    return tuple((code, display_name(code), times) for code, times in counts.most_common(12))


def _mentions(events: Sequence[Event], actor_id: str) -> tuple[Mentioned, ...]:
    places = {
        (event.document, one.mention.start, one.mention.quote)
        for event in events
        for one in (*event.source, *event.target)
        if one.id == actor_id
    }
    counts = Counter(" ".join(quote.split()) for _, _, quote in places)
    return tuple(Mentioned(quote, times) for quote, times in counts.most_common(_MOST_MENTIONS))


def _unclear(case: Case, actor_id: str, country: str | None, events: Sequence[Event]) -> tuple[Unclear, ...]:
    """Return mentions that the coder could pin to a country but not to one of its actors, and that may be this one."""
    if country is None:
        return ()
    others = events if actor_id == country else _newest(case, country)
    resolver = Resolver.default()
    found: dict[str, Unclear] = {}
    looked = 0
    for event in others:
        for one in (*event.source, *event.target):
            quote = " ".join(one.mention.quote.split())
            # Such a participant bears the code of the country and the words of the text as its name.
            if one.id != country or one.name != one.mention.quote or quote in found or looked >= _MOST_AMBIGUOUS:
                continue
            looked += 1
            meant = resolver.resolve(quote, date=event.date.start, context=display_name(country))
            if not isinstance(meant, Ambiguous):
                continue
            candidates = tuple((c.id, c.name) for c in meant.candidates)
            if actor_id == country or any(c == actor_id for c, _ in candidates):
                found[quote] = Unclear(event.id, quote, candidates[:_MOST_PEOPLE])
    return tuple(found.values())
