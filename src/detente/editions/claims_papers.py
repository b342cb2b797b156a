"""The official documents that a news text names: whose, which series, which edition, and whether a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from detente.data.tables import read_rows
from detente.editions.claims_line import Place
from detente.editions.claims_series import Series, series_table

Age = Literal["new", "old"]
_NEW = frozenset("new newest latest updated recent newly upcoming forthcoming revised next refreshed".split())
_OLD = frozenset("previous prior earlier preceding last old former".split())
_DRAFT = frozenset("draft drafts provisional preliminary interim unpublished".split())
_FILLING = frozenset(
    "the a an its their this that these his her our your said s 's year 's most annual yearly biennial "
    "biannual official final first second same key major whole entire full own inaugural first-ever long- "
    "awaited landmark comprehensive sweeping much-anticipated english japanese language version released "
    "published issued so-called administration government ministry department agency house office".split()
)
_CONTENT = frozenset(
    "national defense security military diplomatic foreign policy affairs monetary summit leaders leader ministers "
    "minister foreign joint nuclear posture unification maritime economic fed fomc boj ecb federal reserve quadrennial "
    "strategic integrated work nato g7 g20 quad post-meeting rate party indo-pacific intelligence taiwan china power "
    "trilateral bilateral annual program medium-term basic arms control space cyber cabinet threat committee open market".split()
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
# A noun phrase that names a document is no longer than this, in words.
_LONGEST = 12
_KEPT_OF_BOTH = frozenset({"government", "annual"})
_YEAR = r"(?:19|20)\d\d"
_TOKEN_LEFT = re.compile(r"(\[?(?:[^\W_]+(?:-[^\W_]+)*)|['’]s|s['’])[\s“\"'’‘\-]*\]?\s*$")
_RIGHT_YEAR = re.compile(
    rf"(?:\s*,)?\s*(?:(?:of|in|for|from|dated|edition)\s+(?:the\s+)?(?:year\s+|"
    rf"fiscal\s+)?({_YEAR})\b|\(({_YEAR})[^)]{{0,15}}\))"
)
_RIGHT_TOPIC = re.compile(
    r"\s+on\s+((?:national\s+)?(?:defense|security|foreign policy|diplomacy|taiwan|unification|"
    r"foreign affairs))\b"
)
_RIGHT_OF = re.compile(r"\s+(?:of|by|from)\s+(?:the\s+)?")
_CAME = r"(?:revis|launch|adopt|publish|releas|issu|approv|writ|compil|unveil|draw|drew|put|enact)\w*(?: up| out)?"
_RIGHT_RELEASED = re.compile(rf"\s*,?\s*(?:which was |that was |first )?{_CAME} in (?:the year )?(?:\w+ )?({_YEAR})\b")
# "... , published by the British government on Monday", "... that Japan adopted".
_RIGHT_BY = re.compile(
    rf"[\"”’']?\s*,?\s*(?:(?:which|that) (?:was|is) )?(?:{_CAME} (?:on \w+ |last week |this week |today )?by"
    rf" (?:the )?(?=\w)"
    rf"|(?:that|which) (?:the )?(?=\w+(?: \w+){{0,3}} (?:will |has |had |would |plans to |is to )?{_CAME}))"
)
_OF_PAPER = re.compile(r"\s+(?:of|to|for)\s+(?:the\s+|its\s+|this\s+|that\s+)?$")
_LAST_YEAR = re.compile(r"\b(last year|this year|two years ago|previous year|the year before)['’]s?\b")


@dataclass(frozen=True, slots=True)
class Paper:
    """A place where a text names an official document.

    Attributes:
        phrase: What kind of document, in lower case and American spelling ("defense white paper").
        head: The noun alone; `strong` where it names an official document by itself.
        issuer: The country that stands with it.
        year: The year that stands with it, `relative` how many years ago "this year's" and "last year's" say.
        age: Whether it is called new or earlier.
        month: The month that stands with it ("the January statement"), or None.
        owned: Whether "its" or "their" stands with it.
        released: The year in which it came out, as told beside it.
        now: Whether it is called the current one, which is the earlier one where a new one is to come.
    """

    start: int
    end: int
    phrase: str
    head: str
    strong: bool
    issuer: str | None = None
    year: int | None = None
    relative: int | None = None
    draft: bool = False
    age: Age | None = None
    plural: bool = False
    month: int | None = None
    owned: bool = False
    released: int | None = None
    now: bool = False


@cache
def _heads() -> tuple[re.Pattern[str], frozenset[str]]:
    rows = read_rows("editions/document_words.csv")
    heads = sorted((row["head"] for row in rows), key=len, reverse=True)
    strong = frozenset(row["head"].replace("-", " ") for row in rows if row["names_alone"] == "1")
    words = "|".join(re.escape(head).replace(r"\ ", r"[\s-]+['’]?\s?") for head in heads)
    return re.compile(rf"\b({words})(s|es)?\b(?!-)"), strong


def plain(text: str) -> str:
    """Return `text` in lower case and American spelling, every character where it was."""
    lowered = (
        text.lower()
        if len(text.lower()) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )
    for one, other in (("defence", "defense"), ("communiqué", "communique"), ("programme", "program  ")):
        lowered = lowered.replace(one, other)
    return (
        lowered.replace("ministers' ", "ministers  ")
        .replace("leaders' ", "leaders  ")
        .replace("ministers’ ", "ministers  ")
        .replace("leaders’ ", "leaders  ")
    )


def find_papers(text: str, places: Sequence[Place]) -> list[Paper]:
    """Return where `text` names official documents, in order.

    Args:
        text: The text of a document.
        places: Every country, person, office and body in it that belongs to a state, in order.
    """
    low = plain(text)
    pattern, strong = _heads()
    found: list[Paper] = []
    for match in pattern.finditer(low):
        head = re.sub(r"[\s-]+['’]?\s?", " ", match[1])
        paper = _with_left(text, low, match.start(), match.end(), head, places)
        # Only what a weak word's own phrase makes an official document counts by itself.
        marked = any(mark in low[paper.start : paper.end] for row in _marked_rows(head) for mark in row.marks)
        by_itself = head in strong or _is_series(paper.phrase) or (head == "statement" and marked)
        paper = replace(paper, strong=by_itself, plural=bool(match[2]) and not head.endswith("guideline"))
        found.append(_with_right(low, paper, places))
    return list(_joined(low, found))


@cache
def _marked_rows(head: str) -> tuple[Series, ...]:
    return tuple(row for row in series_table() if row.marks and any(name.endswith(head) for name in row.names))


@cache
def _is_series(phrase: str) -> bool:
    return " " in phrase and any(phrase == name for row in series_table() for name in row.names)


@dataclass(slots=True)
class _Left:
    """What the words before a noun say, read from right to left."""

    words: list[str] = field(default_factory=list)
    issuer: str | None = None
    year: int | None = None
    relative: int | None = None
    month: int | None = None
    draft: bool = False
    owned: bool = False
    now: bool = False
    age: Age | None = None

    def take(self, word: str, rest: str) -> bool:
        """Take in a word; `rest` is the text from it on. Return whether the phrase may go on to the left."""
        if re.fullmatch(_YEAR, word):
            self.year = self.year or int(word)
        elif word in _DRAFT:
            self.draft = True
        elif rest.startswith(("last year", "[last year")):
            self.relative, self.age = -1, "old"
        elif rest.startswith("this year"):
            self.relative = 0
        elif word in {"current", "existing", "present"}:
            self.now = True
        elif word in _NEW:
            self.age = "new"
        elif word in _OLD:
            self.age = self.age or "old"
        elif word in _MONTHS:
            self.month = self.month or _MONTHS[word]
        elif word in _CONTENT or word in _KEPT_OF_BOTH:
            self.words.insert(0, word)
        elif word not in _FILLING and word != "year" and not re.fullmatch(r"\d+-page", word):
            return False
        return True


def _with_left(text: str, low: str, start: int, end: int, head: str, places: Sequence[Place]) -> Paper:
    """Read what stands before the noun: year, draft, new or old, whose, and of what."""
    at = start
    left = _Left()
    for _ in range(_LONGEST):
        place = next((p for p in places if p.start < at <= p.end + _gap(text, p.end, at) and not p.media), None)
        if place is not None:
            at = place.start
            named = low[place.start : place.end]
            if place.exact and any(" ".join([named, *left.words, head]) in row.names for row in series_table()):
                # "China military power report" is what the document is called, not whose it is.
                left.words.insert(0, named)
                continue
            left.issuer = left.issuer or place.country
            if place.exact or not _possessive(low, place.end):
                continue
            break
        match = _TOKEN_LEFT.search(low, max(0, at - 40), at)
        if match is None:
            break
        word = match[1].lstrip("[")
        if not left.take(word, low[match.start() :]):
            break
        at = match.start()
        if word in {"its", "their", "a", "an"} or (word in {"the", "this"} and left.relative is None):
            left.owned = word in {"its", "their"}
            break
    return Paper(
        at + len(low[at:start]) - len(low[at:start].lstrip()),
        end,
        " ".join([*left.words, head]),
        head,
        strong=False,
        issuer=left.issuer,
        year=left.year,
        relative=left.relative,
        draft=left.draft or head == "draft",
        age=left.age,
        month=left.month,
        owned=left.owned,
        now=left.now,
    )


def _gap(text: str, place_end: int, at: int) -> int:
    """Return how far a name may stand before what it owns: a space, or a possessive."""
    between = text[place_end:at]
    return len(between) if re.fullmatch(r"['’]?s?['’]?\s*[\"“‘']?", between) else -1


def _possessive(low: str, end: int) -> bool:
    return bool(re.match(r"['’]s|s['’]", low[end : end + 2]))


def _with_right(low: str, paper: Paper, places: Sequence[Place]) -> Paper:
    """Read what stands after the noun: its topic, its year, whose it is."""
    end = paper.end
    if topic := _RIGHT_TOPIC.match(low, end):
        word = {"foreign affairs": "diplomatic", "diplomacy": "diplomatic"}.get(topic[1], topic[1])
        paper = replace(paper, phrase=f"{word} {paper.phrase}" if word not in paper.phrase else paper.phrase)
        end = topic.end()
    if paper.issuer is None and (of := _RIGHT_OF.match(low, end)):
        place = next((p for p in places if p.start == of.end() and not _possessive(low, p.end)), None)
        if place is not None and low[of.start() : of.end()].strip().startswith(("of", "by")):
            paper, end = replace(paper, issuer=place.country), place.end
    if came := _RIGHT_RELEASED.match(low, end):
        paper = replace(paper, released=int(came[1]))
    if paper.issuer is None and (by := _RIGHT_BY.match(low, end)):
        place = next((p for p in places if p.start <= by.end() < p.end), None)
        if place is not None and not place.media:
            paper = replace(paper, issuer=place.country)
    if year := _RIGHT_YEAR.match(low, end):
        return replace(paper, year=paper.year or int(year[1] or year[2]), end=year.end())
    return replace(paper, end=end)


def _joined(low: str, papers: Sequence[Paper]) -> Iterator[Paper]:
    """Join "the 2020 edition of the defense white paper" and "a draft of the strategy" into one."""
    waiting: Paper | None = None
    for paper in papers:
        current = paper
        if waiting is not None:
            if _OF_PAPER.fullmatch(low[waiting.end : paper.start].rstrip() + " "):
                current = _with_first(waiting, paper)
            else:
                yield waiting
        waiting = current if current.head in {"edition", "version", "draft", "text"} else None
        if waiting is None:
            yield current
    if waiting is not None:
        yield waiting


def _with_first(first: Paper, paper: Paper) -> Paper:
    return replace(
        paper,
        start=first.start,
        issuer=paper.issuer or first.issuer,
        year=paper.year or first.year,
        draft=paper.draft or first.draft,
        age=paper.age or first.age,
        relative=first.relative if paper.relative is None else paper.relative,
    )
