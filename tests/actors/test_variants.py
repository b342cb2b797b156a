from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors.folding import fold
from detente.actors.korean import spellings
from detente.actors.readings import mandarin_name, wade_giles
from detente.actors.similarity import exact_reading, inexact_at_most, likeness, syllable_likeness


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("syllable", "revised", "mccune"),
    [("문", "mun", "mun"), ("경", "gyeong", "kyong"), ("두", "du", "tu"), ("박", "bak", "pak")],
)
def test_korean_systems(syllable: str, revised: str, mccune: str) -> None:
    assert spellings(syllable)[:2] == (revised, mccune)


def test_mandarin_reading() -> None:
    assert mandarin_name("鄭景斗") == (["zheng"], ["jing", "dou"])


@pytest.mark.parametrize(
    ("pinyin", "wade"), [("jia", "chia"), ("bao", "pao"), ("xi", "hsi"), ("zhi", "chih"), ("dong", "tung")]
)
def test_wade_giles(pinyin: str, wade: str) -> None:
    assert wade_giles(pinyin) == wade


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lavrov", "Lawrow"),
        ("Shoigu", "Schoigu"),
        ("Medvedev", "Medwedew"),
        ("Yeltsin", "Jeltsin"),
        ("Qaddafi", "Kadafi"),
    ],
)
def test_spellings_of_one_sound_agree(a: str, b: str) -> None:
    assert likeness(a, b) >= 0.85


@pytest.mark.parametrize(
    ("a", "b"), [("Lavrov", "Latrov"), ("Putin", "Putyatin"), ("Abe", "Aso"), ("Rouhani", "Romani")]
)
def test_other_names_are_less_alike(a: str, b: str) -> None:
    assert likeness(a, b) < 0.9


def test_mixed_readings() -> None:
    assert syllable_likeness("Wen Jae-yin", "文在寅") == 1.0
    assert 0.6 < syllable_likeness("Wen Youyin", "文在寅") < 0.8
    assert syllable_likeness("Wu Zanlin", "文在寅") < 0.6


@pytest.mark.parametrize("name", ["Moon Jae-in", "Moon Jae-ina", "Wen Jae-yin", "Wen Youyin", "Wu Zanlin", "Li"])
def test_a_likeness_is_that_of_exact_readings_or_at_most_that_of_others(name: str) -> None:
    exact, whole = exact_reading(name, "文在寅"), syllable_likeness(name, "文在寅")
    assert exact == pytest.approx(whole) or exact < whole <= inexact_at_most("文在寅")
