from __future__ import annotations

import sqlite3

import pytest

from detente.errors import StoreError
from detente.store import Store, connection

from .conftest import make_document


def test_store_is_in_wal_mode_with_foreign_keys(store, path):
    store.add_document(make_document())
    assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    with pytest.raises(sqlite3.IntegrityError):
        store._connection.execute("INSERT INTO document_path VALUES ('doc-none', 'x', NULL, NULL)")


def test_opening_again_changes_nothing(filled, path):
    _, document, events = filled()
    with Store(path) as again:
        assert list(again.documents()) == [document]
        assert list(again.events()) == events


def test_later_version_is_refused(store, path):
    store.close()
    with sqlite3.connect(path) as outside:
        outside.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"later version of détente .*99.*update détente"):
        Store(path)


def test_older_version_is_migrated_in_one_transaction(store, path, monkeypatch):
    store.add_document(make_document())
    store.close()
    steps = connection.migrations()
    last = steps[-1][0]
    broken = [*steps, (last + 1, "CREATE TABLE extra (a);\nCREATE TABLE document (a);\n")]
    monkeypatch.setattr(connection, "migrations", lambda: broken)
    with pytest.raises(StoreError, match="already exists"):
        Store(path)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone()[0] == 0
    monkeypatch.setattr(connection, "migrations", lambda: [*steps, (last + 1, "CREATE TABLE extra (a);\n")])
    with pytest.raises(StoreError, match="open it once for writing"):
        Store(path, read_only=True)
    with Store(path) as migrated:
        assert list(migrated.documents()) == [make_document()]
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone()[0] == last + 1


def test_file_that_is_no_database_is_refused(path):
    path.write_text("These are notes, and no database at all. " * 30)
    with pytest.raises(StoreError, match="no détente store"):
        Store(path)


def test_database_of_something_else_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as outside:
        outside.execute("CREATE TABLE mine (a)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no détente store"):
        Store(path)
    assert path.read_bytes() == before


def test_missing_store_is_not_made_by_reading(path):
    with pytest.raises(StoreError, match="detente read"):
        Store(path, read_only=True)
    assert not path.exists()


def test_missing_folder_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"folder .* does not exist"):
        Store(tmp_path / "none" / "case.db")


def test_path_with_characters_of_addresses_opens(tmp_path):
    odd = tmp_path / "a?b #c %41é.db"
    with Store(odd) as store:
        store.add_document(make_document())
    assert odd.is_file()
    with Store(odd, read_only=True) as store:
        assert len(list(store.documents())) == 1


def test_read_only_store_refuses_to_write(filled, path):
    filled()
    with Store(path, read_only=True) as reader, pytest.raises(StoreError, match="for reading only"):
        reader.add_document(make_document(text="More."))


def test_store_that_may_not_be_written_is_refused_for_writing_and_open_for_reading(filled, path, monkeypatch):
    filled()[0].close()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(StoreError, match="may not be written"):
        Store(path)
    with Store(path, read_only=True) as store:
        assert len(list(store.documents())) == 1
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name]


def test_store_of_the_first_version_gets_lists_of_the_events_that_it_has(filled, path, tmp_path):
    store, _, events = filled()
    store.close()
    old = tmp_path / "first.db"
    with sqlite3.connect(old) as first:
        first.executescript(connection.migrations()[0][1])
        first.execute("ATTACH ? AS new", (str(path),))
        tables = "run document document_path document_raw removed event event_context participant attribution"
        for table in tables.split():
            first.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
        first.execute("PRAGMA user_version = 1")
    with pytest.raises(StoreError, match="open it once for writing to update it, as `detente code"):
        Store(old, read_only=True)
    with Store(old) as upgraded:
        assert set(upgraded.find_events().items) == set(events)
        assert list(upgraded.events()) == events
        assert list(upgraded.verify()) == []
