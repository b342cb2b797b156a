"""Finds where the paragraphs of an extracted article stand in the text that the page shows.

An extractor gives text without saying where it came from. Compared without white space, each paragraph is mostly one stretch of
the page's text. Long paragraphs that stand there once are found first and hold the others in place between them, so that a
heading or a doubled line is taken where the article has it and not from a menu above. What is left is matched piece by piece.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import ahocorasick

Ranges = list[tuple[int, int]]

_LONG = 24
_WINDOW = 200_000
_MOST_PLACES = 50
_PIECES = (32, 16, 8, 4)
_SMALL_GAP = 4
# White space, and what shows nothing and is not in the page's text (soft hyphens, zero-width spaces).
_SPACE = re.compile(r"[\s\u00ad\u200b\u200e\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without its white space; `places[i]` is where its i-th character stands in the whole text."""

    text: str
    places: array[int]


def trace(shown: str, paragraphs: list[str]) -> list[Ranges]:
    """Return for each of `paragraphs` the ranges of `shown` that it consists of, in order; none for one that is not there.

    Args:
        shown: The page's text.
        paragraphs: The article's paragraphs in order.
    """
    page = _squeeze(shown)
    wanted = [_SPACE.sub("", unicodedata.normalize("NFC", paragraph)) for paragraph in paragraphs]
    places = _places_of_long(page.text, wanted)
    certain = {i: found[0] for i, found in places.items() if len(found) == 1}
    traced: list[Ranges] = [[] for _ in wanted]
    at = 0
    for run, high in _runs(certain, len(wanted), len(page.text)):
        # Extractors now and then change the order of a page: then, as above the first certain paragraph, only what
        # follows holds the others in place.
        forward = 0 < at <= high
        end = high
        for i in run if forward else reversed(run):
            words = wanted[i]
            low, stop = (at, min(high, at + _WINDOW)) if forward else (max(0, end - _WINDOW), end)
            find = page.text.find if forward else page.text.rfind
            first = find(words, low, stop) if words else -1
            if first < 0 and i in places:
                first = places[i][0]
            pieces = [(first, first + len(words))] if first >= 0 else _piecewise(page.text, words, low, stop)
            traced[i] = pieces
            if pieces and forward:
                at = pieces[-1][1]
            elif pieces:
                end = pieces[0][0]
        if run.stop in certain:
            traced[run.stop] = [(high, high + len(wanted[run.stop]))]
            at = high + len(wanted[run.stop])
    return [[(page.places[a], page.places[b - 1] + 1) for a, b in pieces] for pieces in traced]


def _runs(certain: dict[int, int], count: int, length: int) -> Iterator[tuple[range, int]]:
    """Yield the paragraphs between two certain ones, and where the one that follows them begins."""
    first = 0
    for i in [*sorted(certain), count]:
        yield range(first, i), certain.get(i, length)
        first = i + 1


def _squeeze(text: str) -> _Squeezed:
    places = array("l", (i for i, char in enumerate(text) if not char.isspace()))
    return _Squeezed(_SPACE.sub("", text), places)


def _places_of_long(page: str, wanted: list[str]) -> dict[int, list[int]]:
    """Return where each long paragraph begins in `page`, by its number, in one pass over the page."""
    heads = ahocorasick.Automaton()
    for words in wanted:
        if len(words) >= _LONG:
            heads.add_word(words[:_LONG], words[:_LONG])
    if not len(heads):
        return {}
    heads.make_automaton()
    seen: dict[str, list[int]] = {}
    for last, head in heads.iter(page):
        spots = seen.setdefault(head, [])
        if len(spots) <= _MOST_PLACES:
            spots.append(last - _LONG + 1)
    found: dict[int, list[int]] = {}
    for i, words in enumerate(wanted):
        spots = seen.get(words[:_LONG], []) if len(words) >= _LONG else []
        places = [spot for spot in spots if page.startswith(words, spot)]
        if places and len(spots) <= _MOST_PLACES:
            found[i] = places
    return found


def _piecewise(page: str, words: str, low: int, high: int) -> Ranges:
    """Match `words` with what stands between `low` and `high` piece by piece, each as long as it goes, in rising order."""
    pieces: Ranges = []
    i = 0
    while i < len(words):
        for size in _PIECES:
            probe = words[i : i + size]
            # A short probe may only go on where the last piece ended, or it would be found by chance.
            stop = high if size >= 16 else min(high, low + 64)
            first = page.find(probe, low, stop) if len(probe) == size or i + size > len(words) else -1
            if first < 0:
                continue
            length = len(probe)
            while i + length < len(words) and first + length < high and words[i + length] == page[first + length]:
                length += 1
            if pieces and first - pieces[-1][1] <= _SMALL_GAP:
                pieces[-1] = (pieces[-1][0], first + length)
            else:
                pieces.append((first, first + length))
            low = first + length
            i += length
            break
        else:
            i += 1
    return pieces if sum(b - a for a, b in pieces) >= 0.5 * len(words) else []
