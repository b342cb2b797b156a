"""`detente brief`."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from detente.cli.countries import COUNTRY
from detente.cli.reporting import (
    DEFAULT_STORE,
    Reporter,
    actors_option,
    allow_private_option,
    check_writable,
    common_options,
    store_option,
)


class _Brief(click.Command):
    """Lets `--from` take several paths: `--from a.html b/ c.pdf -o brief.html`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spread: list[str] = []
        taking = first = False
        for arg in args:
            if arg == "--from":
                taking = first = True
            elif arg.startswith("-") and arg != "-":
                taking = False
            elif taking and not first:
                spread.append("--from")
            else:
                first = False
            spread.append(arg)
        try:
            return super().parse_args(ctx, spread)
        except click.MissingParameter as error:
            if "--from" in args and error.param is not None and error.param.name in {"first", "second"}:
                raise click.UsageError(
                    "name the two countries before --from, which takes all that follows", ctx
                ) from error
            raise


_Days = tuple[date | None, date | None]
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    "brief",
    cls=_Brief,
    epilog="Example: detente brief KOR JPN --from articles/ page.html -o brief.html",
)
@click.argument("first", type=COUNTRY, metavar="COUNTRY")
@click.argument("second", type=COUNTRY, metavar="COUNTRY")
@click.option(
    "--from", "paths", multiple=True, metavar="PATH|URL...", help="Read and code these; without it the store is used."
)
@click.option("--sample", is_flag=True, help="Use the sample documents that come with détente.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: standard output]"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "md", "json", "docx"]),
    help="Format.  [default: by the file's ending, else html]",
)
@click.option("--since", type=_DAY, help="First day; what certainly lies before it is left out.")
@click.option("--until", type=_DAY, help="Last day; what certainly lies after it is left out.")
@click.option(
    "--judgements",
    type=click.Choice(["on", "off"]),
    help="Of a store: events as people left them, or as the machine has them.  [default: on]",
)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to code with.")
@actors_option
@allow_private_option
@store_option
@common_options
def command(
    first: str,
    second: str,
    paths: tuple[str, ...],
    sample: bool,
    output: Path | None,
    form: str | None,
    since: datetime | None,
    until: datetime | None,
    judgements: str | None,
    workers: int,
    actors: tuple[Path, ...],
    allow_private: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """A brief on two states; every statement opens its sentences.

    COUNTRY is an ISO 3166 alpha-3 code or a country's name. With --from it reads, codes and measures in one go and keeps no
    store; without, it works from the store.
    """
    if first == second:
        raise click.UsageError("a brief is on two different countries")
    if sample:
        from detente.data.tables import data_path

        paths = (*paths, str(data_path("samples/documents")))
    if paths and store_path:
        raise click.UsageError("--from keeps no store; read into it first: detente code PATH --store FILE")
    if paths and judgements:
        raise click.UsageError("--from keeps no store, and judgements are kept in one")
    chosen = form or _by_ending(output)
    if chosen == "docx" and output in (None, Path("-")):
        raise click.UsageError("a Word file is no text; name a file for it: -o brief.docx")
    if since and until and since > until:
        raise click.UsageError(f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d}")
    if output == Path("-"):
        output = None
    if output is not None:
        _check_output(output, paths, store_path)
    reporter = Reporter(quiet=quiet, as_json=as_json)
    days = (since.date() if since else None, until.date() if until else None)
    if paths:
        made, documents = _from_paths((first, second), paths, days, workers, actors, allow_private, output, reporter)
    else:
        made, documents = _from_store((first, second), days, store_path, judged=judgements != "off")
    if output is None:
        click.echo(_render(made, chosen))
    else:
        whole = _render(made, chosen)
        output.write_bytes(whole if isinstance(whole, bytes) else whole.encode("utf-8", "backslashreplace"))
        reporter.say(f"wrote {output}")
    raise SystemExit(reporter.finish(documents, "documents read"))


def _check_output(output: Path, paths: tuple[str, ...], store_path: Path | None) -> None:
    """Refuse, before the long work, a file that cannot be written or that the brief is made from."""
    made_from = paths or (str(store_path or DEFAULT_STORE),)
    if os.path.realpath(output) in map(os.path.realpath, made_from):
        raise click.UsageError(f"{output}: the brief would overwrite what it is made from (name another file)")
    check_writable(output)


def _from_store(dyad: tuple[str, str], days: _Days, store_path: Path | None, *, judged: bool) -> tuple[Any, int]:
    from detente.briefs import build
    from detente.cli.work import open_for_reading

    with open_for_reading(store_path) as store:
        return build(store, dyad, start=days[0], end=days[1], judged=judged), store.coverage().documents


def _from_paths(
    dyad: tuple[str, str],
    paths: tuple[str, ...],
    days: _Days,
    workers: int,
    actors: tuple[Path, ...],
    allow_private: bool,
    output: Path | None,
    reporter: Reporter,
) -> tuple[Any, int]:
    from detente.briefs import Material, build
    from detente.cli.work import check_actors, read_and_code
    from detente.reading.copies import group_copies

    check_actors(actors)
    documents, events, skipped = read_and_code(
        paths,
        reporter,
        allow_private=allow_private,
        workers=workers,
        actors=actors,
        leave_out=[output] if output else [],
    )
    if not documents:
        raise SystemExit(reporter.finish(0, "documents read"))
    material = Material.of(documents, events, dyad, groups=group_copies(documents), skipped=skipped)
    return build(material, dyad, start=days[0], end=days[1]), len(documents)


def _by_ending(output: Path | None) -> str:
    return {".md": "md", ".json": "json", ".docx": "docx"}.get(output.suffix.lower() if output else "", "html")


def _render(made: Any, form: str) -> str | bytes:
    from importlib import import_module

    modules = {"html": "html", "md": "markdown", "json": "json", "docx": "docx"}
    rendered: str | bytes = import_module(f"detente.export.{modules[form]}").render(made)
    return rendered
