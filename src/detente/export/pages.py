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


def style_sheet(*names: str) -> tuple[str, str]:
    """Return packaged style sheets as one, and the hash of it that the page's Content-Security-Policy names.

    Args:
        names: File names in `templates/` in the order in which they apply, for instance "base.css", "brief.css".
    """
    folder = files("detente.export") / "templates"
    style = "".join((folder / name).read_text(encoding="utf-8") for name in names)
    return style, base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
