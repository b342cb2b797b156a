from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors import Resolver
from detente.evidence import holds
from detente.records import Actor, Ambiguous, Document

Make = Callable[..., Document]


def ids(resolver: Resolver, document: Document) -> dict[str, str]:
    """Quote → id of every mention whose actor is sure."""
    mentions = resolver.read(document).mentions
    return {m.span.quote: m.actor.id for m in mentions if isinstance(m.actor, Actor)}


def test_a_phrase_is_one_mention(resolver: Resolver, make: Make) -> None:
    found = ids(resolver, make("On Friday Japanese Prime Minister Shinzo Abe left Tokyo."))
    assert found["Japanese Prime Minister Shinzo Abe"] == "jpn/shinzo-abe"


def test_surname_after_the_full_name(resolver: Resolver, make: Make) -> None:
    text = "South Korean President Moon Jae-in spoke on Monday. Moon said that Seoul would not give way."
    assert ids(resolver, make(text))["Moon"] == "kor/moon-jae-in"


def test_surname_as_the_text_spelled_it(resolver: Resolver, make: Make) -> None:
    text = "South Korean President Wen Jae-yin met the American guest. Wen promised an answer by the end of the month."
    assert ids(resolver, make(text))["Wen"] == "kor/moon-jae-in"


def test_a_longer_name_is_somebody_else(resolver: Resolver, make: Make) -> None:
    text = "US President Donald Trump flew to Osaka. His daughter Ivanka Trump came along."
    quotes = [m.span.quote for m in resolver.read(make(text)).mentions]
    assert quotes.count("Trump") == 0


def test_two_bearers_of_a_surname_are_ambiguous(resolver: Resolver, make: Make) -> None:
    text = "North Korean leader Kim Jong-un sent his sister Kim Yo-jong to the South in February. Kim smiled."
    last = resolver.read(make(text, "2018-02-12")).mentions[-1]
    assert isinstance(last.actor, Ambiguous)
    assert {actor.id for actor in last.actor.candidates} == {"prk/kim-jong-un", "prk/kim-yo-jong"}


def test_the_minister(resolver: Resolver, make: Make) -> None:
    text = "Japanese Foreign Minister Taro Kono summoned the envoy. The minister called the answer extremely rude."
    assert ids(resolver, make(text, "2019-07-20"))["The minister"] == "jpn/taro-kono"


def test_counterpart(resolver: Resolver, make: Make) -> None:
    text = "Japanese Foreign Minister Taro Kono met his South Korean counterpart in Bangkok."
    assert ids(resolver, make(text, "2019-08-02"))["South Korean counterpart"] == "kor/kang-kyung-wha"


def test_a_pronoun_only_where_one_person_stands_before(resolver: Resolver, make: Make) -> None:
    one = "Russian Foreign Minister Sergey Lavrov left early. He gave no reason."
    two = "Sergey Lavrov met Wang Yi in Sochi. He gave no reason."
    assert ids(resolver, make(one, "2019-05-14")).get("He") == "rus/sergey-lavrov"
    assert "He" not in ids(resolver, make(two, "2019-05-14"))


def test_an_unheralded_garbled_name_of_an_office_named_elsewhere(resolver: Resolver, make: Make) -> None:
    text = "The US defense secretary landed on Friday. Later Asper said to reporters that the pact should stay."
    assert ids(resolver, make(text))["Asper"] == "usa/mark-esper"


def test_korean_alone_is_north_where_only_the_north_is_named(resolver: Resolver, make: Make) -> None:
    north = "North Korea fired a missile from Wonsan. Pyongyang was silent; the Korean military reported success."
    south = "South Korea and Japan talked. The Korean military sent an observer."
    country = {name: next(m for m in resolver.read(make(text)).mentions if m.span.quote == "Korean military").actor
               for name, text in (("north", north), ("south", south))}  # fmt: skip
    assert {name: actor.country for name, actor in country.items() if isinstance(actor, Actor)} == {
        "north": "PRK",
        "south": "KOR",
    }


def test_first_person_is_the_publishers(resolver: Resolver, make: Make) -> None:
    text = "Tokyo moved first. Our government answered with a complaint."
    assert ids(resolver, make(text, publisher="Yonhap"))["Our government"] == "KOR"


def test_a_lost_first_person_is_suspect(resolver: Resolver, make: Make) -> None:
    text = (
        "Seoul suspended its notice to end GSOMIA. The Chinese government can end GSOMIA with Japan at any time, a South Korean "
        "official said. Japan welcomed it. South Korea and Japan will talk on Monday."
    )
    mention = next(
        m for m in resolver.read(make(text, "2019-11-22")).mentions if m.span.quote.endswith("Chinese government")
    )
    assert isinstance(mention.actor, Actor)
    assert mention.actor.country == "CHN"
    assert mention.suspect is not None
    assert "no party" in mention.suspect


def test_a_confused_country_is_suspect(resolver: Resolver, make: Make) -> None:
    text = (
        "Iran will not talk under pressure, Tehran said on Sunday. Iranian Foreign Minister Mohammad Javad Zarif warned the "
        "United States. Iran has cut its stock. Iraq must give up enrichment, Washington says."
    )
    suspects = {m.span.quote: m.suspect for m in resolver.read(make(text, "2019-07-08")).mentions if m.suspect}
    assert list(suspects) == ["Iraq"]
    assert "confused" in suspects["Iraq"]


def test_a_person_of_another_country_than_written_is_suspect(resolver: Resolver, make: Make) -> None:
    mentions = resolver.read(
        make("Iraqi Foreign Minister Mohammad Javad Zarif spoke in Vienna.", "2019-07-08")
    ).mentions
    assert mentions[0].suspect is not None


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The Korean Peninsula has been calm.", "Korean"),
        ("Ships crossed the Sea of Japan and the South China Sea.", "Japan"),
        ("Michael Jordan played in Chicago.", "Jordan"),
        ("Chad Smith plays the drums.", "Chad"),
        ("The Paris agreement holds.", "Paris"),
        ("The Vienna talks went on.", "Vienna"),
        ("Air Berlin sued its rival.", "Berlin"),
        ("Hotel Moscow was closed.", "Moscow"),
        ("We roasted a turkey and polished the floor for us all.", "turkey"),
    ],
)
def test_names_that_are_no_state(resolver: Resolver, make: Make, text: str, absent: str) -> None:
    assert not [m for m in resolver.read(make(text)).mentions if absent in m.span.quote]


def test_capital_as_government_and_as_place(resolver: Resolver, make: Make) -> None:
    mentions = resolver.read(make("Tokyo protested on Friday. The talks were held in Tokyo.")).mentions
    assert [m.actor.sector for m in mentions if isinstance(m.actor, Actor)] == ["government", None]


def test_adjectives_share_a_head(resolver: Resolver, make: Make) -> None:
    mentions = resolver.read(make("Russian and Chinese warships crossed the strait.")).mentions
    assert [(m.actor.country, m.actor.sector) for m in mentions if isinstance(m.actor, Actor)] == [
        ("RUS", "military"), ("CHN", "military"),
    ]  # fmt: skip


def test_a_bare_adjective_has_no_sector(resolver: Resolver, make: Make) -> None:
    actor = resolver.read(make("The Japanese spring was mild.")).mentions[0].actor
    assert isinstance(actor, Actor)
    assert (actor.country, actor.sector) == ("JPN", None)
    assert "adjective" in actor.chain[0]


def test_described_agreement(resolver: Resolver, make: Make) -> None:
    text = "South Korea will keep its military intelligence sharing pact with Japan."
    assert {m.actor.id for m in resolver.read(make(text)).things if isinstance(m.actor, Actor)} == {"gsomia"}


def test_at(resolver: Resolver, make: Make) -> None:
    document = make("In May Japan answered South Korea.")
    actors = resolver.read(document)
    start = document.text.index("South")
    mention = actors.at(start, start + 5)
    assert mention is not None
    assert mention.span.quote == "South Korea"
    assert actors.at(0, 2) is None


PIECES = st.lists(
    st.sampled_from(
        ["Japanese Prime Minister Shinzo Abe", "Wen Youyin", "the US", "Türkiye’s", "said", ".", ",", "\n", "İstanbul", "Straße",
         "North Korea", "and", "Chinese", "police", "Foreign Minister", "Lavrov", "He",
         "our government", "文在寅", "ﬁ", "—", "Mr."]
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES)
def test_mentions_are_spans_in_order(pieces: list[str]) -> None:
    resolver = Resolver.default()
    text = " ".join(pieces)
    document = Document("d", "d.txt", text, text, "text/plain")
    mentions = resolver.read(document).mentions
    assert all(holds(text, m.span) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(mentions))


def test_a_neighbour_named_in_passing_is_not_suspect(resolver: Resolver, make: Make) -> None:
    text = (
        "Iran will not talk under pressure, Tehran said on Sunday. Iranian Foreign Minister Mohammad Javad Zarif warned the "
        "United States. Iran has cut its stock. Rockets fell near a base in Iraq."
    )
    assert not [m for m in resolver.read(make(text, "2019-07-08")).mentions if m.suspect]


def test_a_firm_is_one_mention_with_its_country(resolver: Resolver, make: Make) -> None:
    text = "The court ordered Japan's Nippon Steel & Sumikin to pay. The white paper came out on Tuesday."
    mentions = resolver.read(make(text, "2021-02-02")).mentions
    assert [m.span.quote for m in mentions] == ["Japan's Nippon Steel & Sumikin"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Brussels could take the case to court.", "EU"),
        ("London asked Brussels for time.", "EU"),
        ("The EU met on Monday. Brussels warned of a trade war.", "EU"),
        ("Brussels refused, although Belgium had voted for it.", "BEL"),
        ("The Belgian prime minister resigned. Brussels gave no date.", "BEL"),
        ("Ankara asked Brussels for help under article 4. NATO ambassadors will meet.", "NATO"),
        ("The talks were held in Brussels.", "BEL"),
        ("Brussels police searched a house.", "BEL"),
        ("Brussels officials declined to comment.", "EU"),
    ],
)
def test_brussels(resolver: Resolver, make: Make, text: str, country: str) -> None:
    found = [m.actor for m in resolver.read(make(text)).mentions if "Brussels" in m.span.quote]
    assert [actor.country for actor in found if isinstance(actor, Actor)] == [country]
