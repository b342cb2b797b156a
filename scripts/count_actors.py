"""Print what the tables of actors hold: rows, sources, and how far offices reach back, by country and kind of office.

Run: python scripts/count_actors.py [--countries]. Without the switch it prints one line for each kind of office.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from detente.actors.loading import DATA, load
from detente.actors.tables import Tables, Tenure, Validity

KINDS = "head_of_state head_of_government foreign_minister defence_minister supreme_leader".split()
# The states of which leaders and ministers since 1990 are wanted; of all others heads of state and government.
WANTED = (
    "ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF PRK TWN IRN ISR UKR PAK EGY ETH GRC SRB XKX "
    "ARM AZE MAR DZA VNM PHL"
).split()
FIRST, LAST = date(1990, 1, 1), date(2026, 1, 1)
# New states: before these years there was no office to hold.
FOUNDED = {"RUS": 1992, "UKR": 1992, "ARM": 1992, "AZE": 1992, "SRB": 1992, "XKX": 2008, "ETH": 1992}


def source_kind(source: str) -> str:
    """Return the dataset that a row was read from or compared with, "page" for a mere address, or the words as they stand."""
    dataset = next((part.strip() for part in source.split("|") if part.strip().startswith("dataset:")), None)
    if dataset is not None:
        name = dataset.removeprefix("dataset:").split("/", 1)[0].split(" ", 1)[0].rstrip(",")
        return ("read from " if source.startswith("dataset:") else "page and ") + name
    return "page" if "://" in source else source or "none"


def covered(tenures: Iterable[Tenure], start: date) -> float:
    """Return the share of the days from `start` to 2026 on which somebody is known to hold the office."""
    days: set[int] = set()
    for tenure in tenures:
        days.update(_days(tenure.valid, start))
    return len(days) / (LAST - start).days


def _days(valid: Validity, start: date) -> range:
    first, last = max(valid.start or start, start), min(valid.end or LAST, LAST)
    return range(first.toordinal(), min(last.toordinal() + 1, LAST.toordinal()))


def shares(tables: Tables) -> dict[tuple[str, str], float]:
    """Return, by country and kind of office, the share of days since 1990 with a known holder of an office of that kind."""
    by_kind: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in tables.tenures.values():
        office = tables.offices.get(tenure.office)
        if office is not None and office.country and office.kind in KINDS:
            by_kind[office.country, office.kind].append(tenure)
    found = {}
    for (country, kind), tenures in by_kind.items():
        start = date(FOUNDED.get(country, FIRST.year), 1, 1)
        found[country, kind] = covered(tenures, start)
    return found


def print_sources() -> None:
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(DATA.rglob("*.csv")):
        table = path.stem if path.parent == DATA else path.parent.name
        with path.open(encoding="utf-8", newline="") as file:
            sources[table].update(source_kind(row.get("source") or "") for row in csv.DictReader(file))
    print("\nsources, by rows")
    for table, counts in sources.items():
        print(f"  {table:14}", ", ".join(f"{kind} {count}" for kind, count in counts.most_common()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", action="store_true", help="one line for each country that is wanted in full")
    options = parser.parse_args()
    tables = load()
    print("rows")
    for table in fields(tables):
        print(f"  {table.name:14}{len(getattr(tables, table.name)):7,}")
    people = {person.country for person in tables.people.values()}
    print(
        f"  people with Han characters {sum(bool(p.han) for p in tables.people.values())}, of {len(people)} countries"
    )
    print_sources()
    found = shares(tables)
    print("\ncountries with an office of the kind, and with a holder on 95 % and on half of the days since 1990")
    for kind in KINDS:
        of_kind = [share for (_, k), share in found.items() if k == kind]
        print(f"  {kind:20}{len(of_kind):5}{sum(s >= 0.95 for s in of_kind):5}{sum(s >= 0.5 for s in of_kind):5}")
    if options.countries:
        print("\nshare of days since 1990 with a known holder, %  (" + ", ".join(KINDS[:4]) + ")")
        for country in WANTED:
            row = [found.get((country, kind)) for kind in KINDS[:4]]
            print(f"  {country}  " + " ".join("   —" if s is None else f"{100 * s:4.0f}" for s in row))


if __name__ == "__main__":
    main()
