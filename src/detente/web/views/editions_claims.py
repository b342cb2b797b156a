"""What the news of a store says about editions, held against the editions that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from detente.editions.claims import claims, not_read
from detente.editions.claims_series import series_table
from detente.editions.matching import check_claims, series_of_claim
from detente.editions.official import stated
from detente.editions.records import Claim, Verdict
from detente.editions.series import Series
from detente.records import Document, Span
from detente.store import Store
from detente.store.official import naming
from detente.web.case import Case
from detente.web.links import passage_url
from detente.web.views.editions import Shelf, find_edition, slug_of
from detente.web.views.workshop import WORKSHOP, Workshop

# Reading takes about a tenth of a second a document, so that of a large store only those that fit best are read.
MOST_READ = 300
# The claims of single documents, so that one more document does not make all be read again.
_SINGLE = Workshop(10 * MOST_READ)


@dataclass(frozen=True, slots=True)
class Reading:
    """Which documents were read for claims.

    Attributes:
        read: How many were read; `named` how many name a series of the table, or the words of its name.
        claims: What they say, in the order of the documents; None while they are being read.
        titles, publishers: Of the documents, by id.
    """

    read: int
    named: int
    claims: tuple[Claim, ...] | None
    titles: dict[str, str | None]
    publishers: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its verdict and where it can be read.

    Attributes:
        said: Address of the sentence in the document that claims it.
        at_from, at_to: Addresses of the passages in the editions, None where there are none.
    """

    verdict: Verdict
    title: str | None
    publisher: str | None
    said: str
    at_from: str | None
    at_to: str | None

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.verdict.claim


@dataclass(frozen=True, slots=True)
class ClaimsOfSeries:
    """The claims about one series; `series` is None for what names no series that is known.

    Attributes:
        slug: The series as a part of an address where editions of it are at hand, else None.
    """

    series: str | None
    slug: str | None
    issuer: str | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """All claims, by series."""

    reading: Reading
    groups: tuple[ClaimsOfSeries, ...]
    ready: bool


def claimed(case: Case, held: Shelf) -> Claimed:
    """Return what the news of the store says about editions, by series, those at hand first.

    Args:
        case: The case.
        held: The series of the store, against which the claims are held.
    """
    reading = _reading(case)
    if reading.claims is None or not held.ready:
        return Claimed(reading, (), False)
    listed = reading.claims
    key = (
        "verdicts",
        tuple(claim.id for claim in listed),
        tuple(edition.id for one in held.series for edition in one.editions),
    )
    verdicts = WORKSHOP.ask(key, lambda: tuple(check_claims(listed, held.series)))
    if verdicts is None:
        return Claimed(reading, (), False)
    grouped: dict[tuple[str | None, str | None], list[Told]] = {}
    slugs: dict[tuple[str | None, str | None], str | None] = {}
    for verdict in verdicts:
        own = series_of_claim(verdict.claim, held.series)
        name = own.name if own is not None else verdict.claim.series
        place = (name, own.editions[-1].issuer if own is not None else verdict.claim.issuer)
        slugs[place] = slug_of(own.name) if own is not None else None
        grouped.setdefault(place, []).append(_told(verdict, own, reading))
    groups = [ClaimsOfSeries(place[0], slugs[place], place[1], tuple(told)) for place, told in grouped.items()]
    groups.sort(key=lambda one: (one.slug is None, one.series is None, one.series or "", one.issuer or ""))
    return Claimed(reading, tuple(groups), True)


def of_series(all_claims: Claimed, series: Series) -> tuple[Told, ...]:
    """Return the claims about one series at hand."""
    return next((one.told for one in all_claims.groups if one.slug == slug_of(series.name)), ())


def _reading(case: Case) -> Reading:
    path = case.settings.store
    ids, named = case.cached(("naming editions",), lambda: naming(path, _names(), MOST_READ))
    if not ids:
        return Reading(0, named, (), {}, {})
    found = WORKSHOP.ask(("claims", tuple(ids)), partial(_read, path, tuple(ids)))
    if found is None:
        return Reading(len(ids), named, None, {}, {})
    listed, documents = found
    titles = {ident: title for ident, title, _ in documents}
    return Reading(len(documents), named, listed, titles, {ident: publisher for ident, _, publisher in documents})


def _names() -> tuple[str, ...]:
    """Return the names of the series of the table, in both spellings."""
    names = [name for row in series_table() for name in row.names]
    return tuple(dict.fromkeys([*names, *(name.replace("defense", "defence") for name in names)]))


def _read(path: Path, ids: Sequence[str]) -> tuple[tuple[Claim, ...], tuple[tuple[str, str | None, str | None], ...]]:
    """Read documents for claims; give them and the id, title and publisher of those that were read."""
    found: list[Claim] = []
    documents: list[tuple[str, str | None, str | None]] = []
    with Store(path, read_only=True) as store:
        for ident in ids:
            document = store.document(ident)
            if document is None or not_read(document) is not None or stated(document) is not None:
                continue
            found += _SINGLE.make(ident, partial(_claims, document))
            documents.append((ident, document.title, document.publisher))
    return tuple(found), tuple(documents)


def _claims(document: Document) -> tuple[Claim, ...]:
    return tuple(claims(document))


def _told(verdict: Verdict, series: Series | None, reading: Reading) -> Told:
    claim = verdict.claim
    return Told(
        verdict,
        reading.titles.get(claim.document),
        reading.publishers.get(claim.document),
        passage_url(claim.document, claim.evidence.start, claim.evidence.end),
        _address(series, verdict.edition_from, verdict.passage_from),
        _address(series, verdict.edition_to, verdict.passage_to),
    )


def _address(series: Series | None, edition: str | None, span: Span | None) -> str | None:
    if series is None or edition is None or span is None:
        return None
    found = find_edition(series, slug_of(edition))
    return passage_url(found.document.id, span.start, span.end) if found is not None else None
