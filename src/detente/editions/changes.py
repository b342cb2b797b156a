"""What changed in the wording between two editions: typed, tested, about which country and topic, ranked by weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.editions.align import Link, align, assigned
from detente.editions.making import change_of, edition_label, lone_change, phrase_changed, text_of
from detente.editions.parallel import Pair, Read, relocated, replaced
from detente.editions.phrases import Phrase, clauses, phrases
from detente.editions.records import Change, ChangeKind, Test
from detente.editions.redline import redline
from detente.editions.removal import Search
from detente.editions.subjects import Subject
from detente.editions.trivial import trivial_rule
from detente.editions.units import Passage
from detente.editions.weights import size_of

__all__ = ["edition_label", "wording_changes"]

# Likeness from which a sentence was kept but for single phrases.
_KEPT = 0.55
# Share of the clauses of a sentence, by their length, that must stand in the other edition for it to be reworded, not removed.
_CLAUSES = 0.34
_ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class _Searches:
    """The searches in the newer edition for what the older one has, and in the older one for what the newer one has."""

    newer: Search
    older: Search

    def other(self, *, removed: bool) -> Search:
        return self.newer if removed else self.older


def wording_changes(pair: Pair) -> list[Change]:
    """Return the changes of wording between two editions, the weightiest first."""
    links = align(pair.likeness)
    links += list(replaced(pair, links))
    links += list(relocated(pair, links))
    searches = _Searches(_search(pair, forward=True), _search(pair, forward=False))
    links += list(_standing(pair, links, searches))
    found = [*_moved(pair, links), *_kept(pair, links, searches), *_alone(pair, links, searches)]
    return sorted(found, key=lambda change: (-change.weight, _place(change), change.id))


def _place(change: Change) -> int:
    span = change.evidence_to or change.evidence_from
    return span.start if span else 0


def _kept(pair: Pair, links: Sequence[Link], searches: _Searches) -> Iterator[Change]:
    """Yield what became of sentences that have a counterpart and are not word for word the same."""
    for link in links:
        before, after = text_of(pair.before, link.before), text_of(pair.after, link.after)
        if before == after or (link.moved and link.score == 1.0):
            continue
        kind: ChangeKind = "reworded"
        if len(link.after) > 1:
            kind = "split"
        elif len(link.before) > 1:
            kind = "merged"
        heading = pair.before.passages[link.before[0]].unit.heading
        rule = trivial_rule(before, after, pair.apart, heading=heading)
        note = "it stands in another place, too" if link.moved else None
        yield change_of(pair, kind, link.before, link.after, trivial=rule, note=note)
        if rule is None:
            yield from _phrases(pair, link, searches) if link.score >= _KEPT else _lost_clauses(pair, link, searches)


def _phrases(pair: Pair, link: Link, searches: _Searches) -> Iterator[Change]:
    """Yield the phrases that were cut from a kept sentence, or put into it, and stand nowhere else on the same subject."""
    before, after = text_of(pair.before, link.before), text_of(pair.after, link.after)
    for phrase in phrases(redline(before, after), before, after):
        own, other = (link.before, link.after) if phrase.removed else (link.after, link.before)
        subject = (pair.before if phrase.removed else pair.after).subjects[own[0]]
        found = searches.other(removed=phrase.removed).phrase(phrase.words, subject, other)
        if not found.stands:
            yield phrase_changed(pair, phrase, subject, own, other, found.test)


def _lost_clauses(pair: Pair, link: Link, searches: _Searches) -> Iterator[Change]:
    """Yield the clauses that a sentence lost, or got, where it was written anew around the others."""
    for side, own, other, removed in (
        (pair.before, link.before, link.after, True),
        (pair.after, link.after, link.before, False),
    ):
        passage, subject = side.passages[own[0]], side.subjects[own[0]]
        _, lost = _clauses(searches.other(removed=removed), passage, subject)
        for words, test in lost:
            yield phrase_changed(pair, Phrase(words, removed), subject, own, other, test)


def _moved(pair: Pair, links: Sequence[Link]) -> Iterator[Change]:
    """Yield the passages that stand word for word in another place, sentences in a row as one."""
    run: list[Link] = []
    for link in [*(link for link in links if link.moved and link.score == 1.0), None]:
        if (
            run
            and link is not None
            and link.before[0] == run[-1].before[0] + 1
            and link.after[0] == run[-1].after[0] + 1
        ):
            run.append(link)
            continue
        if run:
            first = tuple(i for one in run for i in one.before)
            second = tuple(j for one in run for j in one.after)
            yield change_of(pair, "moved", first, second, note=_from_to(pair, run[0]))
        run = [link] if link is not None else []


def _from_to(pair: Pair, link: Link) -> str | None:
    """Say from which section to which a passage moved, where they have different titles."""
    titles = []
    for side, index in ((pair.before, link.before[0]), (pair.after, link.after[0])):
        section = side.passages[index].unit.section
        titles.append(side.edition.outline[section].title if section is not None else "no section")
    return f"from “{titles[0]}” to “{titles[1]}”" if titles[0] != titles[1] else None


def _standing(pair: Pair, links: Sequence[Link], searches: _Searches) -> Iterator[Link]:
    """Yield pairs of sentences without a counterpart of which one stands within the other."""
    used_before = {i for link in links for i in link.before}
    used_after = {j for link in links for j in link.after}
    edges = []
    for side, used, used_other, removed in (
        (pair.before, used_before, used_after, True),
        (pair.after, used_after, used_before, False),
    ):
        for index, passage in enumerate(side.passages):
            if index in used or passage.unit.heading:
                continue
            found = searches.other(removed=removed).sentence(index, side.subjects[index])
            if found.stands and found.index is not None and found.index not in used_other:
                pair_of_both = (index, found.index) if removed else (found.index, index)
                edges.append((*pair_of_both, found.test.score or 0.0))
    for i, j, score in assigned(edges):
        yield Link((i,), (j,), score, moved=True)


def _alone(pair: Pair, links: Sequence[Link], searches: _Searches) -> Iterator[Change]:
    """Yield the sentences without a counterpart: removed or added, or what their clauses became."""
    used_before = {i for link in links for i in link.before}
    used_after = {j for link in links for j in link.after}
    for side, used, removed in ((pair.before, used_before, True), (pair.after, used_after, False)):
        for index in range(len(side.passages)):
            if index not in used:
                yield from _one_alone(pair, side, index, searches.other(removed=removed), removed=removed)


def _one_alone(pair: Pair, side: Read, index: int, search: Search, *, removed: bool) -> Iterator[Change]:
    passage, subject = side.passages[index], side.subjects[index]
    found = search.sentence(index, subject, heading=passage.unit.heading)
    if found.stands and found.index is not None:
        first, second = ((index,), (found.index,)) if removed else ((found.index,), (index,))
        yield change_of(pair, "merged" if removed else "split", first, second, note=found.test.rule)
        return
    # Where a third of a sentence stands in another, the two are a little alike as wholes, too.
    alike = (found.test.score or 0.0) >= _ALIKE
    near, lost = _clauses(search, passage, subject) if alike else (None, [])
    if near is not None:
        first, second = ((index,), (near,)) if removed else ((near,), (index,))
        yield change_of(pair, "reworded", first, second, note="some of its clauses stand in this sentence")
        for words, test in lost:
            other = second if removed else first
            yield phrase_changed(pair, Phrase(words, removed), subject, (index,), other, test)
        return
    yield lone_change(pair, side, index, found.test, removed=removed)


def _clauses(search: Search, passage: Passage, subject: Subject) -> tuple[int | None, list[tuple[str, Test]]]:
    """Return the sentence of the other edition in which most of a sentence's clauses stand, and the clauses that are lost.

    None where too little of the sentence stands there: then it is removed (added) as a whole.
    """
    listed = clauses(passage.text)
    if len(listed) < 2 or passage.unit.heading:
        return None, []
    places: dict[int, float] = defaultdict(float)
    lost: list[tuple[str, Test]] = []
    for clause in listed:
        found = search.phrase(clause, subject)
        if found.stands and found.index is not None:
            places[found.index] += size_of(clause)
        else:
            lost.append((clause, found.test))
    if not places or sum(places.values()) < _CLAUSES * sum(map(size_of, listed)):
        return None, []
    return max(places, key=lambda place: (places[place], -place)), lost


def _search(pair: Pair, *, forward: bool) -> Search:
    other = pair.after if forward else pair.before
    return Search(pair.likeness, other.passages, other.subjects, forward=forward)
