"""How many publishers report something independently of one another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from detente.records import Document


class Copies(Protocol):
    """A group of documents that are copies of one text."""

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents."""


class Publishers:
    """Counts independent publishers among documents.

    Of the copies of one text only the earliest published counts. A document without publisher and address may be from
    any of the others, so such documents count as one publisher where nothing else is there, and else not at all: the
    count is the least number of publishers that the documents can be from.

    Args:
        documents: Documents by which the publishers are known.
        groups: Groups of copies.
    """

    def __init__(self, documents: Iterable[Document], groups: Iterable[Copies] = ()) -> None:
        self._documents = {document.id: document for document in documents}
        self._first: dict[str, str] = {}
        for group in groups:
            roots = sorted({self._root(member) for member in group.documents})
            for root in roots:
                self._first[root] = roots[0]

    def count(self, ids: Iterable[str]) -> int:
        """Return the number of independent publishers of the documents with these ids.

        Raises:
            KeyError: If a document is not among those given at the start.
        """
        names = {publisher_of(document) for document in self.originals(ids)}
        known = names - {None}
        return len(known) if known else len(names)

    def originals(self, ids: Iterable[str]) -> list[Document]:
        """Return of each group of copies among these ids the earliest published, and every other document."""
        earliest: dict[str, Document] = {}
        for document in sorted((self._documents[one] for one in set(ids)), key=_order):
            earliest.setdefault(self._root(document.id), document)
        return list(earliest.values())

    def _root(self, document_id: str) -> str:
        while (above := self._first.get(document_id, document_id)) != document_id:
            document_id = above
        return document_id


def publisher_of(document: Document) -> str | None:
    """Return what tells the publisher of a document from others: its name, else the host of its address, else None."""
    if document.publisher and document.publisher.strip():
        return document.publisher.strip().casefold()
    host = urlsplit(document.url).hostname if document.url else None
    return host.removeprefix("www.") if host else None


def _order(document: Document) -> tuple[date, str]:
    return document.published.start or date.max, document.id
