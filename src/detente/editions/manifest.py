"""The manifest of a series: a small YAML file beside its editions.

series: jp_defense_white_paper
issuer: JPN
issuer_body: Ministry of Defense
title: Defense of Japan
language: en
cadence: yearly
editions:
- file: 2019.pdf
edition: 2019
date: 2019-09-27
version: final
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from detente.editions.records import Version
from detente.errors import TableError

_KEYS = frozenset({"series", "issuer", "issuer_body", "title", "language", "cadence", "editions"})
_EDITION_KEYS = frozenset({"file", "edition", "year", "date", "version", "title"})
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest says of one edition."""

    file: Path
    edition: str | None = None
    year: int | None = None
    date: str | None = None
    version: Version | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says of a series."""

    series: str
    issuer: str | None
    issuer_body: str | None
    title: str | None
    language: str | None
    cadence: str | None
    editions: tuple[Entry, ...]

    def entry(self, path: str) -> Entry | None:
        """Return what it says of the file at `path`, or None where it does not list it."""
        wanted = Path(path).resolve()
        return next((entry for entry in self.editions if entry.file == wanted), None)


def manifests_in(paths: Iterable[str | Path]) -> list[Manifest]:
    """Return the manifests among `paths` and in the folders among them: YAML files with the key `series`.

    Raises:
        TableError: If a manifest does not fit; the message names the file and the key.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            files += sorted(file for file in path.rglob("*.y*ml") if file.is_file())
        elif path.suffix in (".yaml", ".yml") and path.is_file():
            files.append(path)
    return [manifest for file in files if (manifest := read_manifest(file)) is not None]


def read_manifest(file: Path) -> Manifest | None:
    """Return the manifest in a YAML file, or None where it is a YAML file of something else.

    Raises:
        TableError: If it does not fit; the message names the file and the key.
    """
    if file.stat().st_size > _LARGEST:
        return None
    try:
        loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise TableError(f"{file}: is no valid YAML: {error}") from error
    if not isinstance(loaded, dict) or "series" not in loaded:
        return None
    _check_keys(file, "", loaded, _KEYS)
    entries = loaded.get("editions") or []
    if not isinstance(entries, list):
        raise TableError(f"{file}: 'editions' is no list; begin each edition with '- file: NAME'")
    return Manifest(
        series=str(loaded["series"]),
        issuer=_said(loaded, "issuer"),
        issuer_body=_said(loaded, "issuer_body"),
        title=_said(loaded, "title"),
        language=_said(loaded, "language"),
        cadence=_said(loaded, "cadence"),
        editions=tuple(_entry(file, number, entry) for number, entry in enumerate(entries, start=1)),
    )


def _entry(file: Path, number: int, entry: Any) -> Entry:
    where = f"edition {number}: "
    if not isinstance(entry, dict) or not entry.get("file"):
        raise TableError(f"{file}: {where}has no 'file'; name the document, relative to the manifest")
    _check_keys(file, where, entry, _EDITION_KEYS)
    version = _said(entry, "version")
    known: tuple[Version, ...] = get_args(Version)
    if version is not None and version not in known:
        raise TableError(f"{file}: {where}'version' is {version!r}; it may be {', '.join(known)}")
    year = _said(entry, "year")
    if year is not None and not (year.isdigit() and len(year) == 4):
        raise TableError(f"{file}: {where}'year' is {year!r}; write four digits")
    return Entry(
        file=(file.parent / str(entry["file"])).resolve(),
        edition=_said(entry, "edition"),
        year=int(year) if year else None,
        date=_said(entry, "date"),
        version=next((one for one in known if one == version), None),
        title=_said(entry, "title"),
    )


def _check_keys(file: Path, where: str, loaded: Mapping[str, Any], known: frozenset[str]) -> None:
    strange = sorted(set(loaded) - known)
    if strange:
        raise TableError(f"{file}: {where}unknown key {strange[0]!r}; known are {', '.join(sorted(known))}")


def _said(loaded: Mapping[str, Any], key: str) -> str | None:
    value = loaded.get(key)
    return str(value).strip() or None if value is not None else None
