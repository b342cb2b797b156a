from __future__ import annotations

import pytest

from detente.actors import country
from detente.actors.countries import cldr_names, names_in
from detente.errors import UnknownCountryError


@pytest.mark.parametrize(
    ("name", "code"),
    [("KOR", "KOR"), ("kr", "KOR"), ("South Korea", "KOR"), ("Republic of Korea", "KOR"), ("Südkorea", "KOR"), ("일본", "JPN"),
     ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Ivory Coast", "CIV"), ("Burma", "MMR"), ("EU", "EU"), ("European Union", "EU"),
     ("Kosovo", "XKX"), ("UN", "UNO"), ("The Netherlands", "NLD"), ("Congo-Kinshasa", "COD"), ("Taiwan", "TWN")],
)  # fmt: skip
def test_country(name: str, code: str) -> None:
    assert country(name) == code


def test_an_unknown_country_names_the_nearest() -> None:
    with pytest.raises(UnknownCountryError, match=r"Japan \(JPN\)"):
        country("Jappan")


def test_the_shipped_names_are_those_of_babel() -> None:
    assert cldr_names() == names_in("en")
