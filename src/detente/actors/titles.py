"""Phrases with a title: "Foreign Minister of Japan X", "Japanese Prime Minister Shinzo Abe", "President Moon"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.actors.context import Context
from detente.actors.folding import fold
from detente.actors.found import LOWER, NAME, Found
from detente.actors.gazetteer import Entry
from detente.actors.tables import Office
from detente.records import Sector

# What may follow the title of an envoy: the state or organisation that it is sent to.
_TO = frozenset({" to ", " to the "})
_OF = frozenset({" of ", " of the ", " for "})


def title_phrase(ctx: Context, i: int) -> Found | None:
    """Read the phrase that opens with the title at hit `i`; None where it names neither country nor person."""
    hit = ctx.hits[i]
    titles, end, last = list(hit.of("title")), hit.end, i
    while last + 1 < len(ctx.hits) and ctx.gap(last, last + 1) == " " and not ctx.hits[last + 1].of("person"):
        more = ctx.hits[last + 1].of("title")
        if not more:
            break
        if ctx.text[ctx.hits[last].start : end].lower() in LOWER:
            titles = []  # "deputy" before a title is no member of parliament
        titles, end, last = [*titles, *more], ctx.hits[last + 1].end, last + 1
    country = _own_country(ctx, hit.of("title"))
    if ctx.gap(last, last + 1) in _OF:
        following = ctx.hits[last + 1]
        owner = ctx.country(following, "state", "capital")
        if owner is not None and country in {None, owner[0]}:
            country, end = owner[0], following.end
        elif country is None and owner is None and (found := _head_of_body(ctx, hit.start, last + 1)):
            return found
    before = tuple(fold(ctx.text[max(0, hit.start - 12) : hit.start]).split()[-1:])
    if country is None and (after := _after_name(ctx, end)):
        country, stop = after
        found = office_phrase(ctx, hit.start, end, country, titles, before, ctx.sector(titles))
        return replace(found, end=stop) if found.name else found
    found = office_phrase(ctx, hit.start, end, country, titles, before, ctx.sector(titles))
    return found if country is not None or found.name is not None else None


def _head_of_body(ctx: Context, start: int, i: int) -> Found | None:
    """Read on from "head of …" at the body that hit `i` names, alone or with its country after it."""
    hit = ctx.hits[i]
    owner = ctx.country(ctx.hits[i + 1], "state", "capital") if ctx.gap(i, i + 1) in _OF else None
    end = hit.end if owner is None else ctx.hits[i + 1].end
    tables = ctx.know.tables
    bodies = [tables.bodies[entry.ref] for entry in hit.of("body")]
    if owner is not None:
        form = ctx.text[hit.start : hit.end]
        bodies = [tables.bodies[entry.ref] for entry in ctx.namer.bodies_by_form(form, owner[0])]
    countries = {body.country for body in bodies}
    if len(countries) == 1 and None not in countries:
        return _of_body(ctx, start, end, bodies[0].country, bodies[0].sector, bodies[0].id)
    if owner is not None and hit.of("role"):
        return _of_body(ctx, start, end, owner[0], ctx.sector(hit.of("role")), None)
    for entry in hit.of("organisation"):
        row = tables.organisations[entry.ref]
        return _of_body(ctx, start, hit.end, ctx.namer.code_of(row), "international_organisation", row.id)
    return None


def _after_name(ctx: Context, end: int) -> tuple[str, int] | None:
    """Return the country that follows title and name ("President Moon of South Korea"), and where it ends."""
    name = NAME.match(ctx.text, end + 1)
    if name is None:
        return None
    for hit in ctx.hits_in(name.end() + 1, name.end() + 10):
        if ctx.text[name.end() : hit.start] in {" of ", " of the "}:
            picked = ctx.country(hit, "state")
            return (picked[0], hit.end) if picked else None
    return None


def _own_country(ctx: Context, titles: Sequence[Entry]) -> str | None:
    """Return the country of a title that only one country's office has ("Secretary of Defense")."""
    if any(":" in entry.ref for entry in titles):
        return None
    countries = {ctx.know.tables.offices[entry.ref].country for entry in titles}
    if len(countries) > 1:
        countries = {code for code in countries if code and ctx.countries.get(code)}
    return next(iter(countries)) if len(countries) == 1 else None


def _of_body(ctx: Context, start: int, end: int, country: str | None, sector: Sector | None, body: str | None) -> Found:
    """Return who heads a body: by name, or the body's sector ("president of the Riigikogu" is legislature)."""
    offices = [
        office for office in ctx.know.tables.offices.values()
        if body is not None and office.body == body and office.kind != "spokesperson" and office.valid.holds(ctx.day, 60)
    ]  # fmt: skip
    named = ctx.namer.after_title(
        ctx.text, end, ctx.hits_in(end, end + 120), country, offices, (), ctx.day, (), ctx.countries, sector
    )
    if named is not None:
        return replace(named, start=start, offices=tuple(office.id for office in offices))
    if offices and sector == "international_organisation":
        sector = offices[0].sector
    return ctx.group(start, end, country, sector, "head of a body")


def office_phrase(
    ctx: Context,
    start: int,
    end: int,
    country: str | None,
    titles: Sequence[Entry],
    before: tuple[str, ...],
    sector: Sector | None,
) -> Found:
    """Resolve a title of a country and the name after it, or the title alone.

    Args:
        ctx: The text.
        start: Where the phrase starts.
        end: Where the title ends.
        country: Whose office it is, where known.
        titles: What the title may be.
        before: Lower-case words that qualify the title ("former", "deputy").
        sector: What the title says of the sector.
    """
    end = _sent_to(ctx, end)
    offices = _offices(ctx, titles, country)
    kinds = tuple(
        dict.fromkeys(f":{e.ref.split(':')[0]}" for e in titles if ":" in e.ref and not e.ref.startswith(":"))
    )
    named = ctx.namer.after_title(
        ctx.text, end, ctx.hits_in(end, end + 120), country, offices, kinds, ctx.day, before, ctx.countries, sector
    )
    if named is not None:
        return replace(named, start=start, offices=(*(office.id for office in offices), *kinds))
    return ctx.namer.holder(ctx.text, start, end, country, offices, kinds, ctx.day, before, sector)


def kinds_of(entry: Entry) -> list[str]:
    """Return the kinds of office that a common title stands for; none for a title of the tables."""
    kinds, colon, _ = entry.ref.partition(":")
    return [kind for kind in kinds.split("|") if kind] if colon else []


def _sent_to(ctx: Context, end: int) -> int:
    """Take in where an envoy is sent: "ambassador to Venezuela"."""
    for hit in ctx.hits_in(end, end + 9):
        if ctx.text[end : hit.start] in _TO and hit.of("state", "capital", "organisation"):
            return hit.end
    return end


def _offices(ctx: Context, titles: Sequence[Entry], country: str | None) -> list[Office]:
    """Return the offices that the titles name in a country: the table's own wording first, else by kind."""
    if country is None:
        return []
    tables = ctx.know.tables
    own = [tables.offices[e.ref] for e in titles if ":" not in e.ref]
    own = [office for office in own if office.country == country and office.valid.holds(ctx.day, 60)]
    kinds = [kind for entry in titles for kind in kinds_of(entry) if kind != "other"]
    by_kind = [o for kind in kinds for o in ctx.know.offices(country, kind)]
    return list({o.id: o for o in own or by_kind if o.valid.holds(ctx.day, 60)}.values())
