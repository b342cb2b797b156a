from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from detente.actors.loading import load
from detente.agreements.calendar import run_on
from detente.agreements.checks import check_ledger, failing_quotes
from detente.agreements.ledger import Ledger, load_ledger
from detente.agreements.moments import capital_zone, party_codes
from detente.agreements.records import Agreement, Listed, Notice, Period, Quoted, Renewal, Step, Term
from detente.agreements.standing import terms
from detente.data.tables import data_path, read_rows
from detente.errors import TableError
from detente.records import DateValue, Document, Span

OWN = """\
my-pact:
  name: My Pact
  kind: trade
  parties: [FRA, NOR]
  signed: 2020-02
  in_force: 2020-02-29
  term: 1 year
  renewal: {kind: tacit, period: P1Y}
  notice: {period: 3 months, counted_from: term_end}
  source: https://example.org/pact
  steps:
    - {date: 2021-01-05, kind: notice_given, party: NOR}
"""


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_ledger_holds_together() -> None:
    assert check_ledger(load_ledger()) == []


def test_the_ledger_has_the_agreements_that_news_keeps_naming() -> None:
    assert len(load_ledger()) >= 120


def test_every_entry_and_step_says_where_it_can_be_checked() -> None:
    evidence = [
        item
        for agreement in load_ledger()
        for group in (agreement.sources, *(step.evidence for step in agreement.steps))
        for item in group or [None]
    ]
    assert [
        item
        for item in evidence
        if not (isinstance(item, Listed) and str(item.url).startswith(("https://", "http://")))
    ] == []


def test_evidence_leads_to_the_line_of_the_table() -> None:
    gsomia = load_ledger().get("gsomia")
    assert gsomia is not None
    (step, *_) = [step for step in gsomia.steps if step.kind == "notice_given"]
    row = step.evidence[0]
    assert isinstance(row, Listed)
    assert "2019-08-23" in data_path(row.table).read_text(encoding="utf-8").splitlines()[row.line - 1]


def test_ids_are_those_of_the_tables_of_things_or_organisations() -> None:
    tables = load()
    known = tables.things.keys() | tables.organisations.keys()
    assert [agreement.id for agreement in load_ledger() if agreement.id not in known] == []


def test_parties_with_two_sides_are_those_of_the_tables_of_things() -> None:
    things = load().things
    differing = [
        agreement.id
        for agreement in load_ledger()
        if agreement.id in things
        and len(agreement.parties) == len(things[agreement.id].parties) == 2
        and set(things[agreement.id].parties) != set(agreement.parties)
    ]
    assert differing == []


def test_the_terms_of_gsomia() -> None:
    gsomia = load_ledger().get("gsomia")
    assert gsomia is not None
    assert gsomia.term == Term("fixed", Period(1))
    assert gsomia.renewal == Renewal("tacit", Period(1))
    assert gsomia.notice == Notice(Period(days=90), "term_end")


def test_agreements_are_found_by_name_in_any_case() -> None:
    assert [agreement.id for agreement in load_ledger().named("jcpoa ")] == ["jcpoa"]


def test_agreements_are_found_in_other_languages() -> None:
    assert [agreement.id for agreement in load_ledger().named("지소미아")] == ["gsomia"]


def test_agreements_of_a_dyad() -> None:
    found = {agreement.id for agreement in load_ledger().between("JPN", "KOR")}
    assert {"gsomia", "tisa", "claims-1965", "basic-relations-1965"} <= found


def test_every_state_that_is_a_party_has_a_clock() -> None:
    states = {party for agreement in load_ledger() for party in agreement.parties if len(party) == 3}
    assert {party for party in states if capital_zone(party) is None} == set()


def test_every_clock_is_a_zone_that_exists() -> None:
    rows = read_rows("agreements/zones.csv")
    assert len({row["party"] for row in rows}) == len(rows)
    assert {row["zone"] for row in rows} <= available_timezones()


def test_codes_of_states_and_bodies_are_known() -> None:
    assert {"JPN", "XKX", "EU", "NATO", "UNO"} <= party_codes()


def test_a_file_of_ones_own_adds_an_agreement(tmp_path: Path) -> None:
    pact = load_ledger([own(tmp_path, OWN)]).get("my-pact")
    assert pact is not None
    assert pact.signed == DateValue(date(2020, 2, 1), date(2020, 2, 29), "month")
    assert run_on(date(2021, 3, 1), terms(pact, date(2020, 6, 1))) == (2, date(2021, 2, 28), date(2022, 2, 27))


def test_a_file_of_ones_own_overrides_what_it_gives_and_keeps_the_rest(tmp_path: Path) -> None:
    text = "gsomia:\n  notice: {period: P60D, counted_from: term_end}\n  aliases: [the pact]\n"
    before, changed = load_ledger().get("gsomia"), load_ledger([own(tmp_path, text)]).get("gsomia")
    assert before is not None
    assert changed is not None
    assert changed.notice == Notice(Period(days=60), "term_end")
    assert (changed.steps, changed.names[0], changed.names[-1]) == (before.steps, before.names[0], "the pact")


def test_what_a_file_changes_has_the_file_for_evidence(tmp_path: Path) -> None:
    path = own(tmp_path, "# ours\ngsomia:\n  zone: Asia/Tokyo\n")
    changed = load_ledger([path]).get("gsomia")
    assert changed is not None
    assert changed.sources[-1] == Listed(str(path), 2, None)


def test_null_says_that_a_fact_is_not_known(tmp_path: Path) -> None:
    changed = load_ledger([own(tmp_path, "gsomia:\n  notice: null\n")]).get("gsomia")
    assert changed is not None
    assert changed.notice is None


def test_a_step_of_ones_own_joins_the_shipped_ones_in_order(tmp_path: Path) -> None:
    text = "gsomia:\n  steps:\n    - {date: 2020-08-04, kind: suspended, party: KOR, status: threatened}\n"
    changed = load_ledger([own(tmp_path, text)]).get("gsomia")
    assert changed is not None
    days = [step.date.end for step in changed.steps if step.date.end is not None]
    assert days == sorted(days)
    assert date(2020, 8, 4) in days


def test_the_shipped_ledger_stays_as_it_is(tmp_path: Path) -> None:
    load_ledger([own(tmp_path, "gsomia:\n  notice: null\n")])
    shipped = load_ledger().get("gsomia")
    assert shipped is not None
    assert shipped.notice is not None


def test_country_codes_that_yaml_takes_for_something_else(tmp_path: Path) -> None:
    text = OWN.replace("[FRA, NOR]", "[FRA, EU]").replace("party: NOR", "party: EU")
    pact = load_ledger([own(tmp_path, text)]).get("my-pact")
    assert pact is not None
    assert pact.parties == ("FRA", "EU")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("my-pact:\n  kind: trade\n", r"mine.yaml:1: my-pact: field 'name': is missing; write for instance `name:"),
        (
            OWN.replace("2020-02-29", "2021-02-29"),
            r":6: my-pact: field 'in_force': '2021-02-29' is no date; write 2019-",
        ),
        (
            OWN.replace("term: 1 year", "term: a year"),
            r":7: my-pact: field 'term': 'a year' is no length of time; write P",
        ),
        (OWN.replace("kind: tacit", "kind: tacite"), r":8: my-pact: renewal: field 'kind': .* did you mean 'tacit'"),
        (OWN.replace("kind: trade", "kind: commerse"), r":3: .* did you mean 'commerce'"),
        (OWN.replace("counted_from: term_end", "from: term_end"), r":9: my-pact: notice: no field is called 'from'"),
        (OWN.replace("  kind: trade", "  kind: trade\n  kind: peace"), r":4: my-pact: field 'kind' stands twice"),
        (OWN.replace("kind: notice_given, ", ""), r":12: my-pact: steps 1: field 'kind': is missing; write for inst"),
        (OWN.replace("https://example.org/pact", "a book"), r"field 'source': 'a book' is no address; write where"),
        (
            OWN.replace("[FRA, NOR]", "[FRA, Norway]"),
            r":4: my-pact: field 'parties': 'Norway' is no code of a state or body; write",
        ),
        (OWN + "  successor: other-pact\n", r":13: my-pact: field 'successor': no agreement 'other-pact'; add it"),
        (OWN + "  zone: Asia/Soul\n", r":13: my-pact: field 'zone': 'Asia/Soul' is no time zone; write one such as"),
        (OWN + "  reviews: soon\n", r":13: my-pact: field 'reviews': is no list"),
        (OWN + OWN, r":13: 'my-pact' stands in line 1 already"),
        ("My Pact: {}\n", r":1: 'My Pact' is no id; write small letters"),
        ("- my-pact\n", r"mine.yaml:1: expected a mapping of ids to agreements"),
        ("my-pact: 3\n", r":1: my-pact: expected fields"),
        ("my-pact: [\n", r"mine.yaml:2: cannot be read as YAML"),
        ("a: b: c\n", r"mine.yaml:1: cannot be read as YAML"),
    ],
)
def test_an_entry_that_does_not_fit_is_named_with_the_way_out(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        load_ledger([own(tmp_path, text)])


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    assert len(load_ledger([own(tmp_path, "# nothing yet\n")])) == len(load_ledger())


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none.yaml: cannot be read"):
        load_ledger([tmp_path / "none.yaml"])


def test_what_does_not_hold_together_is_named() -> None:
    day = DateValue(date(2020, 1, 1), date(2020, 1, 1), "day")
    later = DateValue(date(2020, 1, 2), date(2020, 1, 2), "day")
    wrong = Agreement("x", ("X",), None, ("FRA",), signed=later, in_force=day, steps=(Step("signed", day),))
    assert check_ledger(Ledger([wrong])) == [
        "x: has no source",
        "x: has no kind",
        "x: entered into force before it was signed",
        "x: step signed of 2020-01-01 has no source",
    ]


DOCUMENT = Document("d", "d.txt", "They signed it on Monday.", "They signed it on Monday.", "text/plain")
SIGNED = Quoted("d", "d.txt", Span(5, 11, "signed"))
MONDAY = DateValue(date(2020, 1, 6), date(2020, 1, 6), "day", "Monday", Span(18, 24, "Monday"))


def test_a_span_that_does_not_stand_in_its_document_is_found() -> None:
    wrong = Quoted("d", "d.txt", Span(5, 11, "sealed"))
    agreement = Agreement("x", ("X",), steps=(Step("signed", MONDAY, evidence=(SIGNED, wrong)),))
    assert failing_quotes(agreement, {"d": DOCUMENT}) == [("steps", wrong.span)]


def test_the_span_of_a_date_is_checked_too() -> None:
    moved = replace(MONDAY, span=Span(17, 23, "Monday"))
    agreement = Agreement("x", ("X",), steps=(Step("signed", moved, evidence=(SIGNED,)),))
    assert failing_quotes(agreement, {"d": DOCUMENT}) == [("steps", moved.span)]


def test_spans_of_a_document_that_is_not_there_fail() -> None:
    agreement = Agreement("x", ("X",), sources=(SIGNED,))
    assert failing_quotes(agreement, {}) == [("sources", SIGNED.span)]


def test_rows_of_tables_have_no_spans_to_check() -> None:
    assert [failing_quotes(agreement, {}) for agreement in load_ledger() if failing_quotes(agreement, {})] == []
