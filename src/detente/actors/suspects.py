"""Mentions that the rest of the document contradicts: a country confused with one of like name, "our government" lost.

What is written stays; the mention is marked with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from detente.actors.coreference import sentence_starts
from detente.actors.countries import display_name
from detente.actors.found import Found
from detente.actors.tables import Tables
from detente.records import Actor

# States whose names machine translation and typing confuse.
CONFUSABLE = (
    ("IRN", "IRQ"), ("NER", "NGA"), ("AUS", "AUT"), ("SVK", "SVN"), ("COD", "COG"), ("PRK", "KOR"), ("DMA", "DOM"),
    ("GIN", "GNB"), ("GIN", "GNQ"), ("MLI", "MWI"), ("LVA", "LTU"), ("GMB", "ZMB"), ("SWE", "CHE"), ("PRY", "URY"),
    ("MNE", "SRB"), ("SDN", "SSD"), ("GEO", "USA"), ("MUS", "MRT"), ("CHN", "TWN"), ("IND", "IDN"), ("LBR", "LBY"),
    ("SLV", "ECU"), ("KGZ", "KAZ"), ("TJK", "TKM"), ("BHR", "BHS"), ("MDV", "MLT"),
)  # fmt: skip
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
            reason = _confused(item, counts, support) or _lost_own(tables, text, item, counts, found, things)
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


def _confused(item: Found, counts: Counter[str], support: Counter[str]) -> str | None:
    """Return a reason where a country stands once and its near namesake, which the text is about, many times."""
    if counts[item.country or ""] > 1 or item.name:
        return None
    for a, b in CONFUSABLE:
        other = b if item.country == a else a if item.country == b else None
        if other and counts[other] >= 3 and support[other] and not support[item.country or ""]:
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
    starts = sentence_starts(text)
    start = max(s for s in starts if s <= item.start)
    end = min(s for s in starts if s > item.start)
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
