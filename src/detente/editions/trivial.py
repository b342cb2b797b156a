"""The rules by which a difference is no change of substance: spelling, typography, numbers, dates that move with the edition.

Both passages are reduced step by step; the first step after which they are equal names the rule. Dates are compared where
everything else is equal: they have rolled forward if they move as far as the editions lie apart, so that a target moved
from 2030 to 2035 between two editions a year apart is a change of substance.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from detente.data.tables import read_rows
from detente.editions.numbering import han, numbers
from detente.reading.timex_words import MONTHS

TYPOGRAPHY = "typography"
PUNCTUATION = "punctuation or capitals"
SPELLING = "spelling"
NUMBERING = "number of the heading or page"
ROLLED = "date rolled forward"

_MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None, "…": "...", "\u00a0": " ", "\u3000": " "}
)
_WORD = re.compile(
    r"(?:19|20)\d\d(?=\D|$)|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(e[sd]?|ers?|ing|ations?|able)$|(?<=[a-z]{3})ys(e[sd]?|ing)$")
_OUR = re.compile(r"(?<=[a-z]{2})our(s|ed|ing|ings|able|hood|ite|ites|ly|ful|less)?$")
_UNITS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_TEENS = "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {word: i for i, word in enumerate(_UNITS + _TEENS)} | {
    tens.removesuffix("y") + "ieth": value for tens, value in _TENS.items()
}
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_DATE_UNITS = frozenset("年月日년월일届屆次回")
_TOLERANCE_DAYS = 75


@dataclass(frozen=True, slots=True)
class Interval:
    """How far two editions lie apart; None where it is not known."""

    years: int | None = None
    days: int | None = None


UNKNOWN = Interval()


def interval(first_year: int | None, second_year: int | None, first: date | None, second: date | None) -> Interval:
    """Return how far two editions lie apart by the years on their covers and by their days of publication."""
    return Interval(
        second_year - first_year if first_year is not None and second_year is not None else None,
        (second - first).days if first is not None and second is not None else None,
    )


def trivial_rule(before: str, after: str, apart: Interval = UNKNOWN, *, heading: bool = False) -> str | None:
    """Return the rule by which the difference of two passages is no change of substance, or None where it is one.

    Args:
        before, after: The passages, which differ.
        apart: How far the editions lie apart.
        heading: Whether they are headings, whose numbers say no more than their place.
    """
    first, second = _typography(before), _typography(after)
    if first == second:
        return TYPOGRAPHY
    left, right = _words(first), _words(second)
    if left == right:
        return PUNCTUATION
    if [spelling(word) for word in left] == [spelling(word) for word in right]:
        return SPELLING
    if "".join(map(spelling, left)) == "".join(map(spelling, right)):
        return SPELLING
    if heading and _words(unnumbered(first)) == _words(unnumbered(second)):
        return NUMBERING
    return ROLLED if _rolled([spelling(word) for word in left], [spelling(word) for word in right], apart) else None


def plain_words(text: str) -> list[str]:
    """Return the words of `text` reduced as the rules compare them: one spelling, no capitals, no typography."""
    return [spelling(word) for word in _words(_typography(text))]


def _typography(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())


def _words(text: str) -> list[str]:
    low = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", ""), text.casefold())
    return _WORD.findall(low)


@cache
def _table() -> dict[str, str]:
    return {row["form"]: row["same_as"] for row in read_rows("editions/spelling.csv")}


@cache
def spelling(word: str) -> str:
    """Return one form for the spellings of a word; both sides are reduced alike, so no real word need come out."""
    word = _table().get(word, word)
    word = _ISE.sub(lambda match: ("iz" if match[1] else "yz") + (match[1] or match[2]), word)
    return _OUR.sub(lambda match: "or" + (match[1] or ""), word)


def unnumbered(text: str) -> str:
    """Return a heading without the number before it and the number of a page after it."""
    text = re.sub(r"\s*(?:\.{2,}|…)?\s*\d{1,4}$", "", text)
    number = next(numbers(text), None)
    return text[number.end :] or text if number is not None else text


def _rolled(left: list[str], right: list[str], apart: Interval) -> bool:
    """Tell whether two lists of words differ in dates and ordinals alone, and these move with the editions."""
    found = False
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        # The whole of a date is looked at: of "December 18, 2024" and "December 20, 2025" the month stays.
        first = _widened(left, a, b)
        second = _widened(right, c, d)
        if not _moves_with(left[first[0] : first[1]], right[second[0] : second[1]], apart):
            return False
        found = True
    return found


def _widened(words: list[str], start: int, end: int) -> tuple[int, int]:
    while start > 0 and _is_date(words, start - 1):
        start -= 1
    while end < len(words) and _is_date(words, end):
        end += 1
    return start, end


def _is_date(words: list[str], at: int) -> bool:
    word = words[at]
    if word in MONTHS and word != "may":
        return True
    if word == "may":
        # A month beside its year, or beside a day that its year or nothing follows; else a verb ("may 2 percent").
        beside = [words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)]
        after = words[at + 2] if at + 2 < len(words) else "2000"
        year = re.compile(r"(?:19|20)\d\d")
        return any(year.fullmatch(one) for one in beside) or (
            any(one.isdigit() for one in beside) and bool(year.fullmatch(after))
        )
    if word in _DATE_UNITS:
        return at > 0 and (words[at - 1].isdigit() or words[at - 1] in "〇一二三四五六七八九十")
    if word.isdigit() and len(word) == 4 and word[:2] in ("19", "20"):
        return True
    if word.isdigit() and 1 <= int(word) <= 31:
        return any(0 <= i < len(words) and (words[i] in MONTHS or words[i] in _DATE_UNITS) for i in (at - 1, at + 1))
    if word in "〇一二三四五六七八九十":
        return any(0 <= i < len(words) and (words[i] in _DATE_UNITS or words[i] == "第") for i in range(at - 2, at + 3))
    return word in _ORDINALS or word in _TENS or bool(_NTH.fullmatch(word))


def _moves_with(left: list[str], right: list[str], apart: Interval) -> bool:
    if not left or not right or not all(_is_date(words, i) for words in (left, right) for i in range(len(words))):
        return False
    ordinals = _ordinal(left), _ordinal(right)
    if ordinals[0] is not None and ordinals[1] is not None:
        step = ordinals[1] - ordinals[0]
        return step == apart.years if apart.years else step == 1
    first, second = _when(left), _when(right)
    if first is None or second is None or (first[0] is None) != (second[0] is None):
        return False
    if first[0] is None or second[0] is None:
        # Months and days without a year: they may be those of the next edition.
        if first[1] is None or second[1] is None or (first[2] is None) != (second[2] is None):
            return False
        if apart.days is None or apart.days >= 300:
            return True
        months = (second[1] - first[1]) % 12
        return abs(months * 30.4 - apart.days) <= _TOLERANCE_DAYS
    moved = second[0] - first[0]
    if first[1] is None or second[1] is None:
        return moved == apart.years if apart.years is not None else moved == 1
    days = (date(second[0], second[1], 1) - date(first[0], first[1], 1)).days
    if days < 0 or (days == 0 and (first[2] or 0) >= (second[2] or 0)):
        return False
    if apart.days is not None:
        return abs(days - apart.days) <= _TOLERANCE_DAYS
    return moved == apart.years if apart.years is not None else days <= 400


def _ordinal(words: list[str]) -> int | None:
    if len(words) == 1:
        match = _NTH.fullmatch(words[0])
        return int(match[1]) if match else _ORDINALS.get(words[0])
    if len(words) == 2 and words[0] in _TENS and words[1] in _ORDINALS:
        return _TENS[words[0]] + _ORDINALS[words[1]]
    text = "".join(words).strip("第届屆次回")
    if text.rstrip("年년").isdigit() and int(text.rstrip("年년")) < 1000:
        return int(text.rstrip("年년"))  # a year of an era, or a session
    return han(text) if text and all(c in "〇一二三四五六七八九十百" for c in text) and "年" not in words else None


def _when(words: list[str]) -> tuple[int | None, int | None, int | None] | None:
    """Return year, month and day of a date, as far as it has them; None where the words are no one date."""
    year = next((int(word) for word in words if word.isdigit() and len(word) == 4), None)
    month = next((MONTHS[word] for word in words if word in MONTHS), None)
    for at, word in enumerate(words):
        if word in ("月", "월") and at and words[at - 1].isdigit():
            month = int(words[at - 1])
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    day = next((value for value in days if value != month or len(days) > 1), None)
    return None if year is None and month is None else (year, month, day)
