"""Which documents are worth reading for agreements and for claims about editions: a look at their words, before the parsers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from detente.agreements.ledger import load_ledger
from detente.briefs.names import names_country
from detente.coding import CODED_LANGUAGES
from detente.data.tables import read_rows
from detente.records import Document

# Documents read for agreements, and for claims, of one dyad: the newest. Reading one takes up to a tenth of a second.
MOST_READ = 200

_OF_AGREEMENTS = re.compile(
    r"\b(?:agreements?|accords?|pacts?|treat(?:y|ies)|conventions?|protocols?|memorand(?:um|a)|arrangements?|deals?|compact|"
    r"charter|armistice|cease-?fire|truce|alliance|framework|declaration)\b",
    re.IGNORECASE,
)


@cache
def paper_names() -> tuple[str, ...]:
    """Return what official documents are called, in English: those names that stand for one without more."""
    heads = [row["head"] for row in read_rows("editions/document_words.csv") if row["names_alone"] == "1"]
    series = [name for row in read_rows("editions/series.csv") for name in row["names"].split("|")]
    spelt = [name.replace("defense", "defence") for name in (*heads, *series)]
    return tuple(sorted({*heads, *series, *spelt}))


@cache
def agreement_names(dyad: tuple[str, str]) -> tuple[str, ...]:
    """Return the names of the agreements of the ledger to which both are parties."""
    return tuple(sorted({name for one in load_ledger().between(*dyad) for name in one.names}))


def of_papers(documents: Iterable[Document], most: int = MOST_READ) -> list[Document]:
    """Return the documents that may say something about editions of official documents, the newest, in their order."""
    names = paper_names()
    return _newest([one for one in documents if one.language in {"en", None} and _has(one.text, names)], most)


def of_agreements(documents: Iterable[Document], dyad: tuple[str, str], most: int = MOST_READ) -> list[Document]:
    """Return the documents that may speak of agreements of the two, in their order: the newest that name one come first."""
    coded = [one for one in documents if one.language in CODED_LANGUAGES]
    names = agreement_names(dyad)
    naming = {one.id for one in coded if _has(one.text, names)}
    first = _newest([one for one in coded if one.id in naming], most)
    rest = [one for one in coded if one.id not in naming and _OF_AGREEMENTS.search(one.text)]
    kept = {one.id for one in (*first, *_newest(rest, most - len(first)))}
    return [one for one in coded if one.id in kept]


def speaks_of(document: Document, dyad: tuple[str, str]) -> bool:
    """Tell whether a document without an act of the two may speak of their agreements or of what one says of the other."""
    if document.language not in CODED_LANGUAGES or not _has(document.text, (*paper_names(), *agreement_names(dyad))):
        return False
    return all(names_country(document.text, code) for code in dyad)


def _has(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether one of the names stands in a text, whatever its case."""
    plain = " ".join(text.split()).casefold()
    # Looking for each as it is takes a tenth of the time of one expression with hundreds of branches.
    return any(folded in plain and expression.search(plain) for folded, expression in _folded(names))


@cache
def _folded(names: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    folded = dict.fromkeys(" ".join(name.split()).casefold() for name in names)
    return tuple((name, re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)")) for name in folded)


def _newest(documents: list[Document], most: int) -> list[Document]:
    if len(documents) <= most:
        return documents
    kept = sorted(documents, key=lambda one: (one.published.start or date.min, one.id), reverse=True)[: max(most, 0)]
    ids = {one.id for one in kept}
    return [one for one in documents if one.id in ids]
