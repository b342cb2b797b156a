"""The list of documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from detente.errors import StoreError
from detente.store import Found, PublisherCount, Summary
from detente.store.finding import DocumentOrder
from detente.web.case import Case
from detente.web.filters import Parameters, Reader, among, day, yes_or_no

ORDERS: tuple[DocumentOrder, ...] = get_args(DocumentOrder)


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a list of documents is narrowed to; None asks for nothing."""

    q: str | None
    publisher: str | None
    language: str | None
    coded: bool | None
    since: date | None
    until: date | None
    order: DocumentOrder


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A page of documents, with the publishers and languages that the store has."""

    filter: DocumentFilter
    documents: Found[Summary]
    publishers: tuple[PublisherCount, ...]
    languages: tuple[str, ...]
    problems: tuple[str, ...]


def document_list(case: Case, parameters: Parameters) -> DocumentList:
    """Return the page of documents that the parameters of a request ask for."""
    reader = Reader(parameters)
    chosen = DocumentFilter(
        q=reader.text("q"),
        publisher=reader.text("publisher"),
        language=reader.text("language"),
        coded=reader.one("coded", yes_or_no),
        since=reader.one("since", day),
        until=reader.one("until", day),
        order=reader.one("order", among(ORDERS)) or "newest",
    )
    number, limit = reader.page(), reader.per_page()
    try:
        found = _find(case, chosen, (number - 1) * limit, limit)
    except StoreError as error:
        reader.problems.append(f"q: {error}.")
        chosen = replace(chosen, q=None)
        found = _find(case, chosen, (number - 1) * limit, limit)
    covered = case.cached("coverage", case.store.coverage)
    return DocumentList(
        filter=chosen,
        documents=found,
        publishers=tuple(case.cached("publishers", case.store.publishers)),
        languages=tuple(one.value for one in covered.languages if one.value),
        problems=tuple(reader.problems),
    )


def _find(case: Case, chosen: DocumentFilter, offset: int, limit: int) -> Found[Summary]:
    return case.store.find_documents(
        chosen.q,
        chosen.publisher,
        chosen.language,
        chosen.coded,
        chosen.since,
        chosen.until,
        order=chosen.order,
        offset=offset,
        limit=limit,
    )
