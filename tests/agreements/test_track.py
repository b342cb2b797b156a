"""Documents in, agreements out: what texts tell laid beside the ledger."""

from __future__ import annotations

from datetime import date

import detente
from detente.agreements.ledger import Ledger
from detente.agreements.records import Agreement, Listed, Notice, Period, Quoted, Renewal, Term
from detente.agreements.track import track
from detente.records import DateValue
from tests.agreements.texts import document

_ROW = Listed("test.yaml", 1, "https://example.org/text")


def _day(year: int, month: int, day: int) -> DateValue:
    return DateValue(date(year, month, day), date(year, month, day), "day")


def _pact(**fields: object) -> Ledger:
    """Return a ledger with one agreement of two states that does not exist."""
    base = Agreement("test-pact", ("Northern Lights Pact",), "military", ("NOR", "SWE"), sources=(_ROW,))
    values = {name: getattr(base, name) for name in Agreement.__dataclass_fields__} | fields
    return Ledger([Agreement(**values)])  # type: ignore[arg-type]


def test_the_verb_is_at_the_top() -> None:
    assert detente.track is track


def test_terms_fill_what_the_ledger_does_not_know() -> None:
    text = (
        "The Northern Lights Pact between Norway and Sweden is automatically extended for another year unless either side "
        "notifies the other 90 days before."
    )
    (found,) = track([document(text)], _pact())
    assert found.renewal == Renewal("tacit", Period(years=1))
    assert found.notice == Notice(Period(days=90), "term_end")


def test_accounts_that_differ_stand_side_by_side() -> None:
    ledger = _pact(renewal=Renewal("tacit", Period(years=5)))
    text = "The Northern Lights Pact between Norway and Sweden renews itself each year unless one of them objects."
    (found,) = track([document(text)], ledger)
    assert found.renewal == Renewal("tacit", Period(years=5))
    (contradiction,) = found.contradictions
    assert [claim.value for claim in contradiction.claims] == ["tacit for 5 years", "tacit for 1 year"]


def test_two_days_for_one_end_are_both_kept() -> None:
    one = document("The Northern Lights Pact between Norway and Sweden will expire on 22 November.")
    other = document("The Northern Lights Pact between Norway and Sweden will lapse on 23 November.")
    (found,) = track([one, other], _pact())
    assert [d.date for d in found.deadlines] == [date(2019, 11, 22), date(2019, 11, 23)]
    assert [[c.value for c in x.claims] for x in found.contradictions] == [["22 November 2019", "23 November 2019"]]
    assert found.term is None


def test_a_pronoun_goes_on_about_the_agreement_last_named() -> None:
    text = "Norway and Sweden signed the Northern Lights Pact in 2018. It expires on 1 May 2021."
    (found,) = track([document(text)], _pact())
    assert found.term is not None
    assert found.term.until is not None
    assert found.term.until.start == date(2021, 5, 1)


def test_a_pronoun_after_two_agreements_means_neither() -> None:
    text = "Norway defended the Northern Lights Pact and the INF Treaty. It expires on 1 May 2021."
    assert all(a.term is None or a.term.until is None for a in track([document(text)], _pact()) if a.id == "test-pact")


def test_an_agreement_that_only_a_text_tells_of() -> None:
    (found,) = track([document("A fisheries accord signed by Senegal and Gabon in 2012 will be revised.")], _pact())
    assert (found.parties, found.kind) == (("GAB", "SEN"), "commerce")
    assert found.signed is not None
    assert found.signed.start == date(2012, 1, 1)


def test_it_is_the_same_in_another_text() -> None:
    one = document("A fisheries accord signed by Senegal and Gabon in 2012 will be revised.")
    other = document("Gabon wants to end its fisheries agreement with Senegal.")
    (found,) = track([one, other], _pact())
    assert [p.stance for p in found.positions] == ["end"]


def test_the_text_of_an_agreement_is_about_itself() -> None:
    text = (
        "Agreement between the Government of Norway and the Government of Chile on Fisheries\n\n"
        "Article 9\n\nThis Agreement shall enter into force on the date of signature. It shall remain in force for five "
        "years and shall be tacitly renewed for successive periods of two years. Either Party may denounce it by giving six "
        "months' written notice.\n\nDone at Oslo on 3 May 2018.\n"
    )
    (found,) = track([document(text)], _pact())
    assert found.parties == ("CHL", "NOR")
    assert found.term == Term("fixed", Period(years=5))
    assert found.renewal == Renewal("tacit", Period(years=2))
    assert found.notice == Notice(Period(months=6), "notice")
    assert found.signed is not None
    assert found.in_force is not None
    assert found.in_force.start == date(2018, 5, 3)


def test_a_term_counted_from_signature_ends_by_it() -> None:
    ledger = _pact(signed=_day(2018, 5, 3), in_force=_day(2019, 1, 1))
    text = "The Northern Lights Pact between Norway and Sweden shall remain in force for five years from its signature."
    (found,) = track([document(text)], ledger)
    assert found.term is not None
    assert found.term.until == _day(2023, 5, 2)


def test_deadlines_count_from_the_day_asked_for() -> None:
    ledger = _pact(
        signed=_day(2016, 11, 23), in_force=_day(2016, 11, 23), term=Term("fixed", Period(years=1)),
        renewal=Renewal("tacit", Period(years=1)), notice=Notice(Period(days=90), "term_end"),
    )  # fmt: skip
    text = "The Northern Lights Pact between Norway and Sweden goes on."
    (found,) = track([document(text)], ledger, on=date(2022, 1, 1))
    assert [d.date.year for d in found.deadlines if d.kind == "last_day_for_notice"] == [2022]


def test_other_languages_are_passed_over() -> None:
    from dataclasses import replace

    french = replace(document("La Norvège et la Suède ont signé le Northern Lights Pact."), language="fr")
    assert track([french], _pact()) == ()


def test_a_step_told_twice_stands_once_with_both_spans() -> None:
    one = document("Norway ratified the Northern Lights Pact with Sweden on 2 August 2019.")
    other = document(
        "Norway's parliament ratified the Northern Lights Pact with Sweden on 2 August 2019, reports said."
    )
    (found,) = track([one, other], _pact())
    (step,) = [s for s in found.steps if s.kind == "ratified"]
    assert len([e for e in step.evidence if isinstance(e, Quoted)]) == 2
