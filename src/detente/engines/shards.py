"""Work that can be killed and goes on: every shard of it lands as one whole file, once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def land(place: Path, lines: Iterable[str]) -> None:
    """Write lines to a file that is there whole or not at all, whatever happens meanwhile.

    Two workers that write the same shard, as a cluster may let them, leave the file of one of them.

    Args:
        place: The file; its folder must exist.
        lines: Without line ends.
    """
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def still_to_do(tasks: Iterable[T], place: Callable[[T], Path]) -> list[T]:
    """Return the tasks whose shard has not landed, and sweep up what killed workers left unfinished.

    Call it before the work begins, when no other process works in the folder.
    """
    waiting: list[T] = []
    folders: set[Path] = set()
    for task in tasks:
        where = place(task)
        folders.add(where.parent)
        if not where.exists():
            waiting.append(task)
    for folder in folders:
        for left in folder.glob(".*.jsonl.*"):
            left.unlink(missing_ok=True)
    return waiting
