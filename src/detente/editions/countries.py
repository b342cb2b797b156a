"""Where an edition names which country: in all, and by section."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from detente.editions.naming import Named, find_countries
from detente.editions.records import Edition, Section

# Groups of nearly all states, which are no partners of anyone in particular.
WORLDWIDE = frozenset({"UNO"})


# Whose documents are written in these languages; an official document that names its issuer nowhere is taken for theirs.
_AT_HOME = {"ja": ("JPN",), "ko": ("KOR", "PRK"), "zh": ("CHN", "TWN")}
_MOST = 0.5


def own_state(edition: Edition) -> str | None:
    """Return whose an edition is: its issuer; else the state of its language, or the one that most mentions name."""
    if edition.issuer is not None:
        return edition.issuer
    counts = Counter(one.country for one in find_countries(edition.document.text, edition.language))
    home = [code for code in _AT_HOME.get(edition.language or "", ()) if counts[code]]
    if home:
        return max(home, key=lambda code: counts[code])
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] > max(_MOST * counts.total(), 5) else None


def named_in(edition: Edition) -> list[Named]:
    """Return where an edition names countries and groups, in order, its own state left out."""
    own = own_state(edition)
    return [one for one in find_countries(edition.document.text, edition.language) if one.country != own]


def within(named: Sequence[Named], start: int, end: int) -> Sequence[Named]:
    """Return those of `named`, which are sorted, that start in `[start, end)`."""
    first = bisect_left(named, start, key=lambda one: one.start)
    return named[first : bisect_left(named, end, lo=first, key=lambda one: one.start)]


def each_once(named: Iterable[Named], leave_out: Iterable[str] = ()) -> list[str]:
    """Return the countries of `named` in order, each once, without `leave_out`."""
    out = frozenset(leave_out)
    return list(dict.fromkeys(one.country for one in named if one.country not in out))


def mentions(edition: Edition) -> Counter[str]:
    """Return how often an edition names each country."""
    return Counter(one.country for one in named_in(edition))


def mentions_by_section(edition: Edition) -> list[tuple[Section, Counter[str]]]:
    """Return how often each section of the outline, with those under it, names each country."""
    named = named_in(edition)
    return [
        (section, Counter(one.country for one in within(named, section.span.start, section.span.end)))
        for section in edition.outline
    ]
