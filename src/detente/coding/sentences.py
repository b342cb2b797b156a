"""Splits clean text into sentences before anything is parsed, so that most of them never need to be."""

from __future__ import annotations

import re
from functools import cache

from detente.data.tables import read_rows

# A full stop, exclamation or question mark, whatever closes after it, then space and something that can open a sentence.
_BREAK = re.compile(r"""([.!?…]+)(["'”’»)\]]*)(\s+)(?=["'“‘«(\[]*[A-Z0-9À-ÞЀ-Я])""")
_INITIALS = re.compile(r"(?:^|[\s(“\"'])(?:[A-Z]\.)+$|(?:^|[\s(])[A-Z]\.-?[A-Z]?\.?$")
_NUMBERED = re.compile(r"(?:^|\n)\s*\(?\d{1,3}\.$")
_STARTERS = frozenset(
    "the it he she they we i this that these those in on at but and however after before when while as if meanwhile "
    "according there his her its their both a an such since for with by from to no one two".split()
)
_BRACKETED = re.compile(r"(?:\([^()]{2,60}\)\s*)+")
_LINE_GOES_ON = re.compile(r"[a-zß-ÿ,;]")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"].lower() for row in read_rows("coding/abbreviations.csv"))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as half-open character ranges without surrounding white space.

    A line break ends a sentence, since headlines and list items carry no full stop, unless the next line goes on in lower
    case and this one does not end like a sentence.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _lines(text):
        begin = start
        for match in _BREAK.finditer(text, start, end):
            if _is_abbreviation(text, begin, match):
                continue
            _add(spans, text, begin, match.end(2))
            begin = match.end(3)
        _add(spans, text, begin, end)
    return spans


def _lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    begin = 0
    for match in re.finditer(r"\n\s*", text):
        following = text[match.end() : match.end() + 1]
        before = text[: match.start()].rstrip()[-1:]
        single = match.group().count("\n") == 1
        if single and _LINE_GOES_ON.match(following) and before not in '.!?:;”"':
            continue
        lines.append((begin, match.start()))
        begin = match.end()
    lines.append((begin, len(text)))
    return lines


def _is_abbreviation(text: str, begin: int, match: re.Match[str]) -> bool:
    if match.group(1) != "." or match.group(2).strip(")]"):
        return False
    head = text[begin : match.end(1)]
    if _NUMBERED.search(head):
        return True
    word = re.split(r"[\s(“\"'‘\[—–-]", head)[-1].rstrip(".").lower()
    following = re.split(r"\W", text[match.end() :].lstrip("\"'“‘«(["), maxsplit=1)[0]
    if _INITIALS.search(head):
        # "in the U.S. The ministry" ends, "the U.S. Navy" and "J. Smith" do not.
        return not (len(word) > 1 and following.lower() in _STARTERS and following[:1].isupper())
    return word in _abbreviations()


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    if spans and _BRACKETED.fullmatch(text, start, end) and "\n" not in text[spans[-1][1] : start]:
        # "... two diplomats. (Reuters)": the agency belongs to what it reports.
        spans[-1] = (spans[-1][0], end)
        return
    spans.append((start, end))
