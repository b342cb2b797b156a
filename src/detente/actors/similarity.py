"""How near two spellings of a name are: sounds that transcriptions confuse cost little, others much.

Latin spellings are first brought to a skeleton in which the habits of English, German, French, Polish and Turkish
transcription of one sound agree; what is left is compared by a weighted edit distance. Names in Han characters are
compared syllable by syllable with every Mandarin and Korean reading of each character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import cast

from detente.actors.folding import words
from detente.actors.readings import spelled, syllables

# Applied in order; the right side uses single letters for single sounds: X = kh, S = sh, C = ch, Z = zh.
_RULES = (
    ("schtsch", "SC"), ("shch", "SC"), ("chtch", "SC"), ("szcz", "SC"), ("tsch", "C"), ("tch", "C"), ("cz", "C"), ("sch", "S"),
    ("sh", "S"), ("sz", "S"), ("ch", "C"), ("dzh", "J"), ("dsch", "J"), ("dj", "J"), ("zh", "Z"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("tz", "ts"), ("w", "v"), ("ou", "u"),
    ("oe", "u"), ("au", "o"),
    ("oo", "u"), ("ee", "i"), ("ea", "ia"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("ij", "i"), ("iy", "i"), ("yi", "i"),
    ("ii", "i"), ("yy", "i"), ("ie", "e"), ("ye", "e"), ("je", "e"), ("yo", "io"), ("jo", "io"), ("yu", "iu"), ("ju", "iu"),
    ("ya", "ia"), ("ja", "ia"), ("y", "i"), ("j", "J"), ("ce", "se"), ("ci", "si"), ("c", "k"),
)  # fmt: skip
_PATTERN = re.compile("|".join(sorted((re.escape(a) for a, _ in _RULES), key=len, reverse=True)))
_MAP = dict(_RULES)
_DOUBLED = re.compile(r"(.)\1+")
# Where more than this share of the letters differ, the weighted distance is not worth taking.
_HOPELESS = 0.6
# What the cheapest edit of `distance` costs.
_CHEAPEST = 0.45
# What a letter of a name costs that reads no character, against 1 for a character that is read.
_LEFT_OVER = 0.3
# What a character counts that is read in part.
_IN_PART = 0.6
_VOWELS = frozenset("aeiou")
_NEAR = [frozenset(pair) for pair in (
    "bp", "dt", "gk", "vf", "vb", "vu", "lr", "sz", "sS", "zZ", "CS", "CJ", "SZ", "JZ", "mn", "hg", "hk", "sC", "zJ", "Ji",
    "ts", "fp", "gJ", "vh", "tC",
)]  # fmt: skip


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return the letters of `name` with spellings of one sound made alike and doubled letters single."""
    joined = "".join(words(name))
    return _DOUBLED.sub(r"\1", _PATTERN.sub(lambda match: _MAP[match[0]], joined))


@cache
def _cost(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return 0.45
    if frozenset((a, b)) in _NEAR:
        return 0.55
    return 1.0


@cache
def _drop(char: str) -> float:
    return 0.45 if char in _VOWELS else 0.6 if char in "hJ" else 0.9


def distance(a: str, b: str) -> float:
    """Return the weighted edit distance of two skeletons."""
    drops = [_drop(char) for char in b]
    row = [0.0]
    for drop in drops:
        row.append(row[-1] + drop)
    for i, left in enumerate(a):
        gone = _drop(left)
        last, row = row, [row[0] + gone]
        before = row[0]
        for j, right in enumerate(b):
            best = last[j] if left == right else last[j] + _cost(left, right)
            other = last[j + 1] + gone
            best = min(other, best)
            other = before + drops[j]
            before = min(other, best)
            row.append(before)
        if i == 0 and row[1] == last[0] + 1.0:
            # A wrong first sound is the surest sign of another name.
            row[1] += 0.3
    return row[-1]


@lru_cache(maxsize=200000)
def likeness(a: str, b: str, floor: float = 0.0) -> float:
    """Return how alike two Latin spellings are, from 0 to 1; 1 where their skeletons agree, 0 where it is below `floor`."""
    left, right = skeleton(a), skeleton(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    longest = max(len(left), len(right))
    most = int(longest * min(_HOPELESS, (1.0 - floor) / _CHEAPEST + 1e-9))
    if abs(len(left) - len(right)) > most or _edits()(left, right, score_cutoff=most) > most:
        return 0.0
    found = max(0.0, 1.0 - distance(left, right) / longest)
    return found if found >= floor else 0.0


@cache
def _edits() -> Callable[..., int]:
    """Return the plain edit distance of rapidfuzz, imported when first needed so that loading stays quick."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    return cast("Callable[..., int]", Levenshtein.distance)


def exact_reading(name: str, han: str, hangul: str | None = None) -> float:
    """Return `syllable_likeness` of those ways to read `name` that spell each character exactly; 0 where there is none."""
    letters = _letters(name)
    if len(han) < 2 or not 2 * len(han) - 1 <= len(letters) <= 7 * len(han):
        return 0.0
    if not letters.startswith(_ends(han, hangul)[0]):
        return 0.0
    places = {0}
    for read in _choices(han, hangul):
        places = {at + len(one) for at in places for one in read if len(one) <= 7 and letters.startswith(one, at)}
        if not places:
            return 0.0
    return max(0.0, (len(han) - _LEFT_OVER * (len(letters) - max(places))) / len(han))


def may_read(name: str, han: str, hangul: str | None, floor: float) -> bool:
    """Tell, quickly, whether `syllable_likeness` of a name may reach `floor` with some character not read exactly.

    Where two such characters are too many, either the first or the last one is read exactly, and no letter is left over.
    """
    if (len(han) - 2 + 2 * _IN_PART) / len(han) >= floor or (len(han) - 1 + _IN_PART - _LEFT_OVER) / len(han) >= floor:
        return True
    first, last = _ends(han, hangul)
    letters = _letters(name)
    return letters.startswith(first) or letters.endswith(last)


@cache
def _ends(han: str, hangul: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    choices = _choices(han, hangul)
    return tuple(choices[0]), tuple(choices[-1])


def inexact_at_most(han: str) -> float:
    """Return what `syllable_likeness` is at most where some character is not read exactly."""
    return (len(han) - 1 + _IN_PART) / len(han)


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return "".join(words(name))


@cache
def _choices(han: str, hangul: str | None) -> tuple[frozenset[str], ...]:
    """Return the spellings of each character; `hangul` tells more of them where it is as long."""
    read = tuple(syllables(char) for char in han)
    if hangul is None or len(hangul) != len(han):
        return read
    return tuple(one | spelled(char) for one, char in zip(read, hangul, strict=True))


@lru_cache(maxsize=50000)
def syllable_likeness(name: str, han: str, hangul: str | None = None) -> float:
    """Return how well a Latin name reads a name in Han characters, family name first, from 0 to 1.

    Each character counts the same; it is read fully by any of its Mandarin or Korean spellings, and in part by one that
    differs in a letter. Letters of the name that read no character cost as much as a character.
    """
    letters = _letters(name)
    if not 2 * len(han) - 1 <= len(letters) <= 7 * len(han):
        return 0.0
    choices = _choices(han, hangul)
    if not letters or len(han) < 2 or not all(choices):
        return 0.0
    best = _align(letters, 0, choices, 0, {})
    return max(0.0, best / len(han))


def _align(
    letters: str, at: int, choices: Sequence[frozenset[str]], index: int, memo: dict[tuple[int, int], float]
) -> float:
    """Return the best total of syllable scores over all ways to cut the rest of `letters` into syllables."""
    key = (at, index)
    if key in memo:
        return memo[key]
    if index == len(choices):
        memo[key] = -_LEFT_OVER * (len(letters) - at)
        return memo[key]
    best = -1.0
    for end in range(at + 1, min(len(letters), at + 7) + 1):
        score = _syllable(letters[at:end], choices[index])
        best = max(best, score + _align(letters, end, choices, index + 1, memo))
    memo[key] = best
    return best


@lru_cache(maxsize=200000)
def _syllable(piece: str, choices: frozenset[str]) -> float:
    if piece in choices:
        return 1.0
    best = 0.0
    for choice in choices:
        longest = max(len(piece), len(choice))
        if abs(len(piece) - len(choice)) <= 1 and longest >= 3:
            same = sum(1 for a, b in zip(piece, choice, strict=False) if a == b)
            tail = sum(1 for a, b in zip(reversed(piece), reversed(choice), strict=False) if a == b)
            if max(same, tail) >= longest - 1:
                best = max(best, _IN_PART)
    return best


_SOUND_CLASSES = {
    ord(sound): group[0] for group in ("aeiou", "bpfv", "dt", "gkh", "szSZCJ", "lr", "mn") for sound in group
}


@lru_cache(maxsize=50000)
def opening(word: str) -> str:
    """Return the class of the first sound of a word: sounds that transcriptions confuse are of one class."""
    return skeleton(word)[:1].translate(_SOUND_CLASSES)
