from __future__ import annotations

from datetime import date

import pytest
from starlette.datastructures import QueryParams

from detente.store import EventFilter
from detente.web.filters import read_query


def query(text: str):
    return read_query(QueryParams(text))


def test_every_parameter_is_read():
    found = query(
        "q=pact&country=KOR&country=Japan&source=jp&target=KOR&dyad=KOR-JPN&type=sanction&status=happened"
        "&since=2019-01-01&until=2019-12-31&publisher=Kyodo&actor=kor/moon-jae-in&document=d&incident=i"
        "&decision=none&contested=1&dated=0&order=oldest&page=3&per_page=20"
    )
    assert found.problems == ()
    assert found.filter == EventFilter(
        countries=("KOR", "JPN"), source="JPN", target="KOR", dyad=("KOR", "JPN"), types=("SANCTION",),
        statuses=("happened",), since=date(2019, 1, 1), until=date(2019, 12, 31), publishers=("Kyodo",),
        actor="kor/moon-jae-in", document="d", incident="i", decision="none", contested=True, dated=False, q="pact",
    )  # fmt: skip
    assert (found.order, found.offset) == ("oldest", 40)


def test_empty_parameters_ask_for_nothing():
    assert query("q=&country=&since=&type=&decision=&page=").filter == EventFilter()


@pytest.mark.parametrize(
    "text",
    [
        "country=Atlantis", "dyad=KOR", "dyad=KOR-KOR", "type=GREET", "status=done", "since=yesterday", "until=2019-02-30",
        "contested=yes", "order=random", "page=0", "page=-1", "page=1e9", "page=٣", "per_page=100000", "decision=maybe",
        "since=2020-01-01&until=2019-01-01", f"q={'x' * 501}",
    ],
)  # fmt: skip
def test_what_cannot_be_is_left_out_and_named(text):
    found = query(text)
    assert len(found.problems) == 1
    assert found.per_page <= 200
