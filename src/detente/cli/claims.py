"""`detente claims`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.reporting import Reporter, actors_option, allow_private_option, common_options, json_line

if TYPE_CHECKING:
    from detente.editions.records import Claim, Verdict


@click.command(
    "claims",
    epilog="Example: detente claims articles/ --format jsonl\n\nExample: detente claims news.html --editions white_papers/",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="Output; jsonl is one claim a line.",
)
@click.option(
    "--editions",
    "folder",
    type=click.Path(exists=True, path_type=Path),
    help="Editions to hold the claims against, a folder or a file.",
)
@actors_option
@allow_private_option
@common_options
def command(
    paths: tuple[str, ...],
    form: str,
    folder: Path | None,
    actors: tuple[Path, ...],
    allow_private: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """What news says about editions of official documents.

    PATH holds news: files, folders, URLs or - for standard input. A claim tells whose document it is about, which
    edition, and what is said to have changed: rank, label, removed, added, reworded, tone, frequency, release. With
    --editions each claim is held against the editions there: confirmed, contradicted, true but not new, or unchecked.
    """
    from detente.actors import Resolver
    from detente.cli.work import check_actors
    from detente.editions.claims import claims, not_read
    from detente.export.claims_jsonl import claim_row, verdict_row
    from detente.reading import read_all
    from detente.records import Document

    reporter = Reporter(quiet=quiet, as_json=as_json)
    check_actors(actors)
    resolver = Resolver(extra=list(actors)) if actors else None
    found: list[Claim] = []
    read = 0
    for item in reporter.track(read_all(paths, allow_private=allow_private), "reading"):
        if not isinstance(item, Document):
            reporter.skip(item)
            continue
        reason = not_read(item)
        if reason is not None:
            reporter.skip(reason)
            continue
        read += 1
        found += claims(item, resolver)
    verdicts = _held(found, folder, reporter) if folder is not None else None
    rows = [verdict_row(verdict) for verdict in verdicts] if verdicts is not None else [claim_row(one) for one in found]
    if form == "json":
        click.echo(json_line(rows))
    elif form == "jsonl":
        for row in rows:
            click.echo(json_line(row))
    else:
        for line in _lines(found, verdicts):
            click.echo(line)
    raise SystemExit(reporter.finish(read, f"documents read, {len(found)} claims"))


def _held(found: list[Claim], folder: Path, reporter: Reporter) -> list[Verdict]:
    from detente.editions.manifest import manifests_in
    from detente.editions.matching import check_claims
    from detente.editions.series import group_series
    from detente.reading import read_all
    from detente.records import Document

    editions: list[Document] = []
    for item in reporter.track(read_all([str(folder)]), "reading editions"):
        if isinstance(item, Document):
            editions.append(item)
        else:
            reporter.skip(item)
    return check_claims(found, group_series(editions, manifests_in([folder])))


def _lines(found: list[Claim], verdicts: list[Verdict] | None) -> Iterator[str]:
    """Yield each claim as two lines: what is claimed, then the sentence that says it."""
    for at, claim in enumerate(found):
        edition = " ".join(
            filter(None, [claim.series or claim.issuer or "?", claim.edition, "draft" if claim.draft else None])
        )
        against = f" (against {claim.reference_edition})" if claim.reference_edition else ""
        what = " → ".join(part for part in (claim.before, claim.after) if part is not None)
        gone = " → gone" if claim.after is None and claim.before is not None else ""
        order = f" [{', '.join(claim.order)}]" if claim.order else ""
        said = f", told by {' ← '.join(link.name for link in claim.attribution)}" if claim.attribution else ""
        yield f"{edition}{against}: {claim.kind} {claim.country or ''}: {what}{gone}{order}{said}"
        yield f"    {claim.path}:{claim.evidence.start}–{claim.evidence.end} {claim.evidence.quote}"
        if verdicts is not None:
            yield f"    {verdicts[at].verdict.replace('_', ' ')}: {verdicts[at].reason}"
