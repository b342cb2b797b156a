"""How a claim of each kind is settled by the text of editions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.editions.labels import table_of
from detente.editions.matching_edition import Shown
from detente.editions.matching_words import stands
from detente.editions.records import Claim, Edition, Label, VerdictKind
from detente.records import Span

# What press and table both call pages and paragraphs cannot be counted in a text without pages.
_COUNTABLE = re.compile(r"\b(?:times?|mentions?|references?|once|twice)\b")
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "once": 1, "twice": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """The editions that a claim is held against.

    Attributes:
        after: The edition that it is about; `before` the one it is compared with, or None where that is not at hand.
        earlier: The editions before `before`, oldest first.
    """

    after: Shown
    before: Shown | None
    earlier: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the texts show."""

    verdict: VerdictKind
    reason: str
    passage_from: Span | None = None
    passage_to: Span | None = None


def find(claim: Claim, compared: Compared) -> Finding | None:
    """Return what the editions show of a claim, or None where they do not settle it."""
    if claim.kind == "removed":
        return _removed(claim.before, claim, compared)
    if claim.kind == "added":
        return _added(claim.after, claim, compared)
    if claim.kind == "reworded":
        return _reworded(claim, compared)
    if claim.kind == "label":
        return _label(claim, compared)
    if claim.kind == "rank":
        return _rank(claim, compared)
    if claim.kind == "frequency":
        return _frequency(claim, compared)
    if claim.kind == "tone":
        return _tone(claim, compared)
    return _release(claim, compared.after.edition)


def _removed(words: str | None, claim: Claim, compared: Compared) -> Finding | None:
    if words is None:
        return None
    now = stands(words, compared.after, claim.country)
    was = stands(words, compared.before, claim.country) if compared.before else None
    if now is not None:
        return Finding("contradicted", f"the text still has {words!r}", was, now)
    if compared.before is None:
        return Finding("unchecked", f"{words!r} does not stand there, and the edition before is not at hand")
    if was is not None:
        return Finding("confirmed", f"{words!r} stood in the older edition and nothing like it in the newer", was)
    for shown in reversed(compared.earlier):
        if stands(words, shown, claim.country) is not None:
            return Finding("not_new", f"{words!r} had gone before; it last stood in {shown.edition.name}")
    return Finding("unchecked", f"{words!r} stands in neither edition in these words")


def _added(words: str | None, claim: Claim, compared: Compared) -> Finding | None:
    if words is None:
        return None
    now = stands(words, compared.after, claim.country)
    was = stands(words, compared.before, claim.country) if compared.before else None
    if now is None:
        return Finding("unchecked", f"{words!r} does not stand there in these words", was)
    if was is not None:
        return Finding("not_new", f"{words!r} stood in the older edition already", was, now)
    if compared.before is None:
        return Finding("unchecked", f"{words!r} stands there, but the edition before is not at hand", None, now)
    return Finding("confirmed", f"{words!r} stands in the newer edition alone", None, now)


def _reworded(claim: Claim, compared: Compared) -> Finding | None:
    if claim.before is None or claim.after is None or compared.before is None:
        return None
    was, now = stands(claim.before, compared.before, claim.country), stands(claim.after, compared.after, claim.country)
    kept = stands(claim.before, compared.after, claim.country)
    if was is not None and now is not None and kept is None:
        return Finding("confirmed", "the older edition has the one wording, the newer the other", was, now)
    if kept is not None:
        return Finding("contradicted", f"the text still has {claim.before!r}", was, kept)
    return Finding("unchecked", "one of the wordings stands in neither edition in these words", was, now)


def _label(claim: Claim, compared: Compared) -> Finding | None:
    if claim.country is None:
        return None
    now = [label for label in compared.after.labels if label.country == claim.country]
    was = [label for label in compared.before.labels if label.country == claim.country] if compared.before else []
    if claim.after is None or claim.after.startswith("not "):
        words = claim.before or (claim.after or "").removeprefix("not ")
        held, had = _fitting(now, words), _fitting(was, words)
        if held is not None:
            return Finding("contradicted", f"the text still calls it {held.words!r}", _evidence(had), held.evidence)
        if had is not None:
            return Finding("confirmed", f"the older edition calls it {had.words!r}, the newer does not", had.evidence)
        return _removed(words, claim, compared)
    held, had = _fitting(now, claim.after), _fitting(was, claim.after)
    if held is None:
        if now:
            words = ", ".join(dict.fromkeys(label.words for label in now))
            return Finding(
                "contradicted", f"the text calls it {words}, not {claim.after}", _evidence(was[:1]), now[0].evidence
            )
        return _added(claim.after, claim, compared)
    if had is not None:
        return Finding("not_new", f"the older edition called it {had.words!r} already", had.evidence, held.evidence)
    if compared.before is None:
        return Finding("confirmed", f"the text calls it {held.words!r}", None, held.evidence)
    if claim.before is not None and (old := _fitting(was, claim.before)) is not None:
        return Finding("confirmed", f"from {old.words!r} to {held.words!r}", old.evidence, held.evidence)
    return Finding(
        "confirmed", f"the newer edition calls it {held.words!r}, the older does not", _evidence(was[:1]), held.evidence
    )


def _evidence(label: Label | Sequence[Label] | None) -> Span | None:
    if isinstance(label, Label):
        return label.evidence
    return label[0].evidence if label else None


def _fitting(labels: Sequence[Label], words: str) -> Label | None:
    """Return the label that a report's words mean: one of the same row of the table, the likest modifiers first."""
    keys = {word.label for word, _, _ in table_of().find(words, "en")}
    wanted = set(re.findall(r"\w+", words.lower().replace("neighbor", "neighbour")))
    fitting = [label for label in labels if label.label in keys]
    return max(
        fitting,
        key=lambda label: len(wanted & set(re.findall(r"\w+", label.words.lower().replace("neighbor", "neighbour")))),
        default=None,
    )


def _rank(claim: Claim, compared: Compared) -> Finding | None:
    if claim.country is None:
        return None
    now = compared.after.order
    was = compared.before.order if compared.before else None
    place = {rank.country: rank for rank in now.ranks}
    if claim.country not in place:
        return None
    old = {rank.country: rank for rank in was.ranks} if was else {}
    wanted = [country for country in claim.order or () if country in place]
    if len(wanted) > 1:
        holds = [c for c in now.countries if c in wanted] == wanted
        held = was is not None and [c for c in was.countries if c in wanted] == wanted
        told = ", ".join(wanted)
    elif claim.after is not None and claim.after.isdigit():
        holds = place[claim.country].rank == int(claim.after)
        held = claim.country in old and old[claim.country].rank == int(claim.after)
        told = f"place {claim.after}"
    else:
        return None
    passages = (old[claim.country].evidence if claim.country in old else None, place[claim.country].evidence)
    basis = f"order by {now.ranks[0].basis} in {now.part or 'the whole text'}"
    if not holds:
        return Finding("contradicted", f"the order there is {', '.join(now.countries)} ({basis})", *passages)
    if held:
        return Finding("not_new", f"{told}: so it was in the older edition already ({basis})", *passages)
    if not old:
        return Finding("confirmed", f"{told} ({basis}); whether it is new is not known", *passages)
    return Finding("confirmed", f"{told} ({basis}); before: {', '.join(was.countries) if was else ''}", *passages)


def _count(words: str | None) -> int | None:
    if words is None:
        return None
    digits = re.search(r"\d[\d,]*", words)
    if digits:
        return int(digits[0].replace(",", ""))
    return next((_NUMBERS[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _NUMBERS), None)


def _frequency(claim: Claim, compared: Compared) -> Finding | None:
    if claim.country is None or not _COUNTABLE.search(f"{claim.before} {claim.after}"):
        return None
    now = compared.after.mentions[claim.country]
    was = compared.before.mentions[claim.country] if compared.before else None
    told = _count(claim.after)
    counted = f"it is named {now} times" + (f", {was} times in the older edition" if was is not None else "")
    if told is not None and abs(now - told) <= max(1, told // 10):
        return Finding("confirmed", counted)
    if told is None and was is not None and claim.after is not None:
        fewer = claim.after.startswith("fewer")
        return Finding("confirmed" if (now < was) == fewer and now != was else "contradicted", counted)
    return Finding("unchecked", f"{counted}; what the report counted is not known")


def _tone(claim: Claim, compared: Compared) -> Finding | None:
    if compared.before is None or claim.country is None:
        return None
    now = compared.after.tones.get(claim.country)
    was = compared.before.tones.get(claim.country)
    if now is None or was is None or now.low is None or now.high is None or was.low is None or was.high is None:
        return None
    warmer = claim.after in {"positive", "softer"}
    said = (
        f"balance {was.balance:+.2f} ({was.low:+.2f} to {was.high:+.2f}), "
        f"then {now.balance:+.2f} ({now.low:+.2f} to {now.high:+.2f})"
    )
    if now.low > was.high or now.high < was.low:
        risen = now.low > was.high
        return Finding("confirmed" if risen == warmer else "contradicted", said, was.statements[0], now.statements[0])
    return Finding("unchecked", f"{said}: the intervals overlap", was.statements[0], now.statements[0])


def _release(claim: Claim, edition: Edition) -> Finding | None:
    day, told = edition.date.start, claim.expected
    if day is None or told is None or told.start is None or told.end is None:
        return None
    if told.start <= day <= told.end:
        return Finding("confirmed", f"it is dated {day.isoformat()}")
    return Finding("contradicted", f"it is dated {day.isoformat()}")
