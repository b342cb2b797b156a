"""What several commands do: open the store, read into it, code documents."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import click

from detente.cli.reporting import DEFAULT_STORE, Reporter
from detente.coding import Coder, default_coder, group_incidents, not_coded
from detente.coding.encoder import encoder_version
from detente.coding.hosted import EndpointError, HostedCoder
from detente.coding.parsing import parser_version
from detente.data.tables import tables_version
from detente.engines.processes import map_ordered
from detente.errors import StoreError, TableError
from detente.reading import read_all
from detente.reading.copies import group_copies
from detente.records import Document, Event, Skipped
from detente.store import Run, Store

Coded = tuple[Document, list[Event] | Skipped]
# Documents that a worker gets at once.
_TOGETHER = 16


def open_for_writing(path: Path | None) -> Store:
    """Open the store, making it where it does not exist."""
    try:
        return Store(path or DEFAULT_STORE)
    except StoreError as error:
        raise click.UsageError(str(error)) from error


def open_for_reading(path: Path | None) -> Store:
    """Open an existing store read-only."""
    chosen = path or DEFAULT_STORE
    if not chosen.exists():
        raise click.UsageError(f"there is no store {chosen}; make one with `detente read PATH --store {chosen}`")
    try:
        return Store(chosen, read_only=True)
    except StoreError as error:
        raise click.UsageError(str(error)) from error


def check_store(path: Path | None) -> None:
    """Refuse to go on where there is no store that can be read.

    Raises:
        click.UsageError: With the way to make one.
    """
    open_for_reading(path).close()


def without(items: Iterable[Document | Skipped], files: Collection[Path]) -> Iterator[Document | Skipped]:
    """Leave out of what is read the files that the command itself writes; they may lie in a folder that it reads."""
    own = {os.path.realpath(file) for file in files}
    for item in items:
        where = item.where if isinstance(item, Skipped) else item.path
        if not own or where == "-" or os.path.realpath(where) not in own:
            yield item


def into_store(store: Store, items: Iterable[Document | Skipped], run: Run, reporter: Reporter) -> int:
    """Add what is read to the store and return the number of documents that it now has from this run."""
    count = 0
    files = [store.path.with_name(store.path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
    for item in without(items, files):
        if isinstance(item, Document) and not _is_text(item.path):
            reporter.skip(Skipped(item.path, "has a name that is no UTF-8", "give the file another name"))
            continue
        if isinstance(item, Skipped):
            reporter.skip(item)
            if _is_text(item.where):
                store.add_skipped(item, run)
            continue
        outcome = store.add_document(item, run)
        count += 1
        if outcome == "duplicate":
            reporter.say(f"{item.path}: already in the store")
        elif outcome == "version":
            reporter.say(f"{item.path}: changed since it was last read; kept as a new version")
    store.replace_groups(group_copies(list(store.documents())))
    return count


def _is_text(name: str) -> bool:
    """Tell whether a file name is text; Linux allows any bytes, and a store holds only text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_actors(actors: Sequence[Path]) -> None:
    """Load the user's tables of actors now, so that an error in them comes before the long work.

    Raises:
        click.UsageError: If a row does not fit; it names file, line and column.
    """
    if not actors:
        return
    try:
        _coder(tuple(actors))
    except TableError as error:
        raise click.UsageError(str(error)) from error


@cache
def _coder(actors: tuple[Path, ...]) -> Coder:
    from detente.actors import Resolver

    return Coder(Resolver(extra=list(actors))) if actors else default_coder()


class CodeTogether:
    """Codes documents side by side; a class of a module, so that it can be sent to another process."""

    def __init__(self, actors: Sequence[Path] = ()) -> None:
        self.actors = tuple(actors)

    def __call__(self, documents: Iterable[Document]) -> list[Coded]:
        """Return each document with its events, or with why it was not coded."""
        return list(self.stream(documents))

    def stream(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield the same, some dozens of documents at a time."""
        return _coder(self.actors).code_all(documents)


def code_in_processes(
    documents: Iterable[Document], *, workers: int = 1, actors: Sequence[Path] = ()
) -> Iterator[Coded]:
    """Yield each document with its events, or with why it was not coded, in order.

    Args:
        documents: What to code; read only a little ahead.
        workers: Number of processes; 1 works in this process.
        actors: The user's own tables of actors.
    """
    coder = CodeTogether(actors)
    if workers == 1:
        yield from coder.stream(documents)
        return
    source = iter(documents)
    groups = iter(lambda: list(islice(source, _TOGETHER)), [])
    for group in map_ordered(coder, groups, workers=workers, chunk=1, ready="detente.coding.ready"):
        yield from group


class CodeByEndpoint:
    """Codes one document with a language model behind an endpoint."""

    def __init__(self, endpoint: str, model: str) -> None:
        self.coder = HostedCoder(endpoint, model)

    def __call__(self, document: Document) -> Coded:
        """Return the document with its events that verify, or with why it was not coded."""
        reason = not_coded(document)
        if reason is not None:
            return document, reason
        try:
            return document, self.coder.code(document)
        except EndpointError as error:
            return document, Skipped(document.path, str(error), "see that the endpoint runs, then code again")


def code_documents(
    documents: Iterable[Document],
    reporter: Reporter,
    *,
    workers: int = 1,
    actors: Sequence[Path] = (),
    by: CodeByEndpoint | None = None,
) -> Iterator[Coded]:
    """Yield each document with its events or with why it was not coded, and show progress."""
    if by is not None:
        yield from reporter.track(map(by, documents), "coding")
        for reason, count in sorted(by.coder.dropped.items()):
            reporter.say(f"{count} answers dropped: {reason}")
        return
    yield from reporter.track(code_in_processes(documents, workers=workers, actors=actors), "coding")


def read_and_code(
    paths: Sequence[str],
    reporter: Reporter,
    *,
    allow_private: bool = False,
    workers: int = 1,
    actors: Sequence[Path] = (),
    leave_out: Collection[Path] = (),
    by: CodeByEndpoint | None = None,
) -> tuple[list[Document], list[Event], list[Skipped]]:
    """Read and code in one go, without a store.

    Args:
        paths: Files, folders, URLs, `-`.
        reporter: Who tells the user.
        allow_private: Whether URLs may lead to private addresses.
        workers: Processes to code with.
        actors: The user's own tables of actors.
        leave_out: Files that are not read, even in a folder that is.
        by: What codes instead of the project's own coder.

    Returns:
        The documents, their events with incidents across documents, and what was skipped on the way.
    """
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for item in reporter.track(without(read_all(paths, allow_private=allow_private), leave_out), "reading"):
        if isinstance(item, Document):
            documents.append(item)
        else:
            reporter.skip(item)
            skipped.append(item)
    events: list[Event] = []
    for _, coded in code_documents(documents, reporter, workers=workers, actors=actors, by=by):
        if isinstance(coded, Skipped):
            reporter.skip(coded)
            skipped.append(coded)
        else:
            events += coded
    return documents, group_incidents(events), skipped


def code_store(
    store: Store,
    run: Run,
    reporter: Reporter,
    *,
    again: bool,
    workers: int,
    actors: Sequence[Path],
    by: CodeByEndpoint | None = None,
) -> int:
    """Code the documents of the store that are not coded yet, or all `again`; return the number of events found."""
    chosen = list(store.documents(coded=None if again else False))
    count = 0
    for document, coded in code_documents(chosen, reporter, workers=workers, actors=actors, by=by):
        if isinstance(coded, Skipped):
            reporter.skip(coded)
            store.add_skipped(coded, run, document.id)
        else:
            store.add_events(document.id, coded, run)
            count += len(coded)
    store.set_incidents(group_incidents(store.events()))
    return count


def versions(model: str | None = None) -> dict[str, dict[str, str]]:
    """Return what a run records: versions of the models and of the tables; `model` is that of an endpoint."""
    hosted = {"endpoint": model} if model else {}
    return {
        "models": {"parser": parser_version(), "encoder": encoder_version(), **hosted},
        "tables": {"detente": tables_version()},
    }
