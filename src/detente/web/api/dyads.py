"""`/api/v1/dyads` and `/heat`: two states over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

import polars as pl
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from detente.measuring.turns import NotEnough, TurningPoint
from detente.records import to_plain
from detente.store import DyadSummary, HeatCell
from detente.web.api.downloads import RESPONSES, Form, frame_download
from detente.web.api.paging import Asked, Paged, refuse
from detente.web.api.parameters import COUNTRY, Cased, PathDyad, countries_of
from detente.web.api.problems import FieldError, Problem
from detente.web.api.route import ApiRoute
from detente.web.case import Case
from detente.web.views.brief import brief_of
from detente.web.views.measured import (
    MODES,
    SCALES,
    Measure,
    Mode,
    direction_name,
    index_of,
    read_measure,
    settled,
    turns_of,
)

router = APIRouter(route_class=ApiRoute, tags=["Dyads"])

_HeatFrequency = Literal["month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One period and direction of an index.

    Attributes:
        period_start, period_end: First and last day of the period.
        direction: `A→B`, `B→A`, or `both` for the two together.
        source, target: The countries; for `both` in the order of the address.
        cooperation, conflict: Sum of the positive, of the negative scores, in points of the scale; conflict is zero or less.
        net: Sum of both.
        incidents: Acts counted; weighted where a window or half-life is asked for.
        events: Reports of these acts.
        unscored: Acts whose code has no score, which the sums lack.
        verbal_cooperation, material_cooperation, verbal_conflict, material_conflict: Acts by quad class.
        publishers: Independent publishers that report them; null where not counted.
        coverage: How much was reported of either country with others, the mean being 1; null where nothing was.
        cooperation_level, conflict_level, net_level: Level estimated from all periods, in points a period; null where there
            are too few acts.
        cooperation_low, conflict_low, net_low: Lower end of the 90 per cent interval of the level.
        cooperation_high, conflict_high, net_high: Upper end of the 90 per cent interval of the level.
    """

    period_start: date
    period_end: date
    direction: str
    source: str
    target: str
    cooperation: float
    conflict: float
    net: float
    incidents: float
    events: int
    unscored: float
    verbal_cooperation: float
    material_cooperation: float
    verbal_conflict: float
    material_conflict: float
    publishers: int | None
    coverage: float | None
    cooperation_level: float | None
    cooperation_low: float | None
    cooperation_high: float | None
    conflict_level: float | None
    conflict_low: float | None
    conflict_high: float | None
    net_level: float | None
    net_low: float | None
    net_high: float | None


class TurningPoints(BaseModel):
    """The turning points of a dyad."""

    points: list[TurningPoint] = Field(description="Turning points, oldest first.")
    not_enough: NotEnough | None = Field(description="Why none can be told, or null.")


def _measure(
    request: Request,
    case: Cased,
    dyad: PathDyad,
    freq: Annotated[
        str,
        Query(
            description="Length of a period; `auto` takes what suits the time.",
            json_schema_extra={"enum": ["auto", "week", "month", "quarter", "year"]},
        ),
    ] = "auto",
    direction: Annotated[
        str, Query(description="`all`, `both`, or `KOR-JPN` for what the first does to the second.")
    ] = "all",
    scale: Annotated[
        str, Query(description="Scale of the scores.", json_schema_extra={"enum": list(SCALES)})
    ] = "plover",
    window: Annotated[str, Query(description="Mean of so many periods, 1 to 60.", examples=["3"])] = "1",
    half_life: Annotated[
        str | None, Query(description="Periods until an act counts half, instead of a window.", examples=["2"])
    ] = None,
    since: Annotated[
        str | None,
        Query(description="Only periods that end on this day or later.", json_schema_extra={"format": "date"}),
    ] = None,
    until: Annotated[
        str | None,
        Query(description="Only periods that begin on this day or earlier.", json_schema_extra={"format": "date"}),
    ] = None,
) -> Measure:
    measure = read_measure(request.query_params, dyad)
    refuse(measure.problems)
    return settled(case, measure)


_Measured = Annotated[Measure, Depends(_measure)]
_Mode = Annotated[Mode, Query(description="`offline` looks back over the whole time, `online` tells as of each month.")]


@router.get("/dyads", summary="Dyads that fit")
def dyads(
    case: Cased,
    asked: Asked,
    country: Annotated[
        list[str] | None, Query(description=f"All of these are among the two. {COUNTRY} May be repeated.")
    ] = None,
) -> Paged[DyadSummary]:
    """List every two countries that have an event, those with most events first."""
    codes = set(countries_of(country))
    found = [one for one in _dyads(case) if codes <= {one.a, one.b}]
    return asked.slice(found)


@router.get("/dyads/{dyad}", summary="One dyad")
def dyad(case: Cased, dyad: PathDyad) -> DyadSummary:
    """Return what there is between two countries, in both directions together."""
    return _find(case, dyad)


@router.get("/dyads/{dyad}/index", summary="The index of a dyad")
def index(case: Cased, measure: _Measured, asked: Asked) -> Paged[IndexRow]:
    """Return cooperation and conflict by period and direction, from the first act counted to the last.

    Counts state sectors, acts that happened or go on, dated closely enough for the period; several reports of one act once.
    """
    frame = _frame(case, measure)
    rows = [IndexRow(**row) for row in frame.slice(asked.offset, asked.per_page).iter_rows(named=True)]
    return asked.of(rows, frame.height)


@router.get("/dyads/{dyad}/index.{form}", summary="The index as a table", response_class=Response, responses=RESPONSES)
def index_table(request: Request, case: Cased, measure: _Measured, form: Form) -> Response:
    """Download the index with the same parameters."""
    a, b = measure.dyad
    return frame_download(request, form, f"index-{a}-{b}-{measure.freq}", _frame(case, measure))


@router.get("/dyads/{dyad}/turning-points", summary="The turning points of a dyad")
def turning_points(case: Cased, dyad: PathDyad, mode: _Mode = MODES[0]) -> TurningPoints:
    """Return the months in which relations turned for the worse or the better, each with the acts that carried it."""
    _find(case, dyad)
    found = turns_of(case, dyad, mode)
    if isinstance(found, NotEnough):
        return TurningPoints(points=[], not_enough=found)
    return TurningPoints(points=list(found or ()), not_enough=None if found is not None else NotEnough(dyad, 0, 0.0))


@router.get("/brief/{dyad}", summary="The brief of a dyad")
def brief(
    case: Cased,
    dyad: PathDyad,
    since: Annotated[date | None, Query(description="Leave out what certainly lies before this day.")] = None,
    until: Annotated[date | None, Query(description="Leave out what certainly lies after this day.")] = None,
) -> dict[str, Any]:
    """Return the brief as the page and `detente brief --format json` have it: sections in a fixed order, with their sources."""
    if since and until and since > until:
        detail = "since: lies after until, so that nothing can fit."
        raise Problem("bad-parameter", detail, errors=[FieldError("since", detail)])
    made: dict[str, Any] = to_plain(brief_of(case, dyad, since, until))
    return made


@router.get("/heat", summary="All dyads over time")
def heat(
    case: Cased,
    asked: Asked,
    freq: Annotated[_HeatFrequency, Query(description="Length of a period.")] = "month",
    country: Annotated[
        list[str] | None, Query(description=f"Only dyads of one of these. {COUNTRY} May be repeated.")
    ] = None,
) -> Paged[HeatCell]:
    """Return cooperation and conflict by dyad and period, in both directions together; periods without acts are left out."""
    codes = set(countries_of(country))
    cells = case.cached(("api heat", freq), lambda: case.store.heat(freq, judged=case.judged))
    return asked.slice([one for one in cells if codes & {one.a, one.b}] if codes else cells)


@router.get("/heat.{form}", summary="All dyads over time, as a table", response_class=Response, responses=RESPONSES)
def heat_table(
    request: Request,
    case: Cased,
    form: Form,
    freq: Annotated[_HeatFrequency, Query(description="Length of a period.")] = "month",
) -> Response:
    """Download cooperation and conflict by dyad and period."""
    cells = case.cached(("api heat", freq), lambda: case.store.heat(freq, judged=case.judged))
    columns: dict[str, Any] = {name: [getattr(one, name) for one in cells] for name in HeatCell.__dataclass_fields__}
    return frame_download(request, form, f"heat-{freq}", pl.DataFrame(columns))


def _dyads(case: Case) -> list[DyadSummary]:
    return case.cached("api dyads", lambda: case.store.dyads(judged=case.judged))


def _find(case: Case, dyad: tuple[str, str]) -> DyadSummary:
    a, b = sorted(dyad)
    found = next((one for one in _dyads(case) if (one.a, one.b) == (a, b)), None)
    if found is None:
        detail = f"No event of the store is between {dyad[0]} and {dyad[1]}."
        raise Problem("not-found", detail, errors=[FieldError("dyad", detail)])
    return found


def _frame(case: Case, measure: Measure) -> pl.DataFrame:
    frame = index_of(case, measure)
    if measure.direction != "all":
        frame = frame.filter(pl.col("direction") == direction_name(measure.direction))
    if measure.since is not None:
        frame = frame.filter(pl.col("period_end") >= measure.since)
    if measure.until is not None:
        frame = frame.filter(pl.col("period_start") <= measure.until)
    return frame
