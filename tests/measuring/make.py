"""Events and documents for the tests of measuring; only what an index looks at differs among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from detente.records import DateValue, Document, Event, Participant, Sector, Span

WORD = Span(0, 3, "act")


def side(*countries: str, sector: Sector | None = "government") -> tuple[Participant, ...]:
    return tuple(Participant(country, country, country, sector, WORD) for country in countries)


def day(text: str) -> DateValue:
    return DateValue(date.fromisoformat(text), date.fromisoformat(text), "day")


def between(start: str, end: str) -> DateValue:
    return DateValue(date.fromisoformat(start), date.fromisoformat(end), "range")


def event(
    number: int = 0,
    source: str | Sequence[Participant] = "KOR",
    target: str | Sequence[Participant] = "JPN",
    when: str | DateValue = "2019-08-22",
    **fields: Any,
) -> Event:
    values = {
        "id": f"ev-{number}",
        "path": "a.md",
        "document": "doc-a",
        "date": day(when) if isinstance(when, str) else when,
        "source": side(source) if isinstance(source, str) else tuple(source),
        "target": side(target) if isinstance(target, str) else tuple(target),
        "type": "ACCUSE",
        "mode": None,
        "context": (),
        "cameo": None,
        "intensity": -2.0,
        "scale": "plover",
        "status": "happened",
        "contested": False,
        "attribution": (),
        "evidence": WORD,
        "trigger": WORD,
        "incident": f"in-{number}",
        "confidence": 0.8,
    }
    return Event(**(values | fields))


def document(id: str = "doc-a", publisher: str | None = "Courier", when: str = "2019-08-23", **fields: Any) -> Document:
    values: dict[str, Any] = {"path": f"{id}.md", "text": "act", "raw": "act", "media_type": "text/plain"}
    return Document(id=id, publisher=publisher, published=day(when), **(values | fields))
