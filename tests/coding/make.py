"""Documents, parsed sentences, scenes and events for the tests of coding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.actors import Resolver
from detente.coding.acts import drafts_of
from detente.coding.clauses import Clause, clause_of, lemma_of
from detente.coding.drafts import Draft
from detente.coding.parsing import parse
from detente.coding.participants import Scene
from detente.records import Actor, DateValue, Document, Event, Mention, Participant, Sector, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PUBLISHED = date(2022, 3, 10)  # a Thursday


def day(when: str | date) -> DateValue:
    value = when if isinstance(when, date) else date.fromisoformat(when)
    return DateValue(value, value, "day")


def document(text: str, published: DateValue | None = None, **fields: Any) -> Document:
    values: dict[str, Any] = {"id": "d-test", "path": "test.txt", "media_type": "text/plain", "language": "en"}
    return Document(text=text, raw=text, published=published or day(PUBLISHED), **(values | fields))


def parsed(sentence: str) -> Doc:
    return next(parse([sentence]))


def token(doc: Doc, word: str) -> Token:
    """The first token that reads `word`."""
    return next(t for t in doc if t.text == word)


def clause(sentence: str, word: str) -> Clause:
    return clause_of(token(parsed(sentence), word))


def lemmas(tokens: Sequence[Token]) -> list[str]:
    return [lemma_of(t) for t in tokens]


def mentions(text: str) -> list[Mention]:
    return list(Resolver.default().read(document(text)).mentions)


def scene(sentence: str, pair: Sequence[Mention] = ()) -> Scene:
    """The scene of a sentence that is a whole text."""
    return Scene(0, len(sentence), mentions(sentence), [], pair)


def drafts(sentence: str) -> list[Draft]:
    return list(drafts_of(parsed(sentence), scene(sentence)))


def actor(country: str | None, sector: Sector | None = "government") -> Actor:
    return Actor(country or "nobody", country or "nobody", country, sector)


def mention(text: str, word: str, country: str | None, sector: Sector | None = "government") -> Mention:
    start = text.index(word)
    return Mention(Span(start, start + len(word), word), actor(country, sector))


def side(*countries: str) -> tuple[Participant, ...]:
    return tuple(Participant(country, country, country, "government", Span(0, 3, "act")) for country in countries)


def event(number: int = 0, source: str = "CAN", target: str = "RUS", **fields: Any) -> Event:
    values: dict[str, Any] = {
        "id": f"e-{number}",
        "path": "test.txt",
        "document": "d-test",
        "date": day("2022-03-07"),
        "source": side(source),
        "target": side(target),
        "type": "SANCTION",
        "mode": None,
        "context": (),
        "cameo": None,
        "intensity": None,
        "scale": None,
        "status": "happened",
        "contested": False,
        "attribution": (),
        "evidence": Span(0, 3, "act"),
        "trigger": Span(0, 3, "act"),
        "incident": "",
        "confidence": 0.5,
    }
    return Event(**(values | fields))
