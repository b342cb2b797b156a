"""Mentions that the rest of the document contradicts: a country confused with one of like name, "our government" lost.

What is written stays; the mention is marked with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from detente.actors.coreference import sentence_starts
from detente.actors.countries import display_name
from detente.actors.found import Found
from detente.actors.tables import Tables
from detente.records import Actor

# States whose names machine translation and typing confuse. Neighbours that share a name (the Koreas, the Sudans) are
# named side by side for good reasons too often to be told from a slip.
CONFUSABLE = (
    ("IRN", "IRQ"), ("NER", "NGA"), ("AUS", "AUT"), ("SVK", "SVN"), ("DMA", "DOM"), ("GIN", "GNB"), ("GIN", "GNQ"),
    ("MLI", "MWI"), ("LVA", "LTU"), ("GMB", "ZMB"), ("SWE", "CHE"), ("PRY", "URY"), ("MUS", "MRT"), ("LBR", "LBY"),
    ("SLV", "ECU"), ("BHR", "BHS"), ("MDV", "MLT"), ("IND", "IDN"),
)  # fmt: skip
# Before a country these words make it a place or one of a list, where nothing contradicts it.
_BESIDE = re.compile(r"(?:\b(?:in|from|near|across|into|and|or|with|between|to)|,)(?: the)? $", re.IGNORECASE)
_OWN = re.compile(r"\b(?:government|side|military|army|embassy|ministry|country|authorities|navy)$", re.IGNORECASE)


def mark_suspects(tables: Tables, text: str, found: list[Found], things: Sequence[Found]) -> dict[int, str]:
    """Return, by the start of each suspect find, why the rest of the document contradicts it."""
    counts: Counter[str] = Counter(f.country for f in found if f.country)
    support = _support(found)
    marked: dict[int, str] = {}
    for item in found:
        if item.contradiction:
            marked[item.start] = item.contradiction
        elif (
            item.kind in {"nation", "adjective", "group", "office", "body"}
            and item.country
            and isinstance(item.actor, Actor)
        ):
            reason = _confused(text, item, counts, support, found) or _lost_own(
                tables, text, item, counts, found, things
            )
            if reason:
                marked[item.start] = reason
    return marked


def _support(found: Sequence[Found]) -> Counter[str]:
    """Count what stands for a country without its name: its people, capital and bodies."""
    return Counter(
        f.country for f in found
        if f.country and (f.name or f.kind == "body" or (f.kind in {"nation", "place"} and isinstance(f.actor, Actor)
        and any("capital" in step or "place in" in step or "seat" in step for step in f.actor.chain)))
    )  # fmt: skip


def _confused(
    text: str, item: Found, counts: Counter[str], support: Counter[str], found: Sequence[Found]
) -> str | None:
    """Return a reason where a country stands once, for another of like name that the text is about.

    The other must stand many times, also by its people, capital or bodies, and not in the same sentence.
    """
    if counts[item.country or ""] > 1 or item.name or _BESIDE.search(text[max(0, item.start - 12) : item.start]):
        return None
    for a, b in CONFUSABLE:
        other = b if item.country == a else a if item.country == b else None
        if other and counts[other] >= 3 and support[other] and not support[item.country or ""]:
            start, end = _sentence(text, item.start)
            if any(start <= f.start < end and f.country == other for f in found):
                return None
            return (
                f"the document names {display_name(other)} {counts[other]} times and {display_name(item.country or '')} "
                "only here; the names are easily confused"
            )
    return None


def _lost_own(
    tables: Tables, text: str, item: Found, counts: Counter[str], found: Sequence[Found], things: Sequence[Found]
) -> str | None:
    """Return a reason where a government is named once, in a sentence about an agreement that it is no party to.

    Translation turns a writer's "our government" into a government of the language's land.
    """
    if counts[item.country or ""] != 1 or not _OWN.search(text[item.start : item.end]):
        return None
    main = [code for code, count in counts.most_common(2) if count >= 2]
    if len(main) < 2:
        return None
    start, end = _sentence(text, item.start)
    beside = {f.country for f in found if start <= f.start < end and f.country and f is not item}
    for thing in things:
        if start <= thing.start < end and isinstance(thing.actor, Actor):
            parties = tables.things[thing.actor.id].parties if thing.actor.id in tables.things else ()
            if len(parties) >= 2 and item.country not in parties and set(main) <= set(parties):
                return (
                    f"{display_name(item.country or '')} stands only here and is no party to {thing.actor.name}; the document is "
                    f"about {' and '.join(display_name(code) for code in main)}"
                )
    if beside and beside <= set(main) and len(beside) == 1 and item.country not in main:
        rest = next(code for code in main if code not in beside)
        if counts[rest] >= 3:
            return (
                f"{display_name(item.country or '')} stands only here, where the document otherwise speaks of "
                f"{display_name(rest)}"
            )
    return None


def _sentence(text: str, at: int) -> tuple[int, int]:
    starts = sentence_starts(text)
    index = bisect_right(starts, at)
    return starts[index - 1], starts[min(index, len(starts) - 1)]
