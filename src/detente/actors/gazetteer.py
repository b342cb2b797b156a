"""All names over running text by one Aho–Corasick automaton: whole words, longest match, case as the name is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import ahocorasick

from detente.actors.folding import TABLE, fold, has_no_spaces, is_latin
from detente.actors.tables import ALWAYS, Validity

_SEPARATOR = "\x00"
Kind = Literal[
    "state", "adjective", "demonym", "capital", "seat", "city", "person", "surname", "title", "body", "organisation",
    "thing", "calque", "role", "block", "fixed",
]  # fmt: skip
Case = Literal["upper", "title", "any"]


class Entry(NamedTuple):
    """What one form may mean: an id of the table that `kind` names.

    Attributes:
        case: "upper" demands capitals throughout (US), "title" capitals where the form has them, "any" nothing.
        plural: The form carries a lost possessive or plural `s` ("Japans").
        doubtful: Why the form may mean something else, or None.
    """

    kind: Kind
    ref: str
    form: str
    case: Case = "title"
    valid: Validity = ALWAYS
    doubtful: str | None = None


class Hit(NamedTuple):
    """A name found in a text, with all that it may mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def of(self, *kinds: Kind) -> list[Entry]:
        """Return the entries of these kinds."""
        return [entry for entry in self.entries if entry.kind in kinds]


def case_of(form: str) -> Case:
    """Return the case that a form must be written in: short capitals are abbreviations, capitals inside are names."""
    if form.lower() == form:
        return "any"
    short = len(form) <= 10 and form.isupper() and sum(map(str.isalpha, form)) <= 5
    return "upper" if short else "title"


class Gazetteer:
    """The automaton over all forms."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Build the automaton from `entries`; forms that fold alike share one key."""
        by_key: dict[str, list[Entry]] = {}
        for key, entry in _keyed(entries):
            bucket = by_key.get(key)
            if bucket is None:
                by_key[key] = [entry]
            elif not any(e.kind == entry.kind and e.ref == entry.ref and e.valid == entry.valid for e in bucket):
                bucket.append(entry)
        by_key.pop("  ", None)
        by_key.pop("", None)
        self._machine = ahocorasick.Automaton()
        add = self._machine.add_word
        for key, found in by_key.items():
            add(key, (len(key), key[0] == " ", _check_of(found), tuple(found)))
        self._machine.make_automaton()

    def __len__(self) -> int:
        """Return the number of distinct forms."""
        return len(self._machine)

    def lookup(self, form: str) -> tuple[Entry, ...]:
        """Return the entries whose form is `form`, whatever its case."""
        found: tuple[int, bool, bool, tuple[Entry, ...]] | None = self._machine.get(_key(form, fold(form)), None)
        return found[3] if found else ()

    def find(self, text: str) -> list[Hit]:
        """Return the longest names in `text` that do not overlap, leftmost first."""
        # By place: start first, then longest first, as one number each, which sorts much faster than pairs.
        matches: dict[int, tuple[int, bool, int, tuple[Entry, ...]]] = {}
        for last, match in self._machine.iter(f" {fold(text)} "):
            matches[(last - match[0] + match[1]) << 10 | 1023 - match[0]] = match
        hits: list[Hit] = []
        done = 0
        for place in sorted(matches):
            start = place >> 10
            if start < done:
                continue
            length, spaced, check, entries = matches[place]
            # Spaced forms stand between two spaces that are no part of them.
            end = start + length - 2 if spaced else start + length
            if check == _CAPITAL:
                if not text[start].isupper():
                    continue
            elif check == _EACH:
                entries = tuple([entry for entry in entries if _case_fits(entry, text, start, end)])
                if not entries:
                    continue
            done = end + _takes_dot(text, start, end, entries) if text.startswith(".", end) else end
            hits.append(Hit(start, done, entries))
        return hits


# How the case of a match is tested: not at all, by its first letter, or entry by entry.
_FREE, _CAPITAL, _EACH = range(3)


def _keyed(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield every entry with its key: the folded form, between spaces where its script parts words by them.

    Folding all forms in one go is many times as fast as one by one, and fastest where all of them are ASCII.
    """
    ascii_forms: list[Entry] = []
    others: list[Entry] = []
    for entry in entries:
        (ascii_forms if entry.form.isascii() else others).append(entry)
    for listed in (ascii_forms, others):
        folded = _SEPARATOR.join([entry.form for entry in listed]).translate(TABLE).split(_SEPARATOR)
        for entry, plain in zip(listed, folded, strict=False):
            unspaced = listed is others and has_no_spaces(entry.form)
            yield (plain.strip() if unspaced else f" {plain.strip()} "), entry


def _check_of(entries: list[Entry]) -> int:
    first = _check_one(entries[0])
    return first if len(entries) == 1 or all(_check_one(entry) == first for entry in entries) else _EACH


def _check_one(entry: Entry) -> int:
    form = entry.form
    if entry.case == "any":
        return _FREE
    return _CAPITAL if entry.case == "title" and form.isalpha() and form[0].isupper() else _EACH


def _takes_dot(text: str, start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Tell whether the dot that stands after a hit belongs to it: "U.S.", "Lt. Gen."."""
    return ("." in text[start : end - 1] and text[end - 2] in ". ") or any(
        entry.form.endswith(".") for entry in entries
    )


def _key(form: str, folded: str) -> str:
    return folded.strip() if has_no_spaces(form) else f" {folded.strip()} "


def _case_fits(entry: Entry, text: str, start: int, end: int) -> bool:
    if entry.case == "any":
        return True
    form = entry.form
    if entry.case == "upper":
        return text[start:end].isupper() and not _shouting(text, start, end)
    if form[0].isupper() and not text[start].isupper():
        return False
    space = max(form.rfind(" "), form.rfind("-"))
    if space > 0 and form[space + 1 : space + 2].isupper():
        gap = max(text.rfind(" ", start, end), text.rfind("-", start, end))
        return gap < 0 or text[gap + 1].isupper()
    return True if is_latin(form[0]) else text[start:end] == form or not form[0].isupper()


def _shouting(text: str, start: int, end: int) -> bool:
    """Tell whether the words around are all in capitals, so that capitals tell nothing ("GIVE US TIME")."""
    around = text[max(0, start - 25) : start] + text[end : end + 25]
    letters = [char for char in around if char.isalpha()]
    return len(letters) > 6 and all(char.isupper() for char in letters)
