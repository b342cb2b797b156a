"""A small document with real spans and events, and stores that hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.evidence import span_of
from detente.records import (
    Attribution,
    DateValue,
    Document,
    Event,
    Participant,
    Removed,
    Segment,
    Span,
    content_id,
)
from detente.store import Store

TEXT = (
    "On 22 August 2019 South Korea told Japan that it would end their intelligence pact, Kyodo said.\n\n"
    "Japan's foreign minister protested to the South Korean ambassador that night."
)


def find(text: str, quote: str) -> Span:
    start = text.index(quote)
    return span_of(text, start, start + len(quote))


def make_document(text: str = TEXT, path: str = "news/pact.md", url: str | None = None) -> Document:
    raw = f"<p>{text}</p>"
    return Document(
        id=content_id("doc", raw, text),
        path=path,
        text=text,
        raw=raw,
        media_type="text/html",
        title="Seoul ends the pact",
        url=url,
        publisher="Example Courier",
        editor="A. Editor",
        author="B. Author",
        published=DateValue(date(2019, 8, 23), date(2019, 8, 23), "day", "2019-08-23"),
        published_basis="front matter",
        language="en",
        language_basis="stated",
        encoding="utf-8",
        offsets=(Segment(0, len(text), 3, 3 + len(text)),),
        removed=(Removed(0, 3, "markup", "<p>"), Removed(3 + len(text), len(raw), "markup", "</p>")),
        metadata={"section": "world", "tags": ["pact", {"depth": 1.5}], "paid": False, "note": None},
    )


def make_events(document: Document) -> list[Event]:
    text = document.text
    first, second = text.split("\n\n")
    threat = Event(
        id=content_id("ev", document.id, "1"),
        path=document.path,
        document=document.id,
        date=DateValue(date(2019, 8, 22), date(2019, 8, 22), "day", "22 August 2019", find(text, "22 August 2019")),
        source=(Participant("KOR", "South Korea", "KOR", "government", find(text, "South Korea")),),
        target=(Participant("JPN", "Japan", "JPN", "government", find(text, "Japan")),),
        type="THREATEN",
        mode="relations",
        context=("diplomatic", "intelligence"),
        cameo="0312",
        intensity=-3.5,
        scale="PLOVER",
        status="threatened",
        contested=False,
        attribution=(
            Attribution("Kyodo", "agency", "JPN", find(text, "Kyodo")),
            Attribution("Example Courier", "newspaper", None, find(text, "Kyodo said")),
        ),
        evidence=find(text, first),
        trigger=find(text, "would end"),
        incident=content_id("in", "threat"),
        confidence=0.8,
    )
    protest = replace(
        threat,
        id=content_id("ev", document.id, "2"),
        date=DateValue(earliest=date(2019, 8, 1), latest=date(2019, 8, 31)),
        source=(Participant("jpn/kono", "Taro Kono", "JPN", "government", find(text, "Japan's foreign minister")),),
        target=(Participant("KOR", "South Korea", "KOR", None, find(text, "South Korean ambassador")),),
        type="ACCUSE",
        mode=None,
        context=(),
        cameo=None,
        intensity=None,
        scale=None,
        status="happened",
        contested=True,
        attribution=(),
        evidence=find(text, second),
        trigger=find(text, "protested"),
        incident=content_id("in", "protest"),
    )
    return [threat, protest]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Callable[[], tuple[Store, Document, list[Event]]]:
    def fill() -> tuple[Store, Document, list[Event]]:
        document = make_document()
        events = make_events(document)
        with store.run("code") as run:
            store.add_document(document, run)
            store.add_events(document.id, events, run)
        return store, document, events

    return fill
