"""What a web page says of itself: JSON-LD, Open Graph and other meta elements, and what trafilatura and htmldate find besides."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.reading.align import MapBuilder
from detente.reading.drafts import language_code, tidy, web_address
from detente.records import Segment

_LD = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\b((?:[^>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}')*+)>", re.IGNORECASE)
_LINK = re.compile(r"<link\b((?:[^>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}')*+)>", re.IGNORECASE)
_HTML = re.compile(r"<html\b((?:[^>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}')*+)>", re.IGNORECASE)
_TIME = re.compile(r"<time\b((?:[^>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}')*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_BODY = re.compile(r"\"articleBody\"\s*:\s*\"((?:[^\"\\]|\\.)*+)\"", re.DOTALL)
_ESCAPE = re.compile(
    r"[^\\]+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]|\\"
)
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report\w*|ClaimReview)\Z")
_DATE = re.compile(
    r"\s*(?:19|20)\d{2}(?:[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?(?:\Z|[T\s].*)|.*\b(?:19|20)\d{2}\b.*", re.DOTALL
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "publishdate", "publish-date", "publish_date",
    "pubdate", "publication_date", "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "article.published", "date", "apub:time",
    "weibo:article:create_at",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_PUBLISHER = (
    "og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher", "application-name", "mediaid",
)  # fmt: skip
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
)
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title")
_WINDOW = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LARGEST_HEAD = 400_000


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says of itself; None where it says nothing.

    Attributes:
        published: Date as written.
        published_basis: "json-ld", "html meta", "time element" or "html markup" (found by htmldate elsewhere in the page).
        language: As written, for instance "en-GB".
        rest: Further facts to be kept.
    """

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    editor: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: str | None = None
    language: str | None = None
    rest: Mapping[str, Any] = field(default_factory=dict)


def from_trafilatura(page: Any) -> PageMeta:
    """Return what trafilatura found, which `complete` uses where the page's own metadata are silent."""
    rest = {
        key: value
        for key, value in (
            ("description", page.description), ("categories", page.categories), ("tags", page.tags),
            ("license", page.license), ("hostname", page.hostname),
        )
        if value
    }  # fmt: skip
    return PageMeta(
        title=page.title,
        url=page.url,
        author=page.author,
        published=page.date,
        published_basis="html markup" if page.date else None,
        rest=rest,
    )


def complete(found: PageMeta, source: str) -> PageMeta:
    """Return the metadata of the page `source`: its own first, then `found`.

    Args:
        found: What trafilatura found.
        source: The page's source.
    """
    meta = _meta_elements(source)
    article = _article(source)
    published, basis = _published(article, meta, source)
    publisher = _name(article.get("publisher")) or _first(meta, _PUBLISHER)
    author = _name(article.get("author")) or _person(_first(meta, _AUTHOR)) or found.author
    title = tidy(_said(article.get("headline"))) or _first(meta, _TITLE) or found.title or _seen_title(source)
    rest = dict(found.rest)
    modified = _said(article.get("dateModified")) or _first(meta, _MODIFIED)
    if modified:
        rest["modified"] = modified
    return PageMeta(
        title=_without_outlet(title, publisher),
        url=_address(article, meta, source) or found.url,
        publisher=publisher,
        editor=_name(article.get("editor")) or _first(meta, ("editor",)),
        author=author if author != publisher else None,
        published=published or found.published,
        published_basis=basis or found.published_basis,
        language=_language(article, meta, source),
        rest=rest,
    )


def article_body(source: str) -> tuple[str, tuple[Segment, ...]] | None:
    """Return the text that the JSON-LD of `source` gives as the article's body, and its map to `source`, or None."""
    for block in _LD.finditer(source):
        match = _BODY.search(source, block.start(1), block.end(1))
        if match:
            builder = MapBuilder()
            for piece in _ESCAPE.finditer(source, match.start(1), match.end(1)):
                builder.put(_unescaped(piece.group()), *piece.span())
            return builder.done()
    return None


def _unescaped(piece: str) -> str:
    """Return what a piece of a JSON string stands for; half a surrogate stands for nothing."""
    char: str = json.loads(f'"{piece}"') if piece[0] == "\\" and len(piece) > 1 else piece
    return "" if "\ud800" <= char[0] <= "\udfff" else char


def _published(article: dict[str, Any], meta: dict[str, str], source: str) -> tuple[str | None, str | None]:
    for key in ("datePublished", "uploadDate", "dateCreated"):
        stated = _said(article.get(key))
        if stated and _DATE.match(stated):
            return stated, "json-ld"
    for name in _PUBLISHED:
        stated = meta.get(name)
        if stated and _DATE.match(stated):
            return stated, "html meta"
    for match in _TIME.finditer(source[:_LARGEST_HEAD]):
        attributes = _attributes(match.group(1))
        marked = "pubdate" in match.group(1).lower() or "datepublished" in attributes.get("itemprop", "").lower()
        stated = attributes.get("datetime")
        if marked and stated and _DATE.match(stated):
            return stated, "time element"
    return None, None


def _meta_elements(source: str) -> dict[str, str]:
    """Return the contents of meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for match in _META.finditer(source[:_LARGEST_HEAD]):
        attributes = _attributes(match.group(1))
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        content = tidy(html.unescape(attributes.get("content", "")))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _attributes(tag: str) -> dict[str, str]:
    return {m.group(1).lower(): m.group(2) or m.group(3) or m.group(4) or "" for m in _ATTRIBUTE.finditer(tag)}


def _article(source: str) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article, or an empty one."""
    for block in _LD.finditer(source):
        try:
            loaded = json.loads(block.group(1).strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(loaded):
            types = node.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
                return node
    return {}


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD, those of graphs and lists as well."""
    waiting = [loaded]
    for _ in range(2000):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(
                value for key, value in node.items() if key in {"@graph", "mainEntity", "itemListElement", "item"}
            )


def _said(value: Any) -> str | None:
    """Return a JSON-LD value as text, of a list the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id")
    return tidy(html.unescape(value)) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """Return the name of a person or organisation, of several all, parted by commas."""
    values = value if isinstance(value, list) else [value]
    names = []
    for one in values:
        name = one.get("name") if isinstance(one, dict) else one
        said = _person(_said(name))
        if said and said not in names:
            names.append(said)
    return ", ".join(names) or None


def _person(value: str | None) -> str | None:
    return value if value and not web_address(value) and not value.startswith("@") else None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _language(article: dict[str, Any], meta: dict[str, str], source: str) -> str | None:
    element = _HTML.search(source[:20_000])
    attributes = _attributes(element.group(1)) if element else {}
    stated = (
        _said(article.get("inLanguage")),
        attributes.get("lang") or attributes.get("xml:lang"),
        meta.get("og:locale"),
        meta.get("content-language"),
        meta.get("dc.language"),
    )
    return next((value for value in stated if language_code(value)), None)


def _address(article: dict[str, Any], meta: dict[str, str], source: str) -> str | None:
    for match in _LINK.finditer(source[:_LARGEST_HEAD]):
        attributes = _attributes(match.group(1))
        if attributes.get("rel", "").lower() == "canonical":
            address = web_address(html.unescape(attributes.get("href", "")))
            if address:
                return address
    stated = (meta.get("og:url"), _said(article.get("url")), _said(article.get("mainEntityOfPage")))
    return next((address for value in stated if (address := web_address(value))), None)


def _seen_title(source: str) -> str | None:
    for pattern in (_HEADING, _WINDOW):
        match = pattern.search(source[:_LARGEST_HEAD])
        if match and (said := tidy(html.unescape(_TAG.sub(" ", match.group(1))))):
            return said
    return None


def _without_outlet(title: str | None, publisher: str | None) -> str | None:
    """Take the outlet's name off the end of a window title ("Talks resume - The Daily")."""
    if not title or not publisher:
        return title
    match = re.match(rf"(.{{8,}}?)\s*[-–—|_:]+\s*{re.escape(publisher)}\s*\Z", title, re.IGNORECASE | re.DOTALL)
    return match.group(1) if match else title
