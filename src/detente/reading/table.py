"""JSON and JSONL: one object or a list of objects, or one object a line, each a document.

A document's fields go by many names; these are known, compared without regard to case, `_`, `-` and spaces:

- body: text, body, content, article, article body, full text, story, content text, content html, html, raw text, plain text,
  summary, description, abstract
- title: title, headline, heading
- date: published, date, pub date, published at, publication date, date published, published date, publish date, created at,
  timestamp, time
- publisher: publisher, outlet, source, site name, newspaper, media, publication, issuer, source name
- address: url, link, canonical url, source url, web url, external url
- language: language, lang, locale
- author: author, authors, byline, creator
- editor: editor

All other fields are kept as metadata.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from detente.errors import ReadError
from detente.reading import html, text
from detente.reading.drafts import LONGEST_TEXT, Draft, language_code, tidy, web_address
from detente.records import Skipped

_NAMES = {
    "text": (
        "text", "body", "content", "article", "articlebody", "fulltext", "story", "contenttext", "contenthtml", "html", "rawtext",
        "plaintext", "summary", "description", "abstract",
    ),
    "title": ("title", "headline", "heading"),
    "published": (
        "published", "date", "pubdate", "publishedat", "publicationdate", "datepublished", "publisheddate", "publishdate",
        "createdat", "timestamp", "time",
    ),
    "publisher": ("publisher", "outlet", "source", "sitename", "newspaper", "media", "publication", "issuer", "sourcename"),
    "url": ("url", "link", "canonicalurl", "sourceurl", "weburl", "externalurl"),
    "language": ("language", "lang", "locale"),
    "author": ("author", "authors", "byline", "creator"),
    "editor": ("editor",),
}  # fmt: skip
_PUNCTUATION = re.compile(r"[\s_.-]+")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|table|article|span|strong|em|a|img|blockquote)\b[^>]*>", re.IGNORECASE)
_REMEDY = "each document needs a field 'text', 'body' or 'content'"
# A list of that many documents is read; a larger one should come as JSONL.
_DEEPEST_FIELD = 3


def read(decoded: str, path: str, *, encoding: str | None, lines: bool) -> Iterator[tuple[str, Draft | Skipped]]:
    """Yield the documents of a JSON or JSONL file, or why one cannot be used.

    Args:
        decoded: The file's text.
        path: For messages; of several documents the N-th has the path `path#N`.
        encoding: Encoding that it was decoded with.
        lines: Whether it holds one object a line.

    Raises:
        ReadError: If nothing in it is valid JSON.
    """
    if not lines:
        try:
            loaded = json.loads(decoded)
        except RecursionError as error:
            raise ReadError(path, "nests its values too deeply", "write one flat object for each document") from error
        except ValueError as error:
            if not _looks_like_lines(decoded):
                raise _broken(path, error) from error
            lines = True
    if lines:
        yield from _lines(decoded, path, encoding)
        return
    records = _records(loaded)
    if records is None:
        yield path, _draft(loaded, path, encoding, _canonical(loaded))
        return
    for number, record in enumerate(records, 1):
        where = f"{path}#{number}"
        yield where, _draft(record, where, encoding, _canonical(record))
    if not records:
        raise ReadError(path, "is an empty list", None)


def _lines(decoded: str, path: str, encoding: str | None) -> Iterator[tuple[str, Draft | Skipped]]:
    number = 0
    for at, line in enumerate(decoded.split("\n"), 1):
        stripped = line.strip().lstrip("\ufeff")
        if not stripped:
            continue
        try:
            loaded = json.loads(stripped)
        except (ValueError, RecursionError) as error:
            number += 1
            broken = _broken(f"{path}:{at}", error)
            yield f"{path}#{number}", Skipped(broken.where, broken.reason, broken.remedy)
            continue
        for record in loaded if isinstance(loaded, list) else [loaded]:
            number += 1
            draft = _draft(record, f"{path}:{at}", encoding, stripped.encode("utf-8", "surrogatepass"))
            yield f"{path}#{number}", draft


def _broken(where: str, error: Exception) -> ReadError:
    if isinstance(error, json.JSONDecodeError):
        file, _, line = where.rpartition(":")
        place = where if file and line.isdigit() else f"{where}:{error.lineno}"
        return ReadError(
            place, f"is no valid JSON: {error.msg} at column {error.colno}", "correct the line or take it out"
        )
    return ReadError(where, f"is no JSON that can be read ({error})", "correct it or take it out")


def _looks_like_lines(decoded: str) -> bool:
    first = decoded.strip().partition("\n")[0].strip()
    try:
        return isinstance(json.loads(first), dict) and "\n" in decoded.strip()
    except (ValueError, RecursionError):
        return False


def _records(loaded: Any) -> list[Any] | None:
    """Return the list of documents that `loaded` is or holds as its only list of objects, or None for one document."""
    if isinstance(loaded, list):
        return loaded
    if isinstance(loaded, dict) and not _text_of(_fold(loaded)):
        lists = [
            value for value in loaded.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)
        ]
        if len(lists) == 1:
            return lists[0]
    return None


def _fold(record: dict[str, Any]) -> dict[str, str]:
    """Return the record's keys by their folded form."""
    return {_PUNCTUATION.sub("", str(key)).lower(): str(key) for key in reversed(record)}


def _text_of(folded: dict[str, str]) -> str | None:
    return next((folded[name] for name in _NAMES["text"] if name in folded), None)


def _draft(record: Any, where: str, encoding: str | None, source: bytes) -> Draft | Skipped:
    if not isinstance(record, dict):
        return Skipped(where, "is no JSON object", _REMEDY)
    folded = _fold(record)
    rest = dict(record)
    keys = (folded[name] for name in _NAMES["text"] if name in folded)
    key = next((key for key in keys if isinstance(record[key], str) and record[key].strip()), None)
    if key is None:
        return Skipped(where, "has no text", _REMEDY)
    raw: str = rest.pop(key)
    if len(raw) > LONGEST_TEXT:
        return Skipped(where, f"is a text of more than {LONGEST_TEXT // 1_000_000} million characters", "split it")
    known: dict[str, str] = {}
    for name, synonyms in _NAMES.items():
        if name == "text":
            continue
        for synonym in synonyms:
            own = folded.get(synonym)
            said = _said(rest.get(own)) if own is not None and own in rest else None
            if own is None or said is None or (name == "url" and web_address(said) is None):
                continue
            known[name] = said
            # "en (transcript)" and the like say more than the code that is taken from them.
            if name != "language" or language_code(said) == said.lower():
                rest.pop(own)
            break
    markup = _MARKUP.search(raw) is not None
    body, offsets = html.fragment(raw) if markup else text.tidy_text(raw, 0, markdown=False)
    return Draft(
        source=source,
        raw=raw,
        text=body,
        offsets=offsets,
        media_type="application/json",
        encoding=encoding,
        title=known.get("title"),
        url=known.get("url"),
        publisher=known.get("publisher"),
        editor=known.get("editor"),
        author=known.get("author"),
        stated=known.get("published"),
        stated_basis="JSON field" if "published" in known else None,
        language=known.get("language"),
        metadata=rest,
    )


def _said(value: Any, depth: int = 0) -> str | None:
    """Return a value as text: of an object its name or date, of a list all of them."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if depth < _DEEPEST_FIELD and isinstance(value, dict):
        for key in ("name", "title", "start", "$date", "value", "@value"):
            said = _said(value.get(key), depth + 1)
            if said:
                return said
    if depth < _DEEPEST_FIELD and isinstance(value, list):
        return ", ".join(said for one in value[:20] if (said := _said(one, depth + 1))) or None
    return None


def _canonical(record: Any) -> bytes:
    """Return the bytes that stand for one document of a list, whatever the file's spacing."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode("ascii")).digest()
