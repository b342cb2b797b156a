"""The resolver: one mention, or all mentions of a text, to actors on a date."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from detente.actors.document import DocumentActors, read_document
from detente.actors.found import Found
from detente.actors.gazetteer import Gazetteer, Hit
from detente.actors.knowledge import Knowledge
from detente.actors.lexicon import entries
from detente.actors.loading import DATA, load
from detente.actors.matching import Matcher
from detente.actors.mentions import whole
from detente.actors.naming import Namer
from detente.actors.phrases import Unknown, read_hits, read_phrases
from detente.evidence import span_of
from detente.records import Actor, Ambiguous, Document, Mention


class Resolver:
    """Resolves mentions with the tables loaded once."""

    def __init__(self, extra: Iterable[Path] = (), root: Path = DATA) -> None:
        """Load the tables under `root`, the shipped ones, and a user's own rows, which add to them or override them.

        Raises:
            TableError: If a row does not fit.
        """
        with _no_collecting():
            self.tables = load(tuple(extra), root)
            self.knowledge = Knowledge(self.tables)
            self.matcher = Matcher(self.knowledge)
            self.gazetteer = Gazetteer(entries(self.tables))
            self.namer = Namer(self.knowledge, self.matcher, self.gazetteer)

    @classmethod
    def default(cls) -> Resolver:
        """Return the resolver over the shipped tables, loaded once a process."""
        return _default()

    def phrases(
        self, text: str, day: date | None, countries: Counter[str] | None = None, hits: list[Hit] | None = None
    ) -> list[Found]:
        """Return the phrases of `text` that name actors or things.

        Args:
            text: Running text.
            day: Day on which it was published.
            countries: How often the text around names each country; None counts those of `text` itself first.
            hits: The hits of `text`, where they are known.
        """
        if hits is None:
            hits = read_hits(self.gazetteer, text, day)
        settled: dict[int, Found | None] = {}
        if countries is None:
            countries = self.count(read_phrases(self.knowledge, self.namer, hits, text, day, Unknown(), settled))
        return read_phrases(self.knowledge, self.namer, hits, text, day, countries, settled)

    def find(self, text: str, *, date: date | None = None) -> list[Mention]:
        """Return the actors that `text` names, by what the phrases themselves say.

        Args:
            text: Running text.
            date: Day on which it was published.

        Returns:
            Mentions in order, not overlapping.
        """
        found = self.phrases(text, date)
        return [Mention(span_of(text, f.start, f.end), f.actor, f.contradiction) for f in found if f.kind != "thing"]

    @staticmethod
    def count(found: Iterable[Found]) -> Counter[str]:
        """Count the countries of phrases; a word that may mean two countries counts for neither."""
        return Counter(f.country for f in found if f.country and not f.choices)

    def resolve(
        self, mention: str, *, date: date | None = None, context: str | None = None
    ) -> Actor | Ambiguous | None:
        """Return whom `mention` means on `date`.

        Args:
            mention: A name, title or description, as written.
            date: Day on which it was written; holders of offices are looked up on it.
            context: Text around the mention, or a country or role that it belongs to.

        Returns:
            The actor, the candidates where several fit about equally well, or None where nothing fits well enough.
        """
        return whole(self, mention.strip(), date, context)

    def read(self, document: Document) -> DocumentActors:
        """Return the actors of a document, with what its other sentences tell about them."""
        return read_document(self, document)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Put off the search for cycles: loading makes a few hundred thousand objects, none of which is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def _default() -> Resolver:
    return Resolver()


def resolve(mention: str, *, date: date | None = None, context: str | None = None) -> Actor | Ambiguous | None:
    """Return whom `mention` means on `date`, by the shipped tables; see `Resolver.resolve`."""
    return Resolver.default().resolve(mention, date=date, context=context)
