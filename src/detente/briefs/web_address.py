"""Which addresses a page may link to."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web_address(url: str) -> bool:
    """Tell whether a link may lead to `url`: http or https with a host, and no blank that hides another scheme."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(c.isspace() or c < " " for c in url)
