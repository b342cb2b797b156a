"""What tests of pages need to follow links: the links of drawings and tables, and the count that a page names."""

from __future__ import annotations

import re
from html import unescape

_LINK = re.compile(r'<a href="([^"]+)"><title>([^<]*)</title>')
_TOTAL = re.compile(r"of ([\d\u202f]+)</p>")


def marks(html: str) -> list[tuple[str, str]]:
    """Return the address and the name of each mark of the drawings of a page."""
    return [(unescape(href), unescape(said)) for href, said in _LINK.findall(html)]


def total(html: str) -> int:
    """Return how many items the list of a page has in all."""
    found = _TOTAL.search(html)
    return int(found[1].replace("\u202f", "")) if found else 0
