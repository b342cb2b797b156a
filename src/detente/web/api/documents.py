"""`/api/v1/documents`, `/publishers`, `/actors` and `/coverage`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query

from detente.records import DateValue, Removed
from detente.store import ActorCount, Coverage, EventFilter, PublisherCount, Summary
from detente.web.api.paging import Asked, Paged
from detente.web.api.parameters import COUNTRY, Cased, countries_of, refuse_wordless
from detente.web.api.problems import Problem
from detente.web.api.records import EventWithJudgements, with_judgements
from detente.web.api.route import ApiRoute
from detente.web.links import document_url

router = APIRouter(route_class=ApiRoute, tags=["Documents, actors, coverage"])

_Order = Literal["newest", "oldest", "events", "path"]


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """A document with its text; every span of its events counts in it.

    Attributes:
        text: Clean text. `text[start:end]` of a span is its quote, counted in Unicode code points, not in UTF-16 units or
            bytes.
        text_length: Length of the clean text in code points.
        raw: Text before cleaning; only with `raw=1`, else null.
        removed: What cleaning took out, and why; positions count in the raw text.
        places: Every path at which its bytes were seen, the first one first.
        versions: Ids of all versions of its page, oldest first.
        copies: Ids of the other documents with the same or nearly the same text.
        coded: Whether it was coded.
        page: Address of its page.
    """

    id: str
    path: str
    title: str | None
    url: str | None
    publisher: str | None
    editor: str | None
    author: str | None
    published: DateValue
    published_basis: str | None
    language: str | None
    language_basis: str | None
    media_type: str
    encoding: str | None
    metadata: Mapping[str, Any]
    text: str
    text_length: int
    raw: str | None
    removed: tuple[Removed, ...]
    places: tuple[str, ...]
    versions: tuple[str, ...]
    copies: tuple[str, ...]
    coded: bool
    page: str


@router.get("/documents", summary="Documents that fit")
def documents(
    case: Cased,
    asked: Asked,
    q: Annotated[
        str | None, Query(description='Words and "quoted phrases" that title or text have.', examples=["GSOMIA"])
    ] = None,
    publisher: Annotated[str | None, Query(description="Name of the publisher.", examples=["Aegean Monitor"])] = None,
    language: Annotated[str | None, Query(description="ISO 639-1 code.", examples=["en"])] = None,
    coded: Annotated[Literal["0", "1"] | None, Query(description="1: coded ones; 0: the others.")] = None,
    since: Annotated[date | None, Query(description="May have been published on this day or later.")] = None,
    until: Annotated[date | None, Query(description="May have been published on this day or earlier.")] = None,
    order: Annotated[_Order, Query(description="By day of publication, number of events, or path.")] = "newest",
) -> Paged[Summary]:
    """List the newest versions of documents, without their texts."""
    refuse_wordless(q)
    found = case.store.find_documents(
        q,
        publisher,
        language,
        None if coded is None else coded == "1",
        since,
        until,
        order,
        asked.offset,
        asked.per_page,
    )
    return asked.of(found.items, found.total)


_DocumentId = Annotated[str, Path(description="Id of the document.", examples=["doc-0123456789abcdef"])]


@router.get("/documents/{id}", summary="One document with its text")
def document(
    case: Cased,
    id: _DocumentId,
    raw: Annotated[Literal["0", "1"], Query(description="1: with the text before cleaning.")] = "0",
) -> DocumentAnswer:
    """Return a document of whatever version."""
    found = case.store.document(id)
    if found is None:
        raise Problem("not-found", f"The store has no document {id}.")
    copies = {one for group in case.store.groups() if id in group.documents for one in group.documents} - {id}
    own = {name: getattr(found, name) for name in DocumentAnswer.__dataclass_fields__ if hasattr(found, name)}
    return DocumentAnswer(
        **{
            **own,
            "text_length": len(found.text),
            "raw": found.raw if raw == "1" else None,
            "places": tuple(case.store.places(id)),
            "versions": tuple(case.store.versions(id)),
            "copies": tuple(sorted(copies)),
            "coded": any(one.coded for one in case.store.summaries_of([id])),
            "page": document_url(id),
        }
    )


@router.get("/documents/{id}/events", summary="The events of one document")
def document_events(case: Cased, id: _DocumentId, asked: Asked) -> Paged[EventWithJudgements]:
    """List the events that one document reports, in the order of its text."""
    if not case.store.summaries_of([id]):
        raise Problem("not-found", f"The store has no document {id}.")
    events = list(case.store.events(document=id, judged=case.judged))
    page = asked.slice(events)
    return asked.of(with_judgements(case, page.items), page.total)


@router.get("/publishers", summary="Publishers")
def publishers(case: Cased, asked: Asked) -> Paged[PublisherCount]:
    """List the publishers of the newest documents, those with most documents first; null for documents that name none."""
    return asked.slice(case.cached("api publishers", case.store.publishers))


@router.get("/actors", summary="Actors that fit")
def actors(
    case: Cased,
    asked: Asked,
    q: Annotated[str | None, Query(description="Part of a name or of an id.", examples=["moon"])] = None,
    country: Annotated[str | None, Query(description=f"Whose they are. {COUNTRY}", examples=["KOR"])] = None,
) -> Paged[ActorCount]:
    """List the actors of events, those with most events first."""
    code = next(iter(countries_of([country] if country else None)), None)
    found = case.store.actor_counts(q, code, asked.offset, asked.per_page, judged=case.judged)
    return asked.of(found.items, found.total)


@router.get("/actors/{id:path}/events", summary="The events of one actor")
def actor_events(
    case: Cased,
    id: Annotated[str, Path(description="Id of the actor.", examples=["kor/moon-jae-in"])],
    asked: Asked,
) -> Paged[EventWithJudgements]:
    """List the events in which an actor acts or is acted on, newest first."""
    found = case.store.find_events(EventFilter(actor=id), offset=asked.offset, limit=asked.per_page, judged=case.judged)
    if not found.total:
        raise Problem("not-found", f"No event of the store has the actor {id}.")
    return asked.of(with_judgements(case, found.items), found.total)


@router.get("/actors/{id:path}", summary="One actor")
def actor(
    case: Cased, id: Annotated[str, Path(description="Id of the actor.", examples=["kor/moon-jae-in"])]
) -> ActorCount:
    """Return an actor with how often it acts and is acted on."""
    offset = 0
    while found := case.store.actor_counts(id, None, offset, 200, judged=case.judged).items:
        match = next((one for one in found if one.id == id), None)
        if match is not None:
            return match
        offset += 200
    raise Problem("not-found", f"No event of the store has the actor {id}.")


@router.get("/coverage", summary="What the store covers and what it lacks")
def coverage(case: Cased) -> Coverage:
    """Count documents, events, and what could not be read, coded, dated or resolved."""
    return case.cached("api coverage", case.store.coverage)
