"""Measure the resolver against the open development data: resolution cases, and the persons of the annotated articles.

Run: python scripts/evaluate_actors.py SHARED [--misses]. SHARED is the folder that holds `gold/`.
"""

from __future__ import annotations

import argparse
import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from detente.actors import Resolver
from detente.records import Actor, DateValue, Document

# The cases' own sector codes (CAMEO's agents, extended) and the sectors here that say the same. `None` is right where the
# code says that nothing is known of the sector, or a role that no sector here stands for (former office, breakaway state).
SECTORS: dict[str, frozenset[str | None]] = {
    "GOV": frozenset({"government"}),
    "MIL": frozenset({"military"}),
    "PRM": frozenset({"rebels"}),  # paramilitaries
    "UAF": frozenset({"rebels"}),  # unidentified armed force
    "REB": frozenset({"rebels"}),
    "CRM": frozenset({"rebels"}),  # organised crime: armed and not of the state
    "COP": frozenset({"police"}),
    "SPY": frozenset({"intelligence"}),
    "JUD": frozenset({"court"}),
    "LEG": frozenset({"legislature"}),
    "PTY": frozenset({"party"}),
    "OPP": frozenset({"party", "crowd", "civil_society"}),
    "JRN": frozenset({"media"}),
    "BUS": frozenset({"business"}),
    "AGR": frozenset({"business"}),  # farmers
    "EDU": frozenset({"education"}),
    "REL": frozenset({"religious"}),
    "BUD": frozenset({"religious"}),
    "CVL": frozenset({"crowd", "civil_society", None}),  # a place or a private person has no sector here
    "SOC": frozenset({"civil_society"}),
    "NGO": frozenset({"civil_society"}),
    "MED": frozenset({"civil_society", "crowd"}),
    "ELI": frozenset({None, "civil_society"}),  # out of office: no sector on the day
    "PRE": frozenset({None, "government"}),  # a state that is not recognised
    "UNK": frozenset({None}),
}
COUNTRIES = {"EUR": "EU", "IGO": ""}
TODAY = date(2022, 10, 20)  # the latest day that a case names stands for "today" and for cases without a day


@dataclass(frozen=True, slots=True)
class Case:
    """One judged case."""

    what: str
    expected: str
    got: str
    right: bool


def _day(value: str) -> date | None:
    return TODAY if value in {"today", ""} else date.fromisoformat(value)


def _show(result: object) -> str:
    if isinstance(result, Actor):
        return f"{result.id} {result.country} {result.sector}"
    return repr(result)[:100]


def resolution_cases(resolver: Resolver, path: Path) -> list[Case]:
    """Judge country and sector of every case that states either, or states that there is no actor."""
    cases = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text, context = row["text"], row["context"] or None
            result = resolver.resolve(text, date=_day(row["query_date"]), context=context)
            country = result.country if isinstance(result, Actor) else None
            sector = result.sector if isinstance(result, Actor) else None
            wanted = COUNTRIES.get(row["expect_country"], row["expect_country"])
            if row["expect_country"] == "IGO":
                right = isinstance(result, Actor) and result.sector == "international_organisation"
            else:
                right = (country or "") == wanted
            code = row["expect_code_1"]
            allowed = SECTORS[code] if code else None
            if row["expect_code_2"]:
                allowed = (allowed or frozenset()) | SECTORS[row["expect_code_2"]]
            if allowed is not None:
                right = right and sector in allowed
            cases.append(Case(f"{text!r} {row['query_date']}", f"{wanted} {code}", _show(result), right))
    return cases


def _document(path: Path, published: dict[str, Any]) -> Document:
    text = re.sub(r"(?s)\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"))
    parts = [int(part) for part in re.findall(r"\d+", str(published.get("date") or ""))[:3]]
    value = DateValue()
    if len(parts) == 3:
        value = DateValue(date(*parts), date(*parts), "day")
    elif len(parts) == 2:
        value = DateValue(date(*parts, 1), date(*parts, 28), "month")
    return Document(path.stem, str(path), text, text, "text/markdown", published=value, publisher=None)


def annotated(resolver: Resolver, folder: Path) -> tuple[list[Case], list[Case]]:
    """Judge the annotated persons of the English articles, and their agreements that have a name."""
    persons, agreements = [], []
    for path in sorted((folder / "annotations").glob("*.yaml")):
        note = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = _document(folder / note["article"], note.get("published") or {})
        actors = resolver.read(document)
        for person in note["persons"]:
            found = [m for m in actors.mentions if person["as_written"].lower() in m.span.quote.lower()]
            found = found or [
                m for m in actors.mentions if m.span.quote.lower().endswith(person["as_written"].split()[-1].lower())
            ]
            got = {m.actor.id for m in found if isinstance(m.actor, Actor) and m.actor.id in resolver.tables.people}
            people = [resolver.tables.people[ident] for ident in got]
            right = len(people) == 1 and resolver.matcher.score(person["canonical"], people[0]) > 0.8
            shown = ", ".join(sorted({_show(m.actor) for m in found})) or "not found"
            persons.append(
                Case(
                    f"{path.stem}: {person['as_written']!r}", f"{person['canonical']} {person['country']}", shown, right
                )
            )
        for agreement in note["agreements"]:
            things = [
                m
                for m in actors.things
                if agreement["as_written"].lower() in m.span.quote.lower()
                or m.span.quote.lower() in agreement["as_written"].lower()
            ]
            shown = ", ".join(sorted({_show(m.actor) for m in things})) or "not found"
            agreements.append(
                Case(f"{path.stem}: {agreement['as_written']!r}", agreement["canonical"], shown, bool(things))
            )
    return persons, agreements


def report(title: str, cases: list[Case], misses: bool) -> None:
    right = sum(case.right for case in cases)
    print(f"{title:34} {right:4} of {len(cases):4} right  {100 * right / max(1, len(cases)):5.1f} %")
    if misses:
        for case in cases:
            if not case.right:
                print(f"    {case.what}: expected {case.expected}; got {case.got}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    resolver = Resolver.default()
    gold = options.shared / "gold"
    report("resolution cases", resolution_cases(resolver, gold / "actors" / "resolution_cases_dev.csv"), options.misses)
    persons, agreements = annotated(resolver, gold / "news")
    report("persons of the articles", persons, options.misses)
    report("agreements of the articles", agreements, options.misses)


if __name__ == "__main__":
    main()
