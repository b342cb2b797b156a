"""The colours of charts by what they stand for, for light and for dark pages.

A specification holds the light colour; in a page each becomes the custom property `--chart-NAME` of `static/css/charts.css`,
so that it follows the page. Marks that carry meaning have at least 3:1 against their page (WCAG 1.4.11), text 4.5:1.
"""

from __future__ import annotations

from typing import Final

# name: (light, dark); no two light colours are the same, since they are told apart by them.
COLOURS: Final[dict[str, tuple[str, str]]] = {
    "paper": ("#fffffe", "#16181b"),
    "ink": ("#1f2328", "#e6e8eb"),
    "muted": ("#5a626c", "#a4acb6"),
    "grid": ("#d9dde2", "#3a4048"),
    "empty": ("#f1f2f4", "#22262b"),
    "cooperation": ("#2f73b7", "#5a9bdc"),
    "conflict": ("#b8581b", "#e0843f"),
    "neutral": ("#767c84", "#8f969f"),
    "level": ("#4b4460", "#cfc8e6"),
    "band": ("#8d86a3", "#8a83a0"),
    "worse": ("#b3262e", "#f0747b"),
    "better": ("#2d7a4f", "#5fbf8c"),
    # Strength of cooperation and of conflict in four steps, and acts without either.
    "zero": ("#c9cdd3", "#4a5058"),
    "plus1": ("#bcd3ea", "#24405c"),
    "plus2": ("#85b0da", "#2f5f8e"),
    "plus3": ("#4a86c2", "#4a8dcf"),
    "plus4": ("#1d5590", "#8fc3f4"),
    "minus1": ("#f2d0b4", "#54331a"),
    "minus2": ("#e3a473", "#8a4f22"),
    "minus3": ("#c9722f", "#cf7a35"),
    "minus4": ("#8f3f0c", "#f8b27a"),
}

_NAMES: Final = {light: name for name, (light, _) in COLOURS.items()}


def colour(name: str) -> str:
    """Return the colour of `name` that a specification holds."""
    return COLOURS[name][0]


def property_of(value: str) -> str | None:
    """Return `var(--chart-NAME)` for a colour of the palette, None for any other."""
    name = _NAMES.get(value.lower())
    return f"var(--chart-{name})" if name else None


def stylesheet() -> str:
    """Return the block of custom properties that `static/css/charts.css` begins with."""
    lines = (f"  --chart-{name}: light-dark({light}, {dark});" for name, (light, dark) in COLOURS.items())
    return ":root {\n" + "\n".join(lines) + "\n}\n"
