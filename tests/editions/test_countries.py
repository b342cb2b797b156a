"""Which countries an edition names, and where."""

from __future__ import annotations

from detente.editions.countries import mentions, mentions_by_section, own_state
from detente.evidence import holds

from .make import make_edition

TEXT = """1 Japan

Japan and the Republic of Korea resumed talks in Tokyo.

2 China

China sent ships through the Sea of Japan; Beijing said that they were on exercise.
"""


def test_counts_countries_and_capitals_but_no_seas() -> None:
    assert mentions(make_edition(TEXT)) == {"JPN": 3, "CHN": 3}


def test_counts_by_section() -> None:
    found = {section.title: dict(counts) for section, counts in mentions_by_section(make_edition(TEXT))}
    assert found == {"Japan": {"JPN": 3}, "China": {"CHN": 3}}


def test_names_in_japanese_are_found() -> None:
    edition = make_edition("韓国とオーストラリアは、わが国の協力の相手である。", issuer="JPN", language="ja")
    assert set(mentions(edition)) == {"KOR", "AUS"}


def test_every_section_stands_in_the_text() -> None:
    edition = make_edition(TEXT)
    assert all(holds(edition.document.text, section.span) for section, _ in mentions_by_section(edition))


def test_a_japanese_document_without_issuer_is_taken_for_japans() -> None:
    assert own_state(make_edition("日本は韓国と協議した。", issuer=None, language="ja")) == "JPN"


def test_a_document_about_several_states_alike_is_nobodys() -> None:
    assert own_state(make_edition("Japan met China. Korea met Russia.", issuer=None)) is None
