"""From bytes to text: byte-order mark, what HTTP or the file declares, else what the bytes look like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from detente.reading.legibility import score

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_TAGS = re.compile(
    rb"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]{0,2000}>|&#?\w{1,10};", re.IGNORECASE | re.DOTALL
)
# Browsers read these labels as the wider code that pages under them are really written in (WHATWG Encoding Standard, 4.2).
_WIDER = {
    "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "big5": "cp950",
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso2022_jp": "iso2022_jp_ext",
    "hz": "hz", "utf-16": "utf-16-le",
}  # fmt: skip
_SAMPLE = 100_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text, the encoding's Python name and how it was found.

    Attributes:
        basis: "bom", "http", "declared" or "detected".
        problem: What is wrong with what was declared, or None.
    """

    text: str
    encoding: str
    basis: str
    problem: str | None = None


def decode(data: bytes, *, content_type: str | None = None, markup: bool = False) -> Decoded | None:
    """Decode `data`.

    Args:
        data: The bytes.
        content_type: HTTP header `Content-Type`, which may name a charset.
        markup: Whether to look for a declaration of HTML or XML.

    Returns:
        The text, or None where the bytes are no text in any encoding known.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lossy(data, name, "bom")
    declared = _declared(data, content_type, markup)
    problem: str | None = None
    for label, basis in declared:
        codec = known(label)
        if codec is None:
            problem = problem or f"declares the unknown encoding {label!r}"
            continue
        text = _strict(data, codec)
        if text is not None and _plausible(data, text, codec, markup):
            return Decoded(text, codec, basis)
        problem = problem or f"declares {label} and is not written in it"
    guessed = detect(data, markup=markup)
    if guessed is not None:
        found = _lossy(data, guessed, "detected")
        return None if found is None else Decoded(found.text, found.encoding, "detected", problem or found.problem)
    # A single broken byte must not lose a page that says what it is written in.
    for label, basis in declared:
        codec = known(label)
        found = _lossy(data, codec, basis) if codec else None
        if found is not None:
            return Decoded(found.text, found.encoding, basis, problem)
    return None


def known(label: str) -> str | None:
    """Return the Python name of the encoding that `label` stands for on the web, or None."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except LookupError:
        name = {"x-sjis": "cp932", "windows-31j": "cp932", "ks_c_5601-1987": "cp949", "x-gbk": "gb18030"}.get(
            label.lower(), ""
        )
    if not name or not codecs.lookup(name)._is_text_encoding:
        return None
    return _WIDER.get(name, name)


def detect(data: bytes, *, markup: bool = False) -> str | None:
    """Return the encoding that `data` looks to be written in, or None where it looks like no text.

    UTF-8 and the escape codes of ISO-2022 show themselves; the others are told apart by the text that each of them would give:
    how common its letters and characters are, and how they follow one another.
    """
    sample = data[:_SAMPLE]
    zeros = sample.count(0)
    if zeros:
        wide = _wide(sample)
        # A stray zero byte in a text is a fault of its transport; many are a picture or a program.
        if wide is not None or zeros > len(sample) * 0.005 + 1:
            return wide
        sample = sample.replace(b"\x00", b" ")
    if sample.isascii():
        return _escaped(sample) or "utf-8"
    if _utf8(sample):
        return "utf-8"
    if markup:
        sample = _TAGS.sub(b" ", sample)
    if _controls(sample) > 0.02:
        return None
    best = _best(sample)
    if best is not None and best[0] > 0:
        return best[1]
    guess = charset_normalizer.from_bytes(sample).best()
    return guess.encoding if guess is not None and score(str(guess)) > 0 else None


def _best(sample: bytes) -> tuple[float, str] | None:
    """Return the encoding in which the sample reads best, and how well it does."""
    beyond = _BEYOND_ASCII.search(sample)
    if beyond:
        # The first byte beyond ASCII begins a character in every code; from there on a few thousand tell enough.
        sample = sample[beyond.start() : beyond.start() + _SCORED]
    scored = [
        (score(text) - (_SELDOM if name in _SELDOM_USED else 0.0), -i, name)
        for i, name in enumerate(_CANDIDATES)
        if (text := _cut_strict(sample, name)) is not None
    ]
    worth, _, name = max(scored, default=(0.0, 0, ""))
    return (worth, name) if name else None


_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SCORED = 8_000
_READS_WELL = 0.75
_MUCH_BETTER = 0.3
_SELDOM = 0.05
_SELDOM_USED = frozenset(
    {"mac_roman", "mac_cyrillic", "johab", "iso8859_5", "iso8859_6", "big5hkscs", "koi8_u", "cp1258", "cp1257"}
)
_CANDIDATES = (
    "cp949", "gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "johab", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5",
    "cp1256", "iso8859_6", "cp1252", "iso8859_15", "cp1250", "iso8859_2", "cp1254", "cp1253", "iso8859_7", "cp1255", "cp874",
    "cp1258", "cp1257", "mac_roman", "mac_cyrillic",
)  # fmt: skip


def _declared(data: bytes, content_type: str | None, markup: bool) -> list[tuple[str, str]]:
    labels: list[tuple[str, str]] = []
    header = _HEADER.search(content_type) if content_type else None
    if header:
        labels.append((header.group(1), "http"))
    if markup:
        for pattern in (_XML, _META):
            match = pattern.match(data, 0, 1024) if pattern is _XML else pattern.search(data, 0, 8192)
            if match:
                labels.append((match.group(1).decode("ascii", "replace"), "declared"))
    return labels


def _plausible(data: bytes, text: str, codec: str, markup: bool) -> bool:
    """Tell whether `text` is what was written; many codes decode whatever bytes they are given.

    What was declared holds unless it reads badly and another encoding reads much better.
    """
    if codec.startswith("utf-"):
        return "\x00" not in text[:4096]
    sample = data[:_SAMPLE]
    if sample.isascii():
        return _escaped(sample) is None or codec.startswith(("iso2022", "hz"))
    if _utf8(sample):
        return False
    bare = _TAGS.sub(b" ", sample) if markup else sample
    own = _cut_strict(bare, codec)
    worth = score(own) if own is not None else -1.0
    if worth >= _READS_WELL:
        return True
    best = _best(bare)
    return best is None or best[0] < worth + _MUCH_BETTER


def _utf8(sample: bytes) -> bool:
    """Tell whether the sample is UTF-8, but for a character cut at its end and a rare broken byte."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        beyond = sum(1 for c in text if c > "\x7f")
        broken = text.count("\ufffd")
        return beyond >= 50 and broken <= beyond * 0.01
    return True


def _wide(sample: bytes) -> str | None:
    """Return UTF-16's byte order if the sample, which holds zero bytes, reads like text in one of the two."""
    even = sample[: len(sample) // 2 * 2]
    best: tuple[float, str] | None = None
    for name in ("utf-16-le", "utf-16-be"):
        text = _cut_strict(even, name)
        if text is None or any(c < " " and c not in "\t\n\r\f" for c in text):
            continue
        beyond = sum(1 for c in text if c > "\x7f") / len(text)
        worth = beyond * score(text) + (1 - beyond)
        if worth > 0.3 and (best is None or worth > best[0]):
            best = (worth, name)
    return best[1] if best else None


def _escaped(sample: bytes) -> str | None:
    """Return the seven-bit code whose shift sequences the sample holds, or None."""
    if b"\x1b$" in sample or b"\x1b(" in sample:
        for name in ("iso2022_kr", "iso2022_jp_ext", "iso2022_jp_2"):
            if (b"\x1b$)C" in sample) == (name == "iso2022_kr") and _cut_strict(sample, name) is not None:
                return name
    if b"~{" in sample and b"~}" in sample:
        text = _cut_strict(sample, "hz")
        if text is not None and score(text) > 0.4:
            return "hz"
    return None


def _controls(sample: bytes) -> float:
    odd = sum(sample.count(byte) for byte in _ODD_BYTES)
    return odd / len(sample) if sample else 0.0


_ODD_BYTES: tuple[bytes, ...] = tuple(bytes([n]) for n in range(32) if n not in (9, 10, 12, 13, 27))


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _cut_strict(sample: bytes, codec: str) -> str | None:
    """Decode a sample that may end within a character; a few broken bytes in a long one do not count."""
    text = sample.decode(codec, "replace")
    broken = text.rstrip("\ufffd").count("\ufffd")
    return text if broken <= len(text) * 0.001 and text else None


def _lossy(data: bytes, codec: str, basis: str) -> Decoded | None:
    """Decode with what cannot be read replaced, unless that is more than one character in twenty."""
    text = _strict(data, codec)
    if text is None:
        text = data.decode(codec, "replace")
        if text.count("\ufffd") > max(2, len(text) * 0.05):
            return None
        return Decoded(text, codec, basis, f"{text.count(chr(0xFFFD))} characters cannot be read as {codec}")
    return Decoded(text, codec, basis)
