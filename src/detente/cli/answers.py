"""`detente answers`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.reporting import Reporter, allow_private_option, common_options, json_line, store_option

if TYPE_CHECKING:
    from detente.editions.answers import Issued
    from detente.editions.compare import Comparison
    from detente.editions.records import Change, Reply


@click.command("answers", epilog="Example: detente answers papers/ --series jp_bluebook --series kr_white_paper")
@click.argument("paths", nargs=-1, metavar="[PATH|URL...]")
@click.option("--series", multiple=True, required=True, metavar="NAME", help="A series; name two of two issuers.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@allow_private_option
@store_option
@common_options
def command(
    paths: tuple[str, ...],
    series: tuple[str, ...],
    form: str,
    allow_private: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Changes about each other in two issuers' series, as candidate replies.

    Nothing says that one change answers another; each pair comes with what supports it, in the order of time.
    """
    from detente.cli.compare import documents_of, pairs_of_series
    from detente.editions.answers import replies
    from detente.editions.compare import compare_all

    if len(series) != 2 or series[0] == series[1]:
        raise click.UsageError("name two different series, each with --series")
    reporter = Reporter(quiet=quiet, as_json=as_json)
    documents = documents_of(paths, series[0], store_path, allow_private, reporter)
    issued: list[Issued] = []
    for name in series:
        pairs = pairs_of_series(documents, paths, name, None, None, across=False)
        issued.append(_issued(name, list(reporter.track(compare_all(pairs), f"comparing {name}"))))
    found = replies(issued[0], issued[1])
    for reply in found:
        click.echo(json_line(_row(reply)) if form == "jsonl" else _told(reply))
    raise SystemExit(
        reporter.finish(len(documents), f"editions, {len(found)} candidate replies", usable=len(documents))
    )


def _issued(name: str, found: Sequence[Comparison]) -> Issued:
    from detente.editions.answers import Issued

    issuers = {one.after.issuer for one in found} - {None}
    if len(issuers) != 1:
        raise click.UsageError(f"{name} names {len(issuers)} issuers (state `issuer` in front matter or a manifest)")
    released = {one.after.name: day for one in found if (day := one.after.date.start) is not None}
    return Issued(str(issuers.pop()), [change for one in found for change in one.real], released)


def _row(reply: Reply) -> dict[str, object]:
    from detente.records import to_plain

    return {
        "first": to_plain(reply.first),
        "answer": to_plain(reply.answer),
        "days": reply.days,
        "support": list(reply.support),
        "score": reply.score,
    }


def _told(reply: Reply) -> str:
    days = "at an unknown distance" if reply.days is None else f"{reply.days} days later"
    lines = [_change(reply.first), f"  {days}: {_change(reply.answer)}"]
    return "\n".join([*lines, *(f"    {reason}" for reason in reply.support), ""])


def _change(change: Change) -> str:
    sides = " → ".join(f"“{_short(text)}”" for text in (change.before, change.after) if text)
    return f"{change.issuer} {change.edition_to}, {change.kind}: {sides}"


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= 160 else words[:159] + "…"
