"""Coverage and quality: what the store has, what it lacks, and how right what it has was found to be."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from detente.briefs.names import language_name
from detente.editions.tone import wilson
from detente.reading.copies import CopyGroup
from detente.records import Skipped
from detente.store import Coverage, EventFilter
from detente.store.coverage import Covered
from detente.store.runs import Run
from detente.web.case import Case
from detente.web.charts import Bar, Chart, bars
from detente.web.shown import number

# Publishers that are drawn; the table below them has all.
_MOST_BARS = 20
_NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with where its members can be seen.

    Attributes:
        href: Address of the list of them, or None where no page lists them.
    """

    name: str
    part: int
    whole: int
    href: str | None

    @property
    def share(self) -> float | None:
        """The part, 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Sampled:
    """How people judged the machine's events of this store.

    Attributes:
        accepted, corrected, rejected: Events on which the reviewers agree; `disputed` those on which they do not.
        precision: Accepted among the three, 0 to 1; None where nothing was judged.
        low, high: Its 95 per cent interval by Wilson's formula.
    """

    accepted: int
    corrected: int
    rejected: int
    disputed: int
    precision: float | None
    low: float
    high: float

    @property
    def judged(self) -> int:
        """Events that count."""
        return self.accepted + self.corrected + self.rejected


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """What the page of coverage shows.

    Attributes:
        covered: The counts of the store.
        shares: What is missing from the events.
        languages, publishers, years: Charts of documents.
        skipped: What could not be used, with the way out; runs: newest first.
        groups: Groups of copies; `copies` how many documents are copies of another in a group.
    """

    covered: Coverage
    shares: tuple[Share, ...]
    languages: Chart
    publishers: Chart
    years: Chart
    skipped: tuple[Skipped, ...]
    runs: tuple[Run, ...]
    groups: tuple[CopyGroup, ...]
    copies: int
    titles: dict[str, str]
    sampled: Sampled

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page."""
        return self.languages, self.publishers, self.years


def coverage_page(case: Case, reason: str | None = None) -> CoveragePage:
    """Return what the page of coverage shows.

    Args:
        case: The case.
        reason: Only what was skipped for this reason, or None for all.
    """
    return case.cached(("coverage", reason), lambda: _page(case, reason))


def _page(case: Case, reason: str | None) -> CoveragePage:
    store = case.store
    covered = store.coverage()
    skipped = tuple(one for one in store.skipped() if reason is None or one.reason == reason)
    groups = sorted(
        store.groups(), key=lambda group: (group.kind != "syndicated", -len(group.documents), group.documents)
    )
    members = {ident for group in groups for ident in group.documents}
    titles = {one.id: one.title or one.path for one in store.summaries() if one.id in members} if members else {}
    return CoveragePage(
        covered=covered,
        shares=_shares(covered),
        languages=_languages(covered),
        publishers=_publishers(covered),
        years=_years(covered),
        skipped=skipped,
        runs=tuple(reversed(store.runs())),
        groups=tuple(groups),
        copies=len(members) - len(groups),
        titles=titles,
        sampled=sampled(case),
    )


def sampled(case: Case) -> Sampled:
    """Return how people judged the machine's events of the store."""
    counts = {facet.value: facet.events for facet in case.store.facets(EventFilter()).decisions}
    accepted, corrected, rejected, disputed = (
        counts.get(outcome, 0) for outcome in ("accepted", "corrected", "rejected", "disputed")
    )
    whole = accepted + corrected + rejected
    low, high = wilson(accepted, whole)
    return Sampled(accepted, corrected, rejected, disputed, accepted / whole if whole else None, low, high)


def _shares(covered: Coverage) -> tuple[Share, ...]:
    return (
        Share("documents not coded", covered.not_coded, covered.documents, "/documents?coded=0"),
        Share("events without a date", covered.undated, covered.events, "/events?dated=0"),
        Share("events that only one side asserts", covered.contested, covered.events, "/events?contested=1"),
        Share("sides of events without a country", covered.sides_without_country, covered.sides, None),
        Share("events with such a side", covered.events_without_country, covered.events, None),
    )


def _languages(covered: Coverage) -> Chart:
    rows = [
        Bar(language_name(one.value) if one.value else _NOT_KNOWN, one.documents, _text(one.documents, one.coded),
            f"/documents?{urlencode({'language': one.value})}" if one.value else "/documents")
        for one in covered.languages
    ]  # fmt: skip
    return bars(
        "languages", "Documents by language", "How many documents there are in each language, and how many were coded.",
        rows, ("Language", "Documents"),
    )  # fmt: skip


def _publishers(covered: Coverage) -> Chart:
    rows = [
        Bar(one.value or _NOT_KNOWN, one.documents, _text(one.documents, one.coded),
            f"/documents?{urlencode({'publisher': one.value})}" if one.value else "/documents")
        for one in covered.publishers[:_MOST_BARS]
    ]  # fmt: skip
    rest = covered.publishers[_MOST_BARS:]
    note = (
        f"{number(len(rest))} more have {number(sum(one.documents for one in rest))} documents together."
        if rest
        else None
    )
    return bars(
        "publishers", "Documents by publisher", "Which outlets and issuers the documents are from.", rows,
        ("Publisher", "Documents"), note=note,
    )  # fmt: skip


def _years(covered: Coverage) -> Chart:
    """Return documents by month, or by year where there are many months."""
    counted = _by_period(covered.months, 7)
    if len(counted) > 36:
        counted = _by_period(covered.months, 4)
    rows = [
        Bar(period or _NOT_KNOWN, documents, _text(documents, coded), _between(period))
        for period, (documents, coded) in counted.items()
    ]
    return bars(
        "months", "Documents by time", "When the documents came out.", rows, ("Came out", "Documents"),
        note="Not known: the date of publication is not stated, or not to the month.",
    )  # fmt: skip


def _by_period(months: Iterable[Covered], length: int) -> dict[str | None, tuple[int, int]]:
    found: dict[str | None, tuple[int, int]] = {}
    for one in months:
        period = one.value[:length] if one.value else None
        before = found.get(period, (0, 0))
        found[period] = before[0] + one.documents, before[1] + one.coded
    return found


def _between(period: str | None) -> str:
    """Return the address of the documents of a year or month."""
    if period is None:
        return "/documents"
    first, last = (f"{period}-01-01", f"{period}-12-31") if len(period) == 4 else _month(period)
    return f"/documents?{urlencode({'since': first, 'until': last})}"


def _month(period: str) -> tuple[str, str]:
    year, month = int(period[:4]), int(period[5:7])
    return f"{period}-01", f"{period}-{monthrange(year, month)[1]:02d}"


def _text(documents: int, coded: int) -> str:
    return number(documents) if coded == documents else f"{number(documents)}, {number(coded)} coded"
