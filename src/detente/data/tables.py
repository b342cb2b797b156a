"""Reads the reviewed tables that ship with the package."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def data_path(name: str) -> Traversable:
    """Return the packaged file or folder `name`, for instance `coding/verbs.csv`."""
    return files("detente.data").joinpath(name)


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the packaged CSV table `name`; every cell is text, an empty cell the empty string."""
    with data_path(name).open(encoding="utf-8") as handle:
        return tuple({key: value or "" for key, value in row.items()} for row in csv.DictReader(handle))


@cache
def tables_version() -> str:
    """Return a hash over all packaged tables, so that a run can say which facts it used."""
    digest = hashlib.sha256()
    for name, content in sorted(_tables(files("detente.data"), "")):
        digest.update(name.encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _tables(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "samples":
            found += _tables(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".csv", ".yaml")):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
