"""The resolver, loaded once, and documents out of a few sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.actors import Resolver
from detente.records import DateValue, Document


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver.default()


@pytest.fixture(scope="session")
def make() -> Callable[..., Document]:
    def make_document(text: str, day: str | None = "2019-08-12", publisher: str | None = None) -> Document:
        value = DateValue(date.fromisoformat(day), date.fromisoformat(day), "day") if day else DateValue()
        return Document("d", "d.txt", text, text, "text/plain", published=value, publisher=publisher)

    return make_document
