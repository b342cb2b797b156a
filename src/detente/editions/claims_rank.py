"""Claims about order: who stands where in an edition, who rose or fell, who stands before whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.editions.claims_line import Match
from detente.editions.claims_rank_words import (
    COPULA_NTH,
    DEGREE,
    FOLLOWED,
    FROM_TO,
    IN_THAT_ORDER,
    IT_RANKED,
    LAST_AND_NOW,
    LISTED,
    MOVED_THEM,
    MOVED_TO,
    NO,
    ORDER,
    PLACEWORDS,
    PUT,
    RANKED,
    RELATIVE,
    SWAPPED,
)
from detente.editions.claims_scene import Scene, Sketch, ordinal


def rank_claims(scene: Scene) -> Iterator[Sketch]:
    """Yield the claims of a sentence about the order of countries."""
    taken: list[tuple[int, int]] = []
    for match, sketches in _found(scene):
        a, b = match.found.span()
        if any(a < y and x < b for x, y in taken) or NO.search(scene.line.text[max(0, a - 30) : a]):
            continue
        made = list(sketches)
        if made:
            taken.append((a, b))
        yield from made
    if not taken:
        yield from _degrees(scene)


def _found(scene: Scene) -> Iterator[tuple[Match, Iterator[Sketch]]]:
    line = scene.line
    for pattern in (LAST_AND_NOW, MOVED_TO, MOVED_THEM):
        for match in line.all(pattern):
            yield match, _placed(scene, match)
    for match in line.all(FROM_TO):
        yield match, _reordered(scene, match)
    for match in line.all(SWAPPED):
        yield match, _swapped(scene, match)
    for pattern in (ORDER, IN_THAT_ORDER):
        for match in line.all(pattern):
            yield match, _ordered(scene, match, match.countries("list"))
    for match in line.all(FOLLOWED):
        yield match, _ordered(scene, match, [*match.countries("who"), *match.countries("list")])
    for pattern in (LISTED, RANKED, COPULA_NTH, IT_RANKED):
        for match in line.all(pattern):
            yield match, _placed(scene, match)
    for pattern in (PUT, RELATIVE):
        for match in line.all(pattern):
            yield match, _relative(scene, match)


def _edition_of(scene: Scene, match: Match) -> Scene:
    """See the match by the edition that its own clause names: "in the 2018 paper China was second"."""
    start, end = match.found.span()
    text = scene.line.text
    left = max(text.rfind(mark, 0, start) for mark in (" but ", " while ", " whereas ", " ; ", " however "))
    named = scene.paper_in(match.found.group()) or scene.paper_in(text[max(0, left) : start][-60:])
    after = re.match(r"(?: ,)? (?:in|of|from) (?:the )?(#\d+)", text[end:])
    named = (scene.paper_in(after[1]) if after else None) or named
    return scene.moved_to(named) if named is not None else scene


def _placed(scene: Scene, match: Match) -> Iterator[Sketch]:
    seen = _edition_of(scene, match)
    who = seen.others(match.countries("who"))
    if not who and match.word("who") == "which":
        who = seen.others(scene.line.countries_in(scene.line.text[: match.found.start()]))[-1:]
        if re.match(r" (?:two|four) years ago| last year| before| previously", scene.line.text[match.found.end() :]):
            seen = seen.moved_to(replace(seen.which, edition=seen.which.reference, reference=None))
    elif not who and match.word("who") in {"it", "the country"}:
        told = seen.others(scene.line.countries_in(scene.line.text[: match.found.start()]))
        who = told[-1:] or [c for c in [scene.topic] if c is not None]
    place = ordinal(match.word("nth"))
    if not who or place is None or not PLACEWORDS.search(scene.line.text):
        return
    groups = match.found.groupdict()
    others = [c for c in seen.others(match.countries("list")) if c != who[-1]] if groups.get("list") else []
    order = None
    if others:
        order = (who[-1], *others) if groups.get("ahead") else (*others, who[-1])
    came = groups.get("from") or groups.get("from2")
    before = ordinal(came) if came else _known(seen, who[-1], place)
    span = match.span()
    assert span is not None
    yield Sketch("rank", who[-1], str(before) if before else None, str(place), span, order, seen.which)


def _known(scene: Scene, country: str, place: int) -> int | None:
    """Return the rank that the text gave before for the edition compared with."""
    for edition, named, rank in reversed(scene.ranks):
        if named == country and edition == scene.which.reference and rank != place:
            return rank
    return None


def _reordered(scene: Scene, match: Match) -> Iterator[Sketch]:
    old, new = scene.others(match.countries("old")), scene.others(match.countries("new"))
    if len(old) < 2 or set(old) != set(new) or old == new:
        return
    span = match.span()
    assert span is not None
    for country in new:
        before, after = old.index(country) + 1, new.index(country) + 1
        if before != after:
            yield Sketch("rank", country, str(before), str(after), span, tuple(new))


def _swapped(scene: Scene, match: Match) -> Iterator[Sketch]:
    group = "list" if match.found["list"] else "list2"
    named = scene.others(match.countries(group))
    span = match.span()
    if len(named) == 2 and span is not None:
        for country in named:
            yield Sketch("rank", country, None, "reversed", span)


def _ordered(scene: Scene, match: Match, countries: list[str]) -> Iterator[Sketch]:
    seen = _edition_of(scene, match)
    named = seen.others(countries)
    span = match.span()
    if len(named) < 2 or span is None or not PLACEWORDS.search(scene.line.text):
        return
    for rank, country in enumerate(named, start=1):
        before = _known(seen, country, rank)
        yield Sketch("rank", country, str(before) if before else None, str(rank), span, tuple(named), seen.which)


def _relative(scene: Scene, match: Match) -> Iterator[Sketch]:
    """Read "placed before Japan", "ranked after Korea-China relations": who stands on which side of whom."""
    seen = _edition_of(scene, match)
    others = seen.others(match.countries("list"))
    who = seen.others(match.countries("who")) if match.found.groupdict().get("who") else []
    if not who:
        before = scene.line.text[: match.found.start()]
        named = [c for c in seen.others(scene.line.countries_in(before)) if c not in others]
        who = named[-1:] if named else [c for c in [scene.topic] if c is not None]
    who = [c for c in who if c not in others]
    span = match.span()
    if not who or not others or span is None:
        return
    behind = bool(
        re.fullmatch(r"behind|after|below|following|beneath|next to only|trailing|only after", match.word("way"))
    )
    order = (*others, who[-1]) if behind else (who[-1], *others)
    words = f"{'after' if behind else 'before'} {', '.join(others)}"
    yield Sketch("rank", who[-1], None, words, span, tuple(order), seen.which)


def _degrees(scene: Scene) -> Iterator[Sketch]:
    """Read "this order means downgrading South Korea", where only up or down is told."""
    line = scene.line
    told = scene.ranked or bool(re.search(r"\b(?:order|rank\w*|list|places?|position)\b", line.text))
    if not told:
        return
    for match in line.all(DEGREE):
        start, end = match.found.span()
        near = line.countries_in(line.text[end : end + 60]) + line.countries_in(line.text[max(0, start - 60) : start])
        country = next(iter(scene.others(near)), scene.topic)
        span = match.span("what")
        if country is None or span is None or re.match(r" (?:\w+ ){0,4}from ", line.text[end:]):
            continue
        up = match.word("what").startswith(("upgrad", "promot", "rise", "rose", "climb"))
        yield Sketch("rank", country, None, "upgraded" if up else "downgraded", span)
        return
