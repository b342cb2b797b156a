"""How an index is asked for, and what it comes to: series, parts and turning points of two countries, kept by store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import polars as pl

from detente.measuring.periods import Frequency, period_of
from detente.measuring.series import parts, series
from detente.measuring.turns import NotEnough, TurningPoint, turning_points
from detente.measuring.turns_acts import acts_of
from detente.web.case import Case
from detente.web.filters import Parameters, Reader
from detente.web.views.acts import acts_table
from detente.web.views.periods import FREQUENCIES, suiting

Mode = Literal["online", "offline"]
SCALES: Final = ("plover", "goldstein_icews", "goldstein_phoenix")
MODES: Final[tuple[Mode, ...]] = ("offline", "online")
_MOST_WINDOW, _MOST_HALF_LIFE = 60, 120.0
# A level for more periods than that takes seconds, and its line could not be read.
_MOST_LEVELS: Final = 600


@dataclass(frozen=True, slots=True)
class Measure:
    """How an index is measured.

    Attributes:
        dyad: The two countries, in the order of the address.
        freq: Length of a period; None takes what suits the time.
        direction: `all` for three panels, `both`, or `KOR-JPN` for what the first does to the second.
        scale, window, half_life: As of `measuring.series`.
        since, until: Which periods are shown.
        mode: Whether turning points are as of each month or looking back.
        problems: What could not be understood and is left out, a sentence each.
    """

    dyad: tuple[str, str]
    freq: Frequency | None = None
    direction: str = "all"
    scale: str = "plover"
    window: int = 1
    half_life: float | None = None
    since: date | None = None
    until: date | None = None
    mode: Mode = "offline"
    problems: tuple[str, ...] = ()

    @property
    def how(self) -> dict[str, object]:
        """What is not measured in the usual way, as parameters of an address."""
        return {
            "scale": self.scale if self.scale != "plover" else None,
            "window": self.window if self.window != 1 else None,
            "half_life": f"{self.half_life:g}" if self.half_life is not None else None,
        }

    @property
    def directions(self) -> tuple[str, ...]:
        """The directions that are shown, as addresses have them."""
        a, b = self.dyad
        return ("both", f"{a}-{b}", f"{b}-{a}") if self.direction == "all" else (self.direction,)


def read_measure(parameters: Parameters, dyad: tuple[str, str]) -> Measure:
    """Return how the parameters of a request ask for an index."""
    reader = Reader(parameters)
    a, b = dyad
    since, until = reader.one("since", day), reader.one("until", day)
    if since and until and since > until:
        reader.problems.append("since lies after until; both are left out.")
        since = until = None
    window, half_life = reader.one("window", _window), reader.one("half_life", _half_life)
    if half_life is not None and window not in (None, 1):
        reader.problems.append("window and half_life do not go together; the window is left out.")
        window = None
    freq = reader.one("freq", _one_of(("auto", *FREQUENCIES)))
    return Measure(
        dyad,
        next((one for one in FREQUENCIES if one == freq), None),
        reader.one("direction", _one_of(("all", "both", f"{a}-{b}", f"{b}-{a}"))) or "all",
        reader.one("scale", _one_of(SCALES)) or "plover",
        window or 1,
        half_life,
        since,
        until,
        "online" if reader.one("mode", _one_of(MODES)) == "online" else "offline",
        tuple(reader.problems),
    )


def settled(case: Case, asked: Measure) -> Measure:
    """Return the measure with a length of period: the one asked for, else what suits the acts of the two countries."""
    if asked.freq is not None:
        return asked
    a, b = sorted(asked.dyad)
    table = acts_table(case, asked.dyad).filter(
        pl.col("counts"), pl.col("date").is_not_null(), pl.min_horizontal("source_country", "target_country") == a,
        pl.max_horizontal("source_country", "target_country") == b,
    )  # fmt: skip
    first, last = table["date"].min(), table["date_end"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return replace(asked, freq="month")
    return replace(asked, freq=suiting(max(first, asked.since or first), min(last, asked.until or last)))


def index_of(case: Case, measure: Measure) -> pl.DataFrame:
    """Return the index of all periods, as `measuring.series` does."""
    freq = measure.freq or "month"
    key = ("index", measure.dyad, freq, measure.scale, measure.window, measure.half_life)

    def make() -> pl.DataFrame:
        table = acts_table(case, measure.dyad)
        dates = table.filter(pl.col("counts"))["date"]
        first, last = dates.min(), dates.max()
        many = isinstance(first, date) and isinstance(last, date) and (last - first).days > _MOST_LEVELS * 7
        return series(
            table,
            dyad=measure.dyad,
            freq=freq,
            scale=measure.scale,
            window=measure.window,
            half_life=measure.half_life,
            levels=not (freq == "week" and many),
        )

    return case.cached(key, make)


def parts_of(case: Case, measure: Measure) -> pl.DataFrame:
    """Return every act in every value of the index, as `measuring.parts` does."""
    freq = measure.freq or "month"
    key = ("parts", measure.dyad, freq, measure.scale, measure.window, measure.half_life)
    return case.cached(
        key,
        lambda: parts(
            acts_table(case, measure.dyad),
            dyad=measure.dyad,
            freq=freq,
            scale=measure.scale,
            window=measure.window,
            half_life=measure.half_life,
        ),
    )


def turns_of(case: Case, dyad: tuple[str, str], mode: Mode) -> tuple[TurningPoint, ...] | NotEnough | None:
    """Return the turning points of two countries by month, why there can be none, or None where they have no acts."""
    return case.cached(("turns", dyad, mode), lambda: _turns(acts_table(case, dyad), dyad, mode))


def _turns(table: pl.DataFrame, dyad: tuple[str, str], mode: Mode) -> tuple[TurningPoint, ...] | NotEnough | None:
    acts = acts_of(table, dyad)
    if acts is None:
        return None
    points: list[TurningPoint] = []
    for direction in ("worse", "better"):
        found = turning_points(acts, mode=mode, direction=direction)
        if isinstance(found, NotEnough):
            return found
        points += found
    return tuple(sorted(points, key=lambda point: (point.month, point.direction)))


def direction_name(direction: str) -> str:
    """Return the direction of an address as `measuring` names it: "KOR-JPN" is "KOR→JPN"."""
    return direction.replace("-", "→")


def period_at(text: str, freq: Frequency) -> date:
    """Return the first day of the period that a day lies in.

    Raises:
        ValueError: If `text` is no day.
    """
    return period_of(day(text), freq)[0]


def day(text: str) -> date:
    """Return the day that a parameter names.

    Raises:
        ValueError: If it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day; write it as 2019-08-22") from None


def _one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    def read(given: str) -> str:
        if given not in known:
            raise ValueError(f"{given!r} is none of {', '.join(known)}")
        return given

    return read


def _window(given: str) -> int:
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:4]) <= _MOST_WINDOW):
        raise ValueError(f"{given!r} is no number of periods from 1 to {_MOST_WINDOW}")
    return int(given)


def _half_life(given: str) -> float:
    try:
        value = float(given)
    except ValueError:
        value = 0.0
    if not 0 < value <= _MOST_HALF_LIFE:
        raise ValueError(f"{given!r} is no number of periods above 0, up to {_MOST_HALF_LIFE:g}")
    return value
