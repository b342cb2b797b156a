"""What a search finds: documents with the passages that have the words, and events whose sentences have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from detente.actors.countries import display_name
from detente.errors import StoreError
from detente.store import EventFilter, Found, Hit
from detente.store.search import Term, terms_of
from detente.store.search_counts import DocumentFacet
from detente.web.case import Case
from detente.web.filters import Parameters, Query, read_query
from detente.web.links import document_url, passage_url
from detente.web.marking import Mark, Piece, cut
from detente.web.views.events import MOST, Choice, Choices, status_name
from detente.web.views.reports import Facts, Report, facts_of, reports_of

# Events shown above the documents; all of them are on the page of events.
EVENTS_SHOWN = 3
PER_PAGE = 20
# The end of a sentence; a passage that does not end so was cut off.
_ENDED = re.compile(r"[.!?。！？…][\"”’»」)]*\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A document that a search found.

    Attributes:
        document: What lists say of it.
        pieces: The text around the first hit, cut where hits begin and end; none for an empty text.
        hits: How many hits stand in that text; 0 where only the title has the words.
        href: Where the first hit stands in the document.
        cut_before, cut_after: Whether the text goes on before, and breaks off within a sentence.
    """

    document: Facts
    pieces: tuple[Piece, ...]
    hits: int
    href: str
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Single:
    """One word or phrase of a search that found nothing.

    Attributes:
        text: As it was given, with its quotation marks or `*`.
        documents: How many documents have it, whatever else was asked for.
    """

    text: str
    documents: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the page of a search shows.

    Attributes:
        query: What was asked for; its filter has no words.
        words: What was searched for as it was given, "" where nothing was.
        terms: The words and phrases that documents must have, all of them.
        problems: What could not be understood and is left out.
        documents: A page of the documents found; None where nothing was searched for.
        events: The newest events found, a few of them.
        choices: What the documents can be narrowed by.
        singles: The parts of a search that found nothing.
    """

    query: Query
    words: str
    terms: tuple[Term, ...]
    problems: tuple[str, ...]
    documents: Found[Passage] | None
    events: Found[Report] | None
    choices: tuple[Choices, ...]
    singles: tuple[Single, ...] = ()


def search_page(case: Case, parameters: Parameters) -> SearchPage:
    """Return the page of the search that the parameters of a request ask for."""
    query = read_query(parameters)
    words = query.filter.q or ""
    if not parameters.getlist("per_page"):
        query = replace(query, per_page=PER_PAGE)
    query = replace(query, filter=replace(query.filter, q=None))
    nothing = SearchPage(query, words, (), query.problems, None, None, ())
    if not words:
        return nothing
    try:
        terms = tuple(terms_of(words))
    except StoreError:
        said = f"“{words}” has no word to search for; give letters or figures."
        return replace(nothing, problems=(*query.problems, said))
    documents = find_passages(case, words, query)
    chosen = replace(query.filter, q=words)
    events = case.cached(
        ("events of a search", chosen),
        lambda: case.store.find_events(chosen, limit=EVENTS_SHOWN, judged=case.judged),
    )
    shown = Found(reports_of(case, events.items), events.total, events.offset, events.limit)
    singles = _singles(case, terms) if not documents.total and (len(terms) > 1 or narrowed(query)) else ()
    choices = choices_of(case, words, query.filter)
    return SearchPage(query, words, terms, query.problems, documents, shown, choices, singles)


def find_passages(case: Case, words: str, query: Query) -> Found[Passage]:
    """Return a page of the documents that have every word and fit, each with its passage.

    Raises:
        StoreError: If there is no word to search for.
    """
    found = case.cached(
        ("search", words, query.filter, query.offset, query.per_page),
        lambda: case.store.search_found(words, query.filter, query.offset, query.per_page, judged=case.judged),
    )
    facts = facts_of(case.store, (hit.document for hit in found.items))
    items = tuple(_passage(hit, facts[hit.document]) for hit in found.items if hit.document in facts)
    return Found(items, found.total, found.offset, found.limit)


def narrowed(query: Query) -> bool:
    """Tell whether a search is narrowed by anything but its words."""
    return query.filter != EventFilter()


def _passage(hit: Hit, document: Facts) -> Passage:
    passage = hit.passage
    if passage is None:
        return Passage(document, (), 0, document_url(hit.document), False, False)
    marks = [Mark(span.start, span.end, "found") for span in hit.matches]
    pieces = cut(passage.quote, passage.start, passage.end, marks, base=passage.start)
    first = hit.matches[0] if hit.matches else None
    href = passage_url(hit.document, first.start, first.end) if first else document_url(hit.document)
    return Passage(document, pieces, len(hit.matches), href, passage.start > 0, not _ENDED.search(passage.quote))


def _singles(case: Case, terms: Sequence[Term]) -> tuple[Single, ...]:
    found = []
    for term in terms:
        text = f"{term.text}*" if term.prefix else (f'"{term.text}"' if " " in term.text else term.text)
        found.append(Single(text, case.store.search_found(text, limit=1).total))
    return tuple(found)


def choices_of(case: Case, words: str, chosen: EventFilter) -> tuple[Choices, ...]:
    """Return what the documents found can be narrowed by, each value with the documents that it would leave."""
    facets = case.cached(
        ("facets of a search", words, chosen),
        lambda: case.store.search_facets(words, chosen, judged=case.judged),
    )
    return (
        _choices("country", "Country of an event", facets.countries, chosen.countries),
        _choices("type", "Type of an event", facets.types, chosen.types),
        _choices("status", "Status of an event", facets.statuses, chosen.statuses),
        _choices("publisher", "Publisher", facets.publishers, chosen.publishers),
    )


def _choices(parameter: str, title: str, facets: Sequence[DocumentFacet], chosen: Collection[str]) -> Choices:
    """Return the values of a facet, the chosen ones first, also those that no document found has."""
    names: dict[str, Callable[[str], str]] = {"country": display_name, "status": status_name}
    name = names.get(parameter, str)
    counts = {facet.value: facet.documents for facet in facets if facet.value is not None}
    order = [*(one for one in counts if one in chosen), *(one for one in chosen if one not in counts)]
    order += [one for one in counts if one not in chosen]
    values = [Choice(one, name(one), counts.get(one, 0), chosen=one in chosen) for one in order[:MOST]]
    return Choices(parameter, title, tuple(values))
