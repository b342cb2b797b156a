"""Documents of one text for the tests of agreements."""

from __future__ import annotations

from datetime import date

from detente.records import DateValue, Document, content_id


def document(text: str, published: date = date(2019, 8, 12), publisher: str | None = None) -> Document:
    """Return a document in English that came out on `published`."""
    day = DateValue(published, published, "day")
    ident = content_id("d", text, published.isoformat())
    return Document(ident, "test.txt", text, text, "text/plain", publisher=publisher, published=day, language="en")
