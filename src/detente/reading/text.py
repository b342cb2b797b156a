"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import yaml

from detente.errors import ReadError
from detente.reading import clutter
from detente.reading.align import MapBuilder
from detente.reading.drafts import LONGEST_TEXT, Draft, language_code, tidy, web_address
from detente.records import Segment

FRONT_MATTER_LIMIT = 65_536
_OPEN = re.compile(r"\ufeff?\s*?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(r"[ \t]*[\w.-]+[ \t]*:(?:\s|$)")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_END = re.compile(r"[.!?。！？…:;：；][\"”’'」』»)）\]]*\Z")
_BULLET = re.compile(r"(?:[-*+•●▪◆■□○·‣–—]|\\-)[ \t\u3000]+(?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_RULE = re.compile(r"(?:[-*_=~#][ \t]*){3,}\Z")
_FENCE = re.compile(r"(?:```|~~~)")
# Inline Markdown whose marks go and whose words stay; the group "words" is what is seen. Images go whole but for their text.
_INLINE = re.compile(
    r"!?\[(?P<label>[^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)"
    r"|<(?P<link>https?://[^\s<>]+)>"
    r"|(?<![\w*])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^*_\n]*[^\s*_])(?P=mark)(?![\w*])"
    r"|`(?P<code>[^`\n]+)`|\\(?P<escaped>[\\`*_{}\[\]()#+.!>|-])"
)


def read(source: bytes, raw: str, path: str, *, encoding: str | None, markdown: bool) -> Draft:
    """Read plain text or Markdown.

    Args:
        source: The bytes.
        raw: The same decoded.
        path: For messages.
        encoding: Encoding that `raw` was decoded with.
        markdown: Whether Markdown's marks are to go.

    Raises:
        ReadError: If the front matter is broken.
    """
    meta, body = front_matter(raw, path)
    if len(raw) - body > LONGEST_TEXT:
        raise ReadError(path, f"is a text of more than {LONGEST_TEXT // 1_000_000} million characters", "split it")
    text, offsets = tidy_text(raw, body, markdown=markdown)
    known, rest = _fields(meta)
    return Draft(
        source=source,
        raw=raw,
        text=text,
        offsets=offsets,
        media_type="text/markdown" if markdown else "text/plain",
        encoding=encoding,
        title=known.get("title") or (_markdown_title(raw, body) if markdown else None),
        url=known.get("url"),
        publisher=known.get("publisher"),
        editor=known.get("editor"),
        author=known.get("author"),
        stated=known.get("published"),
        stated_basis="front matter" if known.get("published") else None,
        language=known.get("language"),
        metadata=rest,
    )


def front_matter(raw: str, path: str) -> tuple[dict[str, Any], int]:
    """Return the front matter of `raw` and where its body starts; an empty one where it has none.

    Raises:
        ReadError: If it is opened and not closed, or is not valid YAML.
    """
    opening = _OPEN.match(raw)
    if opening is None:
        return {}, 0
    start = opening.end()
    closing = _CLOSE.search(raw, start, min(len(raw), start + FRONT_MATTER_LIMIT))
    block = raw[start : closing.start()] if closing else raw[start : start + FRONT_MATTER_LIMIT]
    first = next((line for line in block.splitlines() if line.strip() and not line.lstrip().startswith("#")), "")
    if not _KEY.match(first):
        # A rule of dashes above ordinary text is no front matter; an empty block between two of them is.
        return ({}, closing.end()) if closing and not block.strip() else ({}, 0)
    line_one = raw.count("\n", 0, start) + 1
    if closing is None:
        raise ReadError(
            f"{path}:{line_one - 1}", "front matter is opened by '---' and never closed", "add a line '---' below it"
        )
    try:
        loaded = _load(block)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        at = f"{path}:{line_one + _line_of(error)}"
        problem = (error.problem or error.context) if isinstance(error, yaml.MarkedYAMLError) else error
        remedy = "quote values that hold ':' or '#', indent with spaces, write out what an alias repeats"
        raise ReadError(at, f"front matter is not valid YAML: {problem}", remedy) from error
    if not isinstance(loaded, dict):
        raise ReadError(
            f"{path}:{line_one}", "front matter is no list of 'key: value' lines", "correct it or take it out"
        )
    return {str(key): value for key, value in loaded.items()}, closing.end()


_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_Safe):  # type: ignore[misc, valid-type]
    """Safe YAML in which dates stay as they are written."""


def _load(block: str) -> Any:
    """Load front matter; aliases are an error, as they can make a small block grow without bound."""
    for event in yaml.parse(block, Loader=_Safe):
        if isinstance(event, yaml.AliasEvent):
            raise _AliasError(event.start_mark.line if event.start_mark else 0)
    return yaml.load(block, Loader=_Plain)


def _line_of(error: Exception) -> int:
    """Return the line of the block in which a YAML error lies, from 0; of what was opened and not closed, where it was opened."""
    if isinstance(error, _AliasError):
        return error.line
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0
    opened = error.context_mark is not None and ("flow" in str(error.context) or "quoted" in str(error.context))
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    return mark.line if mark else 0


class _AliasError(yaml.YAMLError):
    """Front matter with an alias, in the given line of the block."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__("aliases (*name) are not allowed")


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

_SYNONYMS = {
    "published": ("published", "publication_date"),
    "publisher": ("publisher", "issuer"),
    "url": ("url",),
    "language": ("language", "lang"),
    "title": ("title",),
    "author": ("author",),
    "editor": ("editor",),
}


def _fields(meta: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Part the fields that a document has from the keys that are only kept."""
    rest = dict(meta)
    known: dict[str, str] = {}
    for name, keys in _SYNONYMS.items():
        for key in keys:
            value = rest.get(key)
            if isinstance(value, bool) or not isinstance(value, str | int):
                if value is None:
                    rest.pop(key, None)
                continue
            if name in known:
                continue
            said = tidy(str(value))
            whole = said is not None
            if name == "url":
                whole = web_address(said) is not None
            elif name == "language":
                whole = said is not None and language_code(said) == said.lower()
            if said is not None:
                known[name] = said
            if whole:
                rest.pop(key)
    return known, rest


def _markdown_title(raw: str, body: int) -> str | None:
    match = re.compile(r"\s*#[ \t]+(.+?)[ \t#]*$", re.MULTILINE).match(raw, body)
    return tidy(match.group(1)) if match else None


def tidy_text(raw: str, start: int, *, markdown: bool) -> tuple[str, tuple[Segment, ...]]:
    """Return `raw[start:]` in paragraphs parted by blank lines, and its map.

    Each line is a paragraph unless lines were wrapped by hand to a width; then they are joined again.
    """
    lines = [_strip(raw, m.start(), m.end()) for m in _LINE.finditer(raw, start)]
    lines = [(a, b) for a, b in lines if a < b]
    width = _wrap_width(raw, lines)
    builder = MapBuilder()
    fenced = False
    last: tuple[int, int] | None = None
    for a, b in lines:
        if markdown and _FENCE.match(raw, a, b):
            fenced = not fenced
            continue
        if _RULE.match(raw, a, b):
            last = None
            continue
        marked = _HEADING.match(raw, a, b) if markdown and not fenced else None
        heading = marked is not None
        if marked is None:
            marked = _BULLET.match(raw, a, b)
        if last is not None:
            joined = marked is None and _continues(raw, last, (a, b), width)
            if not joined:
                builder.glue("\n\n")
            elif not _unspaced(raw[last[1] - 1], raw[a]):
                builder.put(" ", last[1], last[1] + 1)
        elif builder.last:
            builder.glue("\n\n")
        words = marked.end() if marked else a
        if markdown and not fenced:
            _inline(builder, raw, words, b)
        else:
            builder.add(raw, words, b)
        last = None if heading else (a, b)
    return builder.done()


def _inline(builder: MapBuilder, raw: str, start: int, end: int) -> None:
    while end > start and raw[end - 1] == "#":
        end -= 1
    at = start
    for match in _INLINE.finditer(raw, start, end):
        builder.add(raw, at, match.start())
        for group in ("label", "link", "words", "code", "escaped"):
            if match.group(group):
                builder.add(raw, *match.span(group))
        at = match.end()
    builder.add(raw, at, end)


def _strip(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (raw[start].isspace() or raw[start] == "\ufeff"):
        start += 1
    while start < end and raw[end - 1].isspace():
        end -= 1
    return start, end


def _wrap_width(raw: str, lines: list[tuple[int, int]]) -> int | None:
    """Return the width that the lines were wrapped to by hand, or None where each line is a paragraph.

    In a wrapped text no line is long, most lines that another follows directly end within a sentence, and those fill the width.
    """
    followed = [(a, b) for (a, b), (c, _) in pairwise(lines) if _breaks(raw, b, c) <= 1]
    if len(followed) < 3:
        return None
    lengths = sorted(b - a for a, b in followed)
    width = lengths[int(len(lengths) * 0.95)]
    if width > 160 or width < 16:
        return None
    open_ended = [(a, b) for a, b in followed if not _END.search(raw, max(a, b - 8), b)]
    full = [1 for a, b in open_ended if b - a >= 0.7 * width]
    return width if len(open_ended) >= 0.6 * len(followed) and len(full) >= 0.7 * len(open_ended) else None


def _continues(raw: str, last: tuple[int, int], this: tuple[int, int], width: int | None) -> bool:
    """Tell whether the line `this` goes on with the paragraph of the line `last`."""
    if _breaks(raw, last[1], this[0]) > 1:
        return False
    ended = bool(_END.search(raw, max(last[0], last[1] - 8), last[1]))
    if width is None:
        return not ended and raw[this[0]].islower() and last[1] - last[0] >= 40
    short = last[1] - last[0] < 0.6 * width
    if short and (ended or not raw[this[0]].islower()):
        return False
    return not clutter.is_furniture(raw[this[0] : this[1]]) and not clutter.is_furniture(raw[last[0] : last[1]])


def _unspaced(left: str, right: str) -> bool:
    """Tell whether a line break between these two stands for nothing, as between Chinese or Japanese characters."""
    return all("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in (left, right))


def _breaks(raw: str, start: int, end: int) -> int:
    return max(raw.count("\n", start, end), raw.count("\r", start, end))
