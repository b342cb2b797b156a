from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import yaml

from detente.briefs import wording
from detente.briefs.names import country_in_text, country_name, language_name
from detente.briefs.sides import named, with_article
from detente.coding.ontology import modes_of
from detente.data.tables import read_rows
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
    known |= {f"{kind}@{row['code']}" for kind in EVENT_TYPES for row in read_rows("ontology/cameo_codes.csv")}
    assert set(wording._phrases()) <= known


@pytest.mark.parametrize(
    ("status", "type_", "expected"),
    [
        ("happened", "CONSULT", "Japan held talks with South Korea."),
        ("planned", "CONSULT", "Japan planned to hold talks with South Korea."),
        ("threatened", "THREATEN", "Japan threatened South Korea."),
        ("threatened", "SANCTION", "Japan threatened to take measures to reduce relations with South Korea."),
        ("denied", "AID", "It was denied that Japan gave aid to South Korea."),
        ("hypothetical", "AID", "It was said that Japan might give aid to South Korea."),
        ("ongoing", "COERCE", "Japan was putting pressure on South Korea."),
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
    assert text == "The court (Japan) criticised South Korea."


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


def test_phrases_are_three_forms_with_one_target():
    with (wording.files("detente.briefs") / "phrases.yaml").open(encoding="utf-8") as handle:
        table = yaml.safe_load(handle)
    whom = re.compile(r"\{(?:target|people|representatives|captives)\}")
    assert all(len(forms) == 3 and all(len(whom.findall(form)) == 1 for form in forms) for forms in table.values())


def test_form_in_ing_is_one():
    assert all(form[2].split()[0].endswith("ing") for form in wording._phrases().values())


def test_several_who_act_take_the_plural(protest):
    states = tuple(replace(protest.source[0], id=code, name=code, country=code) for code in ("JPN", "USA"))
    text = wording.sentence(replace(protest, source=states, type="CONSULT", mode=None, status="ongoing"))
    assert text == "Japan and the United States were holding talks with South Korea."


@pytest.mark.parametrize(
    ("mention", "before", "expected"),
    [
        ("patrol plane", "a ", "a patrol plane (Japan)"),
        ("patrol plane", "its ", "Japan’s patrol plane"),
        ("Japanese patrol plane", "", "the Japanese patrol plane"),
        ("Japanese companies", "two ", "two Japanese companies"),
        ("Japanese companies", "that ", "Japanese companies"),
        ("its troops", "", "Japan’s troops"),
        ("Japan’s regulator", "", "Japan’s regulator"),
        ("Japanese media", "", "Japanese media"),
    ],
)
def test_group_without_a_name_takes_the_article_of_its_sentence(protest, mention, before, expected):
    quote = f"Seoul accused {before}{mention}."
    start = quote.index(mention)
    span = Span(start, start + len(mention), mention)
    group = replace(protest.target[0], id="JPN/x", name="Japan: business", country="JPN", mention=span)
    assert named([group], Span(0, len(quote), quote)).words == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Defence", "the Ministry of Defence"),
        ("Supreme Court of Korea", "the Supreme Court of Korea"),
        ("Permanent Representative to the United Nations", "the Permanent Representative to the United Nations"),
        ("Taro Kono", "Taro Kono"),
        ("Japan's coast guard", "Japan's coast guard"),
        ("The Hague", "The Hague"),
        ("Nippon Steel", "Nippon Steel"),
    ],
)
def test_institutions_take_an_article_and_people_none(name, expected):
    assert with_article(name) == expected


def test_person_is_no_people_of_a_person(protest):
    person = replace(protest.target[0], id="kor/x", name="Hong Gil-dong", country="KOR")
    text = wording.sentence(replace(protest, target=(person,), type="COERCE", mode="arrest"))
    assert text == "Japan detained Hong Gil-dong (South Korea)."


def test_code_that_is_sharper_than_the_mode_gives_the_words(protest):
    text = wording.sentence(replace(protest, type="SANCTION", mode="discontinue", cameo="1641"))
    assert text == "Japan broke off talks with South Korea."


@pytest.mark.parametrize(
    ("code", "words"),
    [("USA", "the United States"), ("JPN", "Japan"), ("EU", "the European Union"), ("HKG", "Hong Kong")],
)
def test_country_in_a_sentence_has_its_article(code, words):
    assert country_in_text(code) == words
