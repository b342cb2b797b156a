from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import StoreError
from detente.reading.copies import CopyGroup
from detente.records import DateValue, Segment, Span
from detente.store import Store

from .conftest import TEXT, make_document, make_events

URL = "https://example.org/pact"


def test_document_comes_back_with_every_field(store):
    document = make_document(url=URL)
    store.add_document(document)
    assert store.document(document.id) == document


def test_date_in_the_text_comes_back_with_its_span_and_bounds(store):
    span = Span(3, 17, TEXT[3:17])
    published = DateValue(date(2019, 8, 22), date(2019, 8, 22), "day", "22 August 2019", span)
    dated = replace(make_document(), published=published)
    bounded = replace(make_document(), id="doc-b", published=DateValue(earliest=date(2019, 8, 22)))
    store.add_document(dated)
    store.add_document(bounded)
    assert store.document(dated.id) == dated
    assert store.document("doc-b") == bounded


@settings(max_examples=25)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=4),
)
def test_any_text_and_offset_map_comes_back(tmp_path_factory, text, cuts):
    offsets = tuple(Segment(a, a + n, a, a + n + 1) for a, n in cuts)
    document = replace(make_document(), text=text, raw=text[::-1], offsets=offsets, title=text or None)
    with Store(tmp_path_factory.mktemp("any") / "case.db") as store:
        store.add_document(document)
        assert store.document(document.id) == document


def test_half_a_surrogate_pair_is_refused_by_name(store):
    with pytest.raises(StoreError, match="surrogate"):
        store.add_document(replace(make_document(), title="\ud800"))
    assert list(store.documents()) == []


def test_metadata_that_is_no_json_is_refused_with_the_path(store):
    with pytest.raises(StoreError, match=r"news/pact\.md"):
        store.add_document(replace(make_document(), metadata={"key": b"\x00"}))


def test_same_document_twice_adds_nothing(store):
    document = make_document()
    assert store.add_document(document) == "added"
    assert store.add_document(document) == "duplicate"
    assert list(store.documents(versions="all")) == [document]


def test_same_bytes_elsewhere_add_a_place(store):
    document = make_document()
    store.add_document(document)
    store.add_document(replace(document, path="copy/pact.md"))
    assert store.places(document.id) == ["news/pact.md", "copy/pact.md"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"url": URL, "path": "a.html"}, {"url": URL, "path": "b.html"}),
        ({"url": None, "path": "a.html"}, {"url": None, "path": "a.html"}),
        ({"url": None, "path": "a.html"}, {"url": URL, "path": "a.html"}),
        ({"url": None, "path": "a.jsonl#3"}, {"url": None, "path": "a.jsonl#3"}),
    ],
)
def test_page_read_again_with_other_text_is_a_new_version(store, first, second):
    old, new = make_document(**first), make_document(text=TEXT + " Update.", **second)
    store.add_document(old)
    assert store.add_document(new) == "version"
    assert list(store.documents()) == [new]
    assert store.versions(old.id) == store.versions(new.id) == [old.id, new.id]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"url": URL, "path": "a.html"}, {"url": URL + "2", "path": "a.html"}),
        ({"path": "-"}, {"path": "-"}),
        ({"path": "-#1"}, {"path": "-#1"}),
        ({"path": "a.html"}, {"path": "b.html"}),
    ],
)
def test_other_pages_are_no_versions(store, first, second):
    store.add_document(make_document(**first))
    assert store.add_document(make_document(text=TEXT + " Update.", **second)) == "added"
    assert len(list(store.documents())) == 2


def test_other_title_at_the_same_place_of_a_file_of_many_is_no_version(store):
    store.add_document(make_document(path="a.jsonl#1"))
    other = replace(make_document(text="Something else.", path="a.jsonl#1"), title="Another story")
    assert store.add_document(other) == "added"


def test_documents_not_coded_are_told_apart(store):
    first, second = make_document(), make_document(text=TEXT + " More.", path="b.md")
    with store.run("code") as run:
        store.add_document(first)
        store.add_document(second)
        store.add_events(first.id, [], run)
    assert list(store.documents(coded=False)) == [second]
    assert list(store.documents(coded=True)) == [first]


def test_remove_takes_all_that_came_from_a_document_out(filled, path):
    store, document, _ = filled()
    other = make_document(text=TEXT + " More.", path="b.md")
    store.add_document(other)
    store.replace_groups([CopyGroup("near", (document.id, other.id), 0.9)])
    assert store.remove(document.id) == [document.id]
    assert list(store.documents()) == [other]
    left = sqlite3.connect(path)
    tables = ["event", "event_context", "participant", "attribution", "removed", "document_raw", "document_path"]
    rows = {name: left.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    assert rows == dict.fromkeys(tables, 0) | {"removed": 2, "document_raw": 1, "document_path": 1}
    assert store.groups() == []
    assert [hit.document for hit in store.search("pact")] == [other.id]
    assert list(store.verify()) == []


def test_remove_by_path_takes_every_version_there(store):
    old, new = make_document(), make_document(text=TEXT + " Update.")
    store.add_document(old)
    store.add_document(new)
    assert store.remove("news/pact.md") == [old.id, new.id]
    assert list(store.documents(versions="all")) == []


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_removing_one_version_leaves_a_chain_with_a_newest(store, gone):
    chain = [make_document(text=TEXT + " Update." * n) for n in range(3)]
    for document in chain:
        store.add_document(document)
    store.remove(chain[gone].id)
    left = [document for i, document in enumerate(chain) if i != gone]
    assert list(store.documents()) == [left[-1]]
    assert store.versions(left[0].id) == [document.id for document in left]


def test_remove_names_what_is_not_there(store):
    with pytest.raises(StoreError, match=r"nowhere\.md: no such document"):
        store.remove("nowhere.md")


def test_groups_come_back_and_are_replaced_as_a_whole(store):
    documents = [make_document(text=TEXT + "!" * n, path=f"{n}.md") for n in range(3)]
    for document in documents:
        store.add_document(document)
    a, b, c = (document.id for document in documents)
    store.replace_groups([CopyGroup("near", (a, b), 0.5)])
    store.replace_groups([CopyGroup("syndicated", (c, a, b), 0.75)])
    assert store.groups() == [CopyGroup("syndicated", (c, a, b), 0.75)]


def test_events_of_older_versions_are_left_out_unless_asked_for(store):
    old, new = make_document(), make_document(text=TEXT + " Update.")
    with store.run("code") as run:
        for document in (old, new):
            store.add_document(document)
            store.add_events(document.id, make_events(document), run)
    assert {event.document for event in store.events()} == {new.id}
    assert {event.document for event in store.events(versions="all")} == {old.id, new.id}


def test_summaries_are_of_the_newest_documents_without_their_texts(filled):
    store, document, events = filled()
    (found,) = store.summaries()
    assert (found.id, found.title, found.language, found.coded, found.events) == (
        document.id, document.title, "en", True, len(events),
    )  # fmt: skip
