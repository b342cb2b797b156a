"""Whether words that look like a time are one, by what stands around them; and the tense of the clause."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from detente.reading.timex_calendar import Tense
from detente.reading.timex_words import COMPILED, MONTH

_MONTH_FIRM = re.compile(
    r"(?:\b(?:in|since|until|till|by|before|after|from|during|through|between|as of|starting|around|for|to|late|"
    r"early|mid)\s|[-–(])$",
    re.IGNORECASE,
)
_MONTH_LOOSE = re.compile(r"\b(?:of|the|a|an|its|their|his|her|and|or|[A-Za-z]+['’]s)\s$", re.IGNORECASE)
_MAY_FIRM = re.compile(r"\b(?:in|since|until|till|during|through|late|early|mid|as of)\s$", re.IGNORECASE)
_MONTH_NAMES_ONLY = re.compile(r"(?:January|February|July|August|September|October|November|December)$", re.IGNORECASE)
_AS_NAME = re.compile(
    r"\s(?:[Rr]evolution|Wilson|Strindberg|[Uu]prising|[Ww]ar\b|Surprise|Horse)|['’]s\s(?:government|cabinet)"
)
_MOVEMENT = re.compile(r"\s(?:Independence\s|Democrati[sz]ation\s|Pro-democracy\s)?(?:Movement|Uprising|Revolution)\b")

_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|before|after|during|late|early|mid|around|circa|year|of|the|a|an|for|to|"
    r"from|through|"
    r"between|and|its|their|his|her|this|that|back|as of|into|[A-Za-z]+['’]s?)\s|[(\[–—]|late-|early-|mid-|pre-|post-"
    r"|^)$",
    re.IGNORECASE,
)
_YEAR_FIRM = re.compile(r"\b(?:in|since|until|till|during|late|early|mid|year|back in|as of)\s$", re.IGNORECASE)
_YEAR_NEVER = re.compile(
    r"\b(?:[Rr]esolutions?|No\.?|Article|[Ss]ection|[Pp]ages?|pp?\.|[Ff]light|[Rr]oom|[Ll]aw|[Dd]ecree|"
    r"[Rr]egulation|[Oo]rder|"
    r"Act|UNSCR|Directive|[Rr]oute|[Hh]ighway|number|than|about|nearly|over|some|exactly|least|to a|"
    r"total of|worth of|[Cc]hapter)\s(?:the\s)?$"
)
_THINGS_AFTER = re.compile(
    r"(?:\s|-)(?:(?:[a-z]+\s){0,2}(?:people|persons|troops|soldiers|men|women|children|tons|tonnes|dollars|won|"
    r"yen|yuan|"
    r"euros|pounds|rubles|roubles|rupees|miles|km|kilomet(?:er|re)s|met(?:er|re)s|feet|hours|workers|refugees|"
    r"migrants|members|"
    r"deaths|cases|victims|companies|firms|points|times|homes|houses|barrels|megawatts|MW|kg|percent|"
    r"per cent|prisoners|civilians|protesters|fighters|missiles|tanks|vehicles|aircraft|ships|copies|seats|"
    r"votes|items|days|weeks|months|years)"
    r"\b|million|billion|thousand|hundred|percent|GMT|UTC|EST|EDT|CET|BST|KST|JST|hrs|local time|degrees)"
)
_LIST_GAP = re.compile(r"\s*(?:,|and|or|,\s*and|to|/)\s*")

_NOT_A_WEEKDAY = re.compile(
    r"\b(?:Black|Bloody|Good|Palm|Ash|Super|Easter|Cyber|Holy|Shrove|Whit|Maundy|every|each|Mail on|Robinson|Giving)\s$"
)
_WEEKDAY_NAMES = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Mail|Express|Herald|Star|People|School|school|Post|Agreement|Night Live)\b"
)
_TITLE_BEFORE = re.compile(r"\b(?:USA|Russia|India|Arab News|Psychology|Business|Ukraine|China)\s$")
_NOT_TODAY = re.compile(r"['’]s\s(?:world|youth|young|generation|age|standards|society|terms)\b")
_DAY_BEFORE = re.compile(
    r"\b(?:on|of|from|until|till|by|since|between|before|after|and|evening of|morning of)\s$", re.IGNORECASE
)
_DAY_AFTER = re.compile(
    r"\s*(?:[,.;:)!?”\"']|$|\n|\s(?:and|at|in|that|to|by|for|when|after|before|with|a|an|as|but|while|it|he|she|they|"
    r"his|its|from|of this|of last|local|said|told|met|held|began|went|will|would|is|was|were|are|has|had|have|"
    r"sent|issued|"
    r"[a-z]+ed|morning|afternoon|evening|night|[A-Z]\w*)\b)"
)
_WEEKEND_BEFORE = re.compile(r"\b(?:at|over|on|during)\s$", re.IGNORECASE)
_SEASON_BEFORE = re.compile(r"\b(?:in|by|over|during|since|until|through|of|for|this)\s$", re.IGNORECASE)

_FUTURE = (
    r"(?:will|would|shall|won't|'ll|’ll|(?:is|are|was|were|be|being) (?:due|set|expected|scheduled|slated|"
    r"likely|planned|"
    r"going|about|to)|plans?|planning|intends?|due|scheduled|slated|upcoming|deadline|expires?|expiry|expected|"
    r"aims?|hopes?|begins|starts|ends|opens|lapses|(?:takes?|comes?|goes|enters?) (?:effect|place|(?:in)?to (?:force|effect))|"
    r"looks? forward|ahead of|in advance of)(?: (?:not|also|be|have been|to|on|for|visit|meet|hold))*(?: [a-z]+)?"
)
_PAST = (
    r"(?:said|told|met|held|was|were|has|have|had|did|went|took|made|came|began|sent|fell|rose|struck|shot|won|lost|left|"
    r"broke|cut|gave|"
    r"saw|says|spoke|flew|led|kept|bought|sold|drew|threw|became|put|hit|quit|[a-z]{2,}ed)"
)
_CUES = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?!\w)")
_AHEAD = re.compile(
    r"\b(?:by|no later than|as (?:early|soon) as|set for|to|for|due(?: on)?|starting|beginning|effective)\s(?:on\s)?"
    r"(?:the\s|next\s)?$",
    re.IGNORECASE,
)
# A term may end in the past or in the future: neither tense.
_OPEN = re.compile(r"\b(?:until|till|beyond)\s(?:the\s)?$", re.IGNORECASE)
# A verb that ends at most so many characters before a date governs it.
_GOVERNS = 30


def clause_tense(text: str, sentence: tuple[int, int], span: tuple[int, int]) -> tuple[Tense | None, bool]:
    """Tell by the words before an expression, else the first verb after it, whether it lies ahead.

    Args:
        text: The text.
        sentence: Where the sentence begins and ends.
        span: Where the expression begins and ends.

    Returns:
        The tense, None where nothing tells, and whether the verb stands so near that it surely governs the date.
    """
    start, end = span
    if _AHEAD.search(text, max(sentence[0], start - 20), start):
        return "future", False
    if _OPEN.search(text, max(sentence[0], start - 20), start):
        return None, False
    cues = list(_CUES.finditer(text, max(sentence[0], start - 120), start))
    cue = cues[-1] if cues else _CUES.search(text, end, min(sentence[1], end + 80))
    if cue is None:
        return None, False
    return ("future" if cue["future"] else "past"), 0 <= start - cue.end() <= _GOVERNS


def shortened(name: str, text: str, match: re.Match[str]) -> tuple[str, re.Match[str] | None] | None:
    """Take the first date alone where "and" joins two dates that are no range; None where the match stands."""
    parts = {"md_range": "md", "month_range": "month"}
    if name not in parts or match["m2"] is None:
        return None
    joined = text[match.end("m") : match.start("m2")]
    if not re.search(r"\sand\s", joined) or re.search(r"\bbetween\s(?:the\s)?$", text[: match.start()][-14:], re.I):
        return None
    cut = match.start("m2") - len(joined) + joined.rindex("and")
    return parts[name], COMPILED[parts[name]].match(text, match.start(), cut)


class Around(NamedTuple):
    """The words in question and what stands around them.

    Attributes:
        before: Up to 24 characters before.
        words: The words.
        after: Up to 40 characters after.
        gap: What stands between them and the time expression before, or "" where that is far or there is none.
    """

    before: str
    words: str
    after: str
    gap: str


def licensed(name: str, text: str, span: tuple[int, int], previous_end: int) -> bool:
    """Tell whether the words that a rule matched are a time.

    Args:
        name: The rule.
        text: The text.
        span: Where the words stand in it.
        previous_end: Where the last time expression ended, 0 where there is none; a year may continue a list after it.
    """
    check = _CHECKS.get(name)
    if check is None:
        return True
    start, end = span
    gap = text[previous_end:start] if previous_end and start - previous_end < 12 else ""
    return check(Around(text[max(0, start - 24) : start], text[start:end], text[end : end + 40], gap))


def _month(at: Around) -> bool:
    if not re.fullmatch(MONTH, at.words):
        return not re.fullmatch(r"(?:May|MAY)\s(?:this|last|next)\s.*", at.words)
    if _AS_NAME.match(at.after):
        return False
    if at.gap and re.fullmatch(r",?\s(?:and|or|to|through)\s|,\s", at.gap):
        return True
    if at.words.lower() == "may":
        return bool(_MAY_FIRM.search(at.before)) and not re.match(r"['’]s\b|\s(?:be|have|not)\b", at.after)
    if _MONTH_FIRM.search(at.before):
        return True
    return bool(_MONTH_NAMES_ONLY.match(at.words) and _MONTH_LOOSE.search(at.before))


def _month_range(at: Around) -> bool:
    return bool(re.search(r"\d|year", at.words) or _MONTH_FIRM.search(at.before) or _MONTH_LOOSE.search(at.before))


def _named_day(at: Around) -> bool:
    return not _MOVEMENT.match(at.after) and not _THINGS_AFTER.match(at.after)


def _year(at: Around) -> bool:
    if not at.words.isdigit():
        return not _THINGS_AFTER.match(at.after)
    if _YEAR_NEVER.search(at.before) or _THINGS_AFTER.match(at.after):
        return False
    number = int(at.words)
    if at.gap and _LIST_GAP.fullmatch(at.gap) and number >= 1800:
        return True
    if _YEAR_FIRM.search(at.before):
        return True
    return 1900 <= number < 2060 and bool(_YEAR_BEFORE.search(at.before))


def _year_range(at: Around) -> bool:
    return not _THINGS_AFTER.match(at.after) and not _YEAR_NEVER.search(at.before)


def _weekday(at: Around) -> bool:
    return not _NOT_A_WEEKDAY.search(at.before) and not _WEEKDAY_NAMES.match(at.after)


def _deictic(at: Around) -> bool:
    return not (_NOT_TODAY.match(at.after) or (at.words == "Today" and _TITLE_BEFORE.search(at.before)))


def _day_only(at: Around) -> bool:
    if "local" in at.words:
        return True
    if not _DAY_BEFORE.search(at.before):
        return False
    if re.search(r"\b(?:of|and|before|after|by|from)\s$", at.before, re.IGNORECASE):
        return bool(re.match(r"\s*(?:[,.;:)]|$|local)|\s(?:to|and|until)\sthe\s\d", at.after))
    return bool(_DAY_AFTER.match(at.after))


def _season(at: Around) -> bool:
    if re.search(r"\d|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast)\s", at.words) or re.search(r"year$", at.words):
        return True
    return (
        at.words.lower().startswith(("the ", "early", "late", "mid"))
        and bool(_SEASON_BEFORE.search(at.before))
        and not re.match(r"\s(?:of|in|from|[A-Z])", at.after)
    )


def _relative_unit(at: Around) -> bool:
    if at.words.lower().endswith("day"):
        return not re.match(r"(?:[Tt]he\s)?(?:last|this|past|coming|current|upcoming)\sday", at.words, re.IGNORECASE)
    return not re.match(r"-(?:long|old)", at.after)


def _shift(at: Around) -> bool:
    way = at.words.rsplit(maxsplit=1)[-1].lower()
    if way in ("after", "before", "prior"):
        return bool(re.match(r"\s*(?:[,.;:)]|$)", at.after))
    if way == "later" and re.match(r"\sthan\b", at.after):
        return False
    return not re.match(r"\sthan\b", at.after)


def _weekend(at: Around) -> bool:
    return bool(_WEEKEND_BEFORE.search(at.before))


def _end_of(at: Around) -> bool:
    return not re.match(r"\s(?:of|that)\b|-long", at.after)


_CHECKS: dict[str, Callable[[Around], bool]] = {
    "month": _month,
    "month_range": _month_range,
    "md": _named_day,
    "dm": _named_day,
    "year": _year,
    "year_range": _year_range,
    "weekday": _weekday,
    "deictic": _deictic,
    "dayonly": _day_only,
    "season": _season,
    "relunit": _relative_unit,
    "shift": _shift,
    "endof": _end_of,
    "weekend": _weekend,
}
