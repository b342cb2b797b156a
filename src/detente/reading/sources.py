"""Where bytes come from: files, folders, standard input and URLs that the user names."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.errors import ReadError
from detente.reading import formats
from detente.records import Document, Skipped

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(where: str) -> bool:
    """Tell whether `where` is written as a URL."""
    return bool(_URL.match(where))


def read(path: str | Path, *, allow_private: bool = False) -> Document:
    """Read the one document in a file, at a URL, or, for `-`, on standard input.

    Args:
        path: File path, http or https URL, or `-`.
        allow_private: Whether URLs may lead to private, loopback and link-local addresses.

    Raises:
        ReadError: If it cannot be read, or holds several documents.
    """
    where = str(path)
    if where != "-" and not is_url(where) and Path(path).is_dir():
        raise ReadError(where, "is a folder", "use read_all for folders")
    items = list(_from_one(where, allow_private))
    documents = [item for item in items if isinstance(item, Document)]
    if not documents:
        first = next((item for item in items if isinstance(item, Skipped)), Skipped(where, "holds no documents"))
        raise ReadError(first.where, first.reason, first.remedy)
    if len(items) > 1:
        raise ReadError(where, f"holds {len(items)} documents", "use read_all for files that hold several")
    return documents[0]


def read_all(paths: Iterable[str | Path], *, allow_private: bool = False) -> Iterator[Document | Skipped]:
    """Read files, folders with all that is in them, URLs and standard input (`-`).

    Args:
        paths: Where to read; folders are walked in sorted order and hidden files are passed over.
        allow_private: Whether URLs may lead to private, loopback and link-local addresses.

    Yields:
        Each document once, and a `Skipped` for whatever cannot be used. The reason of one whose bytes and text were read before
        starts with "duplicate of".
    """
    seen: dict[str, str] = {}
    if isinstance(paths, str | Path):
        paths = [paths]
    for path in paths:
        for item in _from_path(path, allow_private):
            if isinstance(item, Document):
                if item.id in seen:
                    yield Skipped(item.path, f"duplicate of {seen[item.id]}", None)
                    continue
                seen[item.id] = item.path
            yield item


def _from_path(path: str | Path, allow_private: bool) -> Iterator[Document | Skipped]:
    where = str(path)
    if where == "-" or is_url(where):
        yield from _from_one(where, allow_private)
        return
    try:
        folder = stat.S_ISDIR(Path(path).stat().st_mode)
    except (OSError, ValueError) as error:
        yield Skipped(where, _says(error), "check the path")
        return
    if not folder:
        yield from _from_one(where, allow_private)
        return
    found = False
    for item in _walk(Path(path)):
        found = True
        if isinstance(item, Skipped):
            yield item
        else:
            yield from _from_one(str(item), allow_private)
    if not found:
        yield Skipped(where, "is a folder without files", None)


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    """Yield the files below `folder` in sorted order; links to folders are not followed, so that no loop is."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(str(folder), _says(error), None)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path)
            elif entry.is_symlink() and not path.exists():
                yield Skipped(str(path), "is a link to nothing", "correct the link or take it out")
            elif entry.is_dir():
                yield Skipped(str(path), "is a link to a folder, which is not followed", "name the folder itself")
            elif not entry.is_file():
                yield Skipped(str(path), "is no ordinary file", None)
            elif not formats.supported(entry.name):
                yield Skipped(str(path), "is of a type that is not read", formats.KINDS)
            else:
                yield path
        except OSError as error:
            yield Skipped(str(path), _says(error), None)


def _from_one(where: str, allow_private: bool) -> Iterator[Document | Skipped]:
    try:
        if where == "-":
            if sys.stdin is None:  # as after `<&-` in a shell
                raise ReadError("standard input", "is closed", "send a document to it, or name a file")
            data = sys.stdin.buffer.read(formats.LARGEST + 1)
            _bound("standard input", len(data))
            yield from formats.read_items(data, path="-")
        elif is_url(where):
            from detente.reading import fetch  # noqa: PLC0415 - httpx takes long to load, and few runs fetch

            page = fetch.fetch(where, allow_private=allow_private)
            yield from formats.read_items(page.data, path=where, media_type=page.content_type, url=page.url)
        else:
            yield from formats.read_items(_load(Path(where)), path=where)
    except ReadError as error:
        yield Skipped(error.where, error.reason, error.remedy)


def _load(path: Path) -> bytes:
    """Return the bytes of an ordinary file.

    Raises:
        ReadError: If it cannot be opened, is no ordinary file, or is too large.
    """
    try:
        # Opening a pipe without a writer would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError(str(path), "is no ordinary file", None)
        with path.open("rb") as file:
            data = file.read(formats.LARGEST + 1)
    except (OSError, ValueError) as error:
        raise ReadError(str(path), _says(error), "check the path and its permissions") from error
    _bound(str(path), len(data))
    return data


def _bound(where: str, size: int) -> None:
    if size > formats.LARGEST:
        raise ReadError(
            where, f"is larger than {formats.LARGEST // 1_000_000} MB", "split it, for instance into JSONL files"
        )


def _says(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read ({error.strerror.lower()})"
    return f"cannot be read ({error})"
