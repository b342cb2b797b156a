"""The packaged tables of words and codes agree with the ontology and with the code that reads them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import get_args

import pytest

import detente.coding
from detente.coding.lexicon import CONDITIONS, Effect, verb_effects, word_classes
from detente.coding.ontology import quad_class
from detente.coding.sieve import vocabulary
from detente.data.tables import data_path, read_rows, tables_version
from detente.records import EVENT_TYPES

TABLES = sorted(
    f"{folder}/{entry.name}"
    for folder in ("coding", "ontology")
    for entry in data_path(folder).iterdir()
    if entry.name.endswith(".csv")
)
PATTERNS = ("coding/verbs.csv", "coding/nouns.csv")
SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(str(detente.coding.__file__)).parent.glob("*.py"))
)
PLACES = {"obj", "poss", "xcomp", "that"}
PREPOSITIONS = set(
    "about across after against along alongside among around as at behind between by for from in inside into near of off on "
    "onto out outside over through to toward towards under upon with within".split()
)


def pattern_rows() -> list[tuple[str, dict[str, str]]]:
    return [(f"{table}:{line}", row) for table in PATTERNS for line, row in enumerate(read_rows(table), start=2)]


def parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_cell_for_each_column_and_no_more(table):
    lines = data_path(table).read_text(encoding="utf-8")
    assert read_rows(table)
    assert all(None not in row for row in read_rows(table)), "a row has more cells than the heading"
    assert lines.endswith("\n")


# The published crosswalk has code 175 twice, once for the root and once for the code.
@pytest.mark.parametrize("table", sorted({*TABLES} - {"ontology/cameo_to_plover.csv"}))
def test_no_row_stands_twice(table):
    rows = Counter(tuple(row.values()) for row in read_rows(table))
    assert [row for row, count in rows.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_has_space_around_it(table):
    cells = [(line, cell) for line, row in enumerate(read_rows(table), start=2) for cell in row.values()]
    assert [(line, cell) for line, cell in cells if cell != cell.strip()] == []


def test_types_are_of_plover():
    assert [(where, row["type"]) for where, row in pattern_rows() if row["type"] not in {"", *EVENT_TYPES}] == []


def test_modes_belong_to_their_type():
    known: dict[str, set[str]] = defaultdict(set)
    for row in read_rows("ontology/plover_modes.csv"):
        known[row["type"]].add(row["mode"])
    strange = {
        (row["type"], row["mode"]) for _, row in pattern_rows() if row["mode"] and row["mode"] not in known[row["type"]]
    }
    assert strange == set()


def test_cameo_codes_exist():
    codes = {row["code"] for row in read_rows("ontology/cameo_codes.csv")}
    assert [(where, row["cameo"]) for where, row in pattern_rows() if row["cameo"] not in {"", *codes}] == []


def test_a_row_without_type_has_nothing_else_to_say():
    said = ("mode", "cameo", "target")
    assert [where for where, row in pattern_rows() if not row["type"] and any(row[key] for key in said)] == []


def test_flags_are_conditions_or_are_read():
    read = set(re.findall(r'"(\w+)" in \w+\.flags', SOURCES))
    flags = {flag for _, row in pattern_rows() for flag in parts(row["flags"])}
    assert flags - CONDITIONS - read == set()


def test_every_condition_is_used():
    flags = {flag for _, row in pattern_rows() for flag in parts(row["flags"])}
    assert CONDITIONS - flags == set()


def test_targets_are_places_or_prepositions():
    known = PLACES | PREPOSITIONS
    targets = [(where, place.split("+")[0]) for where, row in pattern_rows() for place in parts(row["target"])]
    assert [(where, place) for where, place in targets if place not in known] == []


@pytest.mark.parametrize("table", PATTERNS)
def test_lemmas_are_in_lower_case(table):
    assert [row["lemma"] for row in read_rows(table) if row["lemma"] != row["lemma"].lower()] == []


def test_classes_that_patterns_name_exist():
    named = {part[1:] for _, row in pattern_rows() for part in parts(row.get("object", "")) if part.startswith("@")}
    assert named - set(word_classes()) == set()


@pytest.mark.parametrize("column, table", [("class", "coding/classes.csv"), ("list", "coding/word_lists.csv")])
def test_names_of_word_groups_stand_once(column, table):
    names = Counter(row[column] for row in read_rows(table))
    assert [name for name, count in names.items() if count > 1] == []


def test_word_lists_that_the_code_asks_for_exist():
    asked = set(re.findall(r'word_list\("(\w+)"\)', SOURCES))
    assert asked - {row["list"] for row in read_rows("coding/word_lists.csv")} == set()


def test_effects_of_verbs_are_known():
    known = set(get_args(Effect))
    assert {lemma: effects for lemma, effects in verb_effects().items() if effects - known} == {}


def test_effects_of_words_are_known():
    known = {"", *get_args(Effect)}
    assert [row for row in read_rows("coding/governing_words.csv") if row["effect"] not in known] == []


def test_governing_words_are_nouns_adjectives_or_modifiers():
    assert {row["pos"] for row in read_rows("coding/governing_words.csv")} == {"noun", "adj", "mod"}


def test_irregular_forms_are_of_words_that_the_tables_have():
    assert [row["lemma"] for row in read_rows("coding/irregular_forms.csv") if row["lemma"] not in vocabulary()] == []


def test_confidences_are_probabilities():
    assert all(0 < float(row["precision"]) < 1 for row in read_rows("coding/confidence.csv"))


def test_every_type_has_a_quad_class():
    assert {quad_class(kind).split()[0] for kind in EVENT_TYPES} == {"VERBAL", "MATERIAL"}


def test_every_type_has_a_score_of_its_own():
    scored = {row["type"] for row in read_rows("ontology/plover_scores.csv") if row["mode"] == ""}
    assert set(EVENT_TYPES) - scored == set()


def test_scores_are_of_modes_that_exist():
    modes = {(row["type"], row["mode"]) for row in read_rows("ontology/plover_modes.csv")}
    scored = {(row["type"], row["mode"]) for row in read_rows("ontology/plover_scores.csv") if row["mode"]}
    assert scored - modes == set()


@pytest.mark.parametrize("table", ["goldstein_icews", "goldstein_phoenix"])
def test_goldstein_scores_lie_on_the_scale(table):
    rows = read_rows(f"ontology/{table}.csv")
    assert [row for row in rows if not -10 <= float(row["score"]) <= 10] == []


def test_the_crosswalk_leads_to_known_types():
    rows = read_rows("ontology/cameo_to_plover.csv")
    assert [row["code"] for row in rows if row["type"] not in {"", *EVENT_TYPES}] == []


def test_the_version_of_the_tables_is_stable():
    tables_version.cache_clear()
    first = tables_version()
    tables_version.cache_clear()
    assert tables_version() == first
