"""What a cover says: the year of an edition, and whether it is a draft, as delivered, amended or final."""

from __future__ import annotations

import re
from pathlib import Path

from detente.editions.records import Version
from detente.records import Document

_YEAR = re.compile(r"(?<![\d/.\-])((?:19|20)\d\d)(?![\d])")
# Japanese eras: the year before their first.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = re.compile(r"(令和|平成|昭和)\s*(元|\d{1,2}|[０-９]{1,2})\s*年")
_DATED = re.compile(r"(?:19|20)\d\d[-_.]?(?:0\d|1[0-2])[-_.]?[0-3]\d")
_HEAD, _LINES, _LONGEST_LINE = 900, 8, 90
_VERSIONS: tuple[tuple[Version, re.Pattern[str]], ...] = (
    ("amended", re.compile(r"\b(?:amended|revised|as revised)\b|修订|修改稿|修正版|改訂|수정본", re.IGNORECASE)),
    ("draft", re.compile(r"\b(?:draft|outline draft)\b|草案|素案|原案|초안|[（(]案[)）]", re.IGNORECASE)),
    ("delivered", re.compile(r"\b(?:as delivered|as prepared|delivered)\b|全文实录|发表稿", re.IGNORECASE)),
    ("final", re.compile(r"\bfinal\b|定稿|確定版|최종본", re.IGNORECASE)),
)


def version_of(stated: str | None, title: str | None, stem: str) -> Version | None:
    """Return the version of an edition, as stated, else by its title or the name of its file; None where nothing says it."""
    for words in (stated, title, re.sub(r"[_-]+", " ", stem)):
        found = next((version for version, pattern in _VERSIONS if words and pattern.search(words)), None)
        if found is not None:
            return found
    return None


def cover(document: Document) -> tuple[str, int | None, str]:
    """Return the name of an edition that nothing names, its year, and what showed it.

    The title comes first, then the short lines at the top of the text, then the name of the file if it has a bare year, then
    the date of publication.
    """
    year = _in_words(document.title or "")
    if year is not None:
        return str(year), year, "title"
    lines = [line.strip() for line in document.text[:_HEAD].splitlines() if line.strip()][:_LINES]
    for line in lines:
        year = _in_words(line) if len(line) <= _LONGEST_LINE else None
        if year is not None:
            return str(year), year, "title"
        if len(line) > _LONGEST_LINE:
            break
    stem = Path(document.path).stem
    years = _YEAR.findall(re.sub(r"[A-Za-z_]+", " ", stem))
    if len(years) == 1 and not _DATED.search(stem):
        return years[0], int(years[0]), "file name"
    day = document.published.start
    if day is not None:
        return str(day.year), day.year, "publication"
    dated = _DATED.search(stem)
    if dated:
        return dated[0], int(dated[0][:4]), "file name"
    return stem, None, "file name"


def _in_words(text: str) -> int | None:
    """Return the year that a title names, the last if it names a span of years ("2017-2018")."""
    era = _ERA.search(text)
    if era:
        return _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None
