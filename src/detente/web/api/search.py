"""`/api/v1` and `/api/v1/search`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from detente.records import DateValue, Span
from detente.store import EventFilter
from detente.store.search_counts import SearchFacets
from detente.web.api.paging import Asked, Paged
from detente.web.api.parameters import Cased, EventQuery
from detente.web.api.problems import FieldError, Problem
from detente.web.api.route import ApiRoute
from detente.web.filters import Query as Asking
from detente.web.links import document_url, passage_url
from detente.web.views.reports import facts_of

router = APIRouter(route_class=ApiRoute)

_Words = Annotated[
    str | None,
    Query(
        description='Words and "quoted phrases" that title or text must have, all of them; `sanct*` stands for all words '
        "that begin so. Needed.",
        examples=['"intelligence pact"'],
    ),
]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that a search found.

    Attributes:
        document: Its id.
        title: Its title, or null.
        passage: A stretch of its text around the first hit, or its beginning where only the title has the words; null for
            an empty text.
        matches: The hits within `passage`; their positions count in the text of the document.
        page: Address of the page that shows it, at the first hit.
    """

    document: str
    path: str
    title: str | None
    publisher: str | None
    published: DateValue
    language: str | None
    passage: Span | None
    matches: tuple[Span, ...]
    page: str


class Start(BaseModel):
    """Where to begin, and what state the store is in."""

    lists: dict[str, str] = Field(description="Addresses of the lists, by what they list.")
    openapi: str = Field(description="Address of the OpenAPI document.")
    read_only: bool = Field(description="Whether judgements are refused.")
    version: str = Field(description="Changes whenever the store or the judgements on it change.")


@router.get("", summary="Where to begin", tags=["Start"])
def start(request: Request, case: Cased) -> Start:
    """Return the addresses of the lists and the state of the store."""
    names = ("dyads", "heat", "events", "incidents", "facets", "documents", "publishers", "actors", "coverage",
             "editions", "agreements", "deadlines", "positions", "judgements")  # fmt: skip
    return Start(
        lists={name: f"/api/v1/{name}" for name in names},
        openapi="/api/openapi.json",
        read_only=case.settings.read_only,
        version=case.version,
    )


@router.get("/search", summary="Documents that have some words", tags=["Search"])
def search(case: Cased, query: EventQuery, asked: Asked, q: _Words = None) -> Paged[FoundDocument]:
    """Search titles and texts, the best match first.

    With other parameters a document must have one event that fits all of them; days alone are those of its publication.
    """
    words, chosen = _words(q, query)
    found = case.store.search_found(words, chosen, asked.offset, asked.per_page, judged=case.judged)
    facts = facts_of(case.store, (hit.document for hit in found.items))
    items = [
        FoundDocument(
            document=hit.document,
            path=hit.path,
            title=hit.title,
            publisher=hit.publisher,
            published=facts[hit.document].published,
            language=facts[hit.document].language,
            passage=hit.passage,
            matches=hit.matches,
            page=passage_url(hit.document, hit.matches[0].start, hit.matches[0].end)
            if hit.matches
            else document_url(hit.document),
        )
        for hit in found.items
    ]
    return asked.of(items, found.total)


@router.get("/search/facets", summary="Documents that have some words, counted", tags=["Search"])
def search_facets(case: Cased, query: EventQuery, q: _Words = None) -> SearchFacets:
    """Count the documents that a search finds by publisher, and by country, type and status of their events."""
    words, chosen = _words(q, query)
    return case.store.search_facets(words, chosen, judged=case.judged)


def _words(q: str | None, query: Asking) -> tuple[str, EventFilter]:
    if not q:
        raise Problem("bad-parameter", "q: needed and missing.", errors=[FieldError("q", "It is needed and missing.")])
    return q, replace(query.filter, q=None)
