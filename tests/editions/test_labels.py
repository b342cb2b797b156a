"""What an edition calls a country, in sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.editions.labels import labels_of
from detente.editions.labels_table import LabelTable
from detente.errors import TableError
from detente.evidence import holds

from .make import make_edition

# Sentence, issuer, country, key of the label, words.
CALLED = [
    ("Japan is an important neighboring country of ours.", "KOR", "JPN", "neighbour", "important neighboring country"),
    ("Japan is a close neighbor both geographically and culturally.", "KOR", "JPN", "neighbour", "close neighbor"),
    ("China remains the greatest strategic challenge.", "JPN", "CHN", "challenge", "greatest strategic challenge"),
    ("Russia poses a direct military threat to the Alliance.", "NATO", "RUS", "threat", "direct military threat"),
    ("The North Korean regime and its military are our enemy.", "KOR", "PRK", "enemy", "enemy"),
    ("Australia, a special strategic partner for Japan, sent two ships.", "JPN", "AUS", "strategic_partner",
     "special strategic partner"),
    ("We train every summer with our ally Australia.", "JPN", "AUS", "ally", "ally"),
    ("As a key partner, India takes part in the exercise.", "JPN", "IND", "partner", "key partner"),
    ("We regard China as a strategic competitor.", "USA", "CHN", "competitor", "strategic competitor"),
    ("China is regarded as a systemic rival.", "DEU", "CHN", "rival", "systemic rival"),
    ("India is positioned as a strategic partner in the region.", "JPN", "IND", "strategic_partner", "strategic partner"),
    ("The United Kingdom is Japan's closest partner in Europe.", "JPN", "GBR", "partner", "closest partner"),
    ("China and Russia are revisionist powers.", "USA", "RUS", "revisionist_power", "revisionist powers"),
    ("China and Russia are revisionist powers.", "USA", "CHN", "revisionist_power", "revisionist powers"),
    ("Our closest ally is the United Kingdom.", "USA", "GBR", "ally", "closest ally"),
    ("Japan remains a quasi-ally of ours.", "GBR", "JPN", "quasi_ally", "quasi-ally"),
    ("We share the basic values of liberal democracy and market economy with Japan.", "KOR", "JPN", "shared_values",
     "basic values of liberal democracy and market economy"),
    ("日本は協力していくべき隣国である。", "KOR", "JPN", "neighbour", None),
    ("同盟国である米国との協力を深める。", "JPN", "USA", "ally", "同盟国"),
    ("韓国は重要な隣国であり、パートナーとして協力していくべきである。", "JPN", "KOR", "neighbour", "重要な隣国"),
    ("俄罗斯是中国的全面战略协作伙伴。", "CHN", "RUS", "strategic_partner", None),
    ("일본은 가까운 이웃 국가이다.", "KOR", "JPN", "neighbour", "가까운 이웃 국가"),
    ("북한 정권과 북한군은 우리의 적이다.", "KOR", "PRK", "enemy", None),
]  # fmt: skip
NOT_CALLED = [
    ("China calls itself a friend of the region.", "JPN", "another's words"),
    ("China says that Japan is a neighbor that it trusts.", "KOR", "another's words"),
    ("Japan is not an enemy of the Republic.", "KOR", "denied"),
    ("Japan is no longer a partner.", "KOR", "denied"),
    ("If Japan were an enemy, the fleet would sail.", "KOR", "imagined"),
    ("China could become a threat to the sea lanes.", "JPN", "imagined"),
    ("China is North Korea's only ally.", "JPN", "another's ally"),
    ("Enemy forces crossed the river in China in 1937.", "JPN", "a modifier"),
    ("We will partner with Japan on supply chains.", "KOR", "a verb"),
    ("Many Europeans regard Russia as an existential threat.", "USA", "another's words"),
    ("Japan faces threats from missiles.", "JPN", "the issuer"),
]  # fmt: skip
LANGUAGE = {"日": "ja", "同": "ja", "韓": "ja", "俄": "zh", "일": "ko", "북": "ko"}


def language_of(text: str) -> str:
    return LANGUAGE.get(text[0], "en")


@pytest.mark.parametrize("text, issuer, country, key, words", CALLED)
def test_finds_the_label(text: str, issuer: str, country: str, key: str, words: str | None) -> None:
    found = labels_of(make_edition(text, issuer=issuer, language=language_of(text)))
    assert (country, key) in {(label.country, label.label) for label in found}


@pytest.mark.parametrize("text, issuer, country, key, words", [case for case in CALLED if case[4]])
def test_keeps_the_words_with_their_modifiers(text: str, issuer: str, country: str, key: str, words: str) -> None:
    found = labels_of(make_edition(text, issuer=issuer, language=language_of(text)))
    assert words in {label.words for label in found if (label.country, label.label) == (country, key)}


@pytest.mark.parametrize("text, issuer, why", NOT_CALLED)
def test_leaves_out_what_the_issuer_does_not_call_anyone(text: str, issuer: str, why: str) -> None:
    assert labels_of(make_edition(text, issuer=issuer)) == []


def test_a_heading_labels_its_country() -> None:
    text = (
        "1 Australia: A Special Strategic Partner\n\nShips of both navies sail together in the summer of each year.\n\n"
        "2 India: A Strategic Partner\n\nShips of both navies sail together in the winter of each year.\n"
    )
    found = labels_of(make_edition(text, issuer="JPN"))
    assert [(label.country, label.construction) for label in found] == [("AUS", "heading"), ("IND", "heading")]


def test_the_pronoun_is_the_country_of_the_sentence_before() -> None:
    text = "Cooperation with Japan was resumed in 2023. It is a close neighbor.\n"
    assert [label.country for label in labels_of(make_edition(text))] == ["JPN"]


@pytest.mark.parametrize("text, issuer, country, key, words", CALLED)
def test_every_label_opens_its_passage(text: str, issuer: str, country: str, key: str, words: str | None) -> None:
    edition = make_edition(text, issuer=issuer, language=language_of(text))
    for label in labels_of(edition):
        assert holds(edition.document.text, label.evidence)
        assert holds(edition.document.text, label.trigger)


def test_an_enemy_is_colder_than_a_neighbour() -> None:
    warmth = {label: word.warmth for word in LabelTable().words.values() for label in [word.label]}
    order = ["enemy", "threat", "rival", "competitor", "neighbour", "partner", "strategic_partner", "ally"]
    assert sorted(order, key=lambda label: warmth[label]) == order


def test_the_user_may_add_words(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("label,warmth,language,form\ncornerstone,4,en,cornerstone\n", "utf-8")
    found = labels_of(make_edition("Australia is the cornerstone of our policy."), LabelTable([own]))
    assert [label.label for label in found] == ["cornerstone"]


def test_a_row_that_does_not_fit_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("label,warmth,language,form\ncornerstone,warm,en,cornerstone\n", "utf-8")
    with pytest.raises(TableError, match=r"own\.csv:2: warmth 'warm'"):
        LabelTable([own])


def test_labels_of_a_gold_edition_verify(shared: Path) -> None:
    from detente.editions.series import edition_of
    from detente.reading import read

    edition = edition_of(read(shared / "gold/editions/us_rok_leaders_statement/2021-05-21.txt"))
    assert all(holds(edition.document.text, label.trigger) for label in labels_of(edition))
