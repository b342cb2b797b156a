"""What a format reader found in some bytes, and how it becomes a `Document`."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from detente.errors import ReadError
from detente.reading import clutter, language, published
from detente.reading.align import Edit, apply_edits
from detente.records import DateValue, Document, Removed, Segment, content_id

LONGEST_TEXT = 20_000_000
LONGEST_PARAGRAPH = 500_000
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
_LANGUAGE_NAME = re.compile(r"[A-Za-z]{3,20}")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*(?:\s*[(;,].*)?\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Draft:
    """One text as its format reader gives it, before clutter goes and language and date are found.

    Attributes:
        source: The bytes of this one document, on which its id rests.
        raw: Text before cleaning.
        text: Body in paragraphs that a blank line parts.
        offsets: Map from `text` to `raw`.
        stated: Publication date as the file states it, or None.
        stated_basis: Where it states it, for instance "front matter".
        created: When the file was made, as a PDF states it.
        language: Language as the file states it.
        language_sure: Whether that was written for this text; templates of web pages often name the wrong one.
    """

    source: bytes
    raw: str
    text: str
    offsets: tuple[Segment, ...]
    media_type: str
    encoding: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    editor: str | None = None
    author: str | None = None
    stated: str | None = None
    stated_basis: str | None = None
    created: DateValue | None = None
    language: str | None = None
    language_sure: bool = True
    removed: tuple[Removed, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)


def finish(draft: Draft, path: str) -> Document:
    """Clean `draft` and find what its file does not state.

    Raises:
        ReadError: If no text is left.
    """
    draft = _storable(draft)
    if len(draft.text) > LONGEST_TEXT:
        raise ReadError(path, f"is a text of more than {LONGEST_TEXT // 1_000_000} million characters", "split it")
    if _too_long_paragraph(draft.text):
        reason = f"has a paragraph of more than {LONGEST_PARAGRAPH // 1000} thousand characters"
        raise ReadError(path, reason, "it is no prose, or its line breaks are lost: restore them")
    found = clutter.find(draft.text, title=draft.title)
    text, offsets, removed = apply_edits(draft.text, draft.offsets, found.edits, draft.raw)
    bare = text.strip()
    if not bare:
        raise ReadError(
            path, "holds no text", "if it is a page drawn by scripts or a scan, save its text and read that"
        )
    if bare != text:
        lead = len(text) - len(text.lstrip())
        text, offsets, _ = apply_edits(text, offsets, [Edit(0, lead), Edit(lead + len(bare), len(text))], draft.raw)
    metadata = dict(draft.metadata)
    metadata.update({key: value for key, value in found.metadata.items() if key not in metadata})
    stated, basis = draft.stated, draft.stated_basis
    if stated is None and found.published is not None:
        stated, basis = found.published, "text line"
    code, code_basis = _language_of(draft, text)
    when, how = published.find_published(stated=stated, stated_basis=basis, text=text, language=code)
    note = metadata.get("published_basis")
    if isinstance(note, str):
        when = published.narrowed_by_note(when, note)
    if code == "en":
        when = published.narrowed_by_weekday(when, text)
    if when.precision == "unknown" and _fits(draft.created, when):
        when, how = draft.created or when, "creation date of the PDF"
    return Document(
        id=content_id("d", hashlib.sha256(draft.source).hexdigest(), text),
        path=path,
        text=text,
        raw=draft.raw,
        media_type=draft.media_type,
        title=tidy(draft.title) or found.title,
        url=web_address(draft.url),
        publisher=tidy(draft.publisher) or found.publisher,
        editor=tidy(draft.editor) or found.editor,
        author=tidy(draft.author) or found.author,
        published=when,
        published_basis=how,
        language=code,
        language_basis=code_basis,
        encoding=draft.encoding,
        offsets=offsets,
        removed=tuple(sorted(draft.removed + removed, key=lambda r: (r.raw_start, r.raw_end))),
        metadata=metadata,
    )


def _storable(draft: Draft) -> Draft:
    """Return `draft` with nothing in it that neither a store nor JSON can hold; every offset stays as it is."""
    plain = {one.name: _plain(getattr(draft, one.name)) for one in fields(draft) if one.name in _LOOSE}
    return replace(draft, **plain, removed=tuple(replace(piece, text=_plain(piece.text)) for piece in draft.removed))


_LOOSE = frozenset({"raw", "text", "title", "url", "publisher", "editor", "author", "stated", "language", "metadata"})
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def _plain(value: Any) -> Any:
    """Return a value of a file's metadata as JSON can carry it: YAML has bytes and sets, and both have NaN and infinity."""
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {_plain(str(key)): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _too_long_paragraph(text: str) -> bool:
    at = 0
    while len(text) - at > LONGEST_PARAGRAPH:
        at = text.rfind("\n", at, at + LONGEST_PARAGRAPH) + 1
        if at == 0:
            return True
    return False


def tidy(value: str | None) -> str | None:
    """Return `value` with its white space run together, or None where nothing is left."""
    return (" ".join(value.split()) or None) if value else None


def web_address(value: str | None) -> str | None:
    """Return `value` if it is an http or https address, else None ("none (printed only)" is no address)."""
    stripped = value.strip() if value else ""
    return stripped if _WEB_ADDRESS.match(stripped) else None


def language_code(value: str | None) -> str | None:
    """Return the ISO 639-1 code that a stated language such as "en-GB" or "en (transcript)" begins with, or None."""
    stated = value.strip() if value else ""
    match = _LANGUAGE.match(stated)
    if match:
        return match.group(1).lower()
    if _LANGUAGE_NAME.fullmatch(stated):
        # Names ("English") and codes of three letters are rare: the table is loaded when one comes.
        import pycountry  # noqa: PLC0415

        found = pycountry.languages.get(alpha_3=stated.lower()) or pycountry.languages.get(name=stated.capitalize())
        code: str | None = getattr(found, "alpha_2", None)
        return code
    return None


def _language_of(draft: Draft, text: str) -> tuple[str | None, str | None]:
    code = language_code(draft.language)
    if code is not None and draft.language_sure:
        return code, "stated"
    seen = language.detect(text)
    if seen is None:
        return code, "stated" if code is not None else None
    return seen, "stated" if seen == code else "detected"


def _fits(created: DateValue | None, bounds: DateValue) -> bool:
    """Tell whether a PDF's creation can be its publication: the text shows where the file was made anew or had a wrong clock."""
    if created is None or created.start is None:
        return False
    early = bounds.earliest is not None and created.start < bounds.earliest
    return not early and not (bounds.latest is not None and created.start > bounds.latest)
