from __future__ import annotations

import pytest

from detente.records import Skipped

from .conftest import make_document

BROKEN = Skipped("b.pdf", "the PDF is encrypted", "remove its password")


def test_run_records_versions_and_times(store):
    with store.run("code", models={"parser": "3.8.0"}, tables={"states": "abc"}) as run:
        assert run.finished is None
    (done,) = store.runs()
    assert (done.id, done.command, done.models, done.tables) == (1, "code", {"parser": "3.8.0"}, {"states": "abc"})
    assert done.finished is not None
    assert done.finished >= done.started


def test_run_that_fails_stays_unfinished(store):
    with pytest.raises(KeyboardInterrupt), store.run("code"):
        raise KeyboardInterrupt
    assert store.runs()[0].finished is None


def test_skipped_is_kept_per_run(store):
    with store.run("read") as first:
        store.add_skipped(BROKEN, first)
    with store.run("read") as second:
        pass
    assert store.skipped(first) == [BROKEN]
    assert store.skipped(second) == []


def test_what_is_skipped_again_is_named_once(store):
    for _ in range(2):
        with store.run("read") as run:
            store.add_skipped(BROKEN, run)
    assert store.skipped() == [BROKEN]


def test_what_could_be_read_later_is_no_longer_skipped(store):
    with store.run("read") as run:
        store.add_skipped(BROKEN, run)
    with store.run("read") as run:
        store.add_document(make_document(path=BROKEN.where), run)
    assert store.skipped() == []


def test_what_could_be_coded_later_is_no_longer_skipped(store):
    document = make_document()
    skipped = Skipped(document.path, "language ja is not coded")
    with store.run("code") as run:
        store.add_document(document, run)
        store.add_skipped(skipped, run, document.id)
    with store.run("read") as run:
        store.add_document(document, run)
    assert store.skipped() == [skipped]
    with store.run("code") as run:
        store.add_events(document.id, [], run)
    assert store.skipped() == []


def test_duplicate_becomes_a_place_of_the_document(store):
    document = make_document()
    with store.run("read") as run:
        store.add_document(document, run)
        store.add_skipped(Skipped("copy.md", f"duplicate of {document.path}"), run)
    assert store.places(document.id) == [document.path, "copy.md"]
    assert store.skipped() == []


def test_removing_a_document_removes_what_was_skipped_of_it(store):
    document = make_document()
    with store.run("code") as run:
        store.add_document(document, run)
        store.add_skipped(Skipped(document.path, "language ja is not coded"), run, document.id)
        store.add_skipped(Skipped(document.path, "HTTP error 500"), run)
        store.add_skipped(BROKEN, run)
    store.remove(document.id)
    assert store.skipped() == [BROKEN]
