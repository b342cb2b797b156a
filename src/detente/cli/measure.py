"""`detente measure`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.countries import COUNTRY
from detente.cli.reporting import Reporter, common_options, store_option

if TYPE_CHECKING:
    import polars as pl

# What the text format shows of a frame: words first, then figures.
_COLUMNS = ("period_start", "direction", "cooperation", "conflict", "net", "incidents", "events", "publishers")
_TITLES = ("period from", *_COLUMNS[1:])
_WORDS = 2


@click.command("measure", epilog="Example: detente measure KOR JPN --format csv > index.csv")
@click.argument("first", type=COUNTRY, metavar="COUNTRY")
@click.argument("second", type=COUNTRY, metavar="COUNTRY")
@click.option(
    "--freq",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    default="month",
    show_default=True,
    help="Period.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="Output; text has the main columns.",
)
@store_option
@common_options
def command(first: str, second: str, freq: str, form: str, store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """Sums of cooperation and conflict of two states, directed and together.

    COUNTRY is an ISO 3166 alpha-3 code or a country's name. Each row has the number of events and of independent
    publishers behind it.
    """
    if first == second:
        raise click.UsageError("a measure is of two different countries")
    import polars as pl

    from detente.cli.work import open_for_reading
    from detente.measuring import measure

    reporter = Reporter(quiet=quiet, as_json=as_json)
    with open_for_reading(store_path) as store:
        frame = measure(
            store.events(dyad=(first, second)),
            dyad=(first, second),
            freq=freq,  # type: ignore[arg-type]  # click has checked it
            documents=store.documents(),
            groups=store.groups(),
        )
    if form == "csv":
        click.echo(frame.write_csv(), nl=False)
    elif form == "json":
        click.echo(frame.write_json())
    else:
        for line in _lines(frame):
            click.echo(line)
    events = int(frame.filter(pl.col("direction") == "both")["events"].sum()) if len(frame) else 0
    reporter.say(f"{events} events between {first} and {second}", events=events)


def _lines(frame: pl.DataFrame) -> Iterator[str]:
    """Yield the main columns as aligned lines that fit a terminal; the other formats have all of them."""
    rows = [_TITLES, *([f"{row[name]}" for name in _COLUMNS] for row in frame.iter_rows(named=True))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(c.ljust(w) if at < _WORDS else c.rjust(w) for at, (c, w) in enumerate(cells)).rstrip()
