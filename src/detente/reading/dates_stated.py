"""Dates as files and pages state them, in many formats and languages."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate
from functools import lru_cache

from babel import Locale

from detente.reading.timex_calendar import Stretch, day, exact, month, year
from detente.records import DateValue

# First year of the Japanese eras, less one: https://www.ndl.go.jp (Japanese calendar, National Diet Library).
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_LANGUAGES = (
    "en", "fr", "de", "es", "pt", "it", "nl", "ru", "uk", "be", "bg", "sr", "hr", "mk", "sl", "pl", "cs", "sk", "ro",
    "hu", "tr", "az", "el", "sv", "da", "nb", "fi", "et", "lv", "lt", "id", "ms", "vi", "fil", "sw", "ar",
    "fa", "he", "hi", "th",
)  # fmt: skip
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_ISO = re.compile(_YEAR + r"([-/.])\s?(?P<m>\d{1,2})\2\s?(?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:T?\d{4,6}Z?)?(?!\d)"
)
_EAST = re.compile(_YEAR + r"\s?[年년]\s?(?:(?P<m>\d{1,2})\s?[月월]\s?(?:(?P<d>\d{1,2})\s?[日일号號])?)?")
_ERA = re.compile(
    r"(?P<e>明治|大正|昭和|平成|令和)\s?(?P<n>元|\d{1,2})\s?年\s?(?:(?P<m>\d{1,2})\s?月\s?(?:(?P<d>\d{1,2})\s?日)?)?"
)
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{1,2})([-/.])\s?(?P<b>\d{1,2})\2\s?" + _YEAR + r"(?!\d)")
_MONTH = re.compile(_YEAR + r"[-/.](?P<m>0?[1-9]|1[0-2])(?![\d/.-])")
_YEAR_ALONE = re.compile(r"\D*" + _YEAR + r"\D*")
_WORD_DATE = re.compile(
    r"(?P<d1>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:de\s|of\s|del\s)?(?P<m1>[^\W\d_]{3,}(?:\s\d{1,2})?)\.?,?[\s-]+"
    r"(?:de\s|del\s|г\.\s)?(?P<y1>(?:1[5-9]|20)\d\d|\d\d(?!\d))"
    r"|(?P<m2>[^\W\d_]{3,})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:1[5-9]|20)\d\d)"
    r"|(?P<m3>[^\W\d_]{3,})\.?,?\s+(?:de\s)?(?P<y3>(?:1[5-9]|20)\d\d)"
)


def parse_stated(stated: str | date) -> DateValue | None:
    """Read a date that a file, page or feed states.

    ISO 8601 and RFC 822 dates (the day as written, in the publisher's zone), years and months alone, names of months in
    40 languages, East Asian dates with Japanese eras, compact digits, Unix seconds and milliseconds, spreadsheet days.

    Args:
        stated: A date, or the text of one.

    Returns:
        The date; unknown with bounds where day and month cannot be told apart (05/06/2019); None where it is no date.
    """
    if isinstance(stated, datetime):
        stated = stated.date()
    if isinstance(stated, date):
        return _value(day(stated), None)
    text = _plain(stated)
    if not text:
        return None
    for reader in (_digits, _numeric, _east, _words, _coarse):
        found = reader(text)
        if found is not None:
            return found
    return None


def _plain(text: str) -> str:
    """Return `text` with ASCII digits and single spaces."""
    turned = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))
    return " ".join(turned.split())[:200]


def _value(found: Stretch | None, text: str | None) -> DateValue | None:
    return DateValue(found.start, found.end, found.precision, text) if found else None


def _calendar(y: int, m: str | None, d: str | None) -> Stretch | None:
    if m is None:
        return year(y)
    if not 1 <= int(m) <= 12:
        return None
    if d is None:
        return month(y, int(m))
    found = exact(y, int(m), int(d))
    return day(found) if found else None


def _digits(text: str) -> DateValue | None:
    """Read a number alone: compact date, Unix time, day count of a spreadsheet."""
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _value(_calendar(int(compact["y"]), compact["m"], compact["d"]), text)
    if re.fullmatch(r"\d{10}(?:\.\d+)?|\d{13}", text):
        seconds = float(text) / (1000 if len(text) == 13 else 1)
        return _value(day(datetime.fromtimestamp(seconds, UTC).date()), text)
    if re.fullmatch(r"[2-7]\d{4}(?:\.\d+)?", text):
        return _value(day(_EXCEL_DAY_ZERO + timedelta(days=int(float(text)))), text)
    return None


def _numeric(text: str) -> DateValue | None:
    match = _ISO.search(text) or _COMPACT.search(text)
    if match:
        return _value(_calendar(int(match["y"]), match["m"], match["d"]), text)
    match = _YEAR_LAST.search(text)
    if match is None:
        return None
    first, second, y = int(match["a"]), int(match["b"]), int(match["y"])
    day_first, month_first = exact(y, second, first), exact(y, first, second)
    if match[2] == ".":
        month_first = None
    days = sorted({d for d in (day_first, month_first) if d})
    if len(days) == 2:
        return DateValue(text=text, earliest=days[0], latest=days[1])
    return _value(day(days[0]), text) if days else None


def _east(text: str) -> DateValue | None:
    match = _EAST.search(text)
    if match:
        return _value(_calendar(int(match["y"]), match["m"], match["d"]), text)
    match = _ERA.search(text)
    if match is None:
        return None
    number = 1 if match["n"] == "元" else int(match["n"])
    return _value(_calendar(_ERAS[match["e"]] + number, match["m"], match["d"]), text)


def _words(text: str) -> DateValue | None:
    mail = parsedate(text)
    if mail is not None and re.search(r"\d{4}", text):
        found = exact(*mail[:3])
        if found:
            return _value(day(found), text)
    for match in _WORD_DATE.finditer(text):
        name = match["m1"] or match["m2"] or match["m3"]
        number = month_number(name)
        if number is None:
            continue
        y = int(match["y1"] or match["y2"] or match["y3"])
        if y < 100:
            y += 2000 if y < 70 else 1900
        return _value(_calendar(y, str(number), match["d1"] or match["d2"]), text)
    return None


def _coarse(text: str) -> DateValue | None:
    match = _MONTH.search(text)
    if match:
        return _value(month(int(match["y"]), int(match["m"])), text)
    match = _YEAR_ALONE.fullmatch(text) if len(text) < 16 else None
    return _value(year(int(match["y"])), text) if match else None


def month_number(name: str) -> int | None:
    """Return 1 to 12 for the name of a month in one of 40 languages, None where it is none or they disagree."""
    return _month_names().get(unicodedata.normalize("NFKC", name).casefold().strip(". "))


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    """Return the names of months of CLDR, by way of babel; a name that means two months is left out."""
    names: dict[str, set[int]] = {}
    for code in _LANGUAGES:
        months = Locale(code).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    key = unicodedata.normalize("NFKC", str(name)).casefold().strip(". ")
                    if not key.isdecimal() and len(key) > 2:
                        names.setdefault(key, set()).add(int(number))
    for number, name in ((9, "sept"), (6, "juin"), (7, "juil")):
        names.setdefault(name, set()).add(number)
    return {name: found.pop() for name, found in names.items() if len(found) == 1}
