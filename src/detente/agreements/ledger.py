"""The ledger: reviewed facts on agreements, and what a user adds in files of the same shape.

The files lie in `data/agreements/*.yaml`; a file maps the id of an agreement, which is its id in the tables of things, to
its fields. An entry of a user's file with a known id overrides the fields that it gives, adds steps and reviews, and keeps
the rest; a field set to `null` says that it is not known after all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from detente.agreements.entries import Entry, read_entries
from detente.agreements.moments import party_codes
from detente.agreements.records import (
    AGREEMENT_KINDS,
    COUNTED_FROM,
    EFFECTS,
    RENEWAL_KINDS,
    REVIEW_KINDS,
    STEP_KINDS,
    Agreement,
    Evidence,
    Listed,
    Notice,
    Renewal,
    Review,
    Step,
    Term,
)
from detente.data.tables import data_path
from detente.errors import TableError
from detente.records import STATUSES

_FOLDER = "agreements"
_FIELDS = (
    "name", "aliases", "kind", "parties", "signed", "in_force", "term", "until", "renewal", "notice", "withdrawal",
    "suspension", "successor", "zone", "reviews", "steps", "source",
)  # fmt: skip
_RENEWAL = ("kind", "period", "times", "unlimited")
_NOTICE = ("period", "counted_from", "effect", "not_before")
_REVIEW = ("name", "first", "every", "last", "kind", "source")
_STEP = ("date", "kind", "party", "status", "until", "effective", "alleged_by", "note", "source")


class Ledger:
    """Agreements by id, and by name.

    Args:
        agreements: They, each id once.
    """

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        self._by_id = {agreement.id: agreement for agreement in agreements}
        self._by_name: dict[str, list[str]] = {}
        for agreement in self._by_id.values():
            for name in agreement.names:
                self._by_name.setdefault(_fold(name), []).append(agreement.id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self._by_id.values())

    def __contains__(self, ident: str) -> bool:
        return ident in self._by_id

    def get(self, ident: str) -> Agreement | None:
        """Return the agreement with this id, which is also the id of the actor tables' thing, or None."""
        return self._by_id.get(ident)

    def named(self, name: str) -> tuple[Agreement, ...]:
        """Return the agreements that bear exactly this name but for case and space; several may share a short one."""
        return tuple(self._by_id[ident] for ident in dict.fromkeys(self._by_name.get(_fold(name), ())))

    def between(self, *parties: str) -> tuple[Agreement, ...]:
        """Return the agreements to which all of `parties` (alpha-3 or body codes) are named as parties."""
        return tuple(agreement for agreement in self if set(parties) <= set(agreement.parties))


def load_ledger(extra: Sequence[Path] = ()) -> Ledger:
    """Return the shipped ledger with the files `extra` laid over it, in their order.

    Raises:
        TableError: If a file cannot be read or an entry does not fit; names file, line, field and the way out.
    """
    if not extra:
        return _shipped_ledger()
    agreements = {agreement.id: agreement for agreement in _shipped_ledger()}
    read: list[Entry] = []
    for path in extra:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TableError(f"{path}: cannot be read: {error}; give a YAML file in UTF-8") from error
        read += lay_over(agreements, str(path), text)
    for entry in read:
        successor = entry.text("successor")
        if successor is not None and successor not in agreements:
            raise entry.fail("successor", f"no agreement {successor!r}", "add it or correct the id")
    return Ledger(agreements.values())


@cache
def _shipped_ledger() -> Ledger:
    agreements: dict[str, Agreement] = {}
    for entry in sorted(data_path(_FOLDER).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            lay_over(agreements, f"{_FOLDER}/{entry.name}", entry.read_text(encoding="utf-8"), new=True)
    return Ledger(agreements.values())


def lay_over(agreements: dict[str, Agreement], path: str, text: str, *, new: bool = False) -> list[Entry]:
    """Add the entries of a ledger file to `agreements`, or lay them over those of the same id.

    Args:
        new: No id may be there already.

    Returns:
        The entries of the file.

    Raises:
        TableError: If an entry does not fit.
    """
    entries = []
    for ident, entry in read_entries(path, text, _FIELDS):
        base = agreements.get(ident)
        if new and base is not None:
            raise TableError(f"{path}:{entry.line}: {ident!r} stands in another file too; join the two")
        agreements[ident] = _agreement(ident, entry, base)
        entries.append(entry)
    return entries


def _agreement(ident: str, entry: Entry, base: Agreement | None) -> Agreement:
    if base is None:
        entry.needed("name", "General Security of Military Information Agreement")
    old = base or Agreement(ident, ())
    # What a file changes without naming an address has the file itself for evidence.
    sources = _sources(entry) or (Listed(entry.path, entry.line, None),)
    given: dict[str, Any] = {"names": _names(entry, old), "sources": tuple(dict.fromkeys((*old.sources, *sources)))}
    if entry.has("kind"):
        given["kind"] = entry.choice("kind", AGREEMENT_KINDS)
    if entry.has("parties"):
        given["parties"] = tuple(_party(entry, "parties", party) for party in entry.many("parties"))
    for field in ("signed", "in_force"):
        if entry.has(field):
            given[field] = entry.when(field)
    for field in ("withdrawal", "suspension", "successor"):
        if entry.has(field):
            given[field] = entry.text(field)
    if entry.has("term") or entry.has("until"):
        given["term"] = _term(entry)
    if entry.has("renewal"):
        given["renewal"] = _renewal(entry)
    if entry.has("notice"):
        given["notice"] = _notice(entry)
    if entry.has("zone"):
        given["zone"] = _zone(entry)
    given["reviews"] = _merged(old.reviews, [_review(item, sources) for item in entry.items("reviews", _REVIEW)])
    steps = [_step(item, sources) for item in entry.items("steps", _STEP)]
    known = {(step.date, step.kind, step.party) for step in steps}
    kept = [step for step in old.steps if (step.date, step.kind, step.party) not in known]
    given["steps"] = tuple(sorted((*kept, *steps), key=in_order))
    return dataclasses.replace(old, **given)


def in_order(step: Step) -> tuple[str, str]:
    """Return the key by which steps are sorted: the last day on which they can have been, then the first."""
    return str(step.date.end or step.date.latest or ""), str(step.date.start or step.date.earliest or "")


def _names(entry: Entry, old: Agreement) -> tuple[str, ...]:
    first = entry.text("name") or old.names[0]
    return tuple(dict.fromkeys((first, *old.names, *entry.many("aliases"))))


def _merged(old: tuple[Review, ...], new: list[Review]) -> tuple[Review, ...]:
    names = {review.name for review in new}
    return (*(review for review in old if review.name not in names), *new)


def _sources(entry: Entry) -> tuple[Evidence, ...]:
    found = entry.many("source")
    for url in found:
        if not url.startswith(("https://", "http://")):
            raise entry.fail("source", f"{url!r} is no address", "write where the fact can be checked, https://…")
    return tuple(Listed(entry.path, entry.line, url) for url in found)


def _evidence(entry: Entry, default: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the row's own source, or its line with the addresses of the agreement."""
    own = _sources(entry)
    return own or tuple(Listed(entry.path, entry.line, item.url) for item in default if isinstance(item, Listed))


def _party(entry: Entry, field: str, code: str) -> str:
    if code not in party_codes():
        raise entry.fail(
            field, f"{code!r} is no code of a state or body", "write alpha-3 codes (JPN), or EU, NATO, UNO"
        )
    return code


def _term(entry: Entry) -> Term | None:
    text, until = entry.text("term"), entry.when("until")
    if until is not None:
        return Term("until", None, until)
    if text is None:
        return None
    if text == "indefinite":
        return Term("indefinite")
    return Term("fixed", entry.period("term"))


def _renewal(entry: Entry) -> Renewal | None:
    inner = entry.inner("renewal", _RENEWAL)
    if inner is None:
        return None
    kind = inner.choice("kind", RENEWAL_KINDS)
    if kind is None:
        raise inner.fail("kind", "is missing", "write never, express or tacit")
    return Renewal(kind, inner.period("period"), _count(inner, "times"), _flag(inner, "unlimited"))


def _notice(entry: Entry) -> Notice | None:
    inner = entry.inner("notice", _NOTICE)
    if inner is None:
        return None
    counted = inner.choice("counted_from", COUNTED_FROM)
    if counted is None:
        raise inner.fail("counted_from", "is missing", "write term_end, notice or receipt")
    period = inner.period("period")
    if period is None:
        raise inner.fail("period", "is missing", "write for instance P90D")
    return Notice(period, counted, inner.choice("effect", EFFECTS) or "same_date", inner.period("not_before"))


def _review(entry: Entry, default: tuple[Evidence, ...]) -> Review:
    first = entry.day("first")
    if first is None:
        raise entry.fail("first", "is missing", "write the day of the first review, 2026-07-01")
    kind = entry.choice("kind", REVIEW_KINDS) or "review"
    name = entry.needed("name", "review conference")
    return Review(name, first, entry.period("every"), entry.day("last"), kind, _evidence(entry, default))


def _step(entry: Entry, default: tuple[Evidence, ...]) -> Step:
    kind = entry.choice("kind", STEP_KINDS)
    if kind is None:
        raise entry.fail("kind", "is missing", "write for instance signed, extended or notice_given")
    when = entry.when("date")
    if when is None:
        raise entry.fail("date", "is missing", "write 2019-08-24, 2019-08 or 2019")
    party, alleged = entry.text("party"), entry.text("alleged_by")
    return Step(
        kind,
        when,
        None if party is None else _party(entry, "party", party),
        entry.choice("status", STATUSES) or "happened",
        _evidence(entry, default),
        until=entry.day("until"),
        effective=entry.day("effective"),
        alleged_by=None if alleged is None else _party(entry, "alleged_by", alleged),
        note=entry.text("note"),
    )


def _zone(entry: Entry) -> str | None:
    name = entry.text("zone")
    if name is None:
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise entry.fail("zone", f"{name!r} is no time zone", "write one such as Asia/Seoul") from None
    return name


def _count(entry: Entry, field: str) -> int | None:
    text = entry.text(field)
    if text is not None and not text.isdecimal():
        raise entry.fail(field, f"{text!r} is no count", "write a whole number")
    return None if text is None else int(text)


def _flag(entry: Entry, field: str) -> bool:
    return entry.choice(field, ("true", "false")) == "true"


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
