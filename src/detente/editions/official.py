"""Which documents are editions of an official series; ordinary news is none.

A document is one where its front matter says so, or where it bears the name of a known series on its cover and was issued by
the body that issues that series. Both are strict: a report about a white paper has its words in the title, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from detente.editions.claims_series import Series as Known
from detente.editions.claims_series import series_table
from detente.editions.issuers import issuer_of
from detente.editions.naming import find_countries
from detente.editions.series import Series, group_series
from detente.records import Document

# With `series` alone a column of a newspaper would be one, too; one of these says that it is an edition of it.
_TELLING = ("edition", "edition_year", "issuer", "version")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?(?!\d)")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?=\W*(?:19|20)\d\d)"
)
_WORD = re.compile(r"[a-z0-9]+")
_AROUND = frozenset("the a an edition issue annual of for in".split())
_SMALL = frozenset("of the and for".split())


def official_series(documents: Iterable[Document]) -> list[Series]:
    """Return the series whose editions are among `documents`, by name; what is no edition is passed over."""
    found = (stated(document) for document in documents)
    return group_series(document for document in found if document is not None)


def stated(document: Document) -> Document | None:
    """Return a document with its series in its metadata, or None where it is no edition of a series.

    Args:
        document: Any document. One whose front matter names a series is returned as it is.
    """
    name = document.metadata.get("series")
    if isinstance(name, str) and name.strip():
        told = any(document.metadata.get(key) for key in _TELLING)
        return document if told or any(row.series == name.strip() for row in series_table()) else None
    row = on_cover(document.title, document.publisher)
    if row is None:
        return None
    return replace(document, metadata={**document.metadata, "series": row.series, "issuer_body": row.issuer_body})


def on_cover(title: str | None, publisher: str | None) -> Known | None:
    """Return the known series that a document is of by its title and publisher, or None.

    The title must be the name of the series and a year, and nothing else but the issuer's name; the publisher must be the
    body that issues it.
    """
    if not title or not publisher or _YEAR.search(title) is None:
        return None
    issuing = [row for row in series_table() if _issues(row, publisher)]
    if not issuing:
        return None
    names = _titles(title)
    found = [row for row in issuing if names & {_squeezed(name) for name in row.names}]
    return found[0] if len(found) == 1 else None


def issues_a_series(publisher: str) -> bool:
    """Tell whether a publisher is a body that issues a series of the table."""
    return any(_issues(row, publisher) for row in series_table())


@lru_cache(maxsize=100_000)
def _issues(row: Known, publisher: str) -> bool:
    """Tell whether a publisher is the body that issues a series."""
    state, body = issuer_of(publisher)
    if state is None and body is not None:
        # "White House" names no state, but no other state's body of the table is called so.
        bearers = {other.issuer for other in series_table() if other.issuer_body == row.issuer_body}
        return bearers == {row.issuer} and _bare(body) == _bare(row.issuer_body)
    if state != row.issuer:
        return False
    if body is None:
        # A body of several states signs under its own name; "Japan" alone is no ministry.
        return len(row.issuer) != 3 or publisher.strip() == row.issuer_body
    wanted, given = _words(row.issuer_body), _words(body)
    initials = {"".join(word[0] for word in words) for words in (wanted, [w for w in wanted if w not in _SMALL])}
    return set(wanted) - _SMALL <= set(given) or bool(initials & set(given))


def _titles(title: str) -> frozenset[str]:
    """Return what a title says without its year, with and without the countries that it names."""
    bare = _YEAR.sub(" ", _MONTH.sub(" ", title))
    countries = find_countries(bare)
    without = bare
    for one in reversed(countries):
        without = f"{without[: one.start]} {without[one.end :]}"
    return frozenset({_squeezed(bare), _squeezed(without)})


def _squeezed(words: str) -> str:
    """Return the telling words of a title or name in one spelling."""
    return " ".join(word for word in _words(words.replace("'s", " ").replace("’s", " ")) if word not in _AROUND)


def _bare(words: str) -> list[str]:
    return [word for word in _words(words) if word != "the"]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("defence", "defense"))
