"""`detente read`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.reporting import Reporter, allow_private_option, common_options, json_line, store_option
from detente.records import Document


@click.command(
    "read",
    epilog="Example: detente read articles/ feed.xml --store case.db\n\nExample: detente read page.html --format jsonl",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--format", "form", type=click.Choice(["jsonl"]), help="Print the documents instead of storing them.")
@allow_private_option
@store_option
@common_options
def command(
    paths: tuple[str, ...], form: str | None, allow_private: bool, store_path: Path | None, quiet: bool, as_json: bool
) -> None:
    """Read files, folders, URLs and feeds into documents.

    HTML, plain text, Markdown, text with YAML front matter, PDF, JSON, JSONL, RSS and Atom; folders of all these; `-`
    for standard input. Documents go into the store unless --format is given.
    """
    from detente.cli.work import into_store, open_for_writing
    from detente.reading import read_all

    reporter = Reporter(quiet=quiet, as_json=as_json)
    items = reporter.track(read_all(paths, allow_private=allow_private), "reading")
    if form == "jsonl":
        count = 0
        for item in items:
            if isinstance(item, Document):
                click.echo(json_line(document_row(item)))
                count += 1
            else:
                reporter.skip(item)
        raise SystemExit(reporter.finish(count, "documents read"))
    with open_for_writing(store_path) as store, store.run("read") as run:
        count = into_store(store, items, run, reporter)
    raise SystemExit(reporter.finish(count, f"documents read into {store.path}"))


def document_row(document: Document) -> dict[str, object]:
    """Return a document's fields for one line of JSON, without the raw text and the map to it."""
    from detente.records import to_plain

    row: dict[str, object] = to_plain(document)
    for key in ("raw", "offsets"):
        row.pop(key)
    return row
