"""What day the running text is telling of: dates that a sentence takes from those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from detente.coding.anchoring import nearest, on_main_line
from detente.coding.clauses import lemma_of
from detente.coding.dating import first_day, last_day
from detente.coding.drafts import Draft
from detente.coding.ontology import quad_class
from detente.coding.participants import Found
from detente.coding.tenses import VerbTense, is_pronoun, is_report, root_of, saying_of, telling_verb, tense_of
from detente.evidence import span_of
from detente.reading.timex import TimeExpression
from detente.reading.timex_relative import counted
from detente.reading.timex_words import NUMBERS
from detente.records import DateValue, Document, Event, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A report tells of the days just before it came out; an earlier day named in it is background.
NEWS = timedelta(days=6)
# The widest date that a sentence hands on to the next.
_WIDE = timedelta(days=31)
# How far behind the words that name the news day, in characters, a deed without a date still belongs to it.
_CURRENT = 400
# How far back, in characters, a pronoun goes on about what the sentence before dates.
_NEAR = 400
# Of so many events told last, the last dated one says what time the text is telling of.
_TOLD_BEFORE = 20
# Two sentences stand together where at most so many characters part them.
_TOUCHING = 3
# A text whose paragraphs have fewer sentences than this on average breaks its lines after every sentence.
_SENTENCES_A_PARAGRAPH = 1.6
_ENDS = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")
# How a sentence opens that is about a thing of an earlier day: "The agreement of July 22 provides", "Under the pact of May 3".
_KNOWN_THING = re.compile(
    r"(?:^|[.!?\n][\"'”’)]*\s*)(?:(?:under|by)\s+)?(?:the|this|that|its|their)\s+(?:[\w-]+\s+){1,2}(?:of|on|from)\s+$",
    re.IGNORECASE,
)
_HOURS = re.compile(r"hours?\s+(?:later|earlier|after|before)$", re.IGNORECASE)
_TOLD: frozenset[VerbTense] = frozenset({"past", "perfect"})
_UNITS = frozenset("day week month year".split())


class Clock:
    """Keeps the days that a document names as it is read, and dates what its own sentence does not.

    Attributes:
        day: The news day: of the days named in the week before publication the latest.
        first: The first such day.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.published = document.published
        self.day: DateValue | None = None
        self.first: DateValue | None = None
        # The last date on the main line; the last one anywhere, now and before this sentence.
        self._last: DateValue | None = None
        self._named: DateValue | None = None
        self._before: DateValue | None = None
        # Expressions since the sentence before, and those of this sentence that are on its main line.
        self._here: Sequence[TimeExpression] = ()
        self._main: Sequence[TimeExpression] = ()
        lines = sum(1 for line in self.text.splitlines() if line.strip())
        self._grouped = len(_ENDS.findall(self.text)) >= _SENTENCES_A_PARAGRAPH * max(lines, 1)

    def notice(self, times: Sequence[TimeExpression], doc: Doc | None, start: int) -> None:
        """Remember what the text names up to the end of a sentence.

        Args:
            times: Expressions since the last call, those of the sentence included.
            doc: The sentence, parsed; what its subordinate clauses and phrases name is no news day. None where it was not
                parsed, as one that tells of no act.
            start: Where it starts.
        """
        named = [t for t in times if t.value.start is not None and t.bound is None and t.kind != "duration"]
        main = [t for t in named if self._on_main_line(t, doc, start)]
        self._here, self._before = times, self._named
        self._main = [t for t in main if t.span.start >= start]
        self._named = named[-1].value if named else self._named
        for time in main:
            self._tell(time, start)

    def _on_main_line(self, time: TimeExpression, doc: Doc | None, start: int) -> bool:
        if doc is not None and time.span.start >= start:
            return on_main_line(time, doc, start)
        return time.kind != "absolute" or not _KNOWN_THING.search(
            self.text, max(0, time.span.start - 60), time.span.start
        )

    def _tell(self, time: TimeExpression, start: int) -> None:
        value = time.value
        low, high = first_day(self.published), last_day(self.published) or self.published.earliest
        if value.start is None or value.end is None:
            return
        if high is not None and (value.start > high or (time.ahead and low is not None and value.start >= low)):
            return
        if value.end - value.start <= _WIDE:
            self._last = value
        if high is None or value.precision != "day":
            return
        if high - value.start <= NEWS or (low is not None and value.start >= low):
            before = self.day
            # Of two days in one sentence the later words tell the news: "the agency reported on the 25th that ... on the 24th".
            here = before is not None and before.span is not None and before.span.start >= start
            if before is None or before.start is None or here or value.start >= before.start:
                self.day = value
            self.first = self.first or value

    def date_for(
        self,
        draft: Draft,
        start: int,
        day: DateValue,
        sources: Sequence[Found],
        targets: Sequence[Found],
        told: Sequence[Event],
        said_by: Sequence[Found],
    ) -> DateValue:
        """Return the date of an act that its own sentence does not date, from the running text before it.

        An act told right after a dated one of the same sides took place with it; a statement in the past tense was made
        on the day that the report is telling of, unless the text has gone back in time. The words that gave the date are
        those of the earlier place.

        Args:
            draft: The act.
            start: Where the sentence starts.
            day: What the sentence itself gives.
            sources, targets: Its sides.
            told: Events told so far.
            said_by: Who asserts the act.
        """
        if day.precision != "unknown":
            return day
        if day.text is not None:
            return self._hours_from(told, day, start) if _HOURS.search(day.text) else day
        sides = {f.country for f in (*sources, *targets)}
        if draft.nominal:
            return self._named_again(draft, start, sides, told) or day
        saying = saying_of(draft)
        verb = saying if saying is not None else telling_verb(draft)
        if (after := self._time_after(verb, start)) is not None:
            return after
        if tense_of(verb) not in _TOLD or (saying is None and draft.status in {"hypothetical", "planned"}):
            return day
        verbal = quad_class(draft.type).startswith("VERBAL") and draft.type != "CONSULT"
        spoken = verbal or saying is not None
        if draft.frame.reporters and saying is None:
            if not verbal or not {f.country for f in sources} <= {f.country for f in said_by}:
                return day  # what another tells in the past was done before it was told
            if at := nearest(draft.frame.reporters[0], verb.doc, start, self._times_here(start)):
                return at.value
        return self._from_before(verb, start, sides, told) or self._news(verb, start, told, spoken=spoken) or day

    def _from_before(self, verb: Token, start: int, sides: set[str | None], told: Sequence[Event]) -> DateValue | None:
        """Return the date of the sentence before where this one goes on with it."""
        if told and self._goes_on(told[-1], start, sides, verb):
            return told[-1].date
        counted_from = self._time_before(start)
        if counted_from is not None and self._is_old(counted_from) and self._counts_on(start):
            return counted_from
        last = self._last
        goes_on = last is not None and last.span is not None and is_pronoun(verb)
        return last if goes_on and last is not None and last.span and self._sentence_before(last.span, start) else None

    def _news(self, verb: Token, start: int, told: Sequence[Event], *, spoken: bool) -> DateValue | None:
        """Return the news day where the sentence tells of it."""
        news = self._news_here(start) or self.day
        if news is None or (spoken and is_report(root_of(verb)) and tense_of(root_of(verb)) == "past"):
            return news
        if self._behind(told, start):
            return None
        return news if spoken or self._is_current(verb, start) else None

    def _times_here(self, start: int) -> list[TimeExpression]:
        """Return the expressions of the sentence at `start` that name days on which something was."""
        return [t for t in self._here if t.span.start >= start and t.bound is None and t.kind != "duration"]

    def _news_here(self, start: int) -> DateValue | None:
        """Return the last day of the week before publication that the sentence at `start` tells of."""
        days = [t.value for t in self._main if not t.ahead and t.span.start >= start and self._is_news(t.value)]
        return days[-1] if days else None

    def _is_news(self, value: DateValue) -> bool:
        high = last_day(self.published) or self.published.earliest
        return value.precision == "day" and high is not None and value.start is not None and value.start >= high - NEWS

    def _time_before(self, start: int) -> DateValue | None:
        """Return what was named last before the sentence at `start`."""
        earlier = [t.value for t in self._here if t.span.end <= start and t.value.start is not None and t.bound is None]
        return earlier[-1] if earlier else self._before

    def _named_again(self, draft: Draft, start: int, sides: set[str | None], told: Sequence[Event]) -> DateValue | None:
        """ "It was his first visit in six years": what was told in the sentence before, named once more."""
        last = told[-1] if told else None
        if last is None or last.date.start is None or start - last.evidence.end >= _TOUCHING:
            return None
        definite = any(c.lower_ in {"the", "this", "that"} for c in draft.predicate.children)
        it = draft.predicate.dep_ == "attr" and is_pronoun(draft.predicate.head)
        known = {p.country for p in (*last.source, *last.target)}
        again = it or (definite and last.type == draft.type)
        return last.date if again and known == sides and last.status == "happened" else None

    def _time_after(self, verb: Token, start: int) -> DateValue | None:
        """ "The briefing came a week after Kyiv said ...": counted from the day that the report is telling of."""
        marks = {str(c.lower_): c for c in verb.children if c.dep_ == "mark"}
        mark = marks.get("after") or marks.get("before")
        noun = next((c for c in verb.children if c.dep_ == "npadvmod" and lemma_of(c) in _UNITS), None)
        if self.day is None or self.day.start is None or verb.dep_ != "advcl" or mark is None or noun is None:
            return None
        words = [str(c.lower_) for c in noun.children if c.dep_ in {"nummod", "det"}]
        count = next((int(w) if w.isdigit() else NUMBERS[w] for w in words if w.isdigit() or w in NUMBERS), None)
        found = counted(self.day.start, lemma_of(noun), count, -1 if "after" in marks else 1) if count else None
        if found is None:
            return None
        span = span_of(self.text, start + noun.left_edge.idx, start + mark.idx + len(mark))
        return DateValue(found.start, found.end, found.precision, span.quote, span)

    def _hours_from(self, told: Sequence[Event], day: DateValue, start: int) -> DateValue:
        """ "A few hours later" than what was told just before is its day or the next."""
        near = [e.date for e in told[-4:] if start - e.evidence.end < _TOUCHING and e.date.precision == "day"]
        base = near[-1] if near else None
        if base is None or base.start is None or base.end is None or day.text is None:
            return day
        later = "later" in day.text.lower() or "after" in day.text.lower()
        step = timedelta(days=1)
        low, high = (base.start, base.end + step) if later else (base.start - step, base.end)
        latest = last_day(self.published)
        high = min(high, latest) if latest is not None and latest >= low else high
        return replace(day, start=low, end=high, precision="range" if high > low else "day", earliest=None, latest=None)

    def _goes_on(self, last: Event, start: int, sides: set[str | None], verb: Token) -> bool:
        """Tell whether an act is told in one breath with the dated one before it."""
        if last.date.start is None or last.date.end is None or last.date.end - last.date.start > _WIDE:
            return False
        if start - last.evidence.end >= _TOUCHING or last.status not in {"happened", "threatened"}:
            return False
        if is_pronoun(verb):
            return last.date.precision == "day" or self._is_old(last.date)
        if self._new_paragraph(last.evidence.end, start):
            return False
        known = {p.country for p in (*last.source, *last.target)}
        if last.date.precision == "day" and known >= sides:
            return not self._is_old(last.date) or not is_report(root_of(verb))
        return self._is_old(last.date) and bool(known & sides) and self._counts_on(start)

    def _counts_on(self, start: int) -> bool:
        """Tell whether the sentence counts from the one before: "..., while just two weeks later ..."."""
        return any(t.kind == "relative" and t.span.start >= start for t in self._here)

    def _sentence_before(self, span: Span, start: int) -> bool:
        """Tell whether `span` stands in the sentence right before `start`."""
        if not 0 <= start - span.end < _NEAR:
            return False
        return len(_ENDS.findall(self.text, span.end, start)) <= 1

    def _new_paragraph(self, end: int, start: int) -> bool:
        return self._grouped and self.text.find("\n", end, start) >= 0

    def _is_old(self, value: DateValue) -> bool:
        low = first_day(self.published) or last_day(self.published)
        return low is not None and value.end is not None and low - value.end > NEWS

    def _behind(self, told: Sequence[Event], start: int) -> bool:
        """Tell whether the text has gone back to what was long before it came out."""
        last = next((e for e in reversed(told[-_TOLD_BEFORE:]) if e.date.end is not None), None)
        return last is not None and self._is_old(last.date) and not self._new_paragraph(last.evidence.end, start)

    def _is_current(self, verb: Token, start: int) -> bool:
        """Tell whether a deed in a main clause stands close behind the words that name the news day, and after no other."""
        if self.day is None or self.day.span is None or self._last != self.day:
            return False
        main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        return main and tense_of(verb) == "past" and 0 <= start - self.day.span.end <= _CURRENT
