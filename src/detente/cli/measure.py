"""`detente measure`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.countries import COUNTRY
from detente.cli.reporting import Reporter, common_options, store_option


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
    "--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True, help="Output."
)
@store_option
@common_options
def command(first: str, second: str, freq: str, form: str, store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """Sums of cooperation and conflict of two states, directed and together.

    COUNTRY is an ISO 3166 alpha-3 code or a country's name. Each row has the number of events and of independent
    publishers behind it.
    """
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
        with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True):
            click.echo(str(frame))
    events = int(frame.filter(pl.col("direction") == "both")["events"].sum()) if len(frame) else 0
    reporter.say(f"{events} events between {first} and {second}", events=events)
