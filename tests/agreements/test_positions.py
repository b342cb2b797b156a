"""Who wants an agreement kept, ended or changed, read from sentences of news."""

from __future__ import annotations

import pytest

from detente.agreements.records import Position
from detente.agreements.track import track
from detente.evidence import holds
from tests.agreements.texts import document

# Sentence -> actor (id, or as named), country, stance.
_POSITIONS: dict[str, list[tuple[str, str | None, str]]] = {
    "Esper asked South Korea to maintain the Japan-South Korea Military Intelligence Protection Agreement.": [
        ("usa/mark-esper", "USA", "keep")],
    "Supporters of President Moon want the GSOMIA pact ended, while most ministers would prefer to keep it.": [
        ("Supporters of President Moon", "KOR", "end"), ("most ministers", "KOR", "keep")],
    "Donald Trump wants to scrap the Iran nuclear deal, while France and Germany support keeping it.": [
        ("usa/donald-trump", "USA", "end"), ("FRA", "FRA", "keep"), ("DEU", "DEU", "keep")],
    "China opposes the AUKUS pact.": [("CHN", "CHN", "end")],
    "Moscow refused to extend New START.": [("RUS", "RUS", "end")],
    "Turkey and the United Nations are pressing Russia to renew the Black Sea grain deal.": [
        ("TUR", "TUR", "extend"), ("UNO", "UNO", "extend")],
    "Seoul is considering whether to renew the GSOMIA pact with Japan.": [("KOR", "KOR", "undecided")],
    "Pompeo said that Seoul must preserve the GSOMIA agreement.": [("usa/mike-pompeo", "USA", "keep")],
    "Germany's ruling coalition is in favour of preserving the Open Skies Treaty.": [
        ("Germany's ruling coalition", "DEU", "keep")],
    "Kishida reiterated Japan's opposition to the Treaty on the Prohibition of Nuclear Weapons.": [("JPN", "JPN", "end")],
    "Egypt insists that the 1959 Nile Waters Agreement must be respected, but Ethiopia rejects it.": [
        ("EGY", "EGY", "keep"), ("ETH", "ETH", "end")],
    "The Kremlin said Russia was ready to extend New START.": [("RUS", "RUS", "extend")],
    "Ukraine decided not to renew its friendship treaty with Russia.": [("UKR", "UKR", "end")],
    "Senegal's opposition leaders called for the cancellation of the country's fisheries agreement with the European Union.": [
        ("SEN/party", "SEN", "end")],
    "The Japanese Government maintains that the issue of compensation was settled under the 1965 Claims Agreement between "
    "Japan and South Korea.": [("JPN", "JPN", "keep")],
    "Reported that South Koreas calls for the abolition of the GSOMIA agreement mainly come from supporting Moons radical "
    "reform forces, but within the government still advocates the mainstream view of maintaining the agreement.": [
        ("supporting Moons radical reform forces", "KOR", "end"), ("the government", "KOR", "keep")],
    "South Korea is committed to GSOMIA.": [("KOR", "KOR", "keep")],
    "Norway wants the North Atlantic Treaty amended.": [("NOR", "NOR", "change")],
}  # fmt: skip

# Sentences that tell no wish about an agreement.
_NONE = (
    "South Korea and Japan signed GSOMIA in 2016.",
    "The two sides made no progress in extending GSOMIA, officials in Seoul said.",
    "New START expires in February 2021.",
    "GSOMIA lets Seoul and Tokyo share intelligence on North Korea.",
    "Seoul has talked about GSOMIA. When Tokyo brought up a new proposal, Foreign Minister Kang rejected it.",
)


def _told(text: str) -> list[Position]:
    return [position for agreement in track([document(text)]) for position in agreement.positions]


@pytest.mark.parametrize(("sentence", "expected"), _POSITIONS.items())
def test_position(sentence: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [(p.actor, p.country, p.stance) for p in _told(sentence)] == expected


@pytest.mark.parametrize("sentence", _NONE)
def test_no_position(sentence: str) -> None:
    assert _told(sentence) == []


def test_condition_is_in_the_words_of_the_text() -> None:
    (position,) = _told(
        "India will not renegotiate the Indus Waters Treaty unless Pakistan ends cross-border terrorism."
    )
    assert (position.stance, position.condition) == ("keep", "unless Pakistan ends cross-border terrorism")


def test_account_names_who_tells_it() -> None:
    (position,) = _told("Iran wants to keep the JCPOA, according to the Tasnim news agency.")
    assert [link.kind for link in position.attribution] == ["agency"]


def test_evidence_holds() -> None:
    text = "Washington urged its two allies to keep GSOMIA. Tokyo wants it extended."
    found = track([document(text)])
    spans = [e.span for a in found for p in a.positions for e in p.evidence if hasattr(e, "span")]
    assert spans
    assert all(holds(text, span) for span in spans)
