"""RSS and Atom: each entry with its full text, or else its summary, is a document."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from detente.errors import ReadError
from detente.reading import html, text
from detente.reading.drafts import Draft, tidy, web_address
from detente.records import Skipped

_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-z/][^>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)


def read(decoded: str, path: str, *, encoding: str | None) -> Iterator[tuple[str, Draft | Skipped]]:
    """Yield the entries of a feed.

    Args:
        decoded: The feed's text.
        path: For messages; the N-th entry has the path `path#N`.
        encoding: Encoding that it was decoded with.

    Raises:
        ReadError: If it is no feed or has no entries.
    """
    # Entities that a document type declares can grow without bound; feeds need none.
    plain = _DOCTYPE.sub("", _DECLARATION.sub("", decoded, count=1), count=1)
    stream = io.BytesIO(plain.encode("utf-8", "replace"))
    try:
        found: Any = feedparser.parse(stream, response_headers={"content-type": "application/xml; charset=utf-8"})
    except (RecursionError, ValueError, AssertionError) as error:
        raise ReadError(path, f"is a feed that cannot be read ({error})", None) from error
    if not found.entries:
        problem = found.get("bozo_exception")
        if not found.version:
            raise ReadError(path, "is XML and no feed", "RSS and Atom are read; save other pages as HTML or text")
        raise ReadError(path, f"is a broken feed ({problem})" if problem else "is a feed without entries", None)
    media_type = "application/atom+xml" if found.version.startswith("atom") else "application/rss+xml"
    for number, entry in enumerate(found.entries, 1):
        where = f"{path}#{number}"
        draft = _entry(entry, found.feed, media_type, encoding)
        yield where, draft or Skipped(where, "is an entry without text", "read the page that it links to")
    if not _END.search(plain):
        line = decoded.count("\n") + 1
        yield path, Skipped(f"{path}:{line}", "is a feed that breaks off before its end", "fetch it again")


def _entry(entry: Any, feed: Any, media_type: str, encoding: str | None) -> Draft | None:
    raw = max((str(one.get("value") or "") for one in entry.get("content", [])), key=len, default="")
    full = bool(raw.strip())
    raw = raw if full else str(entry.get("summary") or "")
    if not raw.strip():
        return None
    body, offsets = html.fragment(raw) if _MARKUP.search(raw) else text.tidy_text(raw, 0, markdown=False)
    # The dict's own look-up: feedparser's answers for keys that the entry lacks, with a warning.
    stated = dict.get(entry, "published") or dict.get(entry, "updated")
    origin = entry.get("source") or {}
    rest = {key: str(said) for key in ("id", "updated", "rights") if (said := dict.get(entry, key))}
    tags = [str(tag.get("term")) for tag in entry.get("tags", []) if tag.get("term")]
    if tags:
        rest["tags"] = ", ".join(tags)
    if not full:
        rest["extent"] = "summary"
    return Draft(
        source="\x1f".join([str(entry.get("id", "")), str(entry.get("link", "")), str(stated), raw]).encode(
            "utf-8", "replace"
        ),
        raw=raw,
        text=body,
        offsets=offsets,
        media_type=media_type,
        encoding=encoding,
        title=tidy(html.words(str(entry.get("title", "")))),
        url=web_address(entry.get("link")),
        publisher=tidy(origin.get("title")) or tidy(feed.get("title")) or tidy(feed.get("publisher")),
        author=tidy(entry.get("author")),
        stated=stated,
        stated_basis="feed" if stated else None,
        language=(entry.get("content") or [{}])[0].get("language") or feed.get("language"),
        metadata=rest,
    )
