"""The data sets that can be imported, one module each: which columns a file has and what they mean."""

from __future__ import annotations

from detente.measuring.formats import acled, gdelt, icews, phoenix, polecat, ucdp
from detente.measuring.formats.base import Format

FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        icews.FORMAT,
        gdelt.FORMAT_1,
        gdelt.FORMAT_2,
        polecat.FORMAT,
        phoenix.FORMAT,
        ucdp.FORMAT,
        acled.FORMAT,
    )
}

__all__ = ["FORMATS", "Format"]
