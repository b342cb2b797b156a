from __future__ import annotations

import pytest

from detente.actors.gazetteer import Entry, Gazetteer, case_of

GAZETTEER = Gazetteer(
    Entry("state", ref, form, case_of(form))
    for ref, form in [("USA", "US"), ("USA", "U.S."), ("TUR", "Turkey"), ("KOR", "South Korea"), ("KOR", "Korea"),
                      ("POL", "Polish"),
                      ("KOR", "한국"), ("CIV", "Côte d’Ivoire")]
)  # fmt: skip


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The US told us", ["US"]),
        ("GIVE US MORE TIME NOW", []),
        ("U.S. ships", ["U.S."]),
        ("turkey in Turkey", ["Turkey"]),
        ("South Korea and Korea", ["South Korea", "Korea"]),
        ("Koreas Korean Korea's", ["Korea"]),
        ("Polish ships polish", ["Polish"]),
        ("한국은", ["한국"]),
        ("in Cote d'Ivoire", ["Cote d'Ivoire"]),
        ("South\u00a0Korea", ["South\u00a0Korea"]),
        ("South. Korea", ["Korea"]),
        ("", []),
    ],
)
def test_find(text: str, names: list[str]) -> None:
    assert found(text) == names
