"""The part of an edition that is about partners: the one that the user chooses, or the one that looks most like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.data.tables import read_rows
from detente.editions.countries import WORLDWIDE, each_once, named_in, within
from detente.editions.naming import Named
from detente.editions.records import Edition, Section
from detente.errors import DetenteError

# A part needs so much in its favour; a title that speaks of partners and two countries with sections of their own have it.
_ENOUGH = 4.0
_MOST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an edition.

    Attributes:
        title: Its title, or None for the whole text.
        start, end: Where it stands.
        section: Its index in the outline, or None for the whole text.
        basis: "chosen" by the user or "found".
        reason: Why it was taken, in words.
    """

    title: str | None
    start: int
    end: int
    section: int | None
    basis: str
    reason: str


def part_of(edition: Edition, chosen: str | None = None) -> Part:
    """Return the part of an edition to look for partners in.

    Args:
        edition: The edition.
        chosen: Number or words of the title of the part; None lets détente find it.

    Raises:
        DetenteError: If no part is called so; the message names those there are.
    """
    return _chosen(edition, chosen) if chosen is not None else _found(edition)


def _chosen(edition: Edition, chosen: str) -> Part:
    wanted = chosen.casefold().strip()
    if wanted in {"*", "all"}:
        return _whole(edition, "chosen", "the whole text was chosen")
    for fits in (_is_called, _has_words):
        for index, section in enumerate(edition.outline):
            if fits(section, wanted):
                return _part(index, section, "chosen", f"it was chosen as {chosen!r}")
    titles = [section.title for section in edition.outline if section.level <= 2][:12]
    there = "; ".join(titles) or "no headings"
    raise DetenteError(f"{edition.document.path}: no part is called {chosen!r} (there are: {there})")


def _is_called(section: Section, wanted: str) -> bool:
    number = (section.number or "").casefold()
    return wanted in {number, section.title.casefold().strip(), section.heading.quote.casefold().strip()}


def _has_words(section: Section, wanted: str) -> bool:
    return wanted in section.title.casefold()


def _found(edition: Edition) -> Part:
    named = [one for one in named_in(edition) if one.country not in WORLDWIDE]
    scored = []
    for index, section in enumerate(edition.outline):
        if section.kind in {"item", "paragraph"}:
            continue
        score, reason = _score(edition, index, named)
        scored.append((score, -index, reason))
    best = max(scored, default=None)
    if best is None or best[0] < _ENOUGH:
        return _whole(edition, "found", "no part is about partners alone, so the whole text was taken")
    return _part(-best[1], edition.outline[-best[1]], "found", best[2])


def _score(edition: Edition, index: int, named: Sequence[Named]) -> tuple[float, str]:
    """Score a section: what its title says, and how many countries have a heading, an item or mentions of their own in it."""
    section = edition.outline[index]
    words = _title_weight(section.title, edition.language)
    under = [s for s in edition.outline[index + 1 :] if s.span.start < section.span.end]
    own = set()
    for child in under:
        own |= set(each_once(within(named, child.heading.start, child.heading.end))[:1])
    heading = within(named, section.heading.start, section.heading.end)
    mentioned = set(each_once(within(named, section.heading.end, section.span.end)))
    if len(own) < 2 and len(mentioned) < 2:
        return 0.0, ""
    # A heading that names one country is that country's own section, not the part about all of them.
    single = -4.0 if len(set(each_once(heading))) == 1 else 0.0
    direct = sum(
        1
        for child in under
        if child.parent == index and each_once(within(named, child.heading.start, child.heading.end))
    )
    score = words + 1.0 * min(len(own), _MOST) + 0.15 * min(len(mentioned), _MOST) + 0.3 * min(direct, _MOST) + single
    score -= 0.2 * section.level
    if words < 0:
        score = min(score, _ENOUGH - 1)
    reasons = []
    if words > 0:
        reasons.append("its title speaks of partners or cooperation")
    if own:
        reasons.append(f"{len(own)} countries have headings of their own in it")
    else:
        reasons.append(f"it names {len(mentioned)} countries")
    return score, " and ".join(reasons)


def _title_weight(title: str, language: str | None) -> float:
    low = title.casefold()
    weights = [
        float(row["weight"])
        for row in read_rows("editions/partner_words.csv")
        if row["form"] in low and (language is None or row["language"] in {language, "en"} or not title.isascii())
    ]
    if any(weight < 0 for weight in weights):
        return min(weights)
    return max(weights, default=0.0)


def _part(index: int, section: Section, basis: str, reason: str) -> Part:
    return Part(section.title, section.span.start, section.span.end, index, basis, reason)


def _whole(edition: Edition, basis: str, reason: str) -> Part:
    return Part(None, 0, len(edition.document.text), None, basis, reason)
