"""Events as reports: the sentence, the document it stands in, who says so, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.briefs import wording
from detente.briefs.build import is_web_address
from detente.records import DateValue, Event, Judgement
from detente.store import Store, Summary, Verdict
from detente.store.judging import judged, verdict_of
from detente.web.case import Case
from detente.web.links import passage_url
from detente.web.marking import Piece, quote_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What a list says of a document.

    Attributes:
        name: Its title, else its path.
        published: Publication date; `when` is that in words.
        url: Its address, only where a link may lead there.
    """

    id: str
    name: str
    publisher: str | None
    published: DateValue
    when: str
    language: str | None
    url: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain of who says so.

    Attributes:
        kind: What it is, in words; None for the publisher that ends the chain.
        quote: The words of the text that name it, and `href` where they stand; None for the publisher.
    """

    name: str
    kind: str | None
    country: str | None
    quote: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """An event with what a reader needs beside it.

    Attributes:
        event: The event; as people left it where the list counts judgements.
        sentence: The act in plain English.
        when: Its date in words.
        pieces: The sentence of the text, cut where its marks begin and end.
        said_by: Who says so, innermost first, the publisher last.
        standing: The judgements that stand, one a reviewer.
        verdict: What they come to, or None where there are none.
    """

    event: Event
    sentence: str
    when: str
    status_words: str
    pieces: tuple[Piece, ...]
    document: Facts
    said_by: tuple[Link, ...]
    standing: tuple[Judgement, ...]
    verdict: Verdict | None

    @property
    def passage(self) -> str:
        """Where the sentence stands in its document."""
        return passage_url(self.event.document, self.event.evidence.start)

    @property
    def counts(self) -> Event | None:
        """The event as its judgements leave it, or None where they leave it out."""
        return judged(self.event, self.verdict)


def reports_of(case: Case, events: Sequence[Event]) -> tuple[Report, ...]:
    """Return the reports of `events`, in their order."""
    facts = facts_of(case.store, (event.document for event in events))
    standing = case.store.standing([event.id for event in events])
    return tuple(report(event, facts[event.document], standing.get(event.id, ())) for event in events)


def report(event: Event, document: Facts, standing: Sequence[Judgement]) -> Report:
    """Return the report of an event."""
    return Report(
        event=event,
        sentence=wording.sentence(event),
        when=wording.when(event.date),
        status_words=wording.STATUS_WORDS[event.status],
        pieces=quote_of(event),
        document=document,
        said_by=chain_of(event, document),
        standing=tuple(standing),
        verdict=verdict_of(standing),
    )


def chain_of(event: Event, document: Facts) -> tuple[Link, ...]:
    """Return who says so, innermost first; the publisher of the document ends the chain unless it stands there already."""
    links = [
        Link(
            one.name,
            wording.KIND_WORDS[one.kind],
            one.country,
            one.span.quote,
            passage_url(event.document, one.span.start),
        )
        for one in event.attribution
    ]
    publisher = document.publisher
    if publisher and (not links or links[-1].name.casefold() != publisher.casefold()):
        links.append(Link(publisher, None, None, None, None))
    return tuple(links)


def facts_of(store: Store, ids: Iterable[str]) -> dict[str, Facts]:
    """Return what lists say of the documents with these ids, by id."""
    return {summary.id: facts(summary) for summary in store.summaries_of(dict.fromkeys(ids))}


def facts(summary: Summary) -> Facts:
    """Return what lists say of a document."""
    return Facts(
        id=summary.id,
        name=summary.title or summary.path,
        publisher=summary.publisher,
        published=summary.published,
        when=wording.when(summary.published),
        language=summary.language,
        url=summary.url if summary.url and is_web_address(summary.url) else None,
        path=summary.path,
    )
