"""The command line: `detente COMMAND`."""

from __future__ import annotations

import atexit
import os
import sys
from importlib import import_module
from importlib.metadata import version
from keyword import iskeyword

import click

# Command -> one-line help. The command itself is imported when it is run, so that `--help` stays quick.
_COMMANDS = {
    "read": "Read files, folders, URLs and feeds into documents.",
    "code": "Code documents into events.",
    "compare": "What changed between editions of an official document.",
    "answers": "Changes of two issuers about each other, as candidate replies.",
    "claims": "What news says about editions of official documents.",
    "track": "Agreements: terms, steps, deadlines, and who wants what.",
    "import": "Import event data sets into one table.",
    "measure": "Indices, turning points, reciprocity and comparison of states.",
    "brief": "A brief on two states; every statement opens its sentences.",
    "serve": "Show the store in the browser.",
    "judge": "What people decided about events: export, import, list, agreement.",
    "search": "Search the texts of the store.",
    "remove": "Remove a document and all that came from it.",
    "verify": "Check that every span of the store equals its quote.",
    "evaluate": "Score the coder against texts that people labelled.",
}


_AS_JSON = "detente.as_json"


class _Commands(click.Group):
    """A group whose commands are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        # `import` is a word of Python's own, so its module is `import_`.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"detente.cli.{module}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_AS_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        from detente.cli.failing import told

        with told(as_json=ctx.meta[_AS_JSON]):
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: detente brief KOR JPN --sample -o brief.html",
)
@click.version_option(version("detente"), prog_name="detente")
def main() -> None:
    """Measure relations between states from news and official documents."""


def run() -> None:
    """Run the command line and end the process: what `detente` starts."""
    try:
        main()
    except SystemExit as end:
        if "daft" in sys.modules:
            _end(end.code)
        raise


def _end(status: object) -> None:
    """End the process without taking Python down under Daft's threads.

    They outlive its work. Before Python 3.14 one that still has to touch a Python object aborts the process, whose work is
    done by then: https://github.com/python/cpython/issues/87135
    """
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 0)
