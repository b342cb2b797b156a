"""The acts that make one value of an index, or that carried one turning point, with their weights and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import polars as pl

from detente.briefs.names import country_name
from detente.measuring.turns import NotEnough, TurningPoint, behind
from detente.records import Event
from detente.web.case import Case
from detente.web.filters import Parameters, Reader
from detente.web.views.acts import acts_table
from detente.web.views.measured import (
    Measure,
    direction_name,
    parts_of,
    period_at,
    read_measure,
    settled,
    turns_of,
)
from detente.web.views.periods import period_name

Kind = Literal["cooperation", "conflict", "net"]
KINDS: Final[tuple[Kind, ...]] = ("net", "cooperation", "conflict")
PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Weighed:
    """An act with what it adds to a value.

    Attributes:
        event: Its most confident report, as people left it or as the machine has it.
        source, target: Country codes; of a reciprocal act in the order of the table.
        reciprocal: It has no direction.
        reports: How many events report it.
        score: On the scale of the measure; None where that has none for it. Of a turning point always None.
        weight: How much of it counts in the value: 1, or less by a window or half-life. Of a turning point its weight there.
        adds: Score times weight, or the weight of a turning point.
    """

    event: Event
    incident: str
    source: str
    target: str
    reciprocal: bool
    reports: int
    score: float | None
    weight: float
    adds: float | None


@dataclass(frozen=True, slots=True)
class DyadActs:
    """The acts of one value or turning point.

    Attributes:
        dyad: The two countries.
        title: What they are the acts of.
        measure: How the index is measured.
        kind: Which of them are shown; None for a turning point, which is `turn` then.
        value: What they add up to.
        period: First day of the period.
        acts: Those of the page; `total` of all pages.
    """

    dyad: tuple[str, str]
    title: str
    measure: Measure
    kind: Kind | None
    turn: TurningPoint | None
    value: float
    period: date
    acts: tuple[Weighed, ...]
    total: int
    page: int
    problems: tuple[str, ...]

    @property
    def items(self) -> tuple[Weighed, ...]:
        """The acts of the page, as a pager asks for them."""
        return self.acts

    @property
    def offset(self) -> int:
        """How many acts come before those of the page."""
        return (self.page - 1) * PER_PAGE

    @property
    def limit(self) -> int:
        """How many acts a page has."""
        return PER_PAGE


def dyad_acts(case: Case, dyad: tuple[str, str], parameters: Parameters) -> DyadActs | None:
    """Return the acts that the parameters of an address ask for, or None where they name no value.

    Args:
        case: The case.
        dyad: The two countries.
        parameters: `period`, and either `turn=worse|better` with `mode`, or `direction`, `kind` and how the index is measured.
    """
    reader = Reader(parameters)
    measure = settled(case, read_measure(parameters, dyad))
    turn = next((one for one in ("worse", "better") if one == reader.text("turn")), None)
    freq = "month" if turn else measure.freq or "month"
    period = reader.one("period", lambda text: period_at(text, freq))
    if period is None:
        return None
    kind: Kind = next((one for one in KINDS if one == reader.text("kind")), "net")
    problems = (*reader.problems, *measure.problems)
    if turn is not None:
        return _of_turn(case, measure, period, turn, reader.page(), problems)
    direction = measure.direction if measure.direction != "all" else "both"
    chosen = parts_of(case, measure).filter(
        pl.col("period_start") == period, pl.col("direction") == direction_name(direction)
    )
    if kind != "net":
        chosen = chosen.filter(pl.col("contribution") > 0 if kind == "cooperation" else pl.col("contribution") < 0)
    merged = _merged(chosen)
    rows = merged.slice((reader.page() - 1) * PER_PAGE, PER_PAGE)
    names = {
        "both": f"{country_name(dyad[0])} and {country_name(dyad[1])}",
        f"{dyad[0]}-{dyad[1]}": f"{country_name(dyad[0])} → {country_name(dyad[1])}",
        f"{dyad[1]}-{dyad[0]}": f"{country_name(dyad[1])} → {country_name(dyad[0])}",
    }
    return DyadActs(
        dyad=dyad,
        title=f"{names[direction]}, {period_name(period, freq)}",
        measure=measure,
        kind=kind,
        turn=None,
        value=float(chosen["contribution"].sum()),
        period=period,
        acts=weighed(case, rows),
        total=merged.height,
        page=reader.page(),
        problems=problems,
    )


def acts_in(parts: pl.DataFrame) -> pl.DataFrame:
    """Return how many acts there are in each value: of all, of those that add to it, and of those that take away.

    Args:
        parts: What `measuring.parts` returns.

    Returns:
        `period_start`, `direction`, `acts`, `plus` and `minus`. The two rows of a reciprocal act are one act.
    """
    # In `both` each row of a reciprocal act counts ½, in one direction there is one row of it: weights add up to acts.
    return parts.group_by("period_start", "direction").agg(
        acts=pl.col("weight").sum(),
        plus=pl.col("weight").filter(pl.col("contribution") > 0).sum(),
        minus=pl.col("weight").filter(pl.col("contribution") < 0).sum(),
    )


def _merged(chosen: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each act: the two rows of a reciprocal one are one, those that add most first."""
    ends = pl.min_horizontal("source", "target") + ">" + pl.max_horizontal("source", "target")
    event = pl.col("id").str.split(":").list.first()
    # The two directions of an act that is not reciprocal are two acts, of weight 1 each.
    alone = pl.when(pl.col("weight") < 1).then(ends).otherwise(pl.col("id"))
    return (
        chosen.with_columns(event=event, act=event + "|" + alone)
        .group_by("act", maintain_order=True)
        .agg(
            pl.col("event", "incident", "source", "target", "score", "reports").first(),
            reciprocal=pl.col("weight").first() < 1,
            weight=(pl.col("weight") * pl.col("factor") * pl.col("decay")).sum(),
            adds=pl.col("contribution").sum(),
            date=pl.col("date").first(),
        )
        .with_columns(adds=pl.when(pl.col("score").is_null()).then(None).otherwise(pl.col("adds")))
        .sort(pl.col("adds").abs(), "date", "act", descending=[True, False, False], nulls_last=True)
    )


def _of_turn(
    case: Case, measure: Measure, period: date, direction: str, page: int, problems: tuple[str, ...]
) -> DyadActs | None:
    points = turns_of(case, measure.dyad, measure.mode)
    if points is None or isinstance(points, NotEnough):
        return None
    point = next((one for one in points if (one.month, one.direction) == (period, direction)), None)
    if point is None:
        return None
    merged = carried(acts_table(case, measure.dyad), point)
    names = f"{country_name(measure.dyad[0])} and {country_name(measure.dyad[1])}"
    return DyadActs(
        dyad=measure.dyad,
        title=f"{names}, turn for the {direction} in {period_name(period, 'month')}",
        measure=measure,
        kind=None,
        turn=point,
        value=float(merged["weight"].sum()),
        period=period,
        acts=weighed(case, merged.slice((page - 1) * PER_PAGE, PER_PAGE)),
        total=merged.height,
        page=page,
        problems=problems,
    )


def carried(table: pl.DataFrame, point: TurningPoint) -> pl.DataFrame:
    """Return the acts that carried a turning point, a row each, the weightiest first; `weight` is that in the turn."""
    rows = behind(table, point).join(table.select("id", "twin_of", "reports"), on="id")
    event = pl.col("id").str.split(":").list.first()
    alone = pl.when(pl.col("twin_of").is_null()).then(pl.col("id")).otherwise(event)
    return (
        rows.with_columns(event=event, act=alone)
        .group_by("act", maintain_order=True)
        .agg(
            pl.col("event", "incident", "reports", "date").first(),
            source=pl.col("source_country").first(),
            target=pl.col("target_country").first(),
            reciprocal=pl.col("twin_of").first().is_not_null(),
            weight=pl.col("carried").sum(),
        )
        .with_columns(score=pl.lit(None, pl.Float64), adds=pl.col("weight"))
        .sort("weight", "date", "act", descending=[True, False, False])
    )


def weighed(case: Case, rows: pl.DataFrame) -> tuple[Weighed, ...]:
    """Return the acts of rows as `carried` gives them, with their sentences."""
    found = []
    for row in rows.iter_rows(named=True):
        event = case.store.event(row["event"], judged=case.judged)
        if event is not None:
            found.append(
                Weighed(
                    event=event,
                    incident=row["incident"],
                    source=row["source"],
                    target=row["target"],
                    reciprocal=row["reciprocal"],
                    reports=row["reports"],
                    score=row["score"],
                    weight=row["weight"],
                    adds=row["adds"],
                )
            )
    return tuple(found)
