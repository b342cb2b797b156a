"""Whether words that a report quotes, or paraphrases, stand in an edition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from detente.data.tables import read_rows
from detente.editions.matching_edition import Shown, plain
from detente.records import Span

# A paraphrase stands where so many of its words of content stand in one sentence.
_COVERED = 0.8
_LIKE = 90
_LEAST_WORDS = 3
_SAYING = re.compile(
    r"^(?:(?:the|an?|any|all|its|some|previous|new|earlier)\s+)*(?:lines?|references?|mentions?|phrases?|"
    r"words?|sentences?|passages?|expressions?|"
    r"terms?|wording|descriptions?|sections?|statements?|language|paragraphs?|clauses?|assurances?|contents?|"
    r"calls?|concern)\s+"
    r"(?:to|about|of|on|over|that|saying|stating|for|which\s+\w+|calling|describing)?\s*(?:that\s+)?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SHORT = 3
_STOP = frozenset(
    "the a an of to in on for and or that which with by at from as is are was were be been it its this their has have had "
    "not no will would about over between after before into during also any all so far "
    "country countries two reference references phrase line".split()
)


def stands(words: str, shown: Shown, country: str | None = None) -> Span | None:
    """Return the sentence of an edition in which words stand, or None.

    Words that a report quotes must stand there as they are, but for spelling and punctuation; what it paraphrases stands in
    the sentence that holds most of its words of content and, where a country is given, names it. Of an edition in another
    language, terms that the table of terms translates are looked for.

    Args:
        words: The words of the report, English.
        shown: The edition.
        country: The country that the passage is about, or None.
    """
    sentences = shown.sentences
    if not shown.is_english:
        forms = _translated(words, shown.edition.language)
        # All terms that the report names must stand in one sentence, each in one of its forms.
        return next(
            (s for s, text, _ in sentences if forms and all(any(f in text for f in one) for one in forms)), None
        )
    quoted = [part for part in _QUOTED.findall(words) if len(part.split()) > 1 or len(part) > _SHORT]
    if quoted:
        return _all_stand(quoted, sentences, country)
    bare = plain(_SAYING.sub("", words))
    for wanted in dict.fromkeys((plain(words), bare)):
        if not wanted:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        for span, text, _ in sentences:
            if pattern.search(text):
                return span
    content = _content(bare)
    if len(content) < _LEAST_WORDS:
        return None
    best, found = 0.0, None
    for span, text, countries in sentences:
        if country is not None and country not in countries:
            continue
        held = _content(text)
        covered = len(content & held) / len(content)
        if covered >= _COVERED or fuzz.partial_ratio(bare, text) >= _LIKE:
            score = max(covered, fuzz.partial_ratio(bare, text) / 100)
            if score > best:
                best, found = score, span
    return found


def _all_stand(
    quoted: Sequence[str], sentences: Sequence[tuple[Span, str, frozenset[str]]], country: str | None
) -> Span | None:
    """Return the sentence that holds all quotations; a single common word counts only beside the country."""
    patterns = [re.compile(rf"(?<!\w){re.escape(plain(part))}(?!\w)") for part in quoted]
    alone = all(" " not in part.strip() for part in quoted)
    for span, text, countries in sentences:
        if alone and country is not None and country not in countries:
            continue
        if all(pattern.search(text) for pattern in patterns):
            return span
    return None


def _content(words: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"[\w-]+", words) if word not in _STOP and len(word) > 1)


def _stem(word: str) -> str:
    for ending in ("ization", "ations", "ation", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _translated(words: str, language: str | None) -> list[list[str]]:
    """Return, for each term that the words hold, its forms in another language."""
    told = plain(words.replace('"', "").replace("“", "").replace("”", ""))
    forms: dict[str, list[str]] = {}
    for term, lang, form in _terms():
        if lang == language and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", told):
            forms.setdefault(term, []).append(form)
    return list(forms.values())


@cache
def _terms() -> tuple[tuple[str, str, str], ...]:
    rows = [(plain(row["term"]), row["language"], row["form"]) for row in read_rows("editions/terms.csv")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
