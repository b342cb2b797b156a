"""Mentions out of hits: each hit goes to the reader of its kind, which takes in the words that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from detente.actors.bodies import body_phrase, fixed_phrase, seat_phrase, thing_phrase
from detente.actors.context import NATION_KINDS, Context
from detente.actors.found import Found, words_between
from detente.actors.gazetteer import Entry, Gazetteer, Hit
from detente.actors.knowledge import Knowledge
from detente.actors.naming import Namer
from detente.actors.nations import capital_phrase, nation_phrase, role_phrase
from detente.actors.titles import title_phrase
from detente.records import Actor

# A name that ended or began so many days from the day may still, or already, be written.
_SLACK = 60
_ROW = frozenset({"and", "&", ",", "or", ", and"})


def read_hits(gazetteer: Gazetteer, text: str, day: date | None) -> list[Hit]:
    """Return the hits of `text` with the entries that hold on `day`; short doubtful abbreviations are left out."""
    hits = []
    for hit in gazetteer.find(text):
        kept = tuple(entry for entry in hit.entries if _counts(entry, day))
        if kept:
            hits.append(hit if len(kept) == len(hit.entries) else hit._replace(entries=kept))
    return hits


def _counts(entry: Entry, day: date | None) -> bool:
    if entry.doubtful and entry.case == "upper" and len(entry.form) <= 3:
        return False
    return entry.kind in {"seat", "body"} or entry.valid.holds(day, _SLACK)


class Unknown(Counter[str]):
    """The counts of countries before anything is counted: all are 0, and `asked` tells whether anyone looked."""

    asked = False

    def get(self, key: str, default: Any = None) -> Any:
        """Return `default`, and take note."""
        self.asked = True
        return default

    def __iter__(self) -> Iterator[str]:
        """Go over no country, and take note."""
        self.asked = True
        return iter(())


def read_phrases(
    know: Knowledge,
    namer: Namer,
    hits: list[Hit],
    text: str,
    day: date | None,
    countries: Counter[str],
    settled: dict[int, Found | None] | None = None,
) -> list[Found]:
    """Return the phrases of `text` that name actors or things, in order, not overlapping.

    Args:
        know: The tables.
        namer: Resolves names of people.
        hits: Names found in the text, by `read_hits`.
        text: The text.
        day: Day of publication.
        countries: How often the text, or what stands around it, names each country.
        settled: What opens with each hit, where that does not hang on `countries`. A first reading, with `Unknown`, fills
            it, and a second one of the same hits uses it.
    """
    settled = {} if settled is None else settled
    ctx = Context(know, namer, text, hits, day, countries)
    found: list[Found] = []
    i = 0
    while i < len(hits):
        phrase = settled[i] if i in settled else _settle(ctx, i, settled)
        if phrase is None:
            i += 1
            continue
        found.append(phrase)
        while i < len(hits) and hits[i].start < phrase.end:
            i += 1
    return _join_names(text, _share_heads(text, found))


def _settle(ctx: Context, i: int, settled: dict[int, Found | None]) -> Found | None:
    """Read the phrase that opens with hit `i`, and keep it where a first reading did not need to know the countries."""
    unknown = ctx.countries if isinstance(ctx.countries, Unknown) else None
    if unknown is not None:
        unknown.asked = False
    phrase = _phrase(ctx, i)
    if unknown is not None and not unknown.asked:
        settled[i] = phrase
    return phrase


def _phrase(ctx: Context, i: int) -> Found | None:
    hit = ctx.hits[i]
    if things := hit.of("thing", "calque"):
        return thing_phrase(ctx, hit, things[0])
    if hit.of("block"):
        return None
    if fixed := hit.of("fixed"):
        return fixed_phrase(ctx, hit, fixed[0])
    if hit.of("person"):
        return ctx.namer.person(ctx.text, hit, ctx.day, ctx.countries, ctx.hits[i + 1 : i + 4])
    if hit.of("title") and (phrase := title_phrase(ctx, i)):
        return phrase
    if hit.of(*NATION_KINDS) and (phrase := nation_phrase(ctx, i)):
        return phrase
    if hit.of("seat") and (phrase := seat_phrase(ctx, i)):
        return phrase
    if hit.of("organisation", "body") and (phrase := body_phrase(ctx, i)):
        return phrase
    if hit.of("capital", "city"):
        return capital_phrase(ctx, i)
    if hit.of("role"):
        return role_phrase(ctx, i)
    if hit.of("surname"):
        return ctx.namer.surname(ctx.text, hit, ctx.day)
    return None


def _share_heads(text: str, found: list[Found]) -> list[Found]:
    """Give the head of a row of nations to all of them: "Russian and Chinese foreign ministers"."""
    for k in range(len(found) - 2, -1, -1):
        this, following = found[k], found[k + 1]
        row = (
            text[this.end : following.start].strip() in _ROW
            and this.kind == "adjective"
            and following.kind in {"group", "office", "body", "nation"}
        )
        if (
            not row
            or not isinstance(this.actor, Actor)
            or not isinstance(following.actor, Actor)
            or not following.actor.sector
        ):
            continue
        chain = (*this.actor.chain, f"shares the head of {text[following.start : following.end]!r}")
        actor = replace(this.actor, sector=following.actor.sector, chain=chain)
        found[k] = replace(this, kind="group", actor=actor, offices=following.offices)
    return found


def _join_names(text: str, found: list[Found]) -> list[Found]:
    """Join a nation's phrase and the name that it goes with: "EU diplomat Josep Borrell", "Japan's Nippon Steel"."""
    joined: list[Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and item.country == last.country and _goes_with(text, last, item):
            joined[-1] = replace(item, start=last.start, offices=item.offices or last.offices)
        else:
            joined.append(item)
    return joined


def _goes_with(text: str, last: Found, item: Found) -> bool:
    gap = text[last.end : item.start]
    if last.kind == "nation" and gap in {"'s ", "’s "}:
        return item.kind == "body" or (item.kind == "person" and item.name is not None)
    named = item.kind == "person" and item.name is not None and last.kind in {"adjective", "group"}
    return named and words_between(text, last.end, item.start) is not None
