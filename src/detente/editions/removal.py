"""The test behind "removed" and "added": whether anything like it stands in the other edition about the same subject.

A sentence has no counterpart there, or it has one that the alignment gave to another sentence: then it was merged into that
one (or split off it), not removed. A phrase cut from a sentence may stand in another sentence about the same country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import fuzz

from detente.editions.likeness import Likeness, tokens_of
from detente.editions.records import Test
from detente.editions.subjects import Subject
from detente.editions.units import Passage

# Likeness from which something like a sentence, or a phrase, stands in the other edition.
LIKE, LIKE_PHRASE = 0.62, 0.75
_LOOK, _LEAST = 12, 0.08
# A phrase is looked for in the sentences that share the most of its rarest words.
_LOOK_PHRASE, _RAREST = 12, 8
# A word in more sentences than this is looked for only where a phrase has no rarer one.
_TOO_MANY = 400
_SHORT = 4
# Standing within a longer passage counts a little less than being like it.
_WITHIN = 0.9
_RULE = (
    "nothing like it stands in the other edition{scope}: the nearest passage has a likeness of {score:.2f}, "
    "under {threshold:.2f}"
)
_NO_WORDS = "no passage of the other edition{scope} shares its words"
_NOTHING = "the other edition has no passage{scope}"
_STANDS = "something like it stands in the other edition{scope}: likeness {score:.2f}, at least {threshold:.2f}"


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest passage of the other edition: its index, or None, and the test in words."""

    index: int | None
    test: Test

    @property
    def stands(self) -> bool:
        """Whether something like it stands there."""
        return self.test.score is not None and self.test.score >= self.test.threshold


class Search:
    """Looks for passages of one edition in the other."""

    def __init__(
        self, likeness: Likeness, passages: Sequence[Passage], subjects: Sequence[Subject], *, forward: bool
    ) -> None:
        """Prepare the search.

        Args:
            likeness: The weights and vectors of both editions.
            passages, subjects: Those of the edition to search in.
            forward: Whether that is the newer edition.
        """
        self._likeness = likeness
        self._passages, self._subjects = passages, subjects
        self._own, self._other = (likeness.before, likeness.after) if forward else (likeness.after, likeness.before)
        self._forward = forward
        self._cosines = likeness.product if forward else likeness.turned
        self._found_before: dict[tuple[int, bool], Found] = {}
        self._scopes: dict[Subject, tuple[str, set[int]]] = {}
        self._having: dict[str, list[int]] = defaultdict(list)
        self._of_country: dict[str, set[int]] = defaultdict(set)
        self._of_topic: dict[str, set[int]] = defaultdict(set)
        self._of_no_country: set[int] = set()
        for place, subject in enumerate(subjects):
            for country in subject.countries:
                self._of_country[country].add(place)
            for topic in subject.topics:
                self._of_topic[topic].add(place)
            if not subject.countries:
                self._of_no_country.add(place)
        for place, tokens in enumerate(self._other.tokens):
            for token in set(tokens):
                self._having[token].append(place)

    def sentence(self, index: int, subject: Subject, *, heading: bool = False) -> Found:
        """Look for the sentence `index` of the edition that is not searched; for a heading among the headings."""
        if (index, heading) not in self._found_before:
            self._found_before[index, heading] = self._sentence(index, subject, heading=heading)
        return self._found_before[index, heading]

    def _sentence(self, index: int, subject: Subject, *, heading: bool) -> Found:
        scope, places = self._scope(subject)
        if heading:
            places = {place for place in places if self._passages[place].unit.heading}
        start, end = self._cosines.indptr[index], self._cosines.indptr[index + 1]
        columns = self._cosines.indices[start:end].tolist()
        pairs = sorted(zip(self._cosines.data[start:end].tolist(), columns, strict=True), reverse=True)
        tokens = self._own.tokens[index]
        best, nearest = 0.0, None
        for cosine, place in [pair for pair in pairs if pair[1] in places and pair[0] >= _LEAST][:_LOOK]:
            first, second = (index, place) if self._forward else (place, index)
            score = self._likeness.scored(first, second, cosine)
            if len(tokens) >= _SHORT:
                score = max(score, self._within(index, place))
            if score > best:
                best, nearest = score, place
        return self._found(scope, best, nearest, LIKE, bool(places))

    def _within(self, index: int, place: int) -> float:
        """Return how far a sentence stands, in one piece, within one of the other edition and the one after it."""
        coded, there = self._own.coded[index], self._other.coded[place : place + 2]
        whole = "".join(there)
        share = min(1.0, len(whole) / len(coded))
        return _WITHIN * share * fuzz.partial_ratio(coded, whole) / 100

    def phrase(self, words: str, subject: Subject, also: Sequence[int] = ()) -> Found:
        """Look for a phrase of a sentence with that subject, in the sentences `also` in any case."""
        scope, places = self._scope(subject)
        tokens = tokens_of(words)
        coded = self._likeness.coded_words(tokens)
        best, nearest = 0.0, None
        for place in self._sharing(tokens, places | set(also)):
            score = fuzz.partial_ratio(coded, self._other.coded[place], score_cutoff=best * 100) / 100
            if len(self._other.coded[place]) < len(coded):
                score *= len(self._other.coded[place]) / len(coded)
            if score > best:
                best, nearest = score, place
        return self._found(scope, best, nearest, LIKE_PHRASE, bool(places))

    def _sharing(self, tokens: Sequence[str], places: set[int]) -> list[int]:
        """Return those of `places` that share the most of the words, by weight."""
        listed = sorted((len(self._having[token]), token) for token in set(tokens) if token in self._having)
        rare = [token for count, token in listed if count <= _TOO_MANY] or [token for _, token in listed[:2]]
        shared: dict[int, float] = defaultdict(float)
        for token in rare[:_RAREST]:
            weight = max(self._likeness.weight(token), 0.1)
            for place in places.intersection(self._having[token]):
                shared[place] += weight
        best = nlargest(_LOOK_PHRASE, [(weight, -place) for place, weight in shared.items()])
        return [-place for _, place in best]

    def _scope(self, subject: Subject) -> tuple[str, set[int]]:
        if subject not in self._scopes:
            self._scopes[subject] = self._find_scope(subject)
        return self._scopes[subject]

    def _find_scope(self, subject: Subject) -> tuple[str, set[int]]:
        """Return what is searched, in words, and the sentences about it.

        These are the sentences about the same country, and those that name none and share a topic; without a country those
        that share a topic; without a topic all.
        """
        about: set[int] = set().union(*(self._of_topic[topic] for topic in subject.topics))
        if subject.countries:
            same: set[int] = set().union(*(self._of_country[country] for country in subject.countries))
            return " or ".join(subject.countries[:3]), same | (about & self._of_no_country)
        if subject.topics:
            return " or ".join(subject.topics[:3]), about
        return "", set(range(len(self._subjects)))

    def _found(self, scope: str, score: float, place: int | None, threshold: float, searched: bool) -> Found:
        nearest = self._passages[place].unit.span if place is not None else None
        about = f" about {scope}" if scope else ""
        if not searched:
            return Found(None, Test(_NOTHING.format(scope=about), None, threshold, None, scope or "all"))
        rule = _NO_WORDS if place is None else _RULE if score < threshold else _STANDS
        said = rule.format(scope=about, score=score, threshold=threshold)
        return Found(place, Test(said, round(score, 3), threshold, nearest, scope or "all"))
