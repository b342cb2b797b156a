"""Which editions a news text is about: whose, of which series, named by the year on the cover."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.actors.document import document_day
from detente.editions.claims_line import Place
from detente.editions.claims_papers import Paper, find_papers, plain
from detente.editions.claims_series import Series, cover_name, edition_before, name_fits, series_table, slug, standing
from detente.reading.timex import TimeExpression
from detente.records import Document

# Words that take up a document named before; others only where it was called so.
_ANYTHING = frozenset("document paper text report edition version draft publication book".split())
_RELEASED = re.compile(
    r"\b(?:releas|publish|issu|unveil|adopt|approv|put out|came out|comes out|announc|present|deliver|"
    r"submitt|endors)\w*"
)
_WEAK = (
    (re.compile(r"^['’]?s?\s+(?:security|defense|military|foreign) (?:cooperation|partner|ties|policy|relations|"
                r"environment|exchange)"), 3),
    (re.compile(r"^['’]?s?\s+(?:close|closest|only|main|key|important|chief)\s+(?:ally|partner|neighbo)"), 2),
    (re.compile(r"^\s+(?:cooperates?|coordinates?|has security|maintains)\b"), 2),
    (re.compile(r"^(?:['’]s? \w+(?: \w+)?)?\s+(?:remov|delet|dropp|chang|describ|call|omit|add|downgrad|revis|replac)\w*"), 1),
    (re.compile(r"^['’]?s?\s+(?:ministry|defense ministry|foreign ministry|government)"), 1),
)  # fmt: skip
_URGED = re.compile(
    r"\b(?:urge[sd]?|urging|criticiz\w+|criticis\w+|calls? on|called on|describ\w+|calls?)\s+(?:the\s+)?$"
)
_CLAUSE = re.compile(r"(?:^|\bthat|[,;:]|\band|\bbut|\bwhile|\bas|\bsaid)\s*(?:the\s+)?$")
_BODY = re.compile(
    r"\b(?:ministry|government|department|cabinet|pentagon|administration|premier|central bank|reserve)\b"
)
_ANGRY = re.compile(
    r"\s+(?:is|was|has|have|were|are)?\s*(?:\w+ly )?(?:angry|furious|protest\w*|complain\w*|object\w*|"
    r"lodg\w+|summon\w*|called in|condemn\w*|slam\w*|blast\w*)\b"
)
_NOT_SUBJECT = re.compile(
    r"\b(?:with|to|against|of|from|on|toward|towards|and|between|over|about|by|for|at|in)\s+(?:the\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Which:
    """An edition as far as a text tells which.

    Attributes:
        reference: Name of the edition that it is compared with, or None.
        draft: Whether the text calls it a draft.
        phrase: What kind of document it is ("defense white paper").
        old: Whether it is an earlier edition than the newest that the text speaks of.
    """

    issuer: str | None
    issuer_body: str | None
    series: str | None
    edition: str | None
    reference: str | None
    draft: bool
    phrase: str
    old: bool = False


class Shelf:
    """The editions that one document speaks of."""

    def __init__(
        self,
        document: Document,
        places: Sequence[Place],
        times: Sequence[TimeExpression],
        title_places: Sequence[Place] = (),
    ) -> None:
        self.title, self.title_places = document.title or "", title_places
        self.text, self.low = document.text, plain(document.text)
        self.day = document_day(document)
        self.places = tuple(places)
        self.times = tuple(times)
        found = find_papers(self.text, self.places)
        self._whole = next((p.phrase for p in found if p.strong), None)
        self.papers = tuple(p for p in found if p.strong or self._takes_up(p, found))
        self._default = self._by_weak_signs()
        self._of: dict[int, str | None] = {paper.start: self._issuer_of(paper) for paper in self.papers}
        self._settle()
        self._rows = {paper.start: self._row_of(paper) for paper in self.papers}
        self._current = self._currents()

    def _takes_up(self, paper: Paper, found: Sequence[Paper]) -> bool:
        earlier = [p for p in found if p.strong and p.start < paper.start]
        title = [p for p in found if p.strong]
        if paper.head in _ANYTHING:
            return bool(earlier) and not paper.plural
        return any(p.head.endswith(paper.head) for p in (earlier or title))

    def _issuer_of(self, paper: Paper) -> str | None:
        """Return whose a paper is by what stands with it: a country, "its", the words of a series, who released it."""
        if paper.issuer is not None:
            return paper.issuer
        if paper.owned and (owner := self._subject_before(paper.start)):
            return owner
        if marked := self._marked(paper):
            return marked.issuer
        if any(p.start < paper.start and _alike(p, paper) for p in self.papers):
            return None
        return self._publisher_before(paper.start, paper.end) or self._body_beside(paper.start, paper.end)

    def _settle(self) -> None:
        """Give every paper whose issuer nothing beside it tells that of its other mentions, before it or after."""
        for at, paper in enumerate(self.papers):
            if self._of[paper.start] is not None:
                continue
            before = [p for p in self.papers[:at] if _alike(p, paper)]
            near = [*reversed(before), *(p for p in self.papers[at + 1 :] if _alike(p, paper))]
            known = (self._of[p.start] for p in near if self._of[p.start] is not None)
            self._of[paper.start] = next(known, self._default)

    def _subject_before(self, at: int) -> str | None:
        """Return the country to which "its" at `at` refers: the one that opens the clause, else the nearest subject.

        In "In its new paper Japan says" it stands after.
        """
        start = self._sentence_start(at)
        inside = [p for p in self.places if start <= p.start and p.end <= at and not self._is_media(p)]
        opening = [p for p in inside if _CLAUSE.search(self.low[start : p.start])]
        if opening:
            return opening[-1].country
        for place in reversed([p for p in self.places if start <= p.start and p.end <= at]):
            quoted = self.text[start : place.start]
            if _NOT_SUBJECT.search(self.low[start : place.start]) or quoted.count("“") > quoted.count("”"):
                continue
            if quoted.count('"') % 2 or self._is_media(place):
                continue
            return place.country
        stop = re.search(r"[.!?]\s|\n|$", self.text[at:])
        after = [p for p in self.places if at < p.start <= at + (stop.start() if stop else 0) and not self._is_media(p)]
        return after[0].country if after and not inside else None

    def _is_media(self, place: Place) -> bool:
        return place.media or bool(re.search(r"\b(?:media|press)\b", self.low[place.start : place.end]))

    def _sentence_start(self, at: int) -> int:
        breaks = [m.end() for m in re.finditer(r"[.!?。]\s+|\n", self.text[:at])]
        return breaks[-1] if breaks else 0

    def _publisher_before(self, start: int, end: int) -> str | None:
        """Return who released it in the same sentence: "the Defense Ministry of Australia released its ..."."""
        begin = self._sentence_start(start)
        stop = re.search(r"[.!?]\s|\n|$", self.text[end:])
        last = end + (stop.start() if stop else 0)
        if not _RELEASED.search(self.low, begin, last):
            return None
        bodies = [
            p for p in self.places if begin <= p.start and p.end <= last and not p.exact and not self._is_media(p)
        ]
        return bodies[0].country if bodies else None

    def _body_beside(self, start: int, end: int) -> str | None:
        """Return whose ministry or government acts in the same sentence, unless it complains of the paper."""
        begin = self._sentence_start(start)
        stop = re.search(r"[.!?]\s|\n|$", self.text[end:])
        last = end + (stop.start() if stop else 0)
        for place in self.places:
            words = self.low[place.start : place.end]
            if not (begin <= place.start and place.end <= last and _BODY.search(words)) or self._is_media(place):
                continue
            if not _ANGRY.match(self.low[place.end : place.end + 60]):
                return place.country
        return None

    def _marked(self, paper: Paper) -> Series | None:
        """Return the series whose own words ("fed", "g7") stand near a paper that fits its names."""
        own = self.low[paper.start : paper.end]
        near = self.low[max(0, paper.start - 160) : paper.end + 60]
        rows = [r for r in series_table() if r.marks and _fits(r, paper)]
        headed = [r for r in series_table() if r.marks and any(name.endswith(paper.head) for name in r.names)]
        for text, listed in ((own, [*rows, *headed]), (near, rows), (self.low, rows)):
            marked = [r for r in listed if any(re.search(rf"\b{re.escape(mark)}\b", text) for mark in r.marks)]
            if marked:
                # Where one body has several series, the one of whose names most words stand in the text.
                return max(marked, key=lambda row: max(standing(name, self.low) for name in row.names))
        return None

    def _by_weak_signs(self) -> str | None:
        """Return the country whose document it must be where nothing says so outright."""
        score: Counter[str] = Counter()
        for paper in find_papers(self.title, self.title_places):
            if paper.issuer is not None:
                score[paper.issuer] += 4
        for place in self.places:
            after = self.low[place.end : place.end + 60]
            for pattern, weight in _WEAK:
                if pattern.match(after):
                    score[place.country] += weight
            if self._is_media(place):
                score[place.country] += 1
            if _ANGRY.match(after):
                score[place.country] -= 3
            if _URGED.search(self.low[max(0, place.start - 40) : place.start]):
                score[place.country] -= 2
        best = score.most_common(2)
        if not best or best[0][1] <= 0 or (len(best) == 2 and best[1][1] == best[0][1]):
            return None
        return best[0][0]

    def _row_of(self, paper: Paper) -> Series | None:
        """Return the row of the table that a paper fits, by its issuer and name."""
        issuer = self._of[paper.start]
        phrases = [paper.phrase]
        # "the white paper" is the defence white paper of which the text spoke.
        phrases += [p.phrase for p in self.papers if p.strong and _alike(p, paper) and self._of[p.start] == issuer]
        if not paper.strong or paper.phrase == paper.head:
            phrases += [self._whole or ""]
        marked = self._marked(paper)
        if marked is not None and marked.issuer == issuer:
            return marked
        for phrase in sorted(phrases, key=len, reverse=True) if paper.phrase == paper.head else phrases:
            for row in series_table():
                if row.issuer == issuer and name_fits(row, phrase):
                    return row
        return None

    def _key(self, paper: Paper) -> tuple[str | None, str]:
        row = self._rows[paper.start]
        return (self._of[paper.start], row.series if row else self._phrase(paper))

    def _phrase(self, paper: Paper) -> str:
        if paper.strong and paper.phrase != paper.head:
            return paper.phrase
        alike = [p.phrase for p in self.papers if p.strong and _alike(p, paper)]
        return max(alike, key=len, default=self._whole or paper.phrase)

    def _currents(self) -> dict[tuple[str | None, str], tuple[str | None, str | None]]:
        """Return the newest edition of each series that the text speaks of, and the one before it."""
        by_key: dict[tuple[str | None, str], list[Paper]] = {}
        for paper in self.papers:
            by_key.setdefault(self._key(paper), []).append(paper)
        found = {}
        for key, papers in by_key.items():
            row = self._rows[papers[0].start]
            stated = sorted({name for p in papers if (name := self._stated(p, row)) is not None})
            newest = [name for p in papers if not self._is_old(p) and (name := self._stated(p, row)) is not None]
            current = max(newest, default=None)
            only_old = current is None and any(not self._is_old(p) for p in papers)
            if (current is None and only_old) or (current is not None and self._has_newer(papers, current, row)):
                current = self._dated(papers, row) or current
            older = [name for name in stated if current is None or name < current]
            found[key] = (current, max(older, default=None))
        return found

    def _has_newer(self, papers: Sequence[Paper], current: str, row: Series | None) -> bool:
        """Tell whether an edition without a year came out after the newest that a year names.

        It is called new, or the text begins with it and names years only to compare.
        """
        loose = [p for p in papers if self._stated(p, row) is None and not self._is_old(p)]
        first = bool(loose) and (loose[0] == papers[0] or (row is not None and row.cover in {"day", "month"}))
        undated = first or any(p.age == "new" for p in loose)
        return undated and self.day is not None and cover_name(row, self.day) > current

    def _is_old(self, paper: Paper) -> bool:
        """Tell whether a paper is called earlier, or the current one where the text has a new one."""
        return paper.age == "old" or (paper.now and any(p.age == "new" for p in self.papers))

    def _dated(self, papers: Sequence[Paper], row: Series | None) -> str | None:
        """Return the cover name by the day of release, else by the day of the text."""
        for paper in papers:
            begin = self._sentence_start(paper.start)
            stop = re.search(r"[.!?]\s|\n|$", self.text[paper.end :])
            last = paper.end + (stop.start() if stop else 0)
            if self._is_old(paper) or not _RELEASED.search(self.low, begin, last):
                continue
            for time in self.times:
                value = time.value
                if begin <= time.span.start < last and value.precision == "day" and value.start:
                    return cover_name(row, value.start)
        return cover_name(row, self.day) if self.day else None

    def _stated(self, paper: Paper, row: Series | None) -> str | None:
        if paper.month and self.day and (row is None or row.cover in {"day", "month"}):
            year = paper.year or self.day.year - (paper.month > self.day.month)
            return f"{year}-{paper.month:02}"
        if paper.year is not None:
            return str(paper.year)
        if paper.released is not None and (row is None or row.cover not in {"day", "month"}):
            return cover_name(row, date(paper.released, 12, 31))
        if paper.relative is not None and self.day is not None:
            return (
                cover_name(row, date(self.day.year + paper.relative, 12, 31))
                if row is None or row.cover not in {"day", "month"}
                else None
            )
        return None

    def which(self, paper: Paper) -> Which:
        """Return the edition that `paper` names."""
        row, issuer = self._rows[paper.start], self._of[paper.start]
        current, older = self._current[self._key(paper)]
        edition = self._stated(paper, row)
        old = self._is_old(paper) and edition is None
        if edition is None:
            edition = (older or edition_before(row, current)) if old else current
        reference = (
            older if older is not None and older != edition and edition == current else edition_before(row, edition)
        )
        series = row.series if row else (slug(issuer, self._phrase(paper)) if issuer else None)
        alike = [p for p in self.papers if self._key(p) == self._key(paper)]
        draft = any(p.draft for p in alike if (self._stated(p, row) or current) == edition and not self._is_old(p))
        is_old = old or (edition is not None and current is not None and edition < current)
        return Which(issuer, row.issuer_body if row else None, series, edition, reference, draft and not is_old,
                     self._phrase(paper), is_old)  # fmt: skip

    def of_issuer(self, issuer: str) -> Which | None:
        """Return the newest edition of `issuer` that the text speaks of."""
        named = [w for w in map(self.which, self.papers) if w.issuer == issuer and not w.old]
        return named[-1] if named else None

    def within(self, start: int, end: int) -> list[Paper]:
        """Return the papers named in `[start, end)`."""
        return [paper for paper in self.papers if start <= paper.start < end]

    def before(self, at: int) -> Paper | None:
        """Return the last paper named before `at`; earlier editions, named in passing, are passed over."""
        passed = [paper for paper in self.papers if paper.start < at]
        new = [p for p in passed if not self.which(p).old]
        found = new or passed
        return found[-1] if found else None


def _alike(one: Paper, other: Paper) -> bool:
    """Tell whether two names may be of one document: the same noun, or a noun that takes up anything."""
    if one.head == other.head or one.head.endswith(other.head) or other.head.endswith(one.head):
        a, b = set(one.phrase.split()), set(other.phrase.split())
        return (
            a <= b
            or b <= a
            or one.head not in {"white paper", "strategy", "statement"}
            or a - {"national"} == b - {"national"}
        )
    return other.head in _ANYTHING and one.strong


def _fits(row: Series, paper: Paper) -> bool:
    return name_fits(row, paper.phrase) or (
        paper.phrase == paper.head and any(n.endswith(paper.head) for n in row.names)
    )
