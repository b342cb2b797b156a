"""`detente evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.reporting import Reporter, common_options


@click.command("evaluate", epilog="Example: detente evaluate ../shared/gold/news")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER")
@common_options
def command(gold: Path, quiet: bool, as_json: bool) -> None:
    """Score the coder against hand-annotated articles.

    FOLDER holds `articles` and `annotations`, in the format that docs/evaluation.md describes.
    """
    import json
    from dataclasses import asdict

    from detente.cli.work import read_and_code
    from detente.coding.evaluation import calibration, load_annotations, score
    from detente.records import Event

    reporter = Reporter(quiet=quiet, as_json=as_json)
    if not (gold / "annotations").is_dir() or not (gold / "articles").is_dir():
        raise click.UsageError(f"{gold} holds no folders `articles` and `annotations`")
    annotations = load_annotations(gold / "annotations")
    if not annotations:
        raise click.UsageError(f"{gold / 'annotations'} holds no annotated English article (NAME.yaml)")
    documents, events, _ = read_and_code([str(gold / "articles")], reporter)
    by_article: dict[str, list[Event]] = {Path(document.path).stem: [] for document in documents}
    for event in events:
        by_article[Path(event.path).stem].append(event)
    result = score(annotations, by_article)
    if as_json:
        levels = {level: {**asdict(tally), "f1": tally.f1} for level, tally in result.levels.items()}
        click.echo(json.dumps({"levels": levels, "dates_right": result.dates_right, "dates": result.dates}))
        raise SystemExit(reporter.finish(len(documents), "articles read"))
    click.echo(f"{len(annotations)} English articles of {gold}")
    click.echo("level    precision  recall  F1     (right, coded, annotated)")
    for level, tally in result.levels.items():
        figures = f"{tally.precision:9.3f}  {tally.recall:6.3f}  {tally.f1:5.3f}"
        click.echo(f"{level:8} {figures}  ({tally.hits}, {tally.coded}, {tally.annotated})")
    click.echo(f"dates right on events whose dyad and type are right: {result.dates_right} of {result.dates}")
    click.echo("confidence  right  coded")
    for confidence, right, coded in calibration(result, events):
        click.echo(f"{confidence:10.2f}  {right:5}  {coded:5}")
    raise SystemExit(reporter.finish(len(documents), "articles read"))
