"""Folding of text to the plain form in which names are compared, one character for one.

Letters lose case and accents, everything that is no letter or digit becomes a space. A folded text has the length of the
text it came from, so places in one are places in the other.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose, with the one letter that the press writes for them.
_PLAIN = {
    "ß": "s", "æ": "a", "œ": "o", "ø": "o", "đ": "d", "ð": "d", "þ": "t", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n",
    "ə": "a", "ƶ": "z", "ŧ": "t", "ĸ": "k", "ə".upper(): "a",
}  # fmt: skip


def _folded(char: str) -> str:
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", char)[0] if ord(char) < 0x2000 or "\uff00" <= char <= "\uff65" else char
    lower = plain.lower()
    lower = lower if len(lower) == 1 else lower[0]
    lower = _PLAIN.get(lower, lower)
    return lower if lower.isalnum() else " "


def _table() -> dict[int, str]:
    ranges = ((0x0, 0x590), (0x600, 0x780), (0x1E00, 0x1F00), (0x2000, 0x2070), (0x3000, 0x3040), (0xFF00, 0xFF66))
    pairs = {
        code: _folded(chr(code)) for start, end in ranges for code in range(start, end) if not 0x300 <= code < 0x370
    }
    del pairs[0]  # separates forms that are folded together
    return {code: char for code, char in pairs.items() if char != chr(code)} | {0x30FB: " ", 0x2212: " "}


TABLE = _table()
_UNSPACED = re.compile("[\u2e80-\ud7ff\uf900-\ufaff]")


def fold(text: str) -> str:
    """Return `text` folded, character for character."""
    return text.translate(TABLE)


def words(text: str) -> list[str]:
    """Return the folded words of `text`; hyphens and apostrophes part words."""
    return fold(text).split()


def squeeze(text: str) -> str:
    """Return the folded letters of `text` without any space."""
    return "".join(words(text))


def is_latin(text: str) -> bool:
    """Tell whether every letter of `text` is Latin."""
    return text.isascii() or all(char < "\u0250" or "\u1e00" <= char < "\u2070" for char in text)


def has_no_spaces(text: str) -> bool:
    """Tell whether `text` is in a script that is written without spaces between words, or whose words take endings."""
    return not text.isascii() and _UNSPACED.search(text) is not None
