"""`detente search`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.reporting import Reporter, common_options, json_line, printable, store_option

if TYPE_CHECKING:
    from detente.store.search import Hit


@click.command("search", epilog="Example: detente search '\"intelligence agreement\" Seoul'")
@click.argument("query")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Greatest number of documents.")
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="Output."
)
@store_option
@common_options
def command(query: str, limit: int, form: str, store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """Search the texts of the store for words and "quoted phrases".

    `nego*` finds all words that begin so. Hits stand in [brackets] within a passage of the text.
    """
    from detente.cli.work import open_for_reading
    from detente.errors import StoreError
    from detente.records import to_plain

    reporter = Reporter(quiet=quiet, as_json=as_json)
    with open_for_reading(store_path) as store:
        try:
            hits = store.search(query, limit)
        except StoreError as error:
            raise click.UsageError(str(error)) from error
    for hit in hits:
        click.echo(json_line(to_plain(hit)) if form == "jsonl" else _shown(hit))
    reporter.say(f"{len(hits)} documents", documents=len(hits))


def _shown(hit: Hit) -> str:
    """Return a hit as a line with its place, title and publisher, and below it the passage on one line."""
    parts = (hit.path, hit.title, hit.publisher and f"({hit.publisher})")
    heading = printable("  ".join(part for part in parts if part))
    if hit.passage is None:
        return heading
    quote, start = hit.passage.quote, hit.passage.start
    marked, at = "", start
    for match in hit.matches:
        if match.start >= at:
            marked += f"{quote[at - start : match.start - start]}[{match.quote}]"
            at = match.end
    return f"{heading}\n    {printable(' '.join((marked + quote[at - start :]).split()))}"
