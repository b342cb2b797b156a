"""The table of labels: what states call one another, with the order of warmth, and a user's own rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from detente.data.tables import read_rows
from detente.errors import TableError

_COLUMNS = ("label", "warmth", "language", "form")
_COLDEST, _WARMEST = -5, 5


@dataclass(frozen=True, slots=True)
class LabelWord:
    """A row of the table.

    Attributes:
        label: Key that its forms share ("partner").
        warmth: −5 (enemy) to 5 (ally); an order, not a measure.
        form: The word as it stands in texts, in the singular.
    """

    label: str
    warmth: int
    language: str
    form: str


class LabelTable:
    """The words of the table, and a user's own beside them.

    Args:
        extra: CSV files with the columns label, warmth, language, form; a form there overrides the packaged one.

    Raises:
        TableError: If a row does not fit; the message names file and line.
    """

    def __init__(self, extra: Iterable[Path] = ()) -> None:
        words = {(word.language, word.form): word for word in map(_word, read_rows("editions/labels.csv"))}
        for path in extra:
            words |= {(word.language, word.form): word for word in _own(path)}
        self.words: Mapping[tuple[str, str], LabelWord] = words

    def find(self, text: str, language: str) -> list[tuple[LabelWord, int, int]]:
        """Return the words of `language` in `text`, the longest at each place, with where they stand."""
        pattern = self._patterns.get(language)
        if pattern is None:
            return []
        found = []
        for match in pattern.finditer(text.lower() if language == "en" else text):
            word = self._by_form.get((language, _plain(match.group(), language)))
            if word is not None:
                found.append((word, match.start(), match.end()))
        return found

    @cached_property
    def _by_form(self) -> dict[tuple[str, str], LabelWord]:
        return {(lang, _plain(form, lang)): word for (lang, form), word in self.words.items()}

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        patterns = {}
        for language in {language for language, _ in self.words}:
            forms = sorted((f for lang, f in self.words if lang == language), key=len, reverse=True)
            if language == "en":
                inner = "|".join(
                    rf"{re.escape(f[:-1])}(?:y|ies)" if f.endswith("y") else rf"{re.escape(f)}s?" for f in forms
                )
                patterns[language] = re.compile(rf"(?<![\w-])(?:{inner})(?![\w-])")
            else:
                patterns[language] = re.compile("|".join(map(re.escape, forms)))
        return patterns


def _plain(form: str, language: str) -> str:
    if language != "en":
        return form
    folded = form.lower().replace("neighbor", "neighbour").replace("-", " ")
    return folded[:-3] + "y" if folded.endswith("ies") else folded.removesuffix("s")


def _word(row: Mapping[str, str]) -> LabelWord:
    return LabelWord(row["label"], int(row["warmth"]), row["language"], row["form"])


def _own(path: Path) -> list[LabelWord]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if missing := [name for name in _COLUMNS if name not in (reader.fieldnames or ())]:
            raise TableError(f"{path}:1: the columns {', '.join(missing)} are missing")
        rows = []
        for number, row in enumerate(reader, start=2):
            warmth = (row["warmth"] or "").strip()
            if not re.fullmatch(r"-?\d+", warmth) or not _COLDEST <= int(warmth) <= _WARMEST:
                raise TableError(f"{path}:{number}: warmth {warmth!r} is no whole number from {_COLDEST} to {_WARMEST}")
            if not row["form"] or not row["label"] or not row["language"]:
                raise TableError(f"{path}:{number}: label, language and form must not be empty")
            rows.append(_word(row))
    return rows
