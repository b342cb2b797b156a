"""The article of a page and its metadata as trafilatura finds them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml.etree import LxmlError, _Element
from trafilatura.settings import Document, use_config

from detente.errors import ReadError
from detente.reading import pagemeta
from detente.reading.drafts import web_address

_BLOCKS = frozenset(
    {
        "p",
        "head",
        "item",
        "row",
        "quote",
        "code",
        "ab",
        "fw",
        "list",
        "table",
        "div",
        "body",
        "main",
        "summary",
        "details",
    }
)
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
# Both report every page without an article as an error; the reader says so itself, once.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract(raw: str, path: str, url: str | None) -> tuple[list[str], pagemeta.PageMeta]:
    """Return the article's paragraphs as trafilatura finds them, and the page's metadata."""
    try:
        page = trafilatura.bare_extraction(
            raw if "<html" in raw[:5000].lower() else f"<html><body><div>{raw}</div></body></html>",
            url=web_address(url),
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            with_metadata=True,
            config=_CONFIG,
        )
    except RecursionError as error:
        raise ReadError(path, "nests its elements too deeply", "save its article as text") from error
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        # Faults of the extractor on broken pages; what the page shows is then read as it stands.
        page = None
    if not isinstance(page, Document):
        return [], pagemeta.PageMeta()
    return list(_paragraphs(page.body)), pagemeta.from_trafilatura(page)


def _paragraphs(body: _Element) -> Iterator[str]:
    """Yield the paragraphs, headings, list items and table rows of trafilatura's tree in order."""
    pending: list[str] = []
    for text in _pieces(body):
        if text is None:
            if joined := " ".join("".join(pending).split()):
                yield joined
            pending = []
        else:
            pending.append(text)
    if joined := " ".join("".join(pending).split()):
        yield joined


def _pieces(element: Any) -> Iterator[str | None]:
    """Yield the pieces of text below `element`, None where a paragraph ends; without recursion, for deep pages."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        block = node.tag in _BLOCKS or node.tag == "lb"
        if block:
            yield None
        elif closing and node.tag == "cell":
            yield " "
        if closing:
            continue
        stack.append((node, True))
        children: list[tuple[Any, bool]] = []
        if node.text:
            children.append((node.text, False))
        for child in node:
            if isinstance(child.tag, str):
                children.append((child, False))
            if child.tail:
                children.append((child.tail, False))
        stack.extend(reversed(children))
