"""`detente evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.reporting import Reporter, common_options

_KINDS = {".tsv": "given actors", ".txt": "text without events"}


@click.command("evaluate", epilog="Example: detente evaluate ../shared/gold/news ../shared/gold/coding/plv_dev.tsv")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@common_options
def command(gold: tuple[Path, ...], quiet: bool, as_json: bool) -> None:
    """Score the coder against texts that people labelled.

    A PATH is a folder with `articles` and `annotations`; a .tsv file of sentences with their actors marked and their type;
    or a .txt file with a sentence a line, none of which holds an event between states. docs/evaluation.md has the formats.
    """
    import json

    reporter = Reporter(quiet=quiet, as_json=as_json)
    results = {str(path): _evaluate(path, reporter, as_json) for path in gold}
    if as_json:
        click.echo(json.dumps(next(iter(results.values())) if len(results) == 1 else results))
    scored = sum(bool(result.get("articles", True)) for result in results.values())
    raise SystemExit(reporter.finish(scored, "paths scored"))


def _evaluate(path: Path, reporter: Reporter, as_json: bool) -> dict[str, object]:
    if path.is_dir():
        return _articles(path, reporter, as_json)
    if path.suffix == ".tsv":
        return _given(path, as_json)
    if path.suffix == ".txt":
        return _quiet(path, as_json)
    kinds = ", ".join(f"{ending} ({what})" for ending, what in _KINDS.items())
    raise click.UsageError(f"{path} is neither a folder nor a file of a kind that can be scored: {kinds}")


def _articles(gold: Path, reporter: Reporter, as_json: bool) -> dict[str, object]:
    from dataclasses import asdict

    from detente.cli.work import read_and_code
    from detente.coding.evaluation import calibration, load_annotations, score
    from detente.records import Event

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
    if not as_json:
        click.echo(f"{len(annotations)} English articles of {gold}")
        click.echo("level    precision  recall  F1     (right, coded, annotated)")
        for level, tally in result.levels.items():
            figures = f"{tally.precision:9.3f}  {tally.recall:6.3f}  {tally.f1:5.3f}"
            click.echo(f"{level:8} {figures}  ({tally.hits}, {tally.coded}, {tally.annotated})")
        click.echo(f"dates right on events whose dyad and type are right: {result.dates_right} of {result.dates}")
        click.echo("confidence       mean  right  coded")
        for name, mean, right, coded in calibration(result, events):
            click.echo(f"{name:15} {mean:5.2f}  {right:5}  {coded:5}")
    levels = {level: {**asdict(tally), "f1": tally.f1} for level, tally in result.levels.items()}
    return {"articles": len(documents), "levels": levels, "dates_right": result.dates_right, "dates": result.dates}


def _given(path: Path, as_json: bool) -> dict[str, object]:
    from dataclasses import asdict

    from detente.coding.comparisons import load_given, score_given
    from detente.coding.given import classify_all

    marked, wanted = load_given(path)
    if not marked:
        raise click.UsageError(f"{path} holds no sentence")
    result = score_given(wanted, [root for root, _ in classify_all(marked)])
    if not as_json:
        click.echo(f"{len(marked)} sentences of {path}, their actors given")
        click.echo(f"macro F1 {result.macro_f1:.3f} (95 % interval {result.low:.3f} to {result.high:.3f})")
        click.echo(f"accuracy {result.accuracy:.3f}")
        click.echo("label      precision  recall  F1     sentences")
        for label, (precision, recall, f1, count) in result.by_label.items():
            click.echo(f"{label:10} {precision:9.3f}  {recall:6.3f}  {f1:5.3f}  {count:9}")
        told = ", ".join(f"{wanted} as {got} {count}" for wanted, got, count in result.mixed_up)
        click.echo(f"mixed up most: {told or 'none'}")
    return asdict(result)


def _quiet(path: Path, as_json: bool) -> dict[str, object]:
    from detente.coding import Coder
    from detente.coding.comparisons import as_document, quiet_sentences

    coder = Coder()
    sentences = list(quiet_sentences(path))
    if not sentences:
        raise click.UsageError(f"{path} holds no sentence")
    alarms = [event for sentence in sentences for event in coder.code(as_document(sentence, str(path)))]
    rate = 1000 * len(alarms) / len(sentences)
    if not as_json:
        click.echo(f"{len(sentences)} sentences of {path} without events between states")
        click.echo(f"events coded: {len(alarms)}, {rate:.1f} for 1,000 sentences")
        for event in alarms:
            click.echo(f"  {event.type} {event.trigger.quote!r}: {event.evidence.quote}")
    return {"sentences": len(sentences), "events": len(alarms), "per_thousand": rate}
