"""Numbers of states on a day, GDELT's codes, and states that are no more."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pycountry
import pytest

from detente.data.tables import read_rows
from detente.measuring.country_codes import Numbers, country_of_number, from_gdelt, membership_changes, numbers_on
from detente.measuring.successors import former_by_code, former_by_name, former_states


@pytest.mark.parametrize(
    ("code", "day", "numbers"),
    [
        ("USA", "2010-01-01", Numbers(2, 2)),
        ("RUS", "1980-01-01", Numbers(365, 365)),
        ("DEU", "1980-01-01", Numbers(260, 260)),
        ("DEU", "1990-10-03", Numbers(255, 260)),
        ("SRB", "1999-01-01", Numbers(345, 345)),
        ("SRB", "2010-01-01", Numbers(345, 340)),
        ("CSK", "1992-12-31", Numbers(315, 315)),
        ("CSK", "1993-01-01", Numbers()),
        ("SSD", "2011-07-08", Numbers()),
        ("SSD", "2011-07-09", Numbers(626, 626)),
        ("UKR", "1985-01-01", Numbers()),
        ("PSE", "2015-01-01", Numbers()),
        ("KOR", "2024-01-01", Numbers(732, 732)),
    ],
)
def test_numbers_hold_on_their_days_only(code: str, day: str, numbers: Numbers) -> None:
    assert numbers_on(code, date.fromisoformat(day)) == numbers


def test_no_number_without_a_day() -> None:
    assert numbers_on("USA", None) == Numbers()


def test_a_year_of_change_is_told() -> None:
    assert membership_changes("SSD", 2011)
    assert not membership_changes("SSD", 2012)


def test_spells_of_one_system_do_not_overlap() -> None:
    spells: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in read_rows("measuring/state_numbers.csv"):
        spells.setdefault((row["system"], row["country"]), []).append((row["start"], row["end"] or "9999-12-31"))
    for key, found in spells.items():
        found.sort()
        assert all(first[1] < second[0] for first, second in pairwise(found)), key


def test_every_country_is_iso_or_a_former_state() -> None:
    known = {country.alpha_3 for country in pycountry.countries} | {"XKX", "", "UNO", "EU", "NATO", "ASEAN"}
    known |= {state.code for state in former_states()}
    for table in ("state_numbers", "gdelt_codes"):
        assert {row["country"] for row in read_rows(f"measuring/{table}.csv")} <= known


@pytest.mark.parametrize(("number", "code"), [(345, "SRB"), (340, "SRB"), (678, "YEM"), (2, "USA"), (99999, None)])
def test_a_number_names_its_state(number: int, code: str | None) -> None:
    assert country_of_number("gw", number, date(2015, 1, 1)) == code


@pytest.mark.parametrize(
    ("scheme", "code", "country"),
    [
        ("cameo", "USA", "USA"),
        ("cameo", "ROM", "ROU"),
        ("cameo", "WSB", "PSE"),
        ("cameo", "EUR", None),
        ("cameo", "ZZZ", None),
        ("fips", "KS", "KOR"),
        ("fips", "GM", "DEU"),
        ("fips", "RS", "RUS"),
        ("fips", "OD", "SSD"),
        ("group", "HMS", "PSE"),
        ("group", "EEC", "EU"),
    ],
)
def test_gdelt_codes(scheme: str, code: str, country: str | None) -> None:
    assert from_gdelt(scheme, code) == country  # type: ignore[arg-type]  # a word of the table


@pytest.mark.parametrize(
    ("name", "code", "counts_for"),
    [
        ("USSR", "SUN", "RUS"),
        ("Soviet Union", "SUN", "RUS"),
        ("Yugoslavia", "YUG", "SRB"),
        ("Serbia and Montenegro", "SCG", "SRB"),
        ("West Germany", "GFR", "DEU"),
        ("East Germany", "DDR", "DDR"),
        ("Czechoslovakia", "CSK", "CSK"),
        ("Zaire", "ZAR", "COD"),
    ],
)
def test_former_states_count_by_the_rule(name: str, code: str, counts_for: str) -> None:
    state = former_by_name(name)
    assert state is not None
    assert state == former_by_code(code)
    assert state.counts_for == counts_for


def test_only_states_that_go_on_have_a_country() -> None:
    for state in former_states():
        assert (state.country is not None) == (state.rule in {"continued", "renamed"}), state.code


def test_former_states_end_after_they_begin() -> None:
    assert all(state.start < state.end for state in former_states())
