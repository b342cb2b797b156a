"""Time expressions of English news prose, read against the publication date and the running text.

`find_times` finds them in the order of the text and says which days they mean. What cannot be known from the text and
the publication date stays unknown, with bounds where there are any; the publication date itself is never given as the
date of an act unless the text says so ("today").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from detente.evidence import span_of
from detente.reading.timex_calendar import Stretch, Tense
from detente.reading.timex_licence import clause_tense, licensed, shortened
from detente.reading.timex_relative import RESOLVERS
from detente.reading.timex_resolve import Here
from detente.reading.timex_words import COMPILED, MASTER, MONTHS
from detente.records import DateValue, Span

Kind = Literal["absolute", "relative", "deictic", "weekday", "duration"]
Bound = Literal["since", "until", "before", "after"]

_BOUNDS: dict[str, Bound] = {"since": "since", "until": "until", "before": "before", "after": "after"}
# Rules whose year, at the start of a sentence, is that of all its dates.
_FRAMES = {"year", "year_range", "decade", "century", "half", "season", "month", "month_range"}
_BOUND = re.compile(
    r"\b(?:(?P<since>since|starting(?: from| in| on)?|beginning(?: in| on)|as of|effective)|(?P<until>until|till|by|"
    r"no later than|through)|(?P<before>before|prior to|ahead of)|(?P<after>after|following))\s(?:on\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n|(?<=[a-z0-9)”\"’'%])[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z])|(?<=[A-Z]{3})[.!?]\s+(?=[A-Z])")
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|Sgt|St|Prof|Adm|Maj|Capt|Jr|Sr|No|vs|Rev|Hon)$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![.,]\d)")

# How far back, in characters, "two days later" and "the same day" may refer.
_NEAR, _FAR = 600, 1500
# A frame such as "In late 2016, " begins within so many characters of its sentence.
_OPENING = 8
_FORTNIGHT, _MONTH_DAYS = 14, 31
# An uncertainty of so little about the day of publication leaves a date that is worth giving.
_FEW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression and the days it means.

    Attributes:
        span: The words, without a preposition before them.
        value: The days; `value.text` and `value.span` are those of `span`.
        kind: "absolute" names a date of the calendar, with or without its year; "weekday" a day of the week;
            "deictic" counts from the publication date, "relative" from the running text; "duration" is a stretch that
            ends or begins at publication ("over the past five years").
        bound: "since", "until" (also "by"), "before" or "after", where such a word stands before it: `value` is then
            the date named, not the time of what happened.
        ahead: The words around it speak of it as of something to come.
    """

    span: Span
    value: DateValue
    kind: Kind
    bound: Bound | None = None
    ahead: bool = False


class _Placed(NamedTuple):
    stretch: Stretch
    at: int


def find_times(
    text: str,
    *,
    anchor: DateValue,
    start: int = 0,
    end: int | None = None,
    context_year: int | None = None,
    tense: Tense | None = None,
) -> list[TimeExpression]:
    """Find the time expressions of `text[start:end]` and read them against the publication date.

    A date without its year takes the year of a frame at the start of its sentence ("In 2016, ... on July 8"), else the
    year nearest to the anchor, past or future by the verbs around it. Where the anchor is no single day, an expression
    that means different days for its first and its last day stays unknown, with those days as bounds.

    Args:
        text: Clean text of the document; spans count in it.
        anchor: Publication date; unknown is allowed, its bounds are used.
        start: First character to look at. Pass whole paragraphs or documents, or the running text is lost.
        end: One past the last character to look at; None for the end of the text.
        context_year: Year of dates that name none, where the caller knows it.
        tense: Tense of the clause where the caller knows it; else cheap cues in the sentence decide.

    Returns:
        Expressions in the order of the text, not overlapping.
    """
    end = len(text) if end is None else min(end, len(text))
    reader = _Reader(text, _window(anchor), context_year, tense)
    found: list[TimeExpression] = []
    at = start
    while (match := MASTER.search(text, at, end)) is not None:
        at = match.end()
        name = match.lastgroup or ""
        if not licensed(name, text, match.span(), found[-1].span.end if found else 0):
            continue
        own = COMPILED[name].match(text, match.start(), end)
        shorter = shortened(name, text, own) if own else None
        if shorter is not None:
            name, own = shorter
        if own is None:
            continue
        at = max(own.end(), match.start() + 1)
        found.append(reader.read(name, own))
    return found


def _window(anchor: DateValue) -> tuple[date, date] | None:
    low = max((d for d in (anchor.start, anchor.earliest) if d), default=None)
    high = min((d for d in (anchor.end, anchor.latest) if d), default=None)
    if low is None or high is None:
        return None
    if low > high:  # bounds that contradict the date do not narrow it
        return (anchor.start, anchor.end) if anchor.start and anchor.end else None
    return low, high


class _Reader:
    """Reads the expressions of one text in order and keeps what later ones may count from."""

    def __init__(
        self, text: str, window: tuple[date, date] | None, context_year: int | None, tense: Tense | None
    ) -> None:
        self._text = text
        self._window = window
        self._context_year = context_year
        self._tense = tense
        self._breaks: list[int] | None = None
        # Stretches with the position of their words: the last day, the last of at most a month, the last of any width.
        self._day: _Placed | None = None
        # The last day that does not lie ahead of publication: what "the day before" counts from in the past tense.
        self._past_day: _Placed | None = None
        self._month: _Placed | None = None
        self._last: _Placed | None = None
        # The last that names a date of the calendar, the year that frames a sentence, and the last written year.
        self._dated: _Placed | None = None
        self._frame: tuple[int, int] | None = None
        self._year: tuple[int, int] | None = None

    def read(self, name: str, match: re.Match[str]) -> TimeExpression:
        """Read what rule `name` matched."""
        groups, at = match.groupdict(), match.start()
        here = self._here(name, groups, match.span())
        value, stretch = self._value(name, groups, here)
        quote = span_of(self._text, at, match.end())
        kind = _kind(name, groups, here)
        if stretch is not None and kind != "duration" and name != "attacks":
            self._remember(name, groups, _Placed(stretch, at), kind)
        value = replace(value, text=quote.quote, span=quote)
        return TimeExpression(quote, value, kind, _bound(self._text, at), here.tense == "future")

    def _sentence(self, at: int, back: int = 0) -> tuple[int, int]:
        if self._breaks is None:
            self._breaks = _breaks(self._text)
        index = bisect_right(self._breaks, at) - 1
        end = self._breaks[index + 1] if index + 1 < len(self._breaks) else len(self._text)
        return self._breaks[max(index - back, 0)], end

    def _here(self, name: str, groups: dict[str, str | None], span: tuple[int, int]) -> Here:
        at, window = span[0], self._window
        reach = _NEAR if name in ("shift", "adjacent") else _FAR
        tense, firm = (self._tense, True) if self._tense else clause_tense(self._text, self._sentence(at), span)
        near = None
        sentence = self._sentence(at)[0]
        if self._dated is not None and self._dated.at >= self._sentence(at, back=1)[0] and self._same_paragraph(at):
            frames = self._dated.at - self._sentence(self._dated.at)[0] <= _OPENING
            if self._dated.stretch.precision != "month" or self._dated.at >= sentence or frames:
                near = self._dated.stretch
        around = None
        if self._month is not None and self._month.at >= sentence and self._month.stretch.precision != "day":
            around = self._month.stretch
        way = (groups.get("way") or "").lower()
        counts = name in ("shift", "adjacent") and way not in ("ago", "hence", "from now")
        day = self._past_day if counts and tense != "future" else self._day
        month = self._month
        if counts and month and month.stretch.precision == "month" and (day is None or month.at > day.at):
            day = month  # "in September ... two weeks later": the month named last, not a day before it
        return Here(
            anchor=None if window is None else window[0],
            window=None if window is None or window[0] == window[1] else window,
            year=self._year_here(groups, at),
            tense=tense,
            firm=firm,
            last_day=_within(day, at, reach),
            last_month=_within(self._month, at, reach),
            last=_within(self._last, at, reach),
            near_month=near,
            around=around,
        )

    def _same_paragraph(self, at: int) -> bool:
        if self._dated is None:
            return False
        while at > self._dated.at and self._text[at - 1] == "\n":
            at -= 1
        return self._text.find("\n", self._dated.at, at) < 0

    def _year_here(self, groups: dict[str, str | None], at: int) -> int | None:
        """Return the year that the text sets for a date without one, or None where the anchor must tell."""
        if self._context_year is not None:
            return self._context_year
        if self._frame is not None and self._frame[1] >= self._sentence(at)[0]:
            return self._frame[0]
        name = groups.get("m")
        if name and self._dated is not None and self._dated.stretch.precision != "range" and self._same_paragraph(at):
            month = self._dated.stretch.start
            if MONTHS.get(name.strip().rstrip(".").lower()) == month.month:
                return month.year
        if self._window is not None:
            return None
        if self._year is not None and self._text.find("\n", self._year[1], at) < 0:
            return self._year[0]
        return self._only_year

    @cached_property
    def _only_year(self) -> int | None:
        """The year that the whole text names, if it is one; found once, as a long text asks for it at every date."""
        years = {int(y) for y in _YEAR.findall(self._text)}
        return years.pop() if len(years) == 1 else None

    def _value(self, name: str, groups: dict[str, str | None], here: Here) -> tuple[DateValue, Stretch | None]:
        """Resolve at the first and at the last day of the anchor; where they differ, give bounds."""
        resolve, window = RESOLVERS[name], self._window
        if (
            name == "over"
            and groups.get("n") is None
            and window is not None
            and (groups["rel"] or "").lower() != "recent"
        ):
            coming = (groups["rel"] or "").lower() in ("next", "coming")
            return DateValue(earliest=window[0] if coming else None, latest=None if coming else window[1]), None
        try:
            first = resolve(groups, here)
            last = resolve(groups, replace(here, anchor=window[1])) if window is not None and here.window else first
        except (ValueError, OverflowError):  # outside the calendar, such as 900 decades ago
            return DateValue(), None
        if first is None or last is None:
            return DateValue(), None
        low, high = min(first.start, last.start), max(first.end, last.end)
        few = window is not None and window[1] - window[0] <= _FEW and high - low <= 2 * _FEW
        if first != last and (name == "over" or few):  # a day that is known to a few days, or a stretch that ends then
            return DateValue(low, high, "range"), None
        if first != last:
            return DateValue(earliest=low, latest=high), None
        return DateValue(first.start, first.end, first.precision), first

    def _remember(self, name: str, groups: dict[str, str | None], placed: _Placed, kind: Kind) -> None:
        if groups.get("unit") == "decade":
            return
        days = (placed.stretch.end - placed.stretch.start).days
        self._last = placed
        if days < _FORTNIGHT:
            self._day = placed
            if self._window is None or placed.stretch.start <= self._window[1]:
                self._past_day = placed
        if days < _MONTH_DAYS:
            self._month = placed
            if kind == "absolute" or groups.get("m"):
                self._dated = placed
        written = groups.get("y")
        if written is None:
            return
        self._year = (int(written), placed.at)
        opens = placed.at - self._sentence(placed.at)[0] <= _OPENING
        if name in _FRAMES and opens and placed.stretch.start.year == placed.stretch.end.year:
            self._frame = (placed.stretch.start.year, placed.at)


def _within(placed: _Placed | None, at: int, reach: int) -> Stretch | None:
    return placed.stretch if placed is not None and at - placed.at <= reach else None


def _breaks(text: str) -> list[int]:
    """Return where sentences begin, roughly: cheap, and only asked about dates."""
    found = [0]
    for match in _BREAK.finditer(text):
        if text[match.start()] == "\n" or not _TITLES.search(text, max(0, match.start() - 6), match.start()):
            found.append(match.end())
    return found


def _kind(name: str, groups: dict[str, str | None], here: Here) -> Kind:
    if name == "weekday":
        return "weekday"
    if name == "over" or (name == "relunit" and (groups["rel"] or "").lower() == "past"):
        return "duration"
    if name in ("dayonly", "adjacent", "daypart"):
        return "relative"
    if name == "shift":
        return "deictic" if groups["way"] in ("ago", "hence", "from now") or here.last is None else "relative"
    rel = (groups.get("rel") or groups.get("yrel") or groups.get("which") or "").lower()
    if rel in ("same", "that", "previous", "preceding", "following"):
        return "relative"
    return "deictic" if name in ("deictic", "within", "endof", "relunit", "weekend") or rel else "absolute"


def _bound(text: str, start: int) -> Bound | None:
    match = _BOUND.search(text, max(0, start - 20), start)
    return _BOUNDS[match.lastgroup or ""] if match else None
