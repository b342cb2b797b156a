from __future__ import annotations

import sqlite3

import pytest

from detente.store import Store


@pytest.fixture
def spoil(filled, path):
    """Fill a store, change it behind its back, and return what it finds wrong."""

    def run(statement: str, read_only: bool = False) -> list[tuple[str, str]]:
        store, _, _ = filled()
        store.close()
        with sqlite3.connect(path, isolation_level=None) as outside:
            outside.executescript(statement)
        with Store(path, read_only=read_only) as again:
            return [(failure.part, failure.message) for failure in again.verify()]

    return run


@pytest.mark.parametrize("read_only", [False, True])
def test_sound_store_has_no_failures(filled, path, read_only):
    filled()
    with Store(path, read_only=read_only) as store:
        assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("statement", "part", "message"),
    [
        ("UPDATE participant SET mention_quote = 'x' WHERE role = 'source' AND name LIKE 'S%'", "event", "source"),
        ("UPDATE participant SET mention_start = 900 WHERE role = 'target' AND name = 'Japan'", "event", "target"),
        ("UPDATE attribution SET span_end = span_end - 1 WHERE position = 0", "event", "attribution"),
        ("UPDATE event SET date_span_start = -5 WHERE date_span_start IS NOT NULL", "event", "date"),
        ("UPDATE event SET evidence_end = evidence_start WHERE position = 0", "event", "evidence"),
        ("UPDATE event SET trigger_start = 0, trigger_end = 2, trigger_quote = 'On' WHERE position = 1", "event",
         "trigger lies outside"),
        ("UPDATE document_raw SET offsets = '[[0,5,0,5],[3,9,5,11]]'", "document", "not in order"),
        ("UPDATE document_raw SET offsets = '[[0,9999,0,9999]]'", "document", "outside the text"),
        ("UPDATE document_raw SET raw = ''", "document", "outside"),
        ("UPDATE document SET published_span_start = 0, published_span_end = 2, published_span_quote = 'no'",
         "document", "date of publication"),
        ("INSERT INTO event_context VALUES ('ev-none', 0, 'diplomatic')", "file", "not there"),
        ("DELETE FROM document_words_docsize", "search", "1 documents are missing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("read_only", [False, True])
def test_change_behind_the_back_is_found(spoil, statement, part, message, read_only):
    failures = spoil(statement, read_only)
    assert any(found == part and message in text for found, text in failures), failures


def test_index_that_differs_from_the_texts_is_found(spoil):
    statement = "DROP TRIGGER document_search_update; UPDATE document SET text = text || ' Unseen.'"
    assert ("search", "the index has other words than the texts") in spoil(statement)


def test_changed_text_fails_every_span_behind_the_change(spoil):
    failures = spoil("UPDATE document SET text = 'X' || text")
    assert sum(part == "event" for part, _ in failures) == 11
