from __future__ import annotations

from pathlib import Path

import pytest

from detente.editions.signals import Passage, SeriesSignals, signals_of
from detente.reading import read_all
from detente.records import Document

FOLDER = Path(__file__).parent.parent / "web" / "editions"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    found = [item for item in read_all([str(FOLDER)]) if isinstance(item, Document)]
    return {document.id: document for document in found}


@pytest.fixture(scope="module")
def both(documents: dict[str, Document]) -> tuple[SeriesSignals, ...]:
    return signals_of(documents.values(), ("JPN", "KOR"))


def test_each_state_s_series_speaks_of_the_other(both: tuple[SeriesSignals, ...]) -> None:
    assert [(one.series, one.issuer, one.about) for one in both] == [
        ("jp_defense_white_paper", "JPN", "KOR"),
        ("kr_defense_white_paper", "KOR", "JPN"),
    ]


def test_the_rank_fell(both: tuple[SeriesSignals, ...]) -> None:
    assert [one.rank for one in both[0].portrayals] == [2, 4]
    (rank,) = [one for one in both[0].signals if one.kind == "rank"]
    assert (rank.before, rank.after, rank.edition_from, rank.edition_to) == ("2", "4", "2018", "2019")


def test_the_label_went(both: tuple[SeriesSignals, ...]) -> None:
    (label,) = [one for one in both[0].signals if one.kind == "label"]
    assert "partner" in (label.before or "")
    assert label.after is None


def test_what_is_not_about_the_other_is_left_out(both: tuple[SeriesSignals, ...]) -> None:
    assert all("Vientiane" not in (one.after or "") for one in both[0].signals)


def test_every_passage_verifies(both: tuple[SeriesSignals, ...], documents: dict[str, Document]) -> None:
    passages: list[Passage | None] = []
    for series in both:
        passages += [at for one in series.signals for at in (one.at_from, one.at_to)]
        passages += [at for one in series.portrayals for at in (one.rank_at, one.first)]
        passages += [called.passage for one in series.portrayals for called in one.called]
    shown = [one for one in passages if one is not None]
    assert shown
    assert all(documents[one.document].text[one.span.start : one.span.end] == one.span.quote for one in shown)


def test_states_without_official_documents_have_no_signals(documents: dict[str, Document]) -> None:
    assert signals_of(documents.values(), ("FRA", "DEU")) == ()
