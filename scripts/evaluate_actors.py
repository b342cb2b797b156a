"""Measure the resolver against the open development data: resolution cases, and the persons of the annotated articles.

Run: python scripts/evaluate_actors.py SHARED [--misses] [--without-notable]. SHARED is the folder that holds `gold/`.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from detente.actors import DocumentActors, Resolver
from detente.actors.loading import DATA
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
    wrong_person: bool = False


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
        day = date(parts[0], parts[1], parts[2])
        value = DateValue(day, day, "day")
    elif len(parts) == 2:
        value = DateValue(date(parts[0], parts[1], 1), date(parts[0], parts[1], 28), "month")
    return Document(path.stem, str(path), text, text, "text/markdown", published=value, publisher=None)


def annotated(resolver: Resolver, folder: Path) -> dict[str, list[Case]]:
    """Judge the persons and agreements of the annotated articles.

    Articles that are not in English stand apart: they are not coded. A person is right where every person found under the
    words is the annotated one; an agreement where the words lead to a treaty, weapon or group of the tables.
    """
    cases: dict[str, list[Case]] = {}
    for path in sorted((folder / "annotations").glob("*.yaml")):
        note = yaml.safe_load(path.read_text(encoding="utf-8"))
        actors = resolver.read(_document(folder / note["article"], note.get("published") or {}))
        where = "" if note.get("language", "en") == "en" else " (not English)"
        for person in note["persons"]:
            case = _person(resolver, actors, path.stem, person)
            cases.setdefault(f"persons{where}", []).append(case)
        for agreement in note["agreements"]:
            case = _agreement(actors, path.stem, agreement)
            cases.setdefault(f"agreements{where}", []).append(case)
    return dict(sorted(cases.items(), reverse=True))


def _person(resolver: Resolver, actors: DocumentActors, stem: str, person: dict[str, str]) -> Case:
    written = person["as_written"].lower()
    found = [m for m in actors.mentions if written in m.span.quote.lower()]
    found = found or [m for m in actors.mentions if m.span.quote.lower().endswith(written.split()[-1])]
    ids = {m.actor.id for m in found if isinstance(m.actor, Actor) and m.actor.id in resolver.tables.people}
    people = [resolver.tables.people[ident] for ident in sorted(ids)]
    right = len(people) == 1 and resolver.matcher.score(person["canonical"], people[0]) > 0.8
    shown = ", ".join(sorted({_show(m.actor) for m in found})) or "not found"
    wanted = f"{person['canonical']} {person['country']}"
    return Case(f"{stem}: {person['as_written']!r}", wanted, shown, right, bool(people) and not right)


def _agreement(actors: DocumentActors, stem: str, agreement: dict[str, str]) -> Case:
    written = agreement["as_written"].lower()
    groups = [
        m for m in actors.mentions if isinstance(m.actor, Actor) and m.actor.sector == "international_organisation"
    ]
    found = [m for m in (*actors.things, *groups) if m.span.quote.lower() in written or written in m.span.quote.lower()]
    shown = ", ".join(sorted({_show(m.actor) for m in found})) or "not found"
    return Case(f"{stem}: {agreement['as_written']!r}", agreement["canonical"], shown, bool(found))


def report(title: str, cases: list[Case], misses: bool) -> None:
    right = sum(case.right for case in cases)
    print(f"{title:34} {right:4} of {len(cases):4} right  {100 * right / max(1, len(cases)):5.1f} %")
    if misses:
        for case in cases:
            if not case.right:
                print(f"    {case.what}: expected {case.expected}; got {case.got}")


def _without_notable() -> Resolver:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "actors"
        shutil.copytree(DATA, root, ignore=shutil.ignore_patterns("notable.csv"))
        return Resolver(root=root)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--without-notable", action="store_true", help="leave out the people of the tables `notable`")
    options = parser.parse_args()
    resolver = _without_notable() if options.without_notable else Resolver.default()
    gold = options.shared / "gold"
    report("resolution cases", resolution_cases(resolver, gold / "actors" / "resolution_cases_dev.csv"), options.misses)
    for title, cases in annotated(resolver, gold / "news").items():
        report(title, cases, options.misses)
        if title.startswith("persons"):
            print(f"    wrong persons: {sum(case.wrong_person for case in cases)}")


if __name__ == "__main__":
    main()
