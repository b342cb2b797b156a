"""When a document was published: as stated, by its dateline, by the calendar, or within bounds from its text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from detente.evidence import span_of
from detente.reading.dates_stated import parse_stated
from detente.reading.timex import TimeExpression, find_times
from detente.reading.timex_calendar import exact
from detente.reading.timex_licence import clause_tense
from detente.reading.timex_words import MONTH, MONTHS, WEEKDAY, WEEKDAYS
from detente.records import UNKNOWN_DATE, DateValue

BY_CALENDAR = "weekday and day in the text, year by the calendar"
BY_DATELINE = "dateline"
BY_DATELINE_YEAR = "dateline, year from the latest date in the text"
BY_LINE = "date line in the text"
BY_BOUNDS = "bounds from the dates in the text, year-less ones taken in the latest year it reports on"

_HEAD = 1200
_LABEL = re.compile(
    r"^[\W_]*(?:(?:first\s)?published(?:\s(?:on|at))?|"
    r"publication date|posted(?:\s(?:on|at))?|date(?:\sof publication)?|"
    r"issued|released|release date|发布时间|发布日期|發布時間|時間|时间|日期|公開日|公開日時|配信|掲載日|発行日|"
    r"입력|기사입력|등록|게시일?|승인|"
    r"veröffentlicht(?:\sam)?|publié le|publicado(?:\sel)?|опубликовано|дата)\s*[:：]?\s*(?P<date>.{4,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_FULL = re.compile(
    r"(?:19|20)\d\d\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}(?:\s?[日일号號])?|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r"|[^\W\d_]{3,}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    r"|\d{1,2}(?:\.|st|nd|rd|th)?\s(?:de\s)?[^\W\d_]{3,}\.?,?\s(?:de\s)?(?:19|20)\d\d"
)
_DATELINE = re.compile(
    r"(?:^|\n)\W*(?:[A-Z][\w.'’-]+[\s,/]+){1,5}?(?:[-–—]\s*)?"
    rf"(?:(?P<m>{MONTH})\s(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s(?P<m2>{MONTH}))(?:,?\s(?P<y>20\d\d|19\d\d))?"
    r"\s*(?:\([A-Z][\w .,/&-]{1,40}\)|/[A-Z][\w .-]{1,30}/)?\s*(?:[-–—:]|\()",
)
_DATELINE_EAST = re.compile(
    r"(?:社|聞|讯|訊|电|電|【|（|\()[^\n。]{0,20}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:电|電|讯|訊|\s*=|】|）)"
)
_PAIR = re.compile(
    rf"\b(?P<w>{WEEKDAY})(?:,?\s?\(?|,\s)(?:(?P<m>{MONTH})\s(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s(?P<m2>{MONTH}))\b"
    rf"(?!,?\s(?:19|20)\d\d)\)?|\b(?P<m3>{MONTH})\s(?P<d3>\d{{1,2}})\s?\((?P<w3>{WEEKDAY})\)"
)
_WILL = re.compile(r"\b(?:will|shall|would|must|is to|are to|is expected|are expected|is due|decides?|plans? to)\b")
_IN = re.compile(r"\b(?:in|since|during|late|early|mid)\W(?:the year )?$", re.IGNORECASE)
_WEEK = timedelta(days=6)
_BARE_WEEKDAY = re.compile(rf"(?:(?:early|late|earlier|later)\s(?:on\s)?)?(?P<w>{WEEKDAY})(?:\s\w+)?", re.IGNORECASE)


def find_published(
    *, stated: str | date | None, stated_basis: str | None, text: str, language: str | None
) -> tuple[DateValue, str | None]:
    """Say when a document was published, as exactly as its evidence allows.

    In this order: the stated date; a line of the text that states it; a dateline; a weekday with day and month, whose
    year the calendar gives. Else the date is unknown, not before the latest past event that the text dates and not
    after the first one that it says lies ahead.

    Args:
        stated: What metadata states, or None.
        stated_basis: Where it is stated ("front matter"); returned as the basis.
        text: Clean text of the document.
        language: ISO 639-1 code of the text or None; only English texts (and those of unknown language) give bounds.

    Returns:
        The date with the words that gave it where they stand in the text, and how it was found. A stated month or year
        stays what it is; dates in the text narrow it by `earliest` and `latest`.
    """
    english = language in (None, "en")
    found = parse_stated(stated) if stated is not None else None
    if found is not None:
        if found.precision in ("month", "year") and english:
            found = _narrowed(found, text)
        return found, stated_basis
    lined = _line(text)
    if lined is not None:
        return lined, BY_LINE
    if not english:
        return _dateline_east(text)
    earliest, latest = _bounds(text)
    for reader in (_dateline, _by_calendar):
        value, basis = reader(text, earliest)
        if basis is not None:
            return value, basis
    if earliest is None and latest is None:
        return UNKNOWN_DATE, None
    return DateValue(earliest=earliest, latest=latest), BY_BOUNDS


def narrowed_by_note(value: DateValue, note: str) -> DateValue:
    """Narrow a stated month or year by what its file says of how the date was found ("between 11 and 13 December").

    Args:
        value: The stated date.
        note: Free text that stands beside it; the one day or range of days that it names must lie inside `value`.

    Returns:
        The date with narrower bounds, or unchanged where the note names no such days or several.
    """
    if value.start is None or value.end is None or value.precision not in ("month", "year"):
        return value
    low, high = value.start, value.end
    named = [t.value for t in find_times(note, anchor=DateValue(low, high, value.precision))]
    inside = {(v.start, v.end) for v in named if v.start and v.end and low <= v.start <= v.end <= high} - {(low, high)}
    if len(inside) != 1:
        return value
    first, last = inside.pop()
    earliest, latest = max(first, value.earliest or first), min(last, value.latest or last)
    if earliest > latest:  # the file knows when it came out, its text only what it tells of
        earliest, latest = first, last
    return replace(value, earliest=earliest, latest=latest)


def narrowed_by_weekday(value: DateValue, text: str) -> DateValue:
    """Narrow a date that is known to a few days by the first weekday that the text names for what has happened.

    A report says "on Sunday" of the day on which it comes out or of the day before; of earlier days it gives the date, or
    names their weekday after that of its news. Nothing is narrowed where more than a week is open or no day fits.
    """
    low, high = value.earliest or value.start, value.latest or value.end
    if low is None or high is None or not timedelta(0) < high - low <= _WEEK:
        return value
    for found in find_times(text[:_HEAD], anchor=DateValue(low, high, "range")):
        if found.kind != "weekday":
            continue
        word = _BARE_WEEKDAY.fullmatch(found.span.quote)
        tense, _ = clause_tense(text, _sentence(text, found.span.start), (found.span.start, found.span.end))
        if word is None or tense == "future" or found.bound is not None:
            return value
        named = WEEKDAYS[word["w"].lower()]
        days = [low + timedelta(days=n) for n in range((high - low).days + 1)]
        fits = [d for d in days if (d.weekday() - named) % 7 in (0, 1)]
        if fits and (fits[-1] - fits[0]).days <= 1:
            return replace(value, earliest=fits[0], latest=fits[-1])
        return value
    return value


def _line(text: str) -> DateValue | None:
    """Find a line near the top that says when the page was published, or is nothing but a date."""
    head = text[:_HEAD]
    for label in _LABEL.finditer(head):
        if not _FULL.search(label["date"]):
            continue
        found = parse_stated(label["date"])
        if found is not None and found.precision == "day":
            return _placed(found, text, label.start("date"), label.end("date"))
    at = 0
    for line in head.splitlines(keepends=True)[:12]:
        start, bare = at, line.strip()
        at += len(line)
        match = _FULL.search(bare)
        if match is None:
            continue
        ends = match.end() >= len(bare) - 22 and re.fullmatch(
            r"[^\w]*(?:\d\d?[:：]\d\d.*|[A-Z]{2,4})?", bare[match.end() :]
        )
        rest = bare[: match.start()].rstrip()
        if ends and (not rest or re.search(r"(?:[|·•–—-]|\b[A-Z]{2,8})$", rest)):
            found = parse_stated(match.group())
            if found is not None and found.precision == "day":
                place = start + line.index(bare) + match.start()
                return _placed(found, text, place, place + len(match.group()))
    return None


def _placed(value: DateValue, text: str, start: int, end: int) -> DateValue:
    quote = span_of(text, start, end)
    return replace(value, text=quote.quote, span=quote)


def _dateline(text: str, earliest: date | None) -> tuple[DateValue, str | None]:
    match = _DATELINE.search(text[:_HEAD])
    if match is None:
        return UNKNOWN_DATE, None
    number = MONTHS[(match["m"] or match["m2"]).strip(". ").lower()]
    start = match.start("m") if match["m"] else match.start("d2")
    end = max(match.end(name) for name in ("m", "d", "m2", "d2", "y"))
    chosen = int(match["d"] or match["d2"])
    if match["y"]:
        found = exact(int(match["y"]), number, chosen)
        return (_day(found, text, start, end), BY_DATELINE) if found else (UNKNOWN_DATE, None)
    if earliest is None:
        return UNKNOWN_DATE, None
    days = [d for n in (0, 1, 2, 3, 4) if (d := exact(earliest.year + n, number, chosen)) and d >= earliest]
    return (_day(days[0], text, start, end), BY_DATELINE_YEAR) if days else (UNKNOWN_DATE, None)


def _dateline_east(text: str) -> tuple[DateValue, str | None]:
    """Read 新华社北京8月10日电 where the text names one year only."""
    match = _DATELINE_EAST.search(text[:_HEAD])
    years = {int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)年", text)}
    if match is None or len(years) != 1:
        return UNKNOWN_DATE, None
    found = exact(years.pop(), int(match["m"]), int(match["d"]))
    if found is None:
        return UNKNOWN_DATE, None
    return _day(found, text, match.start("m"), match.end("d") + 1), BY_DATELINE_YEAR


def _by_calendar(text: str, earliest: date | None) -> tuple[DateValue, str | None]:
    """Date a text by its latest weekday with day and month: that pair fits one year in five or six."""
    if earliest is None:
        return UNKNOWN_DATE, None
    best: tuple[date, int, int] | None = None
    for match in _PAIR.finditer(text):
        name = (match["m"] or match["m2"] or match["m3"]).strip(". ").lower()
        weekday = WEEKDAYS[(match["w"] or match["w3"]).rstrip(".").lower()]
        number = int(match["d"] or match["d2"] or match["d3"])
        fits = [
            d
            for y in range(earliest.year, earliest.year + 6)
            if (d := exact(y, MONTHS[name], number)) and d.weekday() == weekday and d >= earliest
        ]
        ahead = _WILL.search(text, max(0, match.start() - 60), match.start())
        if fits and not ahead and (best is None or fits[0] > best[0]):
            best = fits[0], match.start(), match.end()
    if best is None:
        return UNKNOWN_DATE, None
    return _day(best[0], text, best[1], best[2]), BY_CALENDAR


def _day(found: date, text: str, start: int, end: int) -> DateValue:
    return _placed(DateValue(found, found, "day"), text, start, end)


def _bounds(text: str, within: tuple[date, date] | None = None) -> tuple[date | None, date | None]:
    """Return the start of the latest event that the text reports as past, and the end of the first that lies ahead.

    Dates without a year count in the latest year that the text reports on.
    """
    if within is None:
        years = [e.value.start for e in find_times(text, anchor=UNKNOWN_DATE) if _is_past(text, e) and e.value.start]
        if not years:
            return None, None
        within = date(max(years).year, 1, 1), date(max(years).year, 12, 31)
    anchor = DateValue(*within, "range")
    past: list[date] = []
    ahead: list[date] = []
    for found in find_times(text, anchor=anchor):
        start, end = found.value.start, found.value.end
        if start is None or end is None or found.kind not in ("absolute", "deictic"):
            continue
        if _is_past(text, found):
            past.append(start)
        elif _is_ahead(text, found):
            ahead.append(end)
    earliest = max(past, default=None)
    latest = min((d for d in ahead if earliest is None or d >= earliest), default=None)
    return earliest, latest


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at) + 1) + 1
    ends = [i for i in (text.find("\n", at), text.find(". ", at)) if i >= 0]
    return start, min(ends, default=len(text))


def _is_past(text: str, found: TimeExpression) -> bool:
    """Tell whether the text reports what happened at that time; a year alone must be said to be when it happened."""
    span = found.span
    if found.bound in ("until", "before") or found.value.precision == "range":
        return False
    if found.value.precision == "year" and not _IN.search(text, max(0, span.start - 12), span.start):
        return False
    return clause_tense(text, _sentence(text, span.start), (span.start, span.end))[0] == "past"


def _is_ahead(text: str, found: TimeExpression) -> bool:
    sentence = _sentence(text, found.span.start)
    if found.bound == "until":
        return bool(_WILL.search(text, found.span.end, sentence[1]))
    return clause_tense(text, sentence, (found.span.start, found.span.end))[0] == "future"


def _narrowed(stated: DateValue, text: str) -> DateValue:
    """Set bounds inside a stated month or year by the dates of the text, where they fall inside it."""
    if stated.start is None or stated.end is None:
        return stated
    window = (stated.start, stated.end)
    earliest, latest = _bounds(text, window)
    pair, basis = _by_calendar(text, stated.start)
    if basis is not None and pair.start is not None and pair.start <= stated.end:
        # Papers name the weekday of what is less than a week old.
        earliest, latest = max(earliest or pair.start, pair.start), min(latest or stated.end, pair.start + _WEEK)
    low = earliest if earliest and stated.start < earliest <= stated.end else None
    high = latest if latest and (low or stated.start) <= latest < stated.end else None
    return replace(stated, earliest=low or stated.start, latest=high or stated.end) if low or high else stated
