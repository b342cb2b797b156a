from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from detente.measuring.reciprocity import HORIZON, RESPONSES, Reciprocity, TooShort, answers, frame_of, reciprocity
from detente.measuring.table import SCHEMA


def answering(weeks: int = 600, strength: float = 0.5, seed: int = 0) -> np.ndarray:
    """B does its own will; A answers it a week later."""
    noise = np.random.default_rng(seed).normal(size=(weeks, 2))
    values = noise.copy()
    for week in range(1, weeks):
        values[week, 0] += strength * values[week - 1, 1]
    return values


def table(values: np.ndarray, twins: bool = False) -> pl.DataFrame:
    rows = []
    for week, pair in enumerate(values):
        day = date(2000, 1, 3) + timedelta(weeks=week)
        for (a, b), score in zip((("ISR", "JOR"), ("JOR", "ISR")), pair, strict=True):
            rows.append({"id": f"{week}{a}", "source_country": a, "target_country": b, "date": day, "plover": score})
        if twins and week % 2:
            for a, b in (("ISR", "JOR"), ("JOR", "ISR")):
                rows.append(
                    {"id": f"t{week}{a}", "source_country": a, "target_country": b, "date": day, "plover": 9.0}
                    | {"twin_of": f"t{week}{b}", "weight": 0.5}
                )
    found = pl.DataFrame([{"twin_of": None, "weight": 1.0} | row for row in rows], infer_schema_length=None)
    found = found.with_columns(date_end="date", counts=pl.lit(True))
    return found.with_columns(pl.lit(None).alias(name) for name in SCHEMA if name not in found.columns).select(
        pl.col(name).cast(kind) for name, kind in SCHEMA.items()
    )


def test_who_answers_is_found() -> None:
    found = answers(answering(), ("A", "B"))
    assert isinstance(found, Reciprocity)
    first, second = found.answers
    assert first.p < 1e-6
    assert second.p > 0.01


def test_strength_and_speed_are_found() -> None:
    found = answers(answering(strength=0.5), ("A", "B"), lags=1)
    assert isinstance(found, Reciprocity)
    first = found.answers[0]
    assert first.total_low < 0.5 < first.total_high
    assert first.half_after == 1


def test_no_answer_has_no_speed() -> None:
    found = answers(answering(), ("A", "B"), lags=1)
    assert isinstance(found, Reciprocity)
    assert found.answers[1].half_after is None


def test_intervals_cover_the_truth() -> None:
    inside = 0
    for seed in range(25):
        found = answers(answering(300, 0.4, seed), ("A", "B"), lags=1)
        assert isinstance(found, Reciprocity)
        inside += found.answers[0].low[0] <= 0.4 <= found.answers[0].high[0]
    assert inside >= 19


def test_short_series_say_what_it_takes() -> None:
    found = answers(answering(30), ("A", "B"))
    assert isinstance(found, TooShort)
    assert found.periods == 30


def test_empty_series_say_what_it_takes() -> None:
    assert isinstance(answers(np.zeros((300, 2)), ("A", "B")), TooShort)


def test_same_seed_same_intervals() -> None:
    one, two = (answers(answering(), ("A", "B"), lags=2, seed=5) for _ in range(2))
    assert isinstance(one, Reciprocity)
    assert isinstance(two, Reciprocity)
    assert (one.answers[0].low == two.answers[0].low).all()


def test_frame_has_the_documented_columns() -> None:
    found = answers(answering(), ("A", "B"))
    assert isinstance(found, Reciprocity)
    frame = frame_of(found)
    assert frame.schema == pl.Schema(RESPONSES)
    assert frame.height == 2 * HORIZON


def test_table_gives_what_its_weeks_give() -> None:
    values = answering()
    found = reciprocity(table(values), dyad=("ISR", "JOR"), lags=1)
    plain = answers(values, ("ISR", "JOR"), lags=1)
    assert isinstance(found, Reciprocity)
    assert isinstance(plain, Reciprocity)
    assert found.answers[0].f == pytest.approx(plain.answers[0].f)


def test_twins_are_left_out_and_warned_of() -> None:
    values = answering()
    found = reciprocity(table(values, twins=True), dyad=("ISR", "JOR"), lags=1)
    plain = answers(values, ("ISR", "JOR"), lags=1)
    assert isinstance(found, Reciprocity)
    assert isinstance(plain, Reciprocity)
    assert found.twins == 600
    assert found.answers[0].f == pytest.approx(plain.answers[0].f)
    assert found.with_twins is not None
    assert found.with_twins[1].p < 1e-6 < plain.answers[1].p


def test_israelis_and_palestinians(shared: Path) -> None:
    values = pl.read_csv(shared / "gold/events/isr_pse_weekly/israel_palestine_weekly.csv").to_numpy()
    found = answers(values, ("ISR", "PSE"), lags=5)
    assert isinstance(found, Reciprocity)
    assert sorted(round(one.f, 1) for one in found.answers) == [13.6, 23.4]


def test_f_is_that_of_statsmodels() -> None:
    api = pytest.importorskip("statsmodels.tsa.api")
    values = answering()
    found = answers(values, ("A", "B"), lags=3)
    assert isinstance(found, Reciprocity)
    fitted = api.VAR(values).fit(3)
    for side in (0, 1):
        assert found.answers[side].f == pytest.approx(fitted.test_causality(side, 1 - side, kind="f").test_statistic)


def test_responses_are_those_of_statsmodels() -> None:
    api = pytest.importorskip("statsmodels.tsa.api")
    values = answering()
    found = answers(values, ("A", "B"), lags=3)
    assert isinstance(found, Reciprocity)
    theirs = api.VAR(values).fit(3).irf(HORIZON).irfs[1:, 0, 1]
    assert found.answers[0].response == pytest.approx(theirs)
