"""The store: one SQLite file that holds documents, events and how they came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from detente.errors import UnknownDocumentError
from detente.reading.copies import CopyGroup
from detente.records import Document, Event, Skipped
from detente.store import documents, events, listing, runs, search, verify
from detente.store.deciding import Deciding
from detente.store.documents import Added, Summary, Versions
from detente.store.queries import Queries
from detente.store.runs import Run
from detente.store.search import Hit
from detente.store.verify import Failure


class Store(Queries, Deciding):
    """An open store; use it in a `with` block.

    One process writes at a time, any number read meanwhile and see the state before the write or after it. Every method
    that writes is one transaction: a process that dies in the middle leaves the store as it was before.

    Args:
        path: File of the store; made if it does not exist, unless `read_only`.
        read_only: Refuse writes; needs no lock.
        wait_s: Seconds that a write waits for another writer.

    Raises:
        StoreError: If the file is no store, is of a later version, or cannot be opened.
    """

    @contextmanager
    def run(
        self, command: str, *, models: Mapping[str, str] | None = None, tables: Mapping[str, str] | None = None
    ) -> Iterator[Run]:
        """Record a run of `command`, finished when the block ends without an error.

        Args:
            command: What is run, as a user would type it.
            models: Version of each model by its name.
            tables: Version or hash of each table of facts by its name.
        """
        with self._write():
            number = runs.start(self._connection, command, models or {}, tables or {})
        yield next(run for run in self.runs() if run.id == number)
        with self._write():
            runs.finish(self._connection, number)

    def runs(self) -> list[Run]:
        """Return all runs, oldest first."""
        return runs.every(self._connection)

    def add_document(self, document: Document, run: Run | None = None) -> Added:
        """Add a document, or note where it was seen if the store has it.

        Returns:
            "added"; "duplicate" for bytes that the store has, which then only gain a place; "version" where the page
            was read before with other text, which the new one replaces as the newest.
        """
        with self._write():
            outcome = documents.add(self._connection, document, run.id if run else None)
            if outcome == "version":
                with listing.kept(self._connection, documents.versions(self._connection, document.id)):
                    pass
            return outcome

    def add_events(self, document_id: str, events_of_it: Sequence[Event], run: Run) -> None:
        """Put the events of a document in place of those that an earlier coding found in it.

        Raises:
            StoreError: If the document is not in the store.
            EvidenceError: If a span of an event does not stand in the text; nothing changes then.
        """
        with self._write(), listing.kept(self._connection, [document_id]):
            events.replace(self._connection, document_id, events_of_it, run.id)

    def set_incidents(self, events_of_all: Iterable[Event]) -> None:
        """Give each stored event the incident that it has here, as when the events of all documents were grouped.

        Nothing else of an event changes.
        """
        with self._write():
            listing.set_incidents(self._connection, list(events_of_all))

    def add_skipped(self, skipped: Skipped, run: Run | None = None, document_id: str | None = None) -> None:
        """Note what could not be used.

        Args:
            skipped: What and why; a reason "duplicate of PATH" makes it one more place of the document read there.
            run: The run that skipped it.
            document_id: The stored document that could not be coded; None for what could not be read.
        """
        with self._write():
            runs.add_skipped(self._connection, skipped, run.id if run else None, document_id)

    def replace_groups(self, groups: Iterable[CopyGroup]) -> None:
        """Put `groups` in place of the groups of copies that the store has."""
        with self._write():
            documents.replace_groups(self._connection, groups)

    def remove(self, name: str) -> list[str]:
        """Take a document and all that came from it out.

        Args:
            name: Its id, or a path or address, which stands for every version read there.

        Returns:
            The ids of the removed documents.

        Raises:
            UnknownDocumentError: If the store has no such document.
        """
        with self._write():
            found = documents.find(self._connection, name)
            if not found:
                raise UnknownDocumentError(
                    f"{name}: no such document in {self.path} (name an id, a path or an address)"
                )
            pages = {one for name in found for one in documents.versions(self._connection, name)}
            with listing.kept(self._connection, sorted(pages)):
                documents.remove(self._connection, found)
            return found

    def document(self, document_id: str) -> Document | None:
        """Return the document with this id, or None."""
        return documents.get(self._connection, document_id)

    def documents(self, *, versions: Versions = "newest", coded: bool | None = None) -> Iterator[Document]:
        """Yield documents in the order in which they were added.

        Args:
            versions: "newest" leaves out texts that a later reading of their page replaced; "all" has them too.
            coded: Only documents that were coded, or with False only those that were not; None for both.
        """
        return documents.every(self._connection, versions, coded)

    def summaries(self) -> Iterator[Summary]:
        """Yield the newest documents without their texts, in the order of their paths."""
        return documents.summaries(self._connection)

    def places(self, document_id: str) -> list[str]:
        """Return every path at which the bytes of a document were seen, the first one first."""
        return documents.places(self._connection, document_id)

    def versions(self, document_id: str) -> list[str]:
        """Return the ids of all versions of the page of a document, oldest first."""
        return documents.versions(self._connection, document_id)

    def groups(self) -> list[CopyGroup]:
        """Return the groups of copies."""
        return documents.groups(self._connection)

    def events(
        self,
        *,
        document: str | None = None,
        dyad: tuple[str, str] | None = None,
        start: date | None = None,
        end: date | None = None,
        versions: Versions = "newest",
        judged: bool = False,
    ) -> Iterator[Event]:
        """Yield events that fit every condition, in the order of their documents and then of the text.

        Args:
            document: Id of a document, of whatever version.
            dyad: Two countries, one of which acts on the other, in either direction.
            start: First day; leaves out events that may lie before it, and undated ones.
            end: Last day; leaves out events that may lie after it, and undated ones.
            versions: "newest" leaves out events of texts that a later reading of their page replaced.
            judged: As people left them: without rejected ones, and corrected ones by what they were corrected to.
        """
        return events.select(
            self._connection, document=document, dyad=dyad, start=start, end=end, versions=versions, judged=judged
        )

    def skipped(self, run: Run | None = None) -> list[Skipped]:
        """Return what `run` skipped, or without a run what was skipped and not used since."""
        return runs.skipped(self._connection, run.id if run else None)

    def run_of_event(self, event_id: str) -> Run | None:
        """Return the run that coded an event, or None where that is not known any more."""
        return runs.of_event(self._connection, event_id)

    def runs_of_document(self, document_id: str) -> tuple[Run | None, Run | None]:
        """Return the runs that read and that coded a document, None for one that is not known or was not."""
        return runs.of_document(self._connection, document_id)

    def skips_of_document(self, document_id: str) -> list[Skipped]:
        """Return why a document could not be coded, as of the latest run that met it."""
        return runs.skips_of_document(self._connection, document_id)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Return the newest documents that have every word and "quoted phrase" of `query`, best first.

        Args:
            query: Words and phrases; `nego*` stands for all words that begin so. Case and accents do not matter.
            limit: Greatest number of documents.

        Raises:
            StoreError: If the query has no word in it.
        """
        return search.search(self._connection, query, limit)[0]

    def verify(self) -> Iterator[Failure]:
        """Yield everything in the store that does not hold: spans, offset maps, search index, the file."""
        return verify.verify(self._connection, read_only=self.read_only)
