"""`detente remove`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.reporting import Reporter, common_options, store_option


@click.command("remove", epilog="Example: detente remove articles/2019-08-23.html --store case.db")
@click.argument("names", nargs=-1, required=True, metavar="ID|PATH|URL...")
@store_option
@common_options
def command(names: tuple[str, ...], store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """Remove documents and all that came from them out of the store."""
    from detente.cli.work import check_store, open_for_writing
    from detente.coding import group_incidents
    from detente.errors import UnknownDocumentError
    from detente.records import Skipped

    reporter = Reporter(quiet=quiet, as_json=as_json)
    check_store(store_path)
    removed = 0
    with open_for_writing(store_path) as store:
        for name in names:
            try:
                removed += len(store.remove(name))
            except UnknownDocumentError:
                reporter.skip(Skipped(name, "no such document in the store", "name an id, a path or an address"))
        store.set_incidents(group_incidents(store.events()))
    raise SystemExit(reporter.finish(removed, "documents removed"))
