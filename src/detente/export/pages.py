"""What the self-contained pages share: how templates are rendered, and the one style sheet that the page allows."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(*, lstrip_blocks: bool = True) -> Environment:
    """Return the environment of the packaged templates: everything is escaped, and a name that is missing is an error."""
    return Environment(
        loader=PackageLoader("detente.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=lstrip_blocks,
    )


def style_sheet(name: str) -> tuple[str, str]:
    """Return a packaged style sheet, and the hash of it that the page's Content-Security-Policy names.

    Args:
        name: File name in `templates/`, for instance "brief.css".
    """
    style = (files("detente.export") / "templates" / name).read_text(encoding="utf-8")
    return style, base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
