from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.copies import compare, group_copies, shingles
from detente.records import DateValue, Document

STORY = (
    "South Korea said on Thursday that it would end an agreement on military intelligence with Japan, the latest turn in "
    "a quarrel over history and trade. The presidential office said that Tokyo had changed the conditions of security "
    "cooperation when it took Seoul off a list of trusted buyers. Japan called the decision regrettable and lodged a "
    "protest with the ambassador. Washington, which had urged both sides to keep the pact, voiced strong concern. The "
    "pact, signed in November 2016, renews itself every year unless one party gives notice ninety days before. Officials "
    "in Seoul said that they would explain the step to the United States, and that the alliance would not suffer from it. "
    "Analysts expect that North Korea and China will welcome what happened. Business groups of both countries had asked "
    "their governments to part trade from security, and they repeated that plea when the news broke in the evening."
)
OTHER = (
    "Canada expelled an Indian diplomat after the prime minister told parliament that agents of New Delhi may have had a "
    "hand in the killing of a Sikh leader near Vancouver. India rejected the charge as absurd and told a Canadian diplomat "
    "to leave within five days. Both countries broke off talks on a trade treaty. Allies of Canada said that they were "
    "worried and asked India to help with the inquiry, while they took care not to harm their own relations with Delhi."
)
JAPANESE = (
    "韓国政府は二十二日、日本との軍事情報包括保護協定を終了すると発表した。輸出管理をめぐり日本が韓国を優遇対象国から外したことで、"
    "安全保障協力の環境に重大な変化が生じたと説明した。日本政府は極めて遺憾だとして大使に抗議した。米国は強い懸念を示した。"
)


def document(name: str, text: str, **fields: Any) -> Document:
    return Document(id=name, path=name, text=text, raw=text, media_type="text/plain", **fields)


def on(year: int, month: int, day: int) -> DateValue:
    return DateValue(date(year, month, day), date(year, month, day), "day")


def kinds(*documents: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(group.kind, group.documents) for group in group_copies(documents)]


def words(text: str, low: float, high: float) -> str:
    found = text.split()
    return " ".join(found[int(low * len(found)) : int(high * len(found))])


def test_copy_under_another_lead_is_syndicated() -> None:
    copy = "By our staff and agencies. Subscribe for more. " + STORY + " All rights reserved."
    assert kinds(document("a", STORY), document("b", copy)) == [("syndicated", ("a", "b"))]


def test_copy_cut_to_half_is_syndicated() -> None:
    assert kinds(document("a", STORY), document("b", words(STORY, 0, 0.5))) == [("syndicated", ("a", "b"))]


def test_headline_in_capitals_makes_no_difference() -> None:
    assert kinds(document("a", STORY), document("b", STORY.upper())) == [("syndicated", ("a", "b"))]


def test_version_that_shares_a_third_is_near() -> None:
    version = words(STORY, 0, 0.4) + " " + OTHER
    assert kinds(document("a", STORY), document("b", version)) == [("near", ("a", "b"))]


def test_different_stories_stay_apart() -> None:
    assert kinds(document("a", STORY), document("b", OTHER)) == []


def test_boilerplate_alone_makes_no_group() -> None:
    tail = " All rights reserved. Follow us on all channels. Read more stories of this week on our home page."
    assert kinds(document("a", STORY + tail), document("b", OTHER + tail)) == []


def test_short_documents_are_never_grouped() -> None:
    assert kinds(document("a", "Talks in Seoul ended early."), document("b", "Talks in Seoul ended early.")) == []


def test_east_asian_copy_is_syndicated() -> None:
    copy = "【共同】" + JAPANESE[:90]
    assert kinds(document("a", JAPANESE), document("b", copy)) == [("syndicated", ("a", "b"))]


def test_text_repeated_a_year_later_is_near_only() -> None:
    first, second = document("a", STORY, published=on(2018, 8, 22)), document("b", STORY, published=on(2019, 8, 22))
    assert kinds(first, second) == [("near", ("a", "b"))]


def test_version_of_the_same_publisher_is_near_only() -> None:
    first, second = document("a", STORY, publisher="Yonhap"), document("b", STORY + " More soon.", publisher="Yonhap")
    assert kinds(first, second) == [("near", ("a", "b"))]


def test_unknown_date_with_bounds_that_fit_may_be_a_copy() -> None:
    bounded = DateValue(earliest=date(2019, 8, 20), latest=date(2019, 9, 1))
    first, second = document("a", STORY, published=on(2019, 8, 22)), document("b", STORY, published=bounded)
    assert kinds(first, second) == [("syndicated", ("a", "b"))]


def test_copies_of_copies_form_one_group_with_its_weakest_link() -> None:
    texts = {"a": STORY, "b": words(STORY, 0, 0.7), "c": words(STORY, 0.3, 1)}
    [group] = group_copies([document(name, text) for name, text in texts.items()])
    assert group.documents == ("a", "b", "c")
    assert group.similarity == pytest.approx(1.0)


def test_near_group_takes_in_syndicated_copies() -> None:
    version = words(STORY, 0, 0.4) + " " + OTHER
    found = kinds(document("a", STORY), document("b", STORY + " Ends."), document("c", version))
    assert found == [("syndicated", ("a", "b")), ("near", ("a", "b", "c"))]


def test_order_of_documents_makes_no_difference() -> None:
    given_ = [document("a", STORY), document("b", words(STORY, 0, 0.5)), document("c", OTHER)]
    assert group_copies(given_) == group_copies(given_[::-1])


def test_no_documents_make_no_groups() -> None:
    assert group_copies([]) == []


def test_shingles_of_words_and_of_characters() -> None:
    assert shingles("One, two THREE four") == {"one two three", "two three four"}
    assert shingles("日韓関係悪化") == {"日韓関係", "韓関係悪", "関係悪化"}


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_similarity_is_symmetric_and_bounded(one: set[int], other: set[int]) -> None:
    alike, contained, shared = compare(one, other)
    assert compare(other, one) == (alike, contained, shared)
    assert 0 <= alike <= contained <= 1


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_texts_are_survived(texts: list[str]) -> None:
    documents = [document(str(index), text) for index, text in enumerate(texts)]
    for group in group_copies([*documents, *(replace(d, id=d.id + "x") for d in documents)]):
        assert len(group.documents) >= 2
        assert 0 < group.similarity <= 1


def test_real_articles_of_different_stories_stay_apart(shared) -> None:
    articles = sorted((shared / "gold" / "news" / "articles").glob("*.md"))
    texts = [path.read_text(encoding="utf-8").split("---", 2)[2] for path in articles]
    assert group_copies([document(p.stem, text) for p, text in zip(articles, texts, strict=True)]) == []


def test_real_articles_cut_to_a_third_are_found(shared) -> None:
    found = 0
    articles = sorted((shared / "gold" / "news" / "articles").glob("*.md"))
    for path in articles:
        text = path.read_text(encoding="utf-8").split("---", 2)[2]
        cut = text[: len(text) // 3]
        found += bool(kinds(document("a", text), document("b", "By our staff. " + cut)))
    assert found == len(articles)
