"""Readings of Han characters: Mandarin and Korean, from the shipped table or, for other characters, the packages."""

from __future__ import annotations

import csv
from functools import cache

from detente.actors.korean import is_hangul, spellings, surname_spellings
from detente.actors.loading import DATA

# Chinese and Korean surnames of two characters.
DOUBLE_SURNAMES = frozenset("歐陽 欧阳 司馬 司马 諸葛 诸葛 上官 夏侯 皇甫 南宮 南宫 鮮于 獨孤 西門 司空".split())


@cache
def _shipped() -> dict[str, tuple[tuple[str, ...], str]]:
    path = DATA / "readings.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {r["character"]: (tuple(r["mandarin"].split("|")), r["hangul"]) for r in csv.DictReader(file)}


@cache
def mandarin(char: str) -> tuple[str, ...]:
    """Return the Mandarin readings of one character without tones, commonest first; empty where it has none."""
    if char < "\u3400":
        return ()  # kana and signs
    if char in _shipped():
        return _shipped()[char][0]
    from pypinyin import Style, pinyin  # noqa: PLC0415 - its dictionaries take half a second to load

    return tuple(
        dict.fromkeys(reading for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0] if reading != char)
    )


@cache
def hangul(char: str) -> str | None:
    """Return the Korean reading of one character as a Hangul syllable, or None where it has none."""
    if is_hangul(char):
        return char
    if char < "\u3400":
        return None
    if char in _shipped():
        return _shipped()[char][1] or None
    import hanja.table  # noqa: PLC0415 - its table takes half a second to load

    found: str | None = hanja.table.hanja_table.get(char)
    return found


def mandarin_name(han: str, family_length: int | None = None) -> tuple[list[str], list[str]]:
    """Return the Mandarin syllables of a name in Han characters: those of the family name, those of the given name."""
    length = family_length or (2 if han[:2] in DOUBLE_SURNAMES else 1)
    found = [next(iter(mandarin(char)), "") for char in han]
    return found[:length], found[length:]


_WADE = (
    ("zhi", "chih"), ("chi", "chih"), ("shi", "shih"), ("ri", "jih"), ("zi", "tzu"), ("ci", "tzu"), ("si", "szu"),
    ("zh", "ch"), ("b", "p"), ("d", "t"), ("g", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip


@cache
def wade_giles(pinyin: str) -> str:
    """Return a syllable of pinyin in Wade–Giles without marks, as older texts and Taiwan write it ("jia" → "chia")."""
    for start, wade in _WADE:
        if (
            pinyin.startswith(start)
            and not (start == "c" and pinyin[1:2] == "h")
            and (len(start) < 3 or pinyin == start)
        ):
            pinyin = wade + pinyin[len(start) :]
            break
    return pinyin.replace("ong", "ung").replace("ian", "ien").replace("yan", "yen")


@cache
def syllables(char: str) -> frozenset[str]:
    """Return every Latin spelling under which one character of a name may appear, Mandarin or Korean."""
    korean = hangul(char)
    read = mandarin(char)
    return (
        frozenset(read)
        | frozenset(map(wade_giles, read))
        | frozenset(spellings(korean)[2] if korean and is_hangul(korean) else ())
    )


@cache
def spelled(char: str) -> frozenset[str]:
    """Return every Latin spelling of a Hangul syllable, as a surname too."""
    return frozenset((*spellings(char)[2], *surname_spellings(char))) if is_hangul(char) else frozenset()
