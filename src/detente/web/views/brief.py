"""The brief of two countries, kept until the store changes."""

from __future__ import annotations

from datetime import date

from detente.briefs import Brief, build
from detente.web.case import Case
from detente.web.views.soon import Soon, soon

# A page should come within seconds; the command reads more.
_MOST_READ = 15


# Longest wait of a page for a brief; that of a dyad with thousands of acts takes longer.
_WAIT_S = 3.0


def brief_of(case: Case, dyad: tuple[str, str], since: date | None, until: date | None) -> Brief:
    """Return the brief of two countries from the store, however long it takes.

    Args:
        case: The case; says whether judgements count.
        dyad: The two countries.
        since, until: First and last day, None where open.
    """

    def make() -> Brief:
        return build(case.store, dyad, start=since, end=until, judged=case.judged, most_read=_MOST_READ)

    return case.cached(("brief", dyad, since, until), make)


def brief_soon(case: Case, dyad: tuple[str, str], since: date | None, until: date | None) -> Soon[Brief]:
    """Return the brief of two countries if it can be had in some seconds; it is made on in the background."""
    return soon(case, ("brief", dyad, since, until), lambda: brief_of(case, dyad, since, until), _WAIT_S)
