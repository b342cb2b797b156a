"""Asks who answers whom in a weekly series of two columns, one for each direction.

    python scripts/evaluate_reciprocity.py FILE.csv [--lags 5] [--sides ISR PSE]

The first column is what the first side does to the second.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import polars as pl

from detente.measuring.reciprocity import TooShort, answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--lags", type=int)
    parser.add_argument("--sides", nargs=2, default=["A", "B"])
    chosen = parser.parse_args()
    values = pl.read_csv(chosen.file).to_numpy()
    found = answers(values, (chosen.sides[0], chosen.sides[1]), lags=chosen.lags)
    if isinstance(found, TooShort):
        print(found.reason)
        return
    print(f"VAR({found.lags}) on {found.periods} periods")
    for one in found.answers:
        print(
            f"{one.who} answers {one.whom}: F({one.df[0]}, {one.df[1]}) = {one.f:.2f}, p = {one.p:.2g}; for one unit "
            f"{one.total:+.2f} ({one.total_low:+.2f} to {one.total_high:+.2f}) in {len(one.response)} periods, half after "
            f"{one.half_after}"
        )


if __name__ == "__main__":
    main()
