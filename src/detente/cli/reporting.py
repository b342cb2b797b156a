"""What a command tells its user: progress, skipped input, the closing count and the exit status."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from detente.records import Skipped

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

EXIT_SKIPPED = 1
EXIT_NOTHING = 3
DEFAULT_STORE = Path("detente.db")


def common_options(function: F) -> F:
    """Add the options that every command has: `--quiet` and `--json`."""
    function = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors on standard error.")(function)
    return click.option("--json", "as_json", is_flag=True, help="Log as JSON lines on standard error.")(function)


def store_option(function: F) -> F:
    """Add `--store FILE`."""
    return click.option(
        "--store",
        "store_path",
        type=click.Path(dir_okay=False, path_type=Path),
        default=None,
        help="The store, an SQLite file.  [default: detente.db]",
    )(function)


def allow_private_option(function: F) -> F:
    """Add `--allow-private`."""
    return click.option("--allow-private", is_flag=True, help="Let URLs lead to private and loopback addresses.")(
        function
    )


def actors_option(function: F) -> F:
    """Add `--actors FILE`."""
    return click.option(
        "--actors",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        multiple=True,
        help="Your own table of actors.",
    )(function)


def json_line(value: Any) -> str:
    """Return `value` as one line of JSON that can be written as UTF-8.

    A file name may hold bytes that are no text; then all of the line that is not ASCII becomes escapes.
    """
    line = json.dumps(value, ensure_ascii=False)
    return line if line.isascii() or _encodes(line) else json.dumps(value)


def printable(text: str) -> str:
    """Return `text` on one line and without control characters, which a file name may hold to play with a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Reporter:
    """Writes progress and messages to standard error, and counts what was skipped.

    On a terminal progress is a bar; elsewhere a plain line now and then; with `as_json` each message is one JSON object
    with the keys `event` and `message` or the fields of what it tells.
    """

    def __init__(self, *, quiet: bool, as_json: bool) -> None:
        self.quiet = quiet
        self.as_json = as_json
        self.skipped: list[Skipped] = []
        self.duplicates = 0

    def say(self, message: str, **fields: Any) -> None:
        """Tell the user something that is no error."""
        if self.as_json:
            self._json("info", message=message, **fields)
        elif not self.quiet:
            click.echo(printable(message), err=True)

    def skip(self, skipped: Skipped) -> None:
        """Name something that could not be used; a mere duplicate is counted apart and does not change the exit status."""
        if skipped.reason.startswith("duplicate of "):
            self.duplicates += 1
            self.say(f"{skipped.where}: {skipped.reason}")
            return
        self.skipped.append(skipped)
        if self.as_json:
            self._json("skipped", where=skipped.where, reason=skipped.reason, remedy=skipped.remedy)
        else:
            remedy = f" ({skipped.remedy})" if skipped.remedy else ""
            click.echo(printable(f"skipped {skipped.where}: {skipped.reason}{remedy}"), err=True)

    def track(self, items: Iterable[T], what: str) -> Iterator[T]:
        """Yield `items` and show how far it is."""
        if self.quiet or self.as_json:
            yield from items
            return
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
            )

            columns = (
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
            )
            with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
                yield from progress.track(items, description=what)
            return
        count = 0
        for count, item in enumerate(items, start=1):
            yield item
            if count % 100 == 0:
                click.echo(f"{what}: {count}", err=True)

    def finish(self, done: int, what: str, *, usable: int | None = None) -> int:
        """Say the closing count and return the exit status: 0, 1 when something was skipped, 3 when nothing was left.

        Args:
            done: The number to say.
            what: What it counts.
            usable: How much of what the user named could be used, where that is not `done`.
        """
        parts = [f"{done} {what}"]
        if self.duplicates:
            parts.append(f"{self.duplicates} duplicates")
        if self.skipped:
            parts.append(f"{len(self.skipped)} skipped")
        self.say(", ".join(parts), done=done, duplicates=self.duplicates, skipped=len(self.skipped))
        if not (done if usable is None else usable) and not self.duplicates:
            return EXIT_NOTHING
        return EXIT_SKIPPED if self.skipped else 0

    def _json(self, event: str, **fields: Any) -> None:
        click.echo(json_line({"event": event, **fields}), err=True)


def check_writable(output: Path) -> None:
    """Refuse, before the long work, a file that cannot be written.

    Raises:
        click.UsageError: With the way out.
    """
    if not output.parent.is_dir():
        raise click.UsageError(f"{output}: the folder {output.parent} does not exist (make it first)")
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        raise click.UsageError(f"{output}: may not be written (permission denied; name another place)")
