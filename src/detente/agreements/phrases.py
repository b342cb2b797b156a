"""Noun phrases whose head names a sort of agreement: "the 1965 claims agreement between the two countries"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.agreements.known import kind_of, telling
from detente.agreements.records import AgreementKind
from detente.agreements.wording import lemma_in, step_words
from detente.coding.clauses import clause_of, conjuncts
from detente.coding.participants import Scene, named
from detente.evidence import span_of
from detente.reading.timex import TimeExpression
from detente.reading.timex_words import MONTHS, WEEKDAYS
from detente.records import Actor, DateValue, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

YEAR = re.compile(r"(?:19|20)\d\d")
_ABOUT = frozenset("on for of concerning regarding about against".split())
_LONGEST_TAIL = 9
_MADE = frozenset(
    "sign reach conclude strike make agree seal ink negotiate forge broker finalise finalize initial".split()
)
_HEADLINE_VERBS = frozenset(
    "sign signs signed seal seals ink inks strike strikes reach reaches end ends quit quits eye eyes".split()
)
_WITH = frozenset({"between", "with", "among", "by"})
# "the agreement on Friday" is about nothing.
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS, "day", "week", "month", "year"})


class Phrase:
    """A noun phrase whose head names a sort of agreement."""

    def __init__(self, token: Token, scene: Scene, text: str, times: Sequence[TimeExpression]) -> None:
        self.token = token
        self._scene = scene
        left = [
            c
            for c in token.children
            if c.i < token.i
            and c.dep_
            in {"amod", "compound", "nmod", "poss", "nummod", "det", "punct", "npadvmod", "quantmod", "advmod"}
        ]
        inner = sorted({t for c in left for t in c.subtree} | {token})
        # A headline's verb that the parser takes for a part of the name: "Putin and Kim sign partnership treaty".
        verb = max((t.i for t in inner if t is not token and str(t.lower_) in _HEADLINE_VERBS), default=-1)
        inner = [t for t in inner if t.i > verb]
        behind = [c for c in token.children if c.dep_ == "prep" and 0 < c.i - token.i < 4 and c.lower_ in _ABOUT]
        after = [t for c in behind for t in c.subtree][:_LONGEST_TAIL]
        self._before, self._after = inner, after
        offset = scene.offset
        self.span = span_of(text, offset + inner[0].idx, offset + token.idx + len(token))
        end = max((t.idx + len(t) for t in after), default=token.idx + len(token))
        self.name = " ".join(
            text[
                offset
                + min(
                    (t.idx for t in inner if t.dep_ not in {"det", "poss"} or t.pos_ == "PROPN"), default=token.idx
                ) : offset + max(end, token.idx + len(token))
            ].split()
        )
        self.sentence = span_of(text, offset, offset + len(token.doc.text))
        self.determiner = next(
            (str(c.lower_) for c in token.children if c.dep_ in {"det", "poss"} and c.pos_ in {"DET", "PRON"}), None
        )
        self.owned = any(c.dep_ == "poss" for c in token.children)
        # Headlines leave articles out: "Seoul suspends end of intelligence pact".
        self.headline = self.determiner is None and not token.doc.text.rstrip().endswith((".", "”", '"', "?", "!"))
        own = {str(t.lower_) for t in inner}
        self.is_new = bool(own & {"new", "next", "successor", "replacement", "follow-up", "follow-on"})
        self.is_old = bool(own & {"present", "current", "existing", "old", "previous", "expiring", "earlier", "former"})
        names = [t for t in inner if t is not token and t.text[:1].isupper() and scene.at(t) is None]
        self.is_name = token.text[:1].isupper() and bool(names)
        self.parties = self._own_parties()
        self.year, self.signed = self._when(times)

    @property
    def bag(self) -> frozenset[str]:
        """Its telling words with those after "on" or "for", without countries."""
        return telling(
            " ".join(
                t.lower_ for t in [*self._before, *self._after] if t is not self.token and self._scene.at(t) is None
            )
        )

    @property
    def topic(self) -> frozenset[str]:
        """Telling words before its head, without countries and years."""
        return telling(" ".join(t.lower_ for t in self._before if t is not self.token and self._scene.at(t) is None))

    @property
    def about(self) -> frozenset[str]:
        """Telling words after "on" or "concerning"; "for" and "of" may begin what has nothing to do with the agreement."""
        tied = [
            t
            for t in self._after
            if any(
                a.lower_ in {"on", "concerning", "regarding", "about"} and a in self.token.children
                for a in [t, *t.ancestors]
            )
        ]
        return telling(
            " ".join(
                t.lower_
                for t in tied
                if self._scene.at(t) is None
                and t.pos_ in {"NOUN", "PROPN"}
                and not t.is_digit
                and t.lower_ not in _CALENDAR
            )
        )

    @property
    def kind(self) -> AgreementKind | None:
        """Kind by the word nearest before the head, else by what follows it."""
        before = [t.text for t in self._before if t is not self.token]
        own = kind_of(self.token.text)
        return kind_of(" ".join(reversed(before))) or kind_of(" ".join(t.text for t in self._after)) or own

    def _own_parties(self) -> frozenset[str]:
        heads = [t for t in self._before if t is not self.token]
        found = {c for t in heads if (c := _country(self._scene.at(t)))}
        for child in self.token.children:
            if child.dep_ == "prep" and child.lower_ in _WITH:
                found |= {c for grand in child.children if grand.dep_ == "pobj" for c in self._countries(grand)}
            elif child.dep_ in {"acl", "relcl"} and str(child.lemma_).lower() in _MADE:
                found |= {c for head in clause_of(child).subjects for c in self._countries(head)}
                found |= {
                    c for p in _WITH for head in clause_of(child).obliques.get(p, ()) for c in self._countries(head)
                }
        return frozenset(found)

    @property
    def all_parties(self) -> tuple[str, ...]:
        """Its own parties and, where it names at most one, those who sign it or have it with one another."""
        found = set(self.parties)
        verb = self.token.head
        hops = 0
        while verb.pos_ in {"ADP", "NOUN"} and verb.head is not verb and hops < 3:
            verb, hops = verb.head, hops + 1
        if len(found) < 2 and verb.pos_ == "VERB" and str(verb.lemma_).lower() in _MADE:
            clause = clause_of(verb)
            heads = [*clause.subjects, *(h for p in _WITH for h in clause.obliques.get(p, ()))]
            found |= {c for head in heads for c in self._countries(head)}
        for child in self.token.children:
            if child.dep_ == "poss" and child.lower_ in {"its", "their", "his", "her"}:
                found |= {f.country for f in self._scene.owners(self.token) if f.country}
            elif (
                child.dep_ == "poss"
                and str(child.lemma_).lower() in {"country", "nation", "government", "state"}
                and len(found) == 1
            ):
                before = [
                    m
                    for m in self._scene.mentions
                    if m.span.end <= self.span.start and _country(m) not in {None, *found}
                ]
                found |= {c for m in before[-1:] if (c := _country(m))}
        if len(found) == 1:
            found |= self._doers(found)
        return tuple(sorted(found | self._told()))

    def _told(self) -> set[str]:
        """Return both sides of "told France that it was terminating the accord"."""
        for verb in self.token.ancestors:
            if verb.dep_ == "ccomp" and str(verb.head.lemma_).lower() in {"tell", "notify", "inform"}:
                clause = clause_of(verb.head)
                sides = [self._countries(head) for head in (*clause.subjects, *clause.objects)]
                return set().union(*sides) if all(sides) and len(sides) == 2 else set()
        return set()

    def _doers(self, known: set[str]) -> set[str]:
        """Return the one other country that ends, leaves, signs or renews what the phrase has with a party."""
        verb = next((a for a in self.token.ancestors if a.pos_ == "VERB"), None)
        between = [a for a in self.token.ancestors if verb is not None and a.i > verb.i]
        if verb is None or not any(lemma_in(t, step_words()) for t in (verb, *between)):
            return set()
        found = {c for head in clause_of(verb).subjects for c in self._countries(head)} - known
        return found if len(found) == 1 else set()

    def _countries(self, head: Token) -> set[str]:
        found = {
            f.country
            for h in conjuncts(head)
            for f in named(self._scene, [h], loose=True)
            if f.country and f.actor and f.actor.sector != "media"
        }
        return found

    def _when(self, times: Sequence[TimeExpression]) -> tuple[int | None, DateValue | None]:
        """Return year and date of signature where the phrase itself tells them: "the 1965 treaty", "signed in 2012"."""
        offset = self._scene.offset
        for token in self._before:
            if YEAR.fullmatch(token.text):
                return int(token.text), _value_at(times, offset + token.idx)
        made = [c for c in self.token.children if c.dep_ in {"acl", "relcl", "prep"}]
        made += [self.token.head] if self.token.head.pos_ == "VERB" and self.token.dep_ in {"dobj", "nsubjpass"} else []
        for child in made:
            if child.dep_ == "prep" and child.lower_ not in {"of", "from", "in"}:
                continue
            if child.pos_ == "VERB" and str(child.lemma_).lower() not in _MADE:
                continue
            inside = {t.idx + offset for t in child.subtree}
            for time in times:
                if (
                    time.span.start in inside
                    and time.value.start is not None
                    and time.value.precision in {"day", "month", "year"}
                    and time.bound is None
                ):
                    return time.value.start.year, time.value
        return None, None


def _value_at(times: Sequence[TimeExpression], at: int) -> DateValue | None:
    return next((t.value for t in times if t.span.start <= at < t.span.end and t.value.start is not None), None)


def _country(mention: Mention | None) -> str | None:
    return mention.actor.country if mention is not None and isinstance(mention.actor, Actor) else None
