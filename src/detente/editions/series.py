"""Series and their editions: from front matter, from a manifest, or from what the documents themselves say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from detente.data.tables import read_rows
from detente.editions.covers import cover, version_of
from detente.editions.issuers import issuer_of
from detente.editions.manifest import Entry, Manifest
from detente.editions.outline import outline_of
from detente.editions.records import VERSIONS, Edition
from detente.reading.dates_stated import parse_stated
from detente.records import Document, content_id


@dataclass(frozen=True, slots=True)
class Series:
    """The editions of one series, oldest first; the versions of one edition side by side, the draft first.

    Attributes:
        cadence: How often it comes out, as the manifest says it, or None.
    """

    name: str
    editions: tuple[Edition, ...]
    cadence: str | None = None


def edition_of(document: Document, *, manifest: Manifest | None = None) -> Edition:
    """Return the edition that a document is.

    What a manifest says comes first, then the front matter, then the cover (title and first lines), then the name of the
    file, then the date of publication: an edition is named by the year on its cover.

    Args:
        document: The document.
        manifest: The manifest of its series, or None.
    """
    entry = manifest.entry(document.path) if manifest is not None else None
    meta = document.metadata
    series = (manifest.series if manifest else None) or _text(meta.get("series")) or Path(document.path).stem
    stated = (manifest.issuer if manifest else None) or _text(meta.get("issuer")) or document.publisher
    issuer, body = issuer_of(stated)
    known = next((row for row in read_rows("editions/series.csv") if row["series"] == series), None)
    if known is not None and issuer is None and stated is None:
        issuer, body = known["issuer"] or None, known["issuer_body"] or None
    if manifest is not None and manifest.issuer_body:
        body = manifest.issuer_body
    elif _text(meta.get("issuer_body")):
        body = _text(meta.get("issuer_body"))
    name, year, basis = _named(document, entry)
    published = document.published
    if entry is not None and entry.date:
        published = parse_stated(entry.date) or published
    version = (entry.version if entry else None) or version_of(
        _text(meta.get("version")) or _text(meta.get("status")), document.title, Path(document.path).stem
    )
    return Edition(
        id=content_id("edition", series, name, version or "", document.id),
        series=series,
        name=name,
        year=year,
        version=version,
        issuer=issuer,
        issuer_body=body,
        title=(entry.title if entry else None) or document.title or (manifest.title if manifest else None),
        date=published,
        language=(manifest.language if manifest else None) or document.language,
        document=document,
        outline=outline_of(document),
        name_basis=basis,
    )


def group_series(documents: Iterable[Document], manifests: Sequence[Manifest] = ()) -> list[Series]:
    """Return the series that documents belong to, by name.

    A document belongs to the manifest that lists its file, else to the series of its front matter; one that neither names
    is a series of its own.
    """
    grouped: dict[str, list[Edition]] = defaultdict(list)
    cadences: dict[str, str | None] = {}
    for document in documents:
        manifest = next((one for one in manifests if one.entry(document.path) is not None), None)
        edition = edition_of(document, manifest=manifest)
        grouped[edition.series].append(edition)
        said = manifest.cadence if manifest else _text(document.metadata.get("cadence"))
        cadences[edition.series] = cadences.get(edition.series) or said
    return [Series(name, ordered(editions), cadences[name]) for name, editions in sorted(grouped.items())]


def ordered(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return editions oldest first, no two of one name and version: where two share them the file tells them apart."""
    listed = sorted(editions, key=_age)
    shared = Counter((edition.name, edition.version) for edition in listed)
    return tuple(
        edition
        if shared[edition.name, edition.version] == 1
        else replace(edition, name=f"{edition.name} ({Path(edition.document.path).stem})")
        for edition in listed
    )


def _age(edition: Edition) -> tuple[int, str, int, date, str]:
    day = edition.date.start or edition.date.earliest or date.min
    rank = VERSIONS.index(edition.version) if edition.version else len(VERSIONS)
    return edition.year or day.year, edition.name, rank, day, edition.document.path


def pairs_of(editions: Sequence[Edition], *, across: bool = False) -> list[tuple[Edition, Edition]]:
    """Return which editions to compare, each pair older first.

    Each edition is compared with the last version of the one before, in all its own versions, and each version with the
    version before it.

    Args:
        editions: Editions of one series, oldest first.
        across: Compare only the first edition with the last.
    """
    groups: list[list[Edition]] = []
    for edition in editions:
        if groups and _same_edition(groups[-1][0], edition):
            groups[-1].append(edition)
        else:
            groups.append([edition])
    if across:
        return [(groups[0][-1], groups[-1][-1])] if len(groups) > 1 else []
    pairs = []
    for at, group in enumerate(groups):
        pairs += [(groups[at - 1][-1], edition) for edition in group] if at else []
        pairs += list(pairwise(group))
    return pairs


def _same_edition(first: Edition, second: Edition) -> bool:
    bare = [re.sub(r" \([^()]*\)$", "", edition.name) for edition in (first, second)]
    return bare[0] == bare[1]


def within(editions: Sequence[Edition], first: int | None, last: int | None) -> list[Edition]:
    """Return the editions of the years `first` to `last`, both inclusive; None leaves that side open.

    An edition whose year nothing tells is in no range.
    """
    if first is None and last is None:
        return list(editions)
    return [
        edition
        for edition in editions
        if edition.year is not None
        and (first is None or edition.year >= first)
        and (last is None or edition.year <= last)
    ]


def _named(document: Document, entry: Entry | None) -> tuple[str, int | None, str]:
    if entry is not None and entry.edition:
        return _name_and_year(entry.edition, entry.year, "manifest")
    meta = document.metadata
    stated, year = _text(meta.get("edition")), _year(meta.get("edition_year"))
    if stated or year:
        return _name_and_year(stated or str(year), year, "front matter")
    return cover(document)


def _name_and_year(stated: str, year: int | None, basis: str) -> tuple[str, int | None, str]:
    """Return the name of an edition: its day or month where it is named by one, else the year, else what is stated."""
    if re.fullmatch(r"(?:19|20)\d\d(?:-\d\d){1,2}", stated):
        return stated, year or int(stated[:4]), basis
    if year is None:
        found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", stated)
        year = int(found[0]) if found else None
    return (str(year) if year is not None else stated), year, basis


def _text(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _year(value: object) -> int | None:
    said = _text(value)
    return int(said) if said and re.fullmatch(r"(?:19|20)\d\d", said) else None
