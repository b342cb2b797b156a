from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml

from detente.briefs import wording
from detente.briefs.names import country_name, language_name
from detente.coding.ontology import modes_of
from detente.records import EVENT_TYPES, STATUSES, Attribution, DateValue, Span

from .make import day, make_documents, make_events

WORD = Span(0, 1, "x")


@pytest.fixture(scope="module")
def protest():
    return make_events(make_documents())[1]


@pytest.mark.parametrize("type_", EVENT_TYPES)
@pytest.mark.parametrize("status", STATUSES)
def test_every_type_and_mode_has_a_sentence_in_every_status(protest, type_, status):
    for mode in [None, *modes_of(type_)]:
        text = wording.sentence(replace(protest, type=type_, mode=mode, status=status))
        assert "Japan" in text
        assert "South Korea" in text
        assert text.endswith(".")
        assert "{" not in text


def test_every_phrase_is_of_a_class_that_plover_has():
    known = set(EVENT_TYPES) | {f"{kind}/{mode}" for kind in EVENT_TYPES for mode in modes_of(kind)}
    assert set(wording._phrases()) <= known


@pytest.mark.parametrize(
    ("status", "type_", "expected"),
    [
        ("happened", "CONSULT", "Japan held talks with South Korea."),
        ("planned", "CONSULT", "Japan intended to hold talks with South Korea."),
        ("threatened", "THREATEN", "Japan threatened South Korea."),
        ("threatened", "SANCTION", "Japan threatened to reduce relations with South Korea."),
        ("denied", "AID", "It was denied that Japan gave aid to South Korea."),
        ("hypothetical", "AID", "It was said to be possible that Japan would give aid to South Korea."),
        ("ongoing", "COERCE", "Japan coerced South Korea, and this was still going on."),
    ],
)
def test_status_makes_the_sentence(protest, status, type_, expected):
    assert wording.sentence(replace(protest, type=type_, mode=None, status=status)) == expected


def test_person_stands_with_the_country(protest):
    person = replace(protest.source[0], id="jpn/abe", name="Shinzo Abe")
    minister = replace(protest.source[0], id="jpn/mofa", name="Japan's foreign ministry")
    text = wording.sentence(replace(protest, source=(person, minister)))
    assert text == "Shinzo Abe (Japan) and Japan's foreign ministry criticised South Korea."


def test_group_without_a_name_stands_in_the_words_of_the_document(protest):
    court = replace(protest.source[0], id="JPN:court", name="Japan: court", mention=Span(0, 9, "the court"))
    text = wording.sentence(replace(protest, source=(court,)))
    assert text == "the court (Japan) criticised South Korea."


def test_braces_in_a_name_stay_what_they_are(protest):
    person = replace(protest.target[0], id="x", name="{0} {target}", country=None)
    assert wording.sentence(replace(protest, target=(person,))) == "Japan criticised {0} {target}."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (day("2019-08-09"), "9 August 2019"),
        (day("2019-08-01", "2019-08-31", "month"), "August 2019 (day not known)"),
        (day("2019-01-01", "2019-12-31", "year"), "2019 (month not known)"),
        (day("2019-08-09", "2019-09-02", "range"), "9 August 2019 to 2 September 2019"),
        (DateValue(), "date not known"),
        (DateValue(latest=date(2019, 8, 9)), "date not known (not after 9 August 2019)"),
        (DateValue(earliest=date(2019, 8, 9)), "date not known (not before 9 August 2019)"),
        (
            DateValue(earliest=date(2019, 8, 9), latest=date(2019, 9, 2)),
            "date not known (between 9 August 2019 and 2 September 2019)",
        ),
    ],
)
def test_date_says_how_precise_it_is(value, expected):
    assert wording.when(value) == expected


@pytest.mark.parametrize(
    ("chain", "publisher", "expected"),
    [
        ([], "Courier", ("Courier",)),
        ([], None, ()),
        (
            [("official", "unnamed_official", "KOR"), ("Kyodo", "agency", "JPN")],
            "Courier",
            ("official (unnamed official of South Korea)", "Kyodo (news agency)", "Courier"),
        ),
        ([("Courier", "newspaper", None)], "courier", ("Courier (newspaper)",)),
        ([("Kyodo News Agency", "agency", "JPN")], None, ("Kyodo News Agency",)),
    ],
)
def test_chain_goes_from_the_innermost_to_the_publisher(chain, publisher, expected):
    links = [Attribution(name, kind, country, WORD) for name, kind, country in chain]
    assert wording.said_by(links, publisher) == expected


@pytest.mark.parametrize(
    ("value", "text"), [(2.5, "+2.5"), (-3.5, "−3.5"), (10.0, "+10"), (0.0, "0"), (-0.0, "0"), (-25.0, "−25")]
)
def test_value_has_a_sign(value, text):
    assert wording.signed(value) == text


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KOR", "South Korea"), ("JPN", "Japan"), ("CHN", "China"), ("EU", "European Union"), ("UNO", "United Nations"),
        ("XKX", "Kosovo"), ("NATO", "NATO"), ("ASEAN", "ASEAN"), ("ZZZ", "ZZZ"),
    ],
)  # fmt: skip
def test_country_has_its_english_name(code, name):
    assert country_name(code) == name


def test_language_has_its_english_name():
    assert (language_name("ja"), language_name("qqq")) == ("Japanese", "qqq")


def test_phrases_are_pairs_with_one_target():
    with (wording.files("detente.briefs") / "phrases.yaml").open(encoding="utf-8") as handle:
        table = yaml.safe_load(handle)
    assert all(len(forms) == 2 and all(form.count("{target}") == 1 for form in forms) for forms in table.values())
