"""`detente verify`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.reporting import Reporter, common_options, printable, store_option


@click.command("verify", epilog="Example: detente verify --store case.db")
@store_option
@common_options
def command(store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """Check that every span of the store equals its quote.

    Prints each failure; exit status 1 when there is one.
    """
    from detente.cli.work import open_for_reading

    reporter = Reporter(quiet=quiet, as_json=as_json)
    count = 0
    with open_for_reading(store_path) as store:
        for failure in store.verify():
            count += 1
            click.echo(printable(failure.message))
        spans = sum(1 for _ in store.events(versions="all"))
    reporter.say(f"{spans} events checked, {count} failures", events=spans, failures=count)
    raise SystemExit(1 if count else 0)
