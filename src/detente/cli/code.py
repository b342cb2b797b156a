"""`detente code`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.reporting import (
    Reporter,
    actors_option,
    allow_private_option,
    common_options,
    json_line,
    store_option,
)


@click.command(
    "code",
    epilog="Example: detente code articles/ --format jsonl > events.jsonl\n\nExample: detente read articles/ && detente code",
)
@click.argument("paths", nargs=-1, metavar="[PATH|URL...]")
@click.option(
    "--format", "form", type=click.Choice(["jsonl"]), help="Print events, one a line, instead of storing them."
)
@click.option("--again", is_flag=True, help="Code documents of the store that were coded before, too.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to code with.")
@actors_option
@allow_private_option
@store_option
@common_options
def command(
    paths: tuple[str, ...],
    form: str | None,
    again: bool,
    workers: int,
    actors: tuple[Path, ...],
    allow_private: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Code documents into events.

    With PATH it reads first; without, it codes the documents of the store that are not coded yet. With --format jsonl and
    PATH no store is needed.
    """
    from detente.cli.work import (
        check_actors,
        check_store,
        code_store,
        into_store,
        open_for_writing,
        read_and_code,
        versions,
    )
    from detente.reading import read_all
    from detente.records import to_plain

    reporter = Reporter(quiet=quiet, as_json=as_json)
    check_actors(actors)
    if form == "jsonl" and paths and store_path is None:
        documents, events, _ = read_and_code(
            paths, reporter, allow_private=allow_private, workers=workers, actors=actors
        )
        for event in events:
            click.echo(json_line(to_plain(event)))
        raise SystemExit(reporter.finish(len(documents), f"documents read, {len(events)} events"))
    if not paths:
        check_store(store_path)
    with open_for_writing(store_path) as store, store.run("code", **versions()) as run:
        read = 0
        if paths:
            items = read_all(paths, allow_private=allow_private)
            read = into_store(store, reporter.track(items, "reading"), run, reporter)
        events_found = code_store(store, run, reporter, again=again, workers=workers, actors=actors)
        documents_there = sum(1 for _ in store.documents())
        if form == "jsonl":
            for event in store.events():
                click.echo(json_line(to_plain(event)))
    said = f"documents in {store.path}, {events_found} events newly coded"
    raise SystemExit(reporter.finish(documents_there, said, usable=read if paths else documents_there))
