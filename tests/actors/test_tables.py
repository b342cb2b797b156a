from __future__ import annotations

from pathlib import Path

import pytest

from detente.actors.loading import check, load
from detente.actors.readings import _shipped
from detente.errors import TableError


def test_the_shipped_tables_fit_together() -> None:
    assert check(load()) == []


def test_readings_cover_the_people() -> None:
    characters = {char for person in load().people.values() for char in person.han or "" if char >= "\u3400"}
    assert characters <= _shipped().keys()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("people.csv", "id,name,country\nx/y,,FRA\n", r"people.csv:2: column 'name': is empty"),
        (
            "people.csv",
            "id,name,country\nx/y,Y,France\n",
            r"people.csv:2: column 'country': 'France' is no country code",
        ),
        ("tenures.csv", "person,office,start,end\na,b,2019-13-01,\n", r"column 'start': '2019-13-01' is no date"),
        ("tenures.csv", "person,office,start,end\na,b,2019,2018\n", r"column 'end': 2018 is before the start 2019"),
        ("bodies.csv", "id,name,country,sector,kind\na,B,FRA,army,x\n", r"column 'sector': 'army' is no sector"),
        ("offices.csv", "id,country,kind,title\na,FRA,boss,B\n", r"column 'kind': 'boss' is none of"),
        ("tenures.csv", "person,office,start,end\nnobody,kor/president,2019,\n", r"tenures.csv:2: no person 'nobody'"),
        ("people.csv", "id,name\na,b,c,d\n", r"people.csv:2: 4 cells under 2 columns"),
        ("mine.csv", "id,name\na,b\n", r"column 'table': 'mine' is no table"),
        ("mine.yaml", "persons:\n  - {id: a}\n", r"mine.yaml:1: 'persons' is no table"),
        ("mine.yaml", "people:\n  - {id: a}\n", r"mine.yaml:2: column 'name': is empty"),
        ("mine.yaml", "people: 3\n", r"mine.yaml:1: expected a list of rows"),
        ("mine.yaml", "- 3\n", r"mine.yaml:1: expected a mapping"),
        ("mine.yaml", "people: [\n", r"mine.yaml: cannot be read"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        load([path])
