"""What a reference to a part of the brief is called: a short mark, and the same in words."""

from __future__ import annotations

import re
from datetime import date

from detente.briefs import wording

_KINDS = {
    "line": ("", "line"),
    "turn": ("T", "turning point"),
    "paper": ("D", "document signal"),
    "claim": ("R", "reported claim"),
    "agreement": ("A", "agreement"),
    "position": ("P", "position"),
    "dispute": ("S", "disagreement"),
    "entry-text": ("doc ", "document"),
}
_ANCHOR = re.compile(r"(line|turn|paper|claim|agreement|position|dispute|entry-text)-(\d+(?:-\d+)*)")
_MONTH = re.compile(r"month-(\d{4})-(\d\d)")


def mark(anchor: str) -> str:
    """Return the short mark of an anchor: "8" for line 8, "T1" for the first turning point, "A2" for an agreement."""
    found = _ANCHOR.fullmatch(anchor)
    if found is not None:
        return f"{_KINDS[found[1]][0]}{found[2].replace('-', '.')}"
    month = _MONTH.fullmatch(anchor)
    return wording.month(date(int(month[1]), int(month[2]), 1)) if month else anchor.replace("-", " ")


def mark_words(anchor: str) -> str:
    """Return an anchor in words, for those who hear it: "line 8", "turning point 1"."""
    found = _ANCHOR.fullmatch(anchor)
    return f"{_KINDS[found[1]][1]} {found[2].replace('-', '.')}" if found else mark(anchor)


def target_of(anchor: str) -> str:
    """Return the mark of what a report or quote belongs to: "8" for `line-8-2`, "P1" for `position-1`."""
    return mark(anchor.rpartition("-")[0] if anchor.startswith("line-") else anchor)
