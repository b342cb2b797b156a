"""Answers in kind: changes that two issuers made about each other, in the order of time, as candidate replies.

Nothing here says that one answers the other; it says what would have to be weighed, and what speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.data.tables import read_rows
from detente.editions.labels import table_of
from detente.editions.records import Change, Claim, Reply

# A reply comes within three years: the longest usual time between two editions of a yearly or two-yearly series, twice.
_LONGEST = 1100
_SOON = 400
_KINDS_ALIKE = frozenset({("removed", "label"), ("label", "removed"), ("rank", "label"), ("label", "rank"),
                          ("removed", "rank"), ("rank", "removed"), ("removed", "reworded"), ("reworded", "removed"),
                          ("label", "reworded"), ("reworded", "label")})  # fmt: skip
_ANSWER = re.compile(
    r"tit[- ]for[- ]tat|retaliat|answer|response|reply|payback|revenge|reprisal|riposte", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Issued:
    """The changes of one issuer's series, with when its editions came out.

    Attributes:
        issuer: Alpha-3 code.
        changes: Its changes; those about others are passed over.
        released: Day of release by the name of the edition.
    """

    issuer: str
    changes: Sequence[Change]
    released: Mapping[str, date]


def replies(one: Issued, other: Issued, claims: Iterable[Claim] = ()) -> list[Reply]:
    """Return the candidate replies between two issuers, in the order of the answers, the best supported first among equals.

    Args:
        one, other: The two issuers' changes.
        claims: What news says about editions; a claim that calls a change an answer supports it.
    """
    told = [claim for claim in claims if claim.kind == "reworded" and claim.after and _ANSWER.search(claim.after)]
    found = [*_between(one, other, told), *_between(other, one, told)]
    return [reply for _, reply in sorted(found, key=lambda pair: (pair[0], -pair[1].score, pair[1].answer.id))]


def _between(first: Issued, second: Issued, told: Sequence[Claim]) -> Iterator[tuple[date, Reply]]:
    """Yield each change of `second` that came after one of `first`, where each is about the other."""
    about_second = [c for c in first.changes if c.trivial is None and second.issuer in c.countries]
    about_first = [c for c in second.changes if c.trivial is None and first.issuer in c.countries]
    for opening in about_second:
        for answer in about_first:
            days = _days(first.released.get(opening.edition_to), second.released.get(answer.edition_to))
            if days is None or not 0 < days <= _LONGEST:
                continue
            support, score = _support(opening, answer, days, first.issuer, second.issuer, told)
            if len(support) > 1:
                day = second.released[answer.edition_to]
                yield day, Reply(opening, answer, days, support, score)


def _days(first: date | None, second: date | None) -> int | None:
    return None if first is None or second is None else (second - first).days


def _support(
    opening: Change, answer: Change, days: int, first: str, second: str, told: Sequence[Claim]
) -> tuple[tuple[str, ...], float]:
    support = [f"each is about the other ({first} about {second}, then {second} about {first})"]
    score = 0.2
    if opening.kind == answer.kind:
        support.append(f"both are of one kind: {answer.kind}")
        score += 0.2
    elif (opening.kind, answer.kind) in _KINDS_ALIKE:
        support.append(f"kinds that do the same: {opening.kind}, then {answer.kind}")
        score += 0.1
    if opening.topic is not None and opening.topic == answer.topic:
        support.append(f"both are about {answer.topic}")
        score += 0.15
    ways = direction(opening), direction(answer)
    if ways[0] is not None and ways[0] == ways[1]:
        support.append("both make the other " + ("colder" if ways[0] < 0 else "warmer"))
        score += 0.2
    elif None not in ways:
        score -= 0.2
    if days <= _SOON:
        support.append(f"it came {days} days later")
        score += 0.1
    for claim in told:
        if claim.issuer == second and claim.country == first and claim.edition == _bare(answer.edition_to):
            support.append(f"{claim.path} calls it {claim.after!r}")
            score += 0.25
            break
    return tuple(support), round(max(0.0, min(1.0, score)), 3)


def _bare(edition: str) -> str:
    return edition.split(" ", 1)[0]


def direction(change: Change) -> int | None:
    """Return −1 where a change makes the country colder, 1 where warmer, None where the change does not tell.

    A lower rank, a colder label, words of cooperation removed or words of conflict added are colder.
    """
    if change.kind == "rank":
        return _sign(_number(change.before), _number(change.after), turned=True)
    if change.kind == "label":
        return _sign(_warmth(change.before), _warmth(change.after))
    if change.kind == "tone":
        return _sign(_number(change.before), _number(change.after))
    if change.kind in {"removed", "added", "reworded"}:
        lost, won = _leaning(change.before), _leaning(change.after)
        leaning = won - lost
        return None if leaning == 0 else (1 if leaning > 0 else -1)
    return None


def _sign(before: float | None, after: float | None, *, turned: bool = False) -> int | None:
    if before is None or after is None or before == after:
        return None
    return 1 if (after > before) != turned else -1


def _number(text: str | None) -> float | None:
    found = re.match(r"\s*([+-]?\d+(?:\.\d+)?)", text or "")
    return float(found[1]) if found else None


def _warmth(words: str | None) -> float | None:
    """Return the warmth of a label; a country that is no longer called anything stands at the middle of the table."""
    if words is None:
        return 0.0
    found = table_of().find(words, "en") or [hit for lang in ("ja", "zh", "ko") for hit in table_of().find(words, lang)]
    return float(found[-1][0].warmth) if found else None


def _leaning(words: str | None) -> int:
    """Count words of cooperation less words of conflict."""
    if not words:
        return 0
    warm, cold = _words()
    return len(warm.findall(words)) - len(cold.findall(words))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists: dict[str, list[str]] = {"cooperation": [], "conflict": []}
    for row in read_rows("editions/leanings.csv"):
        for term in row["terms"].split("|"):
            escaped = re.escape(term).replace(r"\*", r"\w*")
            lists[row["leaning"]].append(rf"\b{escaped}\b" if row["language"] == "en" else escaped)
    warm, cold = ("|".join(lists[name]) for name in ("cooperation", "conflict"))
    return re.compile(warm, re.IGNORECASE), re.compile(cold, re.IGNORECASE)
