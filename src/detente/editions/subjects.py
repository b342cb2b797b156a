"""Which countries and which topic each sentence of an edition is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.editions.naming import find_countries
from detente.editions.records import Edition, Section
from detente.editions.topics import topics_of
from detente.editions.units import Passage


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about.

    Attributes:
        countries: Countries and groups that it names, the one it names most first, the issuer and the United Nations last; where
            it names no others, the one that its paragraph opens with, or those of the heading above.
        own: Whether it names a country other than these itself.
        topics: Topics by the table, that of most words first.
    """

    countries: tuple[str, ...]
    own: bool
    topics: tuple[str, ...]

    @property
    def topic(self) -> str | None:
        """The topic that it is mostly about, or None."""
        return self.topics[0] if self.topics else None

    @property
    def country(self) -> str | None:
        """The country that it is mostly about, or None."""
        return self.countries[0] if self.countries else None


def subjects_of(edition: Edition, passages: Sequence[Passage]) -> list[Subject]:
    """Return what each of `passages` is about."""
    text = edition.document.text
    named = find_countries(text, edition.language)
    starts = [one.start for one in named]
    headings: dict[int | None, tuple[str, ...]] = {None: ()}
    for index, section in enumerate(edition.outline):
        headings[index] = _of_heading(section, headings, edition)
    found: list[Subject] = []
    paragraph = -1
    carried: tuple[str, ...] = ()
    for passage in passages:
        span = passage.unit.span
        inside = named[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        countries = _ordered((one.country for one in inside), edition.issuer)
        others = tuple(country for country in countries if country not in (edition.issuer, "UNO"))
        if passage.unit.paragraph != paragraph:
            paragraph = passage.unit.paragraph
            # A paragraph that opens with one country is about it until another is named.
            carried = others if len(others) == 1 else headings.get(passage.unit.section, ())
        found.append(Subject(countries if others else carried, bool(others), topics_of(passage.text)))
    return found


def _of_heading(section: Section, known: dict[int | None, tuple[str, ...]], edition: Edition) -> tuple[str, ...]:
    # A list item is a sentence of its own, not a heading for the next.
    words = "" if section.kind in ("item", "paragraph") else section.heading.quote
    named = _ordered((one.country for one in find_countries(words, edition.language)), edition.issuer)
    own = tuple(country for country in named if country not in (edition.issuer, "UNO"))
    return own or known.get(section.parent, ())


def _ordered(countries: Iterable[str], issuer: str | None) -> tuple[str, ...]:
    """Return the countries by how often they come, the first named first among equals, the issuer last."""
    listed = list(countries)
    counts = Counter(listed)
    return tuple(
        sorted(counts, key=lambda country: (country in (issuer, "UNO"), -counts[country], listed.index(country)))
    )
