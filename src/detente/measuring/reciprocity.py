"""Does A answer B in kind: how fast, how strongly, and the other way round.

A vector autoregression of the two directed weekly series (Goldstein and Freeman 1990; Goldstein and Pevehouse 1997,
Reciprocity, bullying and international cooperation, APSR 91), by least squares, which is its posterior mean under a flat
prior. From the posterior (normal, inverse Wishart: Sims and Zha 1999, Error bands for impulse responses, Econometrica 67)
come the intervals of the responses. An F test asks whether the other's past tells anything that one's own does not
(Granger 1969).

Data sets write one act in both directions where they cannot tell who acted. Such mirrored twins move both series in the
same week, and a series of them answers itself. The model takes rows without twins; the same test with twins left in shows
what it would have claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.stats import f as f_distribution
from scipy.stats import invwishart

from detente.measuring.normalise import between, period_start
from detente.measuring.periods import Frequency, periods

Floats = npt.NDArray[np.float64]

# Lags that are tried where none are asked for; Schwarz's criterion chooses.
_MOST_LAGS: Final = 8
# Periods over which a response is followed.
HORIZON: Final = 12
_DRAWS: Final = 1000
COVERS: Final = 0.9
# Observations for each coefficient of an equation, and periods with acts in each direction, under which nothing is said.
_LEAST_EACH: Final = 5
_LEAST_ACTIVE: Final = 20

RESPONSES: Final[dict[str, pl.DataType]] = {
    "source": pl.String(),
    "target": pl.String(),
    "period": pl.UInt32(),
    "response": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How one side answers the other.

    Attributes:
        who: The side that answers; whom: the side that is answered.
        f, p: The F statistic of whom's past in who's equation and its p-value. df: its degrees of freedom.
        response: What who does in each of the periods 1 to `HORIZON` more, for one unit more of whom in period 0; low, high:
            interval of 90 %.
        total, total_low, total_high: The sum of these. Above nought is in kind.
        half_after: Periods until half of the total is there; None where the interval of the total holds nought.
    """

    who: str
    whom: str
    f: float
    p: float
    df: tuple[int, int]
    response: Floats
    low: Floats
    high: Floats
    total: float
    total_low: float
    total_high: float
    half_after: int | None


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Answers both ways.

    Attributes:
        answers: A to B, then B to A.
        lags: Of the model.
        periods: Observations.
        with_twins: The same answers from the series with mirrored rows left in, as a warning; None where there are none.
        twins: Rows that were left out as mirrored.
    """

    answers: tuple[Answer, Answer]
    lags: int
    periods: int
    with_twins: tuple[Answer, Answer] | None = None
    twins: int = 0


@dataclass(frozen=True, slots=True)
class TooShort:
    """Why nothing is said.

    Attributes:
        periods: Periods of the series.
        active: Periods with acts, of the side that has fewer.
        reason: What it takes.
    """

    periods: int
    active: int
    reason: str


def reciprocity(
    table: pl.DataFrame | pl.LazyFrame,
    *,
    dyad: tuple[str, str],
    freq: Frequency = "week",
    scale: str = "plover",
    lags: int | None = None,
    seed: int = 0,
) -> Reciprocity | TooShort:
    """Return how the two states of a dyad answer each other.

    Args:
        table: An event table.
        dyad: The two countries.
        freq: Length of a period.
        scale: Column of scores, whose sums are the series.
        lags: Periods of the past; None takes what Schwarz's criterion chooses.
        seed: Of the draws from the posterior.

    Returns:
        The answers, without mirrored twins; `TooShort` where the series is too short or too empty.
    """
    rows = (
        table.lazy()
        .filter(pl.col("counts"), between(dyad), pl.col("date").is_not_null(), pl.col(scale).is_not_null())
        .filter(period_start("date", freq) == period_start("date_end", freq))
        .select("date", "source_country", "twin_of", start=period_start("date", freq), score=pl.col(scale))
        .collect()
    )
    if rows.is_empty():
        return TooShort(0, 0, "there are no acts with a score")
    single = rows.filter(pl.col("twin_of").is_null())
    # Both series run over the same periods, so that the two tests are of the same weeks.
    spans = [start for start, _ in periods(rows["date"].min(), rows["date"].max(), freq)]  # type: ignore[arg-type]
    found = answers(_sums(single, spans, dyad), dyad, lags=lags, seed=seed)
    if isinstance(found, TooShort):
        return found
    twins = rows.height - single.height
    warned = answers(_sums(rows, spans, dyad), dyad, lags=found.lags, seed=seed) if twins else None
    return Reciprocity(
        found.answers,
        found.lags,
        found.periods,
        warned.answers if isinstance(warned, Reciprocity) else None,
        twins,
    )


def answers(
    values: Floats, sides: tuple[str, str], *, lags: int | None = None, seed: int = 0
) -> Reciprocity | TooShort:
    """Return how two series answer each other.

    Args:
        values: Periods × 2: what the first side does to the second, and what the second does to the first.
        sides: Their names.
        lags: Periods of the past; None takes what Schwarz's criterion chooses.
        seed: Of the draws from the posterior.

    Returns:
        The answers, or `TooShort`.
    """
    count = len(values)
    active = int(min((values != 0).sum(axis=0)))
    most = lags or _MOST_LAGS
    least = most + _LEAST_EACH * (2 * most + 1)
    if count < least or active < _LEAST_ACTIVE:
        return TooShort(
            count, active, f"it takes {least} periods and acts in {_LEAST_ACTIVE} of them in each direction"
        )
    chosen = lags or min(range(1, _MOST_LAGS + 1), key=lambda lag: _schwarz(values[_MOST_LAGS - lag :], lag))
    past, now = _design(values, chosen)
    coefficients, residuals = _least_squares(past, now)
    drawn = _draws(past, coefficients, residuals, chosen, np.random.default_rng(seed))
    central = _responses(coefficients, chosen)
    both = tuple(
        _answer(sides[side], sides[1 - side], past, now, chosen, side, central[:, side, 1 - side], drawn)
        for side in (0, 1)
    )
    return Reciprocity((both[0], both[1]), chosen, len(now))


def frame_of(found: Reciprocity) -> pl.DataFrame:
    """Return the responses as a frame with the columns of `RESPONSES`: who answers, whom, after how many periods."""
    rows = [
        (answer.who, answer.whom, at + 1, *map(float, (answer.response[at], answer.low[at], answer.high[at])))
        for answer in found.answers
        for at in range(len(answer.response))
    ]
    return pl.DataFrame(rows, schema=RESPONSES, orient="row")


def _sums(rows: pl.DataFrame, spans: Sequence[date], dyad: tuple[str, str]) -> Floats:
    base = pl.DataFrame({"start": spans}, schema={"start": pl.Date})
    columns = []
    for side in dyad:
        sums = rows.filter(pl.col("source_country") == side).group_by("start").agg(pl.col("score").sum())
        columns.append(
            base.join(sums, on="start", how="left", maintain_order="left")["score"].fill_null(0.0).to_numpy()
        )
    return np.stack(columns, axis=1)


def _design(values: Floats, lags: int) -> tuple[Floats, Floats]:
    """Return the past of each period (a one, then each lag of both series) and the period itself."""
    count = len(values)
    past = [np.ones((count - lags, 1))] + [values[lags - lag : count - lag] for lag in range(1, lags + 1)]
    return np.concatenate(past, axis=1), values[lags:]


def _least_squares(past: Floats, now: Floats) -> tuple[Floats, Floats]:
    found: Floats = np.asarray(np.linalg.lstsq(past, now, rcond=None)[0], dtype=np.float64)
    return found, now - past @ found


def _schwarz(values: Floats, lags: int) -> float:
    past, now = _design(values, lags)
    _, residuals = _least_squares(past, now)
    _, size = np.linalg.slogdet(residuals.T @ residuals / len(now))
    return float(size + np.log(len(now)) / len(now) * 2 * past.shape[1])


def _answer(
    who: str, whom: str, past: Floats, now: Floats, lags: int, side: int, response: Floats, drawn: Floats
) -> Answer:
    other = [1 + 2 * lag + (1 - side) for lag in range(lags)]
    own = [column for column in range(past.shape[1]) if column not in other]
    _, whole = _least_squares(past, now[:, [side]])
    _, without = _least_squares(past[:, own], now[:, [side]])
    # Both equations together, as is usual for a vector autoregression.
    freedom = 2 * (len(now) - past.shape[1])
    rest = float((whole**2).sum()) / (len(now) - past.shape[1])
    statistic = float((without**2).sum() - (whole**2).sum()) / lags / rest
    low, high = (1 - COVERS) / 2, (1 + COVERS) / 2
    draws = drawn[:, :, side, 1 - side]
    totals = draws.sum(axis=1)
    total_low, total_high = (float(value) for value in np.quantile(totals, [low, high]))
    total = float(response.sum())
    half = None
    if total_low > 0 or total_high < 0:
        reached = np.abs(np.cumsum(response)) >= abs(total) / 2
        half = int(np.argmax(reached)) + 1
    return Answer(
        who=who,
        whom=whom,
        f=statistic,
        p=float(f_distribution.sf(statistic, lags, freedom)),
        df=(lags, freedom),
        response=response,
        low=np.quantile(draws, low, axis=0),
        high=np.quantile(draws, high, axis=0),
        total=total,
        total_low=total_low,
        total_high=total_high,
        half_after=half,
    )


def _responses(coefficients: Floats, lags: int) -> Floats:
    """Return what each side does after 1, 2, … periods for one unit more of either in period 0: periods × who × whom."""
    steps = [coefficients[1 + 2 * lag : 3 + 2 * lag].T for lag in range(lags)]
    found = [np.eye(2)]
    for period in range(1, HORIZON + 1):
        found.append(sum((steps[lag] @ found[period - lag - 1] for lag in range(min(lags, period))), np.zeros((2, 2))))
    return np.array(found[1:])


def _draws(past: Floats, coefficients: Floats, residuals: Floats, lags: int, generator: np.random.Generator) -> Floats:
    """Return the responses of draws from the posterior."""
    freedom = len(past) - past.shape[1]
    within = np.linalg.cholesky(np.linalg.pinv(past.T @ past))
    covariances = invwishart.rvs(df=freedom, scale=residuals.T @ residuals, size=_DRAWS, random_state=generator)
    found = []
    for covariance in covariances:
        noise = generator.standard_normal(coefficients.shape)
        found.append(_responses(coefficients + within @ noise @ np.linalg.cholesky(covariance).T, lags))
    return np.array(found)
