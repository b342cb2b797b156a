"""Text cut into pieces where marks begin and end, so that overlapping spans can be shown without one hiding another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from detente.records import Event

Role = Literal["evidence", "trigger", "source", "target", "date", "attribution", "found", "removed", "kept"]

# In which order roles are named where several stand on the same words.
ROLES: tuple[Role, ...] = (
    "trigger", "source", "target", "date", "attribution", "evidence", "found", "removed", "kept",
)  # fmt: skip
_RANK = {role: rank for rank, role in enumerate(ROLES)}
# Small words behind marked ones that say what they are to those who cannot tell by the style.
_NAMED: dict[Role, str] = {
    "trigger": "act",
    "source": "source",
    "target": "target",
    "date": "date",
    "attribution": "says so",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open range of a text with its role.

    Attributes:
        label: What it belongs to, for instance the number of an event; pieces name the labels that begin and cover them.
    """

    start: int
    end: int
    role: Role
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text over which the same marks lie.

    Attributes:
        start: Its first character in the whole text.
        roles: The roles of the marks over it, the most telling first; empty for plain text.
        labels: What the marks over it belong to, without repeats.
        begins: Those marks over it that begin with it.
        named: What the marks that end with it are, in a word or two; empty where none of them has a word.
    """

    start: int
    text: str
    roles: tuple[Role, ...] = ()
    labels: tuple[str, ...] = ()
    begins: tuple[Mark, ...] = ()
    named: str = ""

    @property
    def classes(self) -> str:
        """The class names of its roles."""
        return " ".join(f"m-{role}" for role in self.roles)


def cut(text: str, start: int, end: int, marks: Iterable[Mark], base: int = 0) -> tuple[Piece, ...]:
    """Cut the characters from `start` to `end` where marks begin and end; the pieces make up the whole of it.

    Marks that reach outside are cut off at the edges, those wholly outside are left out.

    Args:
        text: The text, or the part of it that begins at `base`.
        start: First character; counted, like the marks, in the whole text.
        end: One past the last.
        marks: What lies over the text.
        base: Where `text` begins in the whole text.
    """
    inside = sorted(
        (mark for mark in marks if mark.start < end and start < mark.end and mark.start < mark.end),
        key=lambda mark: (mark.start, -mark.end, _RANK[mark.role], mark.label),
    )
    points = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    pieces: list[Piece] = []
    over: list[Mark] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for low, high in pairwise(points):
        over = [mark for mark in over if mark.end > low]
        while following is not None and following.start <= low:
            over.append(following)
            following = next(waiting, None)
        roles = tuple(sorted({mark.role for mark in over}, key=_RANK.__getitem__))
        labels = tuple(dict.fromkeys(mark.label for mark in over if mark.label))
        begins = tuple(mark for mark in over if mark.start == low)
        ending = {mark.role for mark in over if mark.end == high}
        named = ", ".join(_NAMED[role] for role in roles if role in ending and role in _NAMED)
        pieces.append(Piece(low, text[low - base : high - base], roles, labels, begins, named))
    return tuple(pieces)


def marks_of(event: Event, label: str = "") -> tuple[Mark, ...]:
    """Return the marks of every span of an event: its sentence, and the words inside and outside it that tell something."""
    marks = [
        Mark(event.evidence.start, event.evidence.end, "evidence", label),
        Mark(event.trigger.start, event.trigger.end, "trigger", label),
    ]
    marks += [Mark(one.mention.start, one.mention.end, "source", label) for one in event.source]
    marks += [Mark(one.mention.start, one.mention.end, "target", label) for one in event.target]
    marks += [Mark(link.span.start, link.span.end, "attribution", label) for link in event.attribution]
    if event.date.span is not None:
        marks.append(Mark(event.date.span.start, event.date.span.end, "date", label))
    return tuple(marks)


def quote_of(event: Event) -> tuple[Piece, ...]:
    """Return the sentence of an event, cut where its marks begin and end."""
    evidence = event.evidence
    inner = (mark for mark in marks_of(event) if mark.role != "evidence")
    return cut(evidence.quote, evidence.start, evidence.end, inner, base=evidence.start)


def blocks(text: str, longest: int = 3000) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a text as half-open ranges that together, blank lines included, make up the whole text.

    A paragraph longer than `longest` characters is cut at its line ends, else between sentences or words, else anywhere.
    """
    start = 0
    while start < len(text):
        end = text.find("\n\n", start, start + longest)
        if end < 0:
            end = len(text) if len(text) - start <= longest else _cut_before(text, start, start + longest)
        while end < len(text) and text[end] == "\n":
            end += 1
        yield start, end
        start = end


def _cut_before(text: str, start: int, limit: int) -> int:
    for separator in ("\n", ". ", "。", " "):
        found = text.rfind(separator, start + 1, limit)
        if found > start:
            return found + len(separator)
    return limit
