"""`detente track`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from detente.cli.reporting import (
    Reporter,
    actors_option,
    allow_private_option,
    common_options,
    json_line,
    store_option,
)

if TYPE_CHECKING:
    from detente.agreements.ledger import Ledger
    from detente.agreements.records import Agreement, Evidence
    from detente.records import DateValue, Document

_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_A_YEAR = 365
# How much of a sentence a line of text shows.
_LONGEST = 200


class _Due(click.ParamType[int]):
    """A length of time such as 90d, 12w, 3m or 1y, in days."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        match = re.fullmatch(r"(\d{1,4})\s*([dwmy]?)", str(value).strip().lower())
        if match is None:
            self.fail(f"{value!r} is no length of time; write 90d, 12w, 3m or 1y", param, ctx)
        return int(match[1]) * _UNITS[match[2] or "d"]


@click.command(
    "track",
    epilog="Example: detente track articles/ --format jsonl > agreements.jsonl\n\nExample: detente track --due 90d",
)
@click.argument("paths", nargs=-1, metavar="[PATH|URL...]")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day from which deadlines count.")
@click.option("--due", type=_Due(), help="Only what falls due within this time: 90d, 12w, 3m, 1y.")
@click.option(
    "--ledger",
    "ledgers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Your own agreements, a YAML file.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "ics"]),
    default="text",
    show_default=True,
    help="Output; ics is a calendar of the deadlines.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: standard output]"
)
@actors_option
@allow_private_option
@store_option
@common_options
def command(
    paths: tuple[str, ...],
    on: datetime | None,
    due: int | None,
    ledgers: tuple[Path, ...],
    form: str,
    output: Path | None,
    actors: tuple[Path, ...],
    allow_private: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Agreements: terms, steps, deadlines, and who wants what.

    With PATH it reads these; with --store it takes the documents of the store; with neither it shows the deadlines ahead
    of all agreements of the ledger. Without --on deadlines count from today, and where documents are read and nothing is
    asked to be --due, from the day on which they came out.
    """
    from detente.agreements.ledger import load_ledger

    if paths and store_path:
        raise click.UsageError("name paths or --store; to read into a store: detente read PATH --store FILE")
    reporter = Reporter(quiet=quiet, as_json=as_json)
    ledger = load_ledger(ledgers)
    day = on.date() if on is not None else None
    if paths or store_path:
        documents = _documents(paths, store_path, reporter, allow_private=allow_private)
        day = day or (date.today() if due is not None else None)
        found, count = _tracked(documents, ledger, day, due, actors), len(documents)
        said = f"documents read, {len(found)} agreements"
    else:
        day = day or date.today()
        due = _A_YEAR if due is None else due
        found = _ahead(ledger, day, due)
        count, said = len(ledger), f"agreements in the ledger, {sum(len(a.deadlines) for a in found)} deadlines ahead"
    last = day + timedelta(days=due) if due is not None and day is not None else None
    if last is not None and day is not None:
        found = [replace(a, deadlines=tuple(d for d in a.deadlines if day <= d.date <= last)) for a in found]
    if form == "ics":
        text = _calendar(found, output, last)
    else:
        shown = [a for a in found if a.deadlines] if last is not None else found
        text = _rendered(shown, form, None if last is not None else day, listed=last is not None)
    _write(text, output, reporter)
    raise SystemExit(reporter.finish(count, said))


def _documents(
    paths: Sequence[str], store_path: Path | None, reporter: Reporter, *, allow_private: bool
) -> list[Document]:
    """Return the documents named, and name those that cannot be used."""
    from detente.cli.work import open_for_reading
    from detente.coding import not_coded
    from detente.reading import read_all
    from detente.records import Document

    found: list[Document] = []
    if store_path is not None:
        with open_for_reading(store_path) as store:
            items: Iterable[Any] = list(store.documents())
    else:
        items = read_all(paths, allow_private=allow_private)
    for item in reporter.track(items, "reading"):
        reason = not_coded(item) if isinstance(item, Document) else item
        if reason is not None:
            reporter.skip(reason)
        else:
            found.append(item)
    return found


def _tracked(
    documents: list[Document], ledger: Ledger, day: date | None, due: int | None, actors: tuple[Path, ...]
) -> list[Agreement]:
    from detente.actors import Resolver
    from detente.agreements.track import track

    resolver = Resolver(extra=list(actors)) if actors else None
    return list(track(documents, ledger, day, due, resolver))


def _ahead(ledger: Ledger, day: date, due: int) -> list[Agreement]:
    """Return the agreements of the ledger with what falls due for each."""
    from detente.agreements.deadlines import deadlines

    return [replace(a, deadlines=deadlines(a, day, due)) for a in ledger]


def _calendar(found: Sequence[Agreement], output: Path | None, last: date | None) -> str:
    """Return the calendar; one that is exported to a file again is brought up to date."""
    from detente.export.ical import to_ical

    previous = output.read_text(encoding="utf-8") if output is not None and output.is_file() else None
    return to_ical(found, datetime.now(UTC), previous=previous, through=last)


def _rendered(found: Sequence[Agreement], form: str, day: date | None, *, listed: bool) -> str:
    from detente.agreements.records import to_plain_agreement

    if form == "jsonl":
        return "".join(json_line(to_plain_agreement(agreement)) + "\n" for agreement in found)
    lines = _list(found) if listed else (line for agreement in found for line in _block(agreement, day))
    return "".join(f"{line}\n" for line in lines)


def _list(found: Iterable[Agreement]) -> Iterator[str]:
    """Yield the deadlines of all agreements in order of their days."""
    rows = sorted(((d.date, d.kind, a.names[0], d.rule) for a in found for d in a.deadlines), key=lambda r: r[:3])
    for day, kind, name, rule in rows:
        yield f"{day}  {kind.replace('_', ' ')}: {name}"
        yield f"            {rule}"


def _block(agreement: Agreement, day: date | None) -> Iterator[str]:
    """Yield what is known of one agreement, with the sentences behind what texts tell, and its state on `day`."""
    from detente.agreements.merging import said
    from detente.agreements.standing import standing

    parties = f" ({', '.join(agreement.parties)})" if agreement.parties else ""
    yield f"{agreement.names[0]}{parties}"
    if day is not None:
        now = standing(agreement, day)
        yield f"  state on {day}: {(now.state or 'not known').replace('_', ' ')}, {now.rule}"
    for title, value in (("signed", agreement.signed), ("in force", agreement.in_force)):
        if value is not None and value.start is not None:
            yield f"  {title}: {_when(value)}"
    for name, term in (("term", agreement.term), ("renewal", agreement.renewal), ("notice", agreement.notice)):
        if term is not None:
            yield f"  {name}: {said(term)}"
    for step in agreement.steps:
        status = "" if step.status == "happened" else f" ({step.status})"
        by = f" by {step.party}" if step.party else ""
        alleged = f", as {step.alleged_by} says" if step.alleged_by else ""
        until = f", until {step.until}" if step.until else ""
        note = f": {step.note}" if step.note else ""
        yield f"  {_when(step.date)}  {step.kind.replace('_', ' ')}{by}{status}{alleged}{until}{note}"
        yield from _quotes(step.evidence)
    for position in agreement.positions:
        country = f" ({position.country})" if position.country and position.country not in position.name else ""
        condition = f", {position.condition}" if position.condition else ""
        account = f"; as told by {', '.join(a.name for a in position.attribution)}" if position.attribution else ""
        yield f"  {position.name}{country}: {position.stance}{condition}{account}"
        yield from _quotes(position.evidence)
    for deadline in agreement.deadlines:
        yield f"  due {deadline.date}  {deadline.kind.replace('_', ' ')}: {deadline.rule}"
        yield from _quotes(deadline.evidence)
    for contradiction in agreement.contradictions:
        yield f"  accounts of {contradiction.field} differ: {'; '.join(c.value for c in contradiction.claims)}"
    yield ""


def _quotes(evidence: Iterable[Evidence]) -> Iterator[str]:
    from detente.agreements.records import Quoted

    for one in evidence:
        if isinstance(one, Quoted):
            yield f"    “{shorten(one.span.quote, _LONGEST, placeholder=' …')}” ({one.path}:{one.span.start}-{one.span.end})"


def _when(value: DateValue) -> str:
    if value.start is not None:
        return str(value.start) if value.start == value.end else f"{value.start} to {value.end}"
    bounds = [
        *([f"not before {value.earliest}"] if value.earliest else []),
        *([f"not after {value.latest}"] if value.latest else []),
    ]
    return " and ".join(bounds) or "date unknown"


def _write(text: str, output: Path | None, reporter: Reporter) -> None:
    if output is None or output == Path("-"):
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="", errors="backslashreplace")
    reporter.say(f"wrote {output}")
