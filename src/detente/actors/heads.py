"""The head noun of a nation's phrase: "Japanese wartime laborers", "South Korea's Supreme Court"."""

from __future__ import annotations

from dataclasses import dataclass

from detente.actors.context import Context
from detente.actors.countries import display_name
from detente.actors.folding import fold
from detente.actors.found import PAST, Found, words_between
from detente.actors.gazetteer import Entry, Hit
from detente.actors.titles import office_phrase
from detente.records import Actor, Sector

# Heads that say no more than that somebody acts; a noun before them tells the sector.
_GENERIC = frozenset(
    "side sides state leadership authority authorities officials official chief head member members staff".split()
)
_GOVERNMENT = frozenset(
    "government governments govt administration cabinet authorities authority regime side state leadership junta".split()
)
_PEOPLE = frozenset(
    {"official", "officials", "diplomat", "diplomats", "officer", "soldier", "minister", "lawmaker", "agent"}
)


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun, or the row of nouns that ends in it.

    Attributes:
        end: Where it ends.
        entries: What its last noun may be.
        word: The last noun in lower case.
        before: Lower-case words between the nation and the head.
    """

    end: int
    sector: Sector | None
    entries: tuple[Entry, ...]
    word: str
    before: tuple[str, ...]


def find_head(ctx: Context, i: int, country: str) -> Head | None:
    """Return the head noun of the phrase that opens with hit `i`, or None where the next noun is no actor."""
    base = ctx.hits[i]
    for j in range(i + 1, min(i + 5, len(ctx.hits))):
        hit = ctx.hits[j]
        before = words_between(ctx.text, base.end, hit.start)
        if before is None or hit.of("block", "person", "thing", "fixed", "state", "adjective") or _negated(ctx, hit):
            return None
        entries = () if _names_more(ctx, hit) else _heads(ctx, hit, country)
        if entries:
            return _extend(ctx, j, country, entries, tuple(before))
        if hit.of("organisation", "capital", "city", "seat"):
            return None
    return None


def _heads(ctx: Context, hit: Hit, country: str) -> tuple[Entry, ...]:
    offices = [e for e in hit.of("title") if ":" in e.ref or ctx.know.tables.offices[e.ref].country == country]
    bodies = [e for e in hit.of("body") if ctx.know.tables.bodies[e.ref].country in {country, None}]
    roles = [e for e in hit.of("role") if e.ref.startswith("body:")]
    if roles and not bodies:
        bodies = ctx.namer.bodies_by_form(ctx.text[hit.start : hit.end], country)
    return (*offices, *bodies, *roles)


def _names_more(ctx: Context, hit: Hit) -> bool:
    """Tell whether a capitalised common noun opens a longer name ("Azerbaijan's State Border Service")."""
    single = hit.of("role") and not hit.of("body", "title") and " " not in ctx.text[hit.start : hit.end]
    return bool(single) and ctx.text[hit.start].isupper() and ctx.names_other(hit)


def _negated(ctx: Context, hit: Hit) -> bool:
    return ctx.text[max(0, hit.start - 5) : hit.start].lower() == "anti-"


def _extend(ctx: Context, j: int, country: str, entries: tuple[Entry, ...], before: tuple[str, ...]) -> Head:
    """Follow a head to the last noun of its row: "Defense Ministry spokesman", "coast guard ships"."""
    sector = ctx.sector(entries)
    hit = ctx.hits[j]
    word, end = ctx.text[hit.start : hit.end].lower(), hit.end
    for k in range(j + 1, len(ctx.hits)):
        following = ctx.hits[k]
        gap = ctx.text[end : following.start]
        more = _heads(ctx, following, country)
        if following.of("person") or not more or gap not in {" ", "'s ", "’s "}:
            break
        titles, was_title = any(e.kind == "title" for e in more), any(e.kind == "title" for e in entries)
        if (was_title and not titles and gap == " ") or (
            gap != " " and not (was_title or titles or word in _GOVERNMENT)
        ):
            break
        if word in _GENERIC or sector is None:
            sector = ctx.sector(more)
        entries, word = more, ctx.text[following.start : following.end].lower()
        before, end = (), following.end
    return Head(end, sector, entries, word, before)


def with_head(ctx: Context, start: int, country: str, head: Head) -> Found:
    """Return what a nation's phrase with this head names."""
    earlier = tuple(fold(ctx.text[max(0, start - 12) : start]).split()[-1:])
    titles = [e for e in head.entries if e.kind == "title"]
    if titles:
        return office_phrase(ctx, start, head.end, country, titles, (*head.before, *earlier), head.sector)
    if head.word in _PEOPLE and any(word in PAST for word in (*head.before, *earlier)):
        return ctx.group(start, head.end, country, None, "formerly of the state")
    bodies = [ctx.know.tables.bodies[e.ref] for e in head.entries if e.kind == "body"]
    bodies = [body for body in bodies if body.valid.holds(ctx.day)] or bodies
    if bodies and head.word not in _GOVERNMENT:
        body = bodies[0]
        nation = display_name(country)
        owner = "" if nation in body.name else f" of {nation}"
        chain = (f"{ctx.quote(start, head.end)}: {body.name}{owner}",)
        return Found(
            start,
            head.end,
            "body",
            Actor(body.id, body.name, body.country or country, body.sector, None, chain),
            country,
        )
    if head.sector == "government" and head.word in _GOVERNMENT:
        return ctx.government(start, head.end, country, "government of")
    return ctx.group(start, head.end, country, head.sector, f"{head.word!r} is {head.sector}")
