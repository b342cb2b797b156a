"""The words of English time expressions, as regular expressions.

`RULES` maps the name of a rule to its pattern; earlier rules win where two match at one place. A pattern covers the
expression without its preposition, except where the words belong to the date ("from March 16 to 17").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
         "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
_COUNTED = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBERS = {name: number for number, name in enumerate(_COUNTED)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}

# Space inside an expression: it may run over one line end, never over an empty line.
S = r"(?:[ \xa0\u202f]{1,2}|\n)"
DASH = rf"(?:{S}?[-–—~]{S}?)"


def either_case(words: Iterable[str]) -> str:
    """Return an alternation of `words` that also takes them with a capital at the start."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}".replace(" ", S) for w in ordered) + ")"


def _names(full: Iterable[str], short: Iterable[str]) -> str:
    long = [form for name in full for form in (name.capitalize(), name.upper())]
    abbreviated = [form for name in short for form in (name.capitalize(), name.upper())]
    return "(?:(?:" + "|".join(long) + ")|(?:" + "|".join(abbreviated) + r")\b\.?)(?![A-Za-z])"


_FULL_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december"]  # fmt: skip
MONTH = _names(_FULL_MONTHS, ["sept", *(m for m in MONTHS if len(m) == 3 and m != "may")])
WEEKDAY_FULL = "(?:" + "|".join(
    name
    for full in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for name in (full, full.upper())
) + r")(?![A-Za-z])"  # fmt: skip
WEEKDAY = _names([d for d in WEEKDAYS if d.endswith("day")], [d for d in WEEKDAYS if not d.endswith("day")])
YEAR4 = r"(?:1[5-9]\d\d|20\d\d)"
YEAR = YEAR4 + r"(?![\d%‰]|[.,:]\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"
NTH = r"(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)"
PART = either_case(["night", "morning", "afternoon", "evening", "noon", "midnight"])
UNIT = r"(?:[Hh]our|[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade)s?(?![\w-])"
SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
COUNT = r"(?:\d{1,3}|" + either_case([*NUMBERS, "several", "few", "a few", "a couple of", "couple of", "half a"]) + ")"
ABOUT = either_case(["about", "around", "nearly", "almost", "some", "just", "over", "more than", "at least", "roughly",
                     "only", "less than"])  # fmt: skip
MODIFIER = (
    rf"(?:(?:[Tt]he{S})?(?:{either_case(['early', 'late', 'mid', 'middle'])})(?:{S}|-)(?:in{S}(?:the{S})?)?"
    rf"|(?:[Tt]he{S})?(?:{either_case(['beginning', 'start', 'end', 'middle', 'close', 'first half', 'second half'])}"
    rf"|{either_case(['latter half', 'latter part'])}){S}of{S}(?:the{S}(?:year{S}(?=\d))?)?)"
)
_REL = either_case(["last", "this", "next", "past", "previous", "coming", "current", "same", "that", "following",
                    "preceding", "upcoming"])  # fmt: skip
# What may follow a month or a day to give its year: ", 2018", "of last year", "this year", "the same year".
_TAIL = (
    rf"(?:,?{S}(?:of{S}|in{S})?(?:the{S}year{S})?(?P<y>{YEAR})"
    rf"|,?{S}(?:of{S})?(?:the{S})?(?P<yrel>last|this|next|that|same|previous|following){S}year(?![\w-]))"
)


def _tail(suffix: str) -> str:
    return _TAIL.replace("<y>", f"<y{suffix}>").replace("<yrel>", f"<yrel{suffix}>")


RULES: dict[str, str] = {
    "iso": rf"(?P<y>{YEAR4})(?P<sep>[-./]){S}?(?P<m>0?[1-9]|1[0-2])(?P=sep){S}?(?P<d>0[1-9]|[12]\d|3[01]|[1-9])"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])",
    "numeric": r"(?P<a>0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?P<b>0?[1-9]|[12]\d|3[01])(?P=sep)"
    r"(?P<y>(?:19|20)\d\d)(?!\d)",
    "attacks": rf"[Ss]ept(?:ember|\.){S}11(?:th)?(?:,?{S}2001)?(?={S}(?:terror(?:ist)?{S})?attacks)",
    "weekday_date": rf"(?P<w>{WEEKDAY})(?:{S}{PART})?(?:,?{S}?\(?|,?{S}(?:the{S})?)"
    rf"(?:(?P<m>{MONTH}){S}?(?P<d>{DAY})|(?P<d2>{DAY}){S}(?:of{S})?(?P<m2>{MONTH})){_TAIL}?\)?",
    "md_range": rf"(?P<m>{MONTH}){S}?(?P<d>{DAY})(?:{_tail('0')})?(?:{DASH}|{S}(?:to|through|until|till|and){S}"
    rf"(?:the{S})?)(?P<m2>{MONTH}{S})?(?P<d2>{DAY})(?!{S}(?:{MONTH})){_TAIL}?",
    "md": rf"(?P<m>{MONTH}){S}?(?:the{S})?(?P<d>{DAY}){_TAIL}?(?:{S}?\((?P<w>{WEEKDAY})\))?",
    "dm_range": rf"(?:[Tt]he{S})?(?P<d>{DAY})(?:{DASH}|{S}(?:to|through|until|till|and){S}(?:the{S})?)(?P<d2>{DAY})"
    rf"{S}(?:of{S})?(?P<m>{MONTH}){_TAIL}?",
    "dmdm_range": rf"(?:[Tt]he{S})?(?P<d>{DAY}){S}(?:of{S})?(?P<m>{MONTH})(?:{_tail('0')})?(?:{DASH}|{S}"
    rf"(?:to|through|until|till){S}(?:the{S})?)(?P<d2>{DAY}){S}(?:of{S})?(?P<m2>{MONTH}){_TAIL}?",
    "dm": rf"(?:[Tt]he{S})?(?P<d>{DAY}){S}(?:of{S})?(?P<m>{MONTH}){_TAIL}?(?:{S}?\((?P<w>{WEEKDAY})\))?",
    "month_range": rf"(?P<m>{MONTH})(?:{_tail('0')})?(?:{DASH}|{S}(?:to|through|until|till|and){S})(?P<m2>{MONTH})"
    rf"(?!{S}{DAY}){_TAIL}?",
    "month": rf"(?P<mod>{MODIFIER})?(?:(?P<rel>{either_case(['last', 'this', 'next', 'past'])}){S})?(?P<m>{MONTH})"
    rf"(?:(?:/|,?{S}(?:of{S}|in{S})?(?:the{S}year{S})?)(?P<y>{YEAR})"
    rf"|,?{S}(?:of{S})?(?:the{S})?(?P<yrel>last|this|next|that|same|previous|following){S}year(?![\w-]))?",
    "century": rf"(?P<mod>{MODIFIER})?(?:[Tt]he{S})?(?P<c>1\d|20|21)(?:st|th)(?:{S}|-)[Cc]entury",
    "ordinal": rf"(?:[Tt]he{S})?(?P<d>{NTH}|(?<=[Oo]n )[123]?\d)(?:{S}day)?{S}(?:of{S})?(?:the{S})?"
    rf"(?P<rel>this|last|next|that|same|current|previous|following){S}month(?![\w-])",
    "dayonly": rf"(?:[Tt]he{S}(?P<d>{NTH})(?:(?:{DASH}|{S}(?:to|and|until|through){S})(?:the{S})?(?P<d2>{NTH}))?"
    rf"(?:{S}\(?local{S}time\)?)?|(?:(?<=[Oo]n )|(?<=of ))(?P<d3>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?{S}"
    rf"\(?local{S}time\)?)",
    "half": rf"(?:[Tt]he{S})?(?P<q>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast){S}(?P<unit>half|quarter)"
    rf"(?:,?{S}(?:of{S}|in{S})?(?:the{S}year{S})?(?P<y>{YEAR})"
    rf"|{S}(?:of{S})?(?:the{S})?(?P<yrel>last|this|next|that|same|previous|following|current){S}year(?![\w-]))"
    rf"|(?P<qq>[QH][1-4]){S}(?:of{S})?(?P<yy>{YEAR})",
    "season": rf"(?P<mod>{MODIFIER})?(?:(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast){S}|[Tt]he{S})?(?P<season>{SEASON})"
    rf"(?:,?{S}(?:of{S}|in{S})?(?P<y>{YEAR})|{S}(?:of{S})?(?P<yrel>last|this|next|that){S}year(?![\w-]))?(?![\w-])",
    "decade": rf"(?P<mod>{MODIFIER})?(?:[Tt]he{S})?(?P<dec>1[5-9]\d0|20[0-9]0)['’]?s(?!\w)",
    "year_range": rf"(?:[Bb]etween|[Ff]rom){S}(?:the{S}year{S})?(?P<y>{YEAR}){S}(?:and|to|until|till|through){S}"
    rf"(?P<y2>{YEAR})|(?P<y3>{YEAR4})(?:[-–—]|/(?=\d\d\b))(?P<y4>(?:1[5-9]|20)?\d\d)(?![\w%-]|[.,/]\d)",
    "year": rf"(?P<mod>{MODIFIER})?(?:[Tt]he{S}year{S}(?:of{S})?)?(?P<y>{YEAR})(?![\w-]*[a-z])",
    "weekday": rf"(?:(?P<rel>{either_case(['last', 'next', 'this', 'past', 'coming', 'previous', 'following'])}){S}"
    rf"(?:coming{S}|past{S})?)?(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater){S}(?:on{S})?)?(?P<w>{WEEKDAY_FULL})"
    rf"(?:{S}(?:of{S})?(?P<wk>last|this|next){S}week(?![\w-]))?(?:{S}{PART}(?!\w))?",
    "deictic": r"(?P<word>"
    + either_case(["the day before yesterday", "the day after tomorrow", "earlier today", "later today", "yesterday",
                   "today", "tonight", "tomorrow", "this morning", "this afternoon", "this evening", "last night"])
    + r")(?![\w-])",
    "within": rf"(?P<rel>{either_case(['earlier', 'later'])}){S}(?:in{S})?(?P<which>this|last|next){S}"
    r"(?P<unit>week|month|year|quarter|decade)(?![\w-])",
    "holiday": r"(?P<name>(?:New Year|Christmas)(?:['’]s)?\s(?:Day|Eve))" + rf"{_TAIL}?",
    "weekof": rf"(?:[Tt]he{S})?(?P<q>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast){S}week{S}(?:of|in){S}(?P<m>{MONTH})"
    rf"{_TAIL}?",
    "weekend": rf"[Tt]he{S}weekend(?![\w-])",
    "over": rf"(?:[Tt]he{S}|[Tt]hese{S})?(?P<rel>{either_case(['past', 'last', 'next', 'coming', 'recent'])}){S}"
    rf"(?:(?P<n>{COUNT}){S})?(?P<unit>(?:hours|days|weeks|months|years|decades))(?![\w-])",
    "relunit": rf"(?P<mod>{MODIFIER})?(?P<the>[Tt]he{S})?(?P<rel>{_REL}){S}"
    r"(?P<unit>weekend|week|month|year|quarter|decade|day)(?![\w-])(?!['’]s?[- ]old)",
    "daypart": rf"(?:[Tt]he{S})?(?P<rel>{either_case(['same', 'that', 'previous', 'following', 'next'])}){S}"
    r"(?:morning|afternoon|evening|night)(?![\w-])",
    "endof": rf"(?P<mod>{MODIFIER})(?P<unit>week|month|year|quarter|decade)(?![\w-])|(?P<ye>[Yy]ear-end|[Mm]onth-end)",
    "shift": rf"(?:(?:{ABOUT}{S})?(?P<n>{COUNT}){S}(?=\w)|(?=\w+s{S}))(?P<unit>{UNIT}){S}"
    r"(?P<way>ago|earlier|later|before|previously|after|prior|hence|from now)(?![\w-])",
    "adjacent": rf"(?:[Tt]he{S})?(?P<unit>[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear){S}(?P<way>before|after|prior|earlier|later)"
    r"(?=[,.;)]|\s*$)",
}  # fmt: skip

COMPILED = {name: re.compile(pattern) for name, pattern in RULES.items()}


# Every word that an expression can begin with: most words of a text are none of them, which this tells at once.
_OPENERS = [
    "the",
    "this",
    "that",
    "these",
    "last",
    "next",
    "past",
    "previous",
    "coming",
    "current",
    "same",
    "following",
    "preceding",
    "upcoming",
    "recent",
    "early",
    "earlier",
    "late",
    "later",
    "mid",
    "middle",
    "beginning",
    "start",
    "end",
    "close",
    "first",
    "second",
    "third",
    "fourth",
    "latter",
    "day",
    "week",
    "month",
    "year",
    "several",
    "few",
    "couple",
    "half",
    "about",
    "around",
    "nearly",
    "almost",
    "some",
    "just",
    "over",
    "more",
    "at",
    "only",
    "less",
    "roughly",
    "between",
    "from",
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "q",
    "h",
    "hour",
    "decade",
    "christmas",
    "new",
]


def _trie(words: Iterable[str]) -> str:
    """Return an expression for any of `words` that looks at each character once."""
    branches: dict[str, set[str]] = {}
    for word in words:
        if not word:
            return ""
        branches.setdefault(word[0], set()).add(word[1:])
    return "(?:" + "|".join(re.escape(head) + _trie(tails) for head, tails in sorted(branches.items())) + ")"


def _gate() -> str:
    lower = {*_OPENERS, *NUMBERS}
    names = {name for name in (*MONTHS, *WEEKDAYS) if len(name) == 3} | {"sept"}
    words = lower | {w.capitalize() for w in lower | names} | {w.upper() for w in names}
    return rf"(?=\d|{_trie(words)})"


def _bare(pattern: str) -> str:
    """Return `pattern` without named groups, whose names would clash in one expression."""
    pattern = pattern.replace("(?P=sep)", "[-./]")
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


MASTER = re.compile(
    rf"(?<![\w$€£¥₩#@/.,-]){_gate()}(?:"
    + "|".join(f"(?P<{name}>{_bare(pattern)})" for name, pattern in RULES.items())
    + ")"
)
