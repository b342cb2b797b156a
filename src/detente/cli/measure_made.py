"""What `detente measure` shows: the frames, and what their figures are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import click
import polars as pl

from detente.cli.reporting import Reporter
from detente.measuring.periods import Frequency
from detente.measuring.turns import TurningPoint


@dataclass(frozen=True, slots=True)
class Source:
    """The event table that a command measures.

    Attributes:
        table: It.
        quotes: The sentence of each of its rows, where the store has one.
        publishers: Independent publishers by period and direction, where the store knows them.
    """

    table: pl.LazyFrame
    quotes: dict[str, str] = field(default_factory=dict)
    publishers: pl.DataFrame | None = None


def from_table(path: Path) -> Source:
    """Return the event table at a path.

    Raises:
        click.UsageError: If there is none.
    """
    from detente.errors import ReadError
    from detente.measuring.table import scan_table

    try:
        return Source(scan_table(path))
    except ReadError as error:
        raise click.UsageError(str(error)) from error


def from_store(path: Path | None, countries: tuple[str, ...], freq: str, *, judged: bool, reporter: Reporter) -> Source:
    """Return the event table of all events of a store, as people left them or as the machine has them."""
    from detente.cli.work import open_for_reading
    from detente.measuring import measure
    from detente.measuring.table import from_events
    from detente.store.judging import counted

    with open_for_reading(path) as store:
        events = list(store.events(judged=judged))
        outcomes = counted(store.verdicts()) if judged else {}
        if outcomes:
            told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
            reporter.say(f"judgements applied: {told}", judgements=outcomes)
        # The table has the most confident report of each act; publishers are counted over all of them.
        publishers = None
        if len(countries) == 2:
            publishers = measure(
                events,
                dyad=(countries[0], countries[1]),
                freq=cast(Any, freq),
                documents=store.documents(),
                groups=store.groups(),
            ).select("period_start", "direction", "publishers")
    table = from_events(events)
    by_id = {event.id: event.evidence.quote for event in events}
    quotes = {row: by_id.get(row.rpartition(":")[0], "") for row in table["id"]}
    return Source(table.lazy(), quotes, publishers)


def make(
    source: Source, countries: tuple[str, ...], show: str, options: dict[str, Any], reporter: Reporter
) -> tuple[pl.DataFrame, dict[str, Any]] | None:
    """Return the frame that is asked for and what its figure is drawn from, or None where there is nothing to show."""
    if show in ("index", "parts"):
        return _index(source, (countries[0], countries[1]), show, options, reporter)
    if show == "turns":
        from detente.measuring.turns import behind, frame_of

        points = _turns(source, (countries[0], countries[1]), options["mode"], reporter)
        if points is None:
            return None
        rows = [behind(source.table, point)["id"].to_list() for point in points]
        return frame_of(points).with_columns(rows=pl.Series(rows, dtype=pl.List(pl.String))), {}
    if show == "reciprocity":
        return _reciprocity(source, (countries[0], countries[1]), options, reporter)
    return _comparison(source, countries, show, options, reporter)


def _index(
    source: Source, dyad: tuple[str, str], show: str, options: dict[str, Any], reporter: Reporter
) -> tuple[pl.DataFrame, dict[str, Any]]:
    from detente.measuring.series import parts, series, shortfall

    freq: Frequency = options["freq"] or "month"
    chosen = {name: options[name] for name in ("scale", "normalise", "publishers", "window", "half_life")}
    if chosen["half_life"] is not None and chosen["window"] != 1:
        raise click.UsageError("give --window or --half-life, not both")
    detail = parts(source.table, dyad=dyad, freq=freq, **chosen)
    if show == "parts":
        reporter.say(f"{detail.height} parts")
        return detail, {}
    frame = series(source.table, dyad=dyad, freq=freq, **chosen)
    if source.publishers is not None:
        frame = (
            frame.drop("publishers")
            .join(source.publishers, on=["period_start", "direction"], how="left", maintain_order="left")
            .select(frame.columns)
        )
    events = int(frame.filter(pl.col("direction") == "both")["events"].sum()) if len(frame) else 0
    reporter.say(f"{events} events between {dyad[0]} and {dyad[1]}", events=events)
    short = shortfall(frame)
    if short is not None:
        reporter.say(short)
    drawn = {
        "frame": frame, "parts": detail, "dyad": dyad, "freq": freq, "quotes": source.quotes, "short": short,
        "turns": _turns(source, dyad, options["mode"], None) or [],
    }  # fmt: skip
    return frame, drawn


def _turns(source: Source, dyad: tuple[str, str], mode: str, reporter: Reporter | None) -> list[TurningPoint] | None:
    from detente.measuring.turns import NotEnough, turning_points
    from detente.measuring.turns_acts import acts_of

    acts = acts_of(source.table, dyad)
    if acts is None:
        if reporter is not None:
            reporter.say(f"not enough: no acts between {dyad[0]} and {dyad[1]}")
        return None
    points: list[TurningPoint] = []
    for direction in ("worse", "better"):
        found = turning_points(acts, mode=cast(Any, mode), direction=cast(Any, direction))
        if isinstance(found, NotEnough):
            if reporter is not None:
                reporter.say(
                    f"not enough: {found.months} months, where turning points take more than {found.least_months}"
                )
            return None
        points += found
    if reporter is not None:
        reporter.say(f"{len(points)} turning points in {len(acts.months)} months")
    return sorted(points, key=lambda point: (point.month, point.direction))


def _reciprocity(
    source: Source, dyad: tuple[str, str], options: dict[str, Any], reporter: Reporter
) -> tuple[pl.DataFrame, dict[str, Any]] | None:
    from detente.measuring.reciprocity import TooShort, frame_of, reciprocity

    freq: Frequency = options["freq"] or "week"
    found = reciprocity(source.table, dyad=dyad, freq=freq, scale=options["scale"])
    if isinstance(found, TooShort):
        reporter.say(f"not enough: {found.periods} periods, {found.active} with acts of either side; {found.reason}")
        return None
    for answer in found.answers:
        speed = f", half of it after {answer.half_after}" if answer.half_after is not None else ""
        reporter.say(
            f"{answer.who} answers {answer.whom}: {answer.total:+.2f} ({answer.total_low:+.2f} to {answer.total_high:+.2f}) "
            f"in 12 periods for 1{speed}; F({answer.df[0]}, {answer.df[1]}) = {answer.f:.1f}, p = {answer.p:.2g}"
        )
    for answer in found.with_twins or ():
        reporter.say(
            f"with {found.twins} mirrored rows left in, which proves nothing: {answer.who} answers {answer.whom} "
            f"{answer.total:+.2f}, F = {answer.f:.1f}, p = {answer.p:.2g}"
        )
    return frame_of(found), {"reciprocity": found}


def _comparison(
    source: Source, countries: tuple[str, ...], show: str, options: dict[str, Any], reporter: Reporter
) -> tuple[pl.DataFrame, dict[str, Any]] | None:
    from detente.measuring.comparison import compare, moves, nets, peers, star

    wanted = (
        {"compare": star(countries[0], countries[1:]), "triangle": tuple(combinations(countries, 2))}.get(show)
        if countries
        else None
    )
    found = nets(source.table, wanted, freq=options["freq"] or "month", scale=options["scale"])
    if found.is_empty():
        reporter.say("not enough: no acts")
        return None
    if show in ("compare", "triangle"):
        return compare(found), {"nets": found}
    if show == "peers":
        try:
            return peers(found, (countries[0], countries[1])), {}
        except ValueError as error:
            reporter.say(f"not enough: {error}")
            return None
    if countries:
        found = found.filter(pl.col("country_a").is_in(countries) | pl.col("country_b").is_in(countries))
    return moves(found), {}
