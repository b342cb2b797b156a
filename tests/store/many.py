"""A store of several documents and many events, by few words each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.evidence import span_of
from detente.records import Event
from detente.store import Store
from tests.measuring import make

SENTENCES = ("Seoul accused Tokyo of a slight.", "Both met in Beijing.", "東京は抗議した。")


def text_of(sentence: str) -> str:
    return f"act\n\n{sentence}"


def put(store: Store, events: Iterable[Event], sentence: str = SENTENCES[0], **publishers: str | None) -> list[Event]:
    """Add events with their documents; each has `sentence` as its evidence and the word "act" as its mentions."""
    by_document: dict[str, list[Event]] = {}
    for event in events:
        text = text_of(sentence)
        span = span_of(text, 5, len(text))
        by_document.setdefault(event.document, []).append(replace(event, evidence=span, trigger=span))
    with store.run("code") as run:
        for name, of_it in by_document.items():
            publisher = publishers.get(name.replace("-", "_"), "Courier")
            document = make.document(name, publisher, text=text_of(sentence), raw=text_of(sentence), language="en")
            store.add_document(document, run)
            store.add_events(name, of_it, run)
    return [event for of_it in by_document.values() for event in of_it]
