"""`detente measure`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.countries import COUNTRY
from detente.cli.reporting import EXIT_NOTHING, Reporter, common_options, store_option

if TYPE_CHECKING:
    import polars as pl

_SHOWS = ("index", "parts", "turns", "reciprocity", "compare", "triangle", "moves", "peers")
_FIGURES = ("png", "svg", "html")
# What shows as a figure; HTML is for the index, whose values open there.
_DRAWN = ("index", "reciprocity", "compare", "triangle")

# What the text format shows of a frame; the other formats have all columns.
_COLUMNS = {
    "index": ("period_start", "direction", "cooperation", "conflict", "net", "incidents", "events",
              "publishers"),
    "parts": ("period_start", "direction", "date", "source", "target", "type", "cameo", "score", "weight", "contribution"),
    "turns": ("month", "mode", "direction", "probability", "acts", "usual"),
    "compare": ("country_a", "country_b", "acts", "periods", "net", "recent", "before", "change", "worst", "not_enough"),
    "triangle": ("country_a", "country_b", "acts", "periods", "net", "recent", "before", "change", "worst", "not_enough"),
}  # fmt: skip
_TITLES = {"period_start": "period from", "country_a": "A", "country_b": "B"}


@click.command(
    "measure",
    epilog="Example: detente measure KOR JPN --format csv > index.csv\n\n"
    "Example: detente measure ISR TUR --events events --show turns --mode online\n\n"
    "Example: detente measure KOR JPN CHN USA --events events --show compare --format svg -o seoul.svg",
)
@click.argument("countries", type=COUNTRY, metavar="COUNTRY...", nargs=-1)
@click.option("--events", type=click.Path(exists=True, path_type=Path), help="An event table, in place of the store.")
@click.option("--show", type=click.Choice(_SHOWS), default="index", show_default=True, help="What to measure.")
@click.option(
    "--freq",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    default=None,
    help="Period.  [default: month; reciprocity: week]",
)
@click.option(
    "--scale",
    type=click.Choice(["plover", "goldstein_icews", "goldstein_phoenix", "score"]),
    default="plover",
    show_default=True,
    help="Scale of intensities; score is the data set's own.",
)
@click.option(
    "--normalise",
    type=click.Choice(["none", "coverage", "publishers"]),
    default="none",
    show_default=True,
    help="Divide by how much was reported.",
)
@click.option("--publisher", "publishers", multiple=True, help="Only what this publisher reports; may be repeated.")
@click.option("--window", type=click.IntRange(1), default=1, show_default=True, help="Mean of so many periods.")
@click.option("--half-life", type=click.FloatRange(0, min_open=True), help="Periods until an act counts half.")
@click.option(
    "--mode",
    type=click.Choice(["online", "offline"]),
    default="offline",
    show_default=True,
    help="Turning points as of each month, or looking back.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "parquet", *_FIGURES]),
    default="text",
    show_default=True,
    help="Output; text has the main columns.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option(
    "--judgements",
    type=click.Choice(["on", "off"]),
    default="on",
    show_default=True,
    help="Events of the store as people left them, or the machine's.",
)
@store_option
@common_options
def command(
    countries: tuple[str, ...],
    events: Path | None,
    store_path: Path | None,
    show: str,
    form: str,
    output: Path | None,
    judgements: str,
    quiet: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Cooperation and conflict of two states, and what follows from them.

    COUNTRY is an ISO 3166 alpha-3 code or a country's name.

    index: sums and levels by period, directed and together. parts: every act in every value. turns: months in which
    relations turned. reciprocity: who answers whom. compare: the first country with each of the others. triangle: every two
    of them. moves: periods in which most dyads of the countries, or of all, improved or worsened. peers: dyads with paths
    like that of these two.
    """
    _check(countries, show, form, events, store_path)
    from detente.cli.measure_made import from_store, from_table, make

    reporter = Reporter(quiet=quiet, as_json=as_json)
    if events is not None:
        source = from_table(events)
    else:
        freq = options["freq"] or "month"
        source = from_store(store_path, countries, freq, judged=judgements == "on", reporter=reporter)
    made = make(source, countries, show, options, reporter)
    if made is None:
        raise click.exceptions.Exit(EXIT_NOTHING)
    frame, drawn = made
    if form in _FIGURES:
        _write(_figure(form, show, drawn), output)
    elif form == "parquet":
        from io import BytesIO

        buffer = BytesIO()
        frame.write_parquet(buffer)
        _write(buffer.getvalue(), output)
    elif form == "csv":
        _write(_flat(frame).write_csv(), output)
    elif form == "json":
        _write(frame.write_json() + "\n", output)
    else:
        _write("".join(f"{line}\n" for line in _lines(frame, _COLUMNS.get(show, tuple(frame.columns)))), output)


def _check(countries: tuple[str, ...], show: str, form: str, events: Path | None, store: Path | None) -> None:
    """Refuse what does not go together.

    Raises:
        click.UsageError: With the way out.
    """
    if events is not None and store is not None:
        raise click.UsageError("give --events or --store, not both")
    if len(set(countries)) != len(countries):
        raise click.UsageError("a measure is of two different countries")
    if show in ("compare", "triangle"):
        if len(countries) < 2:
            raise click.UsageError(f"--show {show} takes two countries or more")
    elif show != "moves" and len(countries) != 2:
        raise click.UsageError(f"--show {show} takes two countries; several go with --show compare")
    if form in _FIGURES and show not in _DRAWN:
        raise click.UsageError(f"--show {show} has no figure; take csv, json or parquet")
    if form == "html" and show != "index":
        raise click.UsageError("html is for --show index; take svg or png")


def _figure(form: str, show: str, drawn: Mapping[str, Any]) -> str | bytes:
    from detente.export import measure_figures as figures
    from detente.export import measure_html

    if show == "index":
        turns = drawn["turns"]
        if form == "html":
            return measure_html.render(
                drawn["frame"],
                drawn["parts"],
                dyad=drawn["dyad"],
                freq=drawn["freq"],
                turns=turns,
                quotes=drawn["quotes"],
            )
        if drawn["short"] is not None:
            raise click.ClickException(drawn["short"])
        figure = figures.index_figure(drawn["frame"], turns)
    elif show == "reciprocity":
        figure = figures.reciprocity_figure(drawn["reciprocity"])
    else:
        figure = figures.comparison_figure(drawn["nets"])
    return figures.to_png(figure) if form == "png" else figures.to_svg(figure)


def _write(content: str | bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_bytes(content.encode() if isinstance(content, str) else content)


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose lists are text, since CSV has none."""
    import polars as pl

    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(
        pl.Series(name, [_joined(value) for value in frame[name].to_list()], dtype=pl.String) for name in lists
    )


def _joined(value: Iterable[Any]) -> str:
    return "; ".join(
        f"{one['source']} {one['root']} {one['share']:.2f}" if isinstance(one, dict) else str(one) for one in value
    )


def _lines(frame: pl.DataFrame, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield columns as aligned lines that fit a terminal, words to the left and figures to the right."""
    flat = _flat(frame)
    titles = [_TITLES.get(name, name) for name in columns]
    rows = [titles, *([_cell(row[name]) for name in columns] for row in flat.iter_rows(named=True))]
    words = [not flat.schema[name].is_numeric() for name in columns]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, words, strict=True)
        yield "  ".join(c.ljust(w) if word else c.rjust(w) for c, w, word in cells).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
