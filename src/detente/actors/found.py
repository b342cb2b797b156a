"""What reading a text finds, and the small grammar of what may stand between the words of one mention."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from detente.records import Actor, Ambiguous

FoundKind = Literal["nation", "adjective", "place", "person", "office", "body", "group", "organisation", "thing"]

# Between a nation and its head noun: a possessive, a hyphen, and up to three words that are no function words.
GAP = re.compile(r"(?:['’]s?)?((?: [A-Za-z][\w-]*){0,3}) ")
POSSESSIVE = re.compile(r"(?:['’]s?)? ")
# Words that end a noun phrase, so that what follows is not its head.
STOP = frozenset(
    "a about accused across after against ago agreed all also am among an and announced any are around as asked at be because "
    "been before began being between both but by called can condemned could criticised criticized despite did do does during "
    "each either every for from had has have he her here him his how if in into is it its itself just last led like made may "
    "might more most must near never no nor not of off on once or our out over per plan plans rejected said says sent she "
    "should signed since so such summoned take takes told than that the their them then there these they this those threaten "
    "threatened threatens through to toward towards under until up urged via visit visited want wants warned was we were what "
    "when where whether which while who whose why will with within without would yet you your".split()
)
PLURALS = frozenset(
    "affairs forces sports customs rights relations news business foreign defense defence ties states arms nations".split()
)
# Words in -ing that qualify a noun; others begin a clause ("the Belarusian border involving troops").
_ADJECTIVAL = frozenset(
    "acting banking building commanding engineering existing fishing governing holding incoming leading manufacturing mining "
    "neighboring "
    "neighbouring opposing outgoing peacekeeping ruling serving shipbuilding shipping sitting trading visiting".split()
)
PAST = frozenset("former ex late then ousted retired disgraced jailed".split())
LOWER = frozenset("deputy vice assistant under".split())

_PARTICLES = (
    r"(?:al|el|ad|ar|as|ash|an|at|az|bin|ibn|bint|ben|abu|de|da|del|della|di|dos|do|du|la|le|van|von|der|den|ter|y|ul|ud|ur|uz|"
    r"e|zu|af)"
)
_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)*|[^\W\d_a-zß-öø-ÿ][\w’'ʼ]*(?:-\w[\w’'ʼ]*)*)"
NAME = re.compile(rf"(?:{_PARTICLES}[ -])?{_WORD}(?: (?:{_PARTICLES}[ -]){{0,2}}{_WORD}){{0,4}}")
# A capitalised word that no sentence opens, right before a place in the text.
LAST_WORD = re.compile(r"[\w,;:] (?!(?:The|A|An|In|On|At|By|For|From|But|And)\b)[A-Z][\w’'-]* $")
CAPITALISED = re.compile(r" ([A-Z][\w’'-]*)")
INSIDE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|within|outskirts of|airport in|city of|downtown)\s+(?:the )?$", re.I
)
DATELINE = re.compile(
    r"(?:, [\w .]{2,24})?(?: ?\([^)\n]{2,40}\))? ?[-–—]{1,2} |(?:, \w+\.? \d{1,2})? \([A-Z][\w .]+\) "
)


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase that names an actor.

    Attributes:
        country: Country of the phrase, whatever became of the person in it.
        offices: Ids of the offices or, with a colon before, kinds of office that the phrase names.
        name: The part of the phrase that is a person's name, or None.
        contradiction: Why the parts of the phrase do not fit together, or None.
        choices: Countries that the word may mean ("Korean").
    """

    start: int
    end: int
    kind: FoundKind
    actor: Actor | Ambiguous
    country: str | None = None
    offices: tuple[str, ...] = ()
    name: str | None = None
    contradiction: str | None = None
    choices: tuple[str, ...] = ()


def one_or_several(mention: str, actors: Iterable[Actor]) -> Actor | Ambiguous:
    """Return the one actor, or all of them as candidates, each once."""
    different = tuple({actor.id: actor for actor in reversed(list(actors))}.values())[::-1]
    return different[0] if len(different) == 1 else Ambiguous(mention, different)


def words_between(text: str, start: int, end: int) -> list[str] | None:
    """Return the lower-case words between a nation and a head that starts at `end`, or None where it cannot be its head."""
    gap = text[start:end]
    match = GAP.fullmatch(gap)
    if match is None:
        return None
    found = match[1].split()
    if any(word.endswith("ing") and word.lower() not in _ADJECTIVAL for word in found):
        return None
    if any(word.lower() in STOP for word in found):
        return None
    owned = text[start : start + 1] in {"'", "’"}
    if not owned and any(word.endswith("s") and word.lower() not in PLURALS for word in found):
        # "Spain recalls ambassador": a headline's verb, not a word of the ambassador's title.
        return None
    return [word.lower() for word in found]


def title_cased(text: str, at: int) -> bool:
    """Tell whether the line around `at` is a headline in which most words are capitalised."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = re.findall(r"[^\W\d_]{4,}", text[start : end if end >= 0 else len(text)][:200])
    return len(line) >= 4 and sum(word[0].isupper() for word in line) >= 0.7 * len(line)


def opens_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence or line opens at `at`, where a capital tells nothing."""
    before = text[max(0, at - 4) : at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n" or text[max(0, at - 1) : at] == "\n"


class Cover:
    """Stretches of a text that are taken, for quick tests of overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take the stretches `spans`; those that overlap are joined."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether any taken stretch overlaps `[start, end)`."""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end

    def gaps(self, length: int) -> Iterator[tuple[int, int]]:
        """Yield the free stretches of a text of `length` characters."""
        yield from zip([0, *self._ends], [*self._starts, length], strict=True)


def merge(found: list[Found], more: Iterable[Found]) -> list[Found]:
    """Return both in order; of two that overlap the one in `found` stands, unless the new one covers it and more."""
    kept = {item.start: item for item in found}
    starts, ends = [item.start for item in found], [item.end for item in found]
    for new in more:
        low, high = bisect_right(ends, new.start), bisect_left(starts, new.end)
        over = found[low:high]
        inside = all(new.start <= item.start and item.end <= new.end for item in over)
        if inside and not any(item.end - item.start == new.end - new.start for item in over):
            for item in over:
                kept.pop(item.start, None)
            kept[new.start] = new
    merged: list[Found] = []
    for item in sorted(kept.values(), key=lambda item: (item.start, -item.end)):
        if not merged or item.start >= merged[-1].end:
            merged.append(item)
    return merged
