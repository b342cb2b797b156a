"""The wording of page furniture, compiled from `data/clutter.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the reason for which what it fits goes."""

    reason: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The table's parts; those named `any_` are all patterns of a part in one, for a first look."""

    lines: tuple[Rule, ...]
    any_line: re.Pattern[str]
    any_start: re.Pattern[str]
    any_end: re.Pattern[str]
    inside_needs: re.Pattern[str]
    edges: frozenset[str]
    beside: tuple[Rule, ...]
    starts: tuple[Rule, ...]
    ends: tuple[Rule, ...]
    inside: tuple[Rule, ...]
    sections: tuple[Rule, ...]
    comment_marks: re.Pattern[str]
    services: re.Pattern[str]


@lru_cache(maxsize=1)
def load() -> Rules:
    """Return the rules, compiled once."""
    table: dict[str, Any] = yaml.safe_load((files("detente") / "data" / "clutter.yaml").read_text("utf-8"))
    pieces: dict[str, str] = table["pieces"]

    def compiled(part: str, tail: str = "") -> tuple[Rule, ...]:
        return tuple(
            Rule(reason, re.compile(f"(?:{_expand(pattern, pieces)}){tail}", re.IGNORECASE))
            for reason, patterns in table[part].items()
            for pattern in patterns
        )

    def joined(part: str, tail: str = "") -> re.Pattern[str]:
        """All patterns of a part as one, to pass over what none of them fits with one look."""
        every = (_expand(pattern, pieces) for patterns in table[part].values() for pattern in patterns)
        nameless = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in every)
        return re.compile(f"(?:{'|'.join(f'(?:{pattern})' for pattern in nameless)}){tail}", re.IGNORECASE)

    words = sorted([*table["services"], *table["share_words"]], key=len, reverse=True)
    any_word = "|".join(re.escape(word) for word in words)
    return Rules(
        lines=compiled("lines"),
        any_line=joined("lines"),
        any_start=joined("starts"),
        any_end=joined("ends", r"\Z"),
        inside_needs=re.compile("|".join(map(re.escape, table["inside_needs"]))),
        edges=frozenset(table["edges"]),
        beside=compiled("beside"),
        starts=compiled("starts"),
        ends=compiled("ends", r"\Z"),
        inside=compiled("inside"),
        sections=compiled("sections"),
        comment_marks=re.compile("|".join(f"(?:{mark})" for mark in table["comment_marks"]), re.IGNORECASE),
        services=re.compile(rf"(?:(?:{any_word})(?:\s*[|/·•,、，:：+]\s*|\s+|\Z))+", re.IGNORECASE),
    )


def _expand(pattern: str, pieces: Mapping[str, str]) -> str:
    """Put the named pieces into `pattern`, those inside pieces as well."""
    while names := re.findall(r"<([A-Z_]+)>", pattern):
        for name in names:
            pattern = pattern.replace(f"<{name}>", pieces[name])
    return pattern
