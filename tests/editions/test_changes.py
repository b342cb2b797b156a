from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.editions.compare import Comparison
from detente.editions.records import Change
from detente.evidence import holds

from .texts import kinds, pair

AUS = "Japan and Australia will deepen their defence cooperation in the maritime domain."
KOR = "South Korea is an important neighbour of Japan, and both share basic values such as democracy."
CHN = "China has continued its unilateral attempts to change the status quo in the East China Sea by force."
RUS = "Russia has deployed coastal missiles on the Northern Territories and holds exercises there each summer."
ALL = "\n\n".join([AUS, KOR, CHN, RUS])


def worded(found: Comparison) -> tuple[Change, ...]:
    """Return the changes of wording alone, without those of rank, label and frequency."""
    return tuple(change for change in found.real if change.kind not in ("rank", "label", "frequency"))


def only(found: Comparison) -> tuple[str, str | None, str | None, str | None]:
    (change,) = worded(found)
    return change.kind, change.country, change.before, change.after


def test_the_same_edition_has_no_change() -> None:
    assert pair(ALL, ALL).changes == ()


def test_added() -> None:
    new = "Taiwan lies close to Japan, and stability around it matters for the security of Japan."
    assert only(pair(ALL, f"{ALL}\n\n{new}")) == ("added", "TWN", None, new)


def test_removed() -> None:
    assert only(pair(ALL, "\n\n".join([AUS, KOR, RUS]))) == ("removed", "CHN", CHN, None)


def test_the_test_of_a_removal_is_shown() -> None:
    (change,) = worded(pair(ALL, "\n\n".join([AUS, KOR, RUS])))
    assert change.test is not None
    assert change.test.score is None or change.test.score < change.test.threshold


def test_reworded() -> None:
    after = KOR.replace("an important neighbour", "a partner")
    assert only(pair(ALL, ALL.replace(KOR, after)))[:2] == ("reworded", "KOR")


def test_moved() -> None:
    assert only(pair(ALL, "\n\n".join([KOR, CHN, RUS, AUS])))[:3] == ("moved", "AUS", AUS)


def test_sections_that_changed_places_have_moved_with_their_numbers() -> None:
    before = f"Section 1 Japan\n\n{KOR}\n\nSection 2 China\n\n{CHN}\n\nSection 3 Russia\n\n{RUS}"
    after = f"Section 1 China\n\n{CHN}\n\nSection 2 Japan\n\n{KOR}\n\nSection 3 Russia\n\n{RUS}"
    assert kinds(worded(pair(before, after, issuer="UN body"))) == ["moved"]


def test_split() -> None:
    before = (
        "Japan will promote defence exchanges with India at every level and will hold naval exercises with India in the "
        "Bay of Bengal each year."
    )
    after = (
        "Japan will promote defence exchanges with India at every level. It will hold naval exercises with India in the "
        "Bay of Bengal each year."
    )
    assert only(pair(f"{AUS}\n\n{before}\n\n{RUS}", f"{AUS}\n\n{after}\n\n{RUS}"))[0] == "split"
    assert only(pair(f"{AUS}\n\n{after}\n\n{RUS}", f"{AUS}\n\n{before}\n\n{RUS}"))[0] == "merged"


def test_a_phrase_that_was_cut_is_removed() -> None:
    before = (
        "Both oppose the independence of Taiwan, support peaceful reunification, and will widen exchanges with Taiwan."
    )
    after = "Both oppose the independence of Taiwan, and will widen exchanges with Taiwan."
    found = pair(f"{ALL}\n\n{before}", f"{ALL}\n\n{after}")
    assert [(c.country, c.before) for c in found.real if c.kind == "removed"] == [
        ("TWN", "support peaceful reunification")
    ]


def test_a_phrase_that_stands_elsewhere_on_the_same_country_is_not_removed() -> None:
    before = (
        "Both oppose the independence of Taiwan, support peaceful reunification, and will widen exchanges with Taiwan."
    )
    after = "Both oppose the independence of Taiwan, and will widen exchanges with Taiwan."
    also = "On Taiwan, all of us support peaceful reunification and nothing else."
    found = pair(f"{also}\n\n{ALL}\n\n{before}", f"{also}\n\n{ALL}\n\n{after}")
    assert kinds(worded(found)) == ["reworded"]


def test_a_phrase_that_stood_there_about_something_else_is_added() -> None:
    """As in 2021: "by force or coercion" had been said of the East China Sea before it was said of Taiwan."""
    sea = "We oppose any attempt by China to change the status quo in the East China Sea by force or coercion."
    before = "We underscore the importance of peace across the Taiwan Strait."
    after = "We underscore the importance of peace across the Taiwan Strait, and oppose any change there by force or coercion."
    found = pair(f"{sea}\n\n{before}", f"{sea}\n\n{after}", issuer="G7 leaders")
    assert [c.after for c in found.real if c.kind == "added" and c.country == "TWN"] == [
        "oppose any change there by force or coercion"
    ]


def test_a_removed_sentence_whose_clauses_stand_elsewhere_is_reworded() -> None:
    before = "坚持一个中国原则和“九二共识”，推动两岸关系和平发展，推进祖国和平统一进程。"
    after = "我们要坚持对台工作大政方针，坚持一个中国原则，在“九二共识”基础上推动两岸关系和平发展。"
    other = "要大力发展养老服务业。提高农村公路质量。"
    found = pair(f"{other}{before}", f"{other}{after}", language="zh", issuer="PRC State Council")
    removed = [change.before for change in found.real if change.kind == "removed"]
    assert removed == ["推进祖国和平统一进程"]


def test_spelling_is_told_apart() -> None:
    before = "We call for the denuclearization of the Korean Peninsula and for a dialog with North Korea."
    after = "We call for the denuclearisation of the Korean Peninsula and for a dialogue with North Korea."
    found = pair(before, after)
    assert found.real == ()
    assert [change.trivial for change in found.trivial] == ["spelling"]


def test_near_identical_notices_give_only_the_true_difference() -> None:
    notice = (
        "On June 16, 2006, the President declared a national emergency with respect to Belarus.\n\n"
        "The actions of certain officials of Belarus continue to pose an unusual threat.\n\n"
        "For this reason the national emergency must continue in effect beyond June 16, {year}.\n\n{more}"
        "THE WHITE HOUSE, June {day}, {year}."
    )
    new = "The regime of Belarus also let Russian troops use its territory to invade Ukraine.\n\n"
    found = pair(notice.format(year=2019, day=13, more=""), notice.format(year=2020, day=11, more=new))
    assert kinds(worded(found)) == ["added"]
    assert {change.trivial for change in found.trivial} == {"date rolled forward"}


EAST = [
    ("zh", "我们重视同日本的关系。俄罗斯是我们的伙伴。", "我们重视同日本的关系。俄罗斯是我们的战略伙伴。", "RUS"),
    (
        "ja",
        "中国の動向を注視する。韓国は重要な隣国である。",
        "中国の動向を注視する。韓国は重要な隣国であり、パートナーである。",
        "KOR",
    ),
    (
        "ko",
        "중국과 협력한다. 일본은 협력해 나가야 할 동반자이다.",
        "중국과 협력한다. 일본은 협력해 나가야 할 이웃 국가이다.",
        "JPN",
    ),
]


@pytest.mark.parametrize(("language", "before", "after", "country"), EAST)
def test_east_asian_editions(language: str, before: str, after: str, country: str) -> None:
    found = pair(before, after, language=language, issuer="UN body")
    assert {change.country for change in found.real} == {country}
    assert "reworded" in kinds(worded(found))


def test_frequency() -> None:
    few = "\n\n".join([ALL, *(f"The ministry held its meeting number {n} on budgets and housing." for n in range(60))])
    many = "\n\n".join([few, *(f"Taiwan was the subject of meeting {n} on the strait near Taiwan." for n in range(20))])
    (change,) = [one for one in pair(few, many).real if one.kind == "frequency"]
    assert change.country == "TWN"
    assert (change.before or "").startswith("0 mentions")


def test_the_weight_of_a_country_and_a_stance_goes_first() -> None:
    after = ALL.replace("important neighbour", "partner").replace("each summer", "in some summers")
    assert [change.country for change in pair(ALL, after).real if change.kind == "reworded"] == ["KOR", "RUS"]


@given(
    st.lists(st.sampled_from([AUS, KOR, CHN, RUS]), max_size=5),
    st.lists(st.sampled_from([AUS, KOR, CHN, RUS]), max_size=5),
)
def test_evidence_stands_in_its_edition(before: list[str], after: list[str]) -> None:
    found = pair("\n\n".join(["x y z", *before]), "\n\n".join(["x y z", *after]))
    for change in found.changes:
        if change.evidence_from is not None:
            assert holds(found.before.document.text, change.evidence_from)
        if change.evidence_to is not None:
            assert holds(found.after.document.text, change.evidence_to)


@given(st.lists(st.sampled_from([AUS, KOR, CHN, RUS]), max_size=6))
def test_an_edition_against_itself_has_no_change(sentences: list[str]) -> None:
    text = "\n\n".join(["x y z", *sentences])
    assert pair(text, text).changes == ()
