"""What the two reports that the project starts from must give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.agreements.records import Agreement, Period, Quoted
from detente.agreements.track import track
from detente.evidence import holds
from detente.reading import read_all
from detente.records import Document


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Document]:
    """The two reports."""
    return [d for d in read_all([str(shared / "seeds")]) if isinstance(d, Document)]


@pytest.fixture(scope="module")
def found(documents: list[Document]) -> dict[str, Agreement]:
    """What they tell, by id."""
    return {agreement.id: agreement for agreement in track(documents)}


def test_terms_of_the_intelligence_agreement(found: dict[str, Agreement]) -> None:
    gsomia = found["gsomia"]
    assert gsomia.parties == ("JPN", "KOR")
    assert gsomia.signed is not None
    assert gsomia.signed.start is not None
    assert gsomia.signed.start.year == 2016
    assert gsomia.renewal is not None
    assert (gsomia.renewal.kind, gsomia.renewal.period) == ("tacit", Period(years=1))


def test_deadline_of_24_august_2019_rests_on_the_text(found: dict[str, Agreement]) -> None:
    (deadline,) = [d for d in found["gsomia"].deadlines if d.kind == "last_day_for_notice"]
    assert deadline.date == date(2019, 8, 24)
    assert any(isinstance(e, Quoted) and "24 August" in e.span.quote for e in deadline.evidence)


def test_three_positions(found: dict[str, Agreement]) -> None:
    told = {(p.country, p.stance) for p in found["gsomia"].positions}
    assert {("KOR", "end"), ("KOR", "keep"), ("USA", "keep")} <= told


def test_position_below_the_state(found: dict[str, Agreement]) -> None:
    assert any("reform forces" in p.name and p.stance == "end" for p in found["gsomia"].positions)


def test_threat_is_no_step_done(found: dict[str, Agreement]) -> None:
    ends = [s for s in found["gsomia"].steps if s.kind == "terminated"]
    assert {s.status for s in ends} == {"threatened"}


def test_japan_holds_to_the_agreement_of_1965(found: dict[str, Agreement]) -> None:
    positions = found["claims-1965"].positions
    assert {(p.country, p.stance) for p in positions} == {("JPN", "keep")}


def test_both_reports_speak_of_it(found: dict[str, Agreement]) -> None:
    paths = {e.path for p in found["claims-1965"].positions for e in p.evidence if isinstance(e, Quoted)}
    assert len(paths) == 2


def test_every_span_holds(documents: list[Document], found: dict[str, Agreement]) -> None:
    texts = {d.id: d.text for d in documents}
    evidence = [e for a in found.values() for record in (*a.steps, *a.positions, *a.deadlines) for e in record.evidence]
    assert all(holds(texts[e.document], e.span) for e in evidence if isinstance(e, Quoted))
