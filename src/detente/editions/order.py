"""The order in which an edition treats countries: by sections of their own, by items, or by first treatment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.actors.countries import display_name
from detente.editions.countries import WORLDWIDE, each_once, mentions, named_in, within
from detente.editions.naming import Named
from detente.editions.partners import Part, part_of
from detente.editions.records import Edition, Rank, Section
from detente.editions.shares import words_in
from detente.editions.units import passages
from detente.evidence import span_of
from detente.records import Span

# From so many countries on, an alphabetical order is no accident.
_ALPHABETICAL = 4
_LONGEST_HEADING = 120
_FROM_CONTENTS = re.compile(r"[ \t]*(?:[.…·・_]{2,}|\t)[ \t.…·・_]*\d*[ \t]*$|[ \t]{2,}\d+[ \t]*$")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Ordering:
    """The order of countries in a part of an edition.

    Attributes:
        part, part_basis, reason: Which part, whether chosen or found, and why.
        alphabetical: Whether the names stand in the order of the alphabet, so that the order tells nothing.
        ranks: The countries, first first.
    """

    part: str | None
    part_basis: str
    reason: str
    alphabetical: bool
    ranks: tuple[Rank, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries in order."""
        return tuple(rank.country for rank in self.ranks)


@dataclass(frozen=True, slots=True)
class _Place:
    """A country's place: where its treatment starts and ends, and its name as written there."""

    country: str
    start: int
    end: int
    evidence: Span
    name: str


def order_of(edition: Edition, part: str | None = None, leave_out: Iterable[str] = ()) -> Ordering:
    """Return the order of countries and groups in a part of an edition.

    Countries with sections of their own are ranked by these; where fewer than two have one, by list items or lines that
    open with them, then by the paragraphs that do, then by first mention.

    Args:
        edition: The edition.
        part: Number or words of the title of the part; None takes the part that is found to be about partners.
        leave_out: Countries that are not ranked, such as the ally.

    Raises:
        DetenteError: If no part is called `part`.
    """
    chosen = part_of(edition, part)
    out = frozenset(leave_out) | WORLDWIDE
    named = [one for one in within(named_in(edition), chosen.start, chosen.end) if one.country not in out]
    basis, places = _places(edition, chosen, named)
    counted = mentions(edition)
    total = words_in(edition.document.text[chosen.start : chosen.end]) or 1
    ranks = tuple(
        Rank(
            series=edition.series,
            edition=edition.name,
            edition_id=edition.id,
            country=place.country,
            rank=number,
            basis=basis,
            part=chosen.title,
            part_basis=chosen.basis,
            share=round(_words(edition, place, places) / total, 4),
            mentions=counted[place.country],
            evidence=place.evidence,
        )
        for number, place in enumerate(places, start=1)
    )
    return Ordering(chosen.title, chosen.basis, chosen.reason, _alphabetical(places), ranks)


def _words(edition: Edition, place: _Place, places: Sequence[_Place]) -> float:
    """Count the words of a treatment; a section that several countries share is shared out evenly."""
    sharing = sum(1 for other in places if (other.start, other.end) == (place.start, place.end))
    return words_in(edition.document.text[place.start : place.end]) / sharing


def _places(edition: Edition, part: Part, named: Sequence[Named]) -> tuple[str, list[_Place]]:
    inside = [s for i, s in enumerate(edition.outline) if i != part.section and part.start <= s.span.start < part.end]
    headings = [
        s for s in inside if s.kind not in {"item", "paragraph"} and not s.heading.quote.rstrip().endswith((",", ";"))
    ]
    items = [s for s in inside if s.kind in {"item", "paragraph"}]
    for basis, sections in (("section", headings), ("item", [*headings, *items])):
        found = _by_sections(edition, sorted(sections, key=lambda s: s.span.start), named, strict=basis == "item")
        if len(found) > 1:
            return basis, found
    lines = _by_lines(edition, part, named)
    if len(lines) > 1:
        return "item", lines
    return "first treatment", _by_treatment(edition, part, named)


def _by_sections(
    edition: Edition, sections: Sequence[Section], named: Sequence[Named], *, strict: bool
) -> list[_Place]:
    """Return the countries by the headings that name them.

    A heading for one country, or for two that have no other, is their own; one that names countries that have their own
    ("cooperation among Australia, India and the United States") is not. An item must open with the country.
    """
    single: dict[str, _Place] = {}
    shared: list[tuple[Section, list[Named]]] = []
    for section in sections:
        inside = list(within(named, section.heading.start, section.heading.end))
        if strict and inside and not _opens(edition.document.text, section, inside[0]):
            continue
        codes = each_once(inside)
        if len(codes) == 1:
            single.setdefault(codes[0], _section_place(edition, section, inside[0]))
        elif codes:
            shared.append((section, inside))
    places = dict(single)
    for section, inside in shared:
        codes = each_once(inside)
        if any(code in single for code in codes) or len(codes) > 3:
            continue
        for code in codes:
            one = next(n for n in inside if n.country == code)
            places.setdefault(code, _section_place(edition, section, one))
    return sorted(places.values(), key=lambda place: (place.start, place.evidence.start, _at(place, named)))


def _at(place: _Place, named: Sequence[Named]) -> int:
    return next((one.start for one in named if one.country == place.country and one.start >= place.start), place.start)


def _opens(text: str, section: Section, one: Named) -> bool:
    """Tell whether an item opens with a country, after its number or bullet, the issuer and a few small words."""
    before = text[section.heading.start : one.start]
    return len(re.findall(r"\w+", before)) <= 4


def _section_place(edition: Edition, section: Section, one: Named) -> _Place:
    text = edition.document.text
    return _Place(one.country, section.span.start, section.span.end, section.heading, text[one.start : one.end])


def _by_lines(edition: Edition, part: Part, named: Sequence[Named]) -> list[_Place]:
    """Return the countries by short lines that name one: a table of contents, or a list without bullets."""
    text = edition.document.text
    places: dict[str, _Place] = {}
    lines = [m for m in _LINE.finditer(text, part.start, part.end) if m.group().strip()]
    for match in lines:
        words = _FROM_CONTENTS.sub("", match.group())
        inside = list(within(named, match.start(), match.start() + len(words)))
        codes = each_once(inside)
        if not 1 <= len(codes) <= 2 or len(words) > _LONGEST_HEADING or re.search(r"[.!?。]\s*$", words.strip()):
            continue
        start = match.start() + len(words) - len(words.lstrip())
        for code in codes:
            one = next(n for n in inside if n.country == code)
            evidence = span_of(text, start, match.start() + len(words.rstrip()))
            places.setdefault(code, _Place(code, start, match.end(), evidence, text[one.start : one.end]))
    # Lines of running text that happen to be short are no list: most of the lines must name a country.
    return list(places.values()) if len(places) * 3 >= len(lines) else []


def _by_treatment(edition: Edition, part: Part, named: Sequence[Named]) -> list[_Place]:
    """Return the countries by the paragraphs that open with them, else by the sentences that first name them."""
    units = [p.unit for p in passages(edition) if part.start <= p.unit.span.start < part.end and not p.unit.heading]
    opening: dict[str, _Place] = {}
    first: dict[str, _Place] = {}
    paragraph = -1
    text = edition.document.text
    for unit in units:
        inside = within(named, unit.span.start, unit.span.end)
        if unit.paragraph != paragraph:
            paragraph = unit.paragraph
            last = max(u.span.end for u in units if u.paragraph == paragraph)
            codes = each_once(inside)
            if 1 <= len(codes) <= 2:
                for one in inside[:1]:
                    opening.setdefault(
                        one.country, _Place(one.country, unit.span.start, last, unit.span, text[one.start : one.end])
                    )
        for one in inside:
            place = _Place(one.country, unit.span.start, unit.span.end, unit.span, text[one.start : one.end])
            first.setdefault(one.country, place)
    if len(opening) > 1 and 2 * len(opening) >= len({u.paragraph for u in units}):
        return list(opening.values())
    return sorted(first.values(), key=lambda place: _at(place, named))


def _alphabetical(places: Sequence[_Place]) -> bool:
    names = [place.name.casefold() if place.name.isascii() else display_name(place.country) for place in places]
    return len(names) >= _ALPHABETICAL and names == sorted(names)
