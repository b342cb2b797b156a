"""The words that carry acts, as patterns over a predicate, its object and its prepositions.

The tables lie in `data/coding/`; `docs/coding.md` describes their columns and how to add a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.coding.ontology import event_type
from detente.data.tables import read_rows
from detente.records import EventType

Effect = Literal[
    "report", "deny", "threat", "promise", "refuse", "request", "wish", "plan", "consider", "do", "ongoing", "not",
    "accuse", "thank", "allege",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of a table of predicates.

    Attributes:
        particle: Particle that must stand with the verb, or "".
        objects: Head lemmas of which the object must have one; empty where any object or none will do.
        type: PLOVER type, or None for a row that says that this use carries no act.
        mode: PLOVER mode or None; `cameo` the nearest CAMEO code or None.
        target: Where the target is looked for, in order: obj, poss, xcomp, that, or a preposition.
        flags: Further conditions and readings, see `docs/coding.md`.
    """

    lemma: str
    particle: str
    objects: frozenset[str]
    type: EventType | None
    mode: str | None
    cameo: str | None
    target: tuple[str, ...]
    flags: frozenset[str]

    @property
    def weight(self) -> int:
        """How specific the pattern is: particle and object count for more than flags."""
        return 4 * bool(self.objects) + 3 * bool(self.particle) + len(self.flags & CONDITIONS)


# Flags that a clause must satisfy, as against flags that say how to read it.
CONDITIONS = frozenset(
    "state_subject person_subject court_subject crowd_subject military_subject court_source crowd_source state_object "
    "person_object group_object nonstate_object hard_object airspace_object military_object sanction_object "
    "direct_object direct_target need_with need_on need_for need_against need_at two_sides joint together from_list "
    "from_agreement to_blacklist to_misdeed on_alert on_strike in_custody held_hostage held_responsible called_bad "
    "called_good be_feeling be_against future_only own_word_only protest_letter prisoner_compound persona with_radar "
    "object_control_only infinitive_only bare_infinitive on_hunger_strike on_visit verbal_attack no_object has_object".split()
)


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Return the named classes of nouns that patterns refer to by `@name`."""
    return {row["class"]: frozenset(row["lemmas"].split("|")) for row in read_rows("coding/classes.csv")}


def _expand(cell: str) -> frozenset[str]:
    words: set[str] = set()
    for part in filter(None, cell.split("|")):
        words |= word_classes()[part[1:]] if part.startswith("@") else {part}
    return frozenset(words)


def _pattern(row: Mapping[str, str]) -> Pattern:
    return Pattern(
        lemma=row["lemma"],
        particle=row.get("particle", ""),
        objects=_expand(row.get("object", "")),
        type=event_type(row["type"]) if row["type"] else None,
        mode=row["mode"] or None,
        cameo=row["cameo"] or None,
        target=tuple(filter(None, row["target"].split("|"))),
        flags=frozenset(filter(None, row["flags"].split("|"))),
    )


@cache
def verb_patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Return the patterns of each verb lemma, the most specific first."""
    return _grouped("coding/verbs.csv")


@cache
def noun_patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Return the patterns of each noun that names an act."""
    return _grouped("coding/nouns.csv")


def _grouped(table: str) -> Mapping[str, tuple[Pattern, ...]]:
    grouped: dict[str, list[Pattern]] = defaultdict(list)
    for row in read_rows(table):
        grouped[row["lemma"]].append(_pattern(row))
    return {lemma: tuple(sorted(rows, key=lambda p: -p.weight)) for lemma, rows in grouped.items()}


@cache
def verb_effects() -> Mapping[str, frozenset[Effect]]:
    """Return what a governing verb does to the act in its complement."""
    grouped: dict[str, set[Effect]] = defaultdict(set)
    for row in read_rows("coding/governors.csv"):
        grouped[row["lemma"]].add(row["effect"])  # type: ignore[arg-type]  # the table is checked by a test
    return {lemma: frozenset(effects) for lemma, effects in grouped.items()}


@cache
def asserting_verbs() -> frozenset[str]:
    """Return the verbs of saying that mark what is said as one side's word."""
    return frozenset(row["lemma"] for row in read_rows("coding/governors.csv") if row["note"] == "asserts")


@cache
def word_effects(pos: str) -> Mapping[str, Effect]:
    """Return what a governing noun or adjective (`noun`, `adj`) or a modifier (`mod`) does to the act."""
    return {
        row["word"]: row["effect"]  # type: ignore[misc]  # the table is checked by a test
        for row in read_rows("coding/governing_words.csv")
        if row["pos"] == pos and row["effect"]
    }


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of list `name` in `data/coding/word_lists.csv`."""
    return frozenset(
        word for row in read_rows("coding/word_lists.csv") if row["list"] == name for word in row["words"].split("|")
    )
