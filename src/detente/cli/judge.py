"""`detente judge`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from detente.cli.reporting import (
    EXIT_NOTHING,
    Reporter,
    check_writable,
    common_options,
    json_line,
    printable,
    store_option,
)

if TYPE_CHECKING:
    from detente.records import Judgement
    from detente.store.reviewers import Agreement

_FORMS = click.Choice(["jsonl", "csv"])


@click.group("judge", epilog="Example: detente judge export --store case.db -o judgements.jsonl")
def command() -> None:
    """What people decided about events: export, import, list, agreement."""


@command.command("export", epilog="Example: detente judge export --format csv -o judgements.csv")
@click.option("--format", "form", type=_FORMS, help="Format.  [default: by the file's ending, else jsonl]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--reviewer", help="Only what this person decided.")
@click.option("--all", "every", is_flag=True, help="Undone and replaced judgements too.")
@store_option
@common_options
def export(
    form: str | None,
    output: Path | None,
    reviewer: str | None,
    every: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Write judgements with all that is needed to apply them to another copy of the store."""
    from detente.cli.work import open_for_reading
    from detente.store.judgement_files import write

    reporter = Reporter(quiet=quiet, as_json=as_json)
    if output is not None:
        check_writable(output)
    with open_for_reading(store_path) as store:
        found = store.judgements(reviewer=reviewer, standing=not every)[::-1]
        paths = {one.id: one.path for one in store.summaries_of({judgement.document for judgement in found})}
    lines = "".join(write(((one, paths.get(one.document)) for one in found), cast(Any, form or _by_ending(output))))
    if output is None:
        click.echo(lines, nl=False)
    else:
        output.write_text(lines, encoding="utf-8", newline="")
    reporter.say(f"{len(found)} judgements", judgements=len(found))


@command.command("import", epilog="Example: detente judge import judgements.jsonl --store copy.db")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=_FORMS, help="Format.  [default: by the file's ending, else jsonl]")
@store_option
@common_options
def import_(file: Path, form: str | None, store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """Add the judgements of a file; those that the store has already are left as they are.

    Lines that hold no judgement, and those on events that the store does not have, are named and left out.
    """
    from detente.cli.work import check_store, open_for_writing
    from detente.errors import StoreError
    from detente.records import Judgement, Skipped
    from detente.store.judgement_files import read

    reporter = Reporter(quiet=quiet, as_json=as_json)
    check_store(store_path)
    try:
        items = list(read(file.read_text(encoding="utf-8"), cast(Any, form or _by_ending(file))))
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file}: is no UTF-8 ({error.reason} at byte {error.start})") from error
    except StoreError as error:
        raise click.UsageError(f"{file}: {error}") from error
    judgements = [(number, item) for number, item in items if isinstance(item, Judgement)]
    with open_for_writing(store_path) as store:
        told = dict(zip((n for n, _ in judgements), store.add_judgements(one for _, one in judgements), strict=True))
    done = 0
    for number, item in items:
        reason = item if isinstance(item, str) else told[number]
        if reason is None:
            done += 1
        else:
            remedy = None if isinstance(item, str) else "read and code its document first"
            reporter.skip(Skipped(f"{file}:{number}", reason, remedy))
    raise SystemExit(reporter.finish(done, "judgements in the store"))


@command.command("list", epilog="Example: detente judge list --reviewer 'A. Reader' --all")
@click.option("--event", help="Only those on this event.")
@click.option("--reviewer", help="Only what this person decided.")
@click.option("--disputed", is_flag=True, help="Only on events that reviewers decided differently.")
@click.option("--orphaned", is_flag=True, help="Only on events that are gone since their document was coded anew.")
@click.option("--all", "every", is_flag=True, help="Undone and replaced judgements too.")
@store_option
@common_options
def list_(
    event: str | None,
    reviewer: str | None,
    disputed: bool,
    orphaned: bool,
    every: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """List judgements, newest first, with the sentence they are on."""
    from detente.cli.work import open_for_reading

    reporter = Reporter(quiet=quiet, as_json=as_json)
    with open_for_reading(store_path) as store:
        found = store.judgements(event, reviewer, standing=not every, orphaned=orphaned or None)
        gone = {one.id for one in store.judgements(standing=False, orphaned=True)}
        if disputed:
            outcomes = store.verdicts({one.event for one in found})
            found = [one for one in found if one.event in outcomes and outcomes[one.event].outcome == "disputed"]
    for one in found:
        click.echo("\n".join(_shown(one, one.id in gone)))
    reporter.say(f"{len(found)} judgements", judgements=len(found))


@command.command("agreement", epilog="Example: detente judge agreement --format csv")
@click.argument("reviewers", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True, help="Output."
)
@store_option
@common_options
def agreement(reviewers: tuple[str, ...], form: str, store_path: Path | None, quiet: bool, as_json: bool) -> None:
    """How far every two reviewers agree: raw share and Cohen's kappa with a 95 % interval.

    REVIEWERS are names as they judged; without any, all who did. On type and status over events that neither rejected.
    """
    from detente.cli.work import open_for_reading
    from detente.records import to_plain

    reporter = Reporter(quiet=quiet, as_json=as_json)
    with open_for_reading(store_path) as store:
        known = store.reviewers()
        for name in reviewers:
            if name not in known:
                raise click.UsageError(f"{name!r} judged nothing here (those who did: {', '.join(known) or 'nobody'})")
        found = store.agreement(reviewers or None)
    if not found:
        reporter.say("agreement takes two reviewers or more")
        raise click.exceptions.Exit(EXIT_NOTHING)
    if form == "json":
        click.echo(json_line([to_plain(one) for one in found]))
    else:
        click.echo("".join(_csv(found) if form == "csv" else _table(found)), nl=False)


_COLUMNS = ("first", "second", "on", "n", "raw", "kappa", "low", "high")


def _csv(found: Iterable[Agreement]) -> Iterator[str]:
    import csv
    from io import StringIO

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(one, name) for name in _COLUMNS] for one in found)
    yield text.getvalue()


def _table(found: Iterable[Agreement]) -> Iterator[str]:
    rows = [_COLUMNS, *(tuple(_cell(getattr(one, name)) for name in _COLUMNS) for one in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        words = [cell.ljust(w) if i < 3 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
        yield "  ".join(words).rstrip() + "\n"


def _cell(value: str | float | None) -> str:
    if value is None:
        return "—"
    return f"{value:.3f}" if isinstance(value, float) else printable(str(value))


def _shown(one: Judgement, gone: bool) -> Iterator[str]:
    from detente.store.judging import correction_to_plain

    changes = correction_to_plain(one.correction) if one.correction else {}
    to = ", ".join(f"{part} {' '.join(v) if isinstance(v, list) else v}" for part, v in changes.items())
    parts = [f"{one.made:%Y-%m-%d %H:%M}", one.decision + (f" to {to}" if to else ""), f"by {one.reviewer}"]
    parts += [f"undone {one.undone:%Y-%m-%d %H:%M}"] if one.undone else []
    parts += ["its event is gone"] if gone else []
    yield printable(f"{one.id}  {', '.join(parts)}")
    if one.reason:
        yield f"    {printable(one.reason)}"
    yield f"    {one.event}: {printable(' '.join(one.evidence.quote.split()))}"


def _by_ending(file: Path | None) -> str:
    return "csv" if file is not None and file.suffix.lower() == ".csv" else "jsonl"
