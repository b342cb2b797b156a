"""`detente import`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.reporting import EXIT_SKIPPED, Reporter, common_options
from detente.records import Skipped

if TYPE_CHECKING:
    from detente.measuring.importing import ImportReport

# The formats by name; the modules behind them are loaded when one is used.
_FORMATS = ("detente", "icews", "gdelt1", "gdelt2", "polecat", "phoenix", "ucdp-ged", "acled")
# Reasons that leave a reader of the report nothing to see to: the row is in the table once, or is no act between states.
_ONCE = ("repeat", "full duplicate", "already", "no second country")


@click.command(
    "import",
    epilog="Example: detente import icews events.2018.tab.zip --into events\n\n"
    "Example: detente import gdelt2 downloads/ --into events --workers 4",
)
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("events"),
    show_default=True,
    help="Folder of the event table.",
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="Shape of the report.")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes.  [default: cores]")
@click.option("--ray", metavar="ADDRESS", help="Run on a Ray cluster; `local` starts one here.")
@common_options
def command(
    form: str,
    paths: tuple[Path, ...],
    into: Path,
    shape: str,
    workers: int,
    ray: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Import event data sets into one table.

    FORMAT is icews, gdelt1, gdelt2, polecat, phoenix, ucdp-ged or acled, or detente for events that `detente code` wrote as
    JSONL. FILE may be plain, gzipped, a zip archive or a folder of such. The report says what was read, kept, left out and
    why. The same files again replace what they gave.
    """
    from detente.measuring.importing import import_events, to_plain_report

    reporter = Reporter(quiet=quiet, as_json=as_json)
    report = import_events(form, paths, into, workers=workers, ray=ray, progress=reporter.say)
    click.echo(json.dumps(to_plain_report(report), indent=1) if shape == "json" else "\n".join(_lines(report)))
    for error in report.unreadable:
        reporter.skip(Skipped(error.where, error.reason, error.remedy))
    for file, line, reason, value in report.first_broken:
        reporter.skip(Skipped(f"{file}:{line}", f"{reason} {value}".strip()))
    broken = sum(number for reason, number in report.dropped.items() if _counts_as_broken(reason))
    if broken > len(report.first_broken):
        reporter.say(f"… and {broken - len(report.first_broken)} more, all in {report.list}")
    raise SystemExit(EXIT_SKIPPED if report.unreadable or broken else 0)


def _counts_as_broken(reason: str) -> bool:
    return not reason.startswith(_ONCE)


def _lines(report: ImportReport) -> list[str]:
    """Return the report as lines of text."""
    counts, dropped = report.counts, report.dropped
    lines = [f"{report.dataset}: {counts['read']:,} rows read, {counts['kept']:,} in the table"]
    if report.dataset == "detente":
        lines[0] += " (one for each incident and direction)"
    lines += [f"  left out: {number:,} {reason}" for reason, number in dropped.most_common()]
    if dropped:
        lines.append(f"  each is named in {report.list}")
    for what in ("codes that were numbers", "made of rows with several countries", "undirected acts written both ways"):
        if counts[what]:
            lines.append(f"  {counts[what]:,} {what}")
    for side in ("source", "target"):
        share = report.share_coded(side)
        if share is not None:
            by_code, by_name = counts[f"{side} code"], counts[f"{side} name"]
            lines.append(
                f"  {side}: {share:.1%} have a country ({by_code:,} by the data set's code, {by_name:,} by name;"
                f" {counts[f'{side} ambiguous']:,} ambiguous, {counts[f'{side} unknown']:,} unknown)"
            )
    across, twins = counts["between countries"], counts["twins between countries"]
    if across:
        lines.append(
            f"  {across:,} between two countries, of which {twins:,} ({twins / across:.0%}) are mirrored twins:"
            " kept, each weighs ½ in sums over both directions"
        )
    lines.append(f"  {counts['counting']:,} count in an index: acts of state sectors of one country on another")
    years = list(report.years)
    if years:
        lines.append(f"  years {years[0]}–{years[-1]}")
    return lines
