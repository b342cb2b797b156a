from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import StoreError
from detente.store import Store

from .conftest import make_document

TEXTS = {
    "en": "The café talks on exports failed. Export controls followed in July.",
    "ja": "日本政府は韓国に対する輸出管理を強化した。",
    "ko": "한국 정부는 일본의 수출규제를 비판했다.",
    "mixed": "The ministry (経済産業省) announced export controls.",
}


@pytest.fixture
def library(store):
    for name, text in TEXTS.items():
        store.add_document(replace(make_document(text=text, path=name), title=f"Title {name}"))
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cafe", {"en"}),
        ("EXPORT controls", {"en", "mixed"}),
        ('"export controls"', {"en", "mixed"}),
        ('"controls export"', set()),
        ("announ*", {"mixed"}),
        ("announ", set()),
        ("輸出管理", {"ja"}),
        ("日本", {"ja"}),
        ("省", {"mixed"}),
        ("수출규제", {"ko"}),
        ("일본", {"ko"}),
        ("産業省 export", {"mixed"}),
        ("Title ja", {"ja"}),
        ("nothing", set()),
        ("100%_", set()),
    ],
)
def test_query_finds(library, query, found):
    assert {hit.path for hit in library.search(query)} == found


def test_hit_shows_its_words_where_they_stand(library):
    (hit,) = library.search("controls July")
    text = TEXTS["en"]
    assert [span.quote for span in hit.matches] == ["controls", "July"]
    assert all(text[span.start : span.end] == span.quote for span in (*hit.matches, hit.passage))


def test_hit_shows_characters_of_a_script_without_spaces(library):
    (hit,) = library.search("韓国")
    assert [span.quote for span in hit.matches] == ["韓国"]


def test_hit_in_a_long_text_shows_only_what_is_around(store):
    store.add_document(make_document(text="filler " * 400 + "needle " + "filler " * 400))
    (hit,) = store.search("needle")
    assert "needle" in hit.passage.quote
    assert len(hit.passage.quote) < 300


def test_hit_in_the_title_shows_the_beginning(library):
    (hit,) = library.search("Title ko")
    assert (hit.passage.start, hit.matches) == (0, ())


def test_older_versions_are_not_found(store):
    store.add_document(make_document(text="The first wording."))
    store.add_document(make_document(text="The second text."))
    assert store.search("wording") == []


@pytest.mark.parametrize("query", ["", "  ", '""', "*", "!?"])
def test_query_without_a_word_is_refused(library, query):
    with pytest.raises(StoreError, match="no word"):
        library.search(query)


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("search") / "case.db") as store:
        store.add_document(make_document(text=" ".join(TEXTS.values())))
        yield store


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet='"*()^:+-ANDORNT 本', max_size=12))
def test_no_query_breaks_the_search(one, query):
    with suppress(StoreError):
        assert len(one.search(query)) <= 1
