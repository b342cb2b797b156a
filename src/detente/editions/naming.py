"""Which countries and groups a text names, in English, Chinese, Japanese and Korean.

Whole editions are searched for them, so this is one pass with an automaton over the names of the tables of actors, CLDR's
names in the other languages, and `data/editions/country_forms.csv`, not a reading of every actor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick

from detente.actors.countries import cldr_names
from detente.actors.folding import is_latin
from detente.actors.gazetteer import Entry, Gazetteer, case_of
from detente.actors.loading import load_states
from detente.data.tables import read_rows

_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff]")
# A town that names an agreement is no state: "the Paris Agreement", "Paris-aligned", "the Geneva Conventions".
_SIGNED_THERE = re.compile(
    r"-aligned|\s+(?:Agreements?|Accords?|Declarations?|Principles|Protocols?|Treaty|Treaties|Conventions?|Summit|Process|Pact"
    r"|Communiqué|Consensus|Charter|Framework|Statute|Club|Compact|Action Plan|Climate)\b"
)
# A sea is no state: "South China Sea", "Sea of Japan", "Indian Ocean", "Gulf of Mexico".
_WATER_AFTER = re.compile(r"\s+(?:Sea|Seas|Ocean|Ridge|Rim|Canal|Plate)\b")
_WATER_BEFORE = re.compile(r"\b(?:Sea|Gulf|Bay) of (?:the )?$")
_KINDS = frozenset({"name", "short_name", "former_name", "adjective", "demonym", "capital"})
# "Korea" alone is the South in these documents; the North is named in full.
_TAKEN = {"Korea": "KOR", "Korean": "KOR", "Koreans": "KOR"}
_LANGUAGES = ("zh", "ja", "ko")
_SHORTEST = 2
_LONG = 2_000


@dataclass(frozen=True, slots=True)
class Named:
    """A country or group where a text names it, as alpha-3 code or the code of the group."""

    country: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    form: str
    countries: tuple[str, ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def find_countries(text: str, language: str | None = None) -> list[Named]:
    """Return the countries and groups that `text` names, in order.

    Args:
        text: Any text.
        language: ISO 639-1 code; None takes what the script tells. English names are found in every text.
    """
    # Whole editions are asked for again and again, sentences are not.
    return list(_remembered(text, language)) if len(text) > _LONG else _find(text, language)


@lru_cache(maxsize=8)
def _remembered(text: str, language: str | None) -> tuple[Named, ...]:
    return tuple(_find(text, language))


def _find(text: str, language: str | None) -> list[Named]:
    east = language if language in _LANGUAGES else _script(text)
    found = _latin(text)
    if east is not None:
        found += _east(text, east)
    return sorted(found, key=lambda named: (named.start, named.country))


def _script(text: str) -> str | None:
    head = text[:4000]
    if len(_KANA.findall(head)) > len(head) / 20:
        return "ja"
    if len(_HANGUL.findall(head)) > len(head) / 10:
        return "ko"
    return "zh" if len(_HAN.findall(head)) > len(head) / 5 else None


def _latin(text: str) -> list[Named]:
    found = []
    for hit in _gazetteer().find(text):
        codes = {entry.ref for entry in hit.entries}
        water = _WATER_AFTER.match(text, hit.end) or _WATER_BEFORE.search(text[max(0, hit.start - 12) : hit.start])
        town = all(entry.kind == "capital" for entry in hit.entries)
        if len(codes) != 1 or water or (town and _SIGNED_THERE.match(text, hit.end)):
            continue
        found.append(Named(codes.pop(), hit.start, hit.end))
    return found


@cache
def _gazetteer() -> Gazetteer:
    entries = []
    for row in load_states():
        also = any(note.startswith("ambiguous:") or note == "misspelling" for note in row.notes)
        if row.kind not in _KINDS or (also and row.form not in _TAKEN) or len(row.form) < _SHORTEST:
            continue
        country = _TAKEN.get(row.form, row.country)
        form = row.form.removeprefix("the ").rstrip("-")
        case = "upper" if "case_sensitive" in row.notes and form.isupper() else case_of(form)
        entries.append(Entry("capital" if row.kind == "capital" else "state", country, form, case))
    entries += [Entry("state", code, name) for code, name in cldr_names()]
    own = [row for row in read_rows("editions/country_forms.csv") if row["language"] == "en"]
    entries += [Entry("state", row["country"], row["form"], case_of(row["form"])) for row in own]
    return Gazetteer(entries)


def _east(text: str, language: str) -> list[Named]:
    machine = _machine(language)
    # Leftmost longest: a shorter name inside a longer one is no name ("インド" in "インドネシア").
    matches = sorted(
        ((last - len(form.form) + 1, -len(form.form), form) for last, form in machine.iter(text)),
        key=lambda match: match[:2],
    )
    found: list[Named] = []
    done = 0
    for start, length, form in matches:
        end = start - length
        if start < done or not _fits(text, form, start, end, language):
            continue
        done = end
        found += [Named(country, start, end) for country in form.countries]
    return found


def _fits(text: str, form: _Form, start: int, end: int, language: str) -> bool:
    if language == "ko" and start and _HANGUL.match(text[start - 1]):
        return False
    if language == "ja" and start and _KANA.match(form.form[0]) and _KATAKANA.match(text[start - 1]):
        return False
    if form.before is not None and form.before.search(text[max(0, start - 8) : start]):
        return False
    return form.after is None or not form.after.match(text, end)


@cache
def _machine(language: str) -> ahocorasick.Automaton:
    forms = {
        name: _Form(name, (code,), None, None)
        for code, name in cldr_names(language)
        if not is_latin(name[0]) and len(name) >= _SHORTEST and "特别行政区" not in name
    }
    for row in read_rows("editions/country_forms.csv"):
        if row["language"] == language:
            before = re.compile(f"(?:{row['not_before']})$") if row["not_before"] else None
            after = re.compile(row["not_after"]) if row["not_after"] else None
            forms[row["form"]] = _Form(row["form"], tuple(row["country"].split("+")), before, after)
    machine = ahocorasick.Automaton()
    for form in forms.values():
        machine.add_word(form.form, form)
    machine.make_automaton()
    return machine
