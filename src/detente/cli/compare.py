"""`detente compare`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.countries import COUNTRY
from detente.cli.reporting import (
    Reporter,
    allow_private_option,
    check_writable,
    common_options,
    json_line,
    store_option,
)

if TYPE_CHECKING:
    from detente.editions.compare import Comparison
    from detente.editions.portrait import Portrait
    from detente.editions.records import Edition
    from detente.records import Document


@click.command(
    "compare",
    epilog="Example: detente compare 2019.pdf 2020.pdf\n\n"
    "Example: detente compare white_papers/ --series jp_defense_white_paper --from 2018 --to 2020 --format html -o changes.html",
)
@click.argument("paths", nargs=-1, metavar="[PATH|URL...]")
@click.option("--series", metavar="NAME", help="Compare the editions of this series, each with the one before.")
@click.option(
    "--from", "first", type=click.IntRange(1000, 9999), metavar="YEAR", help="First edition, by the year on its cover."
)
@click.option(
    "--to", "last", type=click.IntRange(1000, 9999), metavar="YEAR", help="Last edition, by the year on its cover."
)
@click.option("--across", is_flag=True, help="Compare the first edition with the last alone.")
@click.option("--part", metavar="TITLE", help="Part in which countries are ranked, by number or words of its title.")
@click.option(
    "--leave-out", type=COUNTRY, multiple=True, metavar="COUNTRY", help="Country that is not ranked, such as the ally."
)
@click.option("--tone", is_flag=True, help="Compare tone, too, which codes every edition and takes a while.")
@click.option("--trivial", is_flag=True, help="List trivial differences, too, each with its rule.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "html"]),
    help="Output; jsonl is one change a line.  [default: by the file's ending, else text]",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: standard output]"
)
@allow_private_option
@store_option
@common_options
def command(
    paths: tuple[str, ...],
    series: str | None,
    first: int | None,
    last: int | None,
    across: bool,
    part: str | None,
    leave_out: tuple[str, ...],
    tone: bool,
    trivial: bool,
    form: str | None,
    output: Path | None,
    allow_private: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """What changed between editions of an official document.

    Two files are compared in the order given. With --series the editions of a series are compared one after the other: from
    the files and folders named, where front matter or a YAML manifest says what belongs to it, or from the store.
    """
    from detente.editions.compare import compare_all
    from detente.editions.portrait import portrait_of

    if output is not None:
        _check_output(output, paths)
    reporter = Reporter(quiet=quiet, as_json=as_json)
    documents = documents_of(paths, series, store_path, allow_private, reporter)
    if series is None:
        if first or last or across:
            raise click.UsageError("--from, --to and --across choose editions of a series; name it with --series")
        if len(documents) != 2:
            raise click.UsageError(
                f"two editions are compared, and there are {len(documents)} documents (name two files, or a series with --series)"
            )
        pairs = [_two(documents)]
    else:
        pairs = pairs_of_series(documents, paths, series, first, last, across=across)
    found = list(reporter.track(compare_all(pairs, part=part, leave_out=leave_out, tone=tone), "comparing"))
    editions = {edition.id: edition for one in found for edition in (one.before, one.after)}.values()
    chosen = form or _by_ending(output)
    portraits = (
        [portrait_of(edition, part=part, leave_out=leave_out, tone=tone) for edition in editions]
        if chosen != "jsonl"
        else []
    )
    text = _render(found, portraits, chosen, trivial=trivial)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", errors="backslashreplace")
        reporter.say(f"wrote {output}")
    real = sum(len(one.real) for one in found)
    minor = sum(len(one.trivial) for one in found)
    said = f"comparisons, {real} changes, {minor} trivial differences"
    raise SystemExit(reporter.finish(len(found), said, usable=len(documents)))


def documents_of(
    paths: tuple[str, ...], series: str | None, store_path: Path | None, allow_private: bool, reporter: Reporter
) -> list[Document]:
    """Read what was named, or take the documents of the store."""
    from detente.reading import read_all
    from detente.records import Document

    if not paths:
        if series is None:
            raise click.UsageError("name two files to compare, or a series with --series")
        from detente.cli.work import open_for_reading

        with open_for_reading(store_path) as store:
            return list(store.documents())
    documents: list[Document] = []
    for item in reporter.track(
        read_all([p for p in paths if not _is_manifest(p)], allow_private=allow_private), "reading"
    ):
        if isinstance(item, Document):
            documents.append(item)
        elif not _is_manifest(item.where):
            reporter.skip(item)
    if series is None and len(paths) == 2 and len(documents) == 1 and reporter.duplicates == 1:
        # One text under two names is one document to a reader, and two editions to be compared.
        documents *= 2
    return documents


def _is_manifest(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _two(documents: Sequence[Document]) -> tuple[Edition, Edition]:
    from detente.editions.series import edition_of

    return edition_of(documents[0]), edition_of(documents[1])


def pairs_of_series(
    documents: Sequence[Document],
    paths: Sequence[str],
    name: str,
    first: int | None,
    last: int | None,
    *,
    across: bool,
) -> list[tuple[Edition, Edition]]:
    """Return the pairs of a series to compare.

    Raises:
        click.UsageError: If there is no such series, or it has fewer than two editions in the years.
    """
    from detente.editions.manifest import manifests_in
    from detente.editions.series import group_series, pairs_of, within

    listed = group_series(documents, manifests_in(path for path in paths if "://" not in path))
    chosen = next((one for one in listed if one.name == name), None)
    if chosen is None:
        known = ", ".join(one.name for one in listed[:12]) or "none"
        raise click.UsageError(f"there is no series {name!r} (series here: {known})")
    editions = within(chosen.editions, first, last)
    if len(editions) < 2:
        years = ", ".join(edition.name for edition in chosen.editions)
        raise click.UsageError(f"{name} has fewer than two editions in those years (editions here: {years})")
    return pairs_of(editions, across=across)


def _check_output(output: Path, paths: tuple[str, ...]) -> None:
    """Refuse, before the long work, a file that cannot be written or that is compared."""
    if os.path.realpath(output) in map(os.path.realpath, paths):
        raise click.UsageError(f"{output}: would overwrite what is compared (name another file)")
    check_writable(output)


def _by_ending(output: Path | None) -> str:
    ending = output.suffix.lower() if output else ""
    return {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl"}.get(ending, "text")


def _render(found: Sequence[Comparison], portraits: Sequence[Portrait], form: str, *, trivial: bool) -> str:
    from detente.export import editions_jsonl, editions_text

    if form == "html":
        from detente.export import editions_html

        return editions_html.render(found, portraits)
    if form == "text":
        listed = [*editions_text.portrait_lines(portraits), *editions_text.lines(found, trivial=trivial)]
        return "".join(line + "\n" for line in listed)
    if form == "jsonl":
        return "".join(line + "\n" for line in editions_jsonl.lines(found, trivial=trivial))
    return json_line(editions_jsonl.whole(found, portraits, trivial=trivial)) + "\n"
