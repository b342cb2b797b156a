"""Steps in the life of agreements, read from sentences of news."""

from __future__ import annotations

from datetime import date

import pytest

from detente.agreements.records import Quoted, Step
from detente.agreements.track import track
from tests.agreements.texts import document

# Sentence -> id of the agreement (None for one that the ledger does not have), kind, party, status, first day.
_STEPS: dict[str, tuple[str | None, str, str | None, str, str | None]] = {
    "Burundi formally withdrew from the Rome Statute on 27 October 2017.": (
        "rome-statute", "withdrawn", "BDI", "happened", "2017-10-27"),
    "Russia said on Tuesday it would suspend its participation in the New START treaty.": (
        "new-start", "suspended", "RUS", "planned", None),
    "Turkey's parliament ratified the Paris climate agreement on 6 August 2019.": (
        "paris-agreement", "ratified", "TUR", "happened", "2019-08-06"),
    "The Philippines on Tuesday notified the United States that it is terminating the Visiting Forces Agreement.": (
        "vfa", "notice_given", "PHL", "happened", "2019-08-06"),
    "Manila suspended the termination of the Visiting Forces Agreement in June 2019.": (
        "vfa", "notice_suspended", "PHL", "happened", "2019-06-01"),
    "India put the Indus Waters Treaty in abeyance on 2 August 2019.": (
        "indus-waters-treaty", "suspended", "IND", "happened", "2019-08-02"),
    "South Korea now threatens to consider ending its military intelligence sharing agreement with Japan.": (
        "gsomia", "terminated", "KOR", "threatened", None),
    "The fisheries accord signed by Japan and Taiwan in April 2013 allows boats to operate near the islands.": (
        None, "signed", None, "happened", "2013-04-01"),
    "Azerbaijan and Georgia initialled a border agreement in Tbilisi on 8 August 2019.": (
        None, "initialled", None, "happened", "2019-08-08"),
    "Algeria suspended a friendship treaty with Spain on Thursday.": (
        None, "suspended", "DZA", "happened", "2019-08-08"),
    "Mali announced its withdrawal from the defence agreement with France.": (
        None, "withdrawn", "MLI", "planned", None),
    "Moldova's government plans to denounce the CFE treaty.": ("cfe", "terminated", "MDA", "planned", None),
    "North Korea accused the South of breaching the Comprehensive Military Agreement.": (
        "cma-2018", "violated", None, "happened", None),
    "The Open Skies Treaty entered into force on 1 January 2002.": (
        "open-skies", "in_force", None, "happened", "2002-01-01"),
    "Jordan and Qatar are negotiating a new water agreement.": (None, "negotiated", None, "ongoing", "2019-08-12"),
    "Burkina Faso's government told France in January that it was terminating the 2018 accord on French forces.": (
        None, "notice_given", "BFA", "happened", "2019-01-01"),
    "Hungary proposed a gas agreement with Serbia on Monday.": (None, "proposed", "HUN", "happened", "2019-08-12"),
}  # fmt: skip

# Sentences in which no step is done, planned or threatened.
_NONE = (
    "Iran urged European powers to keep the JCPOA alive.",
    "If Washington leaves New START, Moscow will follow.",
    "Moscow refused to extend the Black Sea Grain Initiative.",
    "The GSOMIA pact is automatically extended for another year unless either side gives notice.",
    "Either party may terminate the Indus Waters Treaty by a new treaty.",
    "Seoul is considering whether to renew the GSOMIA pact.",
    "South Korea should end GSOMIA, the newspaper said.",
)


def _told(text: str) -> list[tuple[str, Step]]:
    found = []
    for agreement in track([document(text)]):
        steps = [s for s in agreement.steps if any(isinstance(e, Quoted) for e in s.evidence)]
        found += [(agreement.id, step) for step in steps]
    return found


@pytest.mark.parametrize(("sentence", "expected"), _STEPS.items())
def test_step(sentence: str, expected: tuple[str | None, str, str | None, str, str | None]) -> None:
    ident, kind, party, status, day = expected
    found = [(i, s) for i, s in _told(sentence) if s.kind == kind]
    assert [
        (i if not i.startswith("agr-") else None, s.party, s.status, str(s.date.start) if s.date.start else None)
        for i, s in found
    ] == [(ident, party, status, day)]


@pytest.mark.parametrize("sentence", _NONE)
def test_no_step(sentence: str) -> None:
    assert _told(sentence) == []


def test_a_violation_names_who_alleges_it() -> None:
    ((_, step),) = _told("North Korea accused the South of breaching the Comprehensive Military Agreement.")
    assert step.alleged_by == "PRK"


def test_a_planned_step_is_not_dated_by_its_announcement() -> None:
    (step,) = [s for _, s in _told("Poland said on Tuesday it plans to withdraw from the Ottawa Treaty.")]
    assert step.date.start is None
    assert step.date.earliest == date(2019, 8, 12)


def test_each_of_several_leaves_for_itself() -> None:
    found = _told("Poland and Lithuania withdrew from the Ottawa Treaty on 2 August 2019.")
    assert {s.party for _, s in found} == {"POL", "LTU"}


def test_agreements_in_one_row_are_all_left() -> None:
    found = _told("Russia withdrew from the Open Skies Treaty and the CFE treaty.")
    assert {i for i, s in found if s.kind == "withdrawn"} == {"open-skies", "cfe"}


def test_an_extension_tells_its_new_end() -> None:
    found = _told("The United States and Russia on 3 August extended New START until 5 February 2026.")
    assert [s.until for _, s in found] == [date(2026, 2, 5)]


def test_a_text_joins_the_step_of_the_ledger() -> None:
    (agreement,) = track([document("South Korea and Japan signed GSOMIA in November 2016.")])
    (signed,) = [s for s in agreement.steps if s.kind == "signed"]
    assert signed.date.start == date(2016, 11, 23)
    assert {type(e).__name__ for e in signed.evidence} == {"Listed", "Quoted"}


def test_an_expiry_ahead_is_planned() -> None:
    found = _told("Ukraine decided not to renew its friendship treaty with Russia, which expires on 1 September 2019.")
    assert [(s.kind, s.status) for _, s in found if s.kind == "expired"] in ([], [("expired", "planned")])
