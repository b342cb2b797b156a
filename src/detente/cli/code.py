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
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Code a JSONL or Parquet corpus shard by shard into a folder, without a store.",
)
@click.option("--ray", metavar="ADDRESS", help="With --into: run on a Ray cluster; `local` starts one here.")
@click.option(
    "--coder",
    "coder_name",
    type=click.Choice(["rules", "llm"]),
    default="rules",
    show_default=True,
    help="détente's own coder, or a language model behind --endpoint.",
)
@click.option("--endpoint", metavar="URL", help="OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1.")
@click.option("--model", metavar="NAME", help="Model at the endpoint.")
@actors_option
@allow_private_option
@store_option
@common_options
def command(
    paths: tuple[str, ...],
    form: str | None,
    again: bool,
    workers: int,
    into: Path | None,
    ray: str | None,
    coder_name: str,
    endpoint: str | None,
    model: str | None,
    actors: tuple[Path, ...],
    allow_private: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Code documents into events.

    With PATH it reads first; without, it codes the documents of the store that are not coded yet. With --format jsonl and
    PATH no store is needed. With --coder llm the texts go to the endpoint, and answers whose words the text does not hold
    are dropped and counted; a key is taken from the environment variable DETENTE_ENDPOINT_KEY. With --into the documents
    of JSONL and Parquet files are coded shard by shard; a run that was stopped goes on where it was.
    """
    from detente.cli.work import (
        CodeByEndpoint,
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
    if (coder_name == "llm") != (endpoint is not None and model is not None):
        raise click.UsageError("--coder llm needs --endpoint and --model, and they need it")
    by = CodeByEndpoint(endpoint, model) if endpoint is not None and model is not None else None
    if into is not None:
        from detente.cli.corpus import code_corpus

        if not paths or by is not None or form or store_path:
            raise click.UsageError("--into takes the files of a corpus, and neither a store, --format nor --coder llm")
        raise SystemExit(code_corpus(paths, into, reporter, workers=workers, ray=ray, actors=actors))
    if ray is not None:
        raise click.UsageError("--ray goes with --into")
    check_actors(actors)
    if form == "jsonl" and paths and store_path is None:
        documents, events, _ = read_and_code(
            paths, reporter, allow_private=allow_private, workers=workers, actors=actors, by=by
        )
        for event in events:
            click.echo(json_line(to_plain(event)))
        raise SystemExit(reporter.finish(len(documents), f"documents read, {len(events)} events"))
    if not paths:
        check_store(store_path)
    with open_for_writing(store_path) as store, store.run("code", **versions(model)) as run:
        read = 0
        if paths:
            items = read_all(paths, allow_private=allow_private)
            read = into_store(store, reporter.track(items, "reading"), run, reporter)
        events_found = code_store(store, run, reporter, again=again, workers=workers, actors=actors, by=by)
        documents_there = sum(1 for _ in store.documents())
        if form == "jsonl":
            for event in store.events():
                click.echo(json_line(to_plain(event)))
    said = f"documents in {store.path}, {events_found} events newly coded"
    raise SystemExit(reporter.finish(documents_there, said, usable=read if paths else documents_there))
