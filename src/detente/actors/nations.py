"""Phrases that open with a nation, a capital or a city, and common nouns of one ("people in the UK")."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.actors.context import NATION_KINDS, Context
from detente.actors.countries import GROUPS, display_name
from detente.actors.found import DATELINE, INSIDE, Found, opens_sentence
from detente.actors.gazetteer import Hit
from detente.actors.heads import Head, find_head, with_head
from detente.actors.tables import Organisation
from detente.records import Actor

_OF = frozenset({" of ", " of the "})
# In these sectors people of a place belong to its country: courts in Korea, but not soldiers in Syria.
_LOCAL = frozenset(
    {"crowd", "civil_society", "religious", "court", "business", "police", "media", "education", "labour"}
)
# What opens the name of a firm, a club or a building that a capital's name ends: "Air Berlin", "Hotel Moscow", "Bank of Oslo".
_OPENS_NAME = re.compile(
    r"\b(?:Air|Radio|Hotel|Café|Casino|Inter|Real|Dynamo|Spartak|Lokomotiv|Torpedo|CSKA|FC|FK|AC|AS|SC|BC|HC|KK"
    r"|(?:Bank|Bishop|Archbishop|Port|Tower|Treaty|University|Bourse|Symphony|Opera) of) $"
)
_IN = frozenset({" in ", " in the ", " from ", " from the ", " across ", " across the "})


def nation_phrase(ctx: Context, i: int) -> Found | None:
    """Return a state, what its adjective is the head's of, or the bare adjective with sector None."""
    hit = ctx.hits[i]
    picked = ctx.country(hit, *NATION_KINDS)
    if picked is None or ctx.is_part_of_name(hit):
        return None
    country, choices = picked
    head = find_head(ctx, i, country)
    if head is not None:
        return replace(with_head(ctx, hit.start, country, head), choices=choices)
    is_name = bool(hit.of("state"))
    compound = ctx.text[hit.end : hit.end + 1] in {"-", "–", "/"} and ctx.text[hit.end + 1 : hit.end + 2].isalpha()
    if is_name and not compound and not ctx.names_other(hit):
        return replace(ctx.government(hit.start, hit.end, country, "name of"), choices=choices)
    named = ctx.proper_noun(hit)
    if named is not None:
        return ctx.group(hit.start, named[0], country, named[1], f"name that holds {ctx.quote(hit.start, hit.end)}")
    why = "part of a compound or a name" if is_name else "adjective"
    actor = Actor(country, display_name(country), country, None, None, (f"{ctx.quote(hit.start, hit.end)}: {why}",))
    return Found(hit.start, hit.end, "adjective", actor, country, choices=choices)


def capital_phrase(ctx: Context, i: int) -> Found | None:
    """Return a capital as its government, or as a mere place where the words around say so; other cities are places."""
    hit = ctx.hits[i]
    picked = ctx.country(hit, "capital") or ctx.country(hit, "city")
    if picked is None or ctx.is_part_of_name(hit) or _OPENS_NAME.search(ctx.text[max(0, hit.start - 24) : hit.start]):
        return None
    country = picked[0]
    group = _group_seated(ctx, hit, country)
    head = find_head(ctx, i, country)
    if head is not None:
        if group is not None and head.sector == "government" and not any(e.kind == "title" for e in head.entries):
            return with_head(
                ctx, hit.start, group[0], head
            )  # "Brussels officials", but "Brussels mayor", "Brussels police"
        return with_head(ctx, hit.start, country, head)
    named = ctx.proper_noun(hit)
    if named is not None:
        return ctx.group(hit.start, named[0], country, named[1], f"name that holds {ctx.quote(hit.start, hit.end)}")
    why = _why_place(ctx, hit)
    if why is None and group is not None:
        code, row = group
        chain = (
            f"{ctx.quote(hit.start, hit.end)}: seat that stands for {row.name}; the text names no {display_name(country)}",
        )
        actor = Actor(code, row.name, code, "international_organisation", None, chain)
        return Found(hit.start, hit.end, "organisation", actor, code)
    if why is None:
        return ctx.government(hit.start, hit.end, country, "capital that stands for the government of")
    chain = (f"{ctx.quote(hit.start, hit.end)}: {why} in {display_name(country)}",)
    return Found(
        hit.start, hit.end, "place", Actor(country, display_name(country), country, None, None, chain), country
    )


def _group_seated(ctx: Context, hit: Hit, country: str) -> tuple[str, Organisation] | None:
    """Return the group of states that a capital stands for, or None where the text names the capital's own country.

    The table tells which groups sit in a capital, the usual one first ("Brussels": EU, NATO); another one is meant where the
    text names it and not the first.
    """
    note = next((e.doubtful for e in hit.of("capital") if e.doubtful and e.ref == country), None)
    groups = [code for code in (note or "").split(", ") if code in GROUPS]
    if not groups:
        return None
    tables = ctx.know.tables
    named: set[str | None] = set(ctx.countries) if len(ctx.hits) == 1 else set()
    for other in ctx.hits:
        named.update(entry.ref for entry in other.of(*NATION_KINDS))
        titles = (entry.ref for entry in other.of("title") if ":" not in entry.ref)
        named.update(tables.offices[ref].country for ref in titles)  # "Belgian prime minister" is one name
        codes = (tables.organisations[entry.ref].code for entry in other.of("organisation"))
        named.update(code for code in codes if code in groups)
    if country in named:
        return None
    code = next((code for code in groups if code in named), groups[0])
    return code, tables.organisations[code.lower()]


def _why_place(ctx: Context, hit: Hit) -> str | None:
    if not hit.of("capital"):
        return "city"
    if opens_sentence(ctx.text, hit.start) and DATELINE.match(ctx.text, hit.end):
        return "dateline"
    if INSIDE.search(ctx.text[max(0, hit.start - 16) : hit.start]):
        return "place"
    return "part of a name" if ctx.names_other(hit) else None


def role_phrase(ctx: Context, i: int) -> Found | None:
    """Read "government of Japan", "people in the UK", "officials of Seoul"."""
    hit = ctx.hits[i]
    roles = [e for e in hit.of("role") if e.ref.startswith("body:")]
    if not roles or i + 1 >= len(ctx.hits):
        return None
    following = ctx.hits[i + 1]
    sector = ctx.sector(roles)
    gap = ctx.gap(i, i + 1)
    if gap not in _OF and not (sector in _LOCAL and gap in _IN):
        return None
    picked = ctx.country(following, "state", "capital") or ctx.country(following, "city")
    if picked is None:
        return None
    word = ctx.text[hit.start : hit.end].lower()
    bodies = ctx.namer.bodies_by_form(word, picked[0])
    return with_head(ctx, hit.start, picked[0], Head(following.end, sector, (*bodies, *roles), word, ()))
