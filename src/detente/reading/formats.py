"""Which format some bytes are in, and the documents that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from detente.errors import ReadError
from detente.reading import charset
from detente.reading.drafts import Draft, finish
from detente.records import Document, Skipped

LARGEST = 100_000_000
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

_BY_SUFFIX = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".shtml": "text/html",
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".pdf": "application/pdf", ".json": "application/json",
    ".jsonl": "application/x-ndjson", ".ndjson": "application/x-ndjson", ".jsonlines": "application/x-ndjson",
    ".rss": "application/rss+xml", ".rdf": "application/rss+xml", ".atom": "application/atom+xml", ".xml": "application/xml",
}  # fmt: skip
_BY_TYPE = {
    "application/xhtml+xml": "text/html", "text/x-markdown": "text/markdown", "application/jsonl": "application/x-ndjson",
    "application/jsonlines": "application/x-ndjson", "application/feed+json": "application/json", "text/json": "application/json",
    "text/xml": "application/xml", "application/x-pdf": "application/pdf", "application/rdf+xml": "application/rss+xml",
}  # fmt: skip
KINDS = f"the types that are read: {', '.join(sorted(_BY_SUFFIX))}"
_READ = frozenset(_BY_SUFFIX.values())
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/xml"})
_TABLES = frozenset({"application/json", "application/x-ndjson"})
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or office document", "unpack it, or save it as PDF, HTML or text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as PDF, HTML or text"),
    (b"{\\rtf", "a rich-text document", "save it as plain text or HTML"),
    (b"\x89PNG", "an image", None), (b"\xff\xd8\xff", "an image", None), (b"GIF8", "an image", None),
    (b"BZh", "a bzip2 archive", "unpack it"), (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"\x7fELF", "a program", None), (b"MZ", "a program", None), (b"SQLite format 3", "a database", None),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|h1)\b",
    re.I | re.S,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<\?[^>]*\?>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S
)


def read_bytes(data: bytes, *, path: str, media_type: str | None = None, url: str | None = None) -> list[Document]:
    """Return the documents that `data` holds; those of a file that cannot be used are left out.

    Args:
        data: The bytes.
        path: File path or URL that they were read from; its ending helps to tell the format.
        media_type: HTTP `Content-Type`, or the media type that the caller knows.
        url: Address that the bytes were fetched from.

    Raises:
        ReadError: If nothing can be read.
    """
    results = list(read_items(data, path=path, media_type=media_type, url=url))
    documents = [item for item in results if isinstance(item, Document)]
    if not documents:
        first = next((item for item in results if isinstance(item, Skipped)), Skipped(path, "holds no documents"))
        raise ReadError(first.where, first.reason, first.remedy)
    return documents


def read_items(
    data: bytes, *, path: str, media_type: str | None = None, url: str | None = None
) -> Iterator[Document | Skipped]:
    """Yield each document that `data` holds, or why it cannot be used.

    Args:
        data: The bytes.
        path: File path or URL that they were read from.
        media_type: HTTP `Content-Type`, or the media type that the caller knows.
        url: Address that the bytes were fetched from.
    """
    try:
        kind = sniff(data, path, media_type)
        for where, draft in _drafts(data, path, kind, media_type, url):
            if isinstance(draft, Skipped):
                yield draft
                continue
            try:
                yield finish(draft, where)
            except ReadError as error:
                yield Skipped(error.where, error.reason, error.remedy)
    except ReadError as error:
        yield Skipped(error.where, error.reason, error.remedy)
    except _FAULTS as error:
        # A parser that stumbles over one file must not end the reading of all others.
        yield Skipped(
            path, f"cannot be read ({type(error).__name__}: {error})", "report it with the file, if it may be shared"
        )


def supported(path: str) -> bool:
    """Tell whether a file of this name is of a format that is read."""
    return _BY_SUFFIX.get(_suffix(path)) in _READ


def sniff(data: bytes, path: str, media_type: str | None = None) -> str:
    """Return the media type of `data`: what the bytes show first, then what is declared, then the name's ending.

    Raises:
        ReadError: If it is empty or of a format that is not read.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ReadError(path, "is empty", None)
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    for signature, name, remedy in _SIGNATURES:
        if head.startswith(signature):
            raise ReadError(path, f"is {name}, which is not read", remedy)
    if _FEED.match(head):
        return "application/rss+xml"
    declared = media_type.partition(";")[0].strip().lower() if media_type else ""
    declared = _BY_TYPE.get(declared, declared)
    named = _BY_SUFFIX.get(_suffix(path))
    # Servers send many files as plain text or octets; then the name says more.
    if declared in _READ and not (declared == "text/plain" and named):
        kind = declared
    elif named in _READ:
        kind = named
    elif declared.startswith(("image/", "audio/", "video/", "font/")) or declared in {"application/zip"}:
        raise ReadError(path, f"is of type {declared}, which is not read", None)
    else:
        kind = "text/plain"
    if kind == "application/pdf":
        raise ReadError(path, "is named or sent as PDF and is none", "open it in a viewer to see what it is")
    plain = kind in {"text/plain", "application/xml"}
    if plain and _HTML.match(head):
        return "text/html"
    if plain and not named and data.lstrip()[:1] in (b"{", b"[") and b'"' in head:
        return "application/json"
    return kind


def _suffix(path: str) -> str:
    name = urlsplit(path).path if "://" in path else path
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _drafts(
    data: bytes, path: str, kind: str, media_type: str | None, url: str | None
) -> Iterator[tuple[str, Draft | Skipped]]:
    """Yield each draft with its path, `#N` added where there are several."""
    if kind == "application/pdf":
        yield path, _pdf(data, path, url)
        return
    decoded = charset.decode(data, content_type=media_type, markup=kind == "text/html" or kind in _FEEDS)
    if decoded is None:
        raise ReadError(path, "is binary or in no encoding that is known", "save it as UTF-8 text")
    for where, draft in _text_drafts(data, decoded, path, kind, url):
        if decoded.problem and isinstance(draft, Draft):
            yield where, replace(draft, metadata={**draft.metadata, "encoding_problem": decoded.problem})
        else:
            yield where, draft


def _text_drafts(
    data: bytes, decoded: charset.Decoded, path: str, kind: str, url: str | None
) -> Iterator[tuple[str, Draft | Skipped]]:
    # Each reader is imported where it is needed: most runs meet one or two formats, and trafilatura alone takes half a second.
    if kind == "text/html":
        from detente.reading import html  # noqa: PLC0415

        yield path, html.read(data, decoded.text, path, encoding=decoded.encoding, url=url)
    elif kind in _FEEDS:
        from detente.reading import feed  # noqa: PLC0415

        yield from feed.read(decoded.text, path, encoding=decoded.encoding)
    elif kind in _TABLES:
        from detente.reading import table  # noqa: PLC0415

        yield from table.read(decoded.text, path, encoding=decoded.encoding, lines=kind == "application/x-ndjson")
    else:
        from detente.reading import text  # noqa: PLC0415

        draft = text.read(data, decoded.text, path, encoding=decoded.encoding, markdown=kind == "text/markdown")
        yield path, draft if draft.url or not url else replace(draft, url=url)


def _pdf(data: bytes, path: str, url: str | None) -> Draft:
    from detente.reading import pdf_apart  # noqa: PLC0415

    found = pdf_apart.extract_apart(data, path)
    return Draft(
        source=data,
        raw=found.raw,
        text=found.text,
        offsets=found.offsets,
        media_type="application/pdf",
        title=found.title,
        url=url,
        author=found.author,
        created=found.created,
        removed=found.removed,
        metadata={"pages": found.pages},
    )
