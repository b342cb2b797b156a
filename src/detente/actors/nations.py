"""Phrases that open with a nation, a capital or a city, and common nouns of one ("people in the UK")."""

from __future__ import annotations

from dataclasses import replace

from detente.actors.context import NATION_KINDS, Context
from detente.actors.countries import display_name
from detente.actors.found import DATELINE, INSIDE, Found, opens_sentence
from detente.actors.gazetteer import Hit
from detente.actors.heads import Head, find_head, with_head
from detente.records import Actor

_OF = frozenset({" of ", " of the "})
# In these sectors people of a place belong to its country: courts in Korea, but not soldiers in Syria.
_LOCAL = frozenset(
    {"crowd", "civil_society", "religious", "court", "business", "police", "media", "education", "labour"}
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
    if picked is None or ctx.is_part_of_name(hit):
        return None
    country = picked[0]
    head = find_head(ctx, i, country)
    if head is not None:
        return with_head(ctx, hit.start, country, head)
    named = ctx.proper_noun(hit)
    if named is not None:
        return ctx.group(hit.start, named[0], country, named[1], f"name that holds {ctx.quote(hit.start, hit.end)}")
    why = _why_place(ctx, hit)
    if why is None:
        return ctx.government(hit.start, hit.end, country, "capital that stands for the government of")
    chain = (f"{ctx.quote(hit.start, hit.end)}: {why} in {display_name(country)}",)
    return Found(
        hit.start, hit.end, "place", Actor(country, display_name(country), country, None, None, chain), country
    )


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
