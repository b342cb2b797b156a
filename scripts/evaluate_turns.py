"""Measures the finder of turning points, and baselines on the same rows, against documented turns; learns its weights.

    python scripts/evaluate_turns.py FOLDER [--names FILE] [--fit]

FOLDER holds `conflict_dyad_month_dev.parquet`, `icews_0515_named.parquet` and `known_turns_dev.csv` (or the like of other
dyads under the same names). Everything is cross-validated over dyads: a dyad is judged by a model, and by settings of a
baseline, that have not seen it in either data set. `--names` keeps what the names of ICEWS resolved to, which takes
minutes. `--fit` learns from all dyads and writes `data/measuring/turn_models.csv`.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import polars as pl

from detente.actors import Resolver
from detente.measuring import baselines
from detente.measuring.scoring import Score, above, chance, interval, match, total
from detente.measuring.turns import Judged, Profile, judge, turns_in
from detente.measuring.turns_acts import Acts, from_rows, month_day, month_number
from detente.measuring.turns_features import Direction, Mode, features, names
from detente.measuring.turns_fit import Example, Model, fit, for_data
from detente.records import Actor

TABLE = Path(__file__).parent.parent / "src" / "detente" / "data" / "measuring" / "turn_models.csv"
# Rows from which a dyad of ICEWS is dense and scored, one a month, and those from which it is learned from.
DENSE = 132
LEARNED = 60
PROFILES: dict[str, Profile] = {"conflict counts": "dense", "ICEWS": "thin"}


@dataclass(frozen=True)
class Case:
    """A dyad of one data set with its documented turns, as numbers of months from the first of the series."""

    acts: Acts
    rows: int
    first: int
    after: int
    turns: dict[str, tuple[int, ...]]
    minor: dict[str, tuple[int, ...]]


Data = dict[str, dict[str, Case]]


def read_turns(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def case(acts: Acts, rows: int, dyad: str, turns: Sequence[Mapping[str, str]], first: dt.date) -> Case:
    start = month_number(acts.start)
    found: dict[str, dict[str, tuple[int, ...]]] = {"1": {}, "0": {}}
    for primary, direction in ((p, d) for p in found for d in get_args(Direction)):
        months = [
            month_number(dt.date.fromisoformat(f"{row['month']}-01")) - start
            for row in turns
            if (row["dyad"], row["direction"], row["primary"]) == (dyad, direction, primary)
        ]
        begin = month_number(first) - start
        found[primary][direction] = tuple(m for m in months if begin <= m < len(acts.months))
    return Case(acts, rows, month_number(first) - start, len(acts.months), found["1"], found["0"])


def conflict_cases(folder: Path) -> dict[str, Case]:
    """Return the dyads of the monthly conflict counts, scored 2005–2013 with the years before as history."""
    turns = read_turns(folder / "known_turns_dev.csv")
    frame = pl.read_parquet(folder / "conflict_dyad_month_dev.parquet")
    found: dict[str, Case] = {}
    pairs = {tuple(sorted(pair)) for pair in frame.select("source_iso3", "target_iso3").unique().iter_rows()}
    for a, b in sorted(pairs):
        rows = [
            (row["year"] * 12 + row["month"] - 1, row["source_iso3"] == b, root, row[f"c{root}"])
            for row in frame.filter(pl.col("source_iso3").is_in([a, b]), pl.col("target_iso3").is_in([a, b])).iter_rows(
                named=True
            )
            for root in range(10, 21)
        ]
        acts = from_rows(rows, (a, b), first=dt.date(1991, 1, 1), last=dt.date(2013, 12, 1))
        if acts is not None:
            found[f"{a}-{b}"] = case(acts, int(acts.counts.sum()), f"{a}-{b}", turns, dt.date(2005, 1, 1))
    return found


def resolve_names(frame: pl.DataFrame, cache: Path | None) -> pl.DataFrame:
    """Return the country of every name in every month."""
    if cache is not None and cache.exists():
        return pl.read_parquet(cache)
    resolver = Resolver.default()
    pairs = pl.concat([frame.select(name=side, month="month") for side in ("source", "target")]).unique().sort("name")
    rows = []
    for name, month in pairs.iter_rows():
        actor = resolver.resolve(name, date=month.replace(day=15))
        rows.append((name, month, actor.country if isinstance(actor, Actor) else None))
    found = pl.DataFrame(rows, schema={"name": pl.String, "month": pl.Date, "country": pl.String}, orient="row")
    if cache is not None:
        found.write_parquet(cache)
    return found


def icews_cases(folder: Path, cache: Path | None) -> dict[str, Case]:
    """Return the dense dyads of ICEWS 2005–2015 that the list of turns names, each row of a mirrored pair counting ½."""
    turns = read_turns(folder / "known_turns_dev.csv")
    frame = pl.read_parquet(folder / "icews_0515_named.parquet").with_columns(pl.col("date").cast(pl.Date))
    frame = frame.with_columns(month=pl.col("date").dt.truncate("1mo"))
    countries = resolve_names(frame, cache)
    for side in ("source", "target"):
        joined = countries.select(pl.col("name").alias(side), "month", pl.col("country").alias(f"{side}_country"))
        frame = frame.join(joined, on=[side, "month"], how="left")
    both = frame.filter(pl.col("source_country").is_not_null(), pl.col("target_country").is_not_null())
    print(f"ICEWS: {frame.height} rows, both sides coded in {both.height / frame.height:.1%}")
    across = both.filter(pl.col("source_country") != pl.col("target_country"))
    first, second = pl.min_horizontal("source", "target"), pl.max_horizontal("source", "target")
    mirrored = (pl.col("source") == first).n_unique().over("date", "cameo", first, second) == 2
    across = across.with_columns(weight=pl.when(mirrored).then(0.5).otherwise(1.0))
    found: dict[str, Case] = {}
    for dyad in sorted({row["dyad"] for row in turns}):
        a, b = dyad.split("-")
        rows = across.filter(pl.col("source_country").is_in([a, b]), pl.col("target_country").is_in([a, b]))
        if rows.height < LEARNED:
            continue
        counted = [
            (month_number(day), source == b, int(code[:2]), weight)
            for day, source, code, weight in rows.select("date", "source_country", "cameo", "weight").iter_rows()
        ]
        acts = from_rows(counted, (a, b), first=dt.date(2005, 1, 1), last=dt.date(2015, 12, 1))
        if acts is not None:
            found[dyad] = case(acts, rows.height, dyad, turns, dt.date(2005, 1, 1))
    return found


def with_turns(cases: Mapping[str, Case], directions: Iterable[str]) -> dict[str, Case]:
    return {dyad: one for dyad, one in cases.items() if any(one.turns[d] for d in directions)}


def models_of(data: Data, mode: Mode, direction: Direction, without: str | None = None) -> dict[Profile, Model]:
    """Learn weights from the dyads of both data sets but one, and intercept and threshold for each data set."""
    examples: dict[Profile, dict[str, Example]] = {}
    for name, profile in PROFILES.items():
        # The monthly counts hold no cooperation, by which alone a turn for the better can be told. So few such turns are
        # documented that the lesser ones are learned from too.
        used = name if direction == "worse" else "ICEWS"
        examples[profile] = {
            f"{used} {dyad}": Example(
                features(one.acts, mode, direction),
                one.first,
                one.after,
                one.turns[direction] + (one.minor[direction] if direction == "better" else ()),
            )
            for dyad, one in with_turns(data[used], get_args(Direction)).items()
            if dyad != without
        }
    model = fit(examples["dense"] | examples["thin"], names(mode, direction), mode)
    return {profile: for_data(model, found, mode) for profile, found in examples.items()}


def ours(data: Data, name: str, mode: Mode, direction: Direction, told: bool) -> dict[str, dict[int, float]]:
    """Return the turns that we find for each dyad, with their probability, by models that have not seen the dyad.

    Args:
        data: All data sets.
        name: The one whose dyads are judged.
        mode, direction: What is looked for.
        told: Whether the models are told by a profile which data set it is.
    """
    found = {}
    for dyad, one in dense(data[name]).items():
        models = models_of(data, mode, direction, dyad)
        judged = judge(one.acts, models, mode, direction, PROFILES[name] if told else None)
        late = np.arange(one.after) >= one.first
        chosen = turns_in(Judged(judged.probability, np.where(late, judged.against, 0.0)), mode)
        found[dyad] = {month: float(judged.probability[month]) for month in chosen}
    return found


def dense(cases: Mapping[str, Case]) -> dict[str, Case]:
    """Return the dyads that are scored: with a documented turn and enough rows."""
    return {dyad: one for dyad, one in with_turns(cases, get_args(Direction)).items() if one.rows >= DENSE}


Finder = Callable[[npt.NDArray[np.float64], float], tuple[int, ...]]
GRIDS: dict[str, tuple[Finder, list[float]]] = {
    "PELT": (baselines.pelt, [0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 6, 8]),
    "robust z": (baselines.robust_z, [2, 3, 4, 5, 6, 8, 10, 12, 15, 20]),
    "CUSUM": (baselines.cusum, [2, 3, 4, 5, 6, 8, 10, 12, 15, 20]),
    "NB surprise": (baselines.surprise, [1, 1.3, 1.6, 2, 2.5, 3, 4, 5, 6]),
}


def sums(one: Case, scale: str) -> npt.NDArray[np.float64]:
    values = one.acts.counts[:, :, 10:].sum(axis=(0, 2))
    return np.sqrt(values) if scale == "roots of counts" else values


def baseline(cases: Mapping[str, Case], method: str, scale: str) -> dict[str, tuple[int, ...]]:
    """Return what a baseline finds for each dyad with the setting that is best on the others."""
    finder, grid = GRIDS[method]

    def find(one: Case, setting: float) -> tuple[int, ...]:
        values = sums(one, scale)
        if method == "PELT":
            return tuple(one.first + at for at in finder(values[one.first : one.after], setting))
        return tuple(at for at in finder(values, setting) if at >= one.first)

    found = {dyad: {setting: find(one, setting) for setting in grid} for dyad, one in cases.items()}
    chosen = {}
    for dyad in cases:
        others = [d for d in cases if d != dyad]
        f1 = [total({d: match(found[d][setting], cases[d].turns["worse"]) for d in others}).f1 for setting in grid]
        chosen[dyad] = found[dyad][grid[int(np.argmax(f1))]]
    return chosen


def scored(cases: Mapping[str, Case], found: Mapping[str, Collection[int]], direction: str) -> dict[str, Score]:
    return {dyad: match(found[dyad], cases[dyad].turns[direction]) for dyad in found}


def line(label: str, cases: Mapping[str, Case], scores: Mapping[str, Score], direction: str) -> None:
    """Print a method's figures."""
    all_of = total(scores)
    low, high = interval(scores)
    years = sum(cases[d].after - cases[d].first for d in scores) / 12
    turns = {d: cases[d].turns[direction] for d in scores}
    by_chance = chance(scores, turns, {d: (cases[d].first, cases[d].after) for d in scores}, draws=300)
    print(
        f"{label:34} F1 {all_of.f1:.3f} ({low:.2f}–{high:.2f})  hits {all_of.hits:2}  alarms {all_of.alarms:3}  "
        f"turns {all_of.turns:2}  chance {by_chance:.2f}  a dyad-year {all_of.alarms / years:.2f}"
    )


def compare(data: Data, name: str, verbose: bool) -> None:
    cases = dense(data[name])
    worse = with_turns(cases, ["worse"])
    print(
        f"\n== {name}: {len(worse)} dyads with worsenings, {sum(len(c.turns['worse']) for c in worse.values())} turns"
    )
    others: dict[str, dict[str, Score]] = {}
    for method, scale in [(m, "counts") for m in GRIDS] + [("PELT", "roots of counts")]:
        label = f"{method}, {scale}"
        others[label] = scored(worse, baseline(worse, method, scale), "worse")
        line(label, worse, others[label], "worse")
    for mode, told in product(get_args(Mode), (True, False)):
        found = {d: months for d, months in ours(data, name, mode, "worse", told).items() if d in worse}
        scores = scored(worse, found, "worse")
        line(f"ours, {mode}" + ("" if told else ", data set not told"), worse, scores, "worse")
        calibration(found, scores)
        if not told:
            continue
        for label, theirs in others.items():
            gain, low, high, not_above = above(scores, theirs)
            print(f"    above {label:24} {gain:+.3f} ({low:+.2f} to {high:+.2f}), not above in {not_above:.1%}")
        if verbose:
            show(worse, found, "worse")
    if name != "ICEWS":
        return
    for mode in get_args(Mode):
        found = ours(data, name, mode, "better", True)
        better = scored(cases, found, "better")
        line(f"ours, {mode}, better", cases, better, "better")
        both = total(better) + total(scored(cases, ours(data, name, mode, "worse", True), "worse"))
        print(f"    both directions: F1 {both.f1:.3f}, hits {both.hits}, alarms {both.alarms}, turns {both.turns}")
        if verbose:
            show(cases, found, "better")


def calibration(found: Mapping[str, Mapping[int, float]], scores: Mapping[str, Score]) -> None:
    """Print how probable the alarms were said to be, and how many met a turn."""
    said = [probability for months in found.values() for probability in months.values()]
    if said:
        print(f"    said to be turns with {np.mean(said):.2f} on average, met {total(scores).precision:.2f}")


def show(cases: Mapping[str, Case], found: Mapping[str, Collection[int]], direction: str) -> None:
    for dyad, months in found.items():
        one = cases[dyad]
        turns, minor = one.turns[direction], one.minor[direction]
        start = month_number(one.acts.start)
        text = [
            f"{month_day(start + m):%Y-%m}"
            + ("*" if any(abs(m - t) <= 1 for t in turns) else "(*)" if any(abs(m - t) <= 1 for t in minor) else "")
            for m in months
        ]
        missed = [f"{month_day(start + t):%Y-%m}" for t in turns if not any(abs(m - t) <= 1 for m in months)]
        print(f"      {dyad}: {' '.join(text) or '—'}   missed: {' '.join(missed) or '—'}")


def write_models(data: Data, path: Path) -> None:
    """Learn from all dyads and write the table that ships."""
    rows: list[dict[str, Any]] = []
    for mode in get_args(Mode):
        for direction in get_args(Direction):
            models = models_of(data, mode, direction)
            for profile in get_args(Profile):
                model = models[profile]
                key = {"mode": mode, "direction": direction, "profile": profile}
                for at, name in enumerate(model.names):
                    rows.append(
                        key
                        | {"feature": name, "centre": f"{model.centre[at]:.4f}", "spread": f"{model.spread[at]:.4f}"}
                        | {"weight": f"{model.weights[at]:.4f}"}
                    )
                for label, value in (("(intercept)", model.intercept), ("(threshold)", model.threshold)):
                    rows.append(key | {"feature": label, "centre": "", "spread": "", "weight": f"{value:.4f}"})
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(
            handle, ["mode", "direction", "profile", "feature", "centre", "spread", "weight"], lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    data: Data = {
        "conflict counts": conflict_cases(chosen.folder),
        "ICEWS": icews_cases(chosen.folder, chosen.names),
    }
    if chosen.fit:
        write_models(data, TABLE)
        return
    for name in data:
        compare(data, name, chosen.verbose)


if __name__ == "__main__":
    main()
