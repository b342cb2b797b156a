from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors import Resolver, resolve
from detente.actors.found import one_or_several
from detente.records import Actor, Ambiguous

NAMES = list(csv.DictReader((Path(__file__).parent / "names.csv").open(encoding="utf-8")))


def outcome(resolver: Resolver, result: Actor | Ambiguous | None) -> str:
    """A person's id, AMBIGUOUS, or NONE where nobody in particular is meant."""
    if isinstance(result, Ambiguous):
        return "AMBIGUOUS"
    return result.id if result is not None and result.id in resolver.tables.people else "NONE"


@pytest.mark.parametrize("row", NAMES, ids=lambda row: f"{row['mention']}-{row['date']}")
def test_names(resolver: Resolver, row: dict[str, str]) -> None:
    result = resolver.resolve(row["mention"], date=date.fromisoformat(row["date"]), context=row["context"] or None)
    assert outcome(resolver, result) == row["expect"], row["why"]


def test_table_of_names_is_large_and_holds_traps() -> None:
    traps = [row for row in NAMES if row["expect"] in {"NONE", "AMBIGUOUS"}]
    assert len(NAMES) >= 400
    assert len(traps) >= len(NAMES) / 5


@pytest.mark.parametrize(
    ("mention", "country", "sector"),
    [
        ("Japan", "JPN", "government"),
        ("the Japanese government", "JPN", "government"),
        ("Japanese Prime Minister", "JPN", "government"),
        ("Foreign Minister of Japan", "JPN", "government"),
        ("a Korean destroyer", "KOR", "military"),
        ("Korean courts", "KOR", "court"),
        ("South Korea's Supreme Court", "KOR", "court"),
        ("Japanese companies", "JPN", "business"),
        ("Japan's Nippon Steel & Sumikin", "JPN", "business"),
        ("Japanese wartime laborers", "JPN", "crowd"),
        ("Kyodo News Agency", "JPN", "media"),
        ("the European Union", "EU", "international_organisation"),
        ("United Nations Security Council", "UNO", "international_organisation"),
        ("sources at the presidential palace of South Korea", "KOR", "government"),
        ("Tokyo", "JPN", "government"),
        ("Foggy Bottom", "USA", "government"),
        ("Moscow State University", "RUS", "education"),
        ("Washington Post", "USA", "media"),
        ("Bank of China", "CHN", "business"),
        ("Air India", "IND", "business"),
        ("demonstrators", None, "crowd"),
        ("police", None, "police"),
        ("rebels", None, "rebels"),
        ("Turkish police officers", "TUR", "police"),
        ("Syrian rebels", "SYR", "rebels"),
    ],
)  # fmt: skip
def test_country_and_sector(resolver: Resolver, mention: str, country: str | None, sector: str) -> None:
    result = resolver.resolve(mention, date=date(2019, 8, 12))
    assert isinstance(result, Actor)
    assert (result.country, result.sector) == (country, sector)


@pytest.mark.parametrize("mention", ["two men", "", "2019", "he", "Jordan Peterson", "Paris Saint-Germain"])
def test_nobody(resolver: Resolver, mention: str) -> None:
    assert resolver.resolve(mention, date=date(2019, 8, 12)) is None


def test_one_actor_under_four_names() -> None:
    day = date(2019, 8, 10)
    names = ["South Korean President Wen Jae-yin", "South Korean President Wen Youyin", "Moon Jae-in", "the Blue House"]
    ids = {result.id for name in names if isinstance(result := resolve(name, date=day), Actor)}
    assert ids == {"kor/moon-jae-in"}


def test_office_at_the_date(resolver: Resolver) -> None:
    office = {year: resolver.resolve("Vladimir Putin", date=date(year, 1, 15)) for year in (2009, 2019)}
    assert [actor.office for actor in office.values() if isinstance(actor, Actor)] == [
        "rus/prime-minister",
        "rus/president",
    ]


def test_holder_of_an_office_changes_with_the_date(resolver: Resolver) -> None:
    held = [resolver.resolve("the Japanese prime minister", date=date(year, 6, 1)) for year in (2010, 2016, 2022)]
    assert [actor.name for actor in held if isinstance(actor, Actor)][1:] == ["Shinzo Abe", "Fumio Kishida"]


def test_out_of_office_is_no_sector(resolver: Resolver) -> None:
    merkel = resolver.resolve("former German Chancellor Angela Merkel", date=date(2023, 1, 1))
    assert isinstance(merkel, Actor)
    assert (merkel.country, merkel.sector, merkel.office) == ("DEU", None, None)


def test_a_chain_tells_every_step(resolver: Resolver) -> None:
    actor = resolver.resolve("South Korean President Wen Youyin", date=date(2019, 8, 10))
    assert isinstance(actor, Actor)
    assert any("likeness" in step for step in actor.chain)
    assert any("President of the Republic of Korea on 2019-08-10" in step for step in actor.chain)


def test_calque(resolver: Resolver) -> None:
    thaad = resolver.resolve("SAD system")
    assert isinstance(thaad, Actor)
    assert thaad.id == "thaad"


def test_a_user_row_adds_and_overrides(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "people:\n"
        "  - {id: fra/jeanne-martin, name: Jeanne Martin, family: Martin, given: Jeanne, country: FRA}\n"
        "  - {id: kor/moon-jae-in, name: Moon Jaein, family: Moon, given: Jaein, han: 文在寅, country: KOR}\n"
        "tenures:\n"
        "  - {person: fra/jeanne-martin, office: fra/president, start: 2040-05-01}\n",
        encoding="utf-8",
    )
    resolver = Resolver([own])
    martin = resolver.resolve("French President Martin", date=date(2040, 6, 1))
    moon = resolver.resolve("Moon Jae-in", date=date(2019, 8, 12))
    assert isinstance(martin, Actor)
    assert isinstance(moon, Actor)
    assert martin.id == "fra/jeanne-martin"
    assert moon.name == "Moon Jaein"


@pytest.mark.parametrize(
    ("mention", "day", "country"),
    [
        ("European Commission vice-president Maros Sefcovic", "2021-10-13", "EU"),
        ("vice-president Maros Sefcovic", "2021-10-13", "EU"),
        ("EU envoy Miroslav Lajcak", "2021-06-15", "EU"),
        ("NATO Secretary General Mark Rutte", "2025-03-01", "NATO"),
        ("UN ambassador Nikki Haley", "2017-09-11", "USA"),
        ("former EU trade commissioner Phil Hogan", "2022-03-01", "IRL"),
    ],
)
def test_a_person_in_an_organisations_office_acts_for_it(
    resolver: Resolver, mention: str, day: str, country: str
) -> None:
    actor = resolver.resolve(mention, date=date.fromisoformat(day))
    assert isinstance(actor, Actor)
    assert actor.country == country


@pytest.mark.parametrize(
    ("mention", "ident"),
    [
        ("the Japanese leader", "jpn/shinzo-abe"),
        ("the British leader", "gbr/boris-johnson"),
        ("the German leader", "deu/angela-merkel"),
        ("the Israeli leader", "isr/benjamin-netanyahu"),
        ("the South Korean leader", "kor/moon-jae-in"),
        ("the North Korean leader", "prk/kim-jong-un"),
        ("the French leader", "fra/emmanuel-macron"),
        ("the Polish leader", "POL/government"),
        ("Japanese leaders", "JPN"),
        ("leaders of Germany", "DEU"),
    ],
)
def test_a_leader_is_who_leads(resolver: Resolver, mention: str, ident: str) -> None:
    actor = resolver.resolve(mention, date=date(2019, 8, 12))
    assert isinstance(actor, Actor)
    assert actor.id == ident


@pytest.mark.parametrize(
    ("day", "ident"), [(date(2012, 6, 1), "tur/recep-tayyip-erdogan"), (date(2016, 6, 1), "tur/recep-tayyip-erdogan")]
)
def test_a_leader_changes_with_the_constitution(resolver: Resolver, day: date, ident: str) -> None:
    actor = resolver.resolve("the Turkish leader", date=day)
    assert isinstance(actor, Actor)
    assert actor.id == ident


def test_defence_ministries_are_government_everywhere(resolver: Resolver) -> None:
    tables = resolver.tables
    ministries = [body for body in tables.bodies.values() if body.kind == "ministry"]
    ministers = [office for office in tables.offices.values() if office.kind == "defence_minister"]
    assert [body.id for body in ministries if body.sector == "military"] == []
    assert [office.id for office in ministers if office.sector != "government"] == []


def test_candidates_differ() -> None:
    twice = [Actor("a", "A", None, None, None, ()), Actor("a", "A", None, None, None, ("again",))]
    other = Actor("b", "B", None, None, None, ())
    assert one_or_several("x", twice) == twice[0]
    several = one_or_several("x", [*twice, other])
    assert isinstance(several, Ambiguous)
    assert [actor.id for actor in several.candidates] == ["a", "b"]


@given(st.text(max_size=60))
def test_any_text_resolves_or_not_but_never_fails(mention: str) -> None:
    resolve(mention, date=date(2019, 8, 12))
