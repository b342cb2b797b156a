"""What a user sees when a command cannot go on: one message and an exit status, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import click

from detente.cli.reporting import json_line, printable
from detente.errors import DetenteError

EXIT_FAILED = 2
# What shells give for a process that a signal ended: 128 and its number, here of SIGINT and SIGPIPE.
EXIT_STOPPED = 130
EXIT_PIPE_CLOSED = 141


@contextmanager
def told(*, as_json: bool) -> Iterator[None]:
    """Run the block and tell what stops it.

    Args:
        as_json: Write the message as a JSON object with `event` "error", as `--json` promises.

    Raises:
        SystemExit: With the exit status, when the block cannot go on.
    """
    try:
        yield
    except click.ClickException as error:
        if not as_json:
            raise
        _say(error.format_message(), as_json=True)
        raise SystemExit(error.exit_code) from error
    except KeyboardInterrupt:
        _say("stopped; what was finished is kept, and the same command goes on from there", as_json=as_json)
        raise SystemExit(EXIT_STOPPED) from None
    except BrokenPipeError:
        # Whoever read the output has seen enough, as `head` has; what is left must not be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(EXIT_PIPE_CLOSED) from None
    except BrokenProcessPool:
        message = "a process that codes was killed, perhaps for want of memory (use fewer --workers)"
        _say(message, as_json=as_json)
        raise SystemExit(EXIT_FAILED) from None
    except DetenteError as error:
        _say(str(error), as_json=as_json)
        raise SystemExit(EXIT_FAILED) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error} (make room or name another place)", as_json=as_json)
        raise SystemExit(EXIT_FAILED) from error


def _say(message: str, *, as_json: bool) -> None:
    click.echo(
        json_line({"event": "error", "message": message}) if as_json else f"Error: {printable(message)}", err=True
    )
