"""Editions out of a few lines, for tests."""

from __future__ import annotations

from datetime import date

from detente.editions.outline import outline_of
from detente.editions.records import Edition, Version
from detente.records import DateValue, Document, content_id


def make_edition(
    text: str,
    *,
    name: str = "2020",
    issuer: str | None = "KOR",
    series: str = "kr_defense_white_paper",
    language: str = "en",
    day: date | None = None,
    version: Version | None = None,
) -> Edition:
    """Return an edition of `text` as a plain document of its own."""
    dated = DateValue(day, day, "day") if day else DateValue()
    document = Document(
        content_id("doc", text, name),
        f"{series}-{name}.txt",
        text,
        text,
        "text/plain",
        language=language,
        published=dated,
    )
    return Edition(
        id=content_id("edition", series, name, version or "", document.id),
        series=series,
        name=name,
        year=int(name[:4]),
        version=version,
        issuer=issuer,
        issuer_body=None,
        title=None,
        date=dated,
        language=language,
        document=document,
        outline=outline_of(document),
    )
