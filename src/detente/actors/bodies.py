"""Phrases that name a body: organisations, ministries, firms, papers, seats, things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.actors.context import Context
from detente.actors.countries import display_name
from detente.actors.folding import words
from detente.actors.found import INSIDE, Found, FoundKind, one_or_several
from detente.actors.gazetteer import Entry, Hit
from detente.actors.heads import find_head, with_head
from detente.actors.tables import Body
from detente.records import Actor, Sector

# Waters, lines and disputed islands are of no one state; their names stand for none.
_NO_LAND = frozenset(
    "sea strait straits gulf ocean bay channel canal river lake sound line island islands islets rocks reef shoal shoals "
    "archipelago".split()
)
_OF = frozenset({" of ", " of the ", " in ", " in the "})


def thing_phrase(ctx: Context, hit: Hit, entry: Entry) -> Found | None:
    """Return a place with a country as a place; a weapon, treaty or the like as a thing."""
    calque = hit.of("calque")
    why = f"{ctx.quote(hit.start, hit.end)}: " + ("wording of machine translation" if calque else "named")
    if entry.ref in ctx.know.tables.bodies:
        body = ctx.know.tables.bodies[entry.ref]
        actor = Actor(body.id, body.name, body.country, body.sector, None, (why, body.name))
        return Found(hit.start, hit.end, "body", actor, body.country)
    if entry.ref in ctx.know.tables.people:
        actor = ctx.namer.actor(ctx.know.tables.people[entry.ref], ctx.day, (why,))
        return Found(hit.start, hit.end, "person", actor, actor.country, (), ctx.text[hit.start : hit.end])
    if entry.ref in ctx.know.tables.organisations:
        return organisation_phrase(ctx, hit, entry)
    if entry.ref not in ctx.know.tables.things:
        return None
    thing = ctx.know.tables.things[entry.ref]
    land = thing.kind == "place" and not _NO_LAND & set(words(ctx.text[hit.start : hit.end] + " " + thing.name))
    country = thing.parties[0] if land and thing.parties and not hit.of("block") else None
    kind: FoundKind = "place" if country else "thing"
    chain = (why, f"{thing.kind}: {thing.name}")
    return Found(hit.start, hit.end, kind, Actor(thing.id, thing.name, country, None, None, chain), country)


def fixed_phrase(ctx: Context, hit: Hit, entry: Entry) -> Found:
    """Return a name that looks like a state and is a firm, a paper or the like."""
    row = ctx.know.tables.fixed[entry.ref, "actor"]
    why = f"{row.sector}" + (f" of {display_name(row.country)}" if row.country else "")
    actor = Actor(row.form, row.form, row.country, row.sector, None, (f"{ctx.quote(hit.start, hit.end)}: {why}",))
    return Found(hit.start, hit.end, "body", actor, row.country)


def organisation_phrase(ctx: Context, hit: Hit, entry: Entry) -> Found:
    """Return an international organisation, or what is headed by it ("EU foreign policy chief Borrell")."""
    row = ctx.know.tables.organisations[entry.ref]
    code = ctx.namer.code_of(row)
    index = ctx.index(hit.start)
    if code is not None:
        head = find_head(ctx, index, code)
        if head is not None:
            return with_head(ctx, hit.start, code, head)
    sector: Sector = "international_organisation"
    if row.kind == "court":
        sector = "court"
    elif row.kind == "eu_body" and "Parliament" in row.name:
        sector = "legislature"
    ident = code if code and row.code == code and row.id in {"eu", "un", "nato", "asean"} else row.id
    actor = Actor(ident, row.name, code, sector, None, (f"{ctx.quote(hit.start, hit.end)}: {row.name}",))
    return Found(hit.start, hit.end, "organisation", actor, code)


def body_phrase(ctx: Context, i: int) -> Found | None:
    """Return a named body; a form that several bodies share needs a country beside it or in the text."""
    hit = ctx.hits[i]
    if organisations := hit.of("organisation"):
        return organisation_phrase(ctx, hit, organisations[0])
    bodies = [ctx.know.tables.bodies[e.ref] for e in hit.of("body")]
    generic = [e for e in hit.of("role") if e.ref.startswith("body:")]
    if (
        " " not in ctx.text[hit.start : hit.end]
        and not ctx.text[hit.start : hit.end].isupper()
        and ctx.in_longer_name(hit)
    ):
        return None  # "Labor" in "Forced Labor Prevention Act"
    end, country = hit.end, None
    if ctx.gap(i, i + 1) in _OF:
        picked = ctx.country(ctx.hits[i + 1], "state", "capital")
        if picked and (generic or any(body.country == picked[0] for body in bodies)):
            country, end = picked[0], ctx.hits[i + 1].end
            bodies = [body for body in bodies if body.country == country]
    if country is None and (generic or len({body.country for body in bodies}) > 1):
        near = [body for body in bodies if ctx.countries.get(body.country or "")]
        if ctx.text[max(0, hit.start - 1) : hit.start] == "(":  # "(AFP)", "(Reuters via Sky News)" name a source
            near = [body for body in bodies if body.sector == "media"] or near
        if len({body.country for body in near}) != 1:
            return None if generic else _several(ctx, hit, near or bodies)
        bodies = near
    if not bodies:
        sector = ctx.sector(generic)
        return ctx.group(hit.start, end, country, sector, f"{ctx.quote(hit.start, hit.end)} is {sector}")
    bodies = [body for body in bodies if body.valid.holds(ctx.day)] or bodies
    body = bodies[0]
    if body.kind == "seat":
        return seat_of(ctx, hit, body.country, body)
    if body.country and end == hit.end:
        head = find_head(ctx, i, body.country)
        if head is not None:
            found = with_head(ctx, hit.start, body.country, replace(head, sector=body.sector))
            if found.kind != "group" or not isinstance(found.actor, Actor) or found.actor.sector is None:
                return found
            end = found.end  # "Reuters agency", "FSB officers": the body itself
    of = f" of {display_name(body.country)}" if body.country else ""
    chain = (f"{ctx.quote(hit.start, end)}: {body.name}{of}",)
    return Found(
        hit.start, end, "body", Actor(body.id, body.name, body.country, body.sector, None, chain), body.country
    )


def _several(ctx: Context, hit: Hit, bodies: Sequence[Body]) -> Found:
    candidates = (
        Actor(b.id, b.name, b.country, b.sector, None, (f"{ctx.quote(hit.start, hit.end)}: {b.name}",)) for b in bodies
    )
    return Found(hit.start, hit.end, "body", one_or_several(ctx.text[hit.start : hit.end], candidates))


def seat_phrase(ctx: Context, i: int) -> Found | None:
    """Return whom a seat stands for, where it is one on the day."""
    hit = ctx.hits[i]
    picked = ctx.country(hit, "seat")
    if picked is None:
        return None
    head = find_head(ctx, i, picked[0])
    if head is not None:
        return with_head(ctx, hit.start, picked[0], head)
    bodies = (ctx.know.tables.bodies[e.ref] for e in hit.of("body"))
    return seat_of(ctx, hit, picked[0], next((body for body in bodies if body.country == picked[0]), None))


def seat_of(ctx: Context, hit: Hit, country: str | None, body: Body | None) -> Found:
    """Return the holder of the office that sits there on the day, where one does; else the government."""
    assert country is not None, "a seat has a country"
    office = ctx.namer.office_at(ctx.text[hit.start : hit.end])
    if INSIDE.search(ctx.text[max(0, hit.start - 14) : hit.start]):
        actor = Actor(country, display_name(country), country, None, None, (f"{ctx.quote(hit.start, hit.end)}: place",))
        return Found(hit.start, hit.end, "place", actor, country)
    holders = ctx.know.holders(office.id, ctx.day) if office and ctx.day else []
    if office is None and body is not None and body.sector != "government":
        chain = (f"{ctx.quote(hit.start, hit.end)}: seat of the {body.sector} of {display_name(country)}",)
        return Found(hit.start, hit.end, "body", Actor(body.id, body.name, country, body.sector, None, chain), country)
    if office is None or len(holders) != 1:
        return ctx.government(hit.start, hit.end, country, "seat that stands for the government of")
    chain = (f"{ctx.quote(hit.start, hit.end)}: seat of the {office.title}",)
    actor = ctx.namer.actor(holders[0], ctx.day, chain, [office])
    return Found(hit.start, hit.end, "office", actor, country, (office.id,))
