"""`detente search`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.reporting import Reporter, common_options, store_option


@click.command("search", epilog="Example: detente search '\"intelligence agreement\" Seoul'")
@click.argument("query")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Greatest number of documents.")
@store_option
@common_options
def command(query: str, limit: int, store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """Search the texts of the store for words and "quoted phrases"."""
    from detente.cli.work import open_for_reading
    from detente.errors import StoreError

    reporter = Reporter(quiet=quiet, as_json=as_json)
    with open_for_reading(store_path) as store:
        try:
            hits = store.search(query, limit)
        except StoreError as error:
            raise click.UsageError(str(error)) from error
        for hit in hits:
            click.echo(str(hit))
    reporter.say(f"{len(hits)} documents", documents=len(hits))
