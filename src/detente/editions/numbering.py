"""The numbers that headings and paragraphs carry: Part II, 3.1, (a), 第2章, 一、, 제3절, Ⅰ., ア."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
_HANGUL = "가나다라마바사아자차카타파하"
_SINO_KOREAN = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10}
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_N = r"[0-9０-９]"
_HAN_N = r"[〇零一二三四五六七八九十百两]"
_EAST_UNITS = {
    "部": 0, "编": 0, "編": 0, "篇": 0, "部分": 0, "부": 0, "편": 0, "章": 1, "장": 1, "節": 2, "节": 2, "절": 2,
    "項": 3, "项": 3, "款": 3, "항": 3, "条": 3, "條": 3, "조": 3,
}  # fmt: skip
_WEST_UNITS = {
    "part": 0, "title": 0, "pillar": 0, "annex": 0, "appendix": 0, "chapter": 1, "section": 2, "article": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the beginning of a block.

    Attributes:
        style: Its form; headings of one level share it.
        written: As it stands, without the punctuation that closes it.
        values: Its value, one for each component.
        end: Where the title begins in the block.
        rank: Place among the named units (0 part, 1 chapter, 2 section, 3 article), or None for a bare number.
    """

    style: str
    written: str
    values: tuple[int, ...]
    end: int
    rank: int | None = None


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral of 1 to 89, or None where `text` is none."""
    low = text.lower()
    if not re.fullmatch(r"l?x{0,3}(?:ix|iv|v?i{0,3})|xl(?:ix|iv|v?i{0,3})", low) or not low:
        return None
    values = [_ROMAN[c] for c in low]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))


def han(text: str) -> int:
    """Return the value of a Chinese numeral below 1,000 or of digits of any width."""
    if all(c.isdigit() and c not in _HAN for c in text):
        return int(text)
    total, digit = 0, 0
    for c in text:
        if c == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif c == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = digit * 10 + _HAN[c] if c in _HAN else digit * 10 + int(c)
    return total + digit


_EAST = re.compile(
    rf"第\s*(?P<n>{_N}{{1,3}}|{_HAN_N}{{1,4}})\s*(?P<unit>部分|[部編编篇章節节項项款条條])(?![分の内中をはがで])[\s\u3000:：、.－―-]*"
    rf"|제\s*(?P<n2>\d{{1,3}}|[일이삼사오육칠팔구십]{{1,3}})\s*(?P<unit2>[부편장절항조])(?![가-힣])[\s:.\-–]*"
)
_WEST = re.compile(
    r"(?P<unit>part|title|pillar|annex|appendix|chapter|section|article)\s+"
    rf"(?P<n>\d{{1,3}}|[ivxlc]+|[a-h]|{'|'.join(_WORDS)})\b(?P<close>[\s.:–—-]*)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(rf"({_N}{{1,2}}(?:[.．]{_N}{{1,2}}){{1,4}})[.．]?[\s\u3000]+(?=\D)")
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("arabic.", re.compile(rf"({_N}{{1,3}})[.．、](?![0-9０-９])[\s\u3000]*(?=\S)")),
    ("arabic)", re.compile(rf"({_N}{{1,3}})[)）][\s\u3000]*(?=\S)")),
    ("(arabic)", re.compile(rf"[(（]({_N}{{1,3}})[)）][\s\u3000]*(?=\S)")),
    ("arabic ", re.compile(rf"({_N}{{1,2}})[\s\u3000]+(?=\D)")),
    ("han、", re.compile(rf"({_HAN_N}{{1,3}})[、．.]\s*(?=\S)")),
    ("(han)", re.compile(rf"[(（]({_HAN_N}{{1,3}})[)）]\s*(?=\S)")),
    ("roman.", re.compile(r"([IVXL]{1,7}|[Ⅰ-Ⅻ])(?:\s?[.．:]\s+|[\s\u3000]+(?=[^\sa-z]))")),
    ("roman)", re.compile(r"([ivxl]{1,6}|[ⅰ-ⅻ])[.)]\s+")),
    ("(roman)", re.compile(r"\(([ivxl]{1,6})\)\s*")),
    ("LETTER.", re.compile(r"([A-Z])[.)]\s+")),
    ("letter.", re.compile(r"([a-z])[.)]\s+")),
    ("(letter)", re.compile(r"\(([a-z])\)\s*")),
    ("(LETTER)", re.compile(r"\(([A-Z])\)\s*")),
    ("circled", re.compile(r"([①-⑳])\s*")),
    ("kana", re.compile(rf"([{_KANA}])[\s\u3000]+(?=\S)")),
    ("(kana)", re.compile(rf"[(（]([{_KANA}])[)）]\s*")),
    ("hangul.", re.compile(rf"([{_HANGUL}])[.)]\s+")),
    ("(hangul)", re.compile(rf"[(（]([{_HANGUL}])[)）]\s*")),
)


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers that the beginning of `text` can be read as; "I." and "c." may be Roman numerals or letters."""
    named = _named(text)
    if named is not None:
        yield named
        return
    match = _DECIMAL.match(text)
    if match:
        parts = tuple(int(part) for part in re.split(r"[.．]", match[1]))
        yield Number(f"decimal{len(parts)}", match[1], parts, match.end())
        return
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        value = _value(style, match[1])
        if value:
            yield Number(style, match[1], (value,), match.end())


def _named(text: str) -> Number | None:
    match = _EAST.match(text)
    if match:
        written = match[0].strip(" \t\u3000:：、.－―-–")
        unit = match["unit"] or match["unit2"]
        digits = match["n"] or match["n2"]
        value = sum(_SINO_KOREAN[c] for c in digits) if digits[0] in _SINO_KOREAN else han(digits)
        return Number(f"east{_EAST_UNITS[unit]}", written, (value,), match.end(), _EAST_UNITS[unit])
    match = _WEST.match(text)
    if match is None:
        return None
    digits = match["n"].lower()
    if digits.isdigit():
        value = int(digits)
    elif digits in _WORDS:
        value = _WORDS.index(digits) + 1
    else:
        value = roman(digits) or ord(digits[0]) - ord("a") + 1
    unit = match["unit"].lower()
    written = text[: match.start("close")].strip()
    # "Section 301 tariffs": the words that follow a number go on in lower case, as no title does.
    if match["close"].strip() == "" and text[match.end() : match.end() + 1].islower():
        return None
    return Number(f"west-{unit}", written, (value,), match.end(), _WEST_UNITS[unit])


def _value(style: str, written: str) -> int:
    if "arabic" in style:
        return int(written)
    if "han" in style and "hangul" not in style:
        return han(written)
    if "roman" in style:
        for first in ("Ⅰ", "ⅰ"):
            if ord(first) <= ord(written[0]) < ord(first) + 12:
                return ord(written[0]) - ord(first) + 1
        return roman(written) or 0
    if style.strip("()") == "kana":
        return _KANA.index(written) + 1
    if "hangul" in style:
        return _HANGUL.index(written) + 1
    if style == "circled":
        return ord(written) - ord("①") + 1
    return ord(written.lower()) - ord("a") + 1
