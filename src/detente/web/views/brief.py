"""The brief of two countries, kept until the store changes."""

from __future__ import annotations

from datetime import date

from detente.briefs import Brief, build
from detente.web.case import Case

# A page should come within seconds; the command reads more.
_MOST_READ = 15


def brief_of(case: Case, dyad: tuple[str, str], since: date | None, until: date | None) -> Brief:
    """Return the brief of two countries from the store.

    Args:
        case: The case; says whether judgements count.
        dyad: The two countries.
        since, until: First and last day, None where open.
    """

    def make() -> Brief:
        return build(case.store, dyad, start=since, end=until, judged=case.judged, most_read=_MOST_READ)

    return case.cached(("brief", dyad, since, until), make)
